"""Legends: signs with their meaning, laid out in lines."""

from collections.abc import Sequence

from offramp.figures.svg import Markup, group, label, number
from offramp.figures.words import text_width, wrap

SIZE, LINE = 11.5, 15.0
LegendItem = tuple[Markup, float, str]  # a sign around (0, 0), the room it takes to the right, its meaning


def laid_out(items: Sequence[LegendItem], y: float, width: float) -> tuple[list[Markup], float]:
    """Lay items out in lines, several to a line where they fit, long ones wrapped; return them with the lower edge."""
    body, x, height = [], 0.0, 0.0
    for sign, room, words in items:
        lines = wrap(words, width - room - 12, SIZE)
        needed = room + 8 + max(text_width(line, SIZE) for line in lines) + 18
        if x and x + needed - 18 > width:
            x, y, height = 0.0, y + height, 0.0
        text = label(room + 7, 4, lines, size=SIZE)
        body.append(group([sign, text], transform=f"translate({number(x)} {number(y + 8)})"))
        x, height = x + needed, max(height, 11 + len(lines) * LINE)
    return body, y + height


def noted(notes: Sequence[str], y: float, width: float) -> tuple[list[Markup], float]:
    """Lay out notes below a legend; return them with the lower edge."""
    body = []
    for note in notes:
        lines = wrap(note, width - 4, SIZE)
        body.append(label(0, y + 8, lines, size=SIZE, fill="muted"))
        y += len(lines) * LINE + 3
    return body, y
