"""Striking statements out, and what decides, against their definitions."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.brief.assumptions import StatementKey, deciding_statements, holding_endings, strike, strike_out
from offramp.conflict.model import Conflict
from offramp.conflict.scenarios import Scenario
from offramp.stability.concepts import Concept
from random_conflicts import OptionForm, build, option_forms


@given(option_forms(), st.data())
@settings(max_examples=60, deadline=None)
def test_striking_out_is_building_without_the_statement(description: OptionForm, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    dm = data.draw(st.integers(0, description.n_dms - 1))
    place = data.draw(st.integers(0, len(description.statements[dm]) - 1))
    kept = tuple(
        tuple(each for k, each in enumerate(statements) if (i, k) != (dm, place))
        for i, statements in enumerate(description.statements)
    )
    expected = build(replace(description, statements=kept))
    struck = strike_out(conflict, [StatementKey(dm, 0, place)])
    assert expected is not None
    for (found,), (wanted,) in zip(struck.types, expected.types, strict=True):
        assert np.array_equal(found.level, wanted.level)


def by_first_option(conflict: Conflict) -> Conflict:
    """Two endings: the first option taken, or not."""
    taken = conflict.space.column(conflict.space.option_ids[0])
    return replace(
        conflict, scenarios=(Scenario("no", "No"), Scenario("yes", "Yes")), scenario_of=taken.astype(np.int16)
    )


@given(option_forms(), st.data())
@settings(max_examples=40, deadline=None)
def test_what_a_strike_loses_and_gains_is_the_difference_of_what_holds(
    description: OptionForm, data: st.DataObject
) -> None:
    built = build(description)
    if built is None:
        return
    conflict = by_first_option(built)
    dm = data.draw(st.integers(0, description.n_dms - 1))
    key = StatementKey(dm, 0, data.draw(st.integers(0, len(description.statements[dm]) - 1)))
    combination = conflict.likeliest()
    before = holding_endings(conflict, combination, Concept.SEQ)
    after = holding_endings(strike_out(conflict, [key]), combination, Concept.SEQ)
    result = strike(conflict, combination, [key], before)
    assert set(result.lost) == {k for k in range(2) if before[k] and not after[k]}
    assert set(result.gained) == {k for k in range(2) if after[k] and not before[k]}


def test_what_keeps_the_ministry_is_calm(river) -> None:
    """To withhold the water would bring the attack: calm decides. It cannot have water and dam at once."""
    conflict = river.conflict
    settled = conflict.space.find(0b00001)
    (first, *_) = deciding_statements(conflict, conflict.likeliest(), settled, 0)
    assert conflict.types[0][0].preference.statements[first.statement.place].text == "calm"
    assert first.statement.dm == 0
