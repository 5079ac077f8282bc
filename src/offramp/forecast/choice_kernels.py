"""Compiled loops for choices: logit response over menus, and the expected value after further replies.

All work on the groups of :class:`offramp.forecast.menus.Menus`. A choice is held in two parts: ``between[z]``, the
probability of the group ``onward[z]`` for those who choose from the group that the pair z belongs to, and
``within[k]``, the probability of the state ``member[k]`` once its group is chosen. Both are shifted by the largest
exponent before they are raised, so that nothing overflows or vanishes, however sharp the response.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

compiled: Any = numba.njit(nogil=True, cache=True)


@compiled
def choose(
    first: int,
    last: int,
    start: Words,
    member: Words,
    onward_start: Words,
    onward: Words,
    value: Reals,
    sharpness: float,
    inclusive: Reals,
    within: Reals,
    between: Reals,
) -> None:
    """Fill in the logit choice of one decision maker, whose groups are ``first`` to ``last``.

    ``value`` has shape ``(n_states,)``; ``inclusive``, shape ``(n_groups,)``, is working space: the logarithm of the
    sum of the weights of a group's states.
    """
    for group in range(first, last):
        top = -np.inf
        for position in range(start[group], start[group + 1]):
            top = max(top, sharpness * value[member[position]])
        total = 0.0
        for position in range(start[group], start[group + 1]):
            within[position] = np.exp(sharpness * value[member[position]] - top)
            total += within[position]
        for position in range(start[group], start[group + 1]):
            within[position] /= total
        inclusive[group] = top + np.log(total)
    for group in range(first, last):
        begin, end = onward_start[group], onward_start[group + 1]
        if end - begin == 1:
            between[begin] = 1.0
            continue
        top = -np.inf
        for pair in range(begin, end):
            top = max(top, inclusive[onward[pair]])
        total = 0.0
        for pair in range(begin, end):
            between[pair] = np.exp(inclusive[onward[pair]] - top)
            total += between[pair]
        for pair in range(begin, end):
            between[pair] /= total


@compiled
def expect(
    first: int,
    last: int,
    start: Words,
    member: Words,
    onward_start: Words,
    onward: Words,
    within: Reals,
    between: Reals,
    value: Reals,
    of_group: Reals,
    result: Reals,
) -> None:
    """Fill in what a value, shape ``(n_states,)``, is expected to be after the choice from each group.

    ``of_group`` and ``result`` have shape ``(n_groups,)``; the first is working space.
    """
    for group in range(first, last):
        total = 0.0
        for position in range(start[group], start[group + 1]):
            total += within[position] * value[member[position]]
        of_group[group] = total
    for group in range(first, last):
        total = 0.0
        for pair in range(onward_start[group], onward_start[group + 1]):
            total += between[pair] * of_group[onward[pair]]
        result[group] = total


@compiled
def foresee(
    first_group: Words,
    group: Words,
    start: Words,
    member: Words,
    onward_start: Words,
    onward: Words,
    active: Flags,
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
    n_dms, n_states = values.shape
    contexts = n_dms if alternating else 1
    inclusive, result = np.empty(len(start) - 1), np.empty(len(start) - 1)
    within, between = np.empty(len(member)), np.empty(len(onward))
    expected = values.copy()
    deepest = foresight.max()
    ahead = np.empty((contexts if deepest > 0 else 0, n_dms, n_states))
    for context in range(len(ahead)):
        ahead[context] = values
    for depth in range(deepest):
        further, total = np.zeros_like(ahead), np.zeros((contexts, n_states))
        for dm in range(n_dms):
            if rates[dm] == 0.0:
                continue
            first, last, own = first_group[dm], first_group[dm + 1], dm if alternating else 0
            choose(
                first,
                last,
                start,
                member,
                onward_start,
                onward,
                expected[dm],
                sharpness[dm],
                inclusive,
                within,
                between,
            )
            for other in range(n_dms):
                expect(
                    first,
                    last,
                    start,
                    member,
                    onward_start,
                    onward,
                    within,
                    between,
                    ahead[own, other],
                    inclusive,
                    result,
                )
                for context in range(contexts):
                    if not alternating or context != dm:
                        add_replies(active[dm], rates[dm], group[dm], result, further[context, other])
            for context in range(contexts):
                if not alternating or context != dm:
                    total[context] += rates[dm] * active[dm]
        for context in range(contexts):
            for state in range(n_states):
                if total[context, state] > 0.0:  # otherwise nobody replies, and all is as it was
                    for dm in range(n_dms):
                        ahead[context, dm, state] = further[context, dm, state] / total[context, state]
        for dm in range(n_dms):
            if foresight[dm] > depth:
                expected[dm] = ahead[dm if alternating else 0, dm]
    return expected


@compiled
def add_replies(active: Flags, rate: float, group: Words, result: Reals, further: Reals) -> None:
    """Add a replier's part to what is expected, where it can leave the state."""
    for state in range(len(active)):
        if active[state]:
            further[state] += rate * result[group[state]]
