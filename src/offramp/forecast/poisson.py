r"""Poisson weights: when a chain that is stepped at the jumps of a Poisson process has made how many steps.

Uniformization (Jensen 1953): with every rate of leaving a state at most :math:`\Lambda`, the law at time t is
:math:`\sum_k e^{-\Lambda t} (\Lambda t)^k / k! \; p_0 P^k` with :math:`P = I + Q / \Lambda`. The sum is cut where less
than a stated tolerance is left, and the weights kept are scaled to add up to 1: the distance to the exact law, added
up over the states, is then at most twice the tolerance, rounding apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

TOLERANCE = 1e-10
"""Probability that is left out of a law, at most."""
MOST_STEPS = 10_000_000


@dataclass(frozen=True, eq=False)
class PoissonWeights:
    """The weights of 0, 1, 2, … steps at some dates.

    Attributes
    ----------
    table
        Shape ``(n_steps, n_dates)``: the weight of each number of steps at each date; columns add up to 1.
    first, last
        Shape ``(n_steps,)``: the dates ``first … last - 1`` are those that give the number of steps any weight.
    """

    table: NDArray[np.float64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def poisson_weights(rate: float, days: ArrayLike, tolerance: float = TOLERANCE) -> PoissonWeights:
    """Return the weights for jumps at a rate per day.

    Parameters
    ----------
    rate
        Jumps per day, at least 0.
    days
        The dates, in days from now, increasing, at least 0, shape ``(n_dates,)``.
    tolerance
        The probability that may be left out at each date, in (0, 1).

    Raises
    ------
    ValueError
        When there would be more than ten million steps.
    """
    from scipy.special import gammaln, pdtrik

    mean = rate * np.asarray(days, dtype=np.float64)
    if len(mean) and mean[-1] + 40 * np.sqrt(mean[-1]) > MOST_STEPS:
        raise ValueError(
            f"about {mean[-1]:,.0f} occasions to act would have to be followed; at most {MOST_STEPS:,} can be: "
            "use smaller rates or a nearer horizon"
        )
    some = np.maximum(mean, 1e-300)  # the logarithm of no occasions at all
    low = np.where(mean > 1, np.floor(pdtrik(tolerance / 2, some)) - 1, 0).clip(min=0).astype(np.int64)
    high = (np.ceil(pdtrik(1 - tolerance / 2, some)) + 2).astype(np.int64)
    n_steps = int(high.max(initial=0)) + 1
    number = np.arange(n_steps)[:, None]
    table = np.exp(number * np.log(some) - mean - gammaln(number + 1))
    table[(number < low) | (number > high)] = 0.0
    table /= table.sum(axis=0)
    return PoissonWeights(table, *_windows(table > 0))


def _windows(kept: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    any_date = kept.any(axis=1)
    first = np.where(any_date, kept.argmax(axis=1), 0)
    last = np.where(any_date, kept.shape[1] - kept[:, ::-1].argmax(axis=1), 0)
    return first.astype(np.int64), last.astype(np.int64)
