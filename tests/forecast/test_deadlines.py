"""Deadlines as stages, against the definition state by state."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.forecast.chain import crisis_chain
from offramp.forecast.deadlines import Deadline, carried_out, stages_with
from offramp.forecast.menus import menus_of
from offramp.forecast.transient import Span, occupancy
from offramp.logic.parse import parse
from oracle import truth
from random_conflicts import Features, build, expressions, option_forms
from settlement.spoken import at, spoken


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(max_options=5)), st.data())
def test_a_threat_comes_due_where_the_demand_fails_and_it_is_a_move(description, data: st.DataObject) -> None:
    conflict = build(description)
    assume(conflict is not None)
    dm = data.draw(st.integers(0, conflict.n_dms - 1))
    own = conflict.decision_makers[dm].options
    assume(own)
    threat = {option: data.draw(st.booleans()) for option in data.draw(st.sets(st.sampled_from(own), min_size=1))}
    demand = data.draw(expressions(description.names))
    found = carried_out(conflict, Deadline("x", 1.0, dm, demand, threat))
    for state in range(conflict.n_states):
        code = int(conflict.space.codes[state])
        after = code
        for option, taken in threat.items():
            after = after | 1 << option if taken else after & ~(1 << option)
        there = conflict.space.find(after)
        values = {name: bool(code >> k & 1) for k, name in enumerate(description.names)}
        due = not truth(demand, values) and there is not None and there in conflict.targets(dm, state).tolist()
        assert found[state] == (there if due else state)


def test_on_the_date_the_threat_is_carried_out_by_the_logit_and_not_before() -> None:
    """Nobody acts otherwise (rate 0): the probability of the act is 0 before the date and 1/(1 + e^-b) after it."""
    conflict = spoken({"a": (["act"], ["a.act"]), "b": (["yield"], [])})
    values = np.stack([conflict.space.column("a.act").astype(float), np.zeros(conflict.n_states)])
    menus = menus_of(conflict)
    stages = stages_with(conflict, menus, [Deadline("x", 2.0, 0, parse("b.yield"), {0: True})])
    assert [stage.begins for stage in stages] == [0.0, 2.0]
    chain = crisis_chain(menus, values, 0.0, 3.0)
    spans = [Span(stage.begins, [chain], stage.jump) for stage in stages]
    law = occupancy(spans, at(conflict, "NN"), [1.0, 2.0, 5.0])
    kept = 1 / (1 + np.exp(-3.0))
    assert law[:, at(conflict, "YN")] == pytest.approx([0.0, kept, kept])
    met = occupancy(spans, at(conflict, "NY"), [5.0])
    assert met[0, at(conflict, "NY")] == pytest.approx(1.0)


def test_two_deadlines_on_one_day_act_one_after_the_other_and_past_ones_never() -> None:
    conflict = spoken({"a": (["act"], []), "b": (["act"], [])})
    menus = menus_of(conflict)
    due = [Deadline("x", day, by, None, {by: True}) for day, by in ((5.0, 0), (5.0, 1), (0.0, 0), (-3.0, 1))]
    begins = [stage.begins for stage in stages_with(conflict, menus, due)]
    assert begins[0] == 0.0
    assert begins[1:] == pytest.approx([5.0, 5.0])
    assert begins[2] > begins[1]
