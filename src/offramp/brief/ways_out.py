"""Ways out: who accepts which package, what holds and what repairs it, the order of steps, words kept, the dilemma."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.brief.announced import AnnouncedView, announced_views
from offramp.brief.choosing import DilemmaView, dilemma_views
from offramp.brief.delivering import delivery_words
from offramp.brief.demanding import breakers_words, demands_of
from offramp.brief.phrases import capital
from offramp.brief.settling import (
    break_words,
    commitment_words,
    concepts_words,
    obstruction_words,
    repair_words,
    set_words,
    step_words,
    terms_words,
    unravelling_words,
)
from offramp.conflict.model import Combination
from offramp.dossier.build import BuiltDossier
from offramp.dossier.offers import Offer, offers_of
from offramp.figures.words import counted
from offramp.settlement.assessment import Assessment, assess, best_breaks
from offramp.settlement.bargaining import SOLUTIONS
from offramp.settlement.deal_breakers import deal_breakers
from offramp.settlement.package_set import PackageError
from offramp.settlement.step_plan import StepPlan

_REPAIRS, _OBSTACLES = 8, 4  # told at most; the number of the rest is said


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a party needs, and in how many packages it gets that."""

    party: str
    least: str
    source: str
    accepted: int
    of: int


@dataclass(frozen=True, eq=False)
class PlanView:
    """An order of the steps, or what is in the way: ``steps`` is ``None`` where no order stands."""

    steps: tuple[str, ...] | None
    obstacles: tuple[str, ...]
    more_obstacles: int
    plan: StepPlan


@dataclass(frozen=True, eq=False)
class OfferOutlook:
    """An offer as a package: who refuses it, whether it holds, what repairs it, in what order it can be done."""

    titles: tuple[str, ...]
    index: int
    refused_by: tuple[str, ...]
    holds: str
    holds_as_asked: bool
    breakers: tuple[str, ...]
    breaks: tuple[str, ...]
    comes_undone: str | None
    one_of_each: bool
    repairs: tuple[str, ...]
    more_repairs: int
    smallest: str
    hopeless: bool
    tried_to: int
    plan: PlanView | None
    plan_with_guarantees: PlanView | None
    no_order: str | None
    commitment: str | None
    delivery: tuple[str, ...]

    @property
    def title(self) -> str:
        """The titles of the offers that come to the same package."""
        return " · ".join(self.titles)

    @property
    def told(self) -> tuple[object, ...]:
        """All that is said of it, to tell whether two cases say the same."""
        plans = (self.plan, self.plan_with_guarantees)
        return (
            self.refused_by,
            self.holds,
            self.breaks,
            self.comes_undone,
            self.repairs,
            self.more_repairs,
            self.commitment,
            self.delivery,
            *((plan.steps, plan.obstacles) for plan in plans if plan is not None),
        )


@dataclass(frozen=True, eq=False)
class WaysOutCase:
    """The packages under one combination of types.

    Attributes
    ----------
    assessment, named
        For the figure: the packages, and the offers among them by title.
    pair
        Positions of the two parties that the figure shows: who made the first offer and to whom, or the first two.
    zone
        The zone of possible agreement in words.
    openings
        What would open it, where it is empty.
    selected
        What each bargaining solution selects: its name, the package in words.
    unsettled
        Titles of offers that are no package.
    """

    assessment: Assessment
    named: Mapping[str, int]
    pair: tuple[int, int]
    acceptance: tuple[Acceptance, ...]
    zone: str
    openings: tuple[str, ...]
    selected: tuple[tuple[str, str], ...]
    offers: tuple[OfferOutlook, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class WaysOut:
    """All of it: packages case by case (none without a package), announcements, dilemmas; or why there is none."""

    cases: tuple[WaysOutCase, ...]
    order_only: bool
    announced: tuple[AnnouncedView, ...]
    dilemmas: tuple[DilemmaView, ...]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.cases or self.announced or self.dilemmas or self.problems)


def ways_out(
    built: BuiltDossier, combinations: Sequence[Combination], titles: Mapping[tuple[int, int], str]
) -> WaysOut:
    """Return the ways out of a conflict.

    Parameters
    ----------
    built
        The dossier.
    combinations
        The combinations of types, in the order of the brief's cases.
    titles
        What each type is called, by decision maker and place.
    """
    cases: tuple[WaysOutCase, ...] = ()
    problems: tuple[str, ...] = ()
    if built.package is not None:
        try:
            cases = tuple(_case(built, each) for each in combinations)
        except PackageError as error:
            problems = error.problems
    return WaysOut(
        cases,
        order_only=any(any(case.assessment.packages.order_only) for case in cases),
        announced=announced_views(built, titles),
        dilemmas=dilemma_views(built.conflict, titles),
        problems=problems,
    )


def _case(built: BuiltDossier, combination: Combination) -> WaysOutCase:
    assert built.package is not None  # the caller has looked
    found = assess(built.conflict, built.package, combination)
    made = offers_of(built)
    fitting = {offer.title: indices[0] for offer in made if (indices := found.matching(offer.terms))}
    breakers = deal_breakers(found.packages, demands_of(found.conflict, found.packages, made))
    titles: dict[int, list[str]] = {}
    for title, index in fitting.items():
        titles.setdefault(index, []).append(title)
    return WaysOutCase(
        found,
        fitting,
        _pair(found, made),
        _acceptance(found),
        _zone(found),
        (*_openings(found), *breakers_words(found.conflict, breakers)),
        _selected(found),
        tuple(_outlook(found, tuple(same), index) for index, same in titles.items()),
        tuple(offer.title for offer in made if offer.title not in fitting),
    )


def _pair(found: Assessment, made: Sequence[Offer]) -> tuple[int, int]:
    dms = [found.conflict.dm_index(party) for party in found.packages.parties]
    speaking = [dms.index(dm) for offer in made for dm in (*offer.by, *offer.to) if dm in dms]
    first, second = list(dict.fromkeys([*speaking, *range(len(dms)), 0]))[:2] if len(dms) > 1 else (0, 0)
    return min(first, second), max(first, second)


def _acceptance(found: Assessment) -> tuple[Acceptance, ...]:
    packages, names = found.packages, {maker.id: maker.name for maker in found.conflict.decision_makers}
    return tuple(
        Acceptance(
            names[party],
            f"{packages.reservation[place]:.3f}",
            packages.sources[place].name,
            int(found.zone.accepted[:, place].sum()),
            len(packages),
        )
        for place, party in enumerate(packages.parties)
    )


def _zone(found: Assessment) -> str:
    none = found.bundles.why_none()
    if none is not None:
        return capital(none)
    every, inside, front = len(found.packages), len(found.zone.indices), int(found.frontier.sum())
    verb = "is" if inside < 2 else "are"
    where = f"Of {counted(every, 'package')}, {inside or 'none'} {verb} acceptable to all parties"
    return f"{where}; {front} {'is' if front == 1 else 'are'} such that no other is better for one and worse for none"


def _openings(found: Assessment) -> Iterator[str]:
    """Say which party alone stands between the others and a deal, and on how many packages."""
    if found.zone.exists or not len(found.packages):
        return
    accepted, names = found.zone.accepted, {maker.id: maker.name for maker in found.conflict.decision_makers}
    for place, party in enumerate(found.packages.parties):
        others = np.delete(accepted, place, axis=1).all(axis=1)
        if others.any():
            wanted = counted(int(others.sum()), "package")
            yield f"{names[party]} alone stands in the way of {wanted} that all others accept"
    most = int(accepted.sum(axis=1).max())
    nearest = np.flatnonzero(accepted.sum(axis=1) == most)
    yield f"No package is accepted by more than {most} of {accepted.shape[1]} parties; {len(nearest):,} by that many"


def _selected(found: Assessment) -> tuple[tuple[str, str], ...]:
    chosen = found.bargaining.chosen.items()
    return tuple((SOLUTIONS[key], package_words(found, choice.undominated)) for key, choice in chosen)


def package_words(found: Assessment, index: int) -> str:
    """Return the terms of a package that are granted, by who grants them."""
    terms = [(term, bool(found.bundles.taken(term)[index])) for term in found.bundles.package.terms]
    return terms_words(found.conflict, terms)


def _outlook(found: Assessment, titles: tuple[str, ...], index: int) -> OfferOutlook:
    conflict, closer = found.conflict, found.closer(index)
    names = {maker.id: maker.name for maker in conflict.decision_makers}
    held, repairs, undone = closer.holding, closer.repairs, closer.unravelling
    lines = repair_words(repairs)
    return OfferOutlook(
        titles=titles,
        index=index,
        refused_by=tuple(names[found.packages.parties[party]] for party in found.zone.refused_by(index)),
        holds=concepts_words(tuple(concept for concept, holds in held.holds_under.items() if holds)),
        holds_as_asked=held.holds(found.concept),
        breakers=tuple(
            dict.fromkeys(conflict.decision_makers[each.by].name for each in held.undeterred(found.concept))
        ),
        breaks=tuple(
            break_words(conflict, held, held.breaks[place]) + (f" ({number:,} ways in all)" if number > 1 else "")
            for place, number in best_breaks(held)
        ),
        comes_undone=None if undone is None else unravelling_words(conflict, held.agreement.state, undone),
        one_of_each=repairs.one_of_each is not None,
        smallest="" if not repairs.sets else set_words(repairs, repairs.sets[0]),
        repairs=tuple(lines[:_REPAIRS]),
        more_repairs=max(0, len(lines) - _REPAIRS),
        hopeless=repairs.hopeless,
        tried_to=repairs.complete_to,
        plan=_plan(closer.plan),
        plan_with_guarantees=_plan(closer.repaired_plan),
        no_order=closer.no_order,
        delivery=tuple(delivery_words(conflict, closer.delivery)),
        commitment=None
        if closer.commitment is None or not closer.order
        else commitment_words(conflict, closer.commitment, held.agreement.package.parties, len(closer.order)),
    )


def _plan(plan: StepPlan | None) -> PlanView | None:
    if plan is None:
        return None
    conflict = plan.agreement.conflict
    told = tuple(obstruction_words(conflict, plan, each) for each in plan.obstructions[:_OBSTACLES])
    steps = None if plan.steps is None else tuple(step_words(conflict, step) for step in plan.steps)
    return PlanView(steps, told, max(0, len(plan.obstructions) - _OBSTACLES), plan)
