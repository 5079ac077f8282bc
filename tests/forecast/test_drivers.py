"""What drives a forecast, against closed forms."""

import numpy as np
import pytest

from forecast.one_act import SURE, question
from offramp.forecast.draws import Range, aims_of, draw, drawn, n_chances
from offramp.forecast.drivers import Factor, ever_reached, sensitivity, single_changes


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
