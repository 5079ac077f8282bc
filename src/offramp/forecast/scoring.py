"""How good forecasts were: proper scores of probabilities against what happened, and skill beside simple forecasts.

Every score here is a loss: 0 is perfect, less is better. Each is strictly proper: who believes p expects the best
score by saying p (Gneiting & Raftery 2007). Brier and the ranked probability score are in the units of their first
papers: summed over endings, not averaged, so that Brier lies in [0, 2].
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals

Indices = NDArray[np.int64]

SUM_TOLERANCE = 1e-6
"""How far the probabilities of a forecast may add up to something else than 1."""


def brier(probability: ArrayLike, outcome: ArrayLike) -> Reals:
    """Return the Brier score of each forecast: the squared distance from what happened (Brier 1950).

    Parameters
    ----------
    probability
        Shape ``(n, n_endings)``, rows in [0, 1] that add up to 1; one forecast may be given as ``(n_endings,)``.
    outcome
        Shape ``(n,)``: the index of the ending that came about.

    Returns
    -------
    ndarray
        Shape ``(n,)``, in [0, 2].

    Raises
    ------
    ValueError
        When a row is no probability, or an outcome is not among the endings.

    Examples
    --------
    >>> brier([0.7, 0.2, 0.1], 0).round(2).tolist()
    [0.14]
    """
    forecast, happened = checked(probability, outcome)
    return np.asarray(((forecast - _indicator(happened, forecast.shape[1])) ** 2).sum(axis=1))


def log_score(probability: ArrayLike, outcome: ArrayLike) -> Reals:
    """Return minus the natural logarithm of the probability that each forecast gave to what happened (Good 1952).

    What happened although it was given probability 0 scores infinity, and so does any mean that holds it: the forecast
    called it impossible. It is not cut off at some large number, which would make the score improper.

    Parameters and errors are those of :func:`brier`.

    Returns
    -------
    ndarray
        Shape ``(n,)``, in [0, inf], in nats.

    Examples
    --------
    >>> log_score([[0.5, 0.5], [1.0, 0.0]], [0, 1]).round(3).tolist()
    [0.693, inf]
    """
    forecast, happened = checked(probability, outcome)
    given = forecast[np.arange(len(happened)), happened]
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.minimum(given, 1.0))) + 0.0  # -0.0 becomes 0


def ranked_probability(probability: ArrayLike, outcome: ArrayLike) -> Reals:
    """Return the ranked probability score of each forecast, for endings that have an order (Epstein 1969).

    The squared distance between cumulative probabilities and what happened, summed over the n_endings - 1 steps between
    neighbours (Murphy 1971): a near miss costs less than a far one. With two endings it is half the Brier score.

    Parameters
    ----------
    probability, outcome
        As for :func:`brier`; the columns in the order of the endings, from one extreme to the other.

    Returns
    -------
    ndarray
        Shape ``(n,)``, in [0, n_endings - 1].

    Raises
    ------
    ValueError
        As for :func:`brier`.

    Examples
    --------
    >>> ranked_probability([[0.2, 0.8, 0.0], [0.2, 0.0, 0.8]], [0, 0]).round(2).tolist()
    [0.64, 1.28]
    """
    forecast, happened = checked(probability, outcome)
    ahead = np.cumsum(forecast - _indicator(happened, forecast.shape[1]), axis=1)
    return np.asarray((ahead[:, :-1] ** 2).sum(axis=1))


def skill(score: float, reference: float) -> float | None:
    """Return the share of a simple forecast's loss that a forecast saves: 1 - score / reference (Murphy 1988).

    Parameters
    ----------
    score, reference
        Mean losses of the forecast and of the simple forecast on the same cases, at least 0.

    Returns
    -------
    float or None
        1: perfect; 0: no better than the simple forecast; below 0: worse. ``None`` where it means nothing: the simple
        forecast is perfect, or infinitely bad.

    Raises
    ------
    ValueError
        When a loss is negative or no number.

    Examples
    --------
    >>> skill(0.5, 1.0)
    0.5
    """
    if not (score >= 0 and reference >= 0):
        raise ValueError(f"a mean score is a number of at least 0; found {score:g} beside {reference:g}")
    if reference == 0 or np.isinf(reference):
        return None
    return float(1 - score / reference)


def uniform(n: int, n_endings: int) -> Reals:
    """Return the forecast that knows nothing: every ending alike, shape ``(n, n_endings)``."""
    if n_endings < 1:
        raise ValueError("a forecast needs one ending at least")
    return np.full((n, n_endings), 1 / n_endings)


def leave_one_out(outcome: ArrayLike, n_endings: int) -> Reals:
    """Return the forecast from experience alone: for each case the shares of endings among all *other* cases.

    Its own outcome is left out, or experience would know what it is asked for. An ending that came about once only is
    given probability 0 there, so the logarithmic score of this forecast may be infinite.

    Parameters
    ----------
    outcome
        Shape ``(n,)``, n of at least 2: the index of the ending of each case.
    n_endings
        Number of endings.

    Returns
    -------
    ndarray
        Shape ``(n, n_endings)``.

    Raises
    ------
    ValueError
        With fewer than two cases, or an outcome that is not among the endings.

    Examples
    --------
    >>> leave_one_out([0, 0, 1], 2).tolist()
    [[0.5, 0.5], [0.5, 0.5], [1.0, 0.0]]
    """
    happened = _outcomes(outcome, n_endings)
    if len(happened) < 2:
        raise ValueError("leaving one case out needs two cases at least")
    counts = np.bincount(happened, minlength=n_endings).astype(np.float64)
    return (counts - _indicator(happened, n_endings)) / (len(happened) - 1)


def checked(probability: ArrayLike, outcome: ArrayLike) -> tuple[Reals, Indices]:
    """Return forecasts as ``(n, n_endings)`` and outcomes as ``(n,)``; raise ``ValueError`` where they are none."""
    forecast = np.atleast_2d(np.asarray(probability, dtype=np.float64))
    if forecast.ndim != 2 or forecast.shape[1] == 0:
        raise ValueError(f"forecasts are rows with a column for each ending; found shape {forecast.shape}")
    bad = np.flatnonzero(~((forecast >= 0) & (forecast <= 1 + SUM_TOLERANCE)).all(axis=1))
    if len(bad):
        raise ValueError(f"probabilities lie in [0, 1]; forecast {bad[0]} is {forecast[bad[0]].tolist()}")
    total = forecast.sum(axis=1)
    off = np.flatnonzero(np.abs(total - 1) > SUM_TOLERANCE)
    if len(off):
        raise ValueError(
            f"the probabilities of a forecast add up to 1; those of forecast {off[0]} to {total[off[0]]:g}"
        )
    happened = _outcomes(outcome, forecast.shape[1])
    if len(happened) != len(forecast):
        raise ValueError(f"there is one outcome for each forecast; found {len(happened)} for {len(forecast)}")
    return forecast, happened


def _outcomes(outcome: ArrayLike, n_endings: int) -> Indices:
    found = np.atleast_1d(np.asarray(outcome))
    if found.ndim != 1 or (found.size and found.dtype.kind not in "iu"):
        raise ValueError("outcomes are indices of endings: whole numbers from 0, one for each forecast")
    bad = np.flatnonzero((found < 0) | (found >= n_endings))
    if len(bad):
        raise ValueError(f"the endings are numbered 0 to {n_endings - 1}; outcome {bad[0]} is {found[bad[0]]}")
    return found.astype(np.int64)


def _indicator(happened: Indices, n_endings: int) -> Reals:
    """Return 1 at the ending that came about and 0 elsewhere, shape ``(n, n_endings)``."""
    return np.equal(np.arange(n_endings), happened[:, None]).astype(np.float64)
