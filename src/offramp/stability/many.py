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
_WEAKER = np.uint8(2)  # places from the bit of GMR to that of SEQ, and from SMR to SSEQ: these hold only where those do
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
        classes = [np.zeros(len(own), dtype=np.int64) for own in levels]

        def classify(dm: int) -> None:
            classes[dm] = improvement_classes(conflict.moves[dm], levels[dm])

        if orders.asked:
            crew.run(classify, range(conflict.n_dms))

        def count(cases: Indices) -> None:
            counts = orders.count(which[cases], times[cases])
            with adding:
                total[:] += counts
            if progress is not None:
                progress(len(cases))

        crew.run(count, _groups(classes, which, _size(conflict.n_states)))
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

    @property
    def asked(self) -> np.uint8:
        """The bits of SEQ and SSEQ as far as they are asked, joined."""
        return np.uint8(self.credible.sum())

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
            judge_orders(cells, dm, nothing, levels[dm][rows].astype(np.uint32), False, simple, known[dm][rows])

        size = _size(conflict.n_states)
        crew.run(judge, [(dm, rows) for dm, own in enumerate(levels) for rows in _slices(len(own), min(size, 64))])
        return cls(cells, levels, known, credible)

    def count(self, which: Indices, times: Indices) -> Indices:
        """Return how often each state is an equilibrium in cases of one group, shape ``(5, n_states)``."""
        others = np.stack([own[case] for own, case in zip(self.levels, which[0], strict=True)]).astype(np.uint32)
        used, rows = zip(*(np.unique(own, return_inverse=True) for own in which.T), strict=True)
        verdicts = [known[own] for known, own in zip(self.known, used, strict=True)]
        if self.asked:
            # only where all may be stable when any reply counts may all be so when only improvements do
            possible = np.bitwise_and.reduce([np.bitwise_or.reduce(own) for own in verdicts])
            for dm, verdict in enumerate(verdicts):
                verdict |= ((verdict & possible) << _WEAKER) & self.asked
                own = self.levels[dm][used[dm]].astype(np.uint32)
                judge_orders(self.cells, dm, others, own, True, self.credible, verdict)
        first = np.cumsum([0, *(len(own) for own in used[:-1])])
        counts = np.zeros((len(Concept), verdicts[0].shape[1]), dtype=np.int64)
        count_equilibria(np.concatenate(verdicts), np.stack(rows, axis=1) + first, times, counts)
        return counts


def _groups(classes: Sequence[Indices], which: Indices, size: int) -> Iterator[Indices]:
    """Yield the cases in which everybody has the same improvements, at most ``size`` at a time.

    ``classes`` says of each decision maker's orders which make the same moves improvements.
    """
    joint = np.stack([own[which[:, dm]] for dm, own in enumerate(classes)], axis=1)
    group = np.unique(joint, axis=0, return_inverse=True)[1].ravel()
    # within a group those whose orders are many change slowest, so that a part has few of them
    by_number = sorted(range(len(classes)), key=lambda dm: len(classes[dm]))
    cases = np.lexsort((*which[:, by_number].T, group))
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
