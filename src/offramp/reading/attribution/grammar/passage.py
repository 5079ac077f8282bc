"""Passage: one paragraph with its tokens, tags, sentences, quotations and chunks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from offramp.reading.attribution.grammar.chunks import Chunk, Line, chunked
from offramp.reading.attribution.grammar.sentence_bounds import sentence_bounds
from offramp.reading.attribution.grammar.tags import tag
from offramp.reading.attribution.grammar.tokens import tokens
from offramp.reading.attribution.lexicon.words import words as word_set
from offramp.reading.quotations import Quotation
from offramp.reading.span import Span

_FEW = 5  # tokens, marks included, that a quotation of a few borrowed words has at most


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, ready for the rules.

    Attributes
    ----------
    words, low, tags
        The tokens, the tokens in small letters with straight apostrophes, and their tags.
    starts, ends
        Where each token begins and ends in the article.
    sentences
        Half-open ranges of tokens; a quotation of several sentences stays in the sentence that speaks it.
    quotes
        First and last token of each quotation that is speech, its marks included.
    quoted
        For each token the index of its quotation in `quotes`, or -1.
    chunks, chunk_of
        The chunks of all sentences in order, and for each token the index of its chunk.
    """

    words: list[str]
    low: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    quotes: list[tuple[int, int]]
    quoted: list[int]
    chunks: list[Chunk] = field(default_factory=list)
    chunk_of: list[int] = field(default_factory=list)

    def span(self, first: int, end: int) -> Span:
        """Return the range of the article that tokens `first` to `end` (excluded) cover."""
        return Span(self.starts[first], self.ends[end - 1])

    def text(self, first: int, end: int) -> str:
        """Return tokens `first` to `end` (excluded) in small letters, joined by blanks: for comparisons."""
        return " ".join(self.low[first:end])

    def closes_quotation(self, token: int) -> bool:
        """Whether a quotation ends with this token."""
        return self.quoted[token] >= 0 and self.quotes[self.quoted[token]][1] == token

    def opens_quotation(self, token: int) -> bool:
        """Whether a quotation begins with this token."""
        return self.quoted[token] >= 0 and self.quotes[self.quoted[token]][0] == token


def passage(text: str, span: Span, quotations: Sequence[Quotation]) -> Passage:
    """Read the paragraph that `span` covers; `quotations` are those of the article, in order."""
    found = tokens(text, span.start, span.end)
    words, low = [token.word for token in found], [token.low for token in found]
    starts, ends = [token.start for token in found], [token.end for token in found]
    soft, quoted = [False] * len(words), [-1] * len(words)
    quotes: list[tuple[int, int]] = []
    for first, last, label in _pairs(text, (starts, ends), span, quotations):
        if _speaks(words, first, last, label=label):
            quoted[first : last + 1] = [len(quotes)] * (last + 1 - first)
            quotes.append((first, last))
        else:
            soft[first] = soft[last] = True
    glued = [i > 0 and starts[i] == ends[i - 1] for i in range(len(words))]
    sentences = sentence_bounds(words, glued, quotes, quoted)
    tags = [one for a, b in sentences for one in tag(words[a:b])]
    line = Line(low, tags, soft)
    chunks = [chunk for a, b in sentences for chunk in chunked(line, a, b)]
    chunk_of = [k for k, chunk in enumerate(chunks) for _ in range(chunk.start, chunk.end)]
    return Passage(words, low, tags, starts, ends, sentences, quotes, quoted, chunks, chunk_of)


def _pairs(
    text: str, places: tuple[list[int], list[int]], span: Span, quotations: Sequence[Quotation]
) -> list[tuple[int, int, bool]]:
    """Return first and last token of each quotation in the paragraph, its marks included, and whether it is a label."""
    starts, ends = places
    pairs: list[tuple[int, int, bool]] = []
    for one in quotations[bisect_left(quotations, span.start, key=lambda each: each.span.end) :]:
        if one.span.start >= span.end:
            break
        part = next((part for part in one.parts if part.start < span.end and span.start < part.end), None)
        if part is None or one.depth > 0:
            continue
        first, last = bisect_left(starts, part.start), bisect_left(starts, part.end)
        if first and ends[first - 1] == part.start and part.start > one.span.start:
            first -= 1
        if last >= len(starts) or ends[last] > one.span.end:
            last -= 1
        while last + 1 < len(starts) and starts[last + 1] == ends[last] and text[starts[last + 1]] in "'’”\"":
            last += 1
        if first < last and (not pairs or first > pairs[-1][1]):
            pairs.append((first, last, one.label))
    return pairs


def _speaks(words: list[str], first: int, last: int, *, label: bool) -> bool:
    """Whether a quotation is speech rather than a few borrowed words."""
    if last - first > _FEW and not label:
        return True
    stands_free = first == 0 or not words[first - 1][-1].isalnum() or words[first - 1].lower() in word_set("said")
    stopped = words[last - 1] in (".", ",", "!", "?")
    return last > first + 1 and ((stopped and stands_free) or last - first >= _FEW)
