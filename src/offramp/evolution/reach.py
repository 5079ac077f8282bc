"""What can be reached from a state by legal sequences of moves, and by which shortest path.

Status quo analysis (Li, Kilgour & Hipel 2005, Journal of the Operational Research Society 56(6): 699-707): from
``start``, by sequences in which nobody moves twice in a row (Fang, Hipel & Kilgour 1993), by any unilateral moves, by
unilateral improvements only, or by what each decision maker is allowed (:mod:`offramp.evolution.movement`), each move
judged by its mover from the state that it leaves.

The search is breadth first over pairs of a state and its last mover. Each decision maker is let loose on each state
once: who has moved from there has nothing new to reach from there later. Moves are looked up in their cells, so the
N x N matrix of moves is never built and work is proportional to the number of moves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.fan import Fan, fans
from offramp.evolution.movement import Movement

_NEVER = -1
_NOBODY = -1


@dataclass(frozen=True, eq=False)
class Reach:
    """What can be reached from a state.

    Attributes
    ----------
    conflict, start, combination, movement, after
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
    movement: Movement
    after: int | None
    depth: NDArray[np.int32]
    previous_state: NDArray[np.int64]
    previous_mover: NDArray[np.int16]

    @property
    def improvements_only(self) -> bool:
        """Whether only improvements were allowed."""
        return self.movement.improving

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
        for _ in range(int(self.depth[mover, state])):
            steps.append(Step(mover, state))
            state, mover = int(self.previous_state[mover, state]), int(self.previous_mover[mover, state])
        return tuple(reversed(steps))


def reachable(
    conflict: Conflict,
    start: int,
    combination: Combination | None = None,
    *,
    improvements_only: bool = False,
    movement: Movement | None = None,
    after: int | None = None,
    stop_at: NDArray[np.bool_] | None = None,
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
    movement
        What each decision maker may do, where that differs among them; ``improvements_only`` is then passed over.
    after
        The decision maker whose move led to ``start``: it does not move first.
    stop_at
        Shape ``(n_states,)``: where a sequence goes no further (states that hold, say), the start included.
    """
    combination = combination or conflict.likeliest()
    if movement is None:
        movement = (Movement.improvements if improvements_only else Movement.any_moves)(conflict.n_dms)
    shape = (conflict.n_dms, conflict.n_states)
    reach = Reach(
        conflict, start, combination, movement, after,
        depth=np.full(shape, _NEVER, dtype=np.int32),
        previous_state=np.full(shape, _NEVER, dtype=np.int64),
        previous_mover=np.full(shape, _NOBODY, dtype=np.int16),
    )  # fmt: skip
    movers = fans(conflict, combination, movement)
    opened = np.zeros(shape, dtype=np.bool_)  # from where each decision maker has moved already
    layer = {_NOBODY if after is None else after: np.array([start], dtype=np.int64)}  # states by last mover
    length = 0
    while layer:
        length += 1
        if stop_at is not None:
            layer = {mover: states[~stop_at[states]] for mover, states in layer.items()}
        layer = {
            mover: found
            for mover, fan in enumerate(movers)
            if len(found := _move(reach, mover, fan, layer, opened[mover], length))
        }
    return reach


def _move(
    reach: Reach,
    mover: int,
    fan: Fan,
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
