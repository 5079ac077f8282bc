"""What can be reached from a state by legal sequences of moves, and by which shortest path.

Status quo analysis (Li, Kilgour & Hipel 2005, Journal of the Operational Research Society 56(6): 699-707): from
``start``, by sequences in which nobody moves twice in a row (Fang, Hipel & Kilgour 1993), either by any unilateral
moves or by unilateral improvements only, each judged by its mover from the state that it leaves.

The search is breadth first over pairs of a state and its last mover. Each decision maker is let loose on each state
once: who has moved from there has nothing new to reach from there later. Moves are looked up in their cells, so the
N x N matrix of moves is never built and work is proportional to the number of moves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step

_NEVER = -1
_NOBODY = -1
_PAIRS_AT_ONCE = 1 << 22


@dataclass(frozen=True, eq=False)
class Reach:
    """What can be reached from a state.

    Attributes
    ----------
    conflict, start, combination, improvements_only
        What was asked; ``start`` is a state index.
    depth
        Shape ``(n_dms, n_states)``: length of a shortest legal sequence that ends in the state with a move of the
        decision maker; -1 where there is none.
    previous_state, previous_mover
        Shape ``(n_dms, n_states)``: where the last move of that sequence came from and who had moved before
        (-1 at the start). Of several shortest sequences one is kept: the first by previous mover, then by state.
    """

    conflict: Conflict
    start: int
    combination: Combination
    improvements_only: bool
    depth: NDArray[np.int32]
    previous_state: NDArray[np.int64]
    previous_mover: NDArray[np.int16]

    @property
    def distance(self) -> NDArray[np.int32]:
        """Number of moves to each state, shape ``(n_states,)``; 0 at the start, -1 where there is no way."""
        far = np.iinfo(np.int32).max
        nearest = np.where(self.depth == _NEVER, far, self.depth).min(axis=0, initial=far)
        nearest[self.start] = 0
        result: NDArray[np.int32] = np.where(nearest == far, _NEVER, nearest).astype(np.int32)
        return result

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Where the start can lead, the start included; shape ``(n_states,)``."""
        mask: NDArray[np.bool_] = self.distance != _NEVER
        return mask

    def path(self, state: int) -> tuple[Step, ...] | None:
        """Return a shortest legal sequence to a state: empty for the start, ``None`` when there is no way."""
        if state == self.start:
            return ()
        ways = [dm for dm in range(self.conflict.n_dms) if self.depth[dm, state] != _NEVER]
        if not ways:
            return None
        mover = min(ways, key=lambda dm: int(self.depth[dm, state]))
        steps = []
        while mover != _NOBODY:
            steps.append(Step(mover, state))
            state, mover = int(self.previous_state[mover, state]), int(self.previous_mover[mover, state])
        return tuple(reversed(steps))


def reachable(
    conflict: Conflict, start: int, combination: Combination | None = None, *, improvements_only: bool = False
) -> Reach:
    """Return what can be reached from a state.

    Parameters
    ----------
    conflict
        The conflict, of any size.
    start
        Index of the state to start from.
    combination
        One type for each decision maker; the likeliest when left out. Matters for improvements only.
    improvements_only
        Whether every mover must like the state it moves to better than the one it leaves.
    """
    combination = combination or conflict.likeliest()
    shape = (conflict.n_dms, conflict.n_states)
    reach = Reach(
        conflict, start, combination, improvements_only,
        depth=np.full(shape, _NEVER, dtype=np.int32),
        previous_state=np.full(shape, _NEVER, dtype=np.int64),
        previous_mover=np.full(shape, _NOBODY, dtype=np.int16),
    )  # fmt: skip
    fans = [
        _Fan(conflict, dm, conflict.level(dm, combination) if improvements_only else None)
        for dm in range(conflict.n_dms)
    ]
    opened = np.zeros(shape, dtype=np.bool_)  # from where each decision maker has moved already
    layer = {_NOBODY: np.array([start], dtype=np.int64)}  # the newest pairs: states by last mover
    length = 0
    while layer:
        length += 1
        layer = {
            mover: found
            for mover, fan in enumerate(fans)
            if len(found := _move(reach, mover, fan, layer, opened[mover], length))
        }
    return reach


def _move(
    reach: Reach,
    mover: int,
    fan: "_Fan",
    layer: dict[int, NDArray[np.int64]],
    opened: NDArray[np.bool_],
    length: int,
) -> NDArray[np.int64]:
    """Let one decision maker move from the newest pairs; record and return the states it had not led to before."""
    depth = reach.depth[mover]
    new: list[NDArray[np.int64]] = []
    for before in sorted(layer):
        if before == mover:
            continue
        sources = layer[before][~opened[layer[before]]]
        opened[sources] = True
        for source, target in fan.arcs_from(sources):
            target, first = np.unique(target, return_index=True)
            fresh = depth[target] == _NEVER
            target, source = target[fresh], source[first[fresh]]
            depth[target] = length
            reach.previous_state[mover, target] = source
            reach.previous_mover[mover, target] = before
            new.append(target)
    return np.sort(np.concatenate(new)) if new else np.empty(0, dtype=np.int64)


class _Fan:
    """The moves, or the improvements, of one decision maker, from many states at once."""

    def __init__(self, conflict: Conflict, dm: int, level: NDArray[np.unsignedinteger] | None) -> None:
        self._conflict, self._dm, self._level = conflict, dm, level
        widest = int(np.bincount(conflict.moves[dm].cell).max(initial=1))
        self._portion = max(1, _PAIRS_AT_ONCE // widest)

    def arcs_from(self, states: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield the moves from some states as arrays (from, to), in portions, in the order of the states."""
        for first in range(0, len(states), self._portion):
            portion = states[first : first + self._portion]
            position, target = self._conflict.moves_from(self._dm, portion)
            source = portion[position]
            if self._level is not None:
                better = self._level[target] > self._level[source]
                source, target = source[better], target[better]
            yield source, target
