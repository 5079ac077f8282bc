"""The marks of a timeline: a shape for each kind of event and each status of a deadline."""

from collections.abc import Sequence

from offramp.figures.chronology import OPEN_KINDS, Deadline, Event
from offramp.figures.svg import Markup, element, group, label
from offramp.figures.words import text_width

_STATUS_COLOUR = {"met": "good", "lapsed": "bad"}
_SHAPES = {
    "circle": "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z",
    "diamond": "M0 -6L6 0L0 6L-6 0Z",
    "triangle": "M0 -6L6 5L-6 5Z",
    "square": "M-4 -4H4V4H-4Z",
    "cross": "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5",
    "tick": "M-5 0L-1.5 4L5.5 -5",
    "flag": "M-4 7V-7L6 -3.5L-4 0",
}
_BY_KIND = {
    "threat": "triangle",
    "reject": "cross",
    "lapse": "cross",
    "accept": "tick",
    "statement": "square",
} | dict.fromkeys(OPEN_KINDS, "diamond")


def shape_of(kind: str) -> str:
    """Return the name of the shape for a kind of event."""
    return _BY_KIND.get(kind, "circle")


def event_mark(x: float, y: float, event: Event) -> Markup:
    """Draw the mark of an event; hollow when its day is not known."""
    return _shape(x, y, shape_of(event.kind), "accent" if event.kind in OPEN_KINDS else "ink", full=bool(event.first))


def deadline_colour(deadline: Deadline) -> str:
    """Return the palette colour of a deadline."""
    return _STATUS_COLOUR.get(deadline.status, "ink")


def deadline_mark(x: float, y: float, deadline: Deadline) -> Markup:
    """Draw the mark of a deadline: a flag, full once it has passed one way or the other."""
    return _shape(x, y, "flag", deadline_colour(deadline), full=deadline.status != "open")


def _shape(x: float, y: float, name: str, colour: str, *, full: bool) -> Markup:
    line = name in ("cross", "tick")
    return element(
        "path",
        d=_SHAPES[name],
        transform=f"translate({x:.1f} {y:.1f})",
        fill="none" if line else colour if full else "paper",
        stroke=colour,
        stroke_width=2.2 if line else 1.5,
    )


def legend(
    y: float, width: float, events: Sequence[Event], deadlines: Sequence[Deadline]
) -> tuple[list[Markup], float]:
    """Draw what the marks that occur mean; return it with the bottom of the last line."""
    kinds: dict[str, list[str]] = {}
    for event in events:
        some = kinds.setdefault(shape_of(event.kind), [])
        if event.kind not in some:
            some.append(event.kind)
    items = [
        (_shape(6, -4, shape, "accent" if some[0] in OPEN_KINDS else "ink", full=True), ", ".join(some))
        for shape, some in kinds.items()
    ]
    if any(event.first is None for event in events):
        items.append((_shape(6, -4, "circle", "ink", full=False), "hollow: day not known"))
    if deadlines:
        items.append((_shape(6, -4, "flag", "ink", full=False), "deadline"))
    body, x = [], 0.0
    for mark, words in items:
        needed = 16 + text_width(words, 11.5) + 14
        if x and x + needed > width:
            x, y = 0.0, y + 20
        body.append(group([mark, label(16, 0, words, size=11.5)], transform=f"translate({x:.1f} {y:.1f})"))
        x += needed
    return body, y + 8
