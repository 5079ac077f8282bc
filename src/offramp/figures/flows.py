"""The arrows of a picture: moves between groups of states, counted, and no more of them than can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.moves import Moves
from offramp.figures.state_groups import StateGroups

_FEW_ARROWS, _MANY_ARROWS = 24, 90
_ARROWS_PER_MARK = 2
_MANY_ARCS = 20_000_000


class Selection(StrEnum):
    """Which moves become arrows."""

    ALL = "all"  # every unilateral move between marks
    IMPROVEMENTS = "improvements"  # those that better their mover
    BEST = "best"  # from each state only what its mover likes best
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Flow:
    """Moves of one decision maker (index) from one group to another.

    Attributes
    ----------
    count
        Number of moves of this kind between the two groups.
    improvement
        Whether they better their mover.
    """

    dm: int
    source: int
    target: int
    count: int
    improvement: bool


def choose_flows(
    groups: StateGroups, combination: Combination, movers: Sequence[int], wanted: Selection | None
) -> tuple[list[Flow], Selection]:
    """Return the arrows to draw; without a wish, the fullest selection that is not too many.

    Returns
    -------
    tuple[list[Flow], Selection]
        The arrows and what they are; ``Selection.NONE`` also when the conflict has too many moves to list.
    """
    if wanted is Selection.NONE or sum(_n_arcs(groups.conflict.moves[dm]) for dm in movers) > _MANY_ARCS:
        return [], Selection.NONE
    choices = [Selection.ALL, Selection.IMPROVEMENTS, Selection.BEST] if wanted is None else [wanted]
    found = [_flows(groups, combination, dm) for dm in movers]
    readable = min(_MANY_ARROWS, max(_FEW_ARROWS, _ARROWS_PER_MARK * len(groups)))
    for selection in choices:
        flows = [flow for one in found for flow in one.select(selection)]
        if len(flows) <= readable:
            break
    return flows, selection


def _n_arcs(moves: Moves) -> int:
    """Return an upper bound of the number of arcs."""
    sizes = np.bincount(moves.cell, minlength=moves.n_cells).astype(np.int64)
    return int((sizes * sizes).sum())


@dataclass(frozen=True, eq=False)
class _Arcs:
    """The moves of one decision maker between groups, one entry per arc."""

    dm: int
    groups: StateGroups
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    better: NDArray[np.bool_]
    best: NDArray[np.bool_]

    def select(self, selection: Selection) -> list[Flow]:
        if selection is Selection.BEST:
            return self._counted(self.best, improvement=True)
        improvements = self._counted(self.better, improvement=True)
        if selection is Selection.IMPROVEMENTS:
            return improvements
        drawn = {(flow.source, flow.target) for flow in improvements}
        mere = self._counted(~self.better, improvement=False)
        return improvements + [flow for flow in mere if (flow.source, flow.target) not in drawn]

    def _counted(self, mask: NDArray[np.bool_], *, improvement: bool) -> list[Flow]:
        source, target = self.groups.of_state[self.source[mask]], self.groups.of_state[self.target[mask]]
        pairs, counts = np.unique((source * len(self.groups) + target)[source != target], return_counts=True)
        return [
            Flow(self.dm, pair // len(self.groups), pair % len(self.groups), count, improvement)
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)
        ]


def _flows(groups: StateGroups, combination: Combination, dm: int) -> _Arcs:
    conflict = groups.conflict
    source, target = conflict.moves[dm].arcs()
    level = conflict.level(dm, combination).astype(np.int64)
    better = level[target] > level[source]
    return _Arcs(dm, groups, source, target, better, _best(conflict, source, target, level) & better)


def _best(
    conflict: Conflict, source: NDArray[np.int64], target: NDArray[np.int64], level: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Mark, for each state, the arc to the level liked best; among equals the fewest options changed."""
    codes = conflict.space.codes.astype(np.uint64)
    changed = np.bitwise_count(codes[source] ^ codes[target]) if conflict.options else np.zeros(len(source))
    order = np.lexsort((target, changed, -level[target], source))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = source[order][1:] != source[order][:-1]
    mask = np.zeros(len(source), dtype=np.bool_)
    mask[order[first]] = True
    return mask
