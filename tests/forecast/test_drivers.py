"""What drives a forecast, against closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from offramp.conflict.scenarios import Scenario
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import Range, Uncertainty, aims_of, draw, drawn, n_chances
from offramp.forecast.drivers import Factor, Question, ever_reached, next_moves, sensitivity, single_changes
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage
from settlement.spoken import at, spoken

FOUR = Range(4.0, 4.0)


def question(*, two_aims: bool = True, responsiveness: Range = FOUR) -> Question:
    """One party with one option, which one aim wants taken and the other not; the endings are taken and not taken."""
    conflict = spoken({"a": (["act"], ["a.act"]), "b": (["idle"], [])})
    (aim,) = conflict.types[0]
    against = replace(aim, id="against", weight=0.4, level=(aim.level.max() - aim.level).astype(aim.level.dtype))
    types = ((replace(aim, id="for", weight=0.6), against) if two_aims else (aim,), conflict.types[1])
    taken = conflict.space.column("a.act")
    conflict = replace(
        conflict,
        types=types,
        scenarios=(Scenario("left", "Left alone"), Scenario("done", "Done")),
        scenario_of=taken.astype(np.int16),
        status_quo=at(conflict, "NN"),
    )
    worth = taken.astype(float)
    values = [[worth, 1 - worth] if two_aims else [worth], [np.ones(conflict.n_states)]]
    uncertainty = Uncertainty(
        (Range(1.0, 1.0), Range(0.0, 0.0)), (responsiveness, Range(1.0, 1.0)), (Range(0, 0),) * 2, places=0
    )
    return Question(conflict, values, uncertainty, [Stage(0.0, menus_of(conflict))], horizon=200.0)


SURE = np.exp(4.0) / (1 + np.exp(4.0))  # the long run of one option: the product law of the logit


def test_the_aim_is_all_that_varies() -> None:
    """Where one thing alone is uncertain, its indices are 1."""
    found = sensitivity(question(), n=64)
    assert found.factors == (Factor(0, "aim"),)
    assert found.total[:, 0] == pytest.approx([1.0, 1.0], abs=0.1)
    assert found.n_runs == 64 * 3


def test_nothing_uncertain_has_no_factor() -> None:
    found = sensitivity(question(two_aims=False), n=8)
    assert found.factors == ()
    assert found.first.shape == (2, 0)


def test_single_changes_take_each_aim_and_either_end_of_a_range() -> None:
    found = single_changes(question(responsiveness=Range(4.0, 9.0)))
    assert found.middle[1] == pytest.approx(
        1 / (1 + np.exp(-6.0)), abs=1e-6
    )  # the likelier aim, the middle of the range
    told = {(each.factor.kind, each.to): each.probability[1] for each in found.changes}
    assert told["aim", 0.0] == pytest.approx(1 / (1 + np.exp(-6.0)), abs=1e-6)
    assert told["aim", 1.0] == pytest.approx(1 / (1 + np.exp(6.0)), abs=1e-6)
    assert told["responsiveness", 4.0] == pytest.approx(SURE, abs=1e-6)
    assert told["responsiveness", 9.0] == pytest.approx(1 / (1 + np.exp(-9.0)), abs=1e-6)


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


def test_draws_from_numbers_are_those_of_the_seed() -> None:
    asked = question(responsiveness=Range(1.0, 9.0))
    aims = aims_of(asked.conflict, asked.values)
    draws = draw(asked.conflict, asked.values, asked.uncertainty, 5, 3)
    chance = np.full((1, n_chances(aims)), 0.5)
    middle = drawn(asked.conflict, aims, asked.values, asked.uncertainty, chance)
    assert middle.responsiveness[0, 0] == pytest.approx(3.0)
    assert len(draws) == 5


def test_days_until_an_ending_is_reached() -> None:
    """The act is made on an occasion (one a day) with probability e^b / (1 + e^b): a geometric number of occasions."""
    found = ever_reached(question(two_aims=False))
    assert found[1] == pytest.approx([1.0, 1 / SURE])
    assert found[0] == pytest.approx([1.0, 0.0])  # it stands so already
