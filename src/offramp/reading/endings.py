"""Endings that a report names: "analysts see three scenarios: a truce, a longer blockade, or war"."""

import re
from dataclasses import dataclass

from offramp.reading.article import Article
from offramp.reading.span import Span, trimmed
from offramp.reading.structure import Structure

_NOUN = (
    r"(?:scenarios|outcomes|endings|end states|possibilities|possible futures|ways (?:out|forward)|paths forward|"
    r"ways in which)"
)
_COUNT = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_INTRODUCTION = re.compile(
    rf"{_NOUN}\b(?:\s+[\w’'-]+){{0,8}}?"
    r"(?P<sign>\s*:\s*|\s*[—–]\s*|,?\s+(?:are|include|range from|remain|would be)\s*:?\s+|\s*$)",
    re.IGNORECASE,
)
_COULD_END = re.compile(
    r"\b(?:could|may|might|can)\s+(?:still\s+|yet\s+)?(?:end|conclude|finish|play out|resolve)\s+"
    r"(?P<sign>in|with|as)\s+(?:either\s+)?",
    re.IGNORECASE,
)
_NUMBERS = {
    word: n for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2)
}
_LAST = re.compile(r"(?:,\s*|\s+)(?:and|or|and/or)\s+(?:finally\s+|lastly\s+)?|\s+to\s+(?=an?\s|the\s)")
_LEAD = re.compile(
    r"(?:either|first|second|third|fourth|finally|one|another|and|or)\b[,:]?\s+(?=\w)|\(?\d[.)]\s+|[“\"]", re.IGNORECASE
)
_FEWEST, _MOST, _LONGEST = 2, 12, 200


@dataclass(frozen=True, slots=True)
class NamedEndings:
    """Endings that one passage lists.

    Attributes
    ----------
    introduction
        The words before the list.
    items
        Each ending, in the order of the text.
    count
        How many the text says there are; ``None`` where it gives no number.
    """

    introduction: Span
    items: tuple[Span, ...]
    count: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether as many are listed as the text says there are."""
        return self.count is None or self.count == len(self.items)


def named_endings(article: Article, structure: Structure) -> tuple[NamedEndings, ...]:
    """Return the lists of endings of an article, in sentences and in bullets.

    A sentence counts when it speaks of scenarios or outcomes and lists at least two, or says that it all "could end in"
    one thing or another.
    """
    found = []
    for place, paragraph in enumerate(structure.paragraphs):
        bullets = [each.span for each in structure.paragraphs if each.introduced_by == place]
        for sentence in paragraph.sentences:
            listed = (
                _in_bullets(article, sentence, bullets) if sentence == paragraph.sentences[-1] and bullets else None
            )
            listed = listed or _in_sentence(article, sentence)
            if listed is not None:
                found.append(listed)
    return tuple(found)


def _in_bullets(article: Article, sentence: Span, bullets: list[Span]) -> NamedEndings | None:
    words = article.words(sentence)
    match = _INTRODUCTION.search(words.rstrip(": ") + ":")
    if match is None:
        return None
    items = tuple(_first_clause(article, span) for span in bullets)
    return NamedEndings(sentence, items, _count(words[: match.start()])) if len(items) >= _FEWEST else None


def _first_clause(article: Article, bullet: Span) -> Span:
    """Return the name of an ending: what stands before a colon or a full stop of its bullet."""
    words = article.words(bullet)
    stop = re.search(r"[:.](?:\s|$)|\s[—–-]\s", words)
    return trimmed(article.text, bullet.start, bullet.start + (stop.start() if stop else len(words)))


def _in_sentence(article: Article, sentence: Span) -> NamedEndings | None:
    words = article.words(sentence)
    for pattern in (_INTRODUCTION, _COULD_END):
        for match in pattern.finditer(words):
            tail = words[match.end() :].rstrip(' .!?”"')
            items = _items(tail)
            if not tail or not _FEWEST <= len(items) <= _MOST or (pattern is _COULD_END and " or " not in tail):
                continue
            start = sentence.start + match.end()
            spans = tuple(Span(start + a, start + b) for a, b in items)
            return NamedEndings(Span(sentence.start, start), spans, _count(words[: match.start()]))
    return None


def _items(tail: str) -> list[tuple[int, int]]:
    """Split a list at its semicolons, or else at its commas and the last "or"."""
    sign = ";" if ";" in tail else ","
    pieces = [(m.start(), m.end()) for m in re.finditer(rf"[^{sign}]+", tail)]
    if sign == "," and pieces:
        begin, end = pieces[-1]
        last = list(_LAST.finditer(tail, begin, end))
        if last and last[0].start() > begin + 1:
            pieces[-1:] = [(begin, last[0].start()), (last[0].end(), end)]
    return [piece for a, b in pieces if (piece := _bare(tail, a, b)) is not None]


def _bare(tail: str, begin: int, end: int) -> tuple[int, int] | None:
    """Return a piece without white space and without "or" or "second" before it."""
    while begin < end and tail[begin].isspace():
        begin += 1
    while match := _LEAD.match(tail, begin, end):
        begin = match.end()
    while end > begin and tail[end - 1] in " \t\n,;.":
        end -= 1
    return (begin, end) if 0 < end - begin <= _LONGEST else None


def _count(before: str) -> int | None:
    """Return the number that stands before the noun, as in "four main scenarios"."""
    match = _COUNT.search(before)
    if match is None:
        return None
    return _NUMBERS.get(match[1].lower()) or int(match[1])
