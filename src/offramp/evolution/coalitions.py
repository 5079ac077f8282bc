"""What decision makers can bring about together: coalition improvements, and what sequences of them lead to.

For a coalition H, a set of decision makers, and a state s (Kilgour, Hipel, Fang & Peng 2001, Group Decision and
Negotiation 10: 159-175; Inohara & Hipel 2008),

    CR_H^+(s) = { q in R_H(s) : every member of H likes q better than s },

where R_H(s) holds the ends of legal sequences of moves inside the coalition. Only the end is compared with the start:
a member may lose on the way, which is how a coalition jumps from an equilibrium that nobody would leave alone. A
coalition of one has its unilateral improvements.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.movement import Movement
from offramp.evolution.reach import Reach, reachable

Coalition = tuple[int, ...]
"""Indices of the members, increasing."""

MOST_SEARCHES = 10_000
"""Searches for what a coalition can do from a state, before no more is tried."""
MOST_STATES = 300_000_000
"""The same in states: searches times states of the conflict."""


@dataclass(frozen=True, slots=True)
class CoalitionStep:
    """What a coalition brings about together.

    Attributes
    ----------
    members
        The coalition.
    to
        State index.
    moves
        A shortest legal sequence inside the coalition that leads there.
    """

    members: Coalition
    to: int
    moves: tuple[Step, ...]


def coalitions(n_dms: int, largest: int | None = None, smallest: int = 1) -> tuple[Coalition, ...]:
    """Return all coalitions by size, then by members.

    >>> coalitions(3, largest=2)
    ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
    """
    sizes = range(smallest, (n_dms if largest is None else largest) + 1)
    return tuple(members for size in sizes for members in combinations(range(n_dms), size))


def coalition_improvements(
    conflict: Conflict, state: int, members: Sequence[int], combination: Combination | None = None
) -> tuple[CoalitionStep, ...]:
    """Return CR_H^+(state), increasing by state, each with a shortest way there.

    Parameters
    ----------
    conflict
        The conflict.
    state
        Index of the state to start from.
    members
        Indices of the decision makers who act together.
    combination
        One type for each decision maker; the likeliest when left out.
    """
    return _Coalitions(conflict, combination or conflict.likeliest()).steps(tuple(sorted(set(members))), state)


@dataclass(frozen=True, eq=False)
class CoalitionReach:
    """What sequences of coalition improvements lead to.

    Attributes
    ----------
    conflict, start, combination, coalitions, longest
        What was asked.
    paths
        For each state reached, a sequence of fewest coalition improvements that leads there: no coalition twice in a
        row. The start has the empty one. In order of length.
    complete_to
        Every state that up to so many coalition improvements lead to is among them: ``longest``, unless the search
        grew too long.
    """

    conflict: Conflict
    start: int
    combination: Combination
    coalitions: tuple[Coalition, ...]
    longest: int
    paths: dict[int, tuple[CoalitionStep, ...]]
    complete_to: int

    @property
    def reached(self) -> NDArray[np.int64]:
        """The states reached, the start included, increasing."""
        return np.array(sorted(self.paths), dtype=np.int64)


def reachable_by_coalitions(
    conflict: Conflict,
    start: int,
    combination: Combination | None = None,
    *,
    allowed: Sequence[Coalition] | None = None,
    longest: int = 3,
) -> CoalitionReach:
    """Return what can be reached by coalitions' improvements, each judged from the state that it leaves.

    Parameters
    ----------
    conflict
        The conflict.
    start
        Index of the state to start from.
    combination
        One type for each decision maker; the likeliest when left out.
    allowed
        The coalitions that may act; all when left out.
    longest
        Greatest number of coalition improvements in a sequence. Each state that is gone on from costs a search for
        every coalition.
    """
    combination = combination or conflict.likeliest()
    acting = tuple(allowed) if allowed is not None else coalitions(conflict.n_dms)
    source = _Coalitions(conflict, combination)
    paths: dict[int, tuple[CoalitionStep, ...]] = {start: ()}
    seen: set[tuple[int, Coalition]] = set()
    layer: list[tuple[CoalitionStep, ...]] = [()]
    complete_to = longest
    for length in range(1, longest + 1):
        longer: list[tuple[CoalitionStep, ...]] = []
        try:
            for path in layer:
                for step in _next_steps(source, start, path, acting):
                    if (step.to, step.members) not in seen:
                        seen.add((step.to, step.members))
                        longer.append((*path, step))
                        paths.setdefault(step.to, longer[-1])
        except _TooLongError:
            complete_to = length - 1
            break
        layer = longer
    return CoalitionReach(conflict, start, combination, acting, longest, paths, complete_to)


class _TooLongError(Exception):
    """More searches have been made than is reasonable."""


def _next_steps(
    source: "_Coalitions", start: int, path: tuple[CoalitionStep, ...], acting: Sequence[Coalition]
) -> Iterator[CoalitionStep]:
    state, last = (path[-1].to, path[-1].members) if path else (start, None)
    for members in acting:
        if members != last:
            yield from source.steps(members, state)


class _Coalitions:
    """The improvements of coalitions, each worked out once."""

    def __init__(self, conflict: Conflict, combination: Combination) -> None:
        self._conflict, self._combination = conflict, combination
        self._levels = [conflict.level(dm, combination) for dm in range(conflict.n_dms)]
        self._known: dict[tuple[Coalition, int], tuple[CoalitionStep, ...]] = {}

    def steps(self, members: Coalition, state: int) -> tuple[CoalitionStep, ...]:
        if (members, state) not in self._known:
            if len(self._known) >= min(MOST_SEARCHES, max(1, MOST_STATES // self._conflict.n_states)):
                raise _TooLongError
            self._known[members, state] = self._search(members, state)
        return self._known[members, state]

    def _search(self, members: Coalition, state: int) -> tuple[CoalitionStep, ...]:
        better = np.ones(self._conflict.n_states, dtype=np.bool_)
        for dm in members:
            better &= self._levels[dm] > self._levels[dm][state]
        if not better.any():
            return ()
        reach = self._reach(members, state)
        return tuple(
            CoalitionStep(members, to, reach.path(to) or ()) for to in np.flatnonzero(better & reach.reached).tolist()
        )

    def _reach(self, members: Coalition, state: int) -> Reach:
        movement = Movement.any_moves(self._conflict.n_dms).only(*members)
        return reachable(self._conflict, state, self._combination, movement=movement)
