"""The moves of option form, as cells with kinds (see :mod:`offramp.conflict.moves`).

A decision maker may change any of its own options in one move, as long as the state that it reaches is feasible, no
irreversible option goes back, no option is taken where its ``when_taken`` condition fails, and no ban on moves
(``no_move``) forbids it. The kind of a state inside a cell is the little that those four rules need to know of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.moves import Moves
from offramp.conflict.states import Codes, StateSpace
from offramp.logic.expression import Expression, Not, Variable, names


@dataclass(frozen=True, slots=True)
class MoveBan:
    """A move that cannot be: by decision maker ``by``, from where ``source`` holds to where ``target`` holds."""

    by: int
    source: Expression
    target: Expression

    @classmethod
    def of_taking(cls, by: int, option: str) -> Self:
        """Return the ban on taking an option of a decision maker's: what is taken stays taken, and can be dropped."""
        return cls(by, Not(Variable(option)), Variable(option))


def option_moves(
    space: StateSpace, options: Sequence[Option], dm: int, owner: DecisionMaker, bans: Sequence[MoveBan] = ()
) -> Moves:
    """Return the unilateral moves of one decision maker in option form.

    Parameters
    ----------
    space
        The feasible states.
    options
        All options of the conflict.
    dm, owner
        The decision maker's index and value.
    bans
        All bans of the conflict; those of other decision makers are passed over.
    """
    codes = space.codes if space.merging is None else space.merging.codes
    cell, n_cells = _cells(codes, owner.options, space.n_options)
    marks = _marks(space, codes, options, owner, [ban for ban in bans if ban.by == dm])
    kind, allowed = _kinds(marks, len(codes))
    state = None if space.merging is None else space.merging.state
    transitive = state is None and composes(allowed)
    return Moves(len(space), n_cells, cell, state, kind, allowed, transitive)


def _cells(codes: Codes, own: tuple[int, ...], n_options: int) -> tuple[NDArray[np.int32], int]:
    """Number the combinations of the others' options that occur: own options are contiguous, so they are cut out."""
    if not own:
        return np.arange(len(codes), dtype=np.int32), len(codes)
    word = codes.dtype.type
    low = word((1 << own[0]) - 1)
    others = (codes & low) | ((codes >> word(len(own))) & word(~int(low) & (1 << n_options) - 1))
    bound = 1 << (n_options - len(own))
    if bound > 4 * len(codes):
        values, number = np.unique(others, return_inverse=True)
        return number.astype(np.int32), len(values)
    present = np.zeros(bound, dtype=np.bool_)
    present[others] = True
    if present.all():
        return others.astype(np.int32), bound
    renumber = np.cumsum(present, dtype=np.int32) - np.int32(1)
    return renumber[others], int(renumber[-1]) + 1


@dataclass(frozen=True, eq=False)
class _Mark:
    """One thing that the rules need to know of a state, and the moves that it forbids.

    ``forbids[a, b]``: no move from a state where the mark is a to one where it is b.
    """

    value: NDArray[np.integer] | NDArray[np.bool_]
    forbids: NDArray[np.bool_]


def _marks(
    space: StateSpace, codes: Codes, options: Sequence[Option], owner: DecisionMaker, bans: Sequence[MoveBan]
) -> list[_Mark]:
    marks = []
    own = frozenset(options[k].id for k in owner.options)
    for option in (options[k] for k in owner.options):
        taken = space.column(option.id, codes)
        if option.irreversible is Irreversible.TAKING:
            marks.append(_Mark(taken, np.array([[False, False], [True, False]])))
        elif option.irreversible is Irreversible.DROPPING:
            marks.append(_Mark(taken, np.array([[False, True], [False, False]])))
        if option.when_taken is not None:
            met = space.where(option.when_taken, codes)
            forbids = np.zeros((2, 2, 2, 2), dtype=np.bool_)  # met, taken before; met, taken after
            forbids[0, 0, :, 1] = True
            marks.append(_joint_mark(met, taken, forbids, fixed=own.isdisjoint(names(option.when_taken))))
    for ban in bans:
        source, target = space.where(ban.source, codes), space.where(ban.target, codes)
        forbids = np.zeros((2, 2, 2, 2), dtype=np.bool_)  # source, target before; source, target after
        forbids[1, :, :, 1] = True
        marks.append(_joint_mark(source, target, forbids, fixed=own.isdisjoint(names(ban.source))))
    return marks


def _joint_mark(
    condition: NDArray[np.bool_], other: NDArray[np.bool_], forbids: NDArray[np.bool_], *, fixed: bool
) -> _Mark:
    """Join two truths; a condition that own moves cannot change (``fixed``) is the same throughout a cell."""
    if fixed:
        forbids[0, :, 1, :] = forbids[1, :, 0, :] = True  # never happens; saying so lets the table compose
    return _Mark(2 * condition.astype(np.uint8) + other, forbids.reshape(4, 4))


def _kinds(marks: Sequence[_Mark], n_entries: int) -> tuple[NDArray[np.integer] | None, NDArray[np.bool_]]:
    """Join the marks into one kind for each entry, numbering only the joint values that occur."""
    if not marks:
        return None, np.ones((1, 1), dtype=np.bool_)
    joint, parts = np.zeros(n_entries, dtype=np.uint32), np.zeros((1, 0), dtype=np.int64)
    for mark in marks:
        n_values = len(mark.forbids)
        values, joint = _renumbered(joint * np.uint32(n_values) + mark.value, len(parts) * n_values)
        parts = np.column_stack((parts[values // n_values], values % n_values))
    allowed = np.ones((len(parts), len(parts)), dtype=np.bool_)
    for position, mark in enumerate(marks):
        column = parts[:, position]
        allowed &= ~mark.forbids[column[:, None], column[None, :]]
    return joint.astype(np.uint8 if len(parts) <= 256 else np.uint32), allowed


def _renumbered(number: NDArray[np.uint32], bound: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the numbers below ``bound`` that occur, increasing, and each number's place among them."""
    present = np.zeros(bound, dtype=np.bool_)
    present[number] = True
    place = np.cumsum(present, dtype=np.uint32) - np.uint32(1)
    return np.flatnonzero(present).astype(np.int64), place[number]


def composes(allowed: NDArray[np.bool_]) -> bool:
    """Whether two moves in a row within a cell are always one allowed move, or lead back to the start.

    Kinds that forbid moves among themselves may still hold several states, so the diagonal must be allowed too.
    """
    two_steps = (allowed.astype(np.int64) @ allowed.astype(np.int64)) > 0
    return bool((~two_steps | allowed).all())
