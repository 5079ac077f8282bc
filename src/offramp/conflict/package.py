"""What can be put on the table together: the terms of a settlement and the states that settle."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from offramp.logic.expression import Expression


@dataclass(frozen=True, slots=True)
class Package:
    """The terms that are bargained over together.

    A *bundle* sets every term to Y or N. Its state is the status quo with the terms so set, ``fixed`` as said, and
    ``open`` options tried both ways.

    Attributes
    ----------
    terms
        Indices of the options that are bargained over, in file order.
    fixed
        Other options in a settled state (``with`` in the dossier); those not named stay as in the status quo.
    open
        Indices of options that are left to be tried both ways.
    parties
        Indices of the decision makers whose consent a package needs.
    settled_when
        Where a bundle counts as a package; over ``dm.option`` names.
    reservation
        Reservation values that the dossier gives, by decision maker index, each in [0, 1].
    """

    terms: tuple[int, ...]
    parties: tuple[int, ...]
    settled_when: Expression
    fixed: Mapping[int, bool] = field(default_factory=dict)
    open: tuple[int, ...] = ()
    reservation: Mapping[int, float] = field(default_factory=dict)
