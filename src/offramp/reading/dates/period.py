"""Period: the days that a date may mean, no narrower than its words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal[
    "day", "week", "weekend", "part of month", "month", "quarter", "season", "part of year", "year", "decade", "range"
]
Part = Literal["early", "mid", "late"]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern hemisphere


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a date, or neither when the words do not settle them.

    Attributes
    ----------
    start, end
        First and last day that it may be, or None.
    precision
        How exactly the words say it.
    value
        As a dossier writes it (2025-11-28, 2025-11, 2025-09/2025-12-03), or None when unsettled.
    note
        What a person should know: two readings, a weekday that does not fit, nothing to count from; else empty.
    """

    start: date | None
    end: date | None
    precision: Precision
    value: str | None
    note: str = ""


def unsettled(precision: Precision, note: str) -> Period:
    """Return a period whose days the words do not settle."""
    return Period(None, None, precision, None, note)


def day(of: date, note: str = "") -> Period:
    """Return one day."""
    return Period(of, of, "day", of.isoformat(), note)


def days(first: date, last: date, precision: Precision, note: str = "") -> Period:
    """Return the days from `first` to `last`."""
    return Period(first, last, precision, f"{first}/{last}" if first != last else first.isoformat(), note)


def week(of: date, shift: int = 0) -> Period:
    """Return the week, Monday to Sunday, `shift` weeks after that of a day."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=shift)
    return days(monday, monday + timedelta(days=6), "week")


def weekend(of: date, shift: int = 0) -> Period:
    """Return the Saturday and Sunday `shift` weeks after the week of a day."""
    saturday = of - timedelta(days=of.weekday()) + timedelta(days=5, weeks=shift)
    return days(saturday, saturday + timedelta(days=1), "weekend")


def month(year: int, number: int) -> Period:
    """Return a month; numbers below 1 and above 12 run into the years before and after."""
    year, index = divmod(year * 12 + number - 1, 12)
    last = monthrange(year, index + 1)[1]
    return Period(date(year, index + 1, 1), date(year, index + 1, last), "month", f"{year:04}-{index + 1:02}")


def part_of_month(year: int, number: int, part: Part) -> Period:
    """Return the first, middle or last ten days of a month (the last part runs to its end); the value is the month."""
    whole = month(year, number)
    first, last = _third(whole, part, (10, 20))
    return Period(first, last, "part of month", whole.value)


def quarter(year: int, number: int) -> Period:
    """Return a quarter of a year, numbered from 1; other numbers run into other years."""
    return _months(year, 3 * number - 2, 3, "quarter")


def season(year: int, name: str) -> Period:
    """Return a season of the northern hemisphere; winter is the one that begins in December of `year`."""
    whole = _months(year, _SEASONS[name], 3, "season")
    return Period(whole.start, whole.end, "season", whole.value, "seasons are those of the northern hemisphere")


def year(number: int) -> Period:
    """Return a year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04}")


def part_of_year(number: int, part: Part) -> Period:
    """Return the first, middle or last four months of a year; the value is the year."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    whole = _months(number, first, 4, "part of year")
    return Period(whole.start, whole.end, "part of year", f"{number:04}")


def decade(first_year: int) -> Period:
    """Return the ten years that begin with `first_year`."""
    return Period(
        date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade", f"{first_year:04}/{first_year + 9:04}"
    )


def through(first: Period, last: Period) -> Period:
    """Return the days from the start of one period to the end of another; unsettled when either is."""
    if first.start is None or last.end is None or first.value is None or last.value is None:
        return unsettled("range", first.note or last.note)
    if last.end < first.start:
        return unsettled("range", f"it would end ({last.value}) before it begins ({first.value})")
    value = f"{first.value.split('/')[0]}/{last.value.split('/')[-1]}"
    return Period(first.start, last.end, "range", value, first.note or last.note)


def _months(of: int, first: int, count: int, precision: Precision) -> Period:
    begin, end = month(of, first), month(of, first + count - 1)
    return Period(begin.start, end.end, precision, f"{begin.value}/{end.value}")


def _third(whole: Period, part: Part, cuts: tuple[int, int]) -> tuple[date, date]:
    assert whole.start is not None
    assert whole.end is not None
    early, mid = (whole.start.replace(day=cut) for cut in cuts)
    one = timedelta(days=1)
    return {"early": (whole.start, early), "mid": (early + one, mid), "late": (mid + one, whole.end)}[part]
