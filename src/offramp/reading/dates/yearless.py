"""Dates without a year, and weekdays: the nearest to the day of publication that the words allow."""

import re
from datetime import date, timedelta
from typing import cast

from offramp.reading.dates import period
from offramp.reading.dates.absolute import checked_day
from offramp.reading.dates.period import Part, Period
from offramp.reading.dates.rule import Counted, Rule, relative
from offramp.reading.dates.words import (
    DAY,
    MONTH,
    MONTH_FULL,
    PART,
    TIME_OF_DAY,
    WEEKDAY,
    WEEKDAY_FULL,
    YEAR,
    day_number,
    month_number,
    part_of,
    weekday_number,
)

_FAR = 200  # days: a day further ahead than this is not the nearest that the words allow
_PAST_BIAS = 60  # days by which reports lean to the past where nothing points ahead
_NAMED = re.compile(r"(?:Black|Good|Bloody|Ash|Super|Holy|Palm|Easter|Cyber|Giving)\s+$")
_PAPERS = re.compile(r"\s+(?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Independent|Night)\b")
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|during|through|before|after|between|and|or|for|around|last|next|this|"
    r"early|mid|late|each|every|the|its|their|his|her)[ -]$",
    re.IGNORECASE,
)
_ALSO_WORDS = ("May", "March", "April", "June", "August")  # also a verb, a noun, a first name


@relative("day")
def _month_day(match: re.Match[str], context: Counted) -> Period | None:
    return _nearest(month_number(match[2]), day_number(match[3]), match[1], context)


@relative("day")
def _day_month(match: re.Match[str], context: Counted) -> Period | None:
    return _nearest(month_number(match[3]), day_number(match[2]), match[1], context)


def _nearest(month: int, day: int, weekday: str | None, context: Counted) -> Period | None:
    """Return the day in the year nearest to the base: past days lie nearer unless the words point ahead."""
    candidates = [
        found
        for year in (context.base.year - 1, context.base.year, context.base.year + 1)
        if (found := checked_day(year, month, day, weekday)) is not None
    ]

    def distance(found: Period) -> int:
        assert found.start is not None
        ahead = (found.start - context.base).days
        if context.future:
            return abs(ahead) if ahead >= -_FAR else abs(ahead) + 366
        return abs(ahead) + (_PAST_BIAS if ahead > 0 else 0)

    return min(candidates, key=distance, default=None)


@relative("range")
def _days_of_month(match: re.Match[str], context: Counted) -> Period | None:
    month, first, last = match["month"], match["first"], match["last"]
    if match["year"] is not None:
        year = int(match["year"])
        end = checked_day(year, month_number(month), day_number(last), None)
    else:
        end = _nearest(month_number(month), day_number(last), None, context)
    if end is None or end.start is None:
        return None
    begin = checked_day(end.start.year, month_number(month), day_number(first), None)
    return period.through(begin, end) if begin is not None and day_number(first) < day_number(last) else None


@relative("month")
def _month(match: re.Match[str], context: Counted) -> Period | None:
    which, part, name = match[1], match[2], match[3]
    if which is None and part is None:
        if name in _ALSO_WORDS and not _MONTH_CUE.search(context.before):
            return None
        if re.match(r" [A-Z][a-z]", context.after) and not _MONTH_CUE.search(context.before):
            return None
    number = month_number(name)
    year = _month_year(number, which.lower() if which else None, context)
    if part is not None:
        return period.part_of_month(year, number, cast("Part", part_of(part)))
    return period.month(year, number)


def _month_year(number: int, which: str | None, context: Counted) -> int:
    year, current = context.base.year, context.base.month
    if which == "last" or (which is None and not context.future):
        is_past = number < current or (which is None and number == current)
        return year if is_past else year - 1
    if which == "next" or which is None:
        return year if number > current or (which is None and number == current) else year + 1
    return year


@relative("day")
def _weekday(match: re.Match[str], context: Counted) -> Period | None:
    if _NAMED.search(context.before) or _PAPERS.match(context.after):
        return None
    which, weekday, of_week = (match[1] or "").lower(), weekday_number(match[2]), match[3]
    base = context.base
    if which in ("the following", "the previous"):
        return period.unsettled("day", "it counts from another day in the report")
    if of_week is not None:
        shift = {"last": -1, "this": 0, "next": 1}[of_week.lower()]
        return period.day(base + timedelta(days=weekday - base.weekday(), weeks=shift))
    back, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
    if which == "last":
        found = base - timedelta(days=back or 7)
        return period.day(found, _other_reading(found, found - timedelta(days=7)) if 0 < back <= base.weekday() else "")
    if which == "next":
        found = base + timedelta(days=ahead or 7)
        return period.day(found, _other_reading(found, found + timedelta(days=7)) if ahead else "")
    if which == "this":
        return period.day(base + timedelta(days=weekday - base.weekday()))
    if which in ("this coming", "coming"):
        return period.day(base + timedelta(days=ahead or 7))
    if which == "" and context.future:
        return period.day(base + timedelta(days=ahead))
    return period.day(base - timedelta(days=back))


def _other_reading(found: date, other: date) -> str:
    return f"two readings: {found} is taken, {other} may be meant"


_TO = r"(?: ?[-–—] ?| (?:to|through|until) )"
_NOT_A_COUNT = r"(?!\d|[,.:]\d|%|-)"
RULES = (
    Rule(
        "days of a month",
        re.compile(
            rf"\b(?P<month>{MONTH}) (?P<first>{DAY}){_TO}(?P<last>{DAY})(?:,? (?P<year>{YEAR}))?\b"
            rf"{_NOT_A_COUNT}(?! {MONTH_FULL})"
        ),
        _days_of_month,
    ),
    Rule(
        "days of a month",
        re.compile(rf"\b(?P<first>{DAY}){_TO}(?P<last>{DAY}) (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?\b"),
        _days_of_month,
    ),
    Rule(
        "month and day, nearest year",
        re.compile(rf"\b(?:({WEEKDAY}),? (?:the )?)?({MONTH}) ({DAY})\b{_NOT_A_COUNT}"),
        _month_day,
    ),
    Rule(
        "day and month, nearest year",
        re.compile(rf"\b(?:({WEEKDAY}),? (?:the )?)?({DAY}) (?:of )?({MONTH})\b"),
        _day_month,
    ),
    Rule(
        "month, nearest year",
        re.compile(rf"\b(?:((?i:last|next|this)) )?(?:((?i:{PART}))[ -])?({MONTH_FULL})\b(?! \d)"),
        _month,
    ),
    Rule(
        "weekday, by reporting convention",
        re.compile(
            rf"\b(?:((?i:last|next|this past|this coming|coming|this|the following|the previous)) )?({WEEKDAY_FULL})\b"
            rf"{TIME_OF_DAY}(?:,? (?:of )?((?i:last|this|next)) week\b)?"
        ),
        _weekday,
    ),
)
