"""What no deal is worth: the expected value of where the crisis stands on a day, for each decision maker."""

from collections.abc import Sequence

import numpy as np

from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Draws
from offramp.forecast.stages import Stage
from offramp.forecast.transient import Span, occupancy

MOST_DRAWS = 32
"""Draws that are averaged over, at most; each is followed on its own."""


def expected_values(
    draws: Draws, stages: Sequence[Stage], start: int, day: float, values: Sequence[Sequence[Reals]]
) -> Reals:
    """Return the expected value of the state on a day for each decision maker, shape ``(n_dms,)``, in [0, 1].

    Each draw has its own law; what a state is worth is taken by the preferences as written, under the types drawn.

    Parameters
    ----------
    draws, stages, start
        As for :func:`offramp.forecast.ensemble.ensemble`; of the draws the first 32 count.
    day
        From now, above 0.
    values
        For each decision maker and each of its types what each state is worth, shape ``(n_states,)``.
    """
    number = min(len(draws), MOST_DRAWS)
    total = np.zeros(len(values))
    for k in range(number):
        spans = [
            Span(stage.begins, [draws.chain(k, stage.menus, stage.shift, alternating=False)], stage.jump)
            for stage in stages
            if stage.begins <= day
        ]
        law = occupancy(spans, start, [day])[0]
        total += [law @ own[int(draws.types[k, dm])] for dm, own in enumerate(values)]
    expected: Reals = total / number
    return expected
