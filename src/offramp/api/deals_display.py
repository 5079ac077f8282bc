"""Deals for people: a few lines and tables for each combination of types, then the offers looked at closely."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.solved import types_json
from offramp.brief.announced import word_words
from offramp.brief.delivering import delivery_words
from offramp.brief.demanding import breakers_words
from offramp.brief.phrases import alike, share
from offramp.brief.settling import (
    break_words,
    commitment_words,
    concepts_words,
    obstruction_words,
    repair_words,
    step_words,
    unravelling_words,
)
from offramp.brief.steps import move_words
from offramp.figures.words import counted, listing
from offramp.settlement.assessment import Assessment, Closer, best_breaks
from offramp.settlement.package_set import PackageSet
from offramp.settlement.wrong_guess import WrongGuess
from offramp.stability.concepts import Concept

if TYPE_CHECKING:
    from offramp.api.deals import Deals, DealsCase

_REPAIRS_SHOWN, _OBSTACLES_SHOWN = 6, 3


def deals_parts(deals: "Deals", *, everything: bool) -> list[Part]:
    """Return what to show of deals."""
    parts: list[Part] = [Heading(deals.conflict.title)]
    none = deals.cases[0].assessment.bundles.why_none()
    if none is not None:
        return [*parts, Line(none)]
    parts += _terms(deals.cases[0].assessment)
    for case in deals.cases:
        parts += _case(deals, case, everything=everything)
    return [*parts, *_announced(deals), *_dilemmas(deals)]


def _announced(deals: "Deals") -> Iterator[Part]:
    """Say of each threat and promise whether it would be kept."""
    conflict = deals.conflict
    if deals.announced:
        yield Heading("Threats and promises: would they be kept?")
    for said, found in deals.announced:
        yield Line(f"{said.kind} of {conflict.decision_makers[said.by].id}: {said.title}", lead="-", indent=2)
        words = [word_words(conflict, said, found, place) for place in range(len(found.due))]
        for places, text in alike(words):
            aims = listing((found.due[place].type_id or "" for place in places), "or") if len(words) > 1 else ""
            yield Line(f"if its aim is {aims}: {text}" if aims else text, indent=4)


def _dilemmas(deals: "Deals") -> Iterator[Part]:
    """Say for each decision maker which of its choices is safe, and what a wrong guess of the others' aims costs."""
    conflict = deals.conflict
    rows = []
    for guess in deals.guesses:
        own = conflict.types[guess.dm][guess.combinations[0].types[guess.dm]].id
        name = conflict.decision_makers[guess.dm].id + (f" ({own})" if own else "")
        safe, lost = int(guess.safe[0]), guess.levels_lost
        cost = "nothing" if not lost.any() else f"up to {int(lost.max()):,} ranks"
        rows.append((name, f"{guess.n_choices:,}", _choice_words(guess, safe), f"{len(guess.safe):,}", cost))
    columns = ("who", "choices", "a safe one", "safe", "a wrong guess costs")
    if rows:
        yield Table("The choices of each side today", columns, tuple(rows), ("choices", "safe"))


def _choice_words(guess: WrongGuess, place: int) -> str:
    to = int(guess.choices[place])
    return "stay as today" if to == guess.state else move_words(guess.conflict, guess.state, to)


def _terms(found: Assessment) -> Iterator[Part]:
    """Say what the letters of a package stand for, and who can grant each term."""
    bundles, conflict = found.bundles, found.conflict
    away = bundles.away_from_table()
    owner = {option: maker for maker in conflict.decision_makers for option in maker.options}
    yield Line(f"{counted(len(found.packages), 'package')}; one letter for each term, Y granted, N not:")
    for place, term in enumerate(bundles.package.terms, start=1):
        absent = " (not a party: nobody at the table can grant it)" if term in away else ""
        yield Line(f"{owner[term].name}: {conflict.options[term].title}{absent}", lead=f"{place}.", indent=2)
    if bundles.package.open:
        options = ", ".join(conflict.options[option].id for option in bundles.package.open)
        yield Line(f"after the slash, left open: {options}")


def _case(deals: "Deals", case: "DealsCase", *, everything: bool) -> Iterator[Part]:
    found, packages = case.assessment, case.packages
    told = ", ".join(f"{dm} = {name}" for dm, name in types_json(found.conflict, found.combination).items())
    if told:
        yield Heading(f"If {told} (weight {share(found.combination.weight)})")
    yield _acceptance(found)
    yield Line(_zone_words(found))
    if found.zone.exists:
        yield _solutions(found)
    yield from _openings(case)
    yield _packages(case, everything=everything)
    yield from _trades(case)
    for offer in deals.made:
        indices = case.offers[offer.id]
        yield Heading(offer.title)
        if indices and indices[0] in case.closer:
            yield from closer_parts(found, indices[0], case.closer[indices[0]])
        else:
            yield Line(
                "no package has these terms: they are not all among the package's, or not feasible together", indent=2
            )
    if everything:
        named = {indices[0] for indices in case.offers.values() if indices}
        for index, closer in case.closer.items():
            if index not in named:
                yield Heading(f"Package {index}: {package_letters(packages, index)}")
                yield from closer_parts(found, index, closer)


def _acceptance(found: Assessment) -> Table:
    packages, rows = found.packages, []
    for party, name in enumerate(packages.parties):
        accepted = int(found.zone.accepted[:, party].sum())
        exact = " *" if packages.order_only[party] else ""
        least = f"{packages.reservation[party]:.3f}{exact}"
        rows.append((name, least, packages.sources[party].name, f"{accepted:,} of {len(packages):,}"))
    note = "*: only the order of its values is declared" if any(packages.order_only) else ""
    return Table("What each party needs", ("party", "at least", "from", "accepts"), tuple(rows), ("at least",), note)


def _zone_words(found: Assessment) -> str:
    inside, front = len(found.zone.indices), int(found.frontier.sum())
    order = " (a matter of order alone)" if found.zone.order_only else ""
    zone = f"{counted(inside, 'package')} acceptable to all parties" if inside else "no package is acceptable to all"
    return f"ZOPA: {zone}{order}. Pareto frontier: {counted(front, 'package')}."


def _solutions(found: Assessment) -> Table:
    rows = []
    for name, choice in found.bargaining.chosen.items():
        index = choice.undominated
        values = (f"{value:.3f}" for value in found.packages.values[index])
        rows.append((name.replace("_", "-"), str(index), package_letters(found.packages, index), *values))
    columns = ("solution", "#", "terms", *found.packages.parties)
    return Table("Bargaining solutions", columns, tuple(rows), ("#", *found.packages.parties))


def _openings(case: "DealsCase") -> Iterator[Part]:
    """Say what each side would have to give for a package that all accept."""
    parties = case.packages.parties
    for each in case.breakers.concessions:
        if each.reservation:
            yield Line(
                f"a ZOPA opens if {parties[each.party]} alone accepts {each.reservation:.3f} less", lead="-", indent=2
            )
    for words in breakers_words(case.assessment.conflict, case.breakers):
        yield Line(words, lead="-", indent=2)
    if case.lotteries.opens:
        yield Line("a lottery over packages would be acceptable to all, if all are bound by it", lead="-", indent=2)
    if case.breakers.shared:
        yield Line(f"or if every party accepts {case.breakers.shared:.3f} less", lead="-", indent=2)


def package_letters(packages: PackageSet, index: int) -> str:
    """Return a package as one letter for each term, and after a slash those left open."""
    terms, left_open = packages.terms_of(index), packages.open_of(index)
    letters = "".join("Y" if taken else "N" for taken in terms.values())
    return f"{letters}/{''.join('Y' if taken else 'N' for taken in left_open.values())}" if left_open else letters


def _packages(case: "DealsCase", *, everything: bool) -> Table:
    found, packages = case.assessment, case.packages
    shown = list(range(len(packages))) if everything else list(case.closer)
    of_offer = {index: offer for offer, indices in case.offers.items() for index in indices[:1]}
    rows = []
    for index in shown:
        held = found.holding(index)
        refused = ", ".join(packages.parties[party] for party in found.zone.refused_by(index)) or "nobody"
        under = [concept.value for concept, holds in held.holds_under.items() if holds]
        breakers = ", ".join(found.conflict.decision_makers[held.breaks[place].by].id for place, _ in best_breaks(held))
        rows.append(
            (str(index), package_letters(packages, index), of_offer.get(index, ""), refused,
             "all" if len(under) == len(Concept) else " ".join(under) or "none", breakers or "nobody")
        )  # fmt: skip
    columns = ("#", "terms", "offer", "refused by", "holds under", "gain by a break")
    left = len(packages) - len(shown)
    note = f"{counted(left, 'more package')}: --all gives every one" if left else ""
    title = "Packages" if everything else "Packages looked at closely: offers, solutions, the ZOPA, the frontier"
    return Table(title, columns, tuple(rows), ("#",), note)


def _trades(case: "DealsCase") -> Iterator[Part]:
    logrolls = [trade for trade in case.trades.trades if trade.n_logrolls]
    if not logrolls:
        return
    conflict, parties = case.assessment.conflict, case.packages.parties
    yield Heading("What trades against what")
    for trade in sorted(logrolls, key=lambda each: -each.n_without_harm)[:_REPAIRS_SHOWN]:
        one, other = (conflict.options[term].id for term in trade.terms)
        who = listing(parties[party] for party in trade.parties)
        yield Line(
            f"{one} against {other}, between {who}: {counted(trade.n_logrolls, 'trade')}, "
            f"{trade.n_without_harm} of them at nobody else's cost", lead="-", indent=2
        )  # fmt: skip


def closer_parts(found: Assessment, index: int, closer: Closer) -> Iterator[Part]:
    """Say who refuses a package, who breaks it and what repairs that, and in what order it can be done."""
    conflict, held = found.conflict, closer.holding
    yield Line(f"package {index}, {package_letters(found.packages, index)}", indent=2)
    refused = [found.packages.parties[party] for party in found.zone.refused_by(index)]
    yield Line(f"refused by {listing(refused)}" if refused else "acceptable to all parties", lead="-", indent=2)
    for words in delivery_words(conflict, closer.delivery):
        yield Line(words, lead="-", indent=2)
    under = tuple(concept for concept, holds in held.holds_under.items() if holds)
    yield Line(f"once settled it holds {concepts_words(under)}", lead="-", indent=2)
    for place, number in best_breaks(held):
        more = f" ({number:,} ways in all)" if number > 1 else ""
        yield Line(f"{break_words(conflict, held, held.breaks[place])}{more}", lead="-", indent=4)
    if closer.unravelling is not None:
        yield Line(unravelling_words(conflict, held.agreement.state, closer.unravelling), lead="-", indent=4)
    yield from _repairs(found, closer)
    yield from _plan(found, closer)
    if closer.commitment is not None and closer.order:
        words = commitment_words(conflict, closer.commitment, held.agreement.package.parties, len(closer.order))
        yield Line(words, lead="-", indent=2)


def _repairs(found: Assessment, closer: Closer) -> Iterator[Part]:
    repairs, named = closer.repairs, found.concept.value.upper()
    if not repairs.needed:
        return
    if repairs.hopeless:
        yield Line(
            f"nothing that was tried makes it hold under {named}: no set of up to "
            f"{counted(repairs.complete_to, 'guarantee')}", lead="-", indent=2
        )  # fmt: skip
        return
    lines = repair_words(repairs)
    how = (
        "smallest sets of guarantees that make"
        if repairs.one_of_each is None
        else "one guarantee for each of these makes"
    )
    yield Line(f"{how} it hold under {named}:", lead="-", indent=2)
    for line in lines[:_REPAIRS_SHOWN]:
        yield Line(line, lead="*", indent=4)
    if len(lines) > _REPAIRS_SHOWN:
        yield Line(f"and {len(lines) - _REPAIRS_SHOWN} more: --format json gives every set", indent=4)


def _plan(found: Assessment, closer: Closer) -> Iterator[Part]:
    plan, conflict = closer.plan, found.conflict
    if plan is None:
        yield Line(closer.no_order or "", lead="-", indent=2)
        return
    if plan.steps is not None:
        yield Line("an order of the steps in which nobody gains by stopping:", lead="-", indent=2)
        for number, step in enumerate(plan.steps, start=1):
            yield Line(step_words(conflict, step), lead=f"{number}.", indent=4)
        return
    yield Line("no order of the steps stands:", lead="-", indent=2)
    for each in plan.obstructions[:_OBSTACLES_SHOWN]:
        yield Line(obstruction_words(conflict, plan, each), lead="*", indent=4)
    left = len(plan.obstructions) - _OBSTACLES_SHOWN
    if left > 0:
        yield Line(f"and {left} more: --format json gives every one", indent=4)
    with_guarantees = closer.repaired_plan
    if with_guarantees is not None and with_guarantees.steps is not None:
        yield Line("once the first set of guarantees is given, this order stands:", lead="-", indent=2)
        for number, step in enumerate(with_guarantees.steps, start=1):
            yield Line(step_words(with_guarantees.agreement.conflict, step), lead=f"{number}.", indent=4)
    elif with_guarantees is not None:
        yield Line("the first set of guarantees above does not change that", indent=4)
