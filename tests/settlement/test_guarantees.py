"""Sets of guarantees, against the definitions on conflicts described anew: no code for that is shared."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.conflict.decision_makers import Irreversible
from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable
from offramp.settlement.agreement import agreement
from offramp.settlement.guaranteed import Guarantee, Kind
from offramp.settlement.guarantees import repairs
from offramp.stability.concepts import Concept
from oracle import Oracle, truth
from oracle import taken as taken_in
from random_conflicts import Features, OptionForm
from settlement.packages_at_random import Case, cases
from settlement.spoken import at, package, spoken

FEW = Features(max_options=4, dms=(2, 3))


@st.composite
def exchanges(draw: st.DrawFn, features: Features = FEW) -> Case | None:
    """Draw a random conflict in which the terms as they stand are what was settled: there is much to break."""
    case = draw(cases(features))
    if case is None:
        return None
    names, code = case.description.names, int(case.conflict.space.codes[case.state])
    wide = len(case.package.terms) > 1 or draw(st.booleans())
    terms = case.package.terms if wide else tuple(range(len(names)))
    settled = And(tuple(Variable(names[k]) if code >> k & 1 else Not(Variable(names[k])) for k in terms))
    return replace(case, package=replace(case.package, terms=terms, settled_when=settled))


def renamed(expression: Expression, to: dict[str, str]) -> Expression:
    match expression:
        case Constant():
            return expression
        case Variable(name):
            return Variable(to[name])
        case Not(operand):
            return Not(renamed(operand, to))
        case And(operands):
            return And(tuple(renamed(each, to) for each in operands))
        case Or(operands):
            return Or(tuple(renamed(each, to) for each in operands))
        case Implies(left, right):
            return Implies(renamed(left, to), renamed(right, to))
        case Iff(left, right):
            return Iff(renamed(left, to), renamed(right, to))


class Described:
    """A described conflict with a settled package, and what guarantees make of it."""

    def __init__(self, form: OptionForm, here: int, kept: Expression, settled: Expression, parties, terms) -> None:
        self.form, self.here, self.kept, self.settled = form, here, kept, settled
        self.parties, self.terms = parties, terms

    @classmethod
    def of(cls, case: Case) -> "Described":
        here = int(case.conflict.space.codes[case.state])
        names, terms = case.description.names, case.package.terms
        literals = [Variable(names[k]) if here >> k & 1 else Not(Variable(names[k])) for k in terms]
        settled = case.package.settled_when
        return cls(case.description, here, And((settled, *literals)), settled, case.package.parties, terms)

    def given(self, guarantees: Iterable[Guarantee]) -> "Described":
        described = self
        for each in sorted(guarantees, key=lambda g: g.kind is Kind.SANCTION):
            described = described.with_one(each)
        return described

    def with_one(self, given: Guarantee) -> "Described":
        form, dm = self.form, given.against
        if given.kind is Kind.SANCTION:
            return self.with_sanction(given)
        if given.kind is Kind.VALUE:
            wants = tuple((self.kept, *own) if i == dm else own for i, own in enumerate(form.statements))
            return self.become(replace(form, statements=wants))
        if given.kind is Kind.BAN:
            return self.become(replace(form, bans=(*form.bans, (dm, self.kept, Not(self.kept)))))
        option = Variable(form.names[given.option])
        now, other = (option, Not(option)) if self.here >> given.option & 1 else (Not(option), option)
        return self.become(replace(form, bans=(*form.bans, (dm, now, other))))

    def become(self, form: OptionForm) -> "Described":
        return Described(form, self.here, self.kept, self.settled, self.parties, self.terms)

    def with_sanction(self, given: Guarantee) -> "Described":
        form = self.form
        place = sum(owner <= given.act_of for owner in form.owners)
        owners = (*form.owners[:place], given.act_of, *form.owners[place:])
        new_names = [f"dm{owner}.o{k}" for k, owner in enumerate(owners)]
        penalty = Variable(new_names.pop(place))
        to = dict(zip(form.names, new_names, strict=True))

        def wishes(i: int, own: tuple[Expression, ...]) -> tuple[Expression, ...]:
            own = tuple(renamed(each, to) for each in own)
            own = (Not(penalty), *own) if i == given.against else own
            return (*own, Iff(penalty, Not(kept))) if i == given.act_of else own

        kept = renamed(self.kept, to)
        conditions = tuple(None if each is None else renamed(each, to) for each in form.when_taken)
        widened = OptionForm(
            owners=owners,
            irreversible=(*form.irreversible[:place], Irreversible.NO, *form.irreversible[place:]),
            when_taken=(*conditions[:place], None, *conditions[place:]),
            rules=tuple(renamed(rule, to) for rule in form.rules),
            bans=tuple((by, renamed(a, to), renamed(b, to)) for by, a, b in form.bans),
            merge=None,
            statements=tuple(wishes(i, own) for i, own in enumerate(form.statements)),
        )
        low = self.here & (1 << place) - 1
        here = low | (self.here >> place) << (place + 1)
        terms = tuple(term + (term >= place) for term in self.terms)
        return Described(widened, here, kept, renamed(self.settled, to), self.parties, terms)

    def breaks(self, oracle: Oracle, dm: int) -> list[int]:
        """Return the codes that the decision maker improves to by breaking the package."""
        codes = [q for (q,) in oracle.improvements(dm, (self.here,))]
        return [q for q in codes if self.is_breach(oracle, dm, q)]

    def is_breach(self, oracle: Oracle, dm: int, q: int) -> bool:
        if not truth(self.settled, taken_in(self.form, q)):
            return True
        departs = any((q ^ self.here) >> term & 1 for term in self.terms)
        return departs and any(oracle.better(p, (self.here,), (q,)) for p in self.parties if p != dm)

    def holds(self, concept: Concept) -> bool:
        oracle = Oracle(self.form)
        return all(self.deterred(oracle, concept, dm, q) for dm in range(oracle.n_dms) for q in self.breaks(oracle, dm))

    def deterred(self, oracle: Oracle, concept: Concept, dm: int, q: int) -> bool:
        if concept is Concept.NASH:
            return False
        here, others = (self.here,), [j for j in range(oracle.n_dms) if j != dm]
        return any(
            not oracle.better(dm, reply, here)
            and not (
                concept in (Concept.SMR, Concept.SSEQ)
                and any(oracle.better(dm, escape, here) for escape in oracle.moves(dm, reply))
            )
            for reply in oracle.reachable(others, (q,), improving=concept in (Concept.SEQ, Concept.SSEQ))
        )


def candidates(described: Described) -> set[Guarantee]:
    """Every guarantee against somebody who gains by a break."""
    oracle, form = Oracle(described.form), described.form
    found = set()
    for dm in range(oracle.n_dms):
        breaks = described.breaks(oracle, dm)
        if not breaks:
            continue
        found |= {Guarantee(Kind.BAN, dm, None), Guarantee(Kind.VALUE, dm, dm)}
        found |= {Guarantee(Kind.SANCTION, dm, j) for j in range(oracle.n_dms) if j != dm}
        for k, owner in enumerate(form.owners):
            spoken_of = k in described.terms or form.names[k] in variables(described.settled)
            if owner == dm and spoken_of and any((q ^ described.here) >> k & 1 for q in breaks):
                found.add(Guarantee(Kind.IRREVERSIBLE, dm, dm, k))
    return found


def variables(expression: Expression) -> set[str]:
    match expression:
        case Variable(name):
            return {name}
        case Not(operand):
            return variables(operand)
        case And(operands) | Or(operands):
            return set().union(*map(variables, operands))
        case Implies(left, right) | Iff(left, right):
            return variables(left) | variables(right)
        case _:
            return set()


def bound_in_one_way(group: tuple[Guarantee, ...]) -> bool:
    return not any(
        a.against == b.against and (a.kind, b.kind) != (Kind.IRREVERSIBLE, Kind.IRREVERSIBLE)
        for a, b in combinations(group, 2)
    )


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(FEW), st.sampled_from(Concept))
def test_a_package_needs_guarantees_where_it_does_not_hold(case: Case | None, concept: Concept) -> None:
    if case is None:
        return
    found = repairs(agreement(case.conflict, case.package, case.state), concept, largest=0)
    assert found.needed == (not Described.of(case).holds(concept))
    assert found.hopeless == found.needed


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(cases(FEW), exchanges()), st.sampled_from(Concept), st.sets(st.sampled_from(Kind), max_size=3))
def test_sets_are_all_that_repair_and_no_smaller_one_does(
    case: Case | None, concept: Concept, left_out: set[Kind]
) -> None:
    """On 300 random conflicts with a package that does not hold: every set of one guarantee or two is tried."""
    assume(case is not None)
    described = Described.of(case)
    assume(not described.holds(concept))
    kinds = [kind for kind in Kind if kind not in left_out]
    found = repairs(agreement(case.conflict, case.package, case.state), concept, kinds=kinds, largest=2)
    expected = {each for each in candidates(described) if each.kind in kinds}
    assert set(found.candidates) == expected
    assert found.complete_to == 2
    alone = {(each,): described.given([each]).holds(concept) for each in expected}
    pairs = {
        tuple(pair): described.given(pair).holds(concept)
        for pair in combinations(sorted(expected, key=repr), 2)
        if bound_in_one_way(pair) and not any(alone[each,] for each in pair)
    }
    repairing = {frozenset(group) for group, holds in (alone | pairs).items() if holds}
    assert {frozenset(group) for group in found.sets} == repairing
    assert [len(group) for group in found.sets] == sorted(len(group) for group in found.sets)


def test_three_who_gain_by_a_break_must_all_be_bound() -> None:
    """Each in one of three ways that work where nobody looks ahead: 27 sets of three, and none smaller."""
    wishes = {"a": ["b.give", "c.give"], "b": ["a.give", "c.give"], "c": ["a.give", "b.give"]}
    conflict = spoken({dm: (["give"], [*others, f"not {dm}.give"]) for dm, others in wishes.items()})
    terms = package(conflict, ["a.give", "b.give", "c.give"], "a.give and b.give and c.give")
    found = repairs(agreement(conflict, terms, at(conflict, "YYY")), Concept.NASH)
    assert [{each.against for each in group} for group in found.sets] == [{0, 1, 2}] * 27
    assert [each.option for each in found.sets[0]] == [0, 1, 2]
    assert found.complete_to == 3


def test_goods_against_money() -> None:
    """Under Nash each side must be bound: that neither could gain by a break alone is not enough."""
    conflict = spoken(
        {"seller": (["ship"], ["buyer.pay", "not seller.ship"]), "buyer": (["pay"], ["seller.ship", "not buyer.pay"])}
    )
    terms = package(conflict, ["seller.ship", "buyer.pay"], "seller.ship and buyer.pay")
    found = repairs(agreement(conflict, terms, at(conflict, "YY")), Concept.NASH)
    ship, pay = Guarantee(Kind.IRREVERSIBLE, 0, 0, 0), Guarantee(Kind.IRREVERSIBLE, 1, 1, 1)
    assert found.sets[0] == (ship, pay)
    assert found.acts[0] == {0, 1}
    assert not any(each.kind is Kind.SANCTION for group in found.sets for each in group)


def test_what_nothing_repairs() -> None:
    """With sanctions alone nothing is deterred under Nash: nobody looks so far."""
    conflict = spoken({"a": (["give"], ["not a.give"]), "b": (["thank"], ["a.give"])})
    agreed = agreement(conflict, package(conflict, ["a.give"], "a.give"), at(conflict, "YN"))
    found = repairs(agreed, Concept.NASH, kinds=[Kind.SANCTION])
    assert found.hopeless
    assert repairs(agreed, Concept.SEQ, kinds=[Kind.SANCTION]).sets == ((Guarantee(Kind.SANCTION, 0, 1),),)


def test_a_size_that_is_too_much_work_is_left_out_and_said() -> None:
    conflict = spoken(
        {"seller": (["ship"], ["buyer.pay", "not seller.ship"]), "buyer": (["pay"], ["seller.ship", "not buyer.pay"])}
    )
    terms = package(conflict, ["seller.ship", "buyer.pay"], "seller.ship and buyer.pay")
    found = repairs(agreement(conflict, terms, at(conflict, "YY")), Concept.NASH, most_trials=8)
    assert (found.complete_to, found.sets) == (1, ())
