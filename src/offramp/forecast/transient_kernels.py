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

Lanes = tuple[int, ...]


class Steps(NamedTuple):
    """One step of the chain in each lane.

    ``within`` has shape ``(n_places, n_lanes)``, ``between`` ``(n_pairs, n_lanes)``. ``idle`` is the share of steps on
    which nobody acts, shape ``(n_lanes,)``. Where last movers are told apart ``stays`` and ``leaves``, shape
    ``(n_dms, n_states, n_lanes)``, are each decision maker's chance to act and stay, or to act and leave; elsewhere
    they are empty.
    """

    within: Reals
    between: Reals
    idle: Reals
    stays: Reals
    leaves: Reals


class Space(NamedTuple):
    """Working space: ``gathered`` and ``shared`` of groups, ``eligible`` and ``arrived`` of states; lanes last."""

    gathered: Reals
    shared: Reals
    eligible: Reals
    arrived: Reals


@compiled
def act(
    lanes: Lanes, dm: int, structure: Structure, steps: Steps, space: Space, eligible: Reals, result: Reals
) -> None:
    """Add to ``result`` where one decision maker's choices lead the probability ``eligible``; ``(n_states, n_lanes)``.

    Groups that share their menu with no other, which are most, are done in one go.
    """
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
    n_dms, n_states = len(law) - 1, law.shape[1]
    for state in range(n_states):
        for lane in range(len(lanes)):
            total, left = 0.0, 0.0
            for layer in range(n_dms):
                total += law[layer, state, lane]
                left += steps.leaves[layer, state, lane]
            space.eligible[state, lane] = total + law[n_dms, state, lane]
            for layer in range(n_dms):
                after[layer, state, lane] = law[layer, state, lane] * (1.0 - left + steps.leaves[layer, state, lane])
            after[n_dms, state, lane] = law[n_dms, state, lane] * (1.0 - left)
    total_law = space.eligible
    for dm in range(n_dms):
        for state in range(n_states):
            for lane in range(len(lanes)):
                may_act = total_law[state, lane] - law[dm, state, lane]
                space.arrived[state, lane] = may_act
                after[dm, state, lane] -= steps.stays[dm, state, lane] * may_act  # arrives again below
        act(lanes, dm, structure, steps, space, space.arrived, after[dm])


@compiled
def follow(
    lanes: Lanes,
    structure: Structure,
    steps: Steps,
    space: Space,
    law: Reals,
    ending: Words,
    table: Reals,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    curve: Reals,
    final: Reals,
) -> None:
    """Add up the laws of 0, 1, 2, … steps with Poisson weights; see :func:`offramp.forecast.poisson.poisson_weights`.

    ``curve``, shape ``(n_dates, n_endings, n_lanes)``, takes the probability of each ending, ``ending`` being that of
    each state; ``final``, of the shape of ``law``, takes the law at the last date.
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
        add_up_endings(lanes, law, ending, here)
        for date in range(first[number], last[number]):
            for place in range(len(here)):
                for lane in range(len(lanes)):
                    curve[date, place, lane] += table[number, date] * here[place, lane]
        if last[number] == n_dates:
            add_weighted(lanes, table[number, n_dates - 1], law, final)


@compiled
def add_up_endings(lanes: Lanes, law: Reals, ending: Words, here: Reals) -> None:
    """Fill in the probability of each ending, shape ``(n_endings, n_lanes)``."""
    here[:] = 0.0
    for layer in range(len(law)):
        for state in range(law.shape[1]):
            for lane in range(len(lanes)):
                here[ending[state], lane] += law[layer, state, lane]


@compiled
def add_weighted(lanes: Lanes, weight: float, law: Reals, final: Reals) -> None:
    """Add a law, weighted, to another."""
    for layer in range(len(law)):
        for state in range(law.shape[1]):
            for lane in range(len(lanes)):
                final[layer, state, lane] += weight * law[layer, state, lane]
