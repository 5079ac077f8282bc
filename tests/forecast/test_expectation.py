"""Expected values without a deal, against the closed form of one option."""

import numpy as np
import pytest

from forecast.test_drivers import SURE, question
from offramp.forecast.draws import draw
from offramp.forecast.expectation import expected_values


def test_the_long_run_of_one_option() -> None:
    """The one aim is worth 1 with the option taken, which it is with probability e^b / (1 + e^b) in the long run."""
    asked = question(two_aims=False)
    start = asked.conflict.status_quo
    draws = draw(asked.conflict, asked.values, asked.uncertainty, 3, 0)
    found = expected_values(draws, asked.stages, start, 300.0, asked.values)
    assert found == pytest.approx([SURE, 1.0], abs=1e-6)
    at_once = expected_values(draws, asked.stages, start, 1e-9, asked.values)
    assert at_once == pytest.approx([0.0, 1.0], abs=1e-6)


def test_types_are_weighed_as_drawn() -> None:
    asked = question()
    draws = draw(asked.conflict, asked.values, asked.uncertainty, 16, 0)
    found = expected_values(draws, asked.stages, asked.conflict.status_quo, 300.0, asked.values)
    assert found[0] == pytest.approx(SURE, abs=1e-6)  # whichever its aim, it gets its way as surely
    assert np.isfinite(found).all()
