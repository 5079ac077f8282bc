r"""Bargaining solutions over lotteries: packages drawn by agreed chances.

A lottery over packages is worth its expectation to each party (von Neumann & Morgenstern), so what can be agreed on is
the convex hull of the packages, and there the solutions of :mod:`offramp.settlement.bargaining` exist as their authors
have them. Only packages on the Pareto frontier are needed, and at most as many in a lottery as there are parties
(Carathéodory, on a face of the hull).

The utilitarian solution is a linear programme; so is the largest smallest gain, and with ties settled one party after
another the egalitarian and (in shares of the ideal point) the Kalai-Smorodinsky solution, in the lexicographic form
that is efficient for three parties and more (Imai 1983). The Nash solution maximises :math:`\sum_i \log g_i`, concave,
from above by tangents (Kelley 1960).

References
----------
J. von Neumann & O. Morgenstern (1947). Theory of Games and Economic Behavior. H. Imai (1983). Individual monotonicity
and lexicographic maxmin solution. Econometrica 51:389-401. J. E. Kelley (1960). The cutting-plane method for solving
convex programs. Journal of SIAM 8:703-712.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.bargaining import SOLUTIONS
from offramp.settlement.mixtures import Mixtures
from offramp.settlement.package_set import PackageSet
from offramp.settlement.pareto import efficient
from offramp.settlement.values import Values
from offramp.settlement.zopa import zopa


@dataclass(frozen=True, eq=False)
class Lottery:
    """A lottery over packages.

    Attributes
    ----------
    packages
        Indices, increasing; at most as many as there are parties.
    chances
        Of each, positive; they add up to 1.
    values
        What the lottery is worth to each party, shape ``(n_parties,)``.
    gains
        Above the reservation values, shape ``(n_parties,)``.
    """

    packages: tuple[int, ...]
    chances: tuple[float, ...]
    values: Values
    gains: Values


@dataclass(frozen=True, slots=True)
class LotteryBargaining:
    """The bargaining solutions over lotteries; each ``None`` when no lottery is acceptable to all.

    Attributes
    ----------
    packages, binding
        What was asked.
    opens
        Whether a lottery is acceptable to all although no package is.
    nash, kalai_smorodinsky, egalitarian, utilitarian
        What each solution selects.
    """

    packages: PackageSet
    binding: bool
    opens: bool
    nash: Lottery | None
    kalai_smorodinsky: Lottery | None
    egalitarian: Lottery | None
    utilitarian: Lottery | None

    @property
    def chosen(self) -> dict[str, Lottery]:
        """What each solution selects, by its id; empty when no lottery is acceptable to all."""
        return {key: lottery for key in SOLUTIONS if (lottery := getattr(self, key)) is not None}


def bargain_over_lotteries(packages: PackageSet, binding: bool = True) -> LotteryBargaining:
    """Return the four bargaining solutions over lotteries of packages.

    Parameters
    ----------
    packages
        The packages.
    binding
        Whether the parties are bound by what is drawn. If so, a lottery must be acceptable in expectation (and may be
        although no package is); if not, every package in it must be.
    """
    zone = zopa(packages)
    allowed = efficient(packages.values) & (zone.inside | binding)
    columns = np.flatnonzero(allowed)
    gains = packages.values[columns] - packages.reservation
    scale = np.abs(gains).max(axis=0, initial=0.0)
    scale[scale == 0] = 1.0
    mixtures = Mixtures(gains / scale)
    ideal = mixtures.ideal() if len(columns) else None
    if ideal is None:
        return LotteryBargaining(packages, binding, False, None, None, None, None)
    in_shares = mixtures.leximin(ideal)
    return LotteryBargaining(
        packages,
        binding,
        opens=not zone.exists,
        nash=_lottery(packages, columns, mixtures.largest_product(ideal, in_shares)),
        kalai_smorodinsky=_lottery(packages, columns, in_shares),
        egalitarian=_lottery(packages, columns, mixtures.leximin(1.0 / scale)),
        utilitarian=_lottery(packages, columns, mixtures.largest_sum(scale)),
    )


def _lottery(packages: PackageSet, columns: NDArray[np.int64], chances: Values) -> Lottery:
    drawn = np.flatnonzero(chances)
    values = chances[drawn] @ packages.values[columns[drawn]]
    return Lottery(
        tuple(columns[drawn].tolist()), tuple(chances[drawn].tolist()), values, values - packages.reservation
    )
