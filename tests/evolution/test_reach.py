"""Reach against exhaustive enumeration of legal sequences, written from the definition."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.conflict.coalesce import graph_space
from offramp.conflict.decision_makers import DecisionMaker
from offramp.conflict.graph_moves import graph_moves
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Ranking, levels
from offramp.conflict.steps import Step
from offramp.evolution.reach import Reach, reachable
from random_conflicts import Features, GraphForm, build, graph_forms, option_forms


def brute_force(conflict: Conflict, start: int, *, improving: bool) -> dict[int, int]:
    """Length of the shortest legal sequence to each state, by growing all sequences move by move."""
    combination = conflict.likeliest()
    level = [conflict.level(dm, combination) for dm in range(conflict.n_dms)]
    distance, layer, seen, length = {start: 0}, {(start, -1)}, set(), 0
    while layer:
        seen |= layer
        length += 1
        layer = {
            (to, dm)
            for state, last in layer
            for dm in range(conflict.n_dms)
            if dm != last
            for to in conflict.targets(dm, state).tolist()
            if not improving or level[dm][to] > level[dm][state]
        } - seen
        for state, _ in layer:
            distance.setdefault(state, length)
    return distance


def assert_path_is_legal(reach: Reach, state: int) -> None:
    path = reach.path(state)
    assert path is not None
    assert len(path) == reach.distance[state]
    assert all(first.by != second.by for first, second in pairwise(path))
    here = reach.start
    for step in path:
        allowed = (
            reach.conflict.improvements(step.by, here, reach.combination)
            if reach.improvements_only
            else reach.conflict.targets(step.by, here)
        )
        assert step.to in allowed
        here = step.to
    assert here == state


@given(st.one_of(option_forms(Features(merging=True)), graph_forms()), st.booleans(), st.data())
@settings(max_examples=150, deadline=None)
def test_reach_equals_enumeration(description, improving: bool, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    start = data.draw(st.integers(0, conflict.n_states - 1))
    reach = reachable(conflict, start, improvements_only=improving)
    expected = brute_force(conflict, start, improving=improving)
    assert set(np.flatnonzero(reach.reached).tolist()) == set(expected)
    for state, length in expected.items():
        assert reach.distance[state] == length
        assert_path_is_legal(reach, state)
    for state in set(range(conflict.n_states)) - set(expected):
        assert reach.distance[state] == -1
        assert reach.path(state) is None


def graph(n_states: int, arcs: list[list[tuple[int, int]]], ranks: list[list[list[int]]]) -> Conflict:
    space = graph_space([f"s{k}" for k in range(n_states)], [""] * n_states)
    rankings = [Ranking(tuple(tuple(tier) for tier in tiers)) for tiers in ranks]
    return Conflict(
        title="hand-made",
        decision_makers=tuple(DecisionMaker(f"dm{i}", f"DM {i}") for i in range(len(arcs))),
        options=(),
        space=space,
        moves=tuple(graph_moves(n_states, own) for own in arcs),
        types=tuple((AimType(None, 1.0, ranking, levels(ranking, space)),) for ranking in rankings),
        status_quo=0,
        scenarios=(),
        scenario_of=np.full(n_states, -1, dtype=np.int16),
    )


def test_nobody_moves_twice_in_a_row() -> None:
    """DM 0 can go 0 to 1 and 1 to 2, never 0 to 2: state 2 is out of reach without somebody between."""
    alone = graph(3, [[(0, 1), (1, 2)], []], [[[2], [1], [0]], [[0, 1, 2]]])
    assert reachable(alone, 0).reached.tolist() == [True, True, False]
    helped = graph(4, [[(0, 1), (1, 2), (3, 2)], [(1, 3)]], [[[2], [1], [0, 3]], [[3], [0, 1, 2]]])
    assert reachable(helped, 0).path(2) == (Step(0, 1), Step(1, 3), Step(0, 2))


def test_improvements_are_judged_from_the_state_that_is_left() -> None:
    """DM 0 loses at 2 against the start, yet its last move improves on where it stood."""
    conflict = graph(4, [[(0, 1), (2, 3)], [(1, 2)]], [[[1], [0], [3], [2]], [[2], [0, 1, 3]]])
    reach = reachable(conflict, 0, improvements_only=True)
    assert reach.path(3) == (Step(0, 1), Step(1, 2), Step(0, 3))


def test_the_start_is_reached_by_no_move_at_all() -> None:
    conflict = graph(2, [[(0, 1)], [(1, 0)]], [[[0, 1]], [[0, 1]]])
    assert reachable(conflict, 0).path(0) == ()
    assert reachable(conflict, 0, improvements_only=True).reached.tolist() == [True, False]


@pytest.mark.parametrize("improving", [False, True])
def test_portions_do_not_change_the_answer(monkeypatch: pytest.MonkeyPatch, improving: bool) -> None:
    description = GraphForm(
        6,
        (((0, 1), (0, 2), (3, 4), (2, 5)), ((1, 3), (2, 3), (4, 5), (5, 0))),
        ((0, 1, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5)),
    )
    conflict = build(description)
    assert conflict is not None
    whole = reachable(conflict, 0, improvements_only=improving)
    monkeypatch.setattr("offramp.evolution.fan._PAIRS_AT_ONCE", 1)
    split = reachable(conflict, 0, improvements_only=improving)
    assert np.array_equal(whole.depth, split.depth)
    assert np.array_equal(whole.previous_state, split.previous_state)
