"""Line blocks: paragraphs of a text whose lines are broken at a fixed width, as in mail and PDF files."""

import re
from collections.abc import Iterator
from itertools import pairwise

from offramp.reading.span import Span, trimmed

BULLET = re.compile(r"(?:[-*•·–—▪◦‣●]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?:][”\"’')]*$")
_WIDTH = (40, 130)  # code points of the longest line of such a text
_LEAST_LINES = 3
_SHORT = 0.75  # of the width: a line that ends a sentence and is shorter than this ends its paragraph


def line_spans(text: str) -> list[Span]:
    """Return the lines that hold words, in order, without the white space at their ends."""
    lines = (trimmed(text, match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return [line for line in lines if line]


def blocks(text: str, lines: list[Span]) -> Iterator[Span]:
    """Yield the paragraphs that `lines` make: each line, or blocks of lines where they are broken at a fixed width."""
    width = _wrap_width(text, lines)
    if width is None:
        yield from lines
        return
    block: list[Span] = []
    for line in lines:
        if block and _ends_block(text, block[-1], line, width):
            yield Span(block[0].start, block[-1].end)
            block = []
        block.append(line)
    if block:
        yield Span(block[0].start, block[-1].end)


def joined_blocks(text: str) -> str:
    """Return `text` with a paragraph to a line; a word that was divided at the end of a line is whole again."""
    joined = []
    for block in blocks(text, line_spans(text)):
        words = re.sub(r"(?<=[a-z])-\n\s*(?=[a-z])", "", block.of(text))
        joined.append(re.sub(r"\s*\n\s*", " ", words))
    return "\n".join(joined)


def _ends_block(text: str, line: Span, following: Span, width: int) -> bool:
    if text.count("\n", line.end, following.start) > 1 or BULLET.match(following.of(text)):
        return True
    return len(line) < _SHORT * width and bool(_ENDS_SENTENCE.search(line.of(text)))


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """Return the width at which lines are broken, or None when a line is a paragraph.

    They are broken when most lines that another follows at once stop in mid-sentence, and none is very long.
    """
    run_on = [
        line
        for line, following in pairwise(lines)
        if text.count("\n", line.end, following.start) == 1 and not BULLET.match(following.of(text))
    ]
    if len(run_on) < _LEAST_LINES:
        return None
    in_mid_sentence = sum(not _ENDS_SENTENCE.search(line.of(text)) for line in run_on)
    widest = max(len(line) for line in run_on)
    return widest if in_mid_sentence >= 0.6 * len(run_on) and _WIDTH[0] <= widest <= _WIDTH[1] else None
