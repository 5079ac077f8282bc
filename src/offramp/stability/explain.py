"""Find the witness of a verdict, by a breadth-first search from the definitions.

The search runs over pairs of a state and its last mover, so that nobody moves twice in a row, and returns shortest
sanctions. It takes a whole generation of states at a time. Where "nothing deters it" would take a search through most
of a large conflict, the compiled sweep says which improvements are deterred, and only these are searched.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.stability.concepts import Concept
from offramp.stability.explanation import Explanation, Improvement, Sanction
from offramp.stability.solve import SMALL, count_arcs

_NOBODY = -1
_AT_ONCE = 1 << 12  # states whose moves are looked up together


def explain(
    conflict: Conflict, state: int, dm: int, concept: Concept, combination: Combination | None = None
) -> Explanation:
    """Return why a state is stable or not for a decision maker under a concept.

    Parameters
    ----------
    conflict
        The conflict.
    state, dm
        Indices.
    concept
        The solution concept.
    combination
        One type for each decision maker; the likeliest when left out.
    """
    return Explainer(conflict, combination or conflict.likeliest()).explain(state, dm, concept)


@dataclass(frozen=True, eq=False)
class Explainer:
    """Explains several verdicts of one conflict, sharing what they have in common.

    Attributes
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    """

    conflict: Conflict
    combination: Combination
    _replies: dict[tuple[int, Concept], NDArray[np.uint32]] = field(default_factory=dict, repr=False)

    @cached_property
    def _large(self) -> bool:
        return count_arcs(self.conflict) > SMALL

    def explain(self, state: int, dm: int, concept: Concept) -> Explanation:
        """Return why a state is stable or not for a decision maker under a concept."""
        search = _SanctionSearch(self.conflict, state, dm, concept, self.combination)
        improvements = []
        for to in self.conflict.improvements(dm, state, self.combination).tolist():
            deterred = self._deterred(to, state, dm, concept)
            improvements.append(search.deterrence(to) if deterred else Improvement(to, None))
        stable = all(improvement.sanction for improvement in improvements)
        return Explanation(state, dm, concept, stable, tuple(improvements))

    def _deterred(self, to: int, state: int, dm: int, concept: Concept) -> bool:
        """Whether to search for a sanction: in a large conflict, where the sweep says that there is one."""
        if concept is Concept.NASH or not self._large:
            return concept is not Concept.NASH
        if (dm, concept) not in self._replies:
            from offramp.stability.cells import least_replies  # loads compiled code: only where it pays

            self._replies[dm, concept] = least_replies(self.conflict, self.combination, dm, concept)
        level = self.conflict.level(dm, self.combination)
        return bool(self._replies[dm, concept][to] <= level[state])


@dataclass(frozen=True, eq=False)
class _Generation:
    """States found by the same number of moves: each with who moved last, and its parent in the generation before."""

    state: NDArray[np.int64]
    mover: NDArray[np.int64]
    parent: NDArray[np.int64]


class _SanctionSearch:
    """The search for what deters one decision maker from leaving one state."""

    def __init__(self, conflict: Conflict, state: int, dm: int, concept: Concept, combination: Combination) -> None:
        self._conflict, self._dm, self._concept = conflict, dm, concept
        self._levels = [conflict.level(index, combination) for index in range(conflict.n_dms)]
        self._level = self._levels[dm]
        self._bar = self._level[state]
        self._others = [other for other in range(conflict.n_dms) if other != dm]

    def deterrence(self, improvement: int) -> Improvement:
        """Return a unilateral improvement with a shortest sanction that deters it, if there is one."""
        history = [_Generation(np.array([improvement]), np.array([_NOBODY]), np.array([0]))]
        seen = np.zeros((self._conflict.n_dms, self._conflict.n_states), dtype=np.bool_)
        escaped: tuple[Sanction, int] | None = None
        while len(history[-1].state):
            history.append(self._next_generation(history[-1], seen))
            for number in np.flatnonzero(self._level[history[-1].state] <= self._bar).tolist():
                reply, escape = self._reply(history, number)
                if escape is None:
                    return Improvement(improvement, reply)
                escaped = escaped or (reply, escape)
        return Improvement(improvement, None, *(escaped or (None, None)))

    def _reply(self, history: list[_Generation], number: int) -> tuple[Sanction, int | None]:
        """Return a reply that hurts, and the best escape from it if the concept lets the decision maker escape."""
        onward = self._conflict.targets(self._dm, int(history[-1].state[number]))
        reply = Sanction(_path(history, number), tuple(onward.tolist()))
        escapes = onward[self._level[onward] > self._bar]
        if not self._concept.escape_proof or not len(escapes):
            return reply, None
        return reply, int(escapes[np.argmax(self._level[escapes])])

    def _next_generation(self, last: _Generation, seen: NDArray[np.bool_]) -> _Generation:
        """Return what the others reach by one move more, and mark it as seen."""
        found = [self._moved(mover, last, seen[mover]) for mover in self._others]
        return _Generation(
            np.concatenate([part.state for part in found]),
            np.concatenate([part.mover for part in found]),
            np.concatenate([part.parent for part in found]),
        )

    def _moved(self, mover: int, last: _Generation, seen: NDArray[np.bool_]) -> _Generation:
        """Return what one mover newly reaches from a generation, wherever it did not move last itself."""
        may_move = np.flatnonzero(last.mover != mover)
        states, parents = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for first in range(0, len(may_move), _AT_ONCE):
            part = may_move[first : first + _AT_ONCE]
            position, target = self._conflict.moves_from(mover, last.state[part])
            fresh = ~seen[target]
            if self._concept.credible:
                level = self._levels[mover]
                fresh &= level[target] > level[last.state[part]][position]
            target, where = np.unique(target[fresh], return_index=True)
            seen[target] = True
            states.append(target)
            parents.append(part[position[fresh][where]])
        state = np.concatenate(states)
        return _Generation(state, np.full(len(state), mover), np.concatenate(parents))


def _path(history: list[_Generation], number: int) -> tuple[Step, ...]:
    steps = []
    for generation in reversed(history[1:]):
        steps.append(Step(by=int(generation.mover[number]), to=int(generation.state[number])))
        number = int(generation.parent[number])
    return tuple(reversed(steps))
