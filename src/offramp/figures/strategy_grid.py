"""The picture of a conflict: states on a grid of strategies, coloured by ending, moves by decision maker.

Each axis runs over the strategies of decision makers, so that each one's moves have one direction (see
:mod:`offramp.figures.grid_layout`). A large conflict is merged: states that agree on the options that tell most
become one mark (see :mod:`offramp.figures.state_groups`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.figures.colours import ending_colour, ending_letter
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.flows import Flow, Selection, choose_flows
from offramp.figures.grid_layout import Axis, around, axes, strategy_words
from offramp.figures.grid_marks import Mark, arrow_key, arrowheads, draw_arrow, draw_mark, flow_layout
from offramp.figures.state_groups import (
    StateGroups,
    choose_options,
    group_by_ending,
    group_by_options,
    single_states,
)
from offramp.figures.svg import Markup, drawing, drawing_id, element, label, tooltip
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

_TICK = 15.0  # pixels between the lines that spell out a strategy
_BLOCK_GAP = 14.0  # pixels between the strategies of an outer decision maker
_MARGIN = 26.0
_FEW_ROWS = 6
_NARROWEST = 40.0  # pixels between columns, so that captions stay apart


def strategy_grid(
    conflict: Conflict,
    solution: Solution | None = None,
    *,
    concept: Concept = Concept.SEQ,
    keep: Sequence[str] | None = None,
    outer: Sequence[str] = (),
    movers: Sequence[str] | None = None,
    moves: Selection | None = None,
    max_marks: int = 60,
    width: float = WIDE,
) -> Figure:
    """Draw a conflict.

    Parameters
    ----------
    conflict
        In option form or graph form, of any size.
    solution
        Rings the equilibria under ``concept``; improvements are those of its types (else of the likeliest).
    concept
        The solution concept of the rings.
    keep
        Option ids on which the states of a mark agree; chosen when left out.
    outer
        Ids of the decision makers on the outside of the axis across and the axis down; chosen when left out.
    movers
        Ids of the decision makers whose moves are drawn; all when left out.
    moves
        Which moves; when left out, the most that can be read.
    max_marks
        Largest number of marks, when options are chosen.
    width
        In CSS pixels; below 600 the picture is laid out for a phone.

    Raises
    ------
    KeyError
        When a decision maker or an option is unknown.
    """
    holds = None if solution is None else solution.equilibrium(concept)
    combination = conflict.likeliest() if solution is None else solution.combination
    groups = _groups(conflict, holds, keep, max_marks if width >= PHONE else max_marks // 2)
    who = range(conflict.n_dms) if movers is None else [conflict.dm_index(dm) for dm in movers]
    flows, selection = choose_flows(groups, combination, list(who), moves)
    picture = _Picture(conflict, groups, holds, concept, width, flows, selection)
    wished = [conflict.dm_index(dm) for dm in outer]
    return picture.draw(wished, combination)


def _groups(
    conflict: Conflict, holds: NDArray[np.bool_] | None, keep: Sequence[str] | None, max_marks: int
) -> StateGroups:
    if keep is not None:
        ids = [option.id for option in conflict.options]
        unknown = [name for name in keep if name not in ids]
        if unknown:
            raise KeyError(unknown[0])
        return group_by_options(conflict, [ids.index(name) for name in keep])
    if conflict.n_states <= max_marks:
        return single_states(conflict)
    if conflict.space.graph_form:
        return group_by_ending(conflict)
    return group_by_options(conflict, choose_options(conflict, holds, max_marks))


@dataclass(frozen=True, eq=False)
class _Picture:
    conflict: Conflict
    groups: StateGroups
    holds: NDArray[np.bool_] | None
    concept: Concept
    width: float
    flows: list[Flow]
    selection: Selection

    def draw(self, wished: Sequence[int], combination: Combination) -> Figure:
        """Lay out, draw, and describe."""
        id_ = drawing_id(
            "strategy-grid", self.conflict.title, self.width, combination.types, self.concept, self.groups.kept,
            self.groups.of_state.tobytes(), b"" if self.holds is None else self.holds.tobytes(), self.flows,
        )  # fmt: skip
        heads, places, bottom = self._places(wished)
        marks = [self._mark(group, *places[group]) for group in range(len(self.groups))]
        most = max((flow.count for flow in self.flows), default=1)
        arrows = [
            draw_arrow(id_, self.conflict, flow, marks[flow.source], marks[flow.target], most) for flow in self.flows
        ]
        legend, height = self._legend(id_, bottom + 30)
        movers = sorted({flow.dm for flow in self.flows})
        body = [arrowheads(id_, movers), *heads, *arrows, *map(draw_mark, marks), *legend]
        title, description = self._title(), self._description()
        svg = drawing(id_, self.width, height, title, description, body, "strategy-grid")
        return Figure(svg, title, description, self._table(marks))

    def _places(self, wished: Sequence[int]) -> tuple[list[Markup], dict[int, tuple[float, float]], float]:
        """Return the heads of the axes, the middle of each group, and the lower edge."""
        if self.conflict.space.graph_form or not self.groups.kept:
            return self._around()
        columns = max(2, int((self.width - 3 * _MARGIN) // _NARROWEST))
        across, down = axes(self.groups, wished, columns)
        left = _MARGIN + _TICK * len(down.options) + 18
        top = _MARGIN + _TICK * len(across.options) + 34
        room = self.width - left - _MARGIN - _BLOCK_GAP * int(across.block[-1] if len(across) else 0)
        step_x = min(84.0, room / max(len(across), 1))
        step_y = 104.0 if len(down) <= _FEW_ROWS else 64.0  # long curves need room between few rows
        xs = left + step_x * (np.arange(len(across)) + 0.5) + _BLOCK_GAP * across.block
        ys = top + step_y * np.arange(len(down)) + _BLOCK_GAP * down.block
        heads = [*self._head_across(across, xs.tolist(), left), *self._head_down(down, ys.tolist(), top)]
        mixed = self.groups.mixed
        places = {
            group: (float(xs[across.of_group[group]]), float(ys[down.of_group[group]]))
            for group in range(len(self.groups))
            if not mixed[group]
        }
        bottom = float(ys[-1]) if len(ys) else top
        for number, group in enumerate(np.flatnonzero(mixed).tolist()):
            places[group] = (left + 60.0 + 90 * number, bottom + step_y + 10)
        return heads, places, bottom + (step_y + 10 if mixed.any() else 0) + 28

    def _around(self) -> tuple[list[Markup], dict[int, tuple[float, float]], float]:
        inner = self.width - 4 * _MARGIN - 60
        height = min(inner * 0.6, 420.0) if self.width >= PHONE else inner * 0.9
        points = around(len(self.groups), inner, height)
        places = {group: (x + 2 * _MARGIN + 30, y + 52) for group, (x, y) in enumerate(points)}
        names = []
        for group, (x, y) in places.items():
            words = self._name(group)
            names.append(label(x, y + 39, words, size=10.5, text_anchor="middle"))
        return names, places, height + 96

    def _head_across(self, axis: Axis, xs: Sequence[float], left: float) -> list[Markup]:
        body: list[Markup] = []
        for line, option in enumerate(axis.options):
            y = _MARGIN + _TICK * line
            body.append(self._number(left - 10, y + 4, option))
            body += [self._tick(x, y, bool(axis.strategies[column, line]), option) for column, x in enumerate(xs)]
        return body

    def _head_down(self, axis: Axis, ys: Sequence[float], top: float) -> list[Markup]:
        body: list[Markup] = []
        for line, option in enumerate(axis.options):
            x = _MARGIN + _TICK * line
            body.append(self._number(x, top - 30, option))
            body += [self._tick(x, y, bool(axis.strategies[row, line]), option) for row, y in enumerate(ys)]
        return body

    def _number(self, x: float, y: float, option: int) -> Markup:
        return label(x, y, str(self.groups.kept.index(option) + 1), size=11, text_anchor="middle", font_weight="bold")

    def _tick(self, x: float, y: float, taken: bool, option: int) -> Markup:
        words = f"{'' if taken else 'not: '}{self.conflict.options[option].title}"
        fill = "ink" if taken else "paper"
        return element("rect", tooltip(words), x=x - 4.5, y=y - 4.5, width=9, height=9, rx=2, fill=fill, stroke="muted")

    def _mark(self, group: int, x: float, y: float) -> Mark:
        states = self.groups.states(group)
        counts = self.groups.count_by_ending()[group]
        endings = [(k if k < len(self.conflict.scenarios) else -1, int(n)) for k, n in enumerate(counts) if n]
        holding = 0 if self.holds is None else int(np.count_nonzero(self.holds[states]))
        size = len(states) / self.conflict.n_states
        return Mark(
            key=str(group + 1),
            x=x,
            y=y,
            radius=10.0 + (9.0 * size**0.5 if self.groups.merged else 0.0),
            endings=tuple(sorted(endings, key=lambda pair: -pair[1])),
            states=tuple(state + 1 for state in states),
            holding=holding,
            status_quo=self.conflict.status_quo in states,
            merged=self.groups.merged,
            words=self._words(group, states, holding),
        )

    def _name(self, group: int) -> str:
        """Return a short name for a group that has no place on a grid of strategies."""
        first = self.groups.states(group)[0]
        scenario = self.conflict.scenario(first)
        if self.conflict.space.graph_form and not self.groups.merged:
            return self.conflict.space.titles.get(first) or self.conflict.space.label(first)
        return scenario.title if scenario else "no ending"

    def _words(self, group: int, states: Sequence[int], holding: int) -> str:
        if len(states) == 1:
            label_ = self.conflict.space.label(states[0])
            scenario = self.conflict.scenario(states[0])
            ending = f"; ending: {scenario.title}" if scenario else ""
            held = f"; holds under {self.concept.value.upper()}" if holding else ""
            return f"state {states[0] + 1}, {label_}: {self._strategy(group)}{ending}{held}"
        held = f"; {holding:,} of them hold under {self.concept.value.upper()}" if holding else ""
        return f"{counted(len(states), 'state')}: {self._strategy(group)}{held}"

    def _strategy(self, group: int) -> str:
        if not self.groups.kept:
            return self._name(group)
        return strategy_words(self.conflict, self.groups.kept, (self.groups.taken[group] == 1).tolist())

    def _legend(self, id_: str, y: float) -> tuple[list[Markup], float]:
        body: list[Markup] = []
        for items in (self._key_options(), self._key_endings(), self._key_moves(id_), self._key_signs()):
            if items:
                lines, y = flow_layout(items, y, self.width)
                body += lines
                y += 12
        return body, y + 4

    def _key_options(self) -> list[tuple[Markup, float, str]]:
        names = {k: dm.name for dm in self.conflict.decision_makers for k in dm.options}
        if self.conflict.space.graph_form:
            return []
        return [
            (label(7, 4, str(place), size=11.5, text_anchor="middle", font_weight="bold"), 14.0,
             f"{names[k]}: {self.conflict.options[k].title}")
            for place, k in enumerate(self.groups.kept, start=1)
        ]  # fmt: skip

    def _key_endings(self) -> list[tuple[Markup, float, str]]:
        shown = np.flatnonzero(self.groups.count_by_ending().sum(axis=0)[: len(self.conflict.scenarios)])
        return [(_swatch(k), 18.0, self.conflict.scenarios[k].title) for k in shown.tolist()]

    def _key_moves(self, id_: str) -> list[tuple[Markup, float, str]]:
        movers = sorted({flow.dm for flow in self.flows})
        items = [(arrow_key(id_, dm), 34.0, self.conflict.decision_makers[dm].name) for dm in movers]
        if movers and any(not flow.improvement for flow in self.flows):
            items.append(
                (arrow_key(id_, movers[0], improvement=False), 34.0, "dashed: a move that does not better its mover")
            )
        return items

    def _key_signs(self) -> list[tuple[Markup, float, str]]:
        ring = element("circle", cx=9, cy=0, r=8, fill="none", stroke="ink", stroke_width=2.2)
        box = element("rect", x=4.5, y=-4.5, width=9, height=9, rx=2, fill="ink", stroke="muted")
        items = [] if self.holds is None else [(ring, 18.0, f"holds under {self.concept.value.upper()}")]
        if self.groups.kept:
            items.append((box, 18.0, "filled: the option of that number is taken"))
        return items

    def _title(self) -> str:
        return f"The states of the conflict: {self.conflict.title}"

    def _description(self) -> str:
        n = self.conflict.n_states
        shown = (
            f"{counted(n, 'state')}, shown as {counted(len(self.groups), 'mark')}"
            if self.groups.merged
            else counted(n, "state")
        )
        arrows = {
            Selection.ALL: "Arrows are all moves",
            Selection.IMPROVEMENTS: "Arrows are improvements",
            Selection.BEST: "Arrows are, from each state, what each mover likes best",
            Selection.NONE: "Moves are not drawn",
        }[self.selection]
        merged = ""
        if self.groups.merged and self.groups.kept:
            titles = [f"“{self.conflict.options[k].title}”" for k in self.groups.kept]
            merged = f" A mark stands for the states that agree on {listing(titles)}; below it, how many they are."
        return f"{shown}. {arrows}; a ring marks what holds under {self.concept.value.upper()}.{merged}"

    def _table(self, marks: Sequence[Mark]) -> Table:
        rows = []
        for mark in marks:
            endings = [
                f"{self.conflict.scenarios[k].title if k >= 0 else 'no ending'} {count:,}" for k, count in mark.endings
            ]
            now = "yes" if mark.status_quo else ""
            rows.append((mark.words, f"{len(mark.states):,}", "; ".join(endings), f"{mark.holding:,}", now))
        header = ("mark", "states", "endings", f"hold under {self.concept.value.upper()}", "status quo")
        return Table(header, tuple(rows))


def _swatch(scenario: int) -> Markup:
    ring = element("circle", cx=9, cy=0, r=6.5, fill="paper", stroke=ending_colour(scenario), stroke_width=5)
    letter = label(9, 4, ending_letter(scenario), size=9, fill="ink", text_anchor="middle", font_weight="bold")
    return element("g", ring, letter)
