"""Paths against the exhaustive enumeration of legal sequences from the definitions."""

from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from evolution.legal_sequences import Enumerator
from evolution.seeded_conflicts import seeded
from offramp.conflict.model import Conflict
from offramp.conflict.steps import Step
from offramp.evolution.movement import Allowance, Movement
from offramp.evolution.paths import Listed, paths
from offramp.evolution.reach import reachable
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

LONGEST = 3
CONFLICTS = st.one_of(option_forms(Features(merging=True, max_options=4)), graph_forms(max_states=6))
N_CONFLICTS = 500


def compare(description: OptionForm | GraphForm, conflict: Conflict, question: "Question") -> set[tuple[Step, ...]]:
    """Hold the paths found against every legal sequence of up to so many moves; return the paths."""
    targets, rules = question.targets, question.rules
    found = paths(
        conflict, question.start, np.array(sorted(targets), dtype=np.int64), movement=Movement(rules),
        longest=LONGEST, at_most=10**9, simple=question.simple, through=question.through,
    )  # fmt: skip
    expected = set()
    enumerator = Enumerator(description, conflict, tuple(rule.value for rule in rules))
    for sequence in enumerator.sequences(question.start, LONGEST):
        visited = [question.start, *(q for _, q in sequence)]
        if visited[-1] not in targets or (question.simple and len(set(visited)) < len(visited)):
            continue
        if question.through or not targets & set(visited[:-1]):
            expected.add(tuple(Step(i, q) for i, q in sequence))
    assert found.listed is Listed.ALL
    assert found.complete_to == LONGEST
    assert len(found) == len(expected)
    assert set(found.paths) == expected
    assert [len(path) for path in found.paths] == sorted(len(path) for path in found.paths)
    return expected


@dataclass(frozen=True)
class Question:
    """Where from, where to, by which moves, and which paths count."""

    start: int
    targets: set[int]
    rules: tuple[Allowance, ...]
    simple: bool
    through: bool


def test_paths_equal_enumeration_on_500_conflicts() -> None:
    """500 different conflicts with a path of at least one move each, and those without that come between them."""
    compared: set[object] = set()
    for seed in range(4 * N_CONFLICTS):
        description, draw = seeded(seed), Random(-seed)
        conflict = build(description)
        if conflict is None or conflict.n_states < 2:
            continue
        start, *others = draw.sample(range(conflict.n_states), conflict.n_states)
        rules = tuple(draw.choices(list(Allowance), weights=[1, 4, 4, 6], k=conflict.n_dms))
        targets = {start, *others[:2]} if draw.random() < 0.1 else set(others[: draw.randint(1, 3)])
        question = Question(start, targets, rules, draw.random() < 0.5, draw.random() < 0.5)
        if any(compare(description, conflict, question)):
            compared.add(description)
        if len(compared) == N_CONFLICTS:
            break
    assert len(compared) == N_CONFLICTS


@given(CONFLICTS, st.booleans(), st.booleans(), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_paths_equal_enumeration(description, simple: bool, through: bool, data: st.DataObject) -> None:
    """The same on what Hypothesis draws: of every structure, and mostly small."""
    conflict = build(description)
    assume(conflict is not None)
    state = st.integers(0, conflict.n_states - 1)
    start, targets = data.draw(state), data.draw(st.sets(state, max_size=4))
    rules = tuple(data.draw(st.sampled_from(list(Allowance))) for _ in range(conflict.n_dms))
    compare(description, conflict, Question(start, targets, rules, simple, through))


@given(CONFLICTS, st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_first_path_is_as_short_as_reach_says(description, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    start = data.draw(st.integers(0, conflict.n_states - 1))
    movement = Movement(tuple(data.draw(st.sampled_from(list(Allowance))) for _ in range(conflict.n_dms)))
    reach = reachable(conflict, start, movement=movement)
    for target in range(conflict.n_states):
        found = paths(conflict, start, np.array([target]), movement=movement, longest=12, at_most=1, simple=False)
        assert (len(found.paths[0]) if found.paths else -1) == reach.distance[target]


def two_ways() -> GraphForm:
    """From 0 to 3 by 1 or by 2; and on to 4, from where there is a way back to 0."""
    return GraphForm(5, (((0, 1), (0, 2), (3, 4)), ((1, 3), (2, 3), (4, 0))), ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4)))


def test_a_number_that_cuts_the_list_is_said() -> None:
    conflict = build(two_ways())
    assert conflict is not None
    cut = paths(conflict, 0, np.array([3]), at_most=1)
    assert (len(cut), cut.listed, cut.complete_to) == (1, Listed.FIRST, 1)
    whole = paths(conflict, 0, np.array([3]), at_most=2)
    assert (len(whole), whole.listed, whole.complete_to) == (2, Listed.ALL, 6)


def test_a_search_that_grows_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offramp.evolution.paths.MOST_WORK", 3)
    conflict = build(two_ways())
    assert conflict is not None
    tried = paths(conflict, 0, np.array([4]), longest=5)
    assert tried.listed is Listed.AS_FAR_AS_TRIED
    assert tried.complete_to < 5


def test_paths_are_told_by_their_end_and_a_start_needs_none() -> None:
    conflict = build(two_ways())
    assert conflict is not None
    found = paths(conflict, 0, np.array([0, 4]))
    assert found.to(0) == ((),)
    assert found.to(4) == (
        (Step(0, 1), Step(1, 3), Step(0, 4)),
        (Step(0, 2), Step(1, 3), Step(0, 4)),
    )
