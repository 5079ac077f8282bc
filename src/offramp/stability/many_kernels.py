"""Compiled loop that solves one conflict under many orders of the states, one after another.

The definitions and the sweeps are those of :mod:`offramp.stability.cells`; here one call does all of them for one
case, so that nothing but compiled code runs between cases.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.stability.kernels import (
    LAST,
    Flags,
    Small,
    Words,
    closure,
    compiled,
    fill_slots,
    judge,
    order_by,
    raise_to_best_move,
)
from offramp.stability.legal_kernel import legal_closure


class Cells(NamedTuple):
    """What does not hang on the orders; names as in :class:`offramp.stability.layout.Layout`.

    ``every_begin`` and ``every_slot`` list the entries of each state also where it has exactly one, where
    ``entry_begin`` and ``entry_slot`` are empty. ``others`` has shape ``(n_dms, n_dms - 1)``. ``watch_last_mover``:
    for each decision maker, whether it matters which of the others moved last.
    """

    slot: Words
    entry_begin: Words
    entry_slot: Words
    every_begin: Words
    every_slot: Words
    offset: Words
    width: Words
    n_cells: NDArray[np.int64]
    allowed: Flags
    before: Words
    n_before: Words
    start: Words
    others: Words
    watch_last_mover: Flags


@compiled
def sort_cells(cells: Cells, dm: int, place: Words, order: Words, member: Words, height: Words) -> None:
    """Sort a decision maker's entries by its own level; ``place`` as in :class:`~offramp.stability.layout.Layout`."""
    level = place[:, dm, 1].copy()
    order_by(level, level.max() + 1, order)
    slot = cells.entry_slot if len(cells.entry_slot) else cells.slot[dm]
    fill_slots(order, cells.entry_begin[dm], slot, level, cells.start, member, height)


@compiled
def judge_orders(
    cells: Cells, dm: int, others: Words, levels: Words, credible: bool, bits: Small, verdicts: Small
) -> None:
    """Take from ``verdicts`` the bits of the concepts under which a state is not stable, for each of some orders.

    Parameters
    ----------
    dm
        The decision maker whose orders they are.
    others
        Shape ``(n_dms, n_states)``: the levels of the others, of which only the improvements matter, and those only if
        ``credible``; the row of ``dm`` is not read.
    levels, verdicts
        Shape ``(n_orders, n_states)``. Nash (1) is settled here when not ``credible``, and must be before otherwise.
    credible
        Whether the others' replies must be improvements.
    bits
        Of the concept without and with the chance to escape (GMR and SMR, or SEQ and SSEQ), 0 for what is not asked.
    """
    n_dms, n_states = cells.slot.shape
    place = np.zeros((n_states, n_dms, 2), dtype=np.uint32)
    order = np.empty(n_states, dtype=np.uint32)
    member, height = np.empty(len(cells.every_slot), dtype=np.uint32), np.empty(len(cells.every_slot), dtype=np.uint32)
    for other in range(n_dms):
        place[:, other, 0] = cells.slot[other]
        place[:, other, 1] = others[other]
        if other != dm:
            sort_cells(cells, other, place, order, member, height)
    for number in range(len(levels)):
        if credible and highest_open(levels[number], bits[0] | bits[1], verdicts[number]) < 0:
            continue
        place[:, dm, 1] = levels[number]
        sort_cells(cells, dm, place, order, member, height)
        if not credible:
            _take(cells, dm, member, height, np.empty((0, n_states), dtype=np.uint32), bits[:0], verdicts[number])
        _take_unstable(cells, dm, place, order, member, height, credible, bits, verdicts[number])


@compiled
def highest_open(level: Words, bits: int, verdict: Small) -> int:
    """Return the highest level at which some of the bits are still to be settled; -1 where there is none.

    They are settled where they are gone, and where Nash holds: nobody leaves such a state under any concept.
    """
    highest = -1
    for state in range(len(level)):
        if verdict[state] & bits and not verdict[state] & 1:
            highest = max(highest, int(level[state]))
    return highest


@compiled
def _take_unstable(
    cells: Cells,
    dm: int,
    place: Words,
    order: Words,
    member: Words,
    height: Words,
    credible: bool,
    bits: Small,
    verdict: Small,
) -> None:
    """Take the bits for one order; what is not stable without the chance to escape is not so with it."""
    level, value = place[:, dm, 1].copy(), place[:, dm, 1].copy()
    label = np.empty((1, len(level)), dtype=np.uint32)
    for row in range(2):
        highest = highest_open(level, bits[row], verdict)
        if highest < 0:
            continue
        if row == 1:
            width, offset = cells.width[dm], cells.offset[dm]
            allowed = np.ascontiguousarray(cells.allowed[dm, :width, :width])
            raise_to_best_move(0, cells.n_cells[dm], offset, allowed, cells.start, height, member, value)
        _reply(cells, dm, place, order, value, member, height, credible, highest, label[0])
        _take(cells, dm, member, height, label, bits[row : row + 1], verdict)
        if row == 0 and bits[0]:
            for state in range(len(level)):
                if not verdict[state] & bits[0]:
                    verdict[state] &= ~bits[1]


@compiled
def _reply(
    cells: Cells,
    dm: int,
    place: Words,
    order: Words,
    value: Words,
    member: Words,
    height: Words,
    credible: bool,
    highest: int,
    label: Words,
) -> None:
    """Label each state with the least value that the others can lead to from it, as far as ``highest``."""
    order_by(value, value.max() + 1, order)
    label[:] = LAST
    if cells.watch_last_mover[dm]:
        legal_closure(
            order, value, cells.others[dm], cells.every_begin, cells.every_slot, place[:, :, 1], cells.offset,
            cells.width, cells.before, cells.n_before, cells.start, height, member, credible, highest, label,
        )  # fmt: skip
    else:
        closure(
            order, value, cells.others[dm], place, cells.offset, cells.width, cells.before, cells.n_before,
            cells.start, height, member, credible, highest, label,
        )  # fmt: skip


@compiled
def _take(cells: Cells, dm: int, member: Words, height: Words, replies: Words, bits: Small, verdict: Small) -> None:
    """Take the bits of Nash and of some concepts where a state is not stable, given the replies."""
    width, offset = cells.width[dm], cells.offset[dm]
    allowed = np.ascontiguousarray(cells.allowed[dm, :width, :width])
    judge(0, cells.n_cells[dm], offset, allowed, cells.start, height, member, replies, bits, verdict)


@compiled
def count_equilibria(
    verdicts: Small, which: NDArray[np.int64], times: NDArray[np.int64], counts: NDArray[np.int64]
) -> None:
    """Add, for each concept and state, the number of cases in which it is an equilibrium.

    ``verdicts`` has shape ``(n_orders, n_states)``; case k has the orders ``which[k]``, one for each decision maker,
    and counts ``times[k]`` times. ``counts`` has shape ``(5, n_states)``, in the order of the bits.
    """
    joint = np.empty(verdicts.shape[1], dtype=np.uint8)
    for case in range(len(which)):
        joint[:] = 255
        for own in which[case]:
            joint &= verdicts[own]
        for state in range(len(joint)):
            if joint[state] != 0:
                for concept in range(len(counts)):
                    if joint[state] >> concept & 1:
                        counts[concept, state] += times[case]
