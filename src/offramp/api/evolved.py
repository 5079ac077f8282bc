"""How a conflict can evolve: what a state leads to, by moves and by improvements, and by which shortest paths."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.api.display import Displayed, Heading, Line, Part, Table
from offramp.api.explained import step_json
from offramp.api.solved import LISTED_FIRST, LISTED_WHOLE, state_json, types_json
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.conflict.steps import Step
from offramp.evolution.reach import Reach, reachable
from offramp.figures.words import counted
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution


@dataclass(frozen=True, eq=False)
class Evolved(Displayed):
    """What a state can lead to.

    Attributes
    ----------
    by_moves, by_improvements
        What legal sequences (nobody twice in a row) reach: of any moves, of improvements only.
    solution
        The verdicts, for what holds.
    concept
        Under which concept a state counts as holding.
    """

    by_moves: Reach
    by_improvements: Reach
    solution: Solution
    concept: Concept

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.by_moves.conflict

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Return the paths as ``paths --format json`` prints them; states are numbered from 1.

        ``shortest`` holds a shortest sequence of moves to each state listed, ``shortest_improvements`` one of
        improvements where there is one.
        """
        conflict = self.conflict
        whole = everything or conflict.n_states <= LISTED_WHOLE
        moves, improvements = (
            self._reached(reach)[: None if whole else LISTED_FIRST] for reach in (self.by_moves, self.by_improvements)
        )
        holding = self.solution.equilibrium(self.concept)
        return {
            "offramp": 1,
            "title": conflict.title,
            "from": self.by_moves.start + 1,
            "types": types_json(conflict, self.by_moves.combination),
            "concept": self.concept.value,
            "reachable": {"moves": (moves + 1).tolist(), "improvements": (improvements + 1).tolist()},
            "equilibria": {
                "by_improvements": self._ids(holding & self.by_improvements.reached),
                "by_moves": self._ids(holding & self.by_moves.reached),
                "unreachable": self._ids(holding & ~self.by_moves.reached),
            },
            "shortest": self._paths(self.by_moves, moves),
            "shortest_improvements": self._paths(self.by_improvements, improvements),
            "states": [state_json(conflict, int(state)) for state in np.union1d(moves, [self.by_moves.start])],
            "counts": {
                "moves": len(self._reached(self.by_moves)),
                "improvements": len(self._reached(self.by_improvements)),
            },
            "listed": "all" if whole else "first",
        }

    @staticmethod
    def _reached(reach: Reach) -> NDArray[np.int64]:
        """Return what a start leads to, by number of moves, then by state; the start itself is left out."""
        found = np.flatnonzero(reach.reached)
        order = found[np.argsort(reach.distance[found], kind="stable")]
        onward: NDArray[np.int64] = order[order != reach.start]
        return onward

    @staticmethod
    def _ids(mask: NDArray[np.bool_]) -> list[int]:
        ids: list[int] = (np.flatnonzero(mask)[:LISTED_FIRST] + 1).tolist()
        return ids

    def _paths(self, reach: Reach, states: NDArray[np.int64]) -> dict[str, list[dict[str, Any]]]:
        return {
            str(state + 1): [step_json(self.conflict, step) for step in reach.path(state) or ()]
            for state in states.tolist()
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each state reached: number, label, ending, steps, and the way."""
        header = ["state", "label", "scenario", "moves", "improvements", "holds", "path"]
        holding = self.solution.equilibrium(self.concept)
        rows = []
        for state in self._reached(self.by_moves).tolist():
            scenario = self.conflict.scenario(state)
            improving = int(self.by_improvements.distance[state])
            reach = self.by_improvements if improving >= 0 else self.by_moves
            path = " ".join(
                f"{self.conflict.decision_makers[step.by].id}:{step.to + 1}" for step in reach.path(state) or ()
            )
            rows.append(
                [state + 1, self.conflict.space.label(state), scenario.id if scenario else "",
                 int(self.by_moves.distance[state]), improving if improving >= 0 else "", int(holding[state]), path]
            )  # fmt: skip
        return header, rows

    def parts(self, *, everything: bool = False) -> list[Part]:  # noqa: ARG002 - nothing here is ever cut
        """Return what to show: each ending with how far it is, then the ways."""
        conflict, start = self.conflict, self.by_moves.start
        told = ", ".join(f"{dm} = {name}" for dm, name in types_json(conflict, self.by_moves.combination).items())
        size = counted(len(self._reached(self.by_moves)), "state")
        improving = counted(len(self._reached(self.by_improvements)), "state")
        parts: list[Part] = [
            Heading(conflict.title),
            Line(f"from state {start + 1}, {conflict.space.label(start)}{f', if {told}' if told else ''}"),
            Line(
                f"any moves lead to {size}, improvements alone to {improving}; "
                f"“holds” means under {self.concept.value.upper()}"
            ),
            self._table(),
        ]
        for place in range(len(conflict.scenarios)):
            parts += self._way(place)
        return parts

    def _endings(self) -> list[tuple[str, NDArray[np.bool_]]]:
        conflict = self.conflict
        if not conflict.scenarios:
            return [("all states", np.ones(conflict.n_states, dtype=np.bool_))]
        return [(each.title, conflict.scenario_of == index) for index, each in enumerate(conflict.scenarios)]

    def _table(self) -> Table:
        holding = self.solution.equilibrium(self.concept)
        rows = []
        for title, inside in self._endings():
            far = [
                self._nearest(reach, mask)
                for mask in (inside, inside & holding)
                for reach in (self.by_improvements, self.by_moves)
            ]
            rows.append((title, *far))
        columns = ("ending", "impr.", "moves", "impr. to where it holds", "moves to where it holds")
        return Table("Steps to the nearest state of each ending", columns, tuple(rows), columns[1:], "-: no way")

    @staticmethod
    def _nearest(reach: Reach, mask: NDArray[np.bool_]) -> str:
        distance = reach.distance[mask & reach.reached]
        return str(int(distance.min())) if len(distance) else "-"

    def _way(self, place: int) -> list[Part]:
        """Tell a shortest way to an ending: to where it holds if that can be reached, by improvements if possible."""
        title, inside = self._endings()[place]
        holding = inside & self.solution.equilibrium(self.concept)
        for mask, goal in ((holding, "to where it holds, "), (inside, "")):
            for reach, how in ((self.by_improvements, "by improvements"), (self.by_moves, "by moves")):
                found = np.flatnonzero(mask & reach.reached)
                if len(found):
                    state = int(found[np.argmin(reach.distance[found])])
                    heading = f"{title}: {goal}{how}, state {state + 1}"
                    return [Heading(heading), *self._steps(reach, state)]
        return [Heading(f"{title}: cannot be reached")]

    def _steps(self, reach: Reach, state: int) -> list[Part]:
        path = reach.path(state) or ()
        if not path:
            return [Line("already there", indent=2)]
        return [
            Line(self._step_words(before, step), lead=f"{number}.", indent=2)
            for number, (before, step) in enumerate(
                zip((reach.start, *(s.to for s in path)), path, strict=False), start=1
            )
        ]

    def _step_words(self, before: int, step: Step) -> str:
        conflict = self.conflict
        level = conflict.level(step.by, self.by_moves.combination)
        gain = int(level[step.to]) - int(level[before])
        judged = "" if gain > 0 else " (gaining nothing by it)" if gain == 0 else " (against its own priorities)"
        return f"{conflict.decision_makers[step.by].name}: {move_words(conflict, before, step.to)}{judged}"


def evolve(solution: Solution, start: int, concept: Concept) -> Evolved:
    """Return what a state leads to, for the types of a solution."""
    conflict, combination = solution.conflict, solution.combination
    by_moves = reachable(conflict, start, combination)
    by_improvements = reachable(conflict, start, combination, improvements_only=True)
    return Evolved(by_moves, by_improvements, solution, concept)
