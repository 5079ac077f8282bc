"""The packages of a conflict under one combination of types: who accepts what, what is best, what holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.settlement.agreement import Agreement, agreement
from offramp.settlement.bargaining import Bargaining, bargain
from offramp.settlement.guaranteed import guaranteed
from offramp.settlement.guarantees import Repairs, repairs
from offramp.settlement.holding import Holding, holding
from offramp.settlement.package_set import Bundles, PackageSet
from offramp.settlement.packages import packages_of
from offramp.settlement.pareto import Mask, efficient
from offramp.settlement.reservation import NoDeal
from offramp.settlement.step_plan import StepPlan, step_plan
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
        An order of the steps to it, or why there is none.
    repaired_plan
        The same once the first set of guarantees has been given; ``None`` where none is needed or none does.
    """

    holding: Holding
    unravelling: Unravelling | None
    repairs: Repairs
    plan: StepPlan
    repaired_plan: StepPlan | None


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
        """Look at one package closely: repairs and step plans under :attr:`concept`, from the status quo.

        Raises
        ------
        ValueError
            When states are coalesced, or more options than can be ordered differ from the status quo.
        """
        agreed, concept = self.agreement(index), self.concept
        start = self.conflict.status_quo
        assert start is not None  # packages start from one
        held = self.holding(index)
        comes_undone = (
            unravelling(agreed, concept, self.combination, replies=self._replies) if held.holds(concept) else None
        )
        repaired = repairs(agreed, concept, self.combination)
        plan = step_plan(agreed, start, concept, self.combination, replies=self._replies)
        better = guaranteed(agreed, repaired.sets[0]) if repaired.sets else None
        start = None if better is None else better.conflict.status_quo
        repaired_plan = step_plan(better, start, concept, self.combination) if better and start is not None else None
        return Closer(held, comes_undone, repaired, plan, repaired_plan)

    def matching(self, terms: Mapping[int, bool]) -> tuple[int, ...]:
        """Return the packages in which some options (by index) stand as given and every other term is at N.

        First those in which most of what is left open stands as in the status quo.
        """
        bundles, codes = self.bundles, self.bundles.codes
        wanted = dict.fromkeys(bundles.package.terms, False) | dict(terms)
        mask = codes.dtype.type(sum(1 << option for option in wanted))
        code = sum(1 << option for option, taken in wanted.items() if taken)
        found = np.flatnonzero((codes & mask) == codes.dtype.type(code)).tolist()
        assert self.conflict.status_quo is not None  # packages start from one
        today = int(self.conflict.space.codes[self.conflict.status_quo])
        left_open = sum(1 << option for option in bundles.package.open)
        return tuple(sorted(found, key=lambda index: ((int(codes[index]) ^ today) & left_open).bit_count()))

    def notable(self, named: Iterable[int] = (), most: int = 12) -> tuple[int, ...]:
        """Return the packages to look at first: those named, what bargaining selects, the zone, then the frontier.

        At most ``most``, each once.
        """
        choices = (
            self.bargaining.nash,
            self.bargaining.kalai_smorodinsky,
            self.bargaining.egalitarian,
            self.bargaining.utilitarian,
        )
        chosen = [choice.package for choice in choices if choice is not None]
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
