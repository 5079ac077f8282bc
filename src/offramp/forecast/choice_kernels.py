"""Compiled loops for choices: logit response over menus, and the expected value after further replies.

All work on the groups of :class:`offramp.forecast.menus.Menus`. A choice is held in two parts: ``between[z]``, the
probability of the group ``onward[z]`` for those who choose from the group that the pair z belongs to, and
``within[k]``, the probability of the state ``member[k]`` once its group is chosen. Both are shifted by the largest
exponent before they are raised, so that nothing overflows or vanishes, however sharp the response.
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Flags, Reals, Words

compiled = numba.njit(nogil=True, cache=True)


class Structure(NamedTuple):
    """The arrays of :class:`offramp.forecast.menus.Menus`, as compiled loops take them."""

    first_group: Words
    group: Words
    start: Words
    member: Words
    onward_start: Words
    onward: Words
    active: Flags
    isolated: Flags


class Room(NamedTuple):
    """Working space for choices: one number for each group (twice), place and pair."""

    of_group: Reals
    result: Reals
    within: Reals
    between: Reals


@compiled
def room_for(structure: Structure) -> Room:
    """Return working space."""
    n_groups = len(structure.start) - 1
    within, between = np.empty(len(structure.member)), np.empty(len(structure.onward))
    return Room(np.empty(n_groups), np.empty(n_groups), within, between)


@compiled
def choose(structure: Structure, dm: int, value: Reals, sharpness: float, room: Room) -> None:
    """Fill in ``within`` and ``between`` of one decision maker's logit choice; ``value`` of shape ``(n_states,)``."""
    start, member, within = structure.start, structure.member, room.within
    for group in range(structure.first_group[dm], structure.first_group[dm + 1]):
        top = -np.inf
        for position in range(start[group], start[group + 1]):
            top = max(top, sharpness * value[member[position]])
        total = 0.0
        for position in range(start[group], start[group + 1]):
            within[position] = np.exp(sharpness * value[member[position]] - top)
            total += within[position]
        for position in range(start[group], start[group + 1]):
            within[position] /= total
        room.of_group[group] = top + np.log(total)  # of the weights of its states: the weight of the group
    choose_groups(structure, dm, room.of_group, room.between)


@compiled
def choose_groups(structure: Structure, dm: int, exponent: Reals, between: Reals) -> None:
    """Fill in ``between`` of one decision maker from the logarithms of the groups' weights, shape ``(n_groups,)``."""
    onward = structure.onward
    for group in range(structure.first_group[dm], structure.first_group[dm + 1]):
        begin, end = structure.onward_start[group], structure.onward_start[group + 1]
        if end - begin == 1:
            between[begin] = 1.0
            continue
        top = -np.inf
        for pair in range(begin, end):
            top = max(top, exponent[onward[pair]])
        total = 0.0
        for pair in range(begin, end):
            between[pair] = np.exp(exponent[onward[pair]] - top)
            total += between[pair]
        for pair in range(begin, end):
            between[pair] /= total


@compiled
def choose_in_lanes(structure: Structure, values: Reals, sharpness: Reals, within: Reals, between: Reals) -> None:
    """Fill in the choices of all decision makers for several chains side by side.

    ``values`` has shape ``(n_lanes, n_dms, n_states)``, ``sharpness`` ``(n_lanes, n_dms)``; ``within`` and ``between``
    have the lanes last.
    """
    room = room_for(structure)
    for lane in range(len(values)):
        for dm in range(values.shape[1]):
            choose(structure, dm, values[lane, dm], sharpness[lane, dm], room)
        within[:, lane] = room.within
        between[:, lane] = room.between


@compiled
def expect(structure: Structure, dm: int, value: Reals, room: Room) -> None:
    """Fill in ``room.result``: what a value, shape ``(n_states,)``, is expected to be after the choice of a group."""
    start, member = structure.start, structure.member
    first, last = structure.first_group[dm], structure.first_group[dm + 1]
    for group in range(first, last):
        total = 0.0
        for position in range(start[group], start[group + 1]):
            total += room.within[position] * value[member[position]]
        room.of_group[group] = total
    for group in range(first, last):
        total = 0.0
        for pair in range(structure.onward_start[group], structure.onward_start[group + 1]):
            total += room.between[pair] * room.of_group[structure.onward[pair]]
        room.result[group] = total


@compiled
def foresee(
    structure: Structure,
    values: Reals,
    rates: Reals,
    sharpness: Reals,
    foresight: NDArray[np.int64],
    alternating: bool,
) -> Reals:
    """Return what each decision maker expects from each state, shape ``(n_dms, n_states)``, as far as it looks ahead.

    ``ahead[c, k, s]`` is what decision maker k expects from state s after the replies reckoned with so far, where c is
    who has just had its say (nobody may twice in a row), or always 0 when that does not matter.
    """
    n_dms, deepest = len(values), foresight.max()
    room, expected = room_for(structure), values.copy()
    ahead = np.empty(((n_dms if alternating else 1) if deepest > 0 else 0, n_dms, values.shape[1]))
    for context in range(len(ahead)):
        ahead[context] = values
    for depth in range(deepest):
        reckon_reply(structure, rates, sharpness, alternating, expected, room, ahead)
        for dm in range(n_dms):
            if foresight[dm] > depth:
                expected[dm] = ahead[dm if alternating else 0, dm]
    return expected


@compiled
def reckon_reply(
    structure: Structure, rates: Reals, sharpness: Reals, alternating: bool, expected: Reals, room: Room, ahead: Reals
) -> None:
    """Put one more reply before those that ``ahead`` reckons with: by whoever acts next, if anybody can."""
    n_dms, n_states = expected.shape
    further, total = np.zeros_like(ahead), np.zeros((len(ahead), n_states))
    for dm in range(n_dms):
        choose(structure, dm, expected[dm], sharpness[dm], room)
        for other in range(n_dms):
            expect(structure, dm, ahead[dm if alternating else 0, other], room)
            for context in range(len(ahead)):
                if not alternating or context != dm:
                    add_reply(structure, dm, rates[dm], room.result, further[context, other])
        for context in range(len(ahead)):
            if not alternating or context != dm:
                total[context] += rates[dm] * structure.active[dm]
    for context in range(len(ahead)):
        for state in range(n_states):
            if total[context, state] > 0.0:  # otherwise nobody replies, and all is as it was
                for dm in range(n_dms):
                    ahead[context, dm, state] = further[context, dm, state] / total[context, state]


@compiled
def add_reply(structure: Structure, dm: int, rate: float, result: Reals, further: Reals) -> None:
    """Add a replier's part to what is expected, where it can leave the state."""
    for state in range(len(further)):
        if structure.active[dm, state]:
            further[state] += rate * result[structure.group[dm, state]]
