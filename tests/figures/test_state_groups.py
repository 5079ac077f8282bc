"""Merging: groups are a partition, and the options chosen are those that tell the endings apart."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.scenarios import Scenario
from offramp.figures.state_groups import choose_options, group_by_options, influence
from offramp.logic.expression import Variable
from random_conflicts import Features, OptionForm, build, option_forms


@settings(max_examples=60, deadline=None)
@given(option_forms(Features(merging=True)), st.data())
def test_states_of_a_group_agree_and_those_of_two_differ(description: OptionForm, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    kept = sorted(data.draw(st.sets(st.integers(0, len(conflict.options) - 1))))
    groups = group_by_options(conflict, kept)
    seen = ["".join(conflict.space.pattern(s)[k] for k in kept) for s in range(conflict.n_states)]
    for s in range(conflict.n_states):
        for t in range(s):
            assert (seen[s] == seen[t]) == (groups.of_state[s] == groups.of_state[t])
    letters = ["".join("NY-"[value] for value in row) for row in groups.taken]
    assert [letters[g] for g in groups.of_state] == seen
    assert groups.size.sum() == conflict.n_states
    assert groups.count_by_ending().sum() == conflict.n_states
    assert [groups.first(g) for g in range(len(groups))] == sorted({seen.index(word) for word in seen})


def four_options():
    """Four free options of two decision makers; the ending is decided by the second and third alone."""
    wants = ((Variable("dm0.o0"),), (Variable("dm1.o2"),))
    conflict = build(OptionForm((0, 0, 1, 1), (Irreversible.NO,) * 4, (None,) * 4, (), (), None, wants))
    assert conflict is not None
    second, third = (conflict.space.column(conflict.options[k].id) for k in (1, 2))
    ending = np.where(second & third, 0, 1).astype(np.int16)
    return replace(conflict, scenarios=(Scenario("a", "A"), Scenario("b", "B")), scenario_of=ending)


def test_the_options_that_decide_the_ending_are_kept() -> None:
    conflict = four_options()
    assert set(choose_options(conflict, None, 60)) == {1, 2}
    assert influence(conflict, [0, 3]) == pytest.approx(0, abs=1e-12)
    assert influence(conflict, [1, 2]) > influence(conflict, [1]) > 0


def test_what_holds_is_told_apart_too() -> None:
    conflict = four_options()
    holds = conflict.space.column(conflict.options[3].id)
    assert set(choose_options(conflict, holds, 60)) == {1, 2, 3}


def test_no_more_groups_than_asked() -> None:
    conflict = four_options()
    for most in (1, 2, 3, 4):
        kept = choose_options(conflict, np.arange(16) % 2 == 0, most)
        assert len(group_by_options(conflict, kept)) <= most
