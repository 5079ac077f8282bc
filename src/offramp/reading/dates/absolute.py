"""Absolute dates: those that name their year."""

import re
from datetime import date
from typing import cast

from offramp.reading.dates import period
from offramp.reading.dates.period import Part, Period
from offramp.reading.dates.rule import Context, Rule
from offramp.reading.dates.words import (
    DAY,
    MONTH,
    PART,
    SEASON,
    WEEKDAY,
    YEAR,
    day_number,
    month_number,
    part_of,
    weekday_name,
    weekday_number,
)

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_COUNTED = re.compile(
    r"(?:than|about|some|nearly|almost|over|least|most|around|roughly|approximately|up to|total of|[$£€#]|\bno\.|"
    r"resolution|flight|section|article|chapter|room|highway|route|number|paragraph|order|law)\s*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\s*(?:%|percent|people|troops|soldiers|officers|officials|men|women|children|dollars|euros|tons|tonnes|miles|km|"
    r"kilometers|kilometres|metres|meters|feet|jobs|votes|points|homes|cases|megawatts|MW|barrels|acres|hectares)\b"
)


def checked_day(year: int, month: int, day: int, weekday: str | None) -> Period | None:
    """Return a day, with a note when it is not the weekday that the words name; None when there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if weekday is None or found.weekday() == weekday_number(weekday):
        return period.day(found)
    actual, named = weekday_name(found.weekday()), weekday_name(weekday_number(weekday))
    return period.day(found, f"{found} is a {actual}, not a {named}")


def _iso(match: re.Match[str], _: Context) -> Period | None:
    return checked_day(int(match[1]), int(match[2]), int(match[3]), None)


def _numeric(match: re.Match[str], _: Context) -> Period | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    readings = [checked_day(year, month, day, None) for month, day in ((first, second), (second, first))]
    days = [reading for reading in readings if reading is not None]
    if len(days) == 2 and days[0] != days[1]:
        return period.unsettled("day", f"two readings: {days[0].value} or {days[1].value}")
    return days[0] if days else None


def _month_day_year(match: re.Match[str], _: Context) -> Period | None:
    return checked_day(int(match[4]), month_number(match[2]), day_number(match[3]), match[1])


def _day_month_year(match: re.Match[str], _: Context) -> Period | None:
    return checked_day(int(match[4]), month_number(match[3]), day_number(match[2]), match[1])


def _month_year(match: re.Match[str], _: Context) -> Period | None:
    if match[1] is not None:
        return period.part_of_month(int(match[3]), month_number(match[2]), cast("Part", part_of(match[1])))
    return period.month(int(match[3]), month_number(match[2]))


def _season_year(match: re.Match[str], _: Context) -> Period | None:
    year, name = int(match[2]), match[1].lower()
    if name != "winter":
        return period.season(year, name)
    if match[3] is not None:
        return period.season(year, name)
    return period.unsettled("season", f"two readings: the winter that begins in {year - 1} or in {year}")


def _quarter_year(match: re.Match[str], _: Context) -> Period | None:
    number = int(match[2]) if match[2] else _ORDINALS[match[1].lower()]
    return period.quarter(int(match[3]), number)


def _decade(match: re.Match[str], _: Context) -> Period | None:
    first = int(match[2])
    if match[1] is None:
        return period.decade(first)
    begin, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part_of(match[1])]
    whole = period.through(period.year(first + begin), period.year(first + end))
    return Period(whole.start, whole.end, "decade", whole.value)


def _years(match: re.Match[str], _: Context) -> Period | None:
    first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    return period.through(period.year(first), period.year(last)) if first < last else None


def _year(match: re.Match[str], context: Context) -> Period | None:
    if _COUNTED.search(context.before) or _COUNTS.match(context.after) or re.match(r"\.\d|,\d", context.after):
        return None
    if match[1] is not None:
        return period.part_of_year(int(match[2]), cast("Part", part_of(match[1])))
    return period.year(int(match[2]))


RULES = (
    Rule("ISO day", re.compile(rf"\b({YEAR})-(\d\d)-(\d\d)\b"), _iso),
    Rule("numeric day", re.compile(rf"\b(\d{{1,2}})([/.])(\d{{1,2}})\2({YEAR})\b"), _numeric),
    Rule(
        "month, day and year",
        re.compile(rf"\b(?:({WEEKDAY}),? )?({MONTH}) ({DAY}),? ({YEAR})\b"),
        _month_day_year,
    ),
    Rule(
        "day, month and year",
        re.compile(rf"\b(?:({WEEKDAY}),? (?:the )?)?({DAY}) (?:of )?({MONTH}),? ({YEAR})\b"),
        _day_month_year,
    ),
    Rule("month and year", re.compile(rf"\b(?:((?i:{PART}))[ -])?({MONTH}),?(?: of)? ({YEAR})\b"), _month_year),
    Rule("season and year", re.compile(rf"\b((?i:{SEASON}))(?: of|,)? ({YEAR})([-–/](?:20)?\d\d)?\b"), _season_year),
    Rule(
        "quarter and year",
        re.compile(rf"\b(?:((?i:first|second|third|fourth|last)) quarter(?: of)?|Q([1-4])(?: of)?) ({YEAR})\b"),
        _quarter_year,
    ),
    Rule("decade", re.compile(r"\b(?:((?i:early|mid|late))[ -])?((?:1[5-9]|20)\d0)s\b"), _decade),
    Rule("years", re.compile(rf"(?<![\w$€£#/.,-])({YEAR}) ?[-–—] ?({YEAR}|\d\d)\b(?![-–/,.]\d|%)"), _years),
    Rule("year", re.compile(rf"(?<![\w$£€#/.,-])(?:((?i:{PART}))[ -])?((?:1[89]|20)\d\d)\b(?![-–/]\w|[/%])"), _year),
)
