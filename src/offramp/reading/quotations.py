"""Quotations: marks paired, across paragraphs where each opens with a mark and only the last closes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from offramp.reading.span import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes
    ----------
    span
        From the opening mark to behind the closing one; over several paragraphs when the quotation runs on.
    parts
        The words inside the marks, one span for each paragraph that it runs through.
    label
        Whether it is a label rather than speech: at most three words without a verb (“narcoterrorists”).
    closed
        Whether a closing mark was found; else it ends with its paragraph.
    depth
        0, or 1 for a quotation inside another.
    """

    span: Span
    parts: tuple[Span, ...]
    label: bool
    closed: bool
    depth: int = 0


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    parts: list[Span]
    part_start: int


_MARK = re.compile(r"“|”|\"|„|«|»|``|''")
_CLOSES = {"“": ("”", '"'), '"': ('"', "”"), "„": ("“", "”"), "«": ("»",), "``": ("''",), "''": ("''", '"')}
_EVEN = ('"', "''")  # the same mark opens and closes
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[\w“])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)”])[’'](?!\w)")
_LABEL_WORDS = 3


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations in `paragraphs` (spans in order) by where they begin."""
    found = _double(text, paragraphs)
    found += [single for paragraph in paragraphs for single in _single(text, paragraph, found)]
    return tuple(sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end)))


def _double(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    found: list[Quotation] = []
    current: _Open | None = None
    for index, paragraph in enumerate(paragraphs):
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            if current is not None and current.parts and match.start() == paragraph.start:
                current.part_start = match.end()  # the mark that repeats the opening
            elif current is not None and _closes(text, match, current.mark):
                current.parts.append(Span(current.part_start, match.start()))
                found.append(_quotation(text, current, match.end(), closed=True))
                current = None
            elif _opens(text, match):
                if current is not None:
                    current.parts.append(Span(current.part_start, match.start()))
                    found.append(_quotation(text, current, match.start(), closed=False))
                current = _Open(match.group(), match.start(), [], match.end())
        if current is not None:
            current.parts.append(Span(current.part_start, paragraph.end))
            following = paragraphs[index + 1].of(text) if index + 1 < len(paragraphs) else ""
            if not following.startswith(current.mark):
                found.append(_quotation(text, current, paragraph.end, closed=False))
                current = None
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    if match.group() in _EVEN:
        before = text[max(0, match.start() - 2) : match.start()]
        after = text[match.end() : match.end() + 1]
        outside = re.search(r"(?:^|[\s(\[{—–:-])[‘']?$", before) is not None
        return outside and bool(after) and (after.isalnum() or after in "[($€£‘'….")
    return match.group() in _CLOSES


def _closes(text: str, match: re.Match[str], opened: str) -> bool:
    if match.group() == opened == "“":  # an opening mark typed for a closing one: fascist?“ he asked
        return bool(re.match(r"[.,?!]“(?:\s|$)", text[max(0, match.start() - 1) : match.end() + 1]))
    if match.group() not in _CLOSES[opened]:
        return False
    return match.group() not in _EVEN or not _opens(text, match)


def _single(text: str, paragraph: Span, doubles: list[Quotation]) -> list[Quotation]:
    """Pair single marks; an apostrophe is none, and a plural possessive only when nothing later closes."""
    found: list[Quotation] = []
    at = paragraph.start
    while opening := _SINGLE_OPEN.search(text, at, paragraph.end):
        at = opening.end()
        again = _SINGLE_OPEN.search(text, at, paragraph.end)
        closings = list(_SINGLE_CLOSE.finditer(text, at, again.start() if again else paragraph.end))
        if opening.group() == "'":  # a straight mark may be an apostrophe: only a stop before the closing one tells
            closings = [
                closing for closing in closings if closing.group() == "'" and text[closing.start() - 1] in ",.!?…"
            ]
        firm = [closing for closing in closings if text[closing.start() - 1] != "s"]
        closing = next(iter(firm or closings), None)
        if closing is None:
            continue
        span = Span(opening.start(), closing.end())
        depth = int(any(double.span.contains(span) for double in doubles))
        parts = (Span(opening.end(), closing.start()),)
        found.append(Quotation(span, parts, _is_label(text, parts), True, depth))
        at = closing.end()
    return found


def _quotation(text: str, opened: _Open, end: int, *, closed: bool) -> Quotation:
    parts = tuple(opened.parts)
    return Quotation(Span(opened.start, end), parts, _is_label(text, parts), closed)


def _is_label(text: str, parts: tuple[Span, ...]) -> bool:
    if len(parts) > 1:
        return False
    words = re.findall(r"[\w’'-]+", parts[0].of(text))
    return len(words) <= _LABEL_WORDS and not any(_is_verb(word) for word in words)


_AUXILIARIES = re.compile(
    r"i|we|you|he|she|they|am|is|are|was|were|be|been|being|do|does|did|ha[sd]|have|will|would|shall|should|can|could|may|might|must|"
    r"(?:wo|ca|do|is|are|did|was|were)n’t|(?:it|that|he|she|there|let|what)’s|\w+’(?:m|re|ve|ll|d)"
)


def _is_verb(word: str) -> bool:
    """Whether a word is a sign of speech: a pronoun that acts, or what can only be a verb and no noun or adjective."""
    from lemminflect import getAllLemmas

    plain = word.lower().replace("'", "’")
    if _AUXILIARIES.fullmatch(plain):
        return True
    lemmas = getAllLemmas(plain)
    return bool(lemmas) and set(lemmas) <= {"VERB", "AUX"}
