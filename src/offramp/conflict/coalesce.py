"""Coalescing: sets of states that are treated as one (Fang, Hipel, Kilgour & Peng 2003).

Arcs of the merged state are existential: it has a move when some member has it. What is said of a merged state (a
preference statement, an ending, a condition) must be the same for all members;
:func:`disagreeing` finds where it is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.states import Codes, Merging, StateSpace
from offramp.logic.expression import Expression


@dataclass(frozen=True, slots=True)
class Merge:
    """A set of states to treat as one: every state where ``when`` holds."""

    id: str
    title: str
    when: Expression


class MergeError(Exception):
    """Two merges claim the same state, or one finds no state.

    Attributes
    ----------
    merge
        The id of the merge that is at fault.
    other
        The id of the merge that already holds some of its states; ``None`` when it matches no state.
    """

    def __init__(self, merge: str, other: str | None) -> None:
        self.merge, self.other = merge, other
        super().__init__(f"{merge} overlaps {other}" if other else f"{merge} matches no feasible state")


def state_space(option_ids: Sequence[str], codes: Codes, merges: Sequence[Merge] = ()) -> StateSpace:
    """Return the states of a conflict in option form.

    Parameters
    ----------
    option_ids
        ``dm.option`` in file order.
    codes
        Feasible codes, increasing (see :func:`offramp.conflict.feasibility.feasible_codes`).
    merges
        Disjoint sets of states to treat as one each.

    Raises
    ------
    MergeError
        When merges overlap or one matches nothing.
    """
    plain = StateSpace(codes, tuple(option_ids), {}, {})
    if not merges:
        return plain
    leader = np.arange(len(codes))
    owner = np.full(len(codes), -1)
    for index, merge in enumerate(merges):
        found = np.flatnonzero(plain.where(merge.when))
        if not len(found):
            raise MergeError(merge.id, None)
        taken = owner[found]
        if (taken >= 0).any():
            raise MergeError(merge.id, merges[int(taken.max())].id)
        owner[found] = index
        leader[found] = found[0]
    kept, state = np.unique(leader, return_inverse=True)
    first = {int(owner[code]): number for number, code in enumerate(kept) if owner[code] >= 0}
    return StateSpace(
        codes[kept],
        tuple(option_ids),
        {first[index]: merge.id for index, merge in enumerate(merges)},
        {first[index]: merge.title for index, merge in enumerate(merges)},
        Merging(codes, state.astype(np.int64)),
    )


def graph_space(names: Sequence[str], titles: Sequence[str]) -> StateSpace:
    """Return the states of a conflict in graph form, numbered in file order."""
    codes = np.arange(len(names), dtype=np.uint32)
    return StateSpace(codes, (), dict(enumerate(names)), dict(enumerate(titles)))


def disagreeing(space: StateSpace, expression: Expression) -> NDArray[np.int64]:
    """Return the coalesced states whose members differ on an expression, increasing; empty without merging."""
    if space.merging is None:
        return np.empty(0, dtype=np.int64)
    truth = space.where(expression, space.merging.codes)
    some = np.zeros(len(space), dtype=np.bool_)
    every = np.ones(len(space), dtype=np.bool_)
    np.logical_or.at(some, space.merging.state, truth)
    np.logical_and.at(every, space.merging.state, truth)
    return np.flatnonzero(some & ~every).astype(np.int64)
