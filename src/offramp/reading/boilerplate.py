"""Boilerplate: lines of a pasted page that are not the report, found by what such lines say on any page.

Whole lines only. A line of the report is never cut, so a rule has to match what the line as a whole is.
"""

import re
from collections.abc import Iterator

from offramp.reading.article import LeftOut
from offramp.reading.boilerplate_rules import LINES, LINK_HEADING, TAIL
from offramp.reading.span import Span, trimmed

_LONGEST = 240  # code points; a longer line is a paragraph of the report
_BEFORE_TAIL = 3  # full paragraphs before a heading "Comments" can begin the end of the page
_FULL = 60  # code points of a line that ends like a sentence and counts as a paragraph
_TITLE_WORDS = 20
_ENDS_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*$")


def boilerplate(text: str) -> tuple[LeftOut, ...]:
    """Return the lines of `text` that are not the report, in order, each with the reason.

    A heading such as "Comments" that follows at least three full paragraphs ends the report: all after it is left
    out. The lines right below a heading such as "Read also" are left out while they look like titles.
    """
    left: list[LeftOut] = []
    paragraphs = 0
    below_links = False
    for line in _lines(text):
        words = line.of(text)
        if paragraphs >= _BEFORE_TAIL and TAIL.match(words):
            left.append(LeftOut(trimmed(text, line.start, len(text)), "comment section"))
            break
        why = why_not_report(words)
        if why is None and below_links and _is_title(words):
            why = "link to another report"
        else:
            below_links = bool(LINK_HEADING.match(words))
        if why is not None:
            left.append(LeftOut(line, why))
        elif _ENDS_SENTENCE.search(words) and len(words) >= _FULL:
            paragraphs += 1
    return tuple(left)


def why_not_report(line: str) -> str | None:
    """Return why `line` is not part of a report, or None when it may be."""
    words = line.strip().lstrip("-*•·>#| ").strip("*_ ")
    if not words or len(words) > _LONGEST:
        return None
    return next((why for why, pattern in LINES if pattern.match(words)), None)


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that hold words, without the white space at their ends."""
    for match in re.finditer(r"[^\n]+", text):
        line = trimmed(text, match.start(), match.end())
        if line:
            yield line


def _is_title(words: str) -> bool:
    return len(words.split()) <= _TITLE_WORDS and not _ENDS_SENTENCE.search(words)
