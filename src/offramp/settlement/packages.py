"""Packages: every bundle of the terms that could be settled.

A *bundle* sets every term (and every option that is left open) to Y or N, the other options as the package fixes them
or as they are in the status quo. The bundles that are feasible states and in which ``settled_when`` holds are the
packages, in increasing order of their code, which is the order of the states' numbers.
"""

from collections.abc import Iterator

import numpy as np

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.conflict.states import code_with
from offramp.settlement.package_set import Bundles, PackageError, PackageSet, PartyType
from offramp.settlement.reservation import NoDeal, Reservation, reservation_problems, reservations
from offramp.settlement.values import state_values


def packages_of(
    conflict: Conflict, package: Package, combination: Combination | None = None, no_deal: NoDeal | None = None
) -> PackageSet:
    """Return the packages of a conflict.

    Parameters
    ----------
    conflict
        In option form, with a status quo.
    package
        The terms, and what else a settled state holds.
    combination
        One type for each decision maker; the likeliest when left out.
    no_deal
        What happens without a deal; the status quo when left out.

    Returns
    -------
    PackageSet
        Empty when no bundle can be settled; ``bundles.why_none()`` then says why.

    Raises
    ------
    PackageError
        When the question makes no sense: no terms, terms that nobody owns, reservation values out of range, no status
        quo, a conflict in graph form. All problems at once.
    """
    problems = [*_problems(conflict, package), *reservation_problems(conflict, package, no_deal)]
    if problems:
        raise PackageError(problems)
    bundles = _bundles(conflict, package)
    sources = reservations(conflict, package, no_deal)
    party_types = tuple(
        tuple(_party_type(conflict, dm, index, bundles, source) for index in range(len(conflict.types[dm])))
        for dm, source in zip(package.parties, sources, strict=True)
    )
    chosen = (combination or conflict.likeliest()).types
    unchosen = PackageSet(
        parties=tuple(conflict.decision_makers[dm].id for dm in package.parties),
        values=np.empty((0, len(sources))),
        reservation=np.empty(len(sources)),
        sources=sources,
        order_only=(),
        bundles=bundles,
        party_types=party_types,
    )
    return unchosen.under([chosen[dm] for dm in package.parties])


def _bundles(conflict: Conflict, package: Package) -> Bundles:
    """Look through the feasible states: however many bundles there are, only those can be packages."""
    space = conflict.space
    assert conflict.status_quo is not None  # one of the problems otherwise
    codes = space.codes if space.merging is None else space.merging.codes
    free = sum(1 << option for option in (*package.terms, *package.open))
    rest = ((1 << space.n_options) - 1) & ~free
    base = code_with(int(space.codes[conflict.status_quo]), package.fixed)
    feasible = np.flatnonzero((codes & codes.dtype.type(rest)) == codes.dtype.type(base & rest))
    settled = feasible[space.where(package.settled_when, codes[feasible])]
    states = settled if space.merging is None else space.merging.state[settled]
    return Bundles(
        conflict=conflict,
        package=package,
        codes=codes[settled],
        states=states.astype(np.int64),
        n_bundles=1 << (len(package.terms) + len(package.open)),
        n_feasible=len(feasible),
    )


def _party_type(conflict: Conflict, dm: int, index: int, bundles: Bundles, source: Reservation) -> PartyType:
    aim = conflict.types[dm][index]
    values = state_values(conflict.space, aim)
    reservation = values.of(source.state) if source.state is not None else source.number
    assert reservation is not None  # a source has a state or a number
    return PartyType(aim.id, aim.weight, values.at(bundles.states), reservation, values.basis.order_only)


def _problems(conflict: Conflict, package: Package) -> Iterator[str]:
    """Yield what is wrong with the package itself."""
    if conflict.space.graph_form:
        yield (
            "a package needs options: this conflict is in graph form, where states are named; describe it by options, "
            "or give what each outcome is worth in a value table"
        )
        return
    if conflict.status_quo is None:
        yield "a package starts from the status quo, and the conflict has none: add status_quo"
    if not package.terms:
        yield "the package is empty: name at least one option among its terms"
    if not package.parties:
        yield "the package has no parties: name those whose consent it needs"
    for dm in package.parties:
        if not 0 <= dm < conflict.n_dms:
            yield f"parties: there is no decision maker with index {dm}; the last is {conflict.n_dms - 1}"
    owned = {option for dm in conflict.decision_makers for option in dm.options}
    named = [*package.terms, *package.open, *package.fixed]
    for option in dict.fromkeys(named):
        if not 0 <= option < len(conflict.options):
            yield f"there is no option with index {option}; the last is {len(conflict.options) - 1}"
        elif option not in owned:
            yield (
                f"{conflict.options[option].id}: no decision maker owns this option, so nobody can grant it; give it "
                "an owner, or leave it out"
            )
        elif named.count(option) > 1:
            yield f"{conflict.options[option].id}: an option is a term, fixed or open, and only one of these, once"
