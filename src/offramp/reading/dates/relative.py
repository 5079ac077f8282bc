"""Relative dates: counted from the day of publication in days, weeks, months, seasons and years."""

import re
from datetime import timedelta
from typing import cast

from offramp.reading.dates import period
from offramp.reading.dates.period import Part, Period, Precision
from offramp.reading.dates.rule import Context, Counted, Rule, relative
from offramp.reading.dates.words import NUMBER, PART, SEASON, VAGUE_NUMBER, number, part_of

_UNIT = r"(?:day|week|month|year|decade)"
_LONGEST = 400  # years back or ahead that a count may reach
_VAGUE = "the words do not say how long"
_ELSEWHERE = "it counts from another day in the report"
_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
_IN_SEASON = re.compile(r"\b(?:in|over|during|by|since|until|till|before|after|through|throughout) $", re.IGNORECASE)
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@relative("day")
def _named_day(match: re.Match[str], context: Counted) -> Period | None:
    words = match[1].lower()
    name = next(name for name in sorted(_DAYS, key=len, reverse=True) if words.startswith(name))
    return period.day(context.base + timedelta(days=_DAYS[name]))


@relative("day")
def _ago(match: re.Match[str], context: Counted) -> Period | None:
    count = number(match[2]) * (-1 if match[4] == "ago" else 1)
    found = _unit(match[3].lower(), count, context)
    if found is None or not match[1]:
        return found
    if found.precision == "day" and found.start is not None:
        found = period.week(found.start)
    return Period(found.start, found.end, found.precision, found.value, "approximate")


def _unit(unit: str, shift: int, context: Counted) -> Period | None:
    """Return the day, week, month, year or decade `shift` units from that of the base; no finer than the unit."""
    base = context.base
    if abs(shift) * {"day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660}.get(unit, 366) > _LONGEST * 366:
        return None
    if unit == "day":
        return period.day(base + timedelta(days=shift))
    if unit == "week":
        return period.week(base, shift)
    if unit == "weekend":
        return period.weekend(base, shift)
    if unit == "month":
        return period.month(base.year, base.month + shift)
    if unit == "quarter":
        return period.quarter(base.year, (base.month + 2) // 3 + shift)
    if unit == "year":
        return period.year(base.year + shift)
    return period.decade((base.year // 10 + shift) * 10)


@relative("week")
def _shifted_unit(match: re.Match[str], context: Counted) -> Period | None:
    how, unit = match[1].lower(), match[2].lower()
    if unit == "weekend":
        return _weekend(how, context)
    shift = -1 if "last" in how else 1 if "next" in how or "coming" in how else 0
    whole = _unit(unit, shift, context)
    part = how.split()[0]
    if whole is None or part not in ("early", "late", "mid", "earlier", "later"):
        return whole
    if part == "earlier":
        return period.through(whole, period.day(context.base))
    if part == "later":
        return period.through(period.day(context.base), whole)
    return _part(whole, unit, cast("Part", part))


def _weekend(how: str, context: Counted) -> Period:
    """Take the coming weekend, or the past one where the words look back early in the week."""
    base = context.base
    if "next" in how:
        found = period.weekend(base, 1 if base.weekday() >= 5 else 0)
        return Period(found.start, found.end, "weekend", found.value, "two readings: the weekend after may be meant")
    looks_back = "last" in how or (not context.future and (base.weekday() < 2 or how.endswith("the")))
    if how == "this past":
        looks_back = True
    if looks_back and (base.weekday() < 5 or "last" in how or "past" in how):
        found = period.weekend(base, -1)
        note = "two readings: the coming weekend may be meant" if how == "this" else ""
        return Period(found.start, found.end, "weekend", found.value, note)
    return period.weekend(base, 0)


def _part(whole: Period, unit: str, part: Part) -> Period:
    assert whole.start is not None
    if unit == "month":
        return period.part_of_month(whole.start.year, whole.start.month, part)
    if unit == "year":
        return period.part_of_year(whole.start.year, part)
    return whole


@relative("range")
def _span_of_units(match: re.Match[str], context: Counted) -> Period | None:
    """Read "the past three weeks": from the unit so many back to the base, or from the base on."""
    unit = match[3].lower()
    if re.fullmatch(VAGUE_NUMBER, (match[2] or "").lower()):
        return period.unsettled("range", _VAGUE)
    count = number(match[2]) if match[2] else 1
    back = match[1].lower() in ("last", "past", "previous")
    if unit in ("day", "week"):
        length = count * (7 if unit == "week" else 1)
        far: Period | None = _unit("day", -length if back else length, context)
    else:
        far = _unit(unit, -count if back else count, context)
    if far is None:
        return None
    here = period.day(context.base)
    return period.through(far, here) if back else period.through(here, far)


@relative("part of month")
def _part_of_unit(match: re.Match[str], context: Counted) -> Period | None:
    which, unit = match[2].lower(), match[3].lower()
    if which == "that":
        return period.unsettled("part of month", _ELSEWHERE)
    whole = _unit(unit, {"last": -1, "next": 1}.get(which, 0), context)
    return None if whole is None else _part(whole, unit, cast("Part", part_of(match[1])))


@relative("season")
def _season(match: re.Match[str], context: Counted) -> Period | None:
    which, name = match[1].lower(), match[2].lower()
    if which == "the" and not _IN_SEASON.search(context.before):
        return None
    base, first = context.base, _SEASON_STARTS[match[2].lower()]
    started = base.year if base.month >= first else base.year - 1  # year of the latest season of that name that began
    latest = period.season(started, name)
    assert latest.end is not None
    running = latest.end >= base
    if which.startswith("last") or which == "this past":
        return period.season(started - 1, name) if running else latest
    if which.startswith(("next", "this coming")):
        return period.season(started + 1, name)
    if running or not context.future:
        return latest if which != "this" or running or started == base.year else period.season(base.year, name)
    return period.season(started + 1, name)


def _vague(precision: Precision) -> Rule:
    counted = rf"(?:(?i:the )?(?i:recent|coming|past|last|next)) (?:{VAGUE_NUMBER} )?|(?:{VAGUE_NUMBER}) "
    pattern = rf"\b(?:{counted})({_UNIT}s)(?: ago)?\b"
    return Rule("vague count", re.compile(pattern), lambda _match, _context: period.unsettled(precision, _VAGUE))


def _counted_elsewhere(match: re.Match[str], _: Context) -> Period | None:
    unit = re.search(_UNIT, match.group().lower())
    precision = cast("Precision", unit.group() if unit and unit.group() != "decade" else "day")
    return period.unsettled(precision, _ELSEWHERE)


_HOW = (
    r"this past|this coming|this|last|next|the coming|the current|earlier this|later this|early this|late this|"
    r"early next|late next|early last|late last|mid this"
)
RULES = (
    Rule("named day", re.compile(rf"\b((?i:{'|'.join(sorted(_DAYS, key=len, reverse=True))}))\b"), _named_day),
    Rule(
        "count of units ago",
        re.compile(
            r"\b(?:((?i:about|nearly|almost|more than|over|roughly|around|some|less than)) )?"
            rf"((?i:{NUMBER}))[ -]({_UNIT})s? (ago|from now)\b"
        ),
        _ago,
    ),
    Rule(
        "counted from an event",
        re.compile(
            rf"\b(?:(?i:{NUMBER}|{VAGUE_NUMBER}) (?:hour|{_UNIT})s? (?:earlier|later|after|before|prior)\b"
            r"|(?i:the (?:following|previous|same)|(?<!in )(?<!over )(?<!for )(?<!during )(?<!within )the next|"
            r"that(?: same| very)?) "
            r"(?:day|night|morning|evening|afternoon|week|month|year)\b"
            rf"|(?i:the day (?:after|before)) (?!yesterday|tomorrow))"
        ),
        _counted_elsewhere,
    ),
    Rule(
        "term that runs from when it was said",
        re.compile(rf"\b(?i:within|in the next|for the next) (?i:{NUMBER})[ -](?:hour|{_UNIT})s?\b"),
        lambda _match, _context: period.unsettled("range", "it runs from when it was said"),
    ),
    Rule(
        "span of units",
        re.compile(
            rf"\b(?i:the )?((?i:last|past|next|coming|previous)) (?:((?i:{NUMBER}|{VAGUE_NUMBER})) )({_UNIT})s\b"
        ),
        _span_of_units,
    ),
    Rule("span of units", re.compile(rf"\b(?i:the )((?i:last|past|next))() ({_UNIT})\b"), _span_of_units),
    Rule(
        "unit by unit",
        re.compile(rf"\b((?i:{_HOW})) ({_UNIT}|weekend|quarter)\b"),
        _shifted_unit,
    ),
    Rule("unit by unit", re.compile(r"\b((?i:(?:over|at|during) the)) (weekend)\b"), _shifted_unit),
    Rule(
        "part of a unit",
        re.compile(rf"\b((?i:{PART}|end of|start of)) ((?i:the|this|last|next|that)) (week|month|year)\b"),
        _part_of_unit,
    ),
    Rule(
        "season, nearest year",
        re.compile(rf"\b((?i:last|next|this past|this coming|this|the)) ({SEASON})\b(?! of\b)"),
        _season,
    ),
    _vague("range"),
)
