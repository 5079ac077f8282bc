"""The boxes of a step plan on a wide page: steps, the obstacle, the start and the end."""

from dataclasses import dataclass

from offramp.figures.colours import dm_colour
from offramp.figures.plan_marks import (
    BOLD,
    FAILS,
    LINE,
    NOT_REACHED,
    SIZE,
    Paragraphs,
    disc,
    height_of,
    paragraphs,
    stop,
    write,
)
from offramp.figures.plan_steps import Card, Kind
from offramp.figures.svg import Markup, element, group, tooltip
from offramp.figures.words import wrap

_PAD = 9.0
_SIGN = 24.0  # room for the disc of a step


@dataclass(frozen=True, slots=True)
class Box:
    """A card with its place: the left edge and the middle, in pixels."""

    card: Card
    kind: Kind
    x: float
    middle: float
    width: float
    said: Paragraphs

    @property
    def height(self) -> float:
        """Its height, in pixels."""
        return height_in(self.kind, self.said, self.width)


def said_in(card: Card, kind: Kind, width: float, *, fails: bool) -> Paragraphs:
    """Return what a card says, in lines for a box of a width; ``fails``: the end is not reached."""
    room = width - 2 * _PAD - (_SIGN if card.number is not None else 0)
    if kind in (Kind.START, Kind.END):
        before = NOT_REACHED if kind is Kind.END and fails else ""
        return paragraphs([before + card.what[0]], room, BOLD)
    return paragraphs(card.what, room)


def _head(width: float) -> list[str]:
    return wrap(FAILS, width - 2 * _PAD - _SIGN, SIZE * BOLD)


def height_in(kind: Kind, said: Paragraphs, width: float) -> float:
    """Return how high a box of a width must be."""
    return height_of(said) + 2 * _PAD + (_head_height(width) if kind is Kind.OBSTACLE else 0)


def _head_height(width: float) -> float:
    return max(len(_head(width)) * LINE, 20) + 6


def draw_box(box: Box, *, fails: bool) -> Markup:
    """Draw a box; ``fails``: the end is not reached."""
    match box.kind:
        case Kind.OBSTACLE:
            inside = _obstacle(box)
        case Kind.START | Kind.END:
            inside = _terminal(box, reached=not (fails and box.kind is Kind.END))
        case _:
            inside = _step(box)
    return group([tooltip("; ".join(box.card.what)), *inside], data_kind=box.kind.value)


def _rect(box: Box, stroke: str, weight: float, **more: str | float | None) -> Markup:
    top = box.middle - box.height / 2
    size = {"x": box.x, "y": top, "width": box.width, "height": box.height}
    return element("rect", **size, rx=5, fill="paper", stroke=stroke, stroke_width=weight, **more)


def _step(box: Box) -> list[Markup]:
    assert box.card.lane is not None  # every step is somebody's
    top = box.middle - box.height / 2 + _PAD
    done = box.kind is Kind.STEP
    dashes = None if done else "5 4"
    body = [_rect(box, dm_colour(box.card.lane), 1.8, stroke_dasharray=dashes)]
    if box.card.number is not None:
        body.append(disc(box.x + _PAD + 8, top + 7.5, box.card.lane, box.card.number))
    x = box.x + _PAD + (_SIGN if box.card.number is not None else 0)
    return body + write(x, top, box.said, fill="ink" if done else "muted")


def _obstacle(box: Box) -> list[Markup]:
    top = box.middle - box.height / 2 + _PAD
    return [
        _rect(box, "bad", 2.6),
        stop(box.x + _PAD + 9, top + 9),
        *write(box.x + _PAD + _SIGN + 2, top, [_head(box.width)], fill="bad", weight="bold"),
        *write(box.x + _PAD, top + _head_height(box.width), box.said),
    ]


def _terminal(box: Box, *, reached: bool) -> list[Markup]:
    top = box.middle - box.height / 2 + _PAD
    if not reached:
        return [
            _rect(box, "muted", 1.5, stroke_dasharray="5 4"),
            *write(box.x + _PAD, top, box.said, fill="muted", weight="bold"),
        ]
    return [_rect(box, "ink", 2.2), *write(box.x + _PAD, top, box.said, weight="bold")]
