"""First passage and the long run against closed forms and dense linear algebra."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecast.some_chains import behaviour, walk
from offramp.forecast.absorption import first_passage, long_run
from offramp.forecast.chain import crisis_chain
from offramp.forecast.menus import menus_from_arcs, menus_of
from offramp.forecast.transient import occupancy
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms
from small_conflict import small

FORMS = st.one_of(option_forms(), option_forms(Features(merging=True)), graph_forms())


@pytest.mark.parametrize(("up", "down"), [(0.6, 0.4), (0.3, 0.7)])
def test_gamblers_ruin(up: float, down: float) -> None:
    n = 7
    chain = crisis_chain(walk(n + 1, may_stay=False), np.zeros((2, n + 1)), [up, down], 1.0)
    top = np.arange(n + 1) == n
    k, ratio = np.arange(n + 1), down / up
    wanted = (1 - ratio**k) / (1 - ratio**n)
    found = first_passage(chain, top)
    assert np.allclose(found.probability, wanted, rtol=0, atol=1e-12)
    assert np.isinf(found.mean_days[:-1]).all()
    assert found.mean_days[-1] == 0
    assert np.isnan(found.mean_days_if_reached[0])
    either = first_passage(chain, top | (k == 0))  # with one step a day: (k - n h) / (down - up)
    assert np.allclose(either.mean_days, (k - n * wanted) / (down - up), rtol=0, atol=1e-10)
    assert np.allclose(long_run(chain, 3)[[0, n]], [1 - wanted[3], wanted[3]], rtol=0, atol=1e-12)


def test_waiting_for_one_irreversible_move() -> None:
    arcs = [(np.array([0]), np.array([1]))]
    chain = crisis_chain(menus_from_arcs(2, arcs), np.array([[0.0, 1.0]]), 0.25, 2.0)
    taken = 1 / (1 + np.exp(-2.0))
    found = first_passage(chain, np.array([False, True]))
    assert np.allclose(found.mean_days, [1 / (0.25 * taken), 0.0])
    assert np.allclose(occupancy(chain, 0, [3.0])[0, 0], np.exp(-0.25 * taken * 3.0), atol=1e-9)


@given(FORMS, st.integers(0, 99), st.booleans(), st.data())
@settings(max_examples=60, deadline=None)
def test_absorbing_chain_by_dense_matrices(
    form: OptionForm | GraphForm, seed: int, alternating: bool, data: st.DataObject
) -> None:
    """B = (I - Q)^-1 R and t = (I - Q)^-1 1 on the states that may still reach the set (Kemeny & Snell 1960)."""
    conflict = build(form)
    if conflict is None:
        return
    own = behaviour(conflict, seed)
    chain = crisis_chain(menus_of(conflict), own.values, own.rates, own.sharpness, alternating=alternating)
    goal = np.zeros(conflict.n_states, dtype=np.bool_)
    goal[data.draw(st.lists(st.integers(0, conflict.n_states - 1), min_size=1, max_size=3))] = True
    found = first_passage(chain, goal)
    matrix, reached = chain.generator().toarray(), np.tile(goal, chain.n_layers)
    reach = np.linalg.matrix_power(((matrix > 0) & ~reached[:, None]) + np.eye(len(matrix)), len(matrix)) > 0
    can = reach[:, reached].any(axis=1)
    sure = can & ~reach[:, ~can].any(axis=1)
    inner = can & ~reached
    probability = np.where(reached, 1.0, 0.0)
    probability[inner] = np.linalg.solve(-matrix[np.ix_(inner, inner)], matrix[np.ix_(inner, reached)].sum(axis=1))
    days = np.where(sure, 0.0, np.inf)
    inside = sure & ~reached
    days[inside] = np.linalg.solve(-matrix[np.ix_(inside, inside)], np.ones(inside.sum()))
    start = slice((chain.n_layers - 1) * conflict.n_states, None)
    assert np.allclose(found.probability, probability[start], rtol=0, atol=1e-8)
    assert np.allclose(found.mean_days, days[start], rtol=1e-6)
    assert np.array_equal(np.isnan(found.mean_days_if_reached), ~can[start])


@given(FORMS, st.integers(0, 99), st.booleans())
@settings(max_examples=40, deadline=None)
def test_long_run_is_where_the_law_settles(form: OptionForm | GraphForm, seed: int, alternating: bool) -> None:
    conflict = build(form)
    if conflict is None:
        return
    own = behaviour(conflict, seed)
    chain = crisis_chain(
        menus_of(conflict), own.values, own.rates, np.minimum(own.sharpness, 2), alternating=alternating
    )
    assert np.allclose(long_run(chain, 0), occupancy(chain, 0, [20_000.0])[0], rtol=0, atol=1e-7)


def test_sharp_response_to_common_interests_ends_in_nash_equilibria() -> None:
    conflict = small()
    common = np.random.default_rng(4).permutation(conflict.n_states).astype(np.float64)
    chain = crisis_chain(menus_of(conflict), np.stack((common, common)), 0.3, 1e4)
    nash = np.array(
        [
            all((common[conflict.targets(dm, state)] < common[state]).all() for dm in range(2))
            for state in range(conflict.n_states)
        ]
    )
    assert 1 < nash.sum() < conflict.n_states
    for state in range(conflict.n_states):
        law = long_run(chain, state)
        assert np.isclose(law[nash].sum(), 1.0)
        assert not nash[state] or law[state] == 1.0


def test_an_empty_set_is_refused() -> None:
    chain = crisis_chain(menus_of(small()), np.zeros((2, small().n_states)), 1.0, 1.0)
    with pytest.raises(ValueError, match="no state belongs"):
        first_passage(chain, np.zeros(small().n_states, dtype=np.bool_))
