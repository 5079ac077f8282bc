"""Solve a conflict: the one entrance, which picks the way of computing by size."""

from collections.abc import Sequence

from offramp.conflict.model import Combination, Conflict
from offramp.stability.arcs import verdicts_by_arcs
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution


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
    """
    combination = combination or conflict.likeliest()
    verdicts = verdicts_by_arcs(conflict, combination, concepts)
    return Solution(conflict, combination, tuple(concepts), verdicts, "arcs")
