"""The same conflict under many orders of the states: how often each state is an equilibrium.

Whether a state is stable for a decision maker hangs on its own order, and of the others' orders at most on which of
their moves are improvements (SEQ, SSEQ): Nash, GMR and SMR do not ask what the others want. Many orders make the same
moves improvements, so cases are put into *groups* in which everybody's improvements are the same. In a group each
decision maker is judged once for each of its own orders, however these meet in the cases; a state is an equilibrium
in a case when it is stable for all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.conflict.moves import Moves
from offramp.stability.cells import as_entries
from offramp.stability.concepts import Concept
from offramp.stability.layout import Layout, lay_out
from offramp.stability.many_kernels import Cells, count_equilibria, judge_orders
from offramp.workers import Workers, workers

_AT_ONCE = 1 << 22  # levels of states that a thread takes at a time, for each decision maker
_WEAKER = np.uint8(2)  # bits from SEQ to GMR and from SSEQ to SMR, which hold wherever those do
_MOST = 1024  # cases that a thread takes at a time, at most

Levels = NDArray[np.unsignedinteger]
Indices = NDArray[np.int64]


def equilibrium_counts(
    conflict: Conflict,
    levels: Sequence[Levels],
    which: Indices,
    times: Indices,
    concepts: Sequence[Concept] = tuple(Concept),
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[Concept, Indices]:
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
    total = np.zeros((len(Concept), conflict.n_states), dtype=np.int64)
    adding = Lock()
    with workers(threads) as crew:
        orders = _Orders.of(conflict, levels, concepts, crew)

        def count(cases: Indices) -> None:
            counts = orders.count(which[cases], times[cases])
            with adding:
                total[:] += counts
            if progress is not None:
                progress(len(cases))

        crew.run(count, _groups(conflict.moves, levels, which))
    return {concept: total[row] for row, concept in enumerate(Concept) if concept in concepts}


@dataclass(frozen=True, eq=False)
class _Orders:
    """The orders of each decision maker, judged as far as the others' orders do not matter.

    Attributes
    ----------
    levels, known
        For each decision maker, shape ``(n_orders, n_states)``: the levels, and the verdict bits of Nash, GMR and SMR.
    credible
        The bits of SEQ and SSEQ, 0 for what is not asked.
    """

    cells: Cells
    levels: Sequence[Levels]
    known: Sequence[NDArray[np.uint8]]
    credible: NDArray[np.uint8]

    @classmethod
    def of(cls, conflict: Conflict, levels: Sequence[Levels], concepts: Sequence[Concept], crew: Workers) -> "_Orders":
        credible = np.array([c.bit if c in concepts else 0 for c in (Concept.SEQ, Concept.SSEQ)], dtype=np.uint8)
        simple = np.array([c.bit if c in concepts else 0 for c in (Concept.GMR, Concept.SMR)], dtype=np.uint8)
        simple |= credible >> _WEAKER  # what is not GMR cannot be SEQ
        cells = _cells(conflict, lay_out(conflict, conflict.likeliest(), crew))
        known = [np.full(own.shape, Concept.NASH.bit | simple[0] | simple[1], dtype=np.uint8) for own in levels]
        nothing = np.zeros((conflict.n_dms, conflict.n_states), dtype=np.uint32)

        def judge(part: tuple[int, slice]) -> None:
            dm, rows = part
            own = levels[dm][rows].astype(np.uint32)
            judge_orders(cells, dm, nothing, own, False, simple, known[dm][rows])

        size = _size(conflict.n_states)
        crew.run(judge, [(dm, rows) for dm, own in enumerate(levels) for rows in _slices(len(own), min(size, 64))])
        return cls(cells, levels, known, credible)

    def count(self, which: Indices, times: Indices) -> Indices:
        """Return how often each state is an equilibrium in cases of one group, shape ``(5, n_states)``."""
        others = np.stack([own[case] for own, case in zip(self.levels, which[0], strict=True)]).astype(np.uint32)
        ever = [np.bitwise_or.reduce(known[own], axis=0) for known, own in zip(self.known, which.T, strict=True)]
        possible, asked = np.bitwise_and.reduce(ever), self.credible[0] | self.credible[1]
        verdicts, rows, n_rows = [], np.empty_like(which), 0
        for dm, (levels, known) in enumerate(zip(self.levels, self.known, strict=True)):
            used, rows[:, dm] = np.unique(which[:, dm], return_inverse=True)
            verdict = known[used] | (known[used] & possible) << _WEAKER & asked
            if asked:
                judge_orders(self.cells, dm, others, levels[used].astype(np.uint32), True, self.credible, verdict)
            verdicts.append(verdict)
            rows[:, dm] += n_rows
            n_rows += len(used)
        counts = np.zeros((len(Concept), verdicts[0].shape[1]), dtype=np.int64)
        count_equilibria(np.concatenate(verdicts), rows, times, counts)
        return counts


def _groups(moves: Sequence[Moves], levels: Sequence[Levels], which: Indices) -> Iterator[Indices]:
    """Yield the cases in which everybody has the same improvements; large groups in parts."""
    classes = [improvement_classes(own, orders) for own, orders in zip(moves, levels, strict=True)]
    joint = np.stack([own[which[:, dm]] for dm, own in enumerate(classes)], axis=1)
    group = np.unique(joint, axis=0, return_inverse=True)[1].ravel()
    # within a group those whose orders are many change slowest, so that a part has few of them
    by_number = sorted(range(len(levels)), key=lambda dm: len(levels[dm]))
    cases = np.lexsort((*which[:, by_number].T, group))
    size = _size(levels[0].shape[1])
    for own in np.split(cases, np.flatnonzero(np.diff(group[cases])) + 1):
        for rows in _slices(len(own), size):
            yield own[rows]


def improvement_classes(moves: Moves, levels: Levels) -> Indices:
    """Number a decision maker's orders so that those with one number make the same moves improvements.

    ``levels`` has shape ``(n_orders, n_states)``, the result ``(n_orders,)``. Orders with one number rank the states
    of every cell alike.
    """
    known: dict[bytes, int] = {}
    state, first = moves.entry_states(), moves.cell.astype(np.int64) * levels.shape[1]
    ranked = (np.unique(first + level[state], return_inverse=True)[1].astype(np.uint32) for level in levels)
    return np.array([known.setdefault(rank.tobytes(), len(known)) for rank in ranked], dtype=np.int64)


def _size(n_states: int) -> int:
    return max(1, min(_MOST, _AT_ONCE // n_states))


def _slices(length: int, size: int) -> Iterator[slice]:
    return (slice(begin, min(begin + size, length)) for begin in range(0, length, size))


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
        width=layout.width,
        n_cells=np.array([moves.n_cells for moves in conflict.moves]),
        allowed=layout.allowed,
        before=layout.before,
        n_before=layout.n_before,
        start=layout.start,
        others=np.array([everybody[everybody != dm] for dm in everybody], dtype=np.uint32),
        watch_last_mover=np.array([not layout.partition or (~transitive)[everybody != dm].any() for dm in everybody]),
    )
