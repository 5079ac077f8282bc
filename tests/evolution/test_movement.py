"""Allowances: what each lets through, and that reach follows them."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evolution.legal_sequences import Enumerator
from offramp.evolution.movement import Allowance, Movement, permitted
from offramp.evolution.reach import reachable
from random_conflicts import Features, build, graph_forms, option_forms

CONFLICTS = st.one_of(option_forms(Features(merging=True, max_options=4)), graph_forms(max_states=6))


@pytest.mark.parametrize(
    ("allowance", "better", "equal", "worse"),
    [
        (Allowance.NONE, False, False, False),
        (Allowance.IMPROVING, True, False, False),
        (Allowance.NOT_WORSENING, True, True, False),
        (Allowance.ANY, True, True, True),
    ],
)
def test_what_an_allowance_lets_through(allowance: Allowance, better: bool, equal: bool, worse: bool) -> None:
    level = np.array([1, 2, 1, 0], dtype=np.uint8)
    mask = permitted(allowance, level, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert mask.tolist() == [better, equal, worse]


@given(CONFLICTS, st.booleans(), st.booleans(), st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_reach_under_allowances_equals_enumeration(description, late: bool, stops: bool, data: st.DataObject) -> None:
    """Also after somebody's move, and with states where sequences stop."""
    conflict = build(description)
    if conflict is None:
        return
    start = data.draw(st.integers(0, conflict.n_states - 1))
    rules = tuple(data.draw(st.sampled_from(list(Allowance))) for _ in range(conflict.n_dms))
    after = data.draw(st.integers(0, conflict.n_dms - 1)) if late else None
    held = data.draw(st.lists(st.booleans(), min_size=conflict.n_states, max_size=conflict.n_states)) if stops else []
    stop_at = np.array(held, dtype=np.bool_) if stops else None
    reach = reachable(conflict, start, movement=Movement(rules), after=after, stop_at=stop_at)
    enumerator = Enumerator(description, conflict, tuple(rule.value for rule in rules))
    layer, seen, length, expected = {(start, after)}, set(), 0, {start: 0}
    while layer:
        seen |= layer
        length += 1
        layer = {
            (q, i)
            for state, last in layer
            if not stops or not held[state]
            for i in range(conflict.n_dms)
            if i != last
            for q in enumerator.moves(i, state)
        } - seen
        for state, _ in layer:
            expected.setdefault(state, length)
    assert {s: d for s, d in enumerate(reach.distance.tolist()) if d >= 0} == expected
    for state, length in expected.items():
        path = reach.path(state)
        assert path is not None
        assert len(path) == length
        here, last = start, after
        for step in path:
            assert step.by != last
            assert step.to in enumerator.moves(step.by, here)
            here, last = step.to, step.by
        assert here == state


def test_allowances_are_given_one_by_one() -> None:
    movement = Movement.improvements(3).with_allowance(Allowance.NOT_WORSENING, 0).only(0, 1)
    assert movement.allowances == (Allowance.NOT_WORSENING, Allowance.IMPROVING, Allowance.NONE)
    assert not movement.improving
    assert Movement.improvements(2).improving
