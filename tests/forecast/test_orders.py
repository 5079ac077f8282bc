"""Readings of orders that are not certain: levels and values against the room that values states, and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import AimType
from offramp.conflict.preferences import Preference, Prioritized, Ranking, Statement, Weights, levels, tiers
from offramp.conflict.states import StateSpace
from offramp.forecast.orders import FixedAim, StatedAim, aim_of
from offramp.logic.expression import Variable
from offramp.settlement.values import state_values
from random_conflicts import Features, OptionForm, build, option_forms


def aim_type(preference: Preference, space: StateSpace) -> AimType:
    return AimType(None, 1.0, preference, levels(preference, space))


def values_of(preference: Preference, space: StateSpace) -> np.ndarray:
    return state_values(space, aim_type(preference, space)).all()


def loosened(statements: tuple[Statement, ...], loose: list[bool]) -> tuple[Statement, ...]:
    return tuple(replace(statement, firm=not own) for statement, own in zip(statements, loose, strict=False))


@given(option_forms(Features(bans=False)), st.lists(st.booleans(), min_size=5, max_size=5), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_levels_and_values_of_a_reading_are_those_of_the_reordered_statements(
    form: OptionForm, loose: list[bool], seed: int
) -> None:
    conflict = build(form)
    if conflict is None or not any(loose[: len(form.statements[0])]):
        return
    space, written = conflict.space, conflict.types[0][0].preference
    assert isinstance(written, Prioritized)
    statements = loosened(written.statements, loose)
    aim = aim_of(space, aim_type(Prioritized(statements), space), values_of(Prioritized(statements), space))
    assert isinstance(aim, StatedAim)
    for reading in aim.readings(np.random.default_rng(seed).random((10, aim.n_loose)), 2):
        assert sorted(reading) == list(range(len(statements)))
        reordered = Prioritized(tuple(statements[k] for k in np.argsort(reading)))
        assert np.array_equal(aim.level(reading), levels(reordered, space))
        assert np.allclose(aim.values(reading), values_of(reordered, space), rtol=0, atol=1e-12)


@given(option_forms(Features(bans=False)), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_weights_that_are_not_firm_are_halved_or_doubled(form: OptionForm, seed: int) -> None:
    conflict = build(form)
    if conflict is None:
        return
    space, written = conflict.space, conflict.types[0][0].preference
    assert isinstance(written, Prioritized)
    rng = np.random.default_rng(seed)
    terms = tuple((replace(own, firm=k > 0), float(rng.integers(-5, 6))) for k, own in enumerate(written.statements))
    aim = aim_of(space, aim_type(Weights(terms), space), values_of(Weights(terms), space))
    seen = set()
    for reading in aim.readings(rng.random((40, 1)), 3):
        changed = Weights(
            tuple((own, weight * 2.0**power) for (own, weight), power in zip(terms, reading, strict=True))
        )
        seen.add(int(reading[0]))
        assert not reading[1:].any()
        assert np.array_equal(aim.level(reading), levels(changed, space))
        assert np.allclose(aim.values(reading), values_of(changed, space), rtol=0, atol=1e-12)
    assert seen == {-1, 0, 1}


def readings(loose: list[bool], places: int, n_draws: int = 3000) -> list[tuple[int, ...]]:
    aim = StatedAim(np.eye(len(loose)), np.arange(len(loose)), np.flatnonzero(loose), None)
    chance = np.random.default_rng(0).random((n_draws, aim.n_loose))
    return [tuple(reading.tolist()) for reading in aim.readings(chance, places)]


def test_a_loose_statement_changes_places_with_a_neighbour() -> None:
    found = readings([False, True, False], 1)
    assert set(found) == {(0, 1, 2), (1, 0, 2), (0, 2, 1)}
    for each in set(found):
        assert abs(found.count(each) / len(found) - 1 / 3) < 0.05


def test_places_bound_how_far_a_statement_goes() -> None:
    assert set(readings([True, False, False, False], 0)) == {(0, 1, 2, 3)}
    assert {reading[0] for reading in readings([True, False, False, False], 2)} == {0, 1, 2}
    assert {reading[0] for reading in readings([True, False, False, False], 9)} == {0, 1, 2, 3}


def test_what_is_certain_keeps_the_values_given() -> None:
    conflict = build(
        OptionForm((0, 1), (Irreversible.NO,) * 2, (None, None), (), (), None, ((), ()))  # nobody wants anything
    )
    assert conflict is not None
    given_values = np.array([0.1, 0.9, 0.3, 0.0])
    ranking = Ranking(tiers(np.array([1, 3, 2, 0], dtype=np.uint8)))
    aim = aim_of(conflict.space, aim_type(ranking, conflict.space), given_values)
    assert isinstance(aim, FixedAim)
    assert np.array_equal(aim.values(aim.readings(np.empty((1, 0)), 1)[0]), given_values)


def test_values_of_another_convention_are_refused_where_the_order_is_loose() -> None:
    conflict = build(OptionForm((0, 1), (Irreversible.NO,) * 2, (None, None), (), (), None, ((), ())))
    assert conflict is not None
    loose = Prioritized((Statement(Variable("dm0.o0"), "o0", firm=False),))
    with pytest.raises(ValueError, match="not the ones that the statements give"):
        aim_of(conflict.space, aim_type(loose, conflict.space), np.array([0.0, 0.5, 0.0, 0.5]))
