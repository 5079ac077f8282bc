"""The law at a date against the exponential of the dense generator."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.linalg import expm_multiply

import forecast.plain_dynamics as plain
from forecast.some_chains import behaviour
from offramp.conflict.model import Conflict
from offramp.forecast.chain import Chain, crisis_chain
from offramp.forecast.endings import Endings
from offramp.forecast.menus import Menus, menus_of
from offramp.forecast.poisson import poisson_weights
from offramp.forecast.stages import forced, threat_due
from offramp.forecast.transient import Span, curves, occupancy
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms
from small_conflict import small

FORMS = st.one_of(option_forms(), option_forms(Features(merging=True)), graph_forms())
DAYS = np.array([0.0, 0.3, 7.0, 40.0])


def chain_of(menus: Menus, conflict: Conflict, seed: int, alternating: bool) -> Chain:
    own = behaviour(conflict, seed)
    return crisis_chain(menus, own.values, own.rates, own.sharpness, own.foresight, alternating=alternating)


@given(FORMS, st.integers(0, 99), st.booleans())
@settings(max_examples=60, deadline=None)
def test_law_is_the_exponential_of_the_generator(form: OptionForm | GraphForm, seed: int, alternating: bool) -> None:
    conflict = build(form)
    if conflict is None:
        return
    chain = chain_of(menus_of(conflict), conflict, seed, alternating)
    found, matrix = occupancy(chain, 0, DAYS), chain.generator()
    begin = np.zeros(matrix.shape[0])
    begin[(chain.n_layers - 1) * conflict.n_states] = 1.0
    for row, day in zip(found, DAYS, strict=True):
        wanted = expm_multiply(matrix.T.tocsr() * day, begin).reshape(-1, conflict.n_states).sum(axis=0)
        assert np.abs(row - wanted).sum() < 3e-10
    assert np.allclose(found.sum(axis=1), 1.0, rtol=0, atol=1e-12)
    assert found.min() > -1e-14


@given(FORMS, st.integers(0, 99), st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_draw_gives_the_same_in_any_lane(form: OptionForm | GraphForm, seed: int, alternating: bool) -> None:
    conflict = build(form)
    if conflict is None:
        return
    menus, ending = menus_of(conflict), (np.arange(conflict.n_states) % 3).astype(np.uint32)
    chains = [chain_of(menus, conflict, seed + k, alternating) for k in range(8)]
    rate = max(float(chain.rates.sum()) for chain in chains)
    together = curves([Span(0.0, chains)], 0, Endings.of(ending), DAYS, rate)
    backwards = curves([Span(0.0, chains[::-1])], 0, Endings.of(ending), DAYS, rate)
    assert np.array_equal(together, backwards[:, :, ::-1])
    for lane, chain in enumerate(chains):
        law = occupancy(chain, 0, DAYS)
        wanted = np.stack([law[:, ending == k].sum(axis=1) for k in range(int(ending.max()) + 1)], axis=1)
        assert np.allclose(together[:, :, lane], wanted, rtol=0, atol=4e-10)


@pytest.mark.parametrize("alternating", [False, True])
def test_stages_and_what_falls_due_between_them(alternating: bool) -> None:
    conflict = small()
    n_states, menus = conflict.n_states, menus_of(conflict)
    final = np.arange(n_states) == 5
    before, after = (
        chain_of(own, conflict, seed, alternating) for seed, own in ((1, menus), (2, menus_of(conflict, final)))
    )
    carried_out = np.where(np.arange(n_states) % 2, 3, np.arange(n_states))
    jump = threat_due(n_states, 1, carried_out)
    found = occupancy([Span(0.0, [before]), Span(5.0, [after], jump)], 2, [4.0, 5.0, 9.0])
    layers = before.n_layers
    law = np.zeros(layers * n_states)
    law[(layers - 1) * n_states + 2] = 1.0
    assert np.allclose(found[0], plain.law(before.generator().toarray(), n_states, 2, 4.0), atol=1e-9)
    law = expm_multiply(before.generator().T.tocsr() * 5.0, law).reshape(layers, n_states)
    jumped = law.copy()
    for state in range(n_states):
        if carried_out[state] != state:  # by logit response, between the two
            chance = plain.choice([state, carried_out[state]], after.expected[1], after.responsiveness[1])[1]
            jumped[:, state] -= chance * law[:, state]
            jumped[1 if alternating else 0, carried_out[state]] += chance * law[:, state].sum()
    assert np.allclose(found[1], jumped.sum(axis=0), atol=1e-9)
    late = expm_multiply(after.generator().T.tocsr() * 4.0, jumped.ravel()).reshape(layers, n_states).sum(axis=0)
    assert np.allclose(found[2], late, atol=1e-9)


def test_a_forced_jump_leaves_no_choice() -> None:
    conflict = small()
    chain = chain_of(menus_of(conflict), conflict, 3, alternating=False)
    everything_to_four = forced(conflict.n_states, 0, np.full(conflict.n_states, 4))
    found = occupancy([Span(0.0, [chain]), Span(2.0, [chain], everything_to_four)], 1, [2.0])
    assert np.allclose(found[0], np.eye(conflict.n_states)[4], atol=1e-12)


@pytest.mark.parametrize("mean", [0.0, 1e-6, 0.5, 7.0, 90.0, 4000.0])
def test_weights_are_those_of_the_poisson_law(mean: float) -> None:
    from scipy.stats import poisson

    weights = poisson_weights(1.0, [mean / 2, mean] if mean else [0.0], 1e-10)
    wanted = poisson.pmf(np.arange(len(weights.table)), mean)
    assert np.abs(weights.table[:, -1] - wanted).sum() + poisson.sf(len(weights.table) - 1, mean) < 2e-10
    for number, row in enumerate(weights.table):
        assert not row[: weights.first[number]].any()
        assert not row[weights.last[number] :].any()


def test_dates_and_stages_out_of_order_are_refused() -> None:
    conflict = small()
    chain = chain_of(menus_of(conflict), conflict, 0, alternating=False)
    with pytest.raises(ValueError, match="each later than the one before"):
        occupancy(chain, 0, [3.0, 2.0])
    with pytest.raises(ValueError, match="the first stage begins on day 0"):
        occupancy([Span(1.0, [chain])], 0, [3.0])
    with pytest.raises(ValueError, match="use smaller rates or a nearer horizon"):
        occupancy(chain, 0, [1e9])
