"""Passage: one paragraph with its tokens, tags, sentences, quotations and chunks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from offramp.reading.attribution.chunks import Chunk, chunked
from offramp.reading.attribution.tags import tag
from offramp.reading.attribution.tokens import tokens
from offramp.reading.quotations import Quotation
from offramp.reading.span import Span

@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, ready for the rules.

    Attributes
    ----------
    words, low, tags
        The tokens, the tokens in lower case with straight apostrophes, and their tags.
    starts, ends
        Where each token begins and ends in the article.
    sentences
        Half-open ranges of tokens; a quotation of several sentences stays in the sentence that speaks it.
    quotes
        First and last token of each quotation of four words or more, its marks included.
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

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the sentence that holds a token."""
        return next((a, b) for a, b in self.sentences if a <= token < b)

    def text(self, first: int, end: int) -> str:
        """Return tokens `first` to `end` (excluded) in lower case, joined by blanks: for comparisons."""
        return " ".join(self.low[first:end])


def passage(text: str, span: Span, quotations: Sequence[Quotation]) -> Passage:
    """Read the paragraph that `span` covers; `quotations` are those of the article, in order."""
    found = tokens(text, span.start, span.end)
    words = [token.word for token in found]
    starts, ends = [token.start for token in found], [token.end for token in found]
    pairs = _pairs(text, starts, ends, span, quotations)
    long_quotes = [(a, b) for a, b, label in pairs if _speaks(words, a, b, label)]
    quoted = [-1] * len(words)
    for k, (a, b) in enumerate(long_quotes):
        quoted[a : b + 1] = [k] * (b + 1 - a)
    bounds = _sentences(words, starts, ends, long_quotes, quoted)
    tags = [one for a, b in bounds for one in tag(words[a:b])]
    soft = [False] * len(words)
    for a, b, _ in pairs:
        if quoted[a] < 0:
            soft[a] = soft[b] = True
    low = [token.low for token in found]
    made = Passage(words, low, tags, starts, ends, bounds, long_quotes, quoted)
    for a, b in bounds:
        made.chunks.extend(chunked(words, low, tags, soft, a, b))
    for k, chunk in enumerate(made.chunks):
        made.chunk_of.extend([k] * (chunk.end - chunk.start))
    return made


def _pairs(
    text: str, starts: list[int], ends: list[int], span: Span, quotations: Sequence[Quotation]
) -> list[tuple[int, int, bool]]:
    """Return first and last token of each quotation in the paragraph, its marks included, and whether it is a label."""
    pairs: list[tuple[int, int, bool]] = []
    for one in quotations[bisect_left(quotations, span.start, key=lambda each: each.span.end) :]:
        if one.span.start >= span.end:
            break
        part = next((part for part in one.parts if part.start < span.end and span.start < part.end), None)
        if part is None or one.depth > 0:
            continue
        first = bisect_left(starts, part.start)
        last = bisect_left(starts, part.end)
        first = first - 1 if first and ends[first - 1] == part.start and ends[first - 1] > one.span.start else first
        last = last if last < len(starts) and ends[last] <= one.span.end else last - 1
        while last + 1 < len(starts) and starts[last + 1] == ends[last] and text[starts[last + 1]] in "'’”\"":
            last += 1
        if first < last and (not pairs or first > pairs[-1][1]):
            pairs.append((first, last, one.label))
    return pairs


def _speaks(words: list[str], first: int, last: int, label: bool) -> bool:
    """Whether a quotation is speech rather than a few borrowed words."""
    if last - first > 5 and not label:
        return True
    free = first == 0 or not words[first - 1][-1].isalnum() or words[first - 1].lower() in _SAID
    return last > first + 1 and ((words[last - 1] in (".", ",", "!", "?") and free) or last - first > 4)


_STARTERS = frozenset("He She It They We The A An But And In On At This That These Those His Her Their If When After While".split())
_ENDS = frozenset((".", ",", *"in of on at to during about last this earlier later yesterday with when as after before via".split()))
_SAID = frozenset("said says asked asks added wrote tweeted told replied shouted yelled continued recalled".split())


def _said_after(words: list[str], i: int) -> bool:
    """Whether a short sentence that only says who spoke follows a quotation: "Why?" Ms. Doe asked."""
    for j in range(i, min(i + 14, len(words))):
        if words[j] in _SAID:
            if words[j] in ("asked", "asks") and words[j + 1 : j + 2] and words[j + 1] not in ("that", "if", "whether", "about", "how", "why", "what", "for"):
                return True
            after = words[j + 1 : j + 3]
            return j > i and after[:1] != [] and (after[0] in _ENDS or after[0].endswith("day")) and not (after[0] == "," and after[1:] in (["“"], ['"'], ["''"], ["``"]))
        if words[j] in (".", ",", ":", "“", '"', "''", "``", "that", "who"):
            return False
    return False


def _sentences(
    words: list[str], starts: list[int], ends: list[int], quotes: list[tuple[int, int]], quoted: list[int]
) -> list[tuple[int, int]]:
    """Return the sentences as ranges of tokens: no quotation is cut, nor cut off from the "he said" after it."""
    bounds, first, i = [], 0, 0
    while i < len(words):
        at_quote_end = quoted[i] >= 0 and quotes[quoted[i]][1] == i
        stops = words[i] in (".", "!", "?") and quoted[i] < 0
        if len(words[i]) > 1 and words[i].endswith(".") and words[i + 1 : i + 2] and words[i + 1] in _STARTERS and quoted[i] < 0:
            stops = True  # the stop of an abbreviation that also ends the sentence: "at 7 p.m. He"
        if at_quote_end and i > 0 and words[i - 1] in (".", "!", "?"):
            stops = True
        if stops:
            j = i + 1
            while j < len(words) and words[j] in (")", "”", "’", '"', "''") and starts[j] == ends[j - 1] and quoted[j] < 0:
                j += 1
            if j >= len(words) or not (words[j][0].islower() or (at_quote_end and _said_after(words, j))):
                bounds.append((first, j))
                first = j
            i = j
        else:
            i += 1
    if first < len(words):
        bounds.append((first, len(words)))
    return bounds
