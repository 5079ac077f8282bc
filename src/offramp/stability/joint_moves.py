"""What several decision makers can bring about together, where every combination of options is a state.

Then each of them can set its own options as it likes, whatever the rest do, as far as its irreversible options let
it: the reach of the others together is the product of what each can do alone, and the worst that they can do to a
decision maker is a minimum over blocks of states. No walk is needed (for reversible options this is the minimax of
methods.md section 9).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict

Words = NDArray[np.uint32]


def own_kinds_of(conflict: Conflict, dms: Sequence[int]) -> dict[int, NDArray[np.int64]] | None:
    """Return the kind of each strategy of some decision makers; ``None`` where that is not all that binds them.

    Each array has shape ``(2 ** n_own_options,)``, indexed by the code of the own options. ``None``: not every
    combination is a state, a move hangs on what others do (``when_taken``, ``no_move``), or a ban keeps a decision
    maker from moving among strategies of one kind.
    """
    if not conflict.space.product:
        return None
    kinds: dict[int, NDArray[np.int64]] = {}
    for dm in dms:
        moves, own = conflict.moves[dm], conflict.decision_makers[dm].options
        if moves.kind is None:
            kinds[dm] = np.zeros(1 << len(own), dtype=np.int64)
            continue
        by_strategy = moves.kind.reshape(-1, 1 << len(own), 1 << own[0] if own else 1)
        if (
            not moves.transitive
            or not moves.allowed.diagonal().all()
            or not (by_strategy == by_strategy[:1, :, :1]).all()
        ):
            return None
        kinds[dm] = by_strategy[0, :, 0].astype(np.int64)
    return kinds


def joint_minima(conflict: Conflict, own_kinds: Mapping[int, NDArray[np.int64]], value: Words, label: Words) -> None:
    """Label each state with the least value that some decision makers can bring about together from it.

    Parameters
    ----------
    conflict
        One whose every combination of options is a state.
    own_kinds
        Those who may move, with the kind of each of their strategies (see :func:`own_kinds_of`).
    value, label
        Shape ``(n_states,)``; ``label`` is filled.
    """
    sizes = [1 << len(dm.options) for dm in conflict.decision_makers]
    axis_of = {dm: conflict.n_dms - 1 - dm for dm in range(conflict.n_dms)}  # the first options vary fastest
    table = value.reshape([sizes[dm] for dm in reversed(range(conflict.n_dms))])
    for dm in sorted(own_kinds, key=lambda each: axis_of[each]):
        table = _least_of_each_kind(table, axis_of[dm], own_kinds[dm], len(conflict.moves[dm].allowed))
    for dm in own_kinds:
        table = _least_onward(table, axis_of[dm], conflict.moves[dm].allowed)
    back = [own_kinds[dm] if dm in own_kinds else np.arange(sizes[dm]) for dm in reversed(range(conflict.n_dms))]
    label.reshape([len(index) for index in back])[...] = table[np.ix_(*back)]


def _least_of_each_kind(table: Words, axis: int, kinds: NDArray[np.int64], n_kinds: int) -> Words:
    """Replace an axis of strategies by one of kinds, each with the least value among its strategies."""
    if n_kinds == 1:
        return np.asarray(table.min(axis=axis, keepdims=True))
    last = np.iinfo(np.uint32).max
    return np.stack([table.compress(kinds == kind, axis).min(axis=axis, initial=last) for kind in range(n_kinds)], axis)


def _least_onward(table: Words, axis: int, allowed: NDArray[np.bool_]) -> Words:
    """Replace the value of each kind by the least value of the kinds that may be moved to from it, itself included."""
    if len(allowed) == 1:
        return table
    return np.stack([table.compress(onward, axis).min(axis=axis) for onward in allowed], axis)
