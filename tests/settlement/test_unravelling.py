"""Whether a package comes undone, against a search by the definitions."""

from collections import deque

import pytest
from hypothesis import HealthCheck, given, settings

from offramp.settlement.agreement import SETTLED, TO_THE_LETTER, Breach, agreement
from offramp.settlement.holding import holding
from offramp.settlement.unravelling import unravelling
from offramp.stability.concepts import Concept
from random_conflicts import Features
from settlement.packages_at_random import Case, Definition, cases
from settlement.spoken import at, package, spoken


@pytest.mark.parametrize("counted", [SETTLED, TO_THE_LETTER])
def test_unravelling_equals_a_search_by_the_definitions(counted: frozenset[Breach]) -> None:
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases(Features(max_options=5, dms=(2, 3), merging=True)))
    def run(case: Case | None) -> None:
        if case is not None:
            assert_equals_search(case, counted)

    run()


def assert_equals_search(case: Case, counted: frozenset[Breach]) -> None:
    definition, agreed = Definition(case), agreement(case.conflict, case.package, case.state)
    oracle, states = definition.oracle, definition.states

    def breaks(concept: Concept, state) -> set:
        return {
            (dm, q)
            for dm in range(oracle.n_dms)
            for q in oracle.improvements(dm, state)
            if definition.breach(dm, q) in counted and not definition.deterred(concept.value, dm, q, state)
        }

    for concept in (Concept.NASH, Concept.SEQ, Concept.SMR):
        distance = {(definition.here, -1): 0}
        queue, shortest = deque(distance), None
        while queue and shortest is None:
            state, last = queue.popleft()
            if state != definition.here and breaks(concept, state):
                shortest = distance[state, last]
            for dm in range(oracle.n_dms):
                for q in oracle.improvements(dm, state) if dm != last else ():
                    if definition.inside(q, counted) and (q, dm) not in distance:
                        distance[q, dm] = distance[state, last] + 1
                        queue.append((q, dm))
        found = unravelling(agreed, concept, counted=counted)
        assert (None if found is None else len(found.drift)) == shortest
        if found is not None:
            assert (found.last.by, states[found.last.to]) in breaks(concept, states[found.drift[-1].to])


def test_a_package_can_hold_and_still_come_undone() -> None:
    """Nobody would leave at first; once b has armed, which leaves it settled, a would."""
    conflict = spoken({"a": (["keep"], ["not a.keep if b.arm", "a.keep"]), "b": (["arm"], ["b.arm"])})
    agreed = agreement(conflict, package(conflict, ["a.keep"], "a.keep"), at(conflict, "YN"))
    assert holding(agreed).holds(Concept.NASH)
    undone = unravelling(agreed, Concept.NASH)
    assert undone is not None
    assert [(step.by, step.to) for step in undone.drift] == [(1, at(conflict, "YY"))]
    assert (undone.last.by, undone.last.to) == (0, at(conflict, "NY"))
