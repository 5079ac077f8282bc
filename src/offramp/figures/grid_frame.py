"""What stands around the marks of the strategy grid: bars over the columns, words beside the rows, bands behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.figures.figure import PHONE
from offramp.figures.grid_layout import Axis, around, axes, strategy_words
from offramp.figures.state_groups import StateGroups
from offramp.figures.svg import Markup, element, label
from offramp.figures.words import wrap

_GUTTER, _COLUMN, _LEAST_COLUMN, _ROW = 240.0, 84.0, 36.0, 66.0
_SIZE, _LINE = 11.5, 14.0
_BLOCK_GAP = 0.3  # between strategies of the outermost decision maker, in columns
_FLAG = 10.0  # more room above the row of the status quo
_ABOVE, _BELOW = 34.0, 36.0  # room that a mark takes above and below its centre


@dataclass(frozen=True, eq=False)
class Frame:
    """Where each group lies, and what stands around the marks.

    Attributes
    ----------
    behind, words
        Markup that goes behind the arrows, and markup that goes on top of them.
    points
        Centre of each group, in pixels.
    room
        Distance between neighbouring marks, in pixels.
    gaps
        Whether some place of the grid is empty.
    bottom
        Lower edge, in pixels.
    """

    behind: list[Markup]
    words: list[Markup]
    points: list[tuple[float, float]]
    room: float
    bottom: float
    gaps: bool = False


def frame(groups: StateGroups, wished_axes: Sequence[int], width: float) -> Frame:
    """Return the frame for a conflict in either form."""
    if not groups.conflict.options:
        return _ellipse(groups, width)
    gutter = 0.0 if width < PHONE else _GUTTER
    across, down = axes(groups, wished_axes, max(1, int((width - gutter) // _LEAST_COLUMN)))
    return _Grid(groups, across, down, gutter, width).frame()


class _Grid:
    """The frame in option form; without a gutter, words stand above what they name instead of beside it."""

    def __init__(self, groups: StateGroups, across: Axis, down: Axis, gutter: float, width: float) -> None:
        self._groups, self._conflict = groups, groups.conflict
        self._across, self._down = across, down
        self._gutter, self._width = gutter, width
        gap = _BLOCK_GAP if len(across.dms) > 1 else 0.0
        columns = len(across) + gap * int(across.block.max(initial=0))
        self._pitch = min(_COLUMN, (width - gutter) / max(columns, 1.0))
        self._x = gutter + self._pitch * (np.arange(len(across)) + 0.5 + gap * across.block)
        status_quo = self._conflict.status_quo
        self._row_of_now = -1 if status_quo is None else int(down.of_group[groups.of_state[status_quo]])

    def frame(self) -> Frame:
        header, bars, y = self._header()
        rows, ys, y = self._rows(y)
        bands = self._bands(ys)
        aside, places, y = self._aside(y)
        across, down = self._across.of_group, self._down.of_group
        points = [
            places[g] if g in places else (float(self._x[across[g]]), ys[int(down[g])])
            for g in range(len(self._groups))
        ]
        gaps = len(self._across) * len(self._down) > int((~self._groups.mixed).sum())
        return Frame([*bands, *bars], [*header, *rows, *aside], points, self._pitch, y, gaps)

    def _header(self) -> tuple[list[Markup], list[Markup], float]:
        """Name each option across and draw a bar over the columns in which it is taken."""
        body: list[Markup] = []
        bars: list[Markup] = []
        y, owner = 4.0, None
        room = (self._gutter or self._width) - 14
        for place, k in enumerate(self._across.options):
            dm = self._conflict.options[k].id.partition(".")[0]
            if dm != owner:
                name = self._conflict.decision_makers[self._conflict.dm_index(dm)].name
                lines = wrap(name, room, _SIZE)
                body.append(label(0, y + 11, lines, size=_SIZE, font_weight="bold"))
                y, owner = y + len(lines) * _LINE + 2, dm
            lines = wrap(self._conflict.options[k].title, room, _SIZE)
            body.append(label(0, y + 11, lines, size=_SIZE))
            y += len(lines) * _LINE + 4
            bar = y + 2 if not self._gutter else y - 4 - len(lines) * _LINE / 2 - 2
            bars += self._bars(self._across.strategies[:, place], bar)
            y += 0 if self._gutter else 12
        return body, bars, y + 8

    def _bars(self, taken: NDArray[np.bool_], y: float) -> list[Markup]:
        """Draw bars where an option is taken and a thin line where it is not, merged over neighbouring columns."""
        body = []
        half = self._pitch / 2 - 3
        for x, yes in zip(self._x.tolist(), taken.tolist(), strict=True):
            if yes:
                body.append(element("rect", x=x - half, y=y - 4, width=2 * half, height=8, rx=2, fill="ink"))
            else:
                body.append(element("rect", x=x - half, y=y - 0.5, width=2 * half, height=1, fill="line"))
        neighbours = list(zip(range(len(taken)), range(1, len(taken)), strict=False))
        for a, b in neighbours:
            if taken[a] and taken[b] and self._across.block[a] == self._across.block[b]:
                x = float(self._x[a]) + half - 2
                body.append(element("rect", x=x, y=y - 4, width=float(self._x[b]) - half + 2 - x, height=8, fill="ink"))
        return body

    def _rows(self, y: float) -> tuple[list[Markup], list[float], float]:
        """Name each row by the options taken; return the centre of each row too."""
        body: list[Markup] = []
        if not self._down.options:
            return body, [y + _ABOVE + _FLAG], y + _ABOVE + _FLAG + _BELOW
        names = " · ".join(self._conflict.decision_makers[dm].name for dm in self._down.dms)
        lines = wrap(names, (self._gutter or self._width) - 14, _SIZE)
        body.append(label(0, y + 11, lines, size=_SIZE, font_weight="bold"))
        y += len(lines) * _LINE + 4
        centres = []
        for place, taken in enumerate(self._down.strategies.tolist()):
            if place and self._down.block[place] != self._down.block[place - 1]:
                y += 6
            flag = _FLAG if place == self._row_of_now else 0.0
            words = strategy_words(self._conflict, self._down.options, taken)
            lines = wrap(words, (self._gutter or self._width) - 14, _SIZE)
            height = len(lines) * _LINE
            if self._gutter:
                y += flag
                row = max(_ROW, height + 12)
                body.append(label(0, y + row / 2 + 2 - height / 2 + _LINE * 0.8, lines, size=_SIZE))
                centres.append(y + row / 2 + 2)
                y += row
            else:
                body.append(label(4, y + 13, lines, size=_SIZE))
                centres.append(y + height + flag + _ABOVE)
                y = centres[-1] + _BELOW
        return body, centres, y

    def _bands(self, ys: Sequence[float]) -> list[Markup]:
        """Draw a band behind each pair of strategies of the two outermost decision makers."""
        body = []
        for columns in _runs(self._across.block):
            left, right = (float(self._x[c]) for c in (columns[0], columns[-1]))
            for rows in _runs(self._down.block):
                top, bottom = ys[rows[0]] - _ABOVE + 4, ys[rows[-1]] + _BELOW
                x = left - self._pitch / 2 + 1
                width = right - left + self._pitch - 2
                body.append(element("rect", x=x, y=top, width=width, height=bottom - top, rx=6, fill="band"))
        return body

    def _aside(self, y: float) -> tuple[list[Markup], dict[int, tuple[float, float]], float]:
        """Place what is off the grid: states treated as one whose members differ on the options kept."""
        body, places = [], {}
        for g in np.flatnonzero(self._groups.mixed).tolist():
            y += 14
            first = self._groups.first(g)
            words = self._conflict.space.titles.get(first) or self._conflict.space.label(first)
            places[g] = (self._gutter + 24, y + _ABOVE)
            lines = wrap(f"{words} (states treated as one)", self._width - self._gutter - 60, _SIZE)
            body.append(label(self._gutter + 54, y + _ABOVE + 4, lines, size=_SIZE))
            y += max(_ABOVE + _BELOW, len(lines) * _LINE)
        return body, places, y


def _runs(block: NDArray[np.int64]) -> list[range]:
    """Return the stretches of positions with one value."""
    starts = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(block)]
    return [range(a, b) for a, b in pairwise(starts) if a < b]


def _ellipse(groups: StateGroups, width: float) -> Frame:
    """Return the frame in graph form: marks around an ellipse in file order, names below them."""
    count = len(groups)
    phone = width < PHONE
    text = 104.0 if phone else 150.0
    room = min(width, 260.0 + 44 * count) - text
    height = (34.0 if phone else 26.0) * count + 110
    left = (width - room) / 2 if not phone else text / 2
    points = [(left + x, 46 + y) for x, y in around(count, room, height)]
    below = 46.0 if groups.conflict.scenarios else 34.0
    body = []
    lowest = 0.0
    for g, (x, y) in enumerate(points):
        beside = [abs(x - other) - 6 for k, (other, height) in enumerate(points) if k != g and abs(y - height) < 50]
        lines = wrap(group_name(groups, g), max(48.0, min([text - 8, *beside])), 11)
        body.append(label(x, y + below, lines, size=11, text_anchor="middle"))
        lowest = max(lowest, y + below + len(lines) * 14)
    return Frame([], body, points, 46.0, lowest + 6)


def group_name(groups: StateGroups, g: int) -> str:
    """Return what a mark stands for, in words."""
    conflict, first = groups.conflict, groups.first(g)
    if groups.size[g] == 1 and first in conflict.space.titles:
        return conflict.space.titles[first] or conflict.space.label(first)
    if not conflict.options:
        scenario = conflict.scenario(first)
        return scenario.title if scenario else "no named ending"
    return _taken_words(conflict, groups, g)


def _taken_words(conflict: Conflict, groups: StateGroups, g: int) -> str:
    taken = (groups.taken[g] == 1).tolist()
    return strategy_words(conflict, groups.kept, taken)
