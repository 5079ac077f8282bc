"""Deadlines as stages, against the definition state by state."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.forecast.chain import crisis_chain
from offramp.forecast.deadlines import Deadline, carried_out, closed, shut_today, stages_with
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


def opening(day: float, *, opens: frozenset[int] = frozenset(), closes: frozenset[int] = frozenset()) -> Deadline:
    return Deadline("x", day, None, None, {}, opens, closes)


FIRST = frozenset({0})


def taken_by_day(deadlines: list[Deadline], days: list[float], *, rate: float = 0.3, sharpness: float = 2.0):
    """One party with one option that it cannot take back, worth 1: the probability that it is taken by each day."""
    conflict = spoken({"a": (["+act"], ["a.act"])})
    values = conflict.space.column("a.act").astype(float)[None]
    spans = [
        Span(stage.begins, [crisis_chain(stage.menus, values, rate, sharpness)], stage.jump)
        for stage in stages_with(conflict, menus_of(conflict), deadlines)
    ]
    return occupancy(spans, at(conflict, "N"), days)[:, at(conflict, "Y")]


USED = 0.3 * np.exp(2.0) / (1 + np.exp(2.0))  # a day: occasions on which it is taken
DAYS = np.array([1.0, 6.9, 7.0, 8.0, 10.0, 30.0])


def test_an_option_that_opens_is_never_taken_before_and_exponentially_after() -> None:
    found = taken_by_day([opening(7.0, opens=FIRST)], DAYS.tolist())
    assert found == pytest.approx(1 - np.exp(-USED * np.maximum(DAYS - 7, 0)), abs=1e-9)
    assert (found[:2] == 0).all()


def test_an_option_that_closes_is_taken_exponentially_until_then_and_never_after() -> None:
    found = taken_by_day([opening(7.0, closes=FIRST)], DAYS.tolist())
    assert found == pytest.approx(1 - np.exp(-USED * np.minimum(DAYS, 7)), abs=1e-9)


def test_an_option_that_opens_and_closes_in_turn_is_taken_in_the_days_between() -> None:
    turns = [opening(20.0, closes=FIRST), opening(7.0, opens=FIRST), opening(25.0, opens=FIRST)]
    found = taken_by_day(turns, [7.0, 20.0, 25.0, 30.0])
    assert found == pytest.approx(1 - np.exp(-USED * np.array([0.0, 13.0, 13.0, 18.0])), abs=1e-9)


def test_an_option_that_opens_beyond_the_last_day_is_never_taken() -> None:
    assert taken_by_day([opening(40.0, opens=FIRST)], DAYS.tolist()) == pytest.approx(np.zeros(6), abs=0)


def test_what_is_closed_can_be_dropped_and_not_taken_up_again() -> None:
    """Worth nothing and b = 0: half of the occasions drop it, and none takes it."""
    conflict = spoken({"a": (["act"], [])})
    (stage, after) = stages_with(conflict, menus_of(conflict), [opening(2.0, closes=FIRST)])
    chains = [crisis_chain(each.menus, np.zeros((1, 2)), 1.0, 0.0) for each in (stage, after)]
    spans = [Span(0.0, chains[:1]), Span(2.0, chains[1:])]
    law = occupancy(spans, at(conflict, "Y"), [2.0, 5.0])[:, at(conflict, "Y")]
    before = (1 + np.exp(-2.0)) / 2  # both directions at 1/2 a day
    assert law == pytest.approx([before, before * np.exp(-1.5)], abs=1e-9)


def test_on_one_day_options_open_first_and_threats_come_due_after() -> None:
    conflict = spoken({"a": (["act"], ["a.act"])})
    threat = Deadline("x", 5.0, 0, None, {0: True})
    values = conflict.space.column("a.act").astype(float)[None]
    for due, kept in (
        ([threat, opening(5.0, opens=FIRST)], 1 / (1 + np.exp(-3.0))),
        ([threat, opening(6.0, opens=FIRST)], 0.0),
        ([threat, opening(5.0, closes=FIRST)], 0.0),
    ):
        stages = stages_with(conflict, menus_of(conflict), due)
        spans = [Span(each.begins, [crisis_chain(each.menus, values, 0.0, 3.0)], each.jump) for each in stages]
        assert occupancy(spans, at(conflict, "N"), [5.5])[0, at(conflict, "Y")] == pytest.approx(kept)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(max_options=5)), st.data())
def test_what_is_shut_takes_away_the_moves_that_take_it(description, data: st.DataObject) -> None:
    conflict = build(description)
    assume(conflict is not None)
    shut = data.draw(st.sets(st.integers(0, len(conflict.options) - 1)))
    found = closed(conflict, shut)
    menus = menus_of(found)
    for dm in range(conflict.n_dms):
        for state in range(conflict.n_states):
            now = int(conflict.space.codes[state])
            wanted = [
                to
                for to in conflict.targets(dm, state).tolist()
                if not any(int(conflict.space.codes[to]) >> k & 1 and not now >> k & 1 for k in shut)
            ]
            assert found.targets(dm, state).tolist() == wanted
            assert [to for to in menus.choices(dm, state).tolist() if to != state] == wanted


def test_today_those_options_are_shut_that_open_before_they_close() -> None:
    turns = [opening(9.0, opens=FIRST | {1}), opening(5.0, closes=FIRST), opening(7.0, opens=frozenset({2}))]
    assert shut_today(turns) == {1, 2}
    assert shut_today([*turns, opening(-1.0, opens=frozenset({3}))]) == {1, 2}
