"""The compiled walk for conflicts in which "nobody moves twice in a row" takes something away.

Coalesced states, bans on moves and hand-drawn graphs can make two moves in a row lead where no one move leads. Then
it matters who opened the way from a state: only somebody else may move just before. See
:func:`offramp.stability.kernels.closure` for the walk without that care.
"""

import numpy as np

from offramp.stability.kernels import LAST, Small, Words, compiled, lowest_of_slots

_ALL: int = 255  # every opponent may have moved just before
_ONLY: int = 128  # plus an opponent: only that one is still to be looked at; below, opponent + 1: all but that one


@compiled
def legal_closure(  # noqa: C901 - one loop inside another, as the walk goes; compiled code calls cost
    order: Words,
    value: Words,
    opponents: Words,
    entry_begin: Words,
    entry_slot: Words,
    level: Words,
    offset: Words,
    width: Words,
    before: Words,
    n_before: Words,
    start: Words,
    height: Words,
    member: Words,
    credible: bool,
    highest: int,
    label: Words,
) -> None:
    """Label each state with the least value at the end of a legal sequence of the opponents from it.

    Where that is above ``highest`` the state may be left without a label (``LAST``).
    ``entry_begin`` has shape ``(n_dms, n_states + 1)`` and points into ``entry_slot``, the slots of each state's
    entries. A state is looked at when it is first found, for all opponents but the one that found it, and once more,
    for that one, when another finds it too: so twice at most.
    """
    cursor = start[:-1].copy()
    lowest = lowest_of_slots(start, height)
    kept_back = np.full(len(lowest), LAST, dtype=np.uint32)  # the one that asked: it does not move to itself
    opened = np.zeros(len(order), dtype=np.uint8)
    stack = np.empty(2 * len(order), dtype=np.uint32)
    modes = np.empty(2 * len(order), dtype=np.uint8)
    for rank in range(len(order)):
        state = order[rank]
        if value[state] > highest:
            return
        if opened[state] == _ALL:
            continue
        if label[state] == LAST:
            label[state] = value[state]
        least = value[state]
        stack[0], modes[0] = state, _ALL if opened[state] == 0 else _ONLY + opened[state] - 1
        opened[state] = _ALL
        top = 1
        while top > 0:
            top -= 1
            state, mode = stack[top], modes[top]
            for opponent in opponents:
                if mode != _ALL and (opponent + 1 == mode or (mode >= _ONLY and opponent + _ONLY != mode)):
                    continue
                bar = level[state, opponent] if credible else LAST
                for entry in range(entry_begin[opponent, state], entry_begin[opponent, state + 1]):
                    slot = entry_slot[entry]
                    kind = (slot - offset[opponent]) % width[opponent]
                    for number in range(n_before[opponent, kind]):
                        source = slot - kind + before[opponent, kind, number]
                        if kept_back[source] != LAST and kept_back[source] != state:
                            top = _found(kept_back[source], opponent, least, opened, label, stack, modes, top)
                            kept_back[source] = LAST
                        if lowest[source] >= bar:
                            continue
                        position, end = cursor[source], start[source + 1]
                        while position < end and height[position] < bar:
                            if member[position] == state:
                                kept_back[source] = state
                            else:
                                top = _found(member[position], opponent, least, opened, label, stack, modes, top)
                            position += 1
                        cursor[source] = position
                        lowest[source] = height[position] if position < end else LAST


@compiled
def _found(state: int, by: int, least: int, opened: Small, label: Words, stack: Words, modes: Small, top: int) -> int:
    """Note that a sequence which ``by`` opens leads from ``state`` to the least value; return the new stack top."""
    if opened[state] == 0:
        label[state] = least
        opened[state] = by + 1
        stack[top], modes[top] = state, by + 1
        return top + 1
    if opened[state] != _ALL and opened[state] != by + 1:
        stack[top], modes[top] = state, _ONLY + opened[state] - 1
        opened[state] = _ALL
        return top + 1
    return top
