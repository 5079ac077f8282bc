"""A conflict solved, for every combination of types: as JSON and as a table (see also solved_display)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.api.display import Displayed, Part
from offramp.conflict.model import AimType, Combination, Conflict
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution
from offramp.stability.solve import solve

if TYPE_CHECKING:
    import pandas as pd

LISTED_WHOLE = 10_000  # states up to which every list is given whole
LISTED_FIRST = 1_000  # ids given of each list beyond


@dataclass(frozen=True, eq=False)
class Solved(Displayed):
    """The verdicts of a conflict.

    Attributes
    ----------
    conflict, concepts
        What was asked.
    solutions
        One for each combination of types, in file order.
    likeliest
        Index of the likeliest combination (the first in file order among equals).
    """

    conflict: Conflict
    concepts: tuple[Concept, ...]
    solutions: tuple[Solution, ...]
    likeliest: int

    @property
    def solution(self) -> Solution:
        """The solution for the likeliest combination of types."""
        return self.solutions[self.likeliest]

    @property
    def typed(self) -> bool:
        """Whether any decision maker has more than one declared type."""
        return any(types[0].id is not None for types in self.conflict.types)

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Return the result as ``solve --format json`` prints it; states are numbered from 1.

        Parameters
        ----------
        everything
            Give every list whole, however large the conflict.
        """
        limit = None if everything or self.conflict.n_states <= LISTED_WHOLE else LISTED_FIRST
        verdicts = _verdict_lists(self.solution, self.concepts, limit)
        cases = self._cases(limit) if self.typed else []
        conflict = self.conflict
        result: dict[str, Any] = {
            "offramp": 1,
            "title": conflict.title,
            "decision_makers": [dm.id for dm in conflict.decision_makers],
            "options": [option.id for option in conflict.options],
            "states": [state_json(conflict, state) for state in self._listed([verdicts, *cases], limit)],
            "status_quo": None if conflict.status_quo is None else conflict.status_quo + 1,
            **verdicts,
        }
        if limit is None and conflict.n_states <= LISTED_WHOLE:
            result["ranks"] = self._ranks()
        if self.typed:
            result["types"] = types_json(conflict, self.solution.combination)
            result["cases"] = cases
        result["counts"] = {
            "states": conflict.n_states,
            "equilibria": {c.value: int(np.count_nonzero(self.solution.equilibrium(c))) for c in self.concepts},
        }
        result["listed"] = "all" if limit is None else "first"
        return result

    def _cases(self, limit: int | None) -> list[dict[str, Any]]:
        return [
            {
                "types": types_json(self.conflict, solution.combination),
                "weight": solution.combination.weight,
                **_verdict_lists(solution, self.concepts, limit),
            }
            for solution in self.solutions
        ]

    def _listed(self, verdicts: Sequence[Mapping[str, Any]], limit: int | None) -> list[int]:
        """Return the states that the lists name, or all."""
        if limit is None:
            return list(range(self.conflict.n_states))
        named = {} if self.conflict.status_quo is None else {self.conflict.status_quo + 1}
        ids = set(named)
        for each in verdicts:
            for lists in each["stable"].values():
                ids.update(*lists.values())
            ids.update(*each["equilibria"].values())
        return [number - 1 for number in sorted(ids)]

    def _ranks(self) -> dict[str, dict[str, int]]:
        return {
            dm.id: {str(state + 1): rank for state, rank in enumerate(self._aim(index).ranks().tolist())}
            for index, dm in enumerate(self.conflict.decision_makers)
        }

    def _aim(self, dm: int) -> AimType:
        return self.conflict.types[dm][self.solution.combination.types[dm]]

    def to_frame(self) -> "pd.DataFrame":
        """Return every state as a row: number, pattern or name, ending, ranks, verdicts and equilibria.

        Needs pandas (``pip install offramp[frames]``); for the likeliest combination of types.
        """
        import pandas as pd

        conflict, solution = self.conflict, self.solution
        columns: dict[str, Any] = {
            "state": np.arange(1, conflict.n_states + 1),
            "label": [conflict.space.label(state) for state in range(conflict.n_states)],
            "scenario": [scenario_id(conflict, state) for state in range(conflict.n_states)],
        }
        for index, dm in enumerate(conflict.decision_makers):
            columns[f"rank_{dm.id}"] = self._aim(index).ranks()
        for concept in self.concepts:
            for index, dm in enumerate(conflict.decision_makers):
                columns[f"{concept}_{dm.id}"] = solution.stable(concept, index)
            columns[concept.value] = solution.equilibrium(concept)
        return pd.DataFrame(columns)

    def rows(self, *, everything: bool = False) -> tuple[list[str], Iterator[list[Any]]]:
        """Return a header and a row for each state, for the likeliest combination of types.

        Parameters
        ----------
        everything
            Give every state; otherwise the first 1,000 of a conflict of more than 10,000.
        """
        conflict, solution = self.conflict, self.solution
        header = ["state", "label", "scenario"]
        header += [f"{concept}_{dm.id}" for concept in self.concepts for dm in conflict.decision_makers]
        header += [concept.value for concept in self.concepts]
        bits = [concept.bit for concept in self.concepts]

        def rows() -> Iterator[list[Any]]:
            for state in range(n_listed(conflict, everything)):
                verdicts = solution.verdicts[:, state].tolist()
                own = [int(bool(verdict & bit)) for bit in bits for verdict in verdicts]
                joint = [int(all(verdict & bit for verdict in verdicts)) for bit in bits]
                yield [state + 1, conflict.space.label(state), scenario_id(conflict, state), *own, *joint]

        return header, rows()

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: counts by ending and decision maker, then the equilibria with their names."""
        from offramp.api.solved_display import solved_parts

        return solved_parts(self, everything=everything)

    def __repr__(self) -> str:
        counts = ", ".join(f"{c} {np.count_nonzero(self.solution.equilibrium(c))}" for c in self.concepts)
        return f"<{self.conflict.title}: {self.conflict.n_states:,} states; equilibria: {counts}>"


def solve_all(
    conflict: Conflict, concepts: Sequence[Concept] = tuple(Concept), types: Mapping[str, str] | None = None
) -> Solved:
    """Solve a conflict for every combination of types that ``types`` leaves open.

    Parameters
    ----------
    conflict
        The conflict.
    concepts
        Which concepts.
    types
        The type of some decision makers, by id; each leaves the others' types open.

    Raises
    ------
    KeyError
        When a decision maker or a type is unknown.
    """
    ranked = fitting_combinations(conflict, types)
    chosen = [combination for combination in conflict.combinations() if combination in ranked]
    solutions = tuple(solve(conflict, combination, concepts) for combination in chosen)
    return Solved(conflict, solutions[0].concepts, solutions, chosen.index(ranked[0]))


def fitting_combinations(conflict: Conflict, types: Mapping[str, str] | None = None) -> list[Combination]:
    """Return the combinations in which some decision makers have the types given, likeliest first.

    Raises
    ------
    KeyError
        When a decision maker or a type is unknown; the message names it.
    """
    wanted: dict[int, int] = {}
    for dm, name in (types or {}).items():
        index = conflict.dm_index(dm)
        ids = [aim.id for aim in conflict.types[index]]
        if name not in ids:
            raise KeyError(f"{dm} has no type {name}")
        wanted[index] = ids.index(name)
    fitting = [c for c in conflict.combinations() if all(c.types[dm] == index for dm, index in wanted.items())]
    return sorted(fitting, key=lambda combination: -combination.weight)


def n_listed(conflict: Conflict, everything: bool) -> int:
    """Return how many states a list of states gives: all, or the first 1,000 of a conflict of more than 10,000."""
    return conflict.n_states if everything or conflict.n_states <= LISTED_WHOLE else LISTED_FIRST


def types_json(conflict: Conflict, combination: Combination) -> dict[str, str]:
    """Return the type of each decision maker that has declared types, by ids."""
    return {
        dm.id: name
        for index, dm in enumerate(conflict.decision_makers)
        if (name := conflict.types[index][combination.types[index]].id) is not None
    }


def state_json(conflict: Conflict, state: int) -> dict[str, Any]:
    """Return a state's number from 1, its pattern and (graph form, coalesced) name, and its ending."""
    space = conflict.space
    result: dict[str, Any] = {"id": state + 1}
    if not space.graph_form:
        result["pattern"] = space.pattern(state)
    if state in space.names:
        result["name"] = space.names[state]
    return {**result, "scenario": scenario_id(conflict, state)}


def scenario_id(conflict: Conflict, state: int) -> str | None:
    """Return the id of a state's ending."""
    scenario = conflict.scenario(state)
    return scenario.id if scenario else None


def _verdict_lists(solution: Solution, concepts: Sequence[Concept], limit: int | None) -> dict[str, Any]:
    dms = solution.conflict.decision_makers
    return {
        "stable": {
            concept.value: {dm.id: _ids(solution.stable(concept, index), limit) for index, dm in enumerate(dms)}
            for concept in concepts
        },
        "equilibria": {concept.value: _ids(solution.equilibrium(concept), limit) for concept in concepts},
    }


def _ids(mask: NDArray[np.bool_], limit: int | None) -> list[int]:
    ids: list[int] = (np.flatnonzero(mask)[:limit] + 1).tolist()
    return ids
