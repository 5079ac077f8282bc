"""Simulated paths against the exact law, within the stated error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecast.some_chains import behaviour
from offramp.conflict.model import Conflict
from offramp.forecast.chain import Chain, crisis_chain
from offramp.forecast.endings import Endings
from offramp.forecast.menus import menus_of
from offramp.forecast.simulate import simulate
from offramp.forecast.stages import threat_due
from offramp.forecast.transient import Span, occupancy
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms
from small_conflict import small

FORMS = st.one_of(option_forms(), option_forms(Features(merging=True)), graph_forms())
DAYS = np.array([0.0, 2.0, 30.0])


def chain_of(conflict: Conflict, seed: int, alternating: bool) -> Chain:
    own = behaviour(conflict, seed)
    return crisis_chain(
        menus_of(conflict), own.values, own.rates, own.sharpness, own.foresight, alternating=alternating
    )


@given(FORMS, st.integers(0, 99), st.booleans())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_exact_and_simulated_laws_agree(form: OptionForm | GraphForm, seed: int, alternating: bool) -> None:
    conflict = build(form)
    if conflict is None:
        return
    chain, next_chain = (chain_of(conflict, seed + k, alternating) for k in range(2))
    due = threat_due(conflict.n_states, 0, np.roll(np.arange(conflict.n_states), 1))
    spans, ending, n_paths = [Span(0.0, [chain]), Span(10.0, [next_chain], due)], np.arange(conflict.n_states) % 3, 3000
    law = occupancy(spans, 0, DAYS)
    wanted = np.stack([law[:, ending == k].sum(axis=1) for k in range(int(ending.max()) + 1)], axis=1)
    found = simulate(spans, 0, Endings.of(ending), DAYS, n_paths=n_paths, seed=seed)
    exact_error = np.sqrt(np.clip(wanted * (1 - wanted), 1 / n_paths, None) / n_paths)
    assert (np.abs(found.probability - wanted) < 5 * exact_error).all()
    common = (wanted > 0.1) & (wanted < 0.9)
    assert np.allclose(found.standard_error[common], exact_error[common], rtol=0.15)
    assert (found.counts.sum(axis=1) == n_paths).all()


def test_threads_change_nothing() -> None:
    conflict = small()
    chain, ending = chain_of(conflict, 5, alternating=True), Endings.of(np.arange(conflict.n_states))
    one, two, other = (
        simulate(chain, 0, ending, DAYS, n_paths=5000, seed=seed, threads=threads)
        for seed, threads in ((7, 1), (7, 2), (8, 2))
    )
    assert np.array_equal(one.counts, two.counts)
    assert not np.array_equal(one.counts, other.counts)


def test_at_least_one_path() -> None:
    chain = chain_of(small(), 5, alternating=False)
    with pytest.raises(ValueError, match="at least one"):
        simulate(chain, 0, Endings.of(np.zeros(small().n_states, dtype=np.int64)), DAYS, n_paths=0, seed=1)
