"""The packages of a conflict under one combination of types: who accepts what, what is best, what holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.conflict.states import Codes
from offramp.settlement.agreement import Agreement, agreement
from offramp.settlement.bargaining import Bargaining, bargain
from offramp.settlement.commitment import Commitment
from offramp.settlement.delivery import Delivery, delivery
from offramp.settlement.guaranteed import guaranteed
from offramp.settlement.guarantees import Repairs, repairs
from offramp.settlement.holding import Holding, holding
from offramp.settlement.package_set import Bundles, PackageSet
from offramp.settlement.packages import packages_of
from offramp.settlement.pareto import Mask, efficient
from offramp.settlement.plan_commitment import plan_commitment
from offramp.settlement.reservation import NoDeal
from offramp.settlement.step_plan import PlannedStep, StepPlan, any_order, step_plan
from offramp.settlement.unravelling import Unravelling, unravelling
from offramp.settlement.values import Values, values_of
from offramp.settlement.zopa import Zopa, zopa
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies


@dataclass(frozen=True, eq=False)
class Closer:
    """One package looked at closely.

    Attributes
    ----------
    holding
        Whether it holds, under each concept, and what would break it.
    unravelling
        How it comes undone all the same, by harmless steps first; ``None`` where it does not, or does not hold.
    repairs
        The smallest sets of guarantees that make it hold.
    plan
        An order of the steps to it, or what is in the way of every order.
    repaired_plan
        The same once the first set of guarantees has been given; ``None`` where none is needed or none does.
    order, commitment
        The steps of the plan or, where none stands, the fewest legal steps, and the comply-or-grab test along them;
        ``None`` where no legal steps lead there.
    no_order
        Why the steps cannot be put in order at all, where they cannot; the plans are ``None`` then.
    delivery
        Who can deliver what.
    """

    holding: Holding
    unravelling: Unravelling | None
    repairs: Repairs
    plan: StepPlan | None
    repaired_plan: StepPlan | None
    order: tuple[PlannedStep, ...] | None
    commitment: Commitment | None
    no_order: str | None
    delivery: Delivery


@dataclass(frozen=True, eq=False)
class Assessment:
    """The packages of a conflict under one combination of types.

    Attributes
    ----------
    packages
        With what each is worth to each party.
    combination, concept
        One type for each decision maker, and the solution concept for repairs and plans.
    zone, frontier, bargaining
        Who accepts what; which packages nothing dominates, shape ``(n_packages,)``; the bargaining solutions.
    values
        The value of every state for each decision maker, shape ``(n_states,)`` each.
    """

    packages: PackageSet
    combination: Combination
    concept: Concept
    zone: Zopa
    frontier: Mask
    bargaining: Bargaining
    values: tuple[Values, ...]
    _replies: Replies = field(repr=False)

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self._replies.conflict

    @property
    def bundles(self) -> Bundles:
        """What the packages are made of."""
        assert self.packages.bundles is not None  # they come from a conflict
        return self.packages.bundles

    def agreement(self, index: int) -> Agreement:
        """Return a package as settled."""
        bundles = self.bundles
        return agreement(self.conflict, bundles.package, int(bundles.states[index]), int(bundles.codes[index]))

    def holding(self, index: int) -> Holding:
        """Return what would break a package, under every concept."""
        return holding(self.agreement(index), self.combination, values=self.values, replies=self._replies)

    def closer(self, index: int) -> Closer:
        """Look at one package closely: repairs and step plans under :attr:`concept`, from the status quo."""
        agreed, held = self.agreement(index), self.holding(index)
        comes_undone = None
        if held.holds(self.concept):
            comes_undone = unravelling(agreed, self.concept, self.combination, replies=self._replies)
        repaired, handed = repairs(agreed, self.concept, self.combination), delivery(agreed)
        try:
            plan = self._plan(agreed, self._replies)
        except ValueError as error:
            return Closer(held, comes_undone, repaired, None, None, None, None, str(error), handed)
        repaired_plan = self._plan(guaranteed(agreed, repaired.sets[0]), None) if repaired.sets else None
        order = any_order(agreed, plan.start) if plan.steps is None else plan.steps
        test = None
        if order is not None:
            no_deal = self.packages.reservation
            test = plan_commitment(agreed, order, plan.start, self.values, no_deal, self.combination)
        return Closer(held, comes_undone, repaired, plan, repaired_plan, order, test, None, handed)

    def _plan(self, agreed: Agreement, replies: Replies | None) -> StepPlan:
        assert agreed.conflict.status_quo is not None  # packages start from one
        return step_plan(agreed, agreed.conflict.status_quo, self.concept, self.combination, replies=replies)

    def matching(self, offered: Mapping[int, bool]) -> tuple[int, ...]:
        """Return the packages in which some options (by index) stand as offered and every other term is at N.

        Where no such package is settled, those with the fewest further terms granted. First come those in which most of
        what is left open stands as in the status quo. Empty where no package has what is offered.
        """
        bundles, codes = self.bundles, self.bundles.codes
        fits = (codes & _mask(codes, offered)) == _mask(codes, (option for option, taken in offered.items() if taken))
        further = codes & _mask(codes, (term for term in bundles.package.terms if term not in offered))
        found = np.flatnonzero(fits)
        if not len(found):
            return ()
        n_further = np.array([_n_options(each) for each in further[found]])
        found = found[n_further == n_further.min()]
        assert self.conflict.status_quo is not None  # packages start from one
        today = self.conflict.space.codes[self.conflict.status_quo]
        moved = (codes[found] ^ today) & _mask(codes, bundles.package.open)
        order = np.argsort([_n_options(each) for each in moved], kind="stable")
        return tuple(found[order].tolist())

    def notable(self, named: Iterable[int] = (), most: int = 12) -> tuple[int, ...]:
        """Return the packages to look at first: those named, what bargaining selects, the zone, then the frontier.

        At most ``most``, each once.
        """
        chosen = [choice.package for choice in self.bargaining.chosen.values()]
        zone = self.zone.indices.tolist()
        front = np.flatnonzero(self.frontier).tolist()
        return tuple(dict.fromkeys([*named, *chosen, *zone, *front]))[:most]


def assess(
    conflict: Conflict,
    package: Package,
    combination: Combination | None = None,
    *,
    concept: Concept = Concept.SEQ,
    no_deal: NoDeal | None = None,
) -> Assessment:
    """Assess the packages of a conflict.

    Parameters
    ----------
    conflict, package
        In option form with a status quo, and what is bargained over.
    combination
        One type for each decision maker; the likeliest when left out.
    concept
        The solution concept under which a package is to hold.
    no_deal
        What happens without a deal; the status quo when left out.

    Raises
    ------
    offramp.settlement.package_set.PackageError
        When the question makes no sense.
    """
    combination = combination or conflict.likeliest()
    packages = packages_of(conflict, package, combination, no_deal)
    return Assessment(
        packages=packages,
        combination=combination,
        concept=concept,
        zone=zopa(packages),
        frontier=efficient(packages.values),
        bargaining=bargain(packages),
        values=tuple(values_of(conflict, dm, combination).all() for dm in range(conflict.n_dms)),
        _replies=Replies(conflict, combination),
    )


def best_breaks(held: Holding) -> Sequence[tuple[int, int]]:
    """Return, for each decision maker who gains by a break, the place of its best one and how many it has.

    Breaks that nothing deters come first, so the best is the best of those where there are any.
    """
    found = []
    for dm in held.breakers:
        own = [place for place, each in enumerate(held.breaks) if each.by == dm]
        own.sort(key=lambda place: (len(held.breaks[place].deterred_under), -held.breaks[place].levels_gained))
        found.append((own[0], len(own)))
    return found


def _mask(codes: Codes, options: Iterable[int]) -> np.unsignedinteger:
    return codes.dtype.type(sum(1 << option for option in options))


def _n_options(code: np.unsignedinteger) -> int:
    return int(code).bit_count()
