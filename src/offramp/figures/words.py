"""Words in a drawing: how wide they are, how they break into lines, how a list of them reads.

A drawing does not know the reader's fonts, so widths are estimated with the wide DejaVu Sans in mind: with any other
sans-serif font the text takes less room than was kept for it.
"""

from collections.abc import Iterable
from unicodedata import combining, east_asian_width

FONT_FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_NARROW = frozenset("iIjlt.,:;'!|()[]f-/ ")
_WIDE = frozenset("mwMW@%—…&")


def text_width(words: str, size: float = 12) -> float:
    """Return about how wide words are, in pixels at a font size in pixels."""
    return size * sum(map(_advance, words))


def _advance(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.37
    if letter in _WIDE:
        return 0.95
    return 0.7 if letter.isupper() else 0.6


def wrap(words: str, width: float, size: float = 12, max_lines: int | None = None) -> list[str]:
    """Break words into lines that fit; a word longer than a line is broken too.

    Parameters
    ----------
    words
        Any text; runs of white space count as one space.
    width, size
        Room and font size in pixels.
    max_lines
        If given, the rest is cut and the last line ends in "…" (the whole text stays in a tooltip and the table).

    Returns
    -------
    list[str]
        At least one line, perhaps empty.

    >>> wrap("one two three", 50)
    ['one two', 'three']
    """
    lines = [""]
    for word in (piece for part in words.split() for piece in _pieces(part, width, size)):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if max_lines is None or len(lines) <= max_lines:
        return lines
    last = lines[max_lines - 1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    return [*lines[: max_lines - 1], last.rstrip() + "…"]


def _pieces(word: str, width: float, size: float) -> list[str]:
    """Break a word that is longer than a line, after a hyphen if it has one."""
    if text_width(word, size) <= width:
        return [word]
    head, hyphen, tail = word.partition("-")
    if head and tail:
        return [*_pieces(head + hyphen, width, size), *_pieces(tail, width, size)]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def listing(words: Iterable[str], last: str = "and") -> str:
    """Return a list as it reads in a sentence.

    >>> listing(["peace", "war", "stalemate"])
    'peace, war and stalemate'
    """
    items = list(words)
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "state"), counted(1200, "state")
    ('1 state', '1,200 states')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def percent(share: float, unit: str = " %") -> str:
    """Return a probability in whole per cent; one that is not certain never reads as 0 or 100.

    >>> percent(0.334), percent(0.004), percent(0.996), percent(1.0), percent(0.5, "")
    ('33 %', '<1 %', '>99 %', '100 %', '50')
    """
    if 0 < share < 0.01:
        return f"<1{unit}"
    if 0.99 < share < 1:
        return f">99{unit}"
    return f"{share * 100:.0f}{unit}"


def percent_span(low: float, high: float) -> str:
    """Return two probabilities as a span in per cent.

    >>> percent_span(0.02, 0.9)
    '2–90'
    """
    return f"{percent(low, '')}–{percent(high, '')}"
