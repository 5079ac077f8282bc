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
def stable_for(
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
    """Fill in under which concepts each state is stable for one decision maker, as bits, shape ``(n_states,)``.

    ``bits``: of the concept without and with the chance to escape (GMR and SMR, or SEQ and SSEQ), 0 for what is not
    asked. Nash (1) is always worked out.
    """
    level = place[:, dm, 1].copy()
    escape = level.copy()
    offset, n_cells = cells.offset[dm], cells.n_cells[dm]
    raise_to_best_move(0, n_cells, offset, cells.allowed[dm], cells.start, height, member, escape)
    replies = np.zeros((2, len(level)), dtype=np.uint32)
    for row in range(2):
        if bits[row]:
            _reply(cells, dm, place, order, escape if row else level, member, height, credible, replies[row])
    verdict[:] = np.uint8(1) | bits[0] | bits[1]
    judge(0, n_cells, offset, cells.allowed[dm], cells.start, height, member, replies, bits, verdict)


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
    label: Words,
) -> None:
    """Label each state with the least value that the others can lead to from it."""
    order_by(value, value.max() + 1, order)
    label[:] = LAST
    if cells.watch_last_mover[dm]:
        legal_closure(
            order, value, cells.others[dm], cells.every_begin, cells.every_slot, place[:, :, 1], cells.offset,
            cells.before, cells.n_before, cells.start, height, member, credible, label,
        )  # fmt: skip
    else:
        closure(
            order, value, cells.others[dm], place, cells.offset, cells.before, cells.n_before, cells.start, height,
            member, credible, label,
        )  # fmt: skip


@compiled
def judge_orders(
    cells: Cells, dm: int, others: Words, levels: Words, credible: bool, bits: Small, verdicts: Small
) -> None:
    """Fill in under which concepts each state is stable for one decision maker, for each of its orders.

    ``levels`` and ``verdicts`` have shape ``(n_orders, n_states)``. ``others``, shape ``(n_dms, n_states)``, holds the
    levels of the other decision makers, of which only the improvements matter (and nothing unless ``credible``); the
    row of the decision maker itself is not read. ``credible`` and ``bits`` are as in :func:`stable_for`.
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
        place[:, dm, 1] = levels[number]
        sort_cells(cells, dm, place, order, member, height)
        stable_for(cells, dm, place, order, member, height, credible, bits, verdicts[number])


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
