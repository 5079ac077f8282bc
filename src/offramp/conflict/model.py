"""The conflict: everything that the analysis needs, as one frozen value."""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.decision_makers import DecisionMaker, Option
from offramp.conflict.moves import Moves
from offramp.conflict.preferences import Preference
from offramp.conflict.scenarios import Scenario
from offramp.conflict.states import StateSpace


@dataclass(frozen=True, eq=False)
class AimType:
    """One of the possible aims of a decision maker, with the order of states that it gives.

    Attributes
    ----------
    id
        The key in the dossier; ``None`` when the decision maker has one aim only.
    weight
        Belief that this is the aim, in [0, 1]; the weights of a decision maker add up to 1.
    preference
        As declared.
    level
        Shape ``(n_states,)``: higher is better, equal is indifferent; 0 … n_levels - 1, dense, in the smallest
        unsigned type that holds it.
    """

    id: str | None
    weight: float
    preference: Preference
    level: NDArray[np.unsignedinteger]

    def ranks(self) -> NDArray[np.int64]:
        """Return 1 for the best states, 2 for the next, …; shape ``(n_states,)``. Ties share a rank."""
        return int(self.level.max()) + 1 - self.level.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Combination:
    """One type for each decision maker.

    Attributes
    ----------
    types
        Index of the type of each decision maker, shape ``(n_dms,)``.
    weight
        Product of the weights, in [0, 1].
    """

    types: tuple[int, ...]
    weight: float


@dataclass(frozen=True, eq=False)
class Conflict:
    """A conflict.

    Attributes
    ----------
    title
        For people.
    decision_makers, options
        In file order; options of one decision maker are contiguous.
    space
        The feasible states.
    moves
        Unilateral moves, one entry per decision maker.
    types
        The possible aims, one tuple per decision maker, each with at least one.
    status_quo
        Index of the status quo, if declared.
    scenarios, scenario_of
        The endings, and for each state the index of its ending, shape ``(n_states,)``, -1 where there is none.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    space: StateSpace
    moves: tuple[Moves, ...]
    types: tuple[tuple[AimType, ...], ...]
    status_quo: int | None
    scenarios: tuple[Scenario, ...]
    scenario_of: NDArray[np.int16]

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return len(self.space)

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return len(self.decision_makers)

    def dm_index(self, dm_id: str) -> int:
        """Return the index of a decision maker by id; raises ``KeyError`` when there is none."""
        for index, dm in enumerate(self.decision_makers):
            if dm.id == dm_id:
                return index
        raise KeyError(dm_id)

    def combinations(self) -> tuple[Combination, ...]:
        """Return every combination of types in file order (the last decision maker's types vary fastest)."""
        choices = product(*(range(len(types)) for types in self.types))
        return tuple(Combination(choice, self._weight(choice)) for choice in choices)

    def likeliest(self) -> Combination:
        """Return the combination with the largest weight; the first in file order among equals."""
        return max(self.combinations(), key=lambda combination: combination.weight)

    def _weight(self, choice: tuple[int, ...]) -> float:
        return prod(self.types[dm][index].weight for dm, index in enumerate(choice))

    def level(self, dm: int, combination: Combination) -> NDArray[np.unsignedinteger]:
        """Return a decision maker's level of each state (higher is better), shape ``(n_states,)``."""
        return self.types[dm][combination.types[dm]].level

    def moves_from(self, dm: int, states: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return a decision maker's moves from some states, all at once.

        In option form without coalescing only the combinations of its own options are looked up, however large the
        conflict is.

        Parameters
        ----------
        dm
            Index of the decision maker.
        states
            Shape ``(n,)``.

        Returns
        -------
        position, target
            Shape ``(n_found,)`` each: positions in ``states``, increasing, and the states that a move leads to.
        """
        own = self.decision_makers[dm].options
        moves, codes = self.moves[dm], self.space.codes
        if self.space.graph_form or self.space.merging is not None:
            return moves.from_states(states)
        word = codes.dtype.type
        low = own[0] if own else 0
        own_mask = word(((1 << len(own)) - 1) << low)
        wanted = (codes[states] & ~own_mask)[:, None] | (np.arange(1 << len(own), dtype=codes.dtype) << word(low))
        if self.space.product:
            at = wanted.astype(np.int64)
            found = at != states[:, None]
        else:
            at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            found = (codes[at] == wanted) & (at != states[:, None])
        if moves.kind is not None:
            found &= moves.allowed[moves.kind[states][:, None], moves.kind[at]]
        position, column = np.nonzero(found)
        return position, at[position, column].astype(np.int64)

    def targets(self, dm: int, state: int) -> NDArray[np.int64]:
        """Return the states that one move of a decision maker leads to, increasing."""
        return np.unique(self.moves_from(dm, np.array([state]))[1])

    def improvements(self, dm: int, state: int, combination: Combination) -> NDArray[np.int64]:
        """Return the states that one unilateral improvement of a decision maker leads to, increasing."""
        level = self.level(dm, combination)
        targets = self.targets(dm, state)
        better: NDArray[np.int64] = targets[level[targets] > level[state]]
        return better

    def scenario(self, state: int) -> Scenario | None:
        """Return the ending that a state belongs to."""
        index = int(self.scenario_of[state])
        return self.scenarios[index] if index >= 0 else None
