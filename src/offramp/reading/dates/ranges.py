"""Ranges: two dates that name the ends of one span of time."""

import re
from dataclasses import dataclass, replace

from offramp.reading.dates import period
from offramp.reading.dates.period import Period
from offramp.reading.dates.rule import Context, Rule
from offramp.reading.span import Span

_DASH = re.compile(r"\s?[-–—]\s?")
_TO = re.compile(r"\s(?:to|through|until|till)\s")
_AND = re.compile(r"\sand\s")
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_MOVED = re.compile(  # "moved the deadline from Friday to Monday" names two days, not a span
    r"\b(?:mov|postpon|extend|delay|push|chang|reschedul|advanc|brought|put|shift)\w*\b[^.]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date as one rule read it, with what is needed to read it again against another day."""

    span: Span
    rule: Rule
    match: re.Match[str]
    context: Context
    days: Period


_RANGE = "from one date to another"


def joined(found: list[Found], text: str) -> list[Found]:
    """Join neighbours such as "between Nov. 21 and Nov. 28"; the first takes its year from the second."""
    result: list[Found] = []
    for one in found:
        if result and _is_range(result[-1], one, text):
            result[-1] = _range(result[-1], one)
        else:
            result.append(one)
    return result


def _is_range(first: Found, last: Found, text: str) -> bool:
    if first.rule.name == _RANGE:
        return False
    between = text[first.span.end : last.span.start]
    if _AND.fullmatch(between):
        return bool(_BETWEEN.search(first.context.before))
    if _TO.fullmatch(between):
        return not _MOVED.search(first.context.before) and (
            bool(_FROM.search(first.context.before)) or first.days.precision == last.days.precision
        )
    return bool(_DASH.fullmatch(between)) and first.days.precision == last.days.precision


def _range(first: Found, last: Found) -> Found:
    begin: Period | None = first.days
    if last.days.end is not None:
        again = replace(first.context, base=last.days.end, future=False)
        begin = first.rule.resolve(first.match, again) or first.days
    days = period.through(begin or first.days, last.days)
    rule = replace(last.rule, name=_RANGE)
    return Found(
        Span(first.span.start, last.span.end),
        rule,
        last.match,
        replace(last.context, before=first.context.before),
        days,
    )
