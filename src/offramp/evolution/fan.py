"""The moves of one decision maker from, or to, many states at once, as far as it is allowed to make them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.evolution.movement import Allowance, Movement, permitted

_PAIRS_AT_ONCE = 1 << 22

Arcs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Arrays (from, to), shape ``(n_arcs,)`` each."""


def fans(conflict: Conflict, combination: Combination, movement: Movement, *, backwards: bool = False) -> list["Fan"]:
    """Return the fan of every decision maker.

    Parameters
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    movement
        What each may do.
    backwards
        Whether moves are walked against their direction.
    """
    if backwards:  # the same cells, the table of kinds read the other way
        conflict = replace(
            conflict,
            moves=tuple(replace(moves, allowed=np.ascontiguousarray(moves.allowed.T)) for moves in conflict.moves),
        )
    return [
        Fan(conflict, dm, conflict.level(dm, combination), allowance, backwards)
        for dm, allowance in enumerate(movement.allowances)
    ]


class Fan:
    """What one decision maker may do, from many states at once."""

    def __init__(
        self,
        conflict: Conflict,
        dm: int,
        level: NDArray[np.unsignedinteger],
        allowance: Allowance,
        backwards: bool = False,
    ) -> None:
        self._conflict, self._dm, self._level = conflict, dm, level
        self._allowance, self._backwards = allowance, backwards
        widest = int(np.bincount(conflict.moves[dm].cell).max(initial=1))
        self._portion = max(1, _PAIRS_AT_ONCE // widest)

    def arcs_from(self, states: NDArray[np.int64]) -> Iterator[Arcs]:
        """Yield the moves from some states as arrays (from, to), in portions, in the order of the states.

        Backwards, they are the moves *to* those states, still as (what was given, what was found).
        """
        if self._allowance is Allowance.NONE:
            return
        for first in range(0, len(states), self._portion):
            portion = states[first : first + self._portion]
            position, found = self._conflict.moves_from(self._dm, portion)
            given = portion[position]
            if self._allowance is not Allowance.ANY:
                arc = (found, given) if self._backwards else (given, found)
                keep = permitted(self._allowance, self._level, *arc)
                given, found = given[keep], found[keep]
            yield given, found
