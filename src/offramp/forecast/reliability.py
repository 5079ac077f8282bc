"""Do probabilities mean what they say: how often what was given a probability came about.

Each ending of each forecast counts as one statement, "this ending with that probability", which came true or did not.
Statements of the same forecast hang together (one ending comes about), so the intervals are rough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from offramp.forecast.arrays import Reals
from offramp.forecast.scoring import Indices, checked

TENTHS = tuple(k / 10 for k in range(11))
"""Edges of ten bins of equal width."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose probability lies in a range.

    Attributes
    ----------
    low, high
        The range, in [0, 1]: low included, high left out unless it is 1. Equal when the bin is one value.
    n, n_true
        Number of statements, at least 1, and of those that came true.
    said
        Mean of the probabilities given.
    interval
        95% interval of the share that comes true (Wilson 1927).
    """

    low: float
    high: float
    n: int
    n_true: int
    said: float
    interval: tuple[float, float]

    @property
    def observed(self) -> float:
        """The share that came true."""
        return self.n_true / self.n


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far what was said agrees with what came true.

    The mean squared error of a statement is
    ``reliability - resolution + uncertainty + spread_within - covariance_within`` exactly (Murphy 1973; the last two
    terms, which are 0 when every value is a bin of its own, Stephenson, Coelho & Jolliffe 2008).

    Attributes
    ----------
    bins
        Those that hold a statement, from the lowest.
    n
        Number of statements.
    base_rate
        The share that came true.
    mean_squared_error
        Of a statement, in [0, 1]: the mean Brier score divided by the number of endings, where that is the same for
        all forecasts.
    reliability
        How far the bins lie off the diagonal; 0 is best.
    resolution
        How far the bins' shares differ from the base rate; more is better.
    uncertainty
        Of the base rate itself, in [0, 0.25].
    spread_within, covariance_within
        What the bins hide: the spread of probabilities within a bin, and twice their covariance with what came true.
    """

    bins: tuple[Bin, ...]
    n: int
    base_rate: float
    mean_squared_error: float
    reliability: float
    resolution: float
    uncertainty: float
    spread_within: float
    covariance_within: float


def statements(probability: ArrayLike, outcome: ArrayLike) -> tuple[Reals, Reals]:
    """Return each ending of each forecast as a statement: its probability, and 1 where it came about, else 0.

    Parameters and errors are those of :func:`offramp.forecast.scoring.brier`; shapes ``(n * n_endings,)``.
    """
    forecast, happened = checked(probability, outcome)
    true = np.arange(forecast.shape[1]) == happened[:, None]
    return np.minimum(forecast.ravel(), 1.0), true.ravel().astype(np.float64)


def reliability(said: ArrayLike, true: ArrayLike, edges: Sequence[float] | None = TENTHS) -> Reliability:
    """Compare statements with what came true, in bins.

    Parameters
    ----------
    said
        Probabilities in [0, 1], shape ``(n,)``, n of at least 1.
    true
        Whether each came true, shape ``(n,)``: 0 or 1.
    edges
        Increasing from 0 to 1, one more than there are bins; ``None``: every value is a bin of its own, which gives
        the terms of Murphy (1973).

    Raises
    ------
    ValueError
        When there is no statement, a probability lies outside [0, 1], or the edges do not run from 0 to 1.

    Examples
    --------
    >>> found = reliability([0.8, 0.8, 0.8, 0.8, 0.2], [1, 1, 1, 0, 0])
    >>> [(each.n, each.observed) for each in found.bins]
    [(1, 0.0), (4, 0.75)]
    """
    p, o = _checked_statements(said, true)
    groups, bounds = _grouped(p, edges)
    n = np.bincount(groups, minlength=len(bounds)).astype(np.float64)
    mean_said, share = (np.bincount(groups, each, len(bounds)) / np.maximum(n, 1) for each in (p, o))
    base = float(o.mean())
    off_said, off_true = p - mean_said[groups], o - share[groups]
    bins = tuple(
        Bin(low, high, int(n[k]), round(share[k] * n[k]), float(mean_said[k]), wilson(float(share[k]), int(n[k])))
        for k, (low, high) in enumerate(bounds)
        if n[k]
    )
    return Reliability(
        bins,
        len(p),
        base,
        mean_squared_error=float(((p - o) ** 2).mean()),
        reliability=float(n @ (mean_said - share) ** 2 / len(p)),
        resolution=float(n @ (share - base) ** 2 / len(p)),
        uncertainty=base * (1 - base),
        spread_within=float((off_said**2).mean()),
        covariance_within=float(2 * (off_said * off_true).mean()),
    )


def wilson(share: float, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927).

    Parameters
    ----------
    share
        Observed, in [0, 1].
    n
        Number of cases, at least 1.
    z
        How many standard deviations; 1.96 gives 95%.

    Raises
    ------
    ValueError
        When the share lies outside [0, 1], or there is no case.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(0.5, 10)]
    [0.237, 0.763]
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies in [0, 1]; found {share:g}")
    if n < 1:
        raise ValueError("a share is one of one case at least")
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if share == 0 else max(0.0, middle - half)  # exactly there; rounding would miss it
    return low, 1.0 if share == 1 else min(1.0, middle + half)


def _checked_statements(said: ArrayLike, true: ArrayLike) -> tuple[Reals, Reals]:
    p, o = np.asarray(said, dtype=np.float64), np.asarray(true, dtype=np.float64)
    if p.ndim != 1 or p.shape != o.shape or not len(p):
        raise ValueError(f"there is one truth for each statement, and one statement at least: {p.shape}, {o.shape}")
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("probabilities lie in [0, 1]")
    if not np.isin(o, (0.0, 1.0)).all():
        raise ValueError("a statement came true (1) or did not (0)")
    return p, o


def _grouped(p: Reals, edges: Sequence[float] | None) -> tuple[Indices, list[tuple[float, float]]]:
    """Return the bin of each statement, and the range of each bin."""
    if edges is None:
        values, groups = np.unique(p, return_inverse=True)
        return groups, [(value, value) for value in values.tolist()]
    bounds = np.asarray(edges, dtype=np.float64)
    if len(bounds) < 2 or bounds[0] != 0 or bounds[-1] != 1 or not (np.diff(bounds) > 0).all():
        raise ValueError("the edges of the bins increase from 0 to 1")
    groups = np.minimum(np.searchsorted(bounds, p, side="right") - 1, len(bounds) - 2)  # 1 belongs to the last
    return groups, list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
