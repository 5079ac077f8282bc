"""Coalition improvements against the definition, and the jump of Elmira."""

from itertools import combinations
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evolution.legal_sequences import Enumerator
from offramp.conflict.model import Conflict
from offramp.conflict.steps import Step
from offramp.dossier.check import load_dossier
from offramp.evolution.coalitions import coalition_improvements, coalitions, reachable_by_coalitions
from offramp.evolution.movement import Movement
from offramp.evolution.paths import paths
from random_conflicts import Features, build, graph_forms, option_forms

CASES = Path(__file__).parents[1] / "cases"
CONFLICTS = st.one_of(option_forms(Features(merging=True, max_options=4)), graph_forms(max_states=6))


def by_definition(enumerator: Enumerator, members: tuple[int, ...], s: int) -> set[int]:
    oracle, here = enumerator.oracle, enumerator.state[s]
    ends = oracle.reachable(list(members), here, improving=False)
    return {enumerator.index[q] for q in ends if all(oracle.better(i, q, here) for i in members)}


@given(CONFLICTS, st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_coalition_improvements_equal_the_definition(description, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    enumerator = Enumerator(description, conflict, ("any",) * conflict.n_dms)
    state = data.draw(st.integers(0, conflict.n_states - 1))
    for members in coalitions(conflict.n_dms):
        found = coalition_improvements(conflict, state, members)
        assert {step.to for step in found} == by_definition(enumerator, members, state)
        for step in found:
            here, last = state, None
            for move in step.moves:
                assert move.by in members
                assert move.by != last
                assert move.to in enumerator.moves(move.by, here)
                here, last = move.to, move.by
            assert here == step.to


@given(CONFLICTS, st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_reach_by_coalitions_equals_enumeration(description, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    enumerator = Enumerator(description, conflict, ("any",) * conflict.n_dms)
    start, longest = data.draw(st.integers(0, conflict.n_states - 1)), 2
    classes = [c for size in range(1, conflict.n_dms + 1) for c in combinations(range(conflict.n_dms), size)]
    expected, layer = {start: 0}, {(start, None)}
    for length in range(1, longest + 1):
        layer = {(q, c) for s, last in layer for c in classes if c != last for q in by_definition(enumerator, c, s)}
        for state, _ in layer:
            expected.setdefault(state, length)
    reach = reachable_by_coalitions(conflict, start, longest=longest)
    assert {state: len(path) for state, path in reach.paths.items()} == expected
    assert reach.reached.tolist() == sorted(expected)


def elmira() -> Conflict:
    return load_dossier(CASES / "elmira_graph.yaml").conflict


FIVE, SIX, EIGHT, NINE = (number - 1 for number in (5, 6, 8, 9))  # as the source numbers them


def test_in_elmira_the_ministry_and_uniroyal_jump_from_5_to_8() -> None:
    """The published jump: the Ministry loses at 6, and both gain at 8 (methods.md sections 4 and 11)."""
    conflict = elmira()
    assert all(len(conflict.improvements(dm, FIVE, conflict.likeliest())) == 0 for dm in range(3))
    (step,) = coalition_improvements(conflict, FIVE, (0, 1))
    assert step.to == EIGHT
    inside = paths(conflict, FIVE, np.array([EIGHT]), movement=Movement.any_moves(3).only(0, 1), longest=2).paths
    assert (Step(0, SIX), Step(1, EIGHT)) in inside
    assert step.moves in inside
    level = conflict.level(0, conflict.likeliest())
    assert level[SIX] < level[FIVE] < level[EIGHT]


def test_in_elmira_no_coalition_improves_on_8_or_9() -> None:
    conflict = elmira()
    for state in (EIGHT, NINE):
        assert all(not coalition_improvements(conflict, state, members) for members in coalitions(3))
        assert np.array_equal(reachable_by_coalitions(conflict, state).reached, [state])


def test_coalitions_come_by_size() -> None:
    assert coalitions(3, smallest=2) == ((0, 1), (0, 2), (1, 2), (0, 1, 2))
