"""How many moves are still to go: the least number from each state to some targets, by who moves next.

A search backwards from the targets, breadth first over pairs of a state and the decision maker who moves from it. It
tells the enumeration of paths which ways lead anywhere in the moves that are left.
"""

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.evolution.fan import Fan, fans
from offramp.evolution.movement import Movement

NEVER = -1
_ANYBODY = -1


def remaining(
    conflict: Conflict, targets: NDArray[np.int64], combination: Combination, movement: Movement
) -> NDArray[np.int32]:
    """Return the least number of moves to any target.

    Parameters
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    targets
        State indices, shape ``(n_targets,)``.
    movement
        What each decision maker may do.

    Returns
    -------
    NDArray
        Shape ``(n_dms, n_states)``: length of a shortest legal sequence that begins with a move of the decision maker
        from the state and ends in a target, at least 1; -1 where there is none.
    """
    moves = np.full((conflict.n_dms, conflict.n_states), NEVER, dtype=np.int32)
    opened = np.zeros(moves.shape, dtype=np.bool_)
    movers = fans(conflict, combination, movement, backwards=True)
    layer = {_ANYBODY: np.unique(targets)}  # states by who moves from them next
    length = 0
    while layer:
        length += 1
        layer = {
            mover: found
            for mover, fan in enumerate(movers)
            if len(found := _before(mover, fan, layer, opened[mover], moves[mover], length))
        }
    return moves


def _before(
    mover: int,
    fan: Fan,
    layer: dict[int, NDArray[np.int64]],
    opened: NDArray[np.bool_],
    moves: NDArray[np.int32],
    length: int,
) -> NDArray[np.int64]:
    """Label and return the states from which a decision maker newly moves to the newest pairs of somebody else."""
    new = [np.empty(0, dtype=np.int64)]
    for follower, states in layer.items():
        if follower == mover:
            continue
        given = states[~opened[states]]
        opened[given] = True
        for _, found in fan.arcs_from(given):
            fresh = np.unique(found[moves[found] == NEVER])
            moves[fresh] = length
            new.append(fresh)
    return np.concatenate(new)
