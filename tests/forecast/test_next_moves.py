"""What would follow each next move, against closed forms and the forecast itself."""

from dataclasses import replace

import numpy as np
import pytest

from forecast.one_act import FOUR, SURE, question
from forecast.uncertain_conflict import SOME, draws_of
from offramp.conflict.scenarios import Scenario
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import Range, Uncertainty, draw
from offramp.forecast.drivers import Question
from offramp.forecast.menus import menus_of
from offramp.forecast.next_moves import next_moves
from offramp.forecast.stages import Stage
from offramp.settlement.values import state_values
from settlement.spoken import at


def test_next_moves_start_where_they_lead() -> None:
    """On the day itself (horizon near 0) the ending is that of the state moved to."""
    asked = replace(question(two_aims=False), horizon=1e-9)
    draws = draw(asked.conflict, asked.values, asked.uncertainty, 2, 0)
    found = next_moves(asked, draws)
    assert found.as_it_stands == pytest.approx([1.0, 0.0], abs=1e-6)
    acted = next(move for move in found.moves if move.to == at(asked.conflict, "YN"))
    assert acted.probability == pytest.approx([0.0, 1.0], abs=1e-6)
    assert acted.shift == pytest.approx(1.0, abs=1e-6)
    assert acted.chance == pytest.approx(SURE)
    # and long after, it no longer matters where one began
    late = next_moves(replace(asked, horizon=500.0), draws)
    assert late.as_it_stands == pytest.approx([1 - SURE, SURE], abs=1e-6)
    assert all(move.shift < 1e-6 for move in late.moves)


def test_next_moves_reckon_with_what_opens_and_what_falls_due() -> None:
    """The act opens on day 150 and is threatened for day 180; nobody acts otherwise (rate 0)."""
    asked = question(two_aims=False)
    due = [
        Deadline("court", 150.0, None, None, {}, opens=frozenset({0})),
        Deadline("ultimatum", 180.0, 0, None, {0: True}),
    ]
    stages = stages_with(asked.conflict, menus_of(asked.conflict), due)
    still = Uncertainty((Range(0.0, 0.0),) * 2, (FOUR, FOUR), (Range(0, 0),) * 2, places=0)
    asked = replace(asked, stages=stages, uncertainty=still)
    draws = draw(asked.conflict, asked.values, still, 2, 0)
    found = next_moves(asked, draws)
    assert found.as_it_stands == pytest.approx([1 - SURE, SURE])
    assert [(move.dm, move.to) for move in found.moves] == [(1, at(asked.conflict, "NY"))]
    early = next_moves(replace(asked, horizon=170.0), draws)
    assert early.as_it_stands == pytest.approx([1.0, 0.0])


def test_next_moves_stand_where_the_forecast_does() -> None:
    """Worked out backwards for all states, or forwards from one: the same."""
    asked = question()
    due = [
        Deadline("court", 3.0, None, None, {}, opens=frozenset({0})),
        Deadline("ultimatum", 4.0, 0, None, {0: True}),
        Deadline("season", 6.0, None, None, {}, closes=frozenset({0, 1})),
    ]
    asked = replace(asked, stages=stages_with(asked.conflict, menus_of(asked.conflict), due), horizon=7.0)
    draws = draw(asked.conflict, asked.values, asked.uncertainty, 8, 1)
    assert next_moves(asked, draws).as_it_stands == pytest.approx(asked.probabilities(draws).mean(axis=0), abs=1e-6)


def test_moves_that_shift_most_for_how_likely_they_are_come_first() -> None:
    conflict, draws = draws_of(8)
    conflict = replace(
        conflict,
        scenarios=(Scenario("one", "One"), Scenario("other", "Other")),
        scenario_of=(np.arange(conflict.n_states) % 2).astype(np.int16),
        status_quo=0,
    )
    values = [[state_values(conflict.space, aim).all() for aim in own] for own in conflict.types]
    found = next_moves(Question(conflict, values, SOME, [Stage(0.0, menus_of(conflict))], horizon=3.0), draws)
    weights = [move.shift * move.chance for move in found.moves]
    assert len(weights) > 2
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1]
