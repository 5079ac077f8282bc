"""The solution concepts on lists of arcs: the plain fast path for models of some thousand states.

For decision maker i and a state s, let K be i's level (higher is better). With others' legal sequences from s1,

    reply(s1) = min { K(s2) : s2 reached by legal sequences of moves of the others from s1 }   (GMR; Howard 1971)
    the same over sequences of their improvements only                            (SEQ; Fraser & Hipel 1979)
    and with max(K(s2), K of i's best move from s2) in place of K(s2)             (SMR; SSEQ, Rêgo & Vieira 2015)

s is stable for i exactly when reply(s1) <= K(s) for each of i's unilateral improvements s1 from s: the sanction that
is worst for i is the one that counts. Replies are found for all states at once: a sweep takes minima over the arcs
of each opponent, and sweeps are repeated until nothing changes. Nobody moves twice in a row: ``first[j]`` holds the
minimum over sequences that j opens, and j's move may only be followed by a sequence that somebody else opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability.concepts import Concept

Value = NDArray[np.int64]
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs ordered by the state that they leave.

    Attributes
    ----------
    source, target
        Shape ``(n_arcs,)``.
    row, start
        The states that have arcs, increasing, and where their arcs begin; shape ``(n_rows,)``.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    row: NDArray[np.int64]
    start: NDArray[np.int64]

    @classmethod
    def of(cls, source: NDArray[np.int64], target: NDArray[np.int64]) -> "Arcs":
        """Index arcs that are already ordered by source."""
        row, start = np.unique(source, return_index=True)
        return cls(source, target, row, start)

    def where(self, keep: NDArray[np.bool_]) -> "Arcs":
        """Return some of the arcs; ``keep`` has shape ``(n_arcs,)``."""
        return Arcs.of(self.source[keep], self.target[keep])

    def fold(self, operation: np.ufunc, value: Value, otherwise: int) -> Value:
        """Fold a value over each state's targets; ``otherwise`` where a state has none.

        ``value`` and the result have shape ``(…, n_states)``.
        """
        result = np.full_like(value, otherwise)
        if len(self.row):
            result[..., self.row] = operation.reduceat(value[..., self.target], self.start, axis=-1)
        return result


def verdicts_by_arcs(conflict: Conflict, combination: Combination, concepts: Sequence[Concept]) -> NDArray[np.uint8]:
    """Return the verdict bits of every state for every decision maker, shape ``(n_dms, n_states)``.

    Parameters
    ----------
    conflict
        A conflict with at most some million arcs in all.
    combination
        One type for each decision maker.
    concepts
        The concepts to compute; the bits of others stay 0.
    """
    moves = [Arcs.of(*moves.arcs()) for moves in conflict.moves]
    levels = [conflict.level(dm, combination).astype(np.int64) for dm in range(conflict.n_dms)]
    better = [arcs.where(k[arcs.target] > k[arcs.source]) for arcs, k in zip(moves, levels, strict=True)]
    verdicts = np.zeros((conflict.n_dms, conflict.n_states), dtype=np.uint8)
    for dm, level in enumerate(levels):
        best_move = moves[dm].fold(np.maximum, level, -1)
        values = np.stack((level, np.maximum(level, best_move)))  # without and with the chance to escape
        for credible in (False, True):
            wanted = [concept for concept in concepts if concept is not Concept.NASH and concept.credible == credible]
            if not wanted:
                continue
            others = [arcs for other, arcs in enumerate(better if credible else moves) if other != dm]
            worst = better[dm].fold(np.maximum, _reply(others, values), -1)
            for concept in wanted:
                stable = worst[int(concept.escape_proof)] <= level
                verdicts[dm] |= stable.astype(np.uint8) * np.uint8(concept.bit)
        if Concept.NASH in concepts:
            nash = np.ones(conflict.n_states, dtype=np.bool_)
            nash[better[dm].row] = False
            verdicts[dm] |= nash.astype(np.uint8) * np.uint8(Concept.NASH.bit)
    return verdicts


def least_replies_by_arcs(conflict: Conflict, combination: Combination, dm: int, concept: Concept) -> Value:
    """Return, for each state, the least that the others' replies can leave a decision maker with, as levels.

    Shape ``(n_states,)``; a very large number where nobody can reply. See
    :func:`offramp.stability.cells.least_replies`, which does the same for large conflicts.
    """
    level = conflict.level(dm, combination).astype(np.int64)
    value = level
    if concept.escape_proof:
        value = np.maximum(level, Arcs.of(*conflict.moves[dm].arcs()).fold(np.maximum, level, -1))
    others = []
    for other in range(conflict.n_dms):
        if other != dm:
            arcs, own = Arcs.of(*conflict.moves[other].arcs()), conflict.level(other, combination)
            others.append(arcs.where(own[arcs.target] > own[arcs.source]) if concept.credible else arcs)
    least: Value = _reply(others, value[None, :])[0]
    return least


def _reply(others: Sequence[Arcs], values: Value) -> Value:
    """Return the least value at the end of a non-empty legal sequence of the others, from each state.

    ``values`` has shape ``(n_values, n_states)``; so has the result, with a very large number where nobody can move.
    """
    first = [np.full_like(values, _NEVER) for _ in others]
    changed = True
    while changed:
        changed = False
        for j, arcs in enumerate(others):
            onward = values.copy()  # the sequence may end after j's move, or go on with somebody else
            for k, opened in enumerate(first):
                if k != j:
                    np.minimum(onward, opened, out=onward)
            opened_by_j = arcs.fold(np.minimum, onward, _NEVER)
            if not np.array_equal(opened_by_j, first[j]):
                first[j], changed = opened_by_j, True
    return np.minimum.reduce(first) if first else np.full_like(values, _NEVER)
