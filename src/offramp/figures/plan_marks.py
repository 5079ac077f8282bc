"""The signs of a step plan: numbered discs, arrows, the obstacle, the end."""

from collections.abc import Sequence

from offramp.figures.colours import dm_colour
from offramp.figures.svg import Markup, element, group, label
from offramp.figures.words import wrap

SIZE, LINE, BETWEEN = 12.0, 15.0, 4.0
BOLD = 1.08  # how much wider bold words are
FAILS = "Here every order fails"
NOT_REACHED = "Not reached: "

Paragraphs = list[list[str]]


def paragraphs(what: Sequence[str], room: float, weight: float = 1.0) -> Paragraphs:
    """Return things done as lines, each thing a paragraph."""
    return [wrap(words, room, SIZE * weight) for words in what]


def height_of(said: Paragraphs) -> float:
    """Return how high paragraphs are, in pixels."""
    return sum(map(len, said)) * LINE + (len(said) - 1) * BETWEEN


def write(x: float, y: float, said: Paragraphs, *, fill: str = "ink", weight: str | None = None) -> list[Markup]:
    """Write paragraphs with their upper edge at ``y``."""
    body = []
    for lines in said:
        body.append(label(x, y + 11.5, lines, size=SIZE, fill=fill, font_weight=weight))
        y += len(lines) * LINE + BETWEEN
    return body


def disc(x: float, y: float, lane: int, number: int | None, *, done: bool = True) -> Markup:
    """Draw the sign of a step: a disc in its maker's colour, hollow where it is not done."""
    colour = dm_colour(lane)
    if not done:
        return element("circle", cx=x, cy=y, r=7, fill="paper", stroke=colour, stroke_width=1.6, stroke_dasharray="3 2")
    said = "" if number is None else str(number)
    circle = element("circle", cx=x, cy=y, r=9.5 if said else 7, fill=colour)
    if not said:
        return circle
    return group([circle, label(x, y + 4, said, size=11.5, fill="paper", text_anchor="middle", font_weight="bold")])


def stop(x: float, y: float) -> Markup:
    """Draw an octagon with a cross in it."""
    d = "M-4.1 -10H4.1L10 -4.1V4.1L4.1 10H-4.1L-10 4.1V-4.1Z"
    sign = element("path", d=d, fill="bad")
    cross = element("path", d="M-4 -4L4 4M4 -4L-4 4", stroke="paper", stroke_width=2.4, fill="none")
    return group([sign, cross], transform=f"translate({x:.1f} {y:.1f})")


def arrow(x: float, y: float, to_x: float, to_y: float) -> list[Markup]:
    """Draw an arrow to the right, with two corners where it changes level."""
    bend = to_x - 17
    level = "" if abs(to_y - y) < 0.05 else f"H{bend:.1f}V{to_y:.1f}"
    return [
        element("path", d=f"M{x:.1f} {y:.1f}{level}H{to_x - 6:.1f}", fill="none", stroke="ink", stroke_width=1.6),
        element("path", d=f"M{to_x:.1f} {to_y:.1f}l-8 -4.5v9Z", fill="ink", class_="head"),
    ]


def arrow_down(x: float, y: float, to_y: float) -> list[Markup]:
    """Draw an arrow downwards."""
    return [
        element("path", d=f"M{x:.1f} {y:.1f}V{to_y - 6:.1f}", fill="none", stroke="ink", stroke_width=1.6),
        element("path", d=f"M{x:.1f} {to_y:.1f}l-4.5 -8h9Z", fill="ink", class_="head"),
    ]
