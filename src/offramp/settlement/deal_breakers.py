"""Deal-breakers: demands that stand between the parties and a zone of possible agreement.

A party that insists on a demand takes no package that fails it, whatever else the package is worth. A demand is *open*
when it may be bargained over like everything else. For each subset of open demands there is a zone of possible
agreement: the packages worth the reservation values to all that meet every other demand. The deal-breakers are what
must at least be opened.

Also, where the reservation values themselves leave no zone: by how much each side, alone or all alike, would have to
lower its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.package_set import PackageError, PackageSet
from offramp.settlement.values import Values
from offramp.settlement.zopa import zopa

MOST_DEMANDS = 16
"""Demands up to which every subset is looked at."""


@dataclass(frozen=True, eq=False)
class Demand:
    """What a party insists on.

    Attributes
    ----------
    name
        For people.
    party
        Position of the party whose demand it is.
    met
        In which packages it is met, shape ``(n_packages,)``.
    """

    name: str
    party: int
    met: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens when some demands are open to bargaining.

    Attributes
    ----------
    demands
        Positions of the open demands, increasing.
    n_packages
        Number of packages in the zone of possible agreement.
    first
        Index of the first of them; ``None`` when there is none.
    """

    demands: tuple[int, ...]
    n_packages: int
    first: int | None


@dataclass(frozen=True, slots=True)
class Concession:
    """What a side would have to give, alone, while the others insist on everything.

    Attributes
    ----------
    party
        Position of the party.
    demands
        The fewest of its own demands that it must open (positions); ``None`` when even all of them do not help, or
        nothing has to be given.
    reservation
        By how much it must lower its reservation value, all demands held; 0 when there is a zone already, ``None``
        when lowering it does not help.
    package
        Index of a package that this lowering makes acceptable, if there is one.
    """

    party: int
    demands: tuple[int, ...] | None
    reservation: float | None
    package: int | None


@dataclass(frozen=True, eq=False)
class DealBreakers:
    """What stands between the parties and a deal.

    Attributes
    ----------
    packages, demands
        What was asked.
    openings
        For each subset of open demands, fewest first; every subset up to 16 demands, only ``least`` beyond.
    least
        The smallest subsets (none is part of another) that leave a zone of possible agreement, fewest demands first.
        Only the empty subset when no demand breaks the deal; nothing when opening all of them does not help, since no
        package is worth the reservation values.
    concessions
        For each party, what it could do alone.
    shared
        By how much all would have to lower their reservation values alike for a zone, all demands open; 0 when there is
        one. ``None`` without packages. It depends on the values declared.
    """

    packages: PackageSet
    demands: tuple[Demand, ...]
    openings: tuple[Opening, ...]
    least: tuple[Opening, ...]
    concessions: tuple[Concession, ...]
    shared: float | None


def term_demand(packages: PackageSet, party: str, option: str, wanted: bool = True) -> Demand:
    """Return the demand of a party that an option stands at Y (or at N).

    Raises
    ------
    PackageError
        When the packages come from a plain table, or there is no such party or option.
    """
    ids = [] if packages.bundles is None else [each.id for each in packages.bundles.conflict.options]
    problems = [] if party in packages.parties else [f"{party} is not a party to the package"]
    if option not in ids:
        problems.append(f"{option} is not an option of the conflict")
    if problems or packages.bundles is None:
        raise PackageError(problems)
    name = f"{option} at {'Y' if wanted else 'N'}"
    met = packages.bundles.taken(ids.index(option)) == wanted
    return Demand(name, packages.parties.index(party), met)


def deal_breakers(packages: PackageSet, demands: Sequence[Demand]) -> DealBreakers:
    """Return the zone of possible agreement for each subset of demands that are open to bargaining.

    Parameters
    ----------
    packages
        The packages.
    demands
        What the parties insist on; at most 63.

    Raises
    ------
    PackageError
        When there are more than 63 demands.
    """
    if len(demands) > 63:
        raise PackageError([f"{len(demands)} demands are too many to combine; at most 63: join some of them"])
    failed = np.zeros(len(packages), dtype=np.int64)  # the demands that a package fails, as bits
    for number, demand in enumerate(demands):
        failed |= np.where(demand.met, 0, 1 << number)
    inside = zopa(packages).indices
    least = tuple(_opening(subset, failed, inside) for subset in _smallest(np.unique(failed[inside])))
    shortfall = np.maximum(packages.reservation - packages.values, 0.0)
    return DealBreakers(
        packages,
        tuple(demands),
        openings=_openings(len(demands), failed, inside) if len(demands) <= MOST_DEMANDS else least,
        least=least,
        concessions=tuple(
            _concession(party, demands, failed, inside, shortfall) for party in range(packages.n_parties)
        ),
        shared=float(shortfall.max(axis=1).min()) if len(packages) else None,
    )


def _opening(subset: int, failed: NDArray[np.int64], inside: NDArray[np.int64]) -> Opening:
    found = inside[(failed[inside] & ~subset) == 0]
    return Opening(_bits(subset), len(found), int(found[0]) if len(found) else None)


def _openings(n_demands: int, failed: NDArray[np.int64], inside: NDArray[np.int64]) -> tuple[Opening, ...]:
    """Add up over subsets, one demand at a time, how many packages fail just these, and which is the first."""
    number = np.bincount(failed[inside], minlength=1 << n_demands)
    first = np.full(1 << n_demands, len(failed), dtype=np.int64)
    np.minimum.at(first, failed[inside], inside)
    for demand in range(n_demands):
        # axis 1 is whether the demand is open: what meets it stays when it is opened
        counts, firsts = (each.reshape(-1, 2, 1 << demand) for each in (number, first))
        counts[:, 1] += counts[:, 0]
        np.minimum(firsts[:, 1], firsts[:, 0], out=firsts[:, 1])
    subsets = sorted(range(1 << n_demands), key=lambda subset: (subset.bit_count(), _bits(subset)))
    return tuple(
        Opening(_bits(subset), int(number[subset]), int(first[subset]) if number[subset] else None)
        for subset in subsets
    )


def _smallest(sets: NDArray[np.int64]) -> list[int]:
    """Return those of which no other is a part, fewest members first."""
    kept: list[int] = []
    for each in sorted(map(int, sets), key=lambda subset: (subset.bit_count(), _bits(subset))):
        if not any(smaller & ~each == 0 for smaller in kept):
            kept.append(each)
    return kept


def _bits(subset: int) -> tuple[int, ...]:
    return tuple(k for k in range(subset.bit_length()) if subset >> k & 1)


def _concession(
    party: int,
    demands: Sequence[Demand],
    failed: NDArray[np.int64],
    inside: NDArray[np.int64],
    shortfall: Values,
) -> Concession:
    others = sum(1 << number for number, demand in enumerate(demands) if demand.party != party)
    own = [int(each) for each in np.unique(failed[inside]) if each & others == 0]
    fewest = _smallest(np.array(own, dtype=np.int64))
    content = np.delete(shortfall, party, axis=1).max(axis=1, initial=0.0) == 0.0
    candidates = np.flatnonzero(content & (failed == 0))
    best = int(candidates[np.argmin(shortfall[candidates, party])]) if len(candidates) else None
    return Concession(
        party,
        demands=_bits(fewest[0]) if fewest and fewest[0] else None,
        reservation=None if best is None else float(shortfall[best, party]),
        package=best,
    )
