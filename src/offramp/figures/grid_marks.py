"""The marks of the strategy grid: groups of states as rings of endings, moves as arrows, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from offramp.conflict.model import Conflict
from offramp.figures.colours import dm_colour, ending_colour, ending_letter
from offramp.figures.flows import Flow
from offramp.figures.svg import Markup, element, group, halo, label, number, tooltip

_HEADS = (  # one arrowhead for each decision maker, so that they can be told apart without colour
    ("M0 0L9 4.5L0 9Z", True),
    ("M0 0L9 4.5L0 9", False),
    ("M0 4.5L4.5 0L9 4.5L4.5 9Z", True),
    ("M1 1H8V8H1Z", True),
    ("M0.8 4.5A3.7 3.7 0 1 1 8.2 4.5A3.7 3.7 0 1 1 0.8 4.5Z", True),
    ("M8 0V9M3 0V9", False),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for a group of states.

    Attributes
    ----------
    key
        Names the mark in ``data-mark``, and arrows' ``data-from`` and ``data-to``.
    x, y, radius
        In pixels.
    endings
        Number of states by scenario index (-1: none), the largest first.
    n_states, first_state
        How many states it stands for, and the number of the first of them as people see it (from 1).
    states
        The numbers of all of them; empty when there are too many to write out.
    holding
        How many of them are equilibria.
    status_quo
        Whether the status quo is among them.
    merged
        Whether marks stand for groups: then the caption counts states, else it is the state's number.
    words
        The whole of it in words.
    """

    key: str
    x: float
    y: float
    radius: float
    endings: tuple[tuple[int, int], ...]
    n_states: int
    first_state: int
    states: tuple[int, ...]
    holding: int
    status_quo: bool
    merged: bool
    words: str

    @property
    def letters(self) -> str:
        """What stands inside: the letter of the ending, of two, or of the largest with a "+"; a lone state's number."""
        if self._nameless:
            return str(self.first_state)
        first, *more = [ending_letter(ending) for ending, _ in self.endings]
        return first + (more[0] if len(more) == 1 else "+" if more else "")

    @property
    def caption(self) -> str:
        """A few characters below the mark."""
        if not self.merged:
            return "" if self._nameless else str(self.first_state)
        count = f"{self.n_states:,}"
        return f"{self.holding:,} of {count}" if self.holding else count

    @property
    def _nameless(self) -> bool:
        return not self.merged and self.endings[0][0] < 0


def draw_mark(mark: Mark) -> Markup:
    """Draw a group of states: a ring in the colours of its endings around the letter of the largest."""
    body = [tooltip(mark.words)]
    outer = mark.radius + 3.5
    if mark.holding:
        body.append(element("circle", r=outer, fill="paper", stroke="ink", stroke_width=2.2))
    body += [element("circle", r=mark.radius, fill="paper"), *_ring(mark.endings, mark.radius)]
    size = 11 if len(mark.letters) == 1 else 9
    letters = label(0, size * 0.36, mark.letters, size=size, fill="ink", text_anchor="middle", font_weight="bold")
    body.append(letters)
    weight = "bold" if mark.holding else None
    if mark.caption:
        caption = label(0, outer + 11, mark.caption, size=10.5, text_anchor="middle", font_weight=weight)
        body.append(halo(caption))
    if mark.status_quo:
        body += _now(-outer - 3)
    return group(
        body,
        transform=f"translate({number(mark.x)} {number(mark.y)})",
        data_mark=mark.key,
        data_state=mark.first_state if mark.n_states == 1 else None,
        data_states=",".join(map(str, mark.states)) if mark.n_states > 1 and mark.states else None,
        data_equilibria=mark.holding or None,
        data_status_quo="yes" if mark.status_quo else None,
    )


def _ring(endings: Sequence[tuple[int, int]], radius: float) -> list[Markup]:
    """Draw the shares of endings clockwise from the top, with a thin gap of paper between them."""
    thick, total, start = 5.0, sum(count for _, count in endings), 0.0
    middle = radius - thick / 2
    if len(endings) == 1:
        return [element("circle", r=middle, fill="none", stroke=ending_colour(endings[0][0]), stroke_width=thick)]
    body = []
    for ending, count in endings:
        end = start + count / total
        gap = min(0.6 / (2 * pi * middle), (end - start) / 4)
        a, b = (2 * pi * turn - pi / 2 for turn in (start + gap, end - gap))
        large = int(end - start > 0.5)
        path = (
            f"M{middle * cos(a):.2f} {middle * sin(a):.2f}"
            f"A{middle:.2f} {middle:.2f} 0 {large} 1 {middle * cos(b):.2f} {middle * sin(b):.2f}"
        )
        body.append(element("path", d=path, fill="none", stroke=ending_colour(ending), stroke_width=thick))
        start = end
    return body


def _now(bottom: float) -> list[Markup]:
    """Draw the flag of the status quo, its point at ``bottom``."""
    y = bottom - 17
    path = f"M-15 {y:.1f}H15V{y + 13:.1f}H4L0 {bottom:.1f}L-4 {y + 13:.1f}H-15Z"
    return [
        element("path", d=path, fill="ink"),
        label(0, y + 9.8, "now", size=10, fill="paper", text_anchor="middle", font_weight="bold"),
    ]


def arrowheads(id_: str, dms: Sequence[int]) -> Markup:
    """Define an arrowhead for each decision maker, with ids that begin with the drawing's."""
    return element("defs", *(_arrowhead(id_, dm) for dm in dms))


def _arrowhead(id_: str, dm: int) -> Markup:
    path, full = _HEADS[dm % len(_HEADS)]
    colour = dm_colour(dm)
    shape = element("path", d=path, fill=colour if full else "none", stroke=colour, stroke_width=1.4)
    return element(
        "marker",
        shape,
        id=f"{id_}-head-{dm}",
        viewBox="-1 -1 11 11",
        refX=8,
        refY=4.5,
        markerWidth=9,
        markerHeight=9,
        markerUnits="userSpaceOnUse",  # else heads grow with the width of the line
        orient="auto",
    )


def draw_arrow(id_: str, conflict: Conflict, flow: Flow, source: Mark, target: Mark, most: int) -> Markup:
    """Draw the moves between two marks as one curve that bows out with its length; mere moves are dashed."""
    dm = conflict.decision_makers[flow.dm]
    kind = "improvement" if flow.improvement else "move"
    how_many = f"{flow.count:,} {kind}s" if flow.count != 1 else kind
    return element(
        "path",
        tooltip(f"{dm.name}: {how_many}"),
        d=curve(source, target),
        fill="none",
        stroke=dm_colour(flow.dm),
        stroke_width=1.3 + 2.2 * (flow.count / most) ** 0.5 if most > 1 else 1.5,
        stroke_dasharray=None if flow.improvement else "2 4",
        stroke_opacity=0.85 if flow.improvement else 0.6,
        marker_end=f"url(#{id_}-head-{flow.dm})",
        data_dm=dm.id,
        data_from=source.key,
        data_to=target.key,
        data_kind=kind,
    )


def curve(source: Mark, target: Mark) -> str:
    """Return the path from the rim of one mark to the rim of another; there and back bow to different sides."""
    dx, dy = target.x - source.x, target.y - source.y
    length = hypot(dx, dy) or 1.0
    bow = min(38.0, 7 + length * 0.09)
    mx = (source.x + target.x) / 2 - dy / length * bow * 2
    my = (source.y + target.y) / 2 + dx / length * bow * 2
    ax, ay = _rim(source, mx, my, 1.0)
    bx, by = _rim(target, mx, my, 2.5)
    return f"M{number(ax)} {number(ay)}Q{number(mx)} {number(my)} {number(bx)} {number(by)}"


def _rim(mark: Mark, x: float, y: float, space: float) -> tuple[float, float]:
    """Return the point on the rim of a mark that faces a point."""
    away = hypot(x - mark.x, y - mark.y) or 1.0
    reach = (mark.radius + (4.6 if mark.holding else 0.0) + space) / away
    return mark.x + (x - mark.x) * reach, mark.y + (y - mark.y) * reach
