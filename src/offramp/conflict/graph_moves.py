"""The moves of graph form: arcs that are listed one by one."""

from collections.abc import Sequence

import numpy as np

from offramp.conflict.moves import Moves


def graph_moves(n_states: int, arcs: Sequence[tuple[int, int]]) -> Moves:
    """Return listed arcs as cells: one for each state that has moves, from kind 0 to kind 1.

    Parameters
    ----------
    n_states
        Number of states.
    arcs
        Pairs (from, to) of state indices; repeated arcs and loops are dropped.
    """
    pairs = np.array(sorted({arc for arc in arcs if arc[0] != arc[1]}), dtype=np.int64).reshape(-1, 2)
    sources, cell_of_arc = np.unique(pairs[:, 0], return_inverse=True)
    allowed = np.array([[False, True], [False, False]])
    return Moves(
        n_states=n_states,
        n_cells=len(sources),
        cell=np.concatenate((np.arange(len(sources)), cell_of_arc)).astype(np.int32),
        state=np.concatenate((sources, pairs[:, 1])).astype(np.int64),
        kind=np.concatenate((np.zeros(len(sources)), np.ones(len(pairs)))).astype(np.uint8),
        allowed=allowed,
        transitive=_transitive(pairs),
    )


def _transitive(pairs: "np.ndarray[tuple[int, int], np.dtype[np.int64]]") -> bool:
    """Whether two arcs in a row are always an arc, or lead back."""
    following: dict[int, set[int]] = {}
    for source, target in pairs.tolist():
        following.setdefault(source, set()).add(target)
    return all(
        onward == source or onward in targets
        for source, targets in following.items()
        for target in targets
        for onward in following.get(target, ())
    )
