"""Compiled loops for the transient law: many draws at once, side by side in *lanes*.

A chain is stepped at the jumps of a Poisson process (uniformization). Arrays end with the axis of the lanes, so that
what is looked up in the menus serves all draws of a batch and the inner loops run on neighbouring numbers. What a lane
gives does not depend on the other lanes. ``lanes`` is a tuple as long as there are lanes: the length of a tuple is
known when the loops are compiled, so that they are unrolled.

Weights carry the rates: ``within`` is the probability of a state once its group is chosen, times the decision maker's
share of the steps.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Reals, Words
from offramp.forecast.choice_kernels import Structure, compiled
from offramp.forecast.eight import act_in_eights, plus, put, row, total_in_eights

Lanes = tuple[int, ...]


class Steps(NamedTuple):
    """One step of the chain in each lane.

    ``within`` has shape ``(n_places, n_lanes)``, ``between`` ``(n_pairs, n_lanes)``. ``idle`` is the share of steps on
    which nobody acts, shape ``(n_lanes,)``. Where last movers are told apart ``stays``, shape
    ``(n_dms, n_states, n_lanes)``, is each decision maker's chance to act and stay, and ``keeps``, shape
    ``(n_dms + 1, n_states, n_lanes)``, the chance that nobody but the last mover leaves; elsewhere they are empty.
    """

    within: Reals
    between: Reals
    idle: Reals
    stays: Reals
    keeps: Reals


class Space(NamedTuple):
    """Working space: ``gathered`` and ``shared`` of groups, ``total`` and ``may_act`` of states; lanes last."""

    gathered: Reals
    shared: Reals
    total: Reals
    may_act: Reals


@compiled
def act(
    lanes: Lanes, dm: int, structure: Structure, steps: Steps, space: Space, eligible: Reals, result: Reals
) -> None:
    """Add to ``result`` where one decision maker's choices lead the probability ``eligible``; ``(n_states, n_lanes)``.

    Groups that share their menu with no other, which are most, are done in one go.
    """
    if len(lanes) == 8:
        weights = (steps.within, steps.between, space.gathered, space.shared)
        act_in_eights(dm, structure, *weights, eligible, result)
        return
    gathered, shared, within = space.gathered, space.shared, steps.within
    for group in range(structure.first_group[dm], structure.first_group[dm + 1]):
        for lane in range(len(lanes)):
            gathered[group, lane] = 0.0
            shared[group, lane] = 0.0
        for position in range(structure.start[group], structure.start[group + 1]):
            state = structure.member[position]
            for lane in range(len(lanes)):
                gathered[group, lane] += eligible[state, lane]
        if structure.isolated[group]:
            for position in range(structure.start[group], structure.start[group + 1]):
                state = structure.member[position]
                for lane in range(len(lanes)):
                    result[state, lane] += within[position, lane] * gathered[group, lane]
    act_among_groups(lanes, dm, structure, steps, space, result)


@compiled
def act_among_groups(lanes: Lanes, dm: int, structure: Structure, steps: Steps, space: Space, result: Reals) -> None:
    """Share what is ``gathered`` in groups out among the groups of their menus, and then among the states."""
    gathered, shared, within, between = space.gathered, space.shared, steps.within, steps.between
    first, last = structure.first_group[dm], structure.first_group[dm + 1]
    for group in range(first, last):
        if not structure.isolated[group]:
            for pair in range(structure.onward_start[group], structure.onward_start[group + 1]):
                target = structure.onward[pair]
                for lane in range(len(lanes)):
                    shared[target, lane] += between[pair, lane] * gathered[group, lane]
    for group in range(first, last):
        if not structure.isolated[group]:
            for position in range(structure.start[group], structure.start[group + 1]):
                state = structure.member[position]
                for lane in range(len(lanes)):
                    result[state, lane] += within[position, lane] * shared[group, lane]


@compiled
def step(lanes: Lanes, structure: Structure, steps: Steps, space: Space, law: Reals, after: Reals) -> None:
    """Fill in the law after one step; ``law`` and ``after`` have shape ``(1, n_states, n_lanes)``."""
    for state in range(law.shape[1]):
        for lane in range(len(lanes)):
            after[0, state, lane] = steps.idle[lane] * law[0, state, lane]
    for dm in range(len(structure.first_group) - 1):
        act(lanes, dm, structure, steps, space, law[0], after[0])


@compiled
def alternating_step(lanes: Lanes, structure: Structure, steps: Steps, space: Space, law: Reals, after: Reals) -> None:
    """Fill in the law after one step where nobody moves twice in a row.

    ``law`` and ``after`` have shape ``(n_dms + 1, n_states, n_lanes)``: the last mover, nobody last. Who stays leaves
    the last mover as it was; who moved last waits.
    """
    n_dms, flat = len(law) - 1, law.reshape(len(law), -1)
    total, may_act = space.total.reshape(-1), space.may_act.reshape(-1)
    total[:] = flat[n_dms]
    for layer in range(n_dms):
        add(flat[layer], total)
    for layer in range(n_dms):
        wait_or_stay(
            flat[layer], total, steps.keeps[layer].reshape(-1), steps.stays[layer].reshape(-1), may_act,
            after[layer].reshape(-1),
        )  # fmt: skip
        act(lanes, layer, structure, steps, space, space.may_act, after[layer])
    keeps, rest = steps.keeps[n_dms].reshape(-1), after[n_dms].reshape(-1)
    for place in range(len(rest)):
        rest[place] = flat[n_dms, place] * keeps[place]


@compiled
def add(part: Reals, total: Reals) -> None:
    """Add one row of numbers to another."""
    for place in range(len(total)):
        total[place] += part[place]


@compiled
def wait_or_stay(own: Reals, total: Reals, keeps: Reals, stays: Reals, may_act: Reals, after: Reals) -> None:
    """Fill in what is left of the law ``own`` of those who moved last, and in ``may_act`` of all that have not.

    Those of ``may_act`` who stay are taken off: :func:`act` adds them where they are.
    """
    for place in range(len(own)):
        others = total[place] - own[place]
        may_act[place] = others
        after[place] = own[place] * keeps[place] - stays[place] * others


@compiled
def follow(
    lanes: Lanes,
    structure: Structure,
    steps: Steps,
    space: Space,
    law: Reals,
    endings: tuple[Words, Words],
    table: Reals,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    curve: Reals,
    final: Reals,
) -> None:
    """Add up the laws of 0, 1, 2, … steps with Poisson weights; see :func:`offramp.forecast.poisson.poisson_weights`.

    ``curve``, shape ``(n_dates, n_endings, n_lanes)``, takes the probability of each ending, ``endings`` being
    where the states of each begin, and the states; ``final``, of the shape of ``law``, takes the law at the last date,
    unless it is empty.
    """
    after, here = np.empty_like(law), np.empty(curve.shape[1:])
    n_dates = len(curve)
    for number in range(len(table)):
        if number > 0:
            if len(law) > 1:
                alternating_step(lanes, structure, steps, space, law, after)
            else:
                step(lanes, structure, steps, space, law, after)
            law, after = after, law
        if first[number] == last[number]:
            continue
        add_up_endings(lanes, law, endings, here)
        for date in range(first[number], last[number]):
            for place in range(len(here)):
                for lane in range(len(lanes)):
                    curve[date, place, lane] += table[number, date] * here[place, lane]
        if last[number] == n_dates and len(final):
            add_weighted(lanes, table[number, n_dates - 1], law, final)


@compiled
def add_up_endings(lanes: Lanes, law: Reals, endings: tuple[Words, Words], here: Reals) -> None:
    """Fill in the probability of each ending, shape ``(n_endings, n_lanes)``."""
    start, member = endings
    here[:] = 0.0
    for layer in range(len(law)):
        for place in range(len(here)):
            if len(lanes) == 8:
                put(
                    here,
                    place,
                    plus(row(here, place), total_in_eights(law[layer], member, start[place], start[place + 1])),
                )
                continue
            for position in range(start[place], start[place + 1]):
                for lane in range(len(lanes)):
                    here[place, lane] += law[layer, member[position], lane]


@compiled
def add_weighted(lanes: Lanes, weight: float, law: Reals, final: Reals) -> None:
    """Add a law, weighted, to another."""
    for layer in range(len(law)):
        for state in range(law.shape[1]):
            for lane in range(len(lanes)):
                final[layer, state, lane] += weight * law[layer, state, lane]
