"""Find the witness of a verdict, by a breadth-first search from the definitions.

The search runs over pairs of a state and its last mover, so that nobody moves twice in a row, and returns shortest
sanctions. Among sanctions of one length the first in the order of decision makers and states is taken.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability.concepts import Concept
from offramp.stability.explanation import Explanation, Improvement, Sanction, Step

_Node = tuple[int, int]  # a state and who moved last
_NOBODY = -1


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
    combination = combination or conflict.likeliest()
    search = _SanctionSearch(conflict, state, dm, concept, combination)
    improvements = tuple(search.deterrence(int(to)) for to in conflict.improvements(dm, state, combination))
    stable = all(improvement.sanction for improvement in improvements)
    return Explanation(state, dm, concept, stable, improvements)


class _SanctionSearch:
    """The search for what deters one decision maker from leaving one state."""

    def __init__(self, conflict: Conflict, state: int, dm: int, concept: Concept, combination: Combination) -> None:
        self._conflict, self._dm, self._concept, self._combination = conflict, dm, concept, combination
        self._level = conflict.level(dm, combination)
        self._bar = self._level[state]
        self._others = [other for other in range(conflict.n_dms) if other != dm]

    def deterrence(self, improvement: int) -> Improvement:
        """Return a unilateral improvement with the first sanction that deters it."""
        if self._concept is Concept.NASH:
            return Improvement(improvement, None)
        parents: dict[_Node, _Node | None] = {(improvement, _NOBODY): None}
        escaped: tuple[Sanction, int] | None = None
        for node in self._reached(parents):
            if self._level[node[0]] > self._bar:
                continue
            onward = self._conflict.targets(self._dm, node[0])
            escapes = onward[self._level[onward] > self._bar]
            reply = Sanction(_path(parents, node), tuple(onward.tolist()))
            if not self._concept.escape_proof or not len(escapes):
                return Improvement(improvement, reply)
            escaped = escaped or (reply, int(escapes[np.argmax(self._level[escapes])]))
        return Improvement(improvement, None, *(escaped or (None, None)))

    def _reached(self, parents: dict[_Node, _Node | None]) -> Iterator[_Node]:
        """Yield what the others can reach by legal sequences, nearest first, and remember the way."""
        frontier = list(parents)
        while frontier:
            found: list[_Node] = []
            for node in frontier:
                for mover in self._others:
                    if mover == node[1]:
                        continue
                    for target in self._replies(mover, node[0]).tolist():
                        if (target, mover) not in parents:
                            parents[target, mover] = node
                            found.append((target, mover))
                            yield target, mover
            frontier = found

    def _replies(self, mover: int, state: int) -> NDArray[np.int64]:
        if self._concept.credible:
            return self._conflict.improvements(mover, state, self._combination)
        return self._conflict.targets(mover, state)


def _path(parents: dict[_Node, _Node | None], node: _Node) -> tuple[Step, ...]:
    steps = []
    while (before := parents[node]) is not None:
        steps.append(Step(by=node[1], to=node[0]))
        node = before
    return tuple(reversed(steps))
