"""The outlook from every state, against the law followed forwards from each."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from forecast.uncertain_conflict import draws_of
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.outlook import outlook
from offramp.forecast.stages import Stage
from random_conflicts import Features, build, option_forms

_SOME = (Range(0.05, 0.5), Range(0.0, 6.0), Range(0, 2))


def forwards(draws: Draws, number: int, stages: list[Stage], endings: Endings, horizon: float) -> np.ndarray:
    """Start in each state in turn; the law is found by code that goes the other way."""
    rows = [
        ensemble(draws, stages, start, endings, [horizon]).by_draw[number, 0] for start in range(len(endings.of_state))
    ]
    return np.stack(rows)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(max_options=4)), st.data())
def test_backwards_is_forwards_from_each_state(description, data: st.DataObject) -> None:
    conflict = build(description)
    assume(conflict is not None)
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    values = [[rng.random(conflict.n_states) for _ in types] for types in conflict.types]
    uncertainty = Uncertainty(*((each,) * conflict.n_dms for each in _SOME))
    draws = draw(conflict, values, uncertainty, 2, 5)
    endings = Endings.of(rng.integers(0, 3, conflict.n_states), 3)
    dm = data.draw(st.integers(0, conflict.n_dms - 1))
    own = conflict.decision_makers[dm].options
    due = [Deadline("x", 4.0, dm, None, {own[0]: True})] if own and data.draw(st.booleans()) else []
    stages = list(stages_with(conflict, menus_of(conflict), due))
    horizon = data.draw(st.sampled_from([2.0, 4.0, 30.0]))
    found = outlook(draws, 1, stages, endings, horizon)
    assert found == pytest.approx(forwards(draws, 1, stages, endings, horizon), abs=1e-6)
    assert found.sum(axis=1) == pytest.approx(1.0)


def test_where_nobody_acts_each_state_keeps_its_ending() -> None:

    conflict, draws = draws_of(1)
    still = replace(draws, rates=np.zeros_like(draws.rates))
    endings = Endings.of(np.arange(conflict.n_states))
    found = outlook(still, 0, [Stage(0.0, menus_of(conflict))], endings, 100.0)
    assert (found == np.eye(conflict.n_states)).all()
