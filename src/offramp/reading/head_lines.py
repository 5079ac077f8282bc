"""Head lines: the title of a pasted report and the day that it says it was published."""

import re
from datetime import date

from offramp.reading.dates.absolute import RULES
from offramp.reading.dates.rule import Context
from offramp.reading.line_blocks import line_spans
from offramp.reading.span import Span

_TITLE_WORDS = (3, 20)
_FIRST_LINES = 8
_DATE_LINE = 100  # code points of a line that holds little but the date
_ENDS_SENTENCE = re.compile(r"[.!?:;,…][”\"’')\]]*$")
_PUBLISHED = re.compile(r"^(?:first )?(?:published|posted|issued|date|dated)\b", re.IGNORECASE)
_UPDATED = re.compile(r"^(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_FILLER = re.compile(r"[\d\s,.:|/·•+()–—-]|\b(?:AM|PM|GMT|UTC|[ECMP][SD]?T|at|on)\b", re.IGNORECASE)
_LEFT_OVER = 40  # letters that a line may hold besides the date: "By Ana Ruiz"


def first_title(text: str, left_out: tuple[Span, ...]) -> str | None:
    """Return the first line when it looks like a title: a few words without a full stop, with text below."""
    lines = [line for line in line_spans(text) if not any(left.overlaps(line) for left in left_out)]
    if len(lines) < 2:
        return None
    words = lines[0].of(text).lstrip("# ")
    low, high = _TITLE_WORDS
    return words if low <= len(words.split()) <= high and not _ENDS_SENTENCE.search(words) else None


def printed_date(text: str) -> tuple[date, str] | None:
    """Return the day that one of the first lines gives as that of publication, and the line.

    The line says "published", or holds little but a full date ("By Ana Ruiz | 3 December 2025"). A line that says
    "updated" counts only when there is no other.
    """
    lines = [line.of(text) for line in line_spans(text)[:_FIRST_LINES]]
    dated = [(line, day) for line in lines if len(line) <= _DATE_LINE and (day := _full_date(line)) is not None]
    for test in (_PUBLISHED.match, lambda line: not _UPDATED.match(line) and _is_dateline(line), _UPDATED.match):
        for line, day in dated:
            if test(line):
                return day, line
    return None


def _full_date(line: str) -> date | None:
    for rule in RULES[:4]:
        match = rule.pattern.search(line)
        if match is not None:
            found = rule.resolve(match, Context(None, False, "", ""))
            if found is not None and found.start is not None and found.start == found.end:
                return found.start
    return None


def _is_dateline(line: str) -> bool:
    """Whether a line holds little but a date: no sentence, and few letters besides it."""
    return not _ENDS_SENTENCE.search(line) and len(_FILLER.sub("", line)) <= _LEFT_OVER
