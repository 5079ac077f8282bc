"""Merging for a picture: states that agree on chosen options become one mark.

By default the options are chosen that tell most about the ending and about what holds: one at a time, always the one
that leaves least uncertainty (conditional entropy; Shannon 1948) about the pair (ending, equilibrium or not) among
states taken as equally likely, as long as the picture does not get more marks than a reader can take in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict

_LEAST_GAIN = 0.005  # bits; an option that tells less is not worth twice the marks
_EITHER = 2  # what a coalesced state says of an option on which its members differ


@dataclass(frozen=True, eq=False)
class StateGroups:
    """Groups of states, numbered from 0 in order of their first state.

    Attributes
    ----------
    conflict, kept
        The conflict, and the options (indices, increasing) on which the states of a group agree.
    of_state
        The group of each state, shape ``(n_states,)``.
    taken
        Shape ``(n_groups, n_kept)``: 1 where the option is at Y, 0 at N, 2 where members of a coalesced state differ.
    """

    conflict: Conflict
    kept: tuple[int, ...]
    of_state: NDArray[np.int64]
    taken: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.taken)

    @property
    def size(self) -> NDArray[np.int64]:
        """Number of states in each group, shape ``(n_groups,)``."""
        return np.bincount(self.of_state, minlength=len(self)).astype(np.int64)

    @property
    def merged(self) -> bool:
        """Whether any group holds more than one state."""
        return len(self) < self.conflict.n_states

    @property
    def mixed(self) -> NDArray[np.bool_]:
        """Where the options kept have no single value, so that the group has no place on the grid."""
        mask: NDArray[np.bool_] = (self.taken == _EITHER).any(axis=1)
        return mask

    def states(self, group: int) -> NDArray[np.int64]:
        """Return the states of a group, increasing."""
        return np.flatnonzero(self.of_state == group).astype(np.int64)

    def first(self, group: int) -> int:
        """Return the first state of a group."""
        return int(np.argmax(self.of_state == group))

    def count_by_ending(self) -> NDArray[np.int64]:
        """Return the number of states by group and ending, shape ``(n_groups, n_scenarios + 1)``; the last: none."""
        width = len(self.conflict.scenarios) + 1
        ending = np.where(self.conflict.scenario_of < 0, width - 1, self.conflict.scenario_of).astype(np.int64)
        return np.bincount(self.of_state * width + ending, minlength=len(self) * width).reshape(-1, width)


def group_by_options(conflict: Conflict, kept: Sequence[int]) -> StateGroups:
    """Return the groups of states that agree on some options."""
    kept = tuple(sorted(kept))
    columns = [_values(conflict, k) for k in kept]
    key = np.zeros(conflict.n_states, dtype=np.int64)
    for column in columns:
        _, key = np.unique(key * 3 + column, return_inverse=True)
    _, first, of_state = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    taken = np.column_stack([column[first[order]] for column in columns]) if columns else np.empty((len(first), 0))
    return StateGroups(conflict, kept, number[of_state], taken.astype(np.uint8))


def single_states(conflict: Conflict) -> StateGroups:
    """Return every state as a group of its own, with all options kept."""
    columns = [_values(conflict, k) for k in range(len(conflict.options))]
    taken = np.column_stack(columns) if columns else np.empty((conflict.n_states, 0), dtype=np.uint8)
    return StateGroups(conflict, tuple(range(len(conflict.options))), np.arange(conflict.n_states), taken)


def group_by_ending(conflict: Conflict) -> StateGroups:
    """Return one group for each ending: what is left to do for a large conflict in graph form."""
    _, first, of_state = np.unique(conflict.scenario_of, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return StateGroups(conflict, (), order[of_state], np.empty((len(first), 0), dtype=np.uint8))


def choose_options(conflict: Conflict, holds: NDArray[np.bool_] | None, max_groups: int) -> tuple[int, ...]:
    """Return the options that tell most about the endings and about what holds, in at most ``max_groups`` groups.

    Parameters
    ----------
    conflict
        In option form.
    holds
        Which states are equilibria, shape ``(n_states,)``; ``None``: only endings count.
    max_groups
        Largest number of groups.

    Returns
    -------
    tuple[int, ...]
        Option indices, the most telling first; perhaps none.
    """
    target = conflict.scenario_of.astype(np.int64) + 1
    if holds is not None:
        target = 2 * target + holds
    columns = {k: _values(conflict, k).astype(np.int64) for k in range(len(conflict.options))}
    key, kept = np.zeros(conflict.n_states, dtype=np.int64), []
    while columns:
        left = {k: _uncertainty(key * 3 + column, target) for k, column in columns.items()}
        best = min(left, key=lambda k: (left[k], k))
        if _uncertainty(key, target) - left[best] < _LEAST_GAIN:
            break
        _, finer = np.unique(key * 3 + columns.pop(best), return_inverse=True)
        if int(finer.max()) < max_groups:
            key = finer
            kept.append(best)
    return tuple(kept)


def influence(conflict: Conflict, options: Sequence[int]) -> float:
    """Return how much some options together tell about the ending, in bits."""
    key = np.zeros(conflict.n_states, dtype=np.int64)
    for k in options:
        _, key = np.unique(key * 3 + _values(conflict, k), return_inverse=True)
    target = conflict.scenario_of.astype(np.int64) + 1
    return _uncertainty(np.zeros_like(key), target) - _uncertainty(key, target)


def _uncertainty(key: NDArray[np.int64], target: NDArray[np.int64]) -> float:
    """Return the conditional entropy of the target given the key, in bits."""
    width = int(target.max()) + 1
    joint = np.bincount(key * width + target, minlength=(int(key.max()) + 1) * width).reshape(-1, width)
    return _entropy(joint.ravel()) - _entropy(joint.sum(axis=1))


def _entropy(counts: NDArray[np.int64]) -> float:
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log2(share)).sum())


def _values(conflict: Conflict, option: int) -> NDArray[np.uint8]:
    """Return the value of an option in each state: 0, 1, or 2 where the members of a coalesced state differ."""
    space = conflict.space
    taken = space.column(conflict.options[option].id)
    value = taken.astype(np.uint8)
    if space.merging is not None:
        members = space.column(conflict.options[option].id, space.merging.codes)
        differs = members != taken[space.merging.state]
        value[space.merging.state[differs]] = _EITHER
    return value
