"""Quantities: numbers with their bounds and what they count, as the report puts them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from offramp.reading.article import Article
from offramp.reading.names.words import is_ordinary
from offramp.reading.numbers import NUMBER, number_value
from offramp.reading.paragraphs import report_blocks
from offramp.reading.span import Span, trimmed


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a report gives, as bounds.

    Attributes
    ----------
    span
        The number with the words that bound it: "at least 80".
    min, max
        Bounds; equal for a plain number, None on the open side. Both None for "dozens of".
    approximate
        Whether the report says about, roughly, nearly, dozens.
    of
        Words of what is counted, in order: "people" … "killed"; empty when the report names nothing.
    unit
        "%", a currency sign, or empty.
    """

    span: Span
    min: float | None
    max: float | None
    approximate: bool
    of: tuple[Span, ...] = ()
    unit: str = ""


_LEAST = (
    r"at least|a minimum of|no (?:fewer|less) than|not (?:fewer|less) than|upwards? of|more than|over|in excess of|"
    r"well over"
)
_MOST = r"at most|a maximum of|up to|no more than|not more than|fewer than|less than|under|below|as many as|as much as"
_NEARLY = r"nearly|almost|close to|just under|about|around|roughly|approximately|some|an estimated|estimated|circa"
_CURRENCY = r"(?:US|C|A)?[$€£¥]"
_QUANTITY = re.compile(
    rf"(?<![\w$€£.,-])(?:(?P<how>(?i:{_LEAST}|{_MOST}|{_NEARLY})) )?"
    rf"(?P<estimated>(?i:an estimated |about |around |roughly |some ))?(?P<currency>{_CURRENCY})? ?"
    rf"(?:(?P<low>{NUMBER})(?P<to> ?[-–] ?(?=[\d$€£])| to | and )(?:{_CURRENCY})?)?(?P<number>{NUMBER})"
    rf"(?P<percent> ?%| per ?cent\b| percent\b)?(?![\w])",
)
_DOZENS = re.compile(
    r"\b(?i:(?:(?:several|many|a few) )?(?:dozens|scores|hundreds|tens of thousands|thousands|millions))\b(?: of\b)?"
)
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_NOT_COUNTED = re.compile(  # Resolution 1701, Flight 370, France 24
    r"(?:\b(?:resolution|flight|article|chapter|section|route|highway|no\.|number|page|title|room|order|law|type|phase)"
    r"|(?P<name>[A-Z][\w’'-]+))[ -]$"
)
_ORDINAL_OR_TIME = re.compile(
    r"(?:st|nd|rd|th|s)\b|:\d|[-–](?:year|day|hour|minute|month|week)s?-old|\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o’clock)"
)
_NEXT_WORD = re.compile(r"(?:\s+|-)([A-Za-z][\w’'-]*)")
_WHOSE = re.compile(r"\s+of (?:the|its|their|his|her|those|these)\b")
_STOP_WORDS = """
in on at to from for with by of about against into under among between over and or but that which who whom as than since
after before until during while is are was were be been being has have had having will would can could may might must
shall should do does did not if when because where how what said says say told according amid per each every apart away
ago later earlier more less it they he she this those them these us we the a an his her its their our fled died left
went took came fell held hit built sent lost familiar close briefed involved able willing present aboard
"""
_STOPS = frozenset(_STOP_WORDS.split())
_MOST_WORDS = 4  # of the noun phrase that is counted
_HARM = re.compile(
    r"\s+(?:(?:have|has|had) been |(?:were|was|are) (?:being )?)?"
    r"(killed|wounded|injured|dead|arrested|detained|displaced|missing|hurt|evacuated|abducted|captured|freed|released|"
    r"deported)\b"
)


def quantities(article: Article, dates: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of the report in order; numbers inside `dates` (spans) and inside names are none."""
    text = article.text.replace("\n", " ")  # of one length: lines of a wrapped paragraph read on
    taken = bytearray(len(text))
    for date in dates:
        taken[date.start : date.end] = b"\1" * len(date)
    return tuple(
        quantity
        for block in report_blocks(article)
        for quantity in quantities_in(text, block)
        if not any(taken[quantity.span.start : quantity.span.end])
    )


def quantities_in(text: str, within: Span) -> tuple[Quantity, ...]:
    """Return the quantities in a range of `text`, in order."""
    found = [_vague(text, match, within) for match in _DOZENS.finditer(text, within.start, within.end)]
    for match in _QUANTITY.finditer(text, within.start, within.end):
        quantity = _counted(text, match, within)
        if quantity is not None and not any(other.span.overlaps(quantity.span) for other in found):
            found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _counted(text: str, match: re.Match[str], within: Span) -> Quantity | None:
    before = text[max(within.start, match.start() - 30) : match.start()]
    after = text[match.end() : within.end][:20]
    how = (match["how"] or "").lower()
    unit = (match["percent"] and "%") or match["currency"] or ""
    if _ORDINAL_OR_TIME.match(after) or (not how and _is_numbered(before)):
        return None
    of = _of(text, match.end(), within)
    if not how and not unit and (match["number"].lower() in ("one", "a hundred") or not of):
        return None
    value = number_value(match["number"])
    low = number_value(match["low"]) if match["low"] else None
    if low is not None and (match["to"] == " and ") != bool(_BETWEEN.search(before)):
        return None
    approximate = bool(match["estimated"]) or bool(re.fullmatch(_NEARLY, how))
    span = trimmed(text, match.start(), match.end())
    if low is not None:
        return Quantity(span, min(low, value), max(low, value), approximate, of, unit)
    if re.fullmatch(_LEAST, how):
        return Quantity(span, value, None, approximate, of, unit)
    if re.fullmatch(_MOST, how):
        return Quantity(span, None, value, approximate, of, unit)
    return Quantity(span, value, value, approximate, of, unit)


def _is_numbered(before: str) -> bool:
    """Whether the number belongs to the name before it: Resolution 1701, France 24."""
    match = _NOT_COUNTED.search(before)
    return match is not None and not (match["name"] and is_ordinary(match["name"]))


def _vague(text: str, match: re.Match[str], within: Span) -> Quantity:
    span = trimmed(text, match.start(), match.end())
    return Quantity(span, None, None, True, _of(text, match.end(), within))


def _of(text: str, start: int, within: Span) -> tuple[Span, ...]:
    """Return the words of what is counted: the noun phrase that follows, and the harm done to it."""
    whose = _WHOSE.match(text, start, within.end)
    at = start = whose.end() if whose else start
    for count in range(_MOST_WORDS):
        word = _NEXT_WORD.match(text, at, within.end)
        if (
            word is None
            or not _counts(word.group(1), first=count == 0)
            or (count and _HARM.match(text, at, within.end))
        ):
            break
        at = word.end()
    if at == start:
        return ()
    harm = _HARM.match(text, at, within.end)
    noun = trimmed(text, start, at)
    return (noun, Span(harm.start(1), harm.end(1))) if harm is not None else (noun,)


def _counts(word: str, *, first: bool) -> bool:
    """Whether a word can belong to the noun phrase: participles end it unless they begin it."""
    return word.lower() not in _STOPS and (first or not word.endswith(("ed", "ing", "ly")))
