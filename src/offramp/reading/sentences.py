"""Sentences: exact spans of the sentences of one paragraph, by pysbd (Sadvilkar and Neumann 2020)."""

import re
import warnings
from functools import cache
from itertools import pairwise
from typing import Any

from offramp.reading.span import Span, trimmed

_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+\b)|(?<=[a-z]{2}[.!?][”\"])(?=[A-Z][a-z]+\b)")
_PIECE = 4_000  # code points given to pysbd at once: its time grows faster than the text


def sentence_spans(text: str, paragraph: Span) -> tuple[Span, ...]:
    """Return the sentences of `paragraph` in order, without the white space between them.

    A sentence that lost the space after its full stop ("rejected.Amid") ends there as well.
    """
    starts = {paragraph.start}
    for piece in _pieces(text, paragraph):
        words = piece.of(text).replace("\n", " ")  # pysbd takes a line end for the end of a sentence
        starts |= {piece.start + start for start in _segment_starts(words)}
        starts |= {piece.start + match.start() for match in _GLUED.finditer(words)}
    edges = [*sorted(starts), paragraph.end]
    spans = (trimmed(text, start, end) for start, end in pairwise(edges))
    return tuple(span for span in spans if span)


def _pieces(text: str, paragraph: Span) -> list[Span]:
    """Cut an overlong paragraph at spaces behind full stops, so that time stays linear in its length."""
    pieces = []
    start = paragraph.start
    while paragraph.end - start > _PIECE:
        limit = start + _PIECE
        cut = max(text.rfind(mark, start + 1, limit) for mark in (". ", "? ", "! ", ".\n"))
        cut = cut + 1 if cut > start else limit
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, paragraph.end)]


def _segment_starts(words: str) -> list[int]:
    """Return where pysbd begins a sentence, found again in the words themselves: its own offsets may leave gaps."""
    starts: list[int] = []
    at = 0
    for sentence in _segmenter().segment(words):
        found = words.find(sentence.strip(), at)
        if found >= 0 and sentence.strip():
            starts.append(found)
            at = found + len(sentence.strip())
    return starts


@cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its patterns use escapes that newer Pythons warn of when first compiled
        import pysbd
    return pysbd.Segmenter(language="en", clean=False, char_span=False)
