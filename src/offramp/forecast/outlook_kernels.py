"""Compiled loops for the outlook: what a chain that starts in each state leads to, worked out backwards in time.

The adjoint of :mod:`offramp.forecast.transient_kernels`: there probability is pushed along the choices, here the
expected outcome is pulled back along them. Outcomes stand in columns, shape ``(n_states, n_outcomes)``.
"""

import numpy as np

from offramp.forecast.arrays import Reals
from offramp.forecast.choice_kernels import Structure, compiled


@compiled
def pull(structure: Structure, within: Reals, between: Reals, share: Reals, outcome: Reals) -> Reals:
    """Return the outcome that is expected one step earlier.

    ``within`` and ``between`` are choices as in :mod:`offramp.forecast.choice_kernels`; ``share``, shape
    ``(n_dms + 1,)``, is the share of the steps on which each decision maker acts, and, last, on which nobody does.
    """
    n_dms, n_outcomes = len(share) - 1, outcome.shape[1]
    earlier: Reals = outcome * share[n_dms]
    of_group = np.zeros((len(structure.start) - 1, n_outcomes))
    of_menu = np.empty(n_outcomes)
    for dm in range(n_dms):
        groups = range(structure.first_group[dm], structure.first_group[dm + 1])
        for group in groups:
            for position in range(structure.start[group], structure.start[group + 1]):
                for column in range(n_outcomes):
                    of_group[group, column] += within[position] * outcome[structure.member[position], column]
        for group in groups:
            of_menu[:] = 0.0
            for pair in range(structure.onward_start[group], structure.onward_start[group + 1]):
                for column in range(n_outcomes):
                    of_menu[column] += between[pair] * of_group[structure.onward[pair], column]
            for position in range(structure.start[group], structure.start[group + 1]):
                for column in range(n_outcomes):
                    earlier[structure.member[position], column] += share[dm] * of_menu[column]
    return earlier


@compiled
def pull_back(
    structure: Structure, within: Reals, between: Reals, share: Reals, weights: Reals, outcome: Reals
) -> Reals:
    """Return the outcome expected before a random number of steps, ``weights`` being the chance of 0, 1, 2, …."""
    expected = np.zeros_like(outcome)
    for number in range(len(weights)):
        if number > 0:
            outcome = pull(structure, within, between, share, outcome)
        if weights[number] > 0.0:
            expected += weights[number] * outcome
    return expected
