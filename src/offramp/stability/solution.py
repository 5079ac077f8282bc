"""The result of solving a conflict: every verdict, and what was asked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability.concepts import Concept


@dataclass(frozen=True, eq=False)
class Solution:
    """Which states are stable, for whom, under which concept, for one combination of types.

    Attributes
    ----------
    conflict, combination, concepts
        What was asked.
    verdicts
        Shape ``(n_dms, n_states)``: the bits of the concepts under which the state is stable for the decision maker.
    method
        How it was computed: ``"arcs"`` (small models, NumPy) or ``"cells"`` (compiled sweeps).
    notes
        What made the computation slower than linear, for ``--verbose``; empty when nothing did.
    """

    conflict: Conflict
    combination: Combination
    concepts: tuple[Concept, ...]
    verdicts: NDArray[np.uint8]
    method: str
    notes: tuple[str, ...] = ()

    def stable(self, concept: Concept, dm: int) -> NDArray[np.bool_]:
        """Return where the decision maker is stable, shape ``(n_states,)``."""
        mask: NDArray[np.bool_] = (self.verdicts[dm] & np.uint8(concept.bit)) != 0
        return mask

    def equilibrium(self, concept: Concept) -> NDArray[np.bool_]:
        """Return where every decision maker is stable under the concept, shape ``(n_states,)``."""
        joint = np.bitwise_and.reduce(self.verdicts, axis=0)
        mask: NDArray[np.bool_] = (joint & np.uint8(concept.bit)) != 0
        return mask

    def equilibria(self, concept: Concept) -> NDArray[np.int64]:
        """Return the equilibria as state indices, increasing."""
        return np.flatnonzero(self.equilibrium(concept)).astype(np.int64)

    def concepts_holding(self, state: int) -> tuple[Concept, ...]:
        """Return the concepts under which a state is an equilibrium."""
        joint = int(np.bitwise_and.reduce(self.verdicts[:, state]))
        return tuple(concept for concept in self.concepts if joint & concept.bit)
