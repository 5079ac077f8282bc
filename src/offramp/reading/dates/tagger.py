"""Tagger: finds the dates of an article, rule by rule, and relates them to their prepositions."""

import re
from dataclasses import replace
from datetime import date

from offramp.reading.article import Article
from offramp.reading.dates import absolute, period, relative, yearless
from offramp.reading.dates.mention import DateMention, Relation
from offramp.reading.dates.period import Period
from offramp.reading.dates.ranges import Found, joined
from offramp.reading.dates.rule import NO_BASE, Context, Rule
from offramp.reading.paragraphs import report_blocks
from offramp.reading.quotations import quotations
from offramp.reading.span import Span

_RULES: tuple[Rule, ...] = (
    *absolute.RULES[:2],
    *yearless.RULES[:2],
    *absolute.RULES[2:4],
    *absolute.RULES[4:-1],
    *yearless.RULES[2:],
    *relative.RULES,
    absolute.RULES[-1],  # a bare year comes last: it is part of most of the others
)
_NEAR = 80  # code points before and behind a date that a rule may look at
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|can|could|may|might|next(?! to\b)|upcoming|scheduled|plan(?:s|ned)?|"
    r"expect(?:s|ed)?|set (?:to|for)|slated|due|deadline|ahead of|intends?|(?:is|are|was|were|about|ready) to)\b|"
    r"[’']ll\b|\b(?:until|till|by|before)\s+(?:(?:on|the|midnight|noon)\s+)*$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?<!be )(?<!been )(?<!to )\b(?:said|told|was|were|had|met|spoke|went|came|held|began|made|gave|took|fell|won|"
    r"lost|saw|wrote|sent|struck|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_RELATION_WORDS: tuple[tuple[Relation, str], ...] = (
    ("since", r"since|ever since"),
    ("until", r"until|till|up to|through"),
    ("by", r"by|no later than|not later than|on or before|deadline (?:of|on|is|was|for)|due|expires?|expired"),
    ("before", r"before|prior to|ahead of|earlier than"),
    ("after", r"after|following|later than"),
    ("from", r"from|starting|beginning|effective|as of|as from"),
)
_HOUR = r"(?:(?:midnight|noon|late|early|\d{1,2}(?::\d\d)?\s?(?:a\.m\.|p\.m\.|am|pm))\s+)?"
_RELATIONS = tuple(
    (relation, re.compile(rf"(?:^|\b)(?:{words})\s+{_HOUR}(?:on\s+|the\s+|about\s+|around\s+)?$", re.IGNORECASE))
    for relation, words in _RELATION_WORDS
)
_DEADLINE = re.compile(r"\s+(?:deadline|cut-?off|ultimatum)\b", re.IGNORECASE)
_SPOKEN = "inside a quotation: it counts from the day of publication, though it may have been said before"


def dates(article: Article) -> tuple[DateMention, ...]:
    """Return what the article says of when, in order of the text, none overlapping.

    Days are counted from the day of publication. Without one, relative dates and dates without a year stay open. A day
    is never guessed: "in early September" is a month, "in recent weeks" stays open.
    """
    blocks = report_blocks(article)
    spoken = [quotation.span for quotation in quotations(article.text, blocks)]
    return tuple(
        _mention(article, block, found, spoken)
        for block in blocks
        for found in joined(_found(article.text, block, article.published), article.text)
    )


def _found(text: str, block: Span, base: date | None) -> list[Found]:
    found: list[Found] = []
    taken = bytearray(len(block))
    words = block.of(text).replace("\n", " ")  # of one length: lines of a wrapped paragraph read on
    for rule in _RULES:
        for match in rule.pattern.finditer(words):
            if any(taken[match.start() : match.end()]):
                continue
            context = _context(words, match, base)
            days = rule.resolve(match, context)
            if days is not None:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                span = Span(block.start + match.start(), block.start + match.end())
                found.append(Found(span, rule, match, context, days))
    return sorted(found, key=lambda one: one.span)


def _context(words: str, match: re.Match[str], base: date | None) -> Context:
    before = words[max(0, match.start() - _NEAR) : match.start()]
    sentence = re.split(r"[.!?;][”\"]?\s+(?=[A-Z“\"])", before)[-1]
    return Context(base, _points_ahead(sentence), before, words[match.end() : match.end() + _NEAR])


def _points_ahead(before: str) -> bool:
    """Whether the last word that tells past from future, before the date, points ahead."""
    ahead = max((cue.end() for cue in _AHEAD.finditer(before)), default=-1)
    back = max((cue.end() for cue in _BACK.finditer(before)), default=-1)
    return ahead >= back and ahead > 0


def _mention(article: Article, block: Span, found: Found, spoken: list[Span]) -> DateMention:
    before = article.text[max(block.start, found.span.start - _NEAR) : found.span.start]
    after = article.text[found.span.end : min(block.end, found.span.end + _NEAR)]
    relation = _relation(before, after)
    days = found.days
    if relation == "since":
        days = _until_now(days, article.published)
    if found.rule.name == "named day" and any(quotation.contains(found.span) for quotation in spoken):
        days = replace(days, note=days.note or _SPOKEN)
    return DateMention(
        found.span, days.start, days.end, days.precision, found.rule.name, days.value, relation, days.note
    )


def _relation(before: str, after: str) -> Relation:
    if _DEADLINE.match(after):
        return "by"
    return next((relation for relation, pattern in _RELATIONS if pattern.search(before)), "at")


def _until_now(days: Period, base: date | None) -> Period:
    """Return the days from the one named to that of publication."""
    if days.start is None:
        return days
    if base is None:
        return Period(days.start, None, "range", None, NO_BASE)
    return period.through(days, period.day(base)) if days.start <= base else days
