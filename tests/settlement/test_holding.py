"""Who would break a package, against the definitions."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from offramp.conflict.model import Conflict
from offramp.settlement.agreement import SETTLED, TO_THE_LETTER, Breach, agreement
from offramp.settlement.holding import holding
from offramp.stability.concepts import Concept
from random_conflicts import Features
from settlement.packages_at_random import Case, Definition, cases
from settlement.spoken import at, package, spoken

CASES = cases(Features(max_options=5, dms=(2, 3), merging=True))
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@OFTEN
@given(CASES)
def test_breaks_equal_the_definition(case: Case | None) -> None:
    if case is None:
        return
    definition, conflict = Definition(case), case.conflict
    found = holding(agreement(conflict, case.package, case.state))
    expected, harmless = {}, set()
    for dm in range(conflict.n_dms):
        for q in definition.oracle.improvements(dm, definition.here):
            breach, to = definition.breach(dm, q), definition.states.index(q)
            if breach is None:
                harmless.add((dm, to))
                continue
            deterred = {c for c in Concept if definition.deterred(c.value, dm, q)}
            hurt = [p for p in case.package.parties if p != dm and definition.oracle.better(p, definition.here, q)]
            expected[dm, to] = (breach, deterred, hurt)
    assert {(b.by, b.to): (b.breach, set(b.deterred_under), list(b.hurt)) for b in found.breaks} == expected
    assert {(step.by, step.to) for step in found.harmless} == harmless
    assert len(found.breaks) == len(expected)
    for concept in Concept:
        for counted in (SETTLED, TO_THE_LETTER):
            loose = {k for k, (kind, deterred, _) in expected.items() if kind in counted and concept not in deterred}
            assert found.holds(concept, counted) == (not loose)
            assert {(b.by, b.to) for b in found.undeterred(concept, counted)} == loose


@OFTEN
@given(CASES)
def test_a_punishment_is_what_the_concept_asks_for(case: Case | None) -> None:
    if case is None:
        return
    definition = Definition(case)
    oracle, states, here = definition.oracle, definition.states, definition.here
    found = holding(agreement(case.conflict, case.package, case.state))
    for each in found.breaks:
        for concept in Concept:
            sanction = found.punishment(each, concept)
            assert (sanction is not None) == (concept in each.deterred_under)
            if sanction is None:
                continue
            at_state, last = states[each.to], each.by
            for step in sanction.path:
                assert step.by not in (each.by, last)
                assert states[step.to] in oracle.moves(step.by, at_state)
                assert not concept.credible or oracle.better(step.by, states[step.to], at_state)
                at_state, last = states[step.to], step.by
            assert not oracle.better(each.by, at_state, here)


def exchange(ship: str = "ship") -> Conflict:
    """Goods against money; each would rather have the other's part and keep its own."""
    return spoken(
        {"seller": ([ship], ["buyer.pay", "not seller.ship"]), "buyer": (["pay"], ["seller.ship", "not buyer.pay"])}
    )


def test_an_exchange_is_broken_by_whoever_keeps_both() -> None:
    conflict = exchange()
    terms = package(conflict, ["seller.ship", "buyer.pay"], "seller.ship and buyer.pay")
    values = [np.array([0.3, 0.0, 1.0, 0.7]), np.array([0.3, 1.0, 0.0, 0.7])]
    found = holding(agreement(conflict, terms, at(conflict, "YY")), values=values)
    assert [(each.by, each.to, each.levels_gained, each.hurt) for each in found.breaks] == [
        (0, at(conflict, "NY"), 1, (1,)),
        (1, at(conflict, "YN"), 1, (0,)),
    ]
    assert [each.gain for each in found.breaks] == pytest.approx([0.3, 0.3])
    assert found.breakers == (0, 1)
    assert not found.holds(Concept.NASH)
    assert all(found.holds(concept) for concept in (Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SSEQ))


def test_what_stays_settled_may_still_be_taken_back() -> None:
    """Once the goods are gone for good, ``settled_when: seller.ship`` cannot fail; yet the buyer need not pay."""
    conflict = exchange("+ship")
    terms = package(conflict, ["seller.ship", "buyer.pay"], "seller.ship")
    found = holding(agreement(conflict, terms, at(conflict, "YY")))
    assert [(each.by, each.breach) for each in found.breaks] == [(1, Breach.DEPARTS)]
    assert found.stays_settled_under == dict.fromkeys(Concept, True)
    assert found.holds_under == dict.fromkeys(Concept, False)


def test_a_further_improvement_that_leaves_it_settled_is_harmless() -> None:
    conflict = spoken({"a": (["sign", "smile"], ["a.smile", "a.sign"]), "b": (["sign"], [])})
    terms = package(conflict, ["a.sign", "b.sign"], "a.sign and b.sign")
    found = holding(agreement(conflict, terms, at(conflict, "YNY")))
    assert [(step.by, step.to) for step in found.harmless] == [(0, at(conflict, "YYY"))]
    assert [(each.by, each.to) for each in found.breaks] == [(0, at(conflict, "NYY"))]


def test_a_concept_that_was_not_asked_for_has_no_answer() -> None:
    conflict = exchange()
    agreed = agreement(conflict, package(conflict, ["seller.ship"], "seller.ship"), at(conflict, "YY"))
    with pytest.raises(ValueError, match="seq was not asked for"):
        holding(agreed, concepts=[Concept.NASH]).holds(Concept.SEQ)


def test_only_what_is_settled_can_hold() -> None:
    conflict = exchange()
    with pytest.raises(ValueError, match="NN is not settled"):
        agreement(conflict, package(conflict, ["seller.ship"], "seller.ship"), at(conflict, "NN"))
