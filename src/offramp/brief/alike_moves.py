"""Moves that come to the same, told as one: by the likeliest of them, and how many others there are."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from offramp.brief.forecast_run import per_cent
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.next_moves import NextMove
from offramp.forecast.posterior import Telling

M = TypeVar("M", bound=NextMove | Telling)


class AlikeMoves(NamedTuple):
    """Moves of one decision maker that come to the same.

    Attributes
    ----------
    does, others
        What the likeliest of them does, and how many others there are.
    chance
        Of one of them on the next occasion to act, in per cent.
    """

    does: str
    others: int
    chance: str


def alike_moves(
    moves: Iterable[M], effect: Callable[[M], Reals], step: float, least_shift: float
) -> list[tuple[M, ...]]:
    """Return moves in groups of one decision maker and one effect, to a ``step``; those first that shift most.

    Within a group the likeliest comes first; groups are ordered by what they shift for how likely they are. Moves that
    shift by less than ``least_shift`` are left out.
    """
    groups: dict[tuple[float, ...], list[M]] = {}
    for each in moves:
        if each.shift >= least_shift:
            groups.setdefault((each.dm, *np.round(effect(each) / step).tolist()), []).append(each)
    ordered = sorted(groups.values(), key=lambda group: -sum(each.chance * each.shift for each in group))
    return [tuple(sorted(group, key=lambda each: -each.chance)) for group in ordered]


def told_as_one(conflict: Conflict, start: int, alike: Sequence[NextMove | Telling]) -> AlikeMoves:
    """Tell of moves from ``start`` that come to the same, the likeliest first."""
    return AlikeMoves(
        move_words(conflict, start, alike[0].to), len(alike) - 1, per_cent(sum(each.chance for each in alike))
    )
