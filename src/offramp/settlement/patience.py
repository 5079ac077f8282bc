r"""The discount factors at which one stream of payoffs is worth at least another.

A stream :math:`z_0, z_1, \dots` whose last entry goes on for ever is worth :math:`\sum_j d^j z_j`. Times :math:`1 - d`
that is a polynomial,

.. math:: P(d) = z_0 + \sum_{j \ge 1} d^j (z_j - z_{j-1}),

so the discount factors with :math:`\sum_j d^j z_j \ge 0` are those in [0, 1) with :math:`P(d) \ge 0`: intervals between
its roots. More patience need not help: a party that gains late by breaking off is held only while it is impatient.

The roots are isolated by Descartes' rule of signs on Bernstein coefficients (Collins & Akritas 1976; Lane & Riesenfeld
1981): an interval whose coefficients do not change sign holds no root, one with a single change holds one, any other is
halved. No interval is missed, which a search from a grid could not promise.

References
----------
G. E. Collins & A. G. Akritas (1976). Polynomial real root isolation using Descartes' rule of signs. SYMSAC '76,
272-275.
J. M. Lane & R. F. Riesenfeld (1981). Bounds on a polynomial. BIT 21:112-117.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from offramp.settlement.values import Values

TIE = 1e-12
"""Relative difference up to which two values are one: the rounding of their sums, and no more."""
_NARROW = 2.0**-48  # an interval of discount factors that is not halved further

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Patience:
    """The discount factors in [0, 1) at which something holds.

    Attributes
    ----------
    intervals
        Closed, increasing, apart from one another. An upper end of 1 means: every discount factor below 1.
    """

    intervals: tuple[Interval, ...]

    @property
    def least(self) -> float | None:
        """The least discount factor at which it holds; ``None`` when there is none."""
        return self.intervals[0][0] if self.intervals else None

    @property
    def monotone(self) -> bool:
        """Whether more patience never undoes it: it holds from ``least`` up to 1, or nowhere."""
        return not self.intervals or (len(self.intervals) == 1 and self.intervals[0][1] == 1)

    def covers(self, discount: float) -> bool:
        """Return whether it holds at a discount factor."""
        return any(low <= discount <= high for low, high in self.intervals)


ALWAYS = Patience(((0.0, 1.0),))
"""It holds at every discount factor."""


def patience_of(stream: Values, scale: float | None = None) -> Patience:
    """Return the discount factors at which a stream of payoffs is worth at least nothing.

    Parameters
    ----------
    stream
        Shape ``(n_periods,)``, at least one, finite; the last goes on for ever.
    scale
        The size of the payoffs that the stream is the difference of, which says what is rounding; the largest of the
        stream itself when left out.
    """
    scale = float(np.abs(stream).max()) if scale is None else scale
    coefficients = np.diff(stream, prepend=0.0) if stream[-1] != 0 else stream  # a stream that ends is itself one
    signs = _signed(coefficients, TIE * scale)
    return Patience(tuple(_merged(interval for interval, holds in signs if holds)))


def common(patiences: Iterable[Patience]) -> Patience:
    """Return the discount factors at which all of some things hold."""
    return reduce(_both, patiences, ALWAYS)


def _both(one: Patience, other: Patience) -> Patience:
    pairs = ((max(a, c), min(b, d)) for a, b in one.intervals for c, d in other.intervals)
    return Patience(tuple(_merged((low, high) for low, high in pairs if low <= high and low < 1)))


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _signed(coefficients: Values, rounding: float) -> Iterator[tuple[Interval, bool]]:
    """Yield intervals that cover [0, 1), each with whether the polynomial is at least 0 on it."""
    pending = [(0.0, 1.0, _bernstein(coefficients))]
    while pending:
        low, high, bernstein = pending.pop()
        seen = bernstein[np.abs(bernstein) > rounding] > 0
        changes = np.count_nonzero(seen[1:] != seen[:-1])
        if changes == 0:
            yield from _unchanging(low, high, bernstein, rounding, holds=bool(seen.all()))
        elif changes == 1:
            root = _root(coefficients, low, high, rising=bool(seen[-1]))
            yield (low, root), not seen[-1]
            yield (root, high), bool(seen[-1])
        elif high - low < _NARROW:
            yield (low, high), True  # the polynomial touches 0 here, within rounding
        else:
            middle = (low + high) / 2
            left, right = _halves(bernstein)
            pending += [(low, middle, left), (middle, high, right)]


def _unchanging(
    low: float, high: float, bernstein: Values, rounding: float, *, holds: bool
) -> Iterator[tuple[Interval, bool]]:
    """Where the sign is one throughout; the ends of an interval below 0 may touch 0."""
    yield (low, high), holds
    if not holds:
        yield (low, low), bool(bernstein[0] >= -rounding)
        yield (high, high), bool(bernstein[-1] >= -rounding and high < 1)


def _bernstein(coefficients: Values) -> Values:
    """Return the Bernstein coefficients on [0, 1]: ``sum over j of C(i, j) / C(n, j) * coefficients[j]``."""
    degree = len(coefficients) - 1
    index = np.arange(degree + 1, dtype=np.float64)
    share, total = np.ones(degree + 1), np.full(degree + 1, coefficients[0])
    for j in range(1, degree + 1):
        share = share * np.maximum(index - j + 1, 0) / (degree - j + 1)
        total = total + share * coefficients[j]
    return total


def _halves(bernstein: Values) -> tuple[Values, Values]:
    """Return the coefficients on the two halves of the interval (de Casteljau)."""
    left, right = np.empty_like(bernstein), np.empty_like(bernstein)
    for position in range(len(left)):
        left[position], right[-1 - position] = bernstein[0], bernstein[-1]
        bernstein = (bernstein[1:] + bernstein[:-1]) / 2
    return left, right


def _root(coefficients: Values, low: float, high: float, *, rising: bool) -> float:
    """Return the one root between two numbers, by bisection to the last bit, from the side where the sign is right."""
    exponents = np.arange(len(coefficients))
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return high if rising else low
        if (float(coefficients @ middle**exponents) >= 0) == rising:
            high = middle
        else:
            low = middle
