"""The smallest sets of guarantees under which a package that would be broken holds.

A set repairs a package when the conflict that the guarantees make (:mod:`offramp.settlement.guaranteed`), solved anew,
leaves no break undeterred. Each decision maker who gains by some break is bound in one way or not at all: by options
that it cannot take back, by a ban, by one sanction, or by what it values. Sets are tried in order of size, so what is
listed up to a size is everything of that size; and only minimal sets are listed: nothing out of the same set would do
without the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product

import numpy as np

from offramp.conflict.model import Combination
from offramp.logic.expression import names
from offramp.settlement.agreement import Agreement
from offramp.settlement.guaranteed import Guarantee, Kind, guaranteed
from offramp.settlement.holding import Break, Holding, holding
from offramp.stability.concepts import Concept

LARGEST = 3
"""Guarantees in a set, at most."""
MOST_TRIALS = 1_000
"""Sets that are solved anew, at most; a size that would take more is left out, and the result says so."""


@dataclass(frozen=True, eq=False)
class Repairs:
    """What would make a package hold.

    Attributes
    ----------
    agreement, concept, combination
        What was asked.
    needed
        Whether the package is broken as it is.
    candidates
        The guarantees that were tried, each against somebody who gains by a break.
    sets
        The minimal sets that repair it, smallest first, then those that tie hands before those that take moves away,
        punish, or need another aim. Empty where none is needed, or none does.
    complete_to
        Every set up to this size was tried.
    """

    agreement: Agreement
    concept: Concept
    combination: Combination
    needed: bool
    candidates: tuple[Guarantee, ...]
    sets: tuple[tuple[Guarantee, ...], ...]
    complete_to: int

    @property
    def hopeless(self) -> bool:
        """Whether it is broken and nothing that was tried repairs it."""
        return self.needed and not self.sets

    @cached_property
    def one_of_each(self) -> dict[int, tuple[tuple[Guarantee, ...], ...]] | None:
        """The ways to bind each decision maker who must be bound, where any way of one goes with any of another.

        Whoever gives a sanction is left open in it (see :meth:`guarantors`). ``None`` where there is no set, or how one
        is to be bound hangs on how another is. Ways that take more guarantees together than were tried are left out.
        """
        sets = {frozenset(each.by_anybody for each in group) for group in self.sets}
        ways: dict[int, dict[tuple[Guarantee, ...], None]] = {}
        for group in self.sets:
            for dm in sorted({each.against for each in group}):
                ways.setdefault(dm, {})[tuple(each.by_anybody for each in group if each.against == dm)] = None
        choices = [choice for choice in product(*ways.values()) if sum(map(len, choice)) <= self.complete_to]
        if not sets or {frozenset(chain.from_iterable(choice)) for choice in choices} != sets:
            return None
        return {dm: tuple(bindings) for dm, bindings in ways.items()}

    def guarantors(self, sanction: Guarantee) -> tuple[int, ...]:
        """Return who could give a sanction, as part of some set; which of them may hang on the rest of the set."""
        every = {each.act_of for group in self.sets for each in group if each.by_anybody == sanction.by_anybody}
        return tuple(sorted(dm for dm in every if dm is not None))

    @cached_property
    def acts(self) -> tuple[frozenset[int], ...]:
        """For each set, the decision makers who would have to act (a ban is left open)."""
        return tuple(frozenset(each.act_of for each in group if each.act_of is not None) for group in self.sets)


def repairs(
    agreed: Agreement,
    concept: Concept,
    combination: Combination | None = None,
    *,
    kinds: Iterable[Kind] = tuple(Kind),
    largest: int = LARGEST,
    most_trials: int = MOST_TRIALS,
) -> Repairs:
    """Return the smallest sets of guarantees that make a package hold under a concept.

    Parameters
    ----------
    agreed
        The package and the state that it is settled in.
    concept
        The solution concept under which it is to hold. Under Nash stability nobody thinks of sanctions, so these do
        nothing.
    combination
        One type for each decision maker; the likeliest when left out.
    kinds
        The kinds of guarantee to try.
    largest, most_trials
        How far to look.
    """
    combination = combination or agreed.conflict.likeliest()
    found = holding(agreed, combination, concepts=[concept])
    if found.holds(concept):
        return Repairs(agreed, concept, combination, False, (), (), 0)
    kinds = frozenset(kinds)
    candidates = tuple(each for each in _candidates(found) if each.kind in kinds)
    sets: list[tuple[Guarantee, ...]] = []
    complete_to, trials = 0, 0
    for size in range(1, largest + 1):
        untried = [group for group in _bindings(candidates, size) if not _holds_one_of(sets, group)]
        trials += len(untried)
        if trials > most_trials:
            break
        sets += [group for group in untried if holds_with(agreed, group, concept, combination)]
        complete_to = size
    sets.sort(key=_rank)
    return Repairs(agreed, concept, combination, True, candidates, tuple(sets), complete_to)


def holds_with(agreed: Agreement, guarantees: Iterable[Guarantee], concept: Concept, combination: Combination) -> bool:
    """Return whether a package holds under a concept once some guarantees are given."""
    return holding(guaranteed(agreed, guarantees), combination, concepts=[concept]).holds(concept)


def _candidates(found: Holding) -> Iterator[Guarantee]:
    """Yield guarantees against each decision maker who gains by a break, whether it is deterred now or not.

    What deters a break now may be gone once other moves are banned.
    """
    conflict = found.agreement.conflict
    for dm in found.breakers:
        for option in sorted(_departed(found, [each for each in found.breaks if each.by == dm])):
            yield Guarantee(Kind.IRREVERSIBLE, dm, dm, option)
        yield Guarantee(Kind.BAN, dm, None)
        for guarantor in range(conflict.n_dms):
            if guarantor != dm:
                yield Guarantee(Kind.SANCTION, dm, guarantor)
        yield Guarantee(Kind.VALUE, dm, dm)


def _departed(found: Holding, breaks: list[Break]) -> set[int]:
    """Return the options that a decision maker's breaks change, of those that the package speaks of."""
    conflict, agreed = found.agreement.conflict, found.agreement
    spoken = {conflict.space.option_ids.index(name) for name in names(agreed.package.settled_when)} | set(agreed.terms)
    own = set(conflict.decision_makers[breaks[0].by].options) & spoken
    here = int(conflict.space.codes[agreed.state])
    changed = np.bitwise_or.reduce([int(conflict.space.codes[each.to]) ^ here for each in breaks])
    return {option for option in own if int(changed) >> option & 1}


def _bindings(candidates: tuple[Guarantee, ...], size: int) -> Iterator[tuple[Guarantee, ...]]:
    """Yield the sets of a size in which nobody is bound in two ways."""
    if not size:
        yield ()
        return
    if not candidates:
        return
    dm = candidates[0].against
    own = [each for each in candidates if each.against == dm]
    rest = candidates[len(own) :]
    tied = [each for each in own if each.kind is Kind.IRREVERSIBLE]
    for count in range(size + 1):
        ways = list(combinations(tied, count))
        if count == 1:
            ways += [(each,) for each in own if each.kind is not Kind.IRREVERSIBLE]
        onward = list(_bindings(rest, size - count))
        yield from (way + others for way in ways for others in onward)


def _holds_one_of(sets: list[tuple[Guarantee, ...]], group: tuple[Guarantee, ...]) -> bool:
    return any(set(each) <= set(group) for each in sets)


def _rank(group: tuple[Guarantee, ...]) -> tuple[int, list[int]]:
    order = list(Kind)
    return len(group), sorted(order.index(each.kind) for each in group)
