"""The probability of each ending at the horizon from every state at once, worked out backwards in time.

The backward equation of a Markov chain (Norris 1997, *Markov Chains*, theorem 2.8.3) by uniformization, stage by stage
from the last: at the horizon each state belongs to one ending, and a step earlier it has what its choices lead to.
One solution serves any number of states to begin with, where the law (:mod:`offramp.forecast.transient`) serves one.
"""

from collections.abc import Sequence

import numpy as np

from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.outlook_kernels import pull_back
from offramp.forecast.poisson import TOLERANCE, poisson_weights
from offramp.forecast.stages import Stage


def outlook(draws: Draws, number: int, stages: Sequence[Stage], endings: Endings, horizon: float) -> Reals:
    """Return the probability of each ending at the horizon from each state on day 0, for one draw.

    Last movers are not told apart.

    Parameters
    ----------
    draws, number
        The draws, and which of them.
    stages
        The stages, the first from day 0.
    endings
        The endings.
    horizon
        The day, at least 0; stages that begin later do not count.

    Returns
    -------
    ndarray
        Shape ``(n_states, n_endings)``; rows add up to 1 but for rounding.
    """
    outcome = np.zeros((len(endings.of_state), endings.count))
    outcome[np.arange(len(outcome)), endings.of_state] = 1.0
    end = horizon
    for stage in reversed([each for each in stages if each.begins <= horizon]):
        chain = draws.chain(number, stage.menus, stage.shift, alternating=False)
        outcome = _before(chain, end - stage.begins, outcome)
        if stage.jump is not None:
            outcome = stage.jump.pulled_back(outcome, chain)
        end = stage.begins
    return outcome


def _before(chain: Chain, days: float, outcome: Reals) -> Reals:
    """Return the outcome that is expected some days earlier."""
    rate = float(chain.rates.sum())
    if rate == 0 or days == 0:
        return outcome
    weights = poisson_weights(rate, [days], TOLERANCE).table[:, 0]
    share = np.append(chain.rates / rate, 0.0)
    expected: Reals = pull_back(chain.menus.structure, *chain.choices, share, weights, outcome)
    return expected
