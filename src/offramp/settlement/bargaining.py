r"""Bargaining solutions on a discrete set of packages, for two parties or more.

With the gains :math:`g_i(x) = u_i(x) - r_i` above the reservation values and the zone of possible agreement
:math:`Z = \{x : g_i(x) \ge 0 \text{ for all } i\}`:

- Nash: the largest product of gains in Z (Nash 1950);
- Kalai-Smorodinsky: the largest smallest normalised gain :math:`\min_i g_i(x) / \max_{y \in Z} g_i(y)` in Z (Kalai &
  Smorodinsky 1975; their solution need not exist on a discrete set, so it is read as max-min);
- egalitarian: the largest smallest gain in Z, then the largest second smallest, and so on (Kalai 1977; the
  lexicographic order is Sen's 1970 reading of the difference principle, Rawls 1971);
- utilitarian: the largest sum of gains in Z (Harsanyi 1955).

The first two do not change when a party's values are rescaled; the last two compare gains between parties, which the
scale of the values decides. All four use more than the order of states.

References
----------
J. F. Nash (1950). The bargaining problem. Econometrica 18:155-162.
E. Kalai & M. Smorodinsky (1975). Other solutions to Nash's bargaining problem. Econometrica 43:513-518.
E. Kalai (1977). Proportional solutions to bargaining situations. Econometrica 45:1623-1630.
J. Rawls (1971). A Theory of Justice. A. K. Sen (1970). Collective Choice and Social Welfare.
J. C. Harsanyi (1955). Cardinal welfare, individualistic ethics, and interpersonal comparisons of utility. Journal of
Political Economy 63:309-321.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.package_set import PackageSet
from offramp.settlement.pareto import efficient
from offramp.settlement.values import Values
from offramp.settlement.zopa import zopa

SOLUTIONS: Mapping[str, str] = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
"""The bargaining solutions by id, with their names for people."""
TIE = 1e-12
"""Relative difference up to which two measures are one: the rounding of a few operations, and no more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The package that a bargaining solution selects.

    Attributes
    ----------
    package
        Index of the first optimum.
    optima
        Indices of all of them, increasing.
    undominated
        Index of the first optimum that no other package dominates. It differs from ``package`` only where the measure
        does not see all that a party has (the smallest gain is the same, say, and another party has more).
    measure
        What was maximised: the product, the smallest normalised gain, the smallest gain, the sum.
    """

    package: int
    optima: tuple[int, ...]
    undominated: int
    measure: float


@dataclass(frozen=True, slots=True)
class Bargaining:
    """The bargaining solutions; each ``None`` when there is no zone of possible agreement.

    Attributes
    ----------
    packages
        What was asked of.
    nash, kalai_smorodinsky, egalitarian, utilitarian
        What each solution selects.
    """

    packages: PackageSet
    nash: Choice | None
    kalai_smorodinsky: Choice | None
    egalitarian: Choice | None
    utilitarian: Choice | None

    @property
    def chosen(self) -> dict[str, Choice]:
        """What each solution selects, by its id; empty when there is no zone of possible agreement."""
        return {key: choice for key in SOLUTIONS if (choice := getattr(self, key)) is not None}


def bargain(packages: PackageSet) -> Bargaining:
    """Return the four bargaining solutions of some packages."""
    zone = zopa(packages).indices
    if not len(zone):
        return Bargaining(packages, None, None, None, None)
    gains = packages.values[zone] - packages.reservation
    product, share, total = gains.prod(axis=1), smallest_share(gains), gains.sum(axis=1)
    return Bargaining(
        packages,
        nash=_choice(packages, zone, _largest(product), product),
        kalai_smorodinsky=_choice(packages, zone, _largest(share), share),
        egalitarian=_choice(packages, zone, _leximin(gains), gains.min(axis=1)),
        utilitarian=_choice(packages, zone, _largest(total), total),
    )


def smallest_share(gains: Values) -> Values:
    """Return the smallest of the parties' gains as shares of the most that each could gain, shape ``(n_packages,)``.

    A party that gains nothing in any package has no share and is left out; if that is so of all, each share is 0.

    Parameters
    ----------
    gains
        Shape ``(n_packages, n_parties)``, of the packages in the zone of possible agreement.
    """
    ideal = gains.max(axis=0)
    able = ideal > 0
    if not able.any():
        return np.zeros(len(gains))
    shares: Values = (gains[:, able] / ideal[able]).min(axis=1)
    return shares


def _largest(measure: Values) -> NDArray[np.int64]:
    """Return the positions of the largest measure, ties within rounding included."""
    best = measure.max()
    return np.flatnonzero(measure >= best - TIE * abs(best))


def _leximin(gains: Values) -> NDArray[np.int64]:
    """Return the positions whose sorted gains are lexicographically largest."""
    ordered = np.sort(gains, axis=1)
    best = np.arange(len(gains))
    for rank in range(gains.shape[1]):
        best = best[_largest(ordered[best, rank])]
    return best


def _choice(packages: PackageSet, zone: NDArray[np.int64], optima: NDArray[np.int64], measure: Values) -> Choice:
    """Look for dominators among the optima alone: what dominates an optimum is one itself."""
    indices = zone[optima]
    undominated = int(np.argmax(efficient(packages.values[indices])))
    return Choice(
        package=int(indices[0]),
        optima=tuple(indices.tolist()),
        undominated=int(indices[undominated]),
        measure=float(measure[optima[0]]),
    )
