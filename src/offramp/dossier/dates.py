"""Dates as evidence gives them: a day, a month, a year, or a span of these."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date known to a day, a month, a year or a span.

    Attributes
    ----------
    first, last
        The first and the last day that it may be; equal when the day is known.
    text
        As written: ``2025-11-21``, ``2025-11``, ``2025`` or ``2025-11-21/2025-11-28``.
    """

    first: date
    last: date
    text: str

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text


class DateError(ValueError):
    """A text that is no date; the message says why."""


def parse_date(text: str) -> FuzzyDate:
    """Read a date.

    Raises
    ------
    DateError
        When the text has another form, names a day that does not exist, or is a span that ends before it begins.

    Examples
    --------
    >>> parse_date("2025-11").last
    datetime.date(2025, 11, 30)
    >>> parse_date("2025-11-21/2025-11-28").first
    datetime.date(2025, 11, 21)
    >>> parse_date("2025-02-30")
    Traceback (most recent call last):
    ...
    offramp.dossier.dates.DateError: 2025-02 has only 28 days
    """
    begin, slash, end = text.partition("/")
    first, last = _span(begin)
    if slash:
        end_first, last = _span(end)
        if end_first < first:
            raise DateError(f"{text} ends before it begins")
    return FuzzyDate(first, last, text)


def _span(text: str) -> tuple[date, date]:
    """Return the first and last day that one part of a date covers."""
    match = _PART.match(text)
    if match is None:
        raise DateError(f'"{text}" is not a date')
    year = int(match["year"])
    if year == 0:
        raise DateError("the year 0000 does not exist")
    if match["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {match['month']}")
    days = monthrange(year, month)[1]
    if match["day"] is None:
        return date(year, month, 1), date(year, month, days)
    day = int(match["day"])
    if day == 0:
        raise DateError("there is no day 00")
    if day > days:
        raise DateError(f"{year:04}-{month:02} has only {days} days")
    return date(year, month, day), date(year, month, day)
