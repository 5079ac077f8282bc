"""Which endings hold: a small table of dots, endings down, solution concepts across, one panel per case of types.

A dot's area grows with the number of equilibria in the ending, and the number stands below it. How far the dot is
filled says whether any of them can be reached from the status quo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.figures.colours import ending_colour, ending_letter
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.marks import swatch
from offramp.figures.svg import Markup, drawing, drawing_id, element, group, label, tooltip
from offramp.figures.words import counted, listing, wrap
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

_HEAD, _LINE, _GAP = 22.0, 15.0, 22.0
_SHORT = {Concept.NASH: "Nash"}


class Reach(StrEnum):
    """Whether an equilibrium of an ending can be reached from the status quo, for the nearest of them."""

    IMPROVEMENTS = "reached by improvements"
    MOVES = "reached only by moves that are no improvements"
    NOT = "not reached"
    UNKNOWN = "not asked"


@dataclass(frozen=True, eq=False)
class Case:
    """The solution for one combination of types, and what the status quo leads to.

    Attributes
    ----------
    solution
        The verdicts.
    title
        Names the types, for people; may be empty when there is one case only.
    weight
        Belief in this combination, in [0, 1].
    by_moves, by_improvements
        Which states can be reached from the status quo by anybody's moves, and by improvements only; shape
        ``(n_states,)``. ``None``: not asked.
    """

    solution: Solution
    title: str = ""
    weight: float | None = None
    by_moves: NDArray[np.bool_] | None = None
    by_improvements: NDArray[np.bool_] | None = None

    def states_of(self, scenario: int) -> NDArray[np.bool_]:
        """Return the states of an ending, shape ``(n_states,)``."""
        mask: NDArray[np.bool_] = self.solution.conflict.scenario_of == scenario
        return mask

    def heading(self) -> str:
        """Return the title with the weight."""
        weight = "" if self.weight is None or not self.title else f" ({self.weight:.0%})"
        return self.title + weight


@dataclass(frozen=True, slots=True)
class Cell:
    """How many states of an ending are equilibria, and how many of those can be reached.

    ``by_moves`` and ``by_improvements`` are ``None`` when that was not asked.
    """

    holding: int
    by_moves: int | None
    by_improvements: int | None

    @property
    def reach(self) -> Reach:
        """The best that can be said of any of the equilibria."""
        if self.by_improvements:
            return Reach.IMPROVEMENTS
        if self.by_moves:
            return Reach.MOVES
        return Reach.UNKNOWN if self.by_moves is None and self.by_improvements is None else Reach.NOT

    def words(self) -> str:
        """Return the cell as text."""
        asked = [
            f"{count:,} {how}"
            for count, how in ((self.by_moves, "by moves"), (self.by_improvements, "by improvements"))
            if count is not None
        ]
        return f"{self.holding:,}" + (f" (reached: {', '.join(asked)})" if self.holding and asked else "")


def count_cell(case: Case, scenario: int, concept: Concept) -> Cell:
    """Count the equilibria of one ending under one concept in one case."""
    holding = case.states_of(scenario) & case.solution.equilibrium(concept)

    def within(mask: NDArray[np.bool_] | None) -> int | None:
        return None if mask is None else int((holding & mask).sum())

    return Cell(int(holding.sum()), within(case.by_moves), within(case.by_improvements))


def endings(cases: Sequence[Case], *, title: str = "Which endings hold", width: float = WIDE) -> Figure:
    """Draw how many states of each ending hold under each concept, for each case.

    Parameters
    ----------
    cases
        One for each combination of types, all of the same conflict and with the same concepts.
    title
        For captions and screen readers.
    width
        In pixels; below ``PHONE`` the panels stand one below the other.

    Raises
    ------
    ValueError
        Without any case.
    """
    if not cases:
        raise ValueError("the figure of endings needs at least one solved case")
    page = _Page(cases, width)
    table = _table(page)
    description = _description(page)
    id_ = drawing_id("endings", title, description, table, width)
    body, height = page.draw()
    return Figure(drawing(id_, width, height, title, description, body, "endings"), title, description, table)


def _names(conflict: Conflict) -> dict[int, str]:
    """Return the endings that have states, by index, with -1 for what belongs to none."""
    present = set(np.unique(conflict.scenario_of).tolist())
    names = {k: scenario.title for k, scenario in enumerate(conflict.scenarios)}
    unnamed = {-1: "No named ending" if conflict.scenarios else "Any state"} if -1 in present else {}
    return names | unnamed


class _Page:
    """Where everything goes: a column of endings, then a panel for each case."""

    def __init__(self, cases: Sequence[Case], width: float) -> None:
        self.cases, self.width = cases, width
        self.concepts = cases[0].solution.concepts
        self.names = _names(cases[0].solution.conflict)
        self.asked = any(case.by_moves is not None or case.by_improvements is not None for case in cases)
        phone = width < PHONE
        self._above = phone  # the name of an ending above its dots, not beside them
        self._text = 30.0 if phone else 300.0
        self._column = min(60.0, (width - self._text) / max(len(self.concepts), 1))
        self._panel = self._column * len(self.concepts)
        self._per_row = max(1, int((width - self._text + _GAP) // (self._panel + _GAP)))
        room = (width if phone else self._text) - 38
        self._lines = {k: wrap(name, room, 12.5) for k, name in self.names.items()}
        self._cells = [
            {(k, concept): count_cell(case, k, concept) for k in self.names for concept in self.concepts}
            for case in cases
        ]
        self._most = max((cell.holding for cells in self._cells for cell in cells.values()), default=1) or 1

    def cell(self, case: int, ending: int, concept: Concept) -> Cell:
        return self._cells[case][ending, concept]

    def draw(self) -> tuple[list[Markup], float]:
        body, y = [], 4.0
        for first in range(0, len(self.cases), self._per_row):
            some = range(first, min(first + self._per_row, len(self.cases)))
            marks, y = self._row_of_panels(some, y)
            body += marks
        marks, y = self._legend(y)
        return body + marks, y

    def _row_of_panels(self, some: range, y: float) -> tuple[list[Markup], float]:
        titles = {k: wrap(self.cases[k].heading(), self._panel, 12.5) for k in some if self.cases[k].title}
        top = y + max((len(lines) for lines in titles.values()), default=0) * _LINE + _HEAD
        body = []
        for place, k in enumerate(some):
            x = self._text + place * (self._panel + _GAP)
            if k in titles:
                body.append(label(x, y + 12, titles[k], size=12.5, font_weight="bold"))
            body += [
                label(x + (c + 0.5) * self._column, top - 6, _short(concept), size=11.5, text_anchor="middle")
                for c, concept in enumerate(self.concepts)
            ]
        for ending in self.names:
            height = len(self._lines[ending]) * _LINE + (58 if self._above else 14)
            body += self._row(ending, some, top, max(44.0, height))
            top += max(44.0, height)
        return body, top + _GAP

    def _row(self, ending: int, some: range, top: float, height: float) -> list[Markup]:
        lines = self._lines[ending]
        n_states = int(self.cases[0].states_of(ending).sum())
        middle = top + height - 28 if self._above else top + height / 2
        text = top + 21 if self._above else middle - (len(lines) - 1) * _LINE / 2 + 4
        right = self._text + len(some) * (self._panel + _GAP) - _GAP
        row = [
            element("line", x1=0, x2=right, y1=top, y2=top, stroke="line"),
            swatch(13.0, top + 17 if self._above else middle, ending),
            label(32, text, lines, size=12.5),
        ]
        for place, k in enumerate(some):
            for c, concept in enumerate(self.concepts):
                x = self._text + place * (self._panel + _GAP) + (c + 0.5) * self._column
                row.append(self._dot(x, middle, self.cell(k, ending, concept), ending, concept, n_states))
        return row

    def _dot(self, x: float, y: float, cell: Cell, ending: int, concept: Concept, n_states: int) -> Markup:
        if not cell.holding:
            return label(x, y + 4, "–", size=12, fill="muted", text_anchor="middle")
        radius = 4.5 + 7.5 * (cell.holding / self._most) ** 0.5
        said = f"{self.names[ending]}, {_short(concept)}: {cell.words()} of {counted(n_states, 'state')}"
        return group(
            [
                tooltip(said),
                *reach_dot(x, y - 6, radius, ending_colour(ending), cell.reach),
                label(x, y + 18, f"{cell.holding:,}", size=11.5, text_anchor="middle"),
            ],
            data_ending=ending,
            data_concept=concept.value,
        )

    def _legend(self, y: float) -> tuple[list[Markup], float]:
        said = ["The number of states of the ending in which nobody wants to move, under each concept; – is none."]
        body = []
        for line in wrap(said[0], self.width - 4, 11.5):
            body.append(label(0, y, line, size=11.5))
            y += _LINE
        if self.asked:
            for reach, words in (
                (Reach.IMPROVEMENTS, "some can be reached from the status quo by improvements"),
                (Reach.MOVES, "reached only if somebody makes a move that is no improvement"),
                (Reach.NOT, "none can be reached from the status quo"),
            ):
                lines = wrap(words, self.width - 24, 11.5)
                body += [*reach_dot(8.0, y, 6.5, "ink", reach), label(22, y + 4, lines, size=11.5)]
                y += _LINE * len(lines) + 5
        return body, y + 2


def _short(concept: Concept) -> str:
    return _SHORT.get(concept, concept.value.upper())


def reach_dot(x: float, y: float, radius: float, colour: str, reach: Reach) -> list[Markup]:
    """Draw a dot: full, a ring around a point, or hollow, by how it can be reached."""
    if reach in (Reach.IMPROVEMENTS, Reach.UNKNOWN):
        return [element("circle", cx=x, cy=y, r=radius, fill=colour)]
    ring = element("circle", cx=x, cy=y, r=radius - 1, fill="paper", stroke=colour, stroke_width=2)
    point = element("circle", cx=x, cy=y, r=max(radius - 4.5, 1.8), fill=colour)
    return [ring, point] if reach is Reach.MOVES else [ring]


def _table(page: _Page) -> Table:
    header = ("Case", "Ending", "States", *(_short(concept) for concept in page.concepts))
    rows = [
        (
            case.heading(),
            f"{ending_letter(ending)} {name}",
            f"{int(case.states_of(ending).sum()):,}",
            *(page.cell(k, ending, concept).words() for concept in page.concepts),
        )
        for k, case in enumerate(page.cases)
        for ending, name in page.names.items()
    ]
    return Table(header, tuple(rows))


def _description(page: _Page) -> str:
    """Say for each case which endings hold under every concept, and which under some only."""
    sentences = []
    for k, case in enumerate(page.cases):
        held = {
            ending: sum(page.cell(k, ending, concept).holding > 0 for concept in page.concepts) for ending in page.names
        }
        always = [page.names[ending] for ending, count in held.items() if count == len(page.concepts)]
        never = [page.names[ending] for ending, count in held.items() if not count]
        start = f"{case.heading()}: " if case.title else ""
        sentences.append(
            f"{start}holding under every concept: {listing(always) or 'none'}; under none: {listing(never) or 'none'}."
        )
    return " ".join(sentences)
