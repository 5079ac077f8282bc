"""The solution concepts on cells: time and memory linear in the number of states.

The definitions are those of :mod:`offramp.stability.arcs`; what differs is the way. Each decision maker's cells are
sorted once by its own level. For the others' replies to decision maker i, states are taken from the least of i's
values up and the others' moves are walked backwards, so that each state is visited once; then one pass through i's
cells from the top keeps the worst reply to any improvement. Threads share the work.

Where every combination of options is a state, only the credible replies (SEQ, SSEQ) of several opponents need a walk:
any other reply is a minimum over blocks (:mod:`offramp.stability.joint_moves`), an only opponent's is one move.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability import kernels
from offramp.stability.concepts import Concept
from offramp.stability.joint_moves import joint_minima, own_kinds_of
from offramp.stability.layout import Layout, Words, lay_out, ordered
from offramp.workers import BLOCK, Workers, workers


def verdicts_by_cells(
    conflict: Conflict, combination: Combination, concepts: Sequence[Concept], threads: int | None = None
) -> NDArray[np.uint8]:
    """Return the verdict bits of every state for every decision maker, shape ``(n_dms, n_states)``.

    Parameters
    ----------
    conflict
        The conflict, of any structure.
    combination
        One type for each decision maker.
    concepts
        The concepts to compute; the bits of others stay 0.
    threads
        How many threads to use; as many as there are cores when left out.
    """
    verdicts = np.full((conflict.n_dms, conflict.n_states), sum(c.bit for c in concepts), dtype=np.uint8)
    with workers(threads) as crew:
        layout = lay_out(conflict, combination, crew)
        for dm in range(conflict.n_dms):
            _Judgement(conflict, layout, crew, dm).clear_unstable(concepts, verdicts[dm])
    return verdicts


def least_replies(conflict: Conflict, combination: Combination, dm: int, concept: Concept) -> Words:
    """Return, for each state, the least that the others' replies can leave a decision maker with, as levels.

    Shape ``(n_states,)``; an improvement is deterred exactly when this is not above the level of the state that it
    leaves. One sweep for one decision maker and concept, where a whole solution takes four for each.
    """
    label = np.empty(conflict.n_states, dtype=np.uint32)
    with workers(None if conflict.n_states > BLOCK else 1) as crew:
        judgement = _Judgement(conflict, lay_out(conflict, combination, crew), crew, dm)
        judgement.reply(concept, label)
    return label


class _Judgement:
    """The verdicts on every state for one decision maker."""

    def __init__(self, conflict: Conflict, layout: Layout, crew: Workers, dm: int) -> None:
        self._conflict, self._layout, self._crew, self._dm = conflict, layout, crew, dm
        self._offset, self._allowed = int(layout.offset[dm]), layout.allowed_of(dm)
        self._sorted_entries = (layout.start, layout.height, layout.member)
        # where a state has entries in several cells, two threads would write to it at once
        self._parts = 16 if layout.partition else 1

    def clear_unstable(self, concepts: Sequence[Concept], verdict: NDArray[np.uint8]) -> None:
        """Clear the bits of the concepts under which a state is not stable."""
        asked = [concept for concept in concepts if concept is not Concept.NASH]
        level = self._layout.level(self._dm)
        escape = self._with_escape(level) if any(concept.escape_proof for concept in asked) else level
        replies = np.empty((len(asked), self._conflict.n_states), dtype=np.uint32)

        def reply(row: int) -> None:
            self._reply(escape if asked[row].escape_proof else level, asked[row].credible, replies[row])

        self._crew.run(reply, range(len(asked)))
        bits = np.array([concept.bit for concept in asked], dtype=np.uint8)

        def judge(cells: tuple[int, int]) -> None:
            kernels.judge(*cells, self._offset, self._allowed, *self._sorted_entries, replies, bits, verdict)

        self._crew.share(judge, self._conflict.moves[self._dm].n_cells, parts=self._parts)

    def reply(self, concept: Concept, label: Words) -> None:
        """Label each state with the least value that the others can lead to from it under a concept."""
        level = self._layout.level(self._dm)
        self._reply(self._with_escape(level) if concept.escape_proof else level, concept.credible, label)

    def _with_escape(self, level: Words) -> Words:
        """Return the level of the best that the decision maker can have after one move of its own, or none."""
        best = level.copy()

        def raised(cells: tuple[int, int]) -> None:
            kernels.raise_to_best_move(*cells, self._offset, self._allowed, *self._sorted_entries, best)

        self._crew.share(raised, self._conflict.moves[self._dm].n_cells, parts=self._parts)
        return best

    def _reply(self, value: Words, credible: bool, label: Words) -> None:
        """Label each state with the least value that the others can lead to from it.

        A state's own value may be among them: it is above the level of any state that the decision maker would
        leave for it, so it never counts as a sanction.
        """
        others = [other for other in range(self._conflict.n_dms) if other != self._dm]
        if not credible and (own_kinds := own_kinds_of(self._conflict, others)) is not None:
            joint_minima(self._conflict, own_kinds, value, label)
            return
        label.fill(kernels.LAST)
        if len(others) == 1:
            self._single_reply(others[0], value, credible, label)
            return
        layout, order, opponents = self._layout, ordered(value), np.array(others, dtype=np.uint32)
        tables = (
            layout.offset,
            layout.width,
            layout.before,
            layout.n_before,
            layout.start,
            layout.height,
            layout.member,
        )
        if layout.partition and all(self._conflict.moves[other].transitive for other in others):
            kernels.closure(order, value, opponents, layout.place, *tables, credible, int(kernels.LAST), label)
            return
        from offramp.stability.legal_kernel import legal_closure  # compiled only where it is needed

        begin, slots = as_entries(layout)
        levels = layout.place[:, :, 1]
        legal_closure(order, value, opponents, begin, slots, levels, *tables, credible, int(kernels.LAST), label)

    def _single_reply(self, opponent: int, value: Words, credible: bool, label: Words) -> None:
        layout = self._layout
        kernels.single_reply(
            0, self._conflict.moves[opponent].n_cells, int(layout.offset[opponent]), layout.allowed_of(opponent),
            *self._sorted_entries, value, credible, label,
        )  # fmt: skip


def as_entries(layout: Layout) -> tuple[Words, Words]:
    """Return each state's entries, also where it has exactly one."""
    if not layout.partition:
        return layout.entry_begin, layout.entry_slot
    n_states, n_dms, _ = layout.place.shape
    begin = np.arange(n_states + 1, dtype=np.uint32) + np.arange(n_dms, dtype=np.uint32)[:, None] * np.uint32(n_states)
    return begin, layout.place[:, :, 0].T.reshape(-1)
