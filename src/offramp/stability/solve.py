"""Solve a conflict: the one entrance, which picks the way of computing by size and structure."""

import os
from collections.abc import Sequence

import numpy as np

from offramp.conflict.model import Combination, Conflict
from offramp.memory import require_memory
from offramp.stability.arcs import verdicts_by_arcs
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

SMALL = 1 << 20  # arcs up to which NumPy answers before compiled code would be loaded


def solve(
    conflict: Conflict,
    combination: Combination | None = None,
    concepts: Sequence[Concept] = tuple(Concept),
) -> Solution:
    """Return the verdict on every state, for every decision maker, under each concept.

    Parameters
    ----------
    conflict
        The conflict.
    combination
        One type for each decision maker; the likeliest when left out.
    concepts
        Which concepts to compute.

    Raises
    ------
    TooLargeError
        When the machine has not the memory for it; nothing has been computed then.
    """
    combination = combination or conflict.likeliest()
    concepts = tuple(concept for concept in Concept if concept in concepts)
    if count_arcs(conflict) <= SMALL:
        return Solution(conflict, combination, concepts, verdicts_by_arcs(conflict, combination, concepts), "arcs")
    require_memory(
        working_memory(conflict), f"solving {conflict.n_states:,} states for {conflict.n_dms} decision makers"
    )
    from offramp.stability.cells import verdicts_by_cells  # loads compiled code: only where it pays

    verdicts = verdicts_by_cells(conflict, combination, concepts)
    return Solution(conflict, combination, concepts, verdicts, "cells", _slower(conflict))


def working_memory(conflict: Conflict) -> int:
    """Return an upper estimate of the bytes that solving on cells takes, beside the conflict itself."""
    entries = sum(len(moves.cell) for moves in conflict.moves)
    slots = sum(moves.n_cells * len(moves.allowed) for moves in conflict.moves)
    per_state = 9 * conflict.n_dms + 4 * len(Concept) + 12 * (os.cpu_count() or 1)
    return conflict.n_states * per_state + 16 * entries + 4 * slots * (1 + 2 * (os.cpu_count() or 1))


def _slower(conflict: Conflict) -> tuple[str, ...]:
    """Say which decision makers' moves need the walk that watches who moved last."""
    return tuple(
        f"two moves of {dm.name} in a row are not always one move: its moves are walked with an eye on the last mover"
        for dm, moves in zip(conflict.decision_makers, conflict.moves, strict=True)
        if not moves.transitive
    )


def count_arcs(conflict: Conflict) -> int:
    """Return an upper bound of the number of moves: the sum of the squares of the cells' sizes."""
    total = 0
    for moves in conflict.moves:
        size = np.bincount(moves.cell, minlength=moves.n_cells).astype(np.float64)
        total += int(size @ size)
    return total
