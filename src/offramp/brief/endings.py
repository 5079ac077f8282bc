"""The endings: which hold, which can be reached, and which each side would refuse. Three questions, kept apart.

- An ending *holds* under a solution concept when some state of it is an equilibrium: no decision maker leaves.
- It can be *reached* when a legal sequence of moves leads from the status quo to one of its states; by improvements
  when every mover likes the state that it moves to better than the one that it leaves.
- A decision maker *walks out* of an ending when in every state of it there is an improvement of its own that no
  credible reply of the others deters (it is unstable under sequential stability); it *prefers today* when it likes the
  status quo better than every state in which the ending holds (every state of it, where it does not hold). Either way
  it *refuses* the ending.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.evolution.reach import Reach, reachable
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution
from offramp.stability.solve import solve

CREDIBLE = Concept.SEQ


class Hold(IntEnum):
    """How firmly a state or an ending holds; more is firmer."""

    NOT = 0
    BLUFF = 1  # only under GMR or SMR: some deterring reply would hurt who makes it
    DETERRED = 2  # under SEQ: every improvement meets a reply that its makers would want to make
    OUTRIGHT = 3  # under Nash: nobody has an improvement


@dataclass(frozen=True, eq=False)
class Case:
    """One combination of types, solved.

    Attributes
    ----------
    combination, solution
        The question and the verdicts under every concept.
    by_moves, by_improvements
        What the status quo leads to; ``None`` when there is no status quo.
    hold
        Shape ``(n_states,)``: how firmly each state holds, as numbers of :class:`Hold`.
    """

    combination: Combination
    solution: Solution
    by_moves: Reach | None
    by_improvements: Reach | None
    hold: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What one decision maker makes of an ending.

    Attributes
    ----------
    leaves, n_states
        In how many states of the ending it has an improvement that no credible reply deters, of how many.
    today_better, n_compared
        How many states it likes less than the status quo, of how many that were compared: those in which the ending
        holds outright or by deterrence, or else all; 0 without a status quo.
    """

    dm: int
    leaves: int
    n_states: int
    today_better: int
    n_compared: int

    @property
    def walks_out(self) -> bool:
        """Whether it would leave every state of the ending."""
        return self.leaves == self.n_states

    @property
    def prefers_today(self) -> bool:
        """Whether it likes the status quo better than every state that was compared."""
        return self.n_compared > 0 and self.today_better == self.n_compared

    @property
    def refuses(self) -> bool:
        """Whether it refuses the ending, for either reason."""
        return self.walks_out or self.prefers_today


@dataclass(frozen=True, eq=False)
class EndingCase:
    """One ending under one combination of types.

    Attributes
    ----------
    scenario
        Index into the endings.
    states
        Its states, increasing.
    equilibria
        Those that are equilibria, by concept.
    hold
        The firmest hold of any state.
    moves, improvements
        Fewest moves from the status quo to any state of the ending; -1 where there is no way.
    holding_moves, holding_improvements
        The same to a state that holds outright or by deterrence.
    refusals
        One for each decision maker.
    witness
        The state that the brief explains: one that holds most firmly; of these the nearest to the status quo. ``None``
        where the ending does not hold.
    nearest
        The state of the ending nearest to the status quo, by improvements if it can be, then by moves; the first
        state where it cannot be reached.
    """

    scenario: int
    states: NDArray[np.int64]
    equilibria: dict[Concept, NDArray[np.int64]]
    hold: Hold
    moves: int
    improvements: int
    holding_moves: int
    holding_improvements: int
    refusals: tuple[Refusal, ...]
    witness: int | None
    nearest: int


def solve_case(conflict: Conflict, combination: Combination) -> Case:
    """Solve one combination of types and follow where its status quo can lead."""
    solution = solve(conflict, combination)
    start = conflict.status_quo
    return Case(
        combination,
        solution,
        None if start is None else reachable(conflict, start, combination),
        None if start is None else reachable(conflict, start, combination, improvements_only=True),
        holds(solution),
    )


def holds(solution: Solution) -> NDArray[np.int8]:
    """Return how firmly each state holds, shape ``(n_states,)``, as numbers of :class:`Hold`."""
    result = np.zeros(solution.conflict.n_states, dtype=np.int8)
    result[solution.equilibrium(Concept.GMR)] = Hold.BLUFF  # every other concept implies GMR
    result[solution.equilibrium(CREDIBLE)] = Hold.DETERRED
    result[solution.equilibrium(Concept.NASH)] = Hold.OUTRIGHT
    return result


def ending_case(case: Case, scenario: int) -> EndingCase:
    """Return what holds, what is reached and who refuses, for one ending."""
    conflict = case.solution.conflict
    states = np.flatnonzero(conflict.scenario_of == scenario).astype(np.int64)
    firm = states[case.hold[states] >= Hold.DETERRED]
    holding = states[case.hold[states] == case.hold[states].max()]
    held = Hold(int(case.hold[states].max()))
    return EndingCase(
        scenario,
        states,
        {concept: states[case.solution.equilibrium(concept)[states]] for concept in case.solution.concepts},
        held,
        _fewest(case.by_moves, states),
        _fewest(case.by_improvements, states),
        _fewest(case.by_moves, firm),
        _fewest(case.by_improvements, firm),
        tuple(_refusal(case, dm, states, firm if len(firm) else states) for dm in range(conflict.n_dms)),
        nearest(case, holding) if held else None,
        nearest(case, states),
    )


def nearest(case: Case, states: NDArray[np.int64]) -> int:
    """Return the state nearest to the status quo: by improvements, then by moves, then by options changed."""
    far = np.iinfo(np.int32).max
    ways = (case.by_improvements, case.by_moves)
    distances = [reach.distance[states] for reach in ways if reach is not None]
    keys = [np.where(distance < 0, far, distance) for distance in distances]
    return int(states[np.lexsort((states, _changes(case, states), *reversed(keys)))[0]])


def _changes(case: Case, states: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of options that differ from the status quo; 0 in graph form or without one."""
    conflict = case.solution.conflict
    if conflict.status_quo is None or conflict.space.graph_form:
        return np.zeros(len(states), dtype=np.int64)
    codes = conflict.space.codes
    counts: NDArray[np.int64] = np.bitwise_count(codes[states] ^ codes[conflict.status_quo]).astype(np.int64)
    return counts


def _fewest(reach: Reach | None, states: NDArray[np.int64]) -> int:
    if reach is None:
        return -1
    distance = reach.distance[states]
    return int(distance[distance >= 0].min(initial=np.iinfo(np.int32).max)) if (distance >= 0).any() else -1


def _refusal(case: Case, dm: int, states: NDArray[np.int64], compared: NDArray[np.int64]) -> Refusal:
    conflict = case.solution.conflict
    leaves = int(np.count_nonzero(~case.solution.stable(CREDIBLE, dm)[states]))
    if conflict.status_quo is None:
        return Refusal(dm, leaves, len(states), 0, 0)
    level = conflict.level(dm, case.combination)
    worse = int(np.count_nonzero(level[compared] < level[conflict.status_quo]))
    return Refusal(dm, leaves, len(states), worse, len(compared))
