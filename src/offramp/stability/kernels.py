"""Compiled loops for large conflicts: sort each cell once, sweep, and visit each state once.

All work on one layout (see :class:`offramp.stability.layout.Layout`). A *slot* is the set of entries of one cell and
one kind of one decision maker; its entries stand together in ``member``, in increasing order of the mover's level,
which stands beside them in ``height``; ``start[slot]`` is where they begin. A cell is a row of ``width[dm]`` slots.
Numbers are unsigned 32-bit. The loops release the interpreter lock, so that threads can share the work.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Small = NDArray[np.uint8]

LAST: Any = np.uint32(0xFFFFFFFF)  # no label yet, no entry left, no bar: above every level
compiled = numba.njit(nogil=True, cache=True)


@compiled
def order_by(value: Words, n_values: int, order: Words) -> None:
    """Put the indices of ``value`` into ``order``, least value first, ties by index (a counting sort)."""
    start = np.zeros(n_values + 1, dtype=np.uint32)
    for index in range(len(value)):
        start[value[index] + 1] += 1
    for number in range(n_values):
        start[number + 1] += start[number]
    for index in range(len(value)):
        number = value[index]
        order[start[number]] = index
        start[number] += 1


@compiled
def count_slots(slot: Words, start: Words) -> None:
    """Count the entries of each slot, shifted by one: ``start`` becomes their begin when it is summed up."""
    for entry in range(len(slot)):
        start[slot[entry] + 1] += 1


@compiled
def fill_slots(
    order: Words, begin: Words, slot: Words, level: Words, start: Words, member: Words, height: Words
) -> None:
    """Distribute the states, which come in increasing order of level, to their slots.

    Entry k is state k where ``begin`` is empty; otherwise state k has the entries ``begin[k]`` to ``begin[k + 1]``.
    """
    cursor = start.copy()
    for position in range(len(order)):
        state = order[position]
        first = begin[state] if len(begin) else state
        last = begin[state + 1] if len(begin) else state + 1
        for entry in range(first, last):
            place = cursor[slot[entry]]
            cursor[slot[entry]] += 1
            member[place] = state
            height[place] = level[state]


@compiled
def raise_to_best_move(
    first: int, last: int, offset: int, allowed: Flags, start: Words, height: Words, member: Words, best: Words
) -> None:
    """Raise ``best`` of each state to the level of the best move from it, in the cells ``first`` to ``last``."""
    width = len(allowed)
    for cell in range(first, last):
        row = offset + cell * width
        for kind in range(width):
            top = np.int64(-1)
            for onward in range(width):
                begin, end = start[row + onward], start[row + onward + 1]
                if allowed[kind, onward] and end > begin:
                    top = max(top, np.int64(height[end - 1]))
            for position in range(start[row + kind], start[row + kind + 1]):
                if top > np.int64(best[member[position]]):
                    best[member[position]] = np.uint32(top)


@compiled
def lowest_of_slots(start: Words, height: Words) -> Words:
    """Return the level of the first entry of each slot, ``LAST`` where it is empty."""
    lowest = np.empty(len(start) - 1, dtype=np.uint32)
    for slot in range(len(lowest)):
        lowest[slot] = height[start[slot]] if start[slot] < start[slot + 1] else LAST
    return lowest


@compiled
def closure(
    order: Words,
    value: Words,
    opponents: Words,
    place: Words,
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
    """Label each state with the least value that the opponents can lead to from it.

    Where that is above ``highest`` the state may be left without a label (``LAST``).

    Goes backwards: takes the states from the least value up, and from each walks against the opponents' moves. What
    a slot has given away it never gives again (``cursor``), so each state is visited once and each entry read once.
    """
    cursor = start[:-1].copy()
    lowest = lowest_of_slots(start, height)
    stack = np.empty(len(order), dtype=np.uint32)
    for rank in range(len(order)):
        if value[order[rank]] > highest:
            return
        if label[order[rank]] != LAST:
            continue
        least = value[order[rank]]
        label[order[rank]] = least
        stack[0] = order[rank]
        top = 1
        while top > 0:
            top -= 1
            state = stack[top]
            for opponent in opponents:
                slot = place[state, opponent, 0]
                bar = place[state, opponent, 1] if credible else LAST
                kind = (slot - offset[opponent]) % width[opponent]
                for number in range(n_before[opponent, kind]):
                    source = slot - kind + before[opponent, kind, number]
                    if lowest[source] >= bar:
                        continue
                    position, end = cursor[source], start[source + 1]
                    while position < end and height[position] < bar:
                        found = member[position]
                        position += 1
                        if label[found] == LAST:
                            label[found] = least
                            stack[top] = found
                            top += 1
                    cursor[source] = position
                    lowest[source] = height[position] if position < end else LAST


@compiled
def single_reply(
    first: int,
    last: int,
    offset: int,
    allowed: Flags,
    start: Words,
    height: Words,
    member: Words,
    value: Words,
    credible: bool,
    label: Words,
) -> None:
    """Lower ``label`` of each state to the least value that one move of an only opponent leads to.

    With one opponent a legal sequence is one move, so a pass through its cells from the top does what :func:`closure`
    does with a walk. ``label`` holds ``LAST`` before; cells ``first`` to ``last``.
    """
    width = len(allowed)
    cursor = np.empty(width, dtype=np.uint32)
    for cell in range(first, last):
        row = offset + cell * width
        for kind in range(width):
            cursor[:] = start[row + 1 : row + 1 + width]
            least = LAST
            for back in range(start[row + kind + 1] - start[row + kind]):
                position = start[row + kind + 1] - 1 - back
                level = height[position]
                for onward in range(width):
                    begin = start[row + onward] if allowed[kind, onward] else cursor[onward]
                    while cursor[onward] > begin and (not credible or height[cursor[onward] - 1] > level):
                        cursor[onward] -= 1
                        least = min(least, value[member[cursor[onward]]])
                label[member[position]] = min(label[member[position]], least)


@compiled
def judge(
    first: int,
    last: int,
    offset: int,
    allowed: Flags,
    start: Words,
    height: Words,
    member: Words,
    replies: Words,
    bits: Small,
    verdict: Small,
) -> None:
    """Take from ``verdict`` the bits of the concepts under which a state is not stable, in cells ``first`` to ``last``.

    Goes through each slot from the top, and keeps the highest reply to any improvement met on the way: a state is
    stable when that is not above its own level. ``replies`` has shape ``(n_replies, n_states)``, ``bits`` says which
    verdict bit each row decides; the bit of Nash is 1.
    """
    width, n_replies = len(allowed), len(replies)
    cursor = np.empty(width, dtype=np.uint32)
    worst = np.empty(n_replies, dtype=np.int64)
    for cell in range(first, last):
        row = offset + cell * width
        for kind in range(width):
            cursor[:] = start[row + 1 : row + 1 + width]
            worst[:] = -1
            lost = np.uint8(0)
            for back in range(start[row + kind + 1] - start[row + kind]):
                position = start[row + kind + 1] - 1 - back
                level = height[position]
                for onward in range(width):
                    begin = start[row + onward] if allowed[kind, onward] else cursor[onward]
                    while cursor[onward] > begin and height[cursor[onward] - 1] > level:
                        cursor[onward] -= 1
                        lost |= np.uint8(1)
                        for reply in range(n_replies):
                            worst[reply] = max(worst[reply], np.int64(replies[reply, member[cursor[onward]]]))
                for reply in range(n_replies):
                    if worst[reply] > np.int64(level):
                        lost |= bits[reply]
                    else:
                        lost &= ~bits[reply]
                verdict[member[position]] &= ~lost
