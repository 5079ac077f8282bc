"""The zone of possible agreement as a picture: packages by what they are worth to two parties.

Dashed lines stand at the reservation values, and what is worth at least that to both parties is shaded. A package in
the shade may still be refused by a third party, so its shape and colour say whether *all* accept it.
"""

from collections.abc import Mapping, Sequence
from math import isfinite

from offramp.figures.figure import PHONE, WIDE, Figure
from offramp.figures.legend import laid_out, noted
from offramp.figures.svg import Markup, drawing, drawing_id, label
from offramp.figures.words import wrap
from offramp.figures.zopa_axes import CLEAR, LEFT, LINE, SIZE
from offramp.figures.zopa_marks import legend_items
from offramp.figures.zopa_plot import Plot, draw_plot
from offramp.figures.zopa_points import Panel, Party, Point, Valued, panels
from offramp.figures.zopa_words import describe, tabulate

__all__ = ["Panel", "Party", "Point", "Valued", "panels", "zopa_scatter", "zopa_scatters"]

_ENLARGED = "An axis that does not begin at 0 shows only the part where there are packages or reservation values."
_CLEAR = f"A mark stands up to {CLEAR:.0f} pixels beside a dashed line, on the side that it belongs to."
_PLOT, _NAMES = (540.0, 440.0), 384.0  # a plot for a desk, and the names beside it
_STRIP, _GAP = 46.0, 16.0  # numbers beside a small plot; between small plots
_PER_ROW = 3
_TITLES = "What each package is worth to the parties"
_TITLE = "What each package is worth to {} and {}"


def zopa_scatter(
    points: Sequence[Point], x: Party, y: Party, *, title: str = "", note: str = "", width: float = WIDE
) -> Figure:
    """Draw packages by what they are worth to two parties.

    Parameters
    ----------
    points
        Any number; those that would lie on each other share a mark with a number.
    x, y
        The party to the right and the one upwards.
    title
        For captions and screen readers; names the parties when left out.
    note
        A sentence to stand below the legend: where the values come from, for instance.
    width
        In pixels; below ``PHONE``, numbers stand for the labels and a key below tells them.

    Raises
    ------
    ValueError
        Without points, or with a value that is no finite number or a point of less than one package.
    """
    panel = Panel(x, y, tuple(points))
    return _figure((panel,), title or _TITLE.format(x.name, y.name), note, width)


def zopa_scatters(
    some: Sequence[Panel],
    *,
    title: str = "What each package is worth to the parties",
    note: str = "",
    width: float = WIDE,
) -> Figure:
    """Draw several pairs of parties side by side, as small plots with one legend; see :func:`panels`.

    Below ``PHONE`` they stand one below the other. Parameters and errors are those of :func:`zopa_scatter`.
    """
    return _figure(tuple(some), title, note, width)


def _figure(some: tuple[Panel, ...], title: str, note: str, width: float) -> Figure:
    _check(some)
    numbers = _numbers(some)
    if len(some) == 1 and width >= PHONE:
        plots = [
            draw_plot(
                some[0], 0, 0, (min(_PLOT[0], width - LEFT - _NAMES), _PLOT[1]), _NAMES if _named(some[0]) else 12
            )
        ]
        numbers = {}
    else:
        plots = _small(some, numbers, width)
    body = [markup for plot in plots for markup in plot.body]
    y = max(plot.bottom for plot in plots) + 12
    key, y = _key(numbers, y, width)
    signs, y = _legend(some, plots, note, y, width)
    description, table = describe(some), tabulate(some)
    id_ = drawing_id("zopa-scatter", some, title, note, width)
    return Figure(
        drawing(id_, width, y, title, description, [*body, *key, *signs], "zopa-scatter"), title, description, table
    )


def _check(some: Sequence[Panel]) -> None:
    if not some or not all(panel.points for panel in some):
        raise ValueError("a picture of packages needs at least one package in each plot")
    for panel in some:
        values = [panel.x.reservation, panel.y.reservation, *(v for point in panel.points for v in (point.x, point.y))]
        if not all(map(isfinite, values)):
            raise ValueError(f"every value for {panel.x.name} and {panel.y.name} must be a finite number")
        if any(point.n < 1 for point in panel.points):
            raise ValueError("a point stands for one package at least")


def _named(panel: Panel) -> bool:
    return any(point.named for point in panel.points)


def _numbers(some: Sequence[Panel]) -> dict[str, int]:
    """Number the labels in the order in which they occur."""
    labels = dict.fromkeys(point.label for panel in some for point in panel.points if point.label)
    return {name: k for k, name in enumerate(labels, start=1)}


def _small(some: Sequence[Panel], numbers: Mapping[str, int], width: float) -> list[Plot]:
    """Draw small plots, as many side by side as there is room for."""
    columns = 1 if width < PHONE else min(_PER_ROW, len(some))
    room = (width - (columns - 1) * _GAP) / columns
    side = min(room - LEFT - _STRIP, 420.0)
    plots: list[Plot] = []
    top = 0.0
    for first in range(0, len(some), columns):
        row = [
            draw_plot(panel, k * (room + _GAP), top, (side, side * 0.95), _STRIP, numbers)
            for k, panel in enumerate(some[first : first + columns])
        ]
        top = max(plot.bottom for plot in row) + _GAP
        plots += row
    return plots


def _key(numbers: Mapping[str, int], y: float, width: float) -> tuple[list[Markup], float]:
    """Tell the numbers that stand for labels."""
    body = []
    for name, number in numbers.items():
        lines = wrap(name, width - 28, SIZE)
        body += [
            label(16, y + 8, str(number), size=SIZE, text_anchor="end", font_weight="bold"),
            label(24, y + 8, lines, size=SIZE),
        ]
        y += len(lines) * LINE + 2
    return body, y + (8 if numbers else 0)


def _legend(
    some: Sequence[Panel], plots: Sequence[Plot], note: str, y: float, width: float
) -> tuple[list[Markup], float]:
    points = [point for panel in some for point in panel.points]
    items = legend_items(points, several=any(plot.several for plot in plots), mixed=any(plot.mixed for plot in plots))
    body, y = laid_out(items, y, width)
    enlarged = any(plot.enlarged for plot in plots)
    said, y = noted([_CLEAR, *([_ENLARGED] if enlarged else []), *([note] if note else [])], y + 6, width)
    return [*body, *said], y + 4
