"""A conflict solved, for every combination of types: as JSON, as a table, and for a notebook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution
from offramp.stability.solve import solve

if TYPE_CHECKING:
    import pandas as pd

LISTED_WHOLE = 10_000  # states up to which every list is given whole
LISTED_FIRST = 1_000  # ids given of each list beyond


@dataclass(frozen=True, eq=False)
class Solved:
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

    def _aim(self, dm: int) -> Any:
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

    def __repr__(self) -> str:
        counts = ", ".join(f"{c} {np.count_nonzero(self.solution.equilibrium(c))}" for c in self.concepts)
        return f"<{self.conflict.title}: {self.conflict.n_states:,} states; equilibria: {counts}>"

    def _repr_html_(self) -> str:
        """Notebook display: equilibria by ending and concept."""
        from html import escape

        head = "".join(f"<th>{concept.value.upper()}</th>" for concept in self.concepts)
        rows = "".join(
            f"<tr><td>{escape(title)}</td>" + "".join(f"<td>{count}</td>" for count in counts) + "</tr>"
            for title, counts in by_ending(self.solution, self.concepts)
        )
        return f"<table><caption>{escape(repr(self))}</caption><tr><th>ending</th>{head}</tr>{rows}</table>"


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


def by_ending(solution: Solution, concepts: Sequence[Concept]) -> list[tuple[str, list[int]]]:
    """Return for each ending its title and its number of equilibria under each concept; last, all together."""
    conflict = solution.conflict
    masks = [solution.equilibrium(concept) for concept in concepts]
    rows = [
        (scenario.title, [int(np.count_nonzero(mask & (conflict.scenario_of == index))) for mask in masks])
        for index, scenario in enumerate(conflict.scenarios)
    ]
    return [*rows, ("all endings" if rows else "all states", [int(np.count_nonzero(mask)) for mask in masks])]


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
