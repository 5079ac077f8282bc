"""Where the marks lie: on a grid of strategies in option form, around an ellipse in graph form.

Both axes run over the strategies (combinations of the options kept) of decision makers in Gray-code order (Gray
1953): neighbours differ in one option as far as feasibility allows. The first decision maker of an axis is the outer
one; the others nest inside its strategies, mirrored from one to the next. So a move of a decision maker always runs
along its own axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.figures.state_groups import StateGroups, influence


@dataclass(frozen=True, eq=False)
class Axis:
    """One axis of the grid.

    Attributes
    ----------
    dms
        Decision makers whose strategies it runs over, outermost first (indices).
    options
        Their options kept, the outermost decision maker's first (indices into the conflict's options).
    strategies
        Shape ``(n_positions, n_options)``: which options are taken at each position.
    block
        Position of the outermost decision maker's strategy, shape ``(n_positions,)``; a gap is due where it changes.
    of_group
        The position of each group, shape ``(n_groups,)``; meaningless for groups without a place.
    """

    dms: tuple[int, ...]
    options: tuple[int, ...]
    strategies: NDArray[np.bool_]
    block: NDArray[np.int64]
    of_group: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.strategies)


def gray_rank(bits: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the place of each row of bits in the reflected Gray code; the first column weighs most.

    >>> gray_rank(np.array([[0, 0], [0, 1], [1, 1], [1, 0]], dtype=bool)).tolist()
    [0, 1, 2, 3]
    """
    binary = np.logical_xor.accumulate(bits, axis=1) if bits.shape[1] else bits
    rank = np.zeros(len(bits), dtype=np.int64)
    for column in binary.T:
        rank = 2 * rank + column
    return rank


def axis(groups: StateGroups, dms: Sequence[int]) -> Axis:
    """Return the axis that runs over the strategies of some decision makers, outermost first."""
    owned = [[k for k in groups.kept if k in groups.conflict.decision_makers[dm].options] for dm in dms]
    options = tuple(k for some in owned for k in some)
    taken = groups.taken[:, [groups.kept.index(k) for k in options]] == 1
    rank = gray_rank(taken)
    placed = ~groups.mixed
    _, first = np.unique(rank[placed], return_index=True)
    strategies = taken[placed][first]
    outer = gray_rank(strategies[:, : len(owned[0])]) if owned else np.zeros(len(strategies), dtype=np.int64)
    block = np.cumsum(np.concatenate(([0], outer[1:] != outer[:-1])))[: len(strategies)]
    of_group = np.searchsorted(np.unique(rank[placed]), rank)
    return Axis(tuple(dms), options, strategies, block, of_group)


def axes(groups: StateGroups, wished: Sequence[int], max_columns: int) -> tuple[Axis, Axis]:
    """Return the axis across and the axis down.

    Parameters
    ----------
    groups
        In option form.
    wished
        Decision makers for the outside of the two axes; those left out follow by how much their options kept tell
        about the ending.
    max_columns
        How many columns fit; what does not goes down.
    """
    order = list(wished) + [dm for dm in by_influence(groups) if dm not in wished]
    across, down = axis(groups, order[:1]), axis(groups, order[1:2])
    if not wished and len(across) < len(down) and len(down) <= max_columns:
        across, down = down, across  # wide pages, short columns
    if not wished and len(across) > max_columns:
        across, down = down, across
    for dm in order[2:]:
        wider, longer = axis(groups, (*across.dms, dm)), axis(groups, (*down.dms, dm))
        if len(wider) <= max_columns and len(across) <= len(down):
            across = wider
        else:
            down = longer
    return across, down


def by_influence(groups: StateGroups) -> list[int]:
    """Return the decision makers that have options kept, the one whose options tell most about the ending first."""
    owned = {
        dm: [k for k in groups.kept if k in maker.options] for dm, maker in enumerate(groups.conflict.decision_makers)
    }
    told = {dm: influence(groups.conflict, options) for dm, options in owned.items() if options}
    return sorted(told, key=lambda dm: (-round(told[dm], 9), dm))


def strategy_words(conflict: Conflict, options: Sequence[int], taken: Sequence[bool]) -> str:
    """Return which options are taken, in words."""
    titles = [conflict.options[k].title for k, yes in zip(options, taken, strict=True) if yes]
    return " + ".join(titles) or "none of these"


def around(count: int, width: float, height: float) -> list[tuple[float, float]]:
    """Return points on an ellipse inside a box, clockwise from the top."""
    if count == 1:
        return [(width / 2, height / 2)]
    turns = [2 * pi * k / count - pi / 2 for k in range(count)]
    return [(width / 2 + width / 2 * cos(turn), height / 2 + height / 2 * sin(turn)) for turn in turns]
