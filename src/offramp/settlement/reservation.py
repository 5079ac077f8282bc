"""Reservation values: the least value that a party accepts, which is what it expects without a deal.

By default that is the value of the status quo. It can be the value of any other state that no deal would lead to (an
equilibrium, say), a number that the dossier gives, or a number that the caller passes (a forecast's expectation).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from offramp.conflict.model import Conflict
from offramp.conflict.package import Package


class Origin(StrEnum):
    """Where a reservation value comes from."""

    STATUS_QUO = "status_quo"
    STATE = "state"  # another state, named
    GIVEN = "given"  # a number of the package
    NUMBER = "number"  # a number that was passed in


@dataclass(frozen=True, slots=True)
class NoDeal:
    """What happens without a deal, where it is not the status quo.

    Attributes
    ----------
    name
        For people: "the equilibrium NNYN", "the forecast's expectation".
    state
        Index of the state that no deal leads to; every party then has its value there.
    numbers
        Reservation values by index of the decision maker, each in [0, 1]; they win over ``state``.
    """

    name: str
    state: int | None = None
    numbers: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reservation:
    """Where one party's reservation value comes from.

    Attributes
    ----------
    origin
        The kind of source.
    name
        For people.
    state
        Index of the state whose value it is, if it is one's.
    number
        The value, if it does not come from a state.
    """

    origin: Origin
    name: str
    state: int | None = None
    number: float | None = None

    @property
    def from_state(self) -> bool:
        """Whether it is the value of a state, so that whether a package reaches it is a matter of order alone."""
        return self.state is not None


def reservations(conflict: Conflict, package: Package, no_deal: NoDeal | None) -> tuple[Reservation, ...]:
    """Return where each party's reservation value comes from, in the order of ``package.parties``.

    What is passed in wins over what the package gives, and that over the status quo.
    """
    return tuple(_reservation(dm, conflict, package, no_deal) for dm in package.parties)


def _reservation(dm: int, conflict: Conflict, package: Package, no_deal: NoDeal | None) -> Reservation:
    if no_deal is not None and dm in no_deal.numbers:
        return Reservation(Origin.NUMBER, no_deal.name, number=no_deal.numbers[dm])
    if no_deal is not None and no_deal.state is not None:
        return Reservation(Origin.STATE, no_deal.name, state=no_deal.state)
    if dm in package.reservation:
        return Reservation(Origin.GIVEN, "given with the package", number=package.reservation[dm])
    return Reservation(Origin.STATUS_QUO, "the status quo", state=conflict.status_quo)


def reservation_problems(conflict: Conflict, package: Package, no_deal: NoDeal | None) -> Iterator[str]:
    """Yield what is wrong with the reservation values."""
    numbers = [("reservation of the package", package.reservation)]
    if no_deal is not None:
        numbers.append((no_deal.name, no_deal.numbers))
        if no_deal.state is not None and not 0 <= no_deal.state < conflict.n_states:
            yield f"{no_deal.name}: there is no state with index {no_deal.state}; the last is {conflict.n_states - 1}"
    for where, values in numbers:
        for dm, value in values.items():
            who = conflict.decision_makers[dm].id if 0 <= dm < conflict.n_dms else f"decision maker {dm}"
            if dm not in package.parties:
                yield f"{where}: {who} is not a party to the package; name it among its parties, or leave its value out"
            elif not 0.0 <= value <= 1.0:
                yield (
                    f"{where}: {value!r} for {who} is out of range; a reservation value lies between 0 (the worst "
                    "feasible state) and 1 (the best)"
                )
