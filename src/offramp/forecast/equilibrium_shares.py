"""In which share of the draws each state is an equilibrium, under each concept.

Only the order of the states matters to a concept, so the orders that each decision maker has in some draw are listed
once; :mod:`offramp.stability.many` says what else draws have in common.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.conflict.preferences import smallest_unsigned
from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Draws
from offramp.stability.concepts import Concept
from offramp.stability.many import equilibrium_counts


def equilibrium_shares(
    conflict: Conflict,
    draws: Draws,
    concepts: Sequence[Concept] = tuple(Concept),
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[Concept, Reals]:
    """Return the share of draws in which each state is an equilibrium, shape ``(n_states,)`` for each concept.

    Parameters
    ----------
    conflict
        What the draws were drawn from.
    draws
        The draws; of them only aims and readings matter here.
    concepts
        The concepts.
    threads
        How many threads share the work; as many as there are cores when left out.
    progress
        Called with the number of cases solved since it was last called; there are at most as many as draws.
    """
    orders = [_orders(draws, dm, conflict.n_states) for dm in range(conflict.n_dms)]
    joint = np.stack([index for _, index in orders], axis=1)
    which, times = np.unique(joint, axis=0, return_counts=True)
    levels = [own for own, _ in orders]
    counts = equilibrium_counts(conflict, levels, which, times, concepts, threads=threads, progress=progress)
    return {concept: count / len(draws) for concept, count in counts.items()}


def _orders(draws: Draws, dm: int, n_states: int) -> tuple[NDArray[np.unsignedinteger], NDArray[np.int64]]:
    """Return the different orders that a decision maker has, shape ``(n_orders, n_states)``, and each draw's."""
    joint = np.column_stack((draws.types[:, dm], draws.readings[dm]))
    readings, of_draw = np.unique(joint, axis=0, return_inverse=True)
    known: dict[bytes, int] = {}
    small, index = smallest_unsigned(n_states), np.empty(len(readings), dtype=np.int64)
    levels: list[NDArray[np.unsignedinteger]] = []
    for number, (kind, *reading) in enumerate(readings):
        aim = draws.aims[dm][kind]
        level = aim.level(np.array(reading[: aim.n_statements], dtype=np.int16)).astype(small)
        index[number] = known.setdefault(level.tobytes(), len(known))
        if index[number] == len(levels):
            levels.append(level)
    return np.stack(levels), index[of_draw.ravel()]
