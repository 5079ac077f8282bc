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

    def targets(self, state: int) -> NDArray[np.int64]:
        """Return the states that one unilateral move leads to from ``state``, increasing."""
        entries = np.array([state]) if self.state is None else np.flatnonzero(self.state == state)
        found = [self._reached_from(int(entry)) for entry in entries]
        targets = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
        onward: NDArray[np.int64] = targets[targets != state]
        return onward

    def _reached_from(self, entry: int) -> NDArray[np.int64]:
        same: NDArray[np.int64] = np.flatnonzero(self.cell == self.cell[entry])
        if self.kind is not None:
            same = same[self.allowed[self.kind[entry], self.kind[same]]]
        elif not self.allowed[0, 0]:
            same = same[:0]
        return same if self.state is None else self.state[same].astype(np.int64)

    def arcs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every move as two arrays, from and to, ordered by from, then to.

        Size: the sum over cells of the square of their sizes; meant for models of some thousand states.
        """
        order = np.argsort(self.cell, kind="stable")
        cells, states, kinds = self.cell[order], self.entry_states()[order], self.entry_kinds()[order]
        sizes = np.bincount(cells, minlength=self.n_cells)
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        width = sizes[cells]
        source = np.repeat(np.arange(len(cells)), width)
        offset = np.arange(len(source)) - np.repeat(np.cumsum(width) - width, width)
        target = np.repeat(starts[cells], width) + offset
        keep = self.allowed[kinds[source], kinds[target]] & (states[source] != states[target])
        pairs = np.unique(states[source[keep]].astype(np.int64) * self.n_states + states[target[keep]])
        return pairs // self.n_states, pairs % self.n_states
