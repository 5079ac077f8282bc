"""Step plans, checked step by step on the oracle's plain sets, and against a search through every order."""

from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.package import Package
from offramp.logic.expression import And, Not, Variable
from offramp.settlement.agreement import agreement
from offramp.settlement.step_plan import Obstacle, any_order, step_plan
from offramp.stability.concepts import Concept
from random_conflicts import Features, OptionForm, build
from settlement.packages_at_random import Case, Definition, cases
from settlement.spoken import at, package, spoken


class Orders:
    """Every order of the steps, by the definition."""

    def __init__(self, case: Case, start: int, concept: Concept) -> None:
        self.definition, self.case, self.concept = Definition(case), case, concept
        self.oracle = self.definition.oracle
        self.start = self.definition.states[start][0]
        self.goal = self.definition.here[0]
        self.codes = {code for (code,) in self.oracle.states}
        self.options = range(len(case.description.owners))

    def differing(self, code: int) -> set[int]:
        """The options that do not stand as agreed yet."""
        return {k for k in self.options if (code ^ self.goal) >> k & 1}

    def done(self, code: int) -> set[int]:
        return self.differing(self.start) - self.differing(code)

    def ahead(self, code: int, q: int) -> bool:
        changed = {k for k in self.options if (code ^ q) >> k & 1}
        return changed <= self.differing(code)

    def gains(self, dm: int, code: int) -> bool:
        """Whether a state is better than the package for somebody, and nothing deters."""
        here = self.definition.here
        better = self.oracle.better(dm, (code,), here)
        return better and not self.definition.deterred(self.concept.value, dm, (code,), here)

    def breaks_off(self, dm: int, code: int, q: int) -> bool:
        if self.ahead(code, q):
            return False
        undone = any((code ^ q) >> k & 1 for k in self.done(code))
        rest = {k: self.goal >> k & 1 for k in self.differing(self.start)}
        end = sum((rest.get(k, q >> k & 1)) << k for k in self.options)
        parties = self.case.package.parties
        hurts = dm in parties and any(self.oracle.better(p, (code,), (q,)) for p in parties if p != dm)
        return undone or end not in self.codes or hurts

    def safe(self, code: int) -> bool:
        return not any(
            self.breaks_off(dm, code, q) and self.gains(dm, q)
            for dm in range(self.oracle.n_dms)
            for (q,) in self.oracle.moves(dm, (code,))
        )

    def steps(self, code: int, *, heedless: bool = False) -> list[tuple[int, int]]:
        """The steps that lead on from a state, made by those who would not rather leave it there."""
        return [
            (dm, q)
            for dm in range(self.oracle.n_dms)
            if heedless or not self.gains(dm, code)
            for (q,) in self.oracle.moves(dm, (code,))
            if self.ahead(code, q)
        ]

    def fewest(self, *, heedless: bool = False) -> int | None:
        @cache
        def fewest(code: int) -> float:
            if code == self.goal:
                return 0
            if not heedless and not self.safe(code):
                return float("inf")
            steps = self.steps(code, heedless=heedless)
            return min((1 + fewest(q) for _, q in steps), default=float("inf"))

        found = fewest(self.start)
        return None if found == float("inf") else int(found)


def check_plan(orders: Orders, steps) -> None:
    """Go through a plan step by step."""
    code = orders.start
    for step in steps:
        (q,) = orders.definition.states[step.to]
        assert (q,) in orders.oracle.moves(step.by, (code,))
        assert {k for k in orders.options if (code ^ q) >> k & 1} == set(step.options)
        assert set(step.options) <= orders.differing(code)
        assert orders.safe(code)
        assert not orders.gains(step.by, code)
        code = q
    assert code == orders.goal


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(Features(max_options=5, dms=(2, 3))), st.sampled_from(Concept), st.data())
def test_plans_are_the_shortest_of_those_that_stand(case: Case | None, concept: Concept, data: st.DataObject) -> None:
    assume(case is not None)
    start = data.draw(st.integers(0, case.conflict.n_states - 1))
    orders = Orders(case, start, concept)
    found = step_plan(agreement(case.conflict, case.package, case.state), start, concept)
    assert (None if found.steps is None else len(found.steps)) == orders.fewest()
    legal = any_order(found.agreement, start)
    assert (None if legal is None else len(legal)) == orders.fewest(heedless=True)
    if found.steps is not None:
        check_plan(orders, found.steps)
        assert not found.obstructions
        return
    assert found.obstructions
    for each in found.obstructions:
        (code,) = orders.definition.states[each.at]
        assert set(each.done) == orders.done(code)
        if each.why is Obstacle.NO_MOVE:
            assert not orders.steps(code)
        elif each.why is Obstacle.STOPS:
            assert each.to == each.at
            assert orders.gains(each.by, code)
        else:
            (q,) = orders.definition.states[each.to]
            assert (q,) in orders.oracle.moves(each.by, (code,))
            assert orders.breaks_off(each.by, code, q)
            assert orders.gains(each.by, q)


def exchange(wishes_of_seller: list[str], wishes_of_buyer: list[str]):
    conflict = spoken({"seller": (["ship"], wishes_of_seller), "buyer": (["pay"], wishes_of_buyer)})
    terms = package(conflict, ["seller.ship", "buyer.pay"], "seller.ship and buyer.pay")
    return conflict, agreement(conflict, terms, at(conflict, "YY"))


def test_whoever_would_stop_with_both_in_hand_goes_first() -> None:
    """The buyer would rather keep the money once it has the goods; the seller would ship either way."""
    conflict, agreed = exchange(["buyer.pay", "seller.ship"], ["seller.ship", "not buyer.pay"])
    plan = step_plan(agreed, at(conflict, "NN"), Concept.NASH)
    assert [(step.by, step.options) for step in plan.steps] == [(1, (1,)), (0, (0,))]


def test_where_each_would_stop_every_order_fails_at_the_second_step() -> None:
    conflict, agreed = exchange(["buyer.pay", "not seller.ship"], ["seller.ship", "not buyer.pay"])
    plan = step_plan(agreed, at(conflict, "NN"), Concept.NASH)
    assert plan.steps is None
    assert {(each.at, each.by, each.why, each.done) for each in plan.obstructions} == {
        (at(conflict, "YN"), 1, Obstacle.STOPS, (0,)),
        (at(conflict, "NY"), 0, Obstacle.STOPS, (1,)),
    }


def test_nothing_to_do_is_a_plan() -> None:
    conflict, agreed = exchange([], [])
    assert step_plan(agreed, at(conflict, "YY"), Concept.SEQ).steps == ()


def test_too_many_options_to_put_in_order() -> None:
    conflict = spoken({"a": ([f"o{k}" for k in range(17)], [])})
    terms = package(conflict, ["a.o0"], "a.o0")
    agreed = agreement(conflict, terms, at(conflict, "Y" * 17))
    with pytest.raises(ValueError, match="17 options differ"):
        step_plan(agreed, 0, Concept.SEQ)


def test_a_coalesced_state_is_never_on_a_plan() -> None:
    """To move there breaks off; as start or end it cannot be told which options are to change."""
    case = merged()
    conflict = case.conflict
    (merged_state,) = conflict.space.names
    agreed = agreement(conflict, case.package, case.state)
    with pytest.raises(ValueError, match="merged stands for several states"):
        step_plan(agreed, merged_state, Concept.NASH)
    found = step_plan(agreed, 0, Concept.NASH)
    assert found.steps is not None
    assert merged_state not in [step.to for step in found.steps]


def merged() -> Case:
    """Two options of two decision makers who want both taken; that the first alone is taken is a coalesced state."""
    names = ("dm0.o0", "dm1.o1", "dm1.o2")
    o = [Variable(name) for name in names]
    form = OptionForm(
        (0, 1, 1), (Irreversible.NO,) * 3, (None,) * 3, (), (), And((o[0], Not(o[1]))), ((o[0], o[1]), (o[1], o[0]))
    )
    conflict = build(form)
    assert conflict is not None
    terms = Package((0, 1), (0, 1), And((o[0], o[1])))
    state = conflict.space.find(0b011)
    assert state is not None
    return Case(form, conflict, terms, state)
