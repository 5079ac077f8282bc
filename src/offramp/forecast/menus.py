"""What each decision maker can choose from in each state, in groups of states that have the same menu.

The *menu* of a decision maker in a state is that state (it may stay) and every state that one of its moves leads to.
In option form all states that differ only in its own options have the same menu, so what it would choose is worked out
once for all of them. That makes a step of the dynamics linear in the number of states, however many moves there are:
the probability in a group is added up, shared out among the groups of the menu, and then among their states.

Where moves are restricted a group is one kind of one cell (see :mod:`offramp.conflict.moves`). Where states are
coalesced, or in graph form, each state is a group of its own, and the groups of its menu are its moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.conflict.moves import Moves, spread
from offramp.forecast.arrays import Words
from offramp.forecast.choice_kernels import Structure

Arcs = tuple[NDArray[np.integer], NDArray[np.integer]]


@dataclass(frozen=True, eq=False)
class Menus:
    """The menus of all decision makers; groups are numbered through, decision maker by decision maker.

    Attributes
    ----------
    n_states
        Number of states.
    first_group
        Shape ``(n_dms + 1,)``: where each decision maker's groups begin.
    group
        Shape ``(n_dms, n_states)``: the group of each state.
    start, member
        Shapes ``(n_groups + 1,)`` and ``(n_dms * n_states,)``: where the states of a group begin, and the states.
    onward_start, onward
        Shapes ``(n_groups + 1,)`` and ``(n_pairs,)``: where the menu of a group begins, and the groups on it.
    """

    n_states: int
    first_group: Words
    group: Words
    start: Words
    member: Words
    onward_start: Words
    onward: Words

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return len(self.group)

    @property
    def n_groups(self) -> int:
        """Number of groups of all decision makers."""
        return len(self.start) - 1

    @cached_property
    def active(self) -> NDArray[np.bool_]:
        """Whether each decision maker can leave each state, shape ``(n_dms, n_states)``; worked out when asked for."""
        only_itself = (self._menu_sizes() == 1) & (self.own_pair >= 0)
        alone = only_itself & (np.diff(self.start.astype(np.int64)) == 1)
        able: NDArray[np.bool_] = ~alone[self.group]
        return able

    @cached_property
    def own_pair(self) -> NDArray[np.int64]:
        """Where each group stands on its own menu: an index of ``onward``, or -1 if it is not on it."""
        source = np.repeat(np.arange(self.n_groups), self._menu_sizes())
        pairs = np.flatnonzero(source == self.onward)
        at = np.full(self.n_groups, -1, dtype=np.int64)
        at[source[pairs]] = pairs
        return at

    @cached_property
    def isolated(self) -> NDArray[np.bool_]:
        """Whether each group has itself and nothing else on its menu, and is on no other, shape ``(n_groups,)``."""
        on_menus = np.bincount(self.onward, minlength=self.n_groups)
        single: NDArray[np.bool_] = (self._menu_sizes() == 1) & (self.own_pair >= 0) & (on_menus == 1)
        return single

    @cached_property
    def structure(self) -> Structure:
        """The same, as compiled loops take it."""
        groups = (self.first_group, self.group, self.start, self.member, self.onward_start, self.onward)
        return Structure(*groups, self.active, self.isolated)

    def choices(self, dm: int, state: int) -> NDArray[np.int64]:
        """Return what a decision maker can choose from in a state, itself included where it may stay; increasing."""
        own = int(self.group[dm, state])
        groups = self.onward[self.onward_start[own] : self.onward_start[own + 1]].astype(np.int64)
        _, place = spread(self.start[groups].astype(np.int64), self.start[groups + 1].astype(np.int64))
        return np.sort(self.member[place]).astype(np.int64)

    def _menu_sizes(self) -> NDArray[np.int64]:
        return np.diff(self.onward_start.astype(np.int64)).astype(np.int64)


def menus_of(conflict: Conflict, final: NDArray[np.bool_] | None = None) -> Menus:
    """Return the menus of a conflict.

    Parameters
    ----------
    conflict
        The conflict, of any form.
    final
        Shape ``(n_states,)``: states that nobody leaves any more, whatever the moves say. None when left out.
    """
    stopped = np.zeros(conflict.n_states, dtype=np.bool_) if final is None else final
    return _joined(conflict.n_states, [_grouped(moves, stopped) for moves in conflict.moves])


def menus_from_arcs(n_states: int, arcs: Sequence[Arcs], may_stay: NDArray[np.bool_] | None = None) -> Menus:
    """Return menus from lists of moves.

    Parameters
    ----------
    n_states
        Number of states.
    arcs
        For each decision maker the moves, from and to, shape ``(n_arcs,)`` each, without loops or repetitions.
    may_stay
        Shape ``(n_dms, n_states)``: where a decision maker that gets to act may leave things as they are; everywhere
        when left out. Where it has no move it stays in any case.
    """
    stay = np.ones((len(arcs), n_states), dtype=np.bool_) if may_stay is None else may_stay
    return _joined(n_states, [_singled(n_states, *own, may) for own, may in zip(arcs, stay, strict=True)])


@dataclass(frozen=True, eq=False)
class _Groups:
    """The groups of one decision maker: the group of each state, and pairs (group, group on its menu)."""

    group: NDArray[np.integer]
    source: NDArray[np.integer]
    target: NDArray[np.integer]
    n_groups: int


def _grouped(moves: Moves, final: NDArray[np.bool_]) -> _Groups:
    if moves.state is not None:
        source, target = moves.arcs()
        goes = ~final[source]
        return _singled(moves.n_states, source[goes], target[goes], np.ones(moves.n_states, dtype=np.bool_))
    kinds, n_kinds = moves.entry_kinds().astype(np.int64), len(moves.allowed)
    together = moves.allowed.diagonal()[kinds] & ~final  # others are groups of their own: the menu holds each itself
    alone = np.where(together, 0, np.arange(1, moves.n_states + 1))
    key = (moves.cell.astype(np.int64) * n_kinds + kinds) * (moves.n_states + 1) + alone
    values, group = np.unique(key, return_inverse=True)
    slot = values // (moves.n_states + 1)
    source, target = _within_cells(slot // n_kinds)
    stops = np.zeros(len(values), dtype=np.bool_)
    stops[group[final]] = True
    kind = slot % n_kinds
    keep = (source == target) | moves.allowed[kind[source], kind[target]] & ~stops[source]
    return _Groups(group, source[keep], target[keep], len(values))


def _within_cells(cell: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all pairs of groups of the same cell; ``cell`` is the cell of each group, increasing."""
    _, first, place, size = np.unique(cell, return_index=True, return_inverse=True, return_counts=True)
    return spread(first[place], (first + size)[place])


def _singled(
    n_states: int, source: NDArray[np.integer], target: NDArray[np.integer], may_stay: NDArray[np.bool_]
) -> _Groups:
    stuck = np.ones(n_states, dtype=np.bool_)
    stuck[source] = False
    stays = np.flatnonzero(may_stay | stuck)
    origin, goal = np.concatenate((source, stays)), np.concatenate((target, stays))
    order = np.lexsort((goal, origin))
    return _Groups(np.arange(n_states), origin[order], goal[order], n_states)


def _joined(n_states: int, parts: Sequence[_Groups]) -> Menus:
    """Number the groups through and list members and menus one after another."""
    first_group = np.concatenate(([0], np.cumsum([part.n_groups for part in parts])))
    group = np.stack([part.group + first for part, first in zip(parts, first_group, strict=False)])
    n_groups = int(first_group[-1])
    source = np.concatenate([part.source + first for part, first in zip(parts, first_group, strict=False)])
    onward = np.concatenate([part.target + first for part, first in zip(parts, first_group, strict=False)])
    member = np.concatenate([np.argsort(row, kind="stable") for row in group])
    return Menus(
        n_states=n_states,
        first_group=first_group.astype(np.uint32),
        group=group.astype(np.uint32),
        start=_starts(group.ravel(), n_groups),
        member=member.astype(np.uint32),
        onward_start=_starts(source, n_groups),
        onward=onward.astype(np.uint32),
    )


def _starts(group: NDArray[np.integer], n_groups: int) -> Words:
    return np.concatenate(([0], np.cumsum(np.bincount(group, minlength=n_groups)))).astype(np.uint32)
