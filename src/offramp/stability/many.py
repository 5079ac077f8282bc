"""The same conflict under many orders of the states: how often each state is an equilibrium."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.stability.cells import as_entries
from offramp.stability.concepts import Concept
from offramp.stability.layout import Layout, lay_out
from offramp.stability.many_kernels import Cells, count_equilibria, judge_orders
from offramp.workers import workers

_BLOCK = 64  # cases that a thread takes at a time


def equilibrium_counts(
    conflict: Conflict,
    levels: Sequence[NDArray[np.unsignedinteger]],
    which: NDArray[np.int64],
    times: NDArray[np.int64],
    concepts: Sequence[Concept] = tuple(Concept),
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[Concept, NDArray[np.int64]]:
    """Return, for each concept, how often each state is an equilibrium.

    Parameters
    ----------
    conflict
        The states and the moves; its own preferences are not used.
    levels
        For each decision maker the orders that occur, shape ``(n_orders, n_states)``: dense from 0, higher is better.
    which
        Shape ``(n_cases, n_dms)``: the order of each decision maker in each case.
    times
        Shape ``(n_cases,)``: how often each case counts.
    concepts
        The concepts to count.
    threads
        How many threads share the work; as many as there are cores when left out.
    progress
        Called with the number of cases done since it was last called.

    Returns
    -------
    dict
        Shape ``(n_states,)`` each, in ``0 … times.sum()``.
    """
    simple, credible = (_asked(pair, concepts) for pair in ((Concept.GMR, Concept.SMR), (Concept.SEQ, Concept.SSEQ)))
    first = np.cumsum([0, *(len(own) for own in levels)])
    every, cases = np.concatenate(levels), which + first[:-1]
    total = np.zeros((len(Concept), conflict.n_states), dtype=np.int64)
    known = np.empty(every.shape, dtype=np.uint8)
    adding = Lock()
    with workers(threads) as crew:
        cells = _cells(conflict, lay_out(conflict, conflict.likeliest(), crew))

        def judge(part: tuple[int, slice]) -> None:
            dm, rows = part
            judge_orders(cells, dm, every[rows].astype(np.uint32), simple, known[rows])

        def count(block: slice) -> None:
            used, local = np.unique(cases[block], return_inverse=True)
            counts = np.zeros_like(total)
            orders, own = every[used].astype(np.uint32), local.reshape(-1, conflict.n_dms)
            count_equilibria(cells, orders, known[used], own, times[block], credible, counts)
            with adding:
                total[:] += counts
            if progress is not None:
                progress(len(own))

        parts = [(dm, _blocks(int(first[dm]), int(first[dm + 1]))) for dm in range(conflict.n_dms)]
        crew.run(judge, [(dm, rows) for dm, own_blocks in parts for rows in own_blocks])
        crew.run(count, _blocks(0, len(which)))
    return {concept: total[row] for row, concept in enumerate(Concept) if concept in concepts}


def _asked(pair: tuple[Concept, Concept], concepts: Sequence[Concept]) -> NDArray[np.uint8]:
    return np.array([concept.bit if concept in concepts else 0 for concept in pair], dtype=np.uint8)


def _blocks(first: int, last: int) -> list[slice]:
    return [slice(begin, min(begin + _BLOCK, last)) for begin in range(first, last, _BLOCK)]


def _cells(conflict: Conflict, layout: Layout) -> Cells:
    begin, slots = as_entries(layout)
    everybody, transitive = np.arange(conflict.n_dms), np.array([moves.transitive for moves in conflict.moves])
    return Cells(
        slot=np.ascontiguousarray(layout.place[:, :, 0].T),
        entry_begin=layout.entry_begin,
        entry_slot=layout.entry_slot,
        every_begin=begin,
        every_slot=slots,
        offset=layout.offset,
        n_cells=np.array([moves.n_cells for moves in conflict.moves]),
        allowed=layout.allowed,
        before=layout.before,
        n_before=layout.n_before,
        start=layout.start,
        others=np.array([everybody[everybody != dm] for dm in everybody], dtype=np.uint32),
        watch_last_mover=np.array([not layout.partition or (~transitive)[everybody != dm].any() for dm in everybody]),
    )
