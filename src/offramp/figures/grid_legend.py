"""The legend of the strategy grid: endings, decision makers' arrows, rings, the status quo, and notes."""

from collections.abc import Sequence

from offramp.conflict.model import Conflict
from offramp.figures.colours import dm_colour
from offramp.figures.grid_marks import Mark
from offramp.figures.legend import LegendItem, laid_out, noted
from offramp.figures.marks import swatch
from offramp.figures.svg import Markup, element, group, label


def legend(
    id_: str,
    conflict: Conflict,
    marks: Sequence[Mark],
    movers: Sequence[int],
    notes: Sequence[str],
    ring: str,
    y: float,
    width: float,
    signs: Sequence[LegendItem] = (),
) -> tuple[list[Markup], float]:
    """Draw the meaning of every sign that occurs, then the notes; return it with the lower edge of the drawing.

    ``movers`` are the decision makers (indices) whose arrows occur, ``ring`` says what the outer ring of a mark stands
    for, ``signs`` are more of them.
    """
    present = {ending for mark in marks for ending, _ in mark.endings} if conflict.scenarios else set()
    endings = sorted(present, key=lambda k: (k < 0, k))
    names = {k: conflict.scenarios[k].title if k >= 0 else "no named ending" for k in endings}
    body: list[Markup] = []
    for items in (
        [(swatch(11, 0, ending), 22.0, name) for ending, name in names.items()],
        _arrow_items(id_, conflict, movers),
        signs,
        _mark_items(marks, ring),
    ):
        if items:
            drawn, y = laid_out(items, y, width)
            body += drawn
            y += 6
    drawn, y = noted(notes, y, width)
    return [*body, *drawn], y + 4


def _arrow_items(id_: str, conflict: Conflict, movers: Sequence[int]) -> list[LegendItem]:
    return [(_arrow(id_, dm), 38.0, conflict.decision_makers[dm].name) for dm in movers]


def _arrow(id_: str, dm: int) -> Markup:
    end = f"url(#{id_}-head-{dm})"
    return element("path", d="M0 0H34", stroke=dm_colour(dm), stroke_width=2, fill="none", marker_end=end)


def _mark_items(marks: Sequence[Mark], ring: str) -> list[LegendItem]:
    items: list[LegendItem] = []
    if any(mark.holding for mark in marks):
        sign = element("circle", cx=11, cy=0, r=9, fill="paper", stroke="ink", stroke_width=2.2)
        items.append((sign, 22.0, ring))
    if any(mark.status_quo for mark in marks):
        flag = [
            element("rect", x=0, y=-7, width=30, height=14, fill="ink"),
            label(15, 3.6, "now", size=10, fill="paper", text_anchor="middle", font_weight="bold"),
        ]
        items.append((group(flag), 30.0, "the status quo"))
    return items
