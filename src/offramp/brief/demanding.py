"""What each party has demanded of others, and which demands stand in the way of a deal."""

from collections.abc import Iterator, Sequence

from offramp.conflict.model import Conflict
from offramp.dossier.offers import Offer
from offramp.figures.words import counted, listing
from offramp.settlement.deal_breakers import DealBreakers, Demand, term_demand
from offramp.settlement.package_set import PackageSet


def demands_of(conflict: Conflict, packages: PackageSet, made: Sequence[Offer]) -> list[Demand]:
    """Return what each party has asked others to grant in its offers and demands, once each."""
    demands: dict[tuple[str, str, bool], Demand] = {}
    for offer in made:
        for by in offer.by:
            party = conflict.decision_makers[by]
            for option, taken in offer.terms.items():
                if party.id in packages.parties and option not in party.options:
                    name = conflict.options[option].id
                    demands[party.id, name, taken] = term_demand(packages, party.id, name, taken)
    return list(demands.values())


def breakers_words(conflict: Conflict, found: DealBreakers) -> Iterator[str]:
    """Yield which demands must be open to bargaining, and what each side alone could give, without full stops."""
    names = {maker.id: maker.name for maker in conflict.decision_makers}
    parties = [names[party] for party in found.packages.parties]
    titles = {option.id: option.title for option in conflict.options}

    def wanted(places: Sequence[int]) -> str:
        return listing(_demand_words(found.demands[k], parties, titles) for k in places)

    least = [each for each in found.least if each.demands]
    if least:
        yield (
            "If all demands are insisted on there is no package that all accept; it takes that "
            + "; or that ".join(f"{wanted(each.demands)} is open to bargaining" for each in least)
        )
    for each in found.concessions:
        if each.demands:
            yield f"{parties[each.party]} alone could open the way by giving up {wanted(each.demands)}"
    if found.demands and len(found.least) == 0:
        every = counted(len(found.demands), "demand")
        yield f"Even with all {every} open to bargaining, no package is acceptable to all"


def _demand_words(demand: Demand, parties: Sequence[str], titles: dict[str, str]) -> str:
    option, _, value = demand.name.partition(" at ")
    negated = "" if value == "Y" else "no "
    return f"the demand of {parties[demand.party]} for {negated}“{titles.get(option, option)}”"
