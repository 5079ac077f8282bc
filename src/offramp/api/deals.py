"""Deals: what could be settled, who accepts and who breaks it, what repairs it, in what order it can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offramp.api.deals_json import closer_json, demands_json, lottery_json, package_json, solutions_json, trades_json
from offramp.api.display import Displayed, Part
from offramp.api.solved import LISTED_FIRST, types_json
from offramp.api.words_json import announced_json, guess_json
from offramp.brief.announced import kept_word
from offramp.brief.choosing import guesses
from offramp.brief.demanding import demands_of
from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.dossier.announcements import Announcement
from offramp.dossier.offers import Offer
from offramp.settlement.assessment import Assessment, Closer, assess
from offramp.settlement.deal_breakers import DealBreakers, deal_breakers
from offramp.settlement.logrolling import Logrolling, logrolling
from offramp.settlement.lotteries import LotteryBargaining, bargain_over_lotteries
from offramp.settlement.package_set import PackageSet
from offramp.settlement.reservation import NoDeal
from offramp.settlement.threats import KeptWord
from offramp.settlement.wrong_guess import WrongGuess
from offramp.stability.concepts import Concept

LISTED_PACKAGES = 1_000
"""Packages that are listed one by one; what holds for all is counted for all."""
MOST_LOOKED_AT = 12
"""Packages that are looked at closely: repairs and step plans."""


@dataclass(frozen=True, eq=False)
class DealsCase:
    """The packages under one combination of types.

    Attributes
    ----------
    assessment
        Who accepts what, what bargaining selects, what holds.
    offers
        For each offer of the timeline (by id), the packages that it could be settled as; the first is nearest to today.
    closer
        The packages looked at closely, by index.
    lotteries, trades, breakers
        Bargaining over lotteries, what trades against what, and which demands stand in the way.
    """

    assessment: Assessment
    offers: Mapping[str, tuple[int, ...]]
    closer: Mapping[int, Closer]
    lotteries: LotteryBargaining
    trades: Logrolling
    breakers: DealBreakers

    @property
    def packages(self) -> PackageSet:
        """The packages."""
        return self.assessment.packages

    def to_json(self, limit: int | None) -> dict[str, Any]:
        """Return the case as JSON; ``limit`` is the number of packages listed."""
        found, packages = self.assessment, self.packages
        shown = range(len(packages))[:limit]
        return {
            "types": types_json(found.conflict, found.combination),
            "weight": found.combination.weight,
            "reservation": dict(zip(packages.parties, packages.reservation.tolist(), strict=True)),
            "reservation_from": {
                party: source.name for party, source in zip(packages.parties, packages.sources, strict=True)
            },
            "order_only": dict(zip(packages.parties, packages.order_only, strict=True)),
            "packages": [
                package_json(found, index) | closer_json(found, index, self.closer.get(index)) for index in shown
            ],
            "solutions": solutions_json(found.bargaining),
            "lotteries": lottery_json(self.lotteries),
            "offers": {offer: list(indices) for offer, indices in self.offers.items()},
            "trades": trades_json(found, self.trades),
            "demands": demands_json(self.breakers),
        }


@dataclass(frozen=True, eq=False)
class Deals(Displayed):
    """What could be settled.

    Attributes
    ----------
    conflict, concept
        The conflict, and the concept for repairs and plans.
    made
        The offers and demands of the timeline.
    cases
        One for each combination of types asked for, likeliest first.
    announced
        The threats and promises of the timeline, and whether they would be kept.
    guesses
        The choices of each decision maker in the status quo, under each of its aims.
    """

    conflict: Conflict
    concept: Concept
    made: tuple[Offer, ...]
    cases: tuple[DealsCase, ...]
    announced: tuple[tuple[Announcement, KeptWord], ...]
    guesses: tuple[WrongGuess, ...]

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Return the deals as ``deals --format json`` prints them: the likeliest combination, all of them in cases."""
        first = self.cases[0]
        bundles, n_packages = first.assessment.bundles, len(first.packages)
        whole = everything or n_packages <= LISTED_PACKAGES
        limit = None if whole else LISTED_FIRST
        cases = [case.to_json(limit) for case in self.cases]
        return {
            "offramp": 1,
            "title": self.conflict.title,
            "parties": list(first.packages.parties),
            "concept": self.concept.value,
            **{key: value for key, value in cases[0].items() if key != "weight"},
            "away_from_table": [self.conflict.options[term].id for term in bundles.away_from_table()],
            "none_because": bundles.why_none(),
            "counts": {
                "bundles": bundles.n_bundles,
                "feasible": bundles.n_feasible,
                "packages": n_packages,
                "zopa": len(first.assessment.zone.indices),
                "pareto": int(first.assessment.frontier.sum()),
            },
            "listed": "all" if whole else "first",
            "announced": [announced_json(self.conflict, said, found) for said, found in self.announced],
            "dilemmas": [guess_json(each) for each in self.guesses],
            **({"cases": cases} if len(self.cases) > 1 else {}),
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each package of the likeliest combination."""
        found = self.cases[0].assessment
        terms = [
            found.conflict.options[term].id for term in (*found.bundles.package.terms, *found.bundles.package.open)
        ]
        header = ["package", "state", "pattern", *terms, *found.packages.parties, "zopa", "pareto"]
        header += [f"holds_{concept.value}" for concept in Concept]
        inside = found.zone.inside
        rows = []
        for index in range(len(found.packages)):
            setting = found.packages.terms_of(index) | found.packages.open_of(index)
            holds = found.holding(index).holds_under
            state = int(found.bundles.states[index])
            rows.append(
                [
                    index,
                    state + 1,
                    found.conflict.space.pattern(state),
                    *("Y" if setting[term] else "N" for term in terms),
                    *found.packages.values[index].tolist(),
                    int(inside[index]),
                    int(found.frontier[index]),
                    *(int(holds[concept]) for concept in Concept),
                ]
            )
        return header, rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: each combination with its packages, and the offers looked at closely."""
        from offramp.api.deals_display import deals_parts

        return deals_parts(self, everything=everything)


def find_deals(
    conflict: Conflict,
    assessments: Sequence[Assessment],
    made: Sequence[Offer],
    said: Sequence[Announcement],
    concept: Concept,
    most: int = MOST_LOOKED_AT,
) -> Deals:
    """Return the deals of a conflict for assessments of its packages, one for each combination of types.

    ``made`` and ``said`` are the offers, and the threats and promises, of the timeline.
    """
    return Deals(
        conflict,
        concept,
        tuple(made),
        tuple(_case(each, made, most) for each in assessments),
        tuple((each, kept_word(conflict, each)) for each in said),
        guesses(conflict),
    )


def assessments(
    conflict: Conflict,
    package: Package,
    combinations: Sequence[Combination],
    concept: Concept,
    no_deal: NoDeal | None,
) -> list[Assessment]:
    """Assess the packages under each combination of types."""
    return [assess(conflict, package, each, concept=concept, no_deal=no_deal) for each in combinations]


def _case(found: Assessment, made: Sequence[Offer], most: int) -> DealsCase:
    offers = {offer.id: found.matching(offer.terms) for offer in made}
    named = [indices[0] for indices in offers.values() if indices]
    return DealsCase(
        found,
        offers,
        {index: found.closer(index) for index in found.notable(named, most)},
        bargain_over_lotteries(found.packages),
        logrolling(found.packages),
        deal_breakers(found.packages, demands_of(found.conflict, found.packages, made)),
    )
