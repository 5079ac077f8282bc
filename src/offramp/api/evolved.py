"""How a conflict can evolve: what a state leads to, by which moves, and by which paths (see also evolved_display)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.api.display import Displayed, Part
from offramp.api.explained import path_text, step_json
from offramp.api.paths_json import coalitions_json, sought_json
from offramp.api.solved import LISTED_FIRST, LISTED_WHOLE, state_json, types_json
from offramp.api.sought import Sought
from offramp.conflict.model import Conflict
from offramp.evolution.coalitions import CoalitionReach
from offramp.evolution.movement import Movement
from offramp.evolution.paths import Path
from offramp.evolution.reach import Reach, reachable
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

if TYPE_CHECKING:
    from offramp.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way to an ending.

    Attributes
    ----------
    title
        Of the ending.
    how
        By which moves; empty where there is no way.
    holds
        Whether it leads to a state that holds.
    path
        The moves; ``None`` where there is no way.
    state
        Where it leads; -1 where there is no way.
    """

    title: str
    how: str
    holds: bool
    path: Path | None
    state: int


@dataclass(frozen=True, eq=False, repr=False)
class Evolved(Displayed):
    """What a state can lead to.

    Attributes
    ----------
    by_moves, by_improvements, by_allowance
        What legal sequences (nobody twice in a row) reach: of any moves, of improvements only, of what each decision
        maker was allowed (``None`` where nothing but improvements was).
    solution
        The verdicts, for what holds.
    concept
        Under which concept a state counts as holding.
    sought
        The paths to a state or ending, where one was named.
    coalitions
        What coalitions lead to, where that was asked.
    """

    by_moves: Reach
    by_improvements: Reach
    solution: Solution
    concept: Concept
    by_allowance: Reach | None = None
    sought: Sought | None = None
    coalitions: CoalitionReach | None = None

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.by_moves.conflict

    @property
    def start(self) -> int:
        """Index of the state that everything starts from."""
        return self.by_moves.start

    @property
    def holding(self) -> NDArray[np.bool_]:
        """Which states hold under the concept, shape ``(n_states,)``."""
        return self.solution.equilibrium(self.concept)

    @property
    def reaches(self) -> Mapping[str, Reach]:
        """What can be reached, by how: from the moves that need the least of anybody to any at all."""
        allowed = {"as allowed": self.by_allowance} if self.by_allowance is not None else {}
        return {"by improvements": self.by_improvements, **allowed, "by any moves": self.by_moves}

    def endings(self) -> list[tuple[str, NDArray[np.bool_]]]:
        """Return each ending's title with its states; all states where the dossier names no ending."""
        conflict = self.conflict
        if not conflict.scenarios:
            return [("all states", np.ones(conflict.n_states, dtype=np.bool_))]
        return [(each.title, conflict.scenario_of == index) for index, each in enumerate(conflict.scenarios)]

    def ways(self) -> list[Way]:
        """Return a shortest way to each ending: to where it holds if it can be, by improvements if that can be."""
        return [self._way(title, inside) for title, inside in self.endings()] if self.conflict.scenarios else []

    def _way(self, title: str, inside: NDArray[np.bool_]) -> Way:
        for mask, holds in ((inside & self.holding, True), (inside, False)):
            for how, reach in self.reaches.items():
                found = np.flatnonzero(mask & reach.reached)
                if len(found):
                    state = int(found[np.argmin(reach.distance[found])])
                    return Way(title, how, holds, reach.path(state), state)
        return Way(title, "", False, None, -1)

    def paths(self) -> tuple[Path, ...]:
        """Return the paths listed: those that were sought, or else a shortest one to each ending."""
        if self.sought is not None:
            return self.sought.found.paths if self.sought.found is not None else ()
        return tuple(way.path for way in self.ways() if way.path)

    def figure(self, width: float | None = None, *, most: int | None = None) -> "Figure":
        """Return the tree of the paths listed; ``width`` in pixels, ``most`` paths are drawn (24; 12 on a phone)."""
        from offramp.api.paths_figure import paths_figure

        return paths_figure(self, width, most)

    def reached(self, reach: Reach) -> NDArray[np.int64]:
        """Return what the start leads to, by number of moves, then by state; the start itself is left out."""
        found = np.flatnonzero(reach.reached)
        order = found[np.argsort(reach.distance[found], kind="stable")]
        onward: NDArray[np.int64] = order[order != reach.start]
        return onward

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Return the paths as ``paths --format json`` prints them; states are numbered from 1.

        ``shortest`` holds a shortest sequence of moves to each state listed, ``shortest_improvements`` one of
        improvements where there is one. ``allowed``, ``sought`` and ``coalitions`` are there where they were asked for.
        """
        conflict, allowed = self.conflict, self.by_allowance
        whole = everything or conflict.n_states <= LISTED_WHOLE
        end = None if whole else LISTED_FIRST
        moves, improvements = self.reached(self.by_moves)[:end], self.reached(self.by_improvements)[:end]
        result: dict[str, Any] = {
            "offramp": 1,
            "title": conflict.title,
            "from": self.start + 1,
            "types": types_json(conflict, self.by_moves.combination),
            "concept": self.concept.value,
            "reachable": {"moves": (moves + 1).tolist(), "improvements": (improvements + 1).tolist()},
            "equilibria": {
                "by_improvements": self._ids(self.by_improvements.reached),
                "by_moves": self._ids(self.by_moves.reached),
                "unreachable": self._ids(~self.by_moves.reached),
            },
            "shortest": self._paths(self.by_moves, moves),
            "shortest_improvements": self._paths(self.by_improvements, improvements),
            "states": [state_json(conflict, int(state)) for state in np.union1d(moves, [self.start])],
            "counts": {
                "moves": len(self.reached(self.by_moves)),
                "improvements": len(self.reached(self.by_improvements)),
            },
            "listed": "all" if whole else "first",
        }
        if allowed is not None:
            rules = zip(conflict.decision_makers, allowed.movement.allowances, strict=True)
            result["allowed"] = {maker.id: rule.value for maker, rule in rules}
            result["reachable"]["as_allowed"] = (self.reached(allowed)[:end] + 1).tolist()
            result["equilibria"]["as_allowed"] = self._ids(allowed.reached)
            result["counts"]["as_allowed"] = len(self.reached(allowed))
        if self.sought is not None:
            result["sought"] = sought_json(self.sought, self.holding)
        if self.coalitions is not None:
            result["coalitions"] = coalitions_json(self.coalitions, self.holding, self.by_improvements.reached)
        return result

    def _ids(self, mask: NDArray[np.bool_]) -> list[int]:
        ids: list[int] = (np.flatnonzero(self.holding & mask)[:LISTED_FIRST] + 1).tolist()
        return ids

    def _paths(self, reach: Reach, states: NDArray[np.int64]) -> dict[str, list[dict[str, Any]]]:
        return {
            str(state + 1): [step_json(self.conflict, step) for step in reach.path(state) or ()]
            for state in states.tolist()
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and rows: of the paths sought, or else of each state reached with a shortest way."""
        return self._sought_rows() if self.sought is not None else self._state_rows()

    def _sought_rows(self) -> tuple[list[str], list[list[Any]]]:
        rows = []
        for path in self.paths():
            state = path[-1].to if path else self.start
            scenario = self.conflict.scenario(state)
            rows.append(
                [len(path), path_text(self.conflict, path), state + 1, self.conflict.space.label(state),
                 scenario.id if scenario else "", int(self.holding[state])]
            )  # fmt: skip
        return ["moves", "path", "state", "label", "scenario", "holds"], rows

    def _state_rows(self) -> tuple[list[str], list[list[Any]]]:
        header = ["state", "label", "scenario", "moves", "improvements", "holds", "path"]
        rows = []
        for state in self.reached(self.by_moves).tolist():
            scenario = self.conflict.scenario(state)
            improving = int(self.by_improvements.distance[state])
            reach = self.by_improvements if improving >= 0 else self.by_moves
            rows.append(
                [state + 1, self.conflict.space.label(state), scenario.id if scenario else "",
                 int(self.by_moves.distance[state]), improving if improving >= 0 else "", int(self.holding[state]),
                 path_text(self.conflict, reach.path(state) or ())]
            )  # fmt: skip
        return header, rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: what is reached and the ways there, or the paths sought; then what coalitions add."""
        from offramp.api.evolved_display import evolved_parts

        return evolved_parts(self, everything=everything)


def evolve(solution: Solution, start: int, concept: Concept, movement: Movement | None = None) -> Evolved:
    """Return what a state leads to, for the types of a solution."""
    conflict, combination = solution.conflict, solution.combination
    return Evolved(
        by_moves=reachable(conflict, start, combination),
        by_improvements=reachable(conflict, start, combination, improvements_only=True),
        solution=solution,
        concept=concept,
        by_allowance=None if movement is None else reachable(conflict, start, combination, movement=movement),
    )
