"""The packages that could be settled, with what each is worth to each party.

It comes from a conflict (:mod:`offramp.settlement.packages`) or from a plain table of values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.conflict.states import Codes
from offramp.question_error import QuestionError
from offramp.settlement.reservation import Origin, Reservation
from offramp.settlement.values import Values


class PackageError(QuestionError):
    """The packages cannot be listed."""


@dataclass(frozen=True, eq=False)
class PartyType:
    """The packages as one party sees them under one of its possible aims.

    Attributes
    ----------
    id, weight
        The type's key (``None`` where the party has one aim only) and the belief that this is the aim.
    values
        Shape ``(n_packages,)``.
    reservation
        The least value that it accepts.
    order_only
        Whether only the order of the values was declared.
    """

    id: str | None
    weight: float
    values: Values
    reservation: float
    order_only: bool


@dataclass(frozen=True, eq=False)
class Bundles:
    """What the packages are made of.

    Attributes
    ----------
    conflict, package
        What was asked.
    codes
        Code of each package, shape ``(n_packages,)``, increasing.
    states
        The state that each package settles in, shape ``(n_packages,)``.
    n_bundles, n_feasible
        Number of all bundles, and of those that are feasible.
    """

    conflict: Conflict
    package: Package
    codes: Codes
    states: NDArray[np.int64]
    n_bundles: int
    n_feasible: int

    def taken(self, option: int) -> NDArray[np.bool_]:
        """Return in which packages an option is at Y, shape ``(n_packages,)``."""
        at_yes: NDArray[np.bool_] = (self.codes & self.codes.dtype.type(1 << option)) != 0
        return at_yes

    def setting(self, index: int, options: Sequence[int]) -> dict[str, bool]:
        """Return how some options stand in a package, by ``dm.option``."""
        code = int(self.codes[index])
        return {self.conflict.options[k].id: bool(code >> k & 1) for k in options}

    def away_from_table(self) -> tuple[int, ...]:
        """Return the terms that no party to the package owns: nobody at the table can grant them."""
        present = {option for dm in self.package.parties for option in self.conflict.decision_makers[dm].options}
        return tuple(term for term in self.package.terms if term not in present)

    def why_none(self) -> str | None:
        """Say why there is no package, if there is none, and what would help."""
        if len(self.codes):
            return None
        if not self.n_feasible:
            return (
                f"no package: none of the {self.n_bundles:,} bundles of the terms is a feasible state; change the "
                "terms or what is fixed with them, or loosen a constraint"
            )
        return (
            f"no package: of {self.n_bundles:,} bundles of the terms {self.n_feasible:,} are feasible, and "
            "settled_when holds in none of them; add the terms that it asks for, fix them (with), or change "
            "settled_when"
        )


@dataclass(frozen=True, eq=False)
class PackageSet:
    """The packages and what they are worth, for one combination of the parties' types.

    Attributes
    ----------
    parties
        Ids of those whose consent a package needs, shape ``(n_parties,)``.
    values
        Shape ``(n_packages, n_parties)``.
    reservation
        The least value that each party accepts, shape ``(n_parties,)``.
    sources
        Where each reservation value comes from.
    order_only
        For each party, whether only the order of its values was declared.
    names
        Of the packages, where they are named (a plain value table).
    bundles
        What the packages are made of; ``None`` for a plain value table.
    party_types, types
        Every party's types, and which of them the values are for.
    """

    parties: tuple[str, ...]
    values: Values
    reservation: Values
    sources: tuple[Reservation, ...]
    order_only: tuple[bool, ...]
    names: tuple[str, ...] = ()
    bundles: Bundles | None = None
    party_types: tuple[tuple[PartyType, ...], ...] = ()
    types: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    @property
    def n_parties(self) -> int:
        """Number of parties."""
        return len(self.parties)

    @property
    def gains(self) -> Values:
        """What each package is worth above the reservation values, shape ``(n_packages, n_parties)``."""
        return self.values - self.reservation

    @property
    def acceptance_by_order(self) -> bool:
        """Whether who accepts what depends on the order of states alone, not on the values declared."""
        return all(
            source.from_state or not order_only
            for source, order_only in zip(self.sources, self.order_only, strict=True)
        )

    def terms_of(self, index: int) -> dict[str, bool]:
        """Return how the terms stand in a package, by ``dm.option``; empty for a plain value table."""
        return self.bundles.setting(index, self.bundles.package.terms) if self.bundles else {}

    def open_of(self, index: int) -> dict[str, bool]:
        """Return how the options that are left open stand in a package, by ``dm.option``."""
        return self.bundles.setting(index, self.bundles.package.open) if self.bundles else {}

    def label(self, index: int) -> str:
        """Return the name of a package: its own, or that of the state it settles in."""
        if self.names:
            return self.names[index]
        return self.bundles.conflict.space.label(int(self.bundles.states[index])) if self.bundles else str(index)

    def combinations(self) -> tuple[Combination, ...]:
        """Return every combination of the parties' types (the last party's vary fastest), with its weight."""
        choices = product(*(range(len(types)) for types in self.party_types))
        return tuple(Combination(choice, self._weight(choice)) for choice in choices)

    def _weight(self, choice: tuple[int, ...]) -> float:
        return prod(types[index].weight for types, index in zip(self.party_types, choice, strict=True))

    def under(self, types: Sequence[int]) -> "PackageSet":
        """Return the same packages under another combination of the parties' types (an index for each party)."""
        chosen = [every[index] for every, index in zip(self.party_types, types, strict=True)]
        return replace(
            self,
            values=np.stack([each.values for each in chosen], axis=1),
            reservation=np.array([each.reservation for each in chosen]),
            order_only=tuple(each.order_only for each in chosen),
            types=tuple(types),
        )


def plain_packages(
    parties: Sequence[str], values: Values, reservation: Values, names: Sequence[str] = (), source: str = "given"
) -> PackageSet:
    """Return packages whose values are simply given, without a conflict.

    Parameters
    ----------
    parties
        Ids.
    values
        Shape ``(n_packages, n_parties)``, on any scale.
    reservation
        Shape ``(n_parties,)``, on the same scale.
    names
        Of the packages.
    source
        Where the reservation values come from, for people.

    Raises
    ------
    PackageError
        When a value is missing or infinite, or the shapes do not fit.
    """
    values, reservation = np.asarray(values, dtype=np.float64), np.asarray(reservation, dtype=np.float64)
    problems = list(_plain_problems(parties, values, reservation, names))
    if problems:
        raise PackageError(problems)
    sources = tuple(Reservation(Origin.GIVEN, source, number=float(value)) for value in reservation)
    return PackageSet(
        tuple(parties),
        values,
        reservation,
        sources,
        (False,) * len(parties),
        tuple(names),
    )


def _plain_problems(parties: Sequence[str], values: Values, reservation: Values, names: Sequence[str]) -> Iterator[str]:
    if not parties:
        yield "no parties: name those whose consent a package needs"
    if values.ndim != 2 or values.shape[1] != len(parties):
        yield f"values: expected a row for each package with {len(parties)} values; the shape is {values.shape}"
    if reservation.shape != (len(parties),):
        yield f"reservation: expected {len(parties)} values, one for each party; the shape is {reservation.shape}"
    if names and len(names) != len(values):
        yield f"names: there are {len(names)} for {len(values)} packages"
    if not (np.isfinite(values).all() and np.isfinite(reservation).all()):
        yield "values and reservation values must be finite numbers"
