"""Every decision maker's cells, each sorted once by its own level: what the compiled sweeps work on."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.moves import Moves
from offramp.stability import kernels
from offramp.workers import Workers

Words = NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Layout:
    """Cells as rows of slots, one slot for each kind; see :mod:`offramp.stability.kernels`.

    Attributes
    ----------
    place
        Shape ``(n_states, n_dms, 2)``: the slot of each state for each decision maker, and its level, side by side so
        that a walk finds all it needs of a state in one place. With several entries to a state the slots are in
        ``entry_slot``.
    entry_begin, entry_slot
        Shapes ``(n_dms, n_states + 1)`` and ``(n_entries,)``: where a state may lie in several cells, or in none,
        the slots of its entries. Empty otherwise.
    offset, width
        Shape ``(n_dms,)``: each decision maker's first slot, and how many slots a cell has: one for each kind.
    allowed
        Shape ``(n_dms, n_kinds, n_kinds)``: moves between kinds, padded with ``False``.
    before, n_before
        Shapes ``(n_dms, n_kinds, n_kinds)`` and ``(n_dms, n_kinds)``: for each kind, the kinds that may move to it.
    start
        Shape ``(n_slots + 1,)``: where the entries of each slot begin.
    member, height
        Shape ``(n_entries,)``: state and level of each entry.
    """

    place: Words
    entry_begin: Words
    entry_slot: Words
    offset: Words
    width: Words
    allowed: NDArray[np.bool_]
    before: Words
    n_before: Words
    start: Words
    member: Words
    height: Words

    @property
    def partition(self) -> bool:
        """Whether every state lies in exactly one cell of each decision maker."""
        return bool(self.entry_begin.shape[1] == 0)

    def allowed_of(self, dm: int) -> NDArray[np.bool_]:
        """Return a decision maker's moves between kinds without the padding, shape ``(width, width)``."""
        width = int(self.width[dm])
        return np.ascontiguousarray(self.allowed[dm, :width, :width])

    def level(self, dm: int) -> Words:
        """Return a decision maker's level of each state, shape ``(n_states,)``."""
        return np.ascontiguousarray(self.place[:, dm, 1])


def lay_out(conflict: Conflict, combination: Combination, workers: Workers) -> Layout:
    """Sort every decision maker's cells."""
    moves = conflict.moves
    width = np.array([len(own.allowed) for own in moves], dtype=np.uint32)
    offset = np.concatenate(([0], np.cumsum([own.n_cells * len(own.allowed) for own in moves])))
    allowed = np.zeros((conflict.n_dms, width.max(), width.max()), dtype=np.bool_)
    place = np.empty((conflict.n_states, conflict.n_dms, 2), dtype=np.uint32)
    start = np.zeros(int(offset[-1]) + 1, dtype=np.uint32)
    partition = all(own.state is None for own in moves)
    begin, slots = _entries(moves, offset) if not partition else _no_entries(conflict.n_dms)
    n_entries = conflict.n_dms * conflict.n_states if partition else len(slots)
    member, height = np.empty(n_entries, dtype=np.uint32), np.empty(n_entries, dtype=np.uint32)

    def number(dm: int) -> None:
        allowed[dm, : width[dm], : width[dm]] = moves[dm].allowed
        place[:, dm, 1] = conflict.level(dm, combination)
        if partition:
            place[:, dm, 0] = _slots(moves[dm], int(offset[dm]))
            kernels.count_slots(place[:, dm, 0], start)

    def sort(dm: int) -> None:
        level = np.ascontiguousarray(place[:, dm, 1])
        kernels.fill_slots(
            ordered(level), begin[dm], place[:, dm, 0] if partition else slots, level, start, member, height
        )

    workers.run(number, range(conflict.n_dms))
    if not partition:
        kernels.count_slots(slots, start)
    np.cumsum(start, out=start)
    workers.run(sort, range(conflict.n_dms))
    before, n_before = _before(allowed)
    first = offset[:-1].astype(np.uint32)
    return Layout(place, begin, slots, first, width, allowed, before, n_before, start, member, height)


def ordered(value: Words) -> Words:
    """Return the indices of ``value``, least first, ties by index; values are dense or nearly so."""
    order = np.empty(len(value), dtype=np.uint32)
    kernels.order_by(value, int(value.max()) + 1, order)
    return order


def _slots(moves: Moves, offset: int) -> Words:
    slot = moves.cell.astype(np.uint32)
    if len(moves.allowed) > 1:
        slot *= np.uint32(len(moves.allowed))
    if moves.kind is not None:
        slot += moves.kind.astype(np.uint32)
    if offset:
        slot += np.uint32(offset)
    return slot


def _no_entries(n_dms: int) -> tuple[Words, Words]:
    return np.empty((n_dms, 0), dtype=np.uint32), np.empty(0, dtype=np.uint32)


def _entries(moves: Iterable[Moves], offset: NDArray[np.int64]) -> tuple[Words, Words]:
    """List each state's entries, decision maker by decision maker, each slot at most once."""
    begins, lists, done = [], [], 0
    for dm, own in enumerate(moves):
        slot = _slots(own, int(offset[dm])).astype(np.uint64)
        joint = np.unique(own.entry_states().astype(np.uint64) << np.uint64(32) | slot)
        counts = np.bincount((joint >> np.uint64(32)).astype(np.int64), minlength=own.n_states)
        begins.append(done + np.concatenate(([0], np.cumsum(counts))))
        lists.append((joint & np.uint64(0xFFFFFFFF)).astype(np.uint32))
        done += len(joint)
    return np.array(begins, dtype=np.uint32), np.concatenate(lists)


def _before(allowed: NDArray[np.bool_]) -> tuple[Words, Words]:
    """List, for each kind of each decision maker, the kinds that may move to it."""
    before = np.zeros(allowed.shape, dtype=np.uint32)
    for dm, kind in np.ndindex(allowed.shape[:2]):
        sources = np.flatnonzero(allowed[dm, :, kind])
        before[dm, kind, : len(sources)] = sources
    return before, np.count_nonzero(allowed, axis=1).astype(np.uint32)
