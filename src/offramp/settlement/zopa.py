"""The zone of possible agreement: the packages that each party likes at least as well as no deal (Raiffa 1982)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.package_set import PackageSet
from offramp.settlement.values import Values


@dataclass(frozen=True, eq=False)
class Zopa:
    """The zone of possible agreement of some packages.

    Attributes
    ----------
    packages
        What was asked of.
    accepted
        Shape ``(n_packages, n_parties)``: whether the package is worth at least the party's reservation value to it.
    """

    packages: PackageSet
    accepted: NDArray[np.bool_]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which packages every party accepts, shape ``(n_packages,)``."""
        inside: NDArray[np.bool_] = np.all(self.accepted, axis=1)
        return inside

    @property
    def indices(self) -> NDArray[np.int64]:
        """The packages that every party accepts, increasing."""
        return np.flatnonzero(self.inside).astype(np.int64)

    @property
    def exists(self) -> bool:
        """Whether there is a package that every party accepts."""
        return bool(self.inside.any())

    @property
    def order_only(self) -> bool:
        """Whether this follows from the order of states alone, whatever the values declared."""
        return self.packages.acceptance_by_order

    def refused_by(self, index: int) -> tuple[int, ...]:
        """Return the parties (positions) that refuse a package."""
        return tuple(np.flatnonzero(~self.accepted[index]).tolist())

    def why_none(self) -> str | None:
        """Say why no package is acceptable to all, if there are packages and none is, and what would open a zone."""
        if self.exists or not len(self.packages):
            return None
        size, parties = len(self.packages), self.packages.parties
        counts = zip(parties, self.accepted.sum(axis=0).tolist(), strict=True)
        accepting = ", ".join(f"{party} accepts {count:,} of {size:,}" for party, count in counts)
        lacking = np.max(self.packages.reservation - self.packages.values, axis=1).min()
        return (
            f"no package is acceptable to all parties: {accepting}; a zone of possible agreement opens when each "
            f"reservation value is about {lacking:.3g} lower, or with other packages"
        )

    def ideal(self) -> Values | None:
        """Return the most that each party can have in the zone, shape ``(n_parties,)``; ``None`` if it is empty."""
        return self.packages.values[self.inside].max(axis=0) if self.exists else None


def zopa(packages: PackageSet) -> Zopa:
    """Return the zone of possible agreement: ``{x : u_i(x) >= r_i for every party i}``."""
    return Zopa(packages, packages.values >= packages.reservation)


def accepted_under_every_type(packages: PackageSet) -> NDArray[np.bool_]:
    """Return which packages every party accepts whatever the types turn out to be, shape ``(n_packages,)``.

    The types' values and reservation values are compared each with its own.
    """
    safe = np.ones(len(packages), dtype=np.bool_)
    for types in packages.party_types:
        for each in types:
            safe &= each.values >= each.reservation
    return safe if packages.party_types else zopa(packages).inside
