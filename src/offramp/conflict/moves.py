"""Unilateral moves as cells: never an N x N matrix.

A decision maker's moves are kept as *cells*: sets of states among which it moves, each state in a cell with a
*kind*, and a small table that says from which kind to which kind a move is allowed. One structure serves them all:

- option form: a cell is the set of states that differ only in the decision maker's own options, one kind;
- irreversible options: the kind is the pattern of those options, the table is its order;
- ``when_taken`` and ``no_move``: the kind says whether the condition holds, the table what that forbids;
- coalesced states: a state may lie in several cells, an arc exists where some member has it;
- graph form: each state that has moves is a cell of its own with kind 0 "from", its targets are kind 1 "to".
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Moves:
    """The unilateral moves of one decision maker.

    Attributes
    ----------
    n_states, n_cells
        Sizes.
    cell
        The cell of each entry, shape ``(n_entries,)``, in ``0 … n_cells - 1``.
    state
        The state of each entry, shape ``(n_entries,)``; ``None``: entry k is state k.
    kind
        The kind of each entry, shape ``(n_entries,)``; ``None``: all of kind 0.
    allowed
        Shape ``(n_kinds, n_kinds)``: ``allowed[a, b]`` when a move from kind a to kind b of the same cell may be made.
    transitive
        Whether two moves in a row are always one move (or lead back): then "nobody twice in a row" takes
        nothing away.
    """

    n_states: int
    n_cells: int
    cell: NDArray[np.integer]
    state: NDArray[np.integer] | None
    kind: NDArray[np.integer] | None
    allowed: NDArray[np.bool_]
    transitive: bool

    def entry_states(self) -> NDArray[np.integer]:
        """Return the state of each entry, shape ``(n_entries,)``."""
        return np.arange(len(self.cell), dtype=np.int64) if self.state is None else self.state

    def entry_kinds(self) -> NDArray[np.integer]:
        """Return the kind of each entry, shape ``(n_entries,)``."""
        return np.zeros(len(self.cell), dtype=np.uint8) if self.kind is None else self.kind

    @cached_property
    def by_cell(self) -> "EntriesByCell":
        """The entries put in order of their cells; worked out when first asked for."""
        order = np.argsort(self.cell, kind="stable")
        start = np.concatenate(([0], np.cumsum(np.bincount(self.cell, minlength=self.n_cells))))
        entries = np.argsort(self.entry_states(), kind="stable")
        first = np.concatenate(([0], np.cumsum(np.bincount(self.entry_states(), minlength=self.n_states))))
        return EntriesByCell(order, start, entries, first)

    def from_states(self, states: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the moves from some states: positions in ``states``, and targets; both shape ``(n_found,)``.

        Ordered by position; a target that several cells lead to may come more than once.
        """
        index = self.by_cell
        position, entry = spread(index.first[states], index.first[states + 1])
        entry = index.entries[entry]
        cell = self.cell[entry]
        which, onward = spread(index.start[cell], index.start[cell + 1])
        position, entry, onward = position[which], entry[which], index.order[onward]
        kinds = self.entry_kinds()
        target = self.entry_states()[onward].astype(np.int64)
        keep = self.allowed[kinds[entry], kinds[onward]] & (target != states[position])
        return position[keep], target[keep]

    def arcs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every move as two arrays, from and to, ordered by from, then to.

        Size: the sum over cells of the square of their sizes; meant for models of some thousand states.
        """
        everything = np.arange(self.n_states, dtype=np.int64)
        source, target = self.from_states(everything)
        if self.state is None:  # each state in one cell: in order already, and nothing comes twice
            return source, target
        pairs = np.unique(source * self.n_states + target)
        return pairs // self.n_states, pairs % self.n_states


@dataclass(frozen=True, eq=False)
class EntriesByCell:
    """Where to find the entries of a cell, and of a state.

    Attributes
    ----------
    order, start
        Entries in order of their cells, and where each cell begins: shapes ``(n_entries,)``, ``(n_cells + 1,)``.
    entries, first
        Entries in order of their states, and where each state begins: shapes ``(n_entries,)``, ``(n_states + 1,)``.
    """

    order: NDArray[np.int64]
    start: NDArray[np.int64]
    entries: NDArray[np.int64]
    first: NDArray[np.int64]


def spread(begin: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every number of the ranges ``begin[k] … end[k] - 1``: k, and the number, for all k in turn.

    >>> [part.tolist() for part in spread(np.array([5, 0]), np.array([7, 1]))]
    [[0, 0, 1], [5, 6, 0]]
    """
    size = end - begin
    which = np.repeat(np.arange(len(size)), size)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size)
    return which, begin[which] + offset
