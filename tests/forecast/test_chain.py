"""Crisis dynamics against closed forms (Blume 1993; McKelvey & Palfrey 1995, 1998) and against the definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forecast.plain_dynamics as plain
from forecast.some_chains import behaviour, cube
from offramp.conflict.decision_makers import Irreversible
from offramp.forecast.absorption import long_run
from offramp.forecast.chain import crisis_chain
from offramp.forecast.menus import menus_from_arcs, menus_of
from offramp.logic.expression import Variable
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms
from small_conflict import small

FEW, MERGED = Features(max_options=4, dms=(2, 3)), Features(merging=True, max_options=4, dms=(2, 3))
FORMS = st.one_of(option_forms(FEW), option_forms(MERGED), graph_forms(6))


@given(FORMS, st.integers(0, 99), st.booleans())
@settings(max_examples=60, deadline=None)
def test_generator_and_foresight_follow_the_definition(
    form: OptionForm | GraphForm, seed: int, alternating: bool
) -> None:
    conflict = build(form)
    if conflict is None:
        return
    own, menus = behaviour(conflict, seed), plain.menus_of(conflict)
    ahead = plain.expected(menus, own.values, own.rates, own.sharpness, own.foresight.tolist(), alternating)
    chain = crisis_chain(
        menus_of(conflict), own.values, own.rates, own.sharpness, own.foresight, alternating=alternating
    )
    assert np.allclose(chain.expected, ahead, rtol=0, atol=1e-12)
    wanted = plain.generator(menus, ahead, own.rates, own.sharpness, alternating)
    assert np.allclose(chain.generator().toarray(), wanted, rtol=0, atol=1e-12)


@given(option_forms(Features(irreversible=False, conditions=False, bans=False)), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_gibbs_law_of_a_potential(form: OptionForm, seed: int) -> None:
    conflict = build(form)
    if conflict is None:
        return
    rng = np.random.default_rng(seed)
    potential, beta = rng.random(conflict.n_states), rng.uniform(0, 5)
    menus = menus_of(conflict)
    # values that differ from the potential by something that no own move changes: one number for each group
    rest = rng.random(menus.n_groups)[menus.group]
    chain = crisis_chain(menus, potential + rest, rng.uniform(0.1, 1, conflict.n_dms), beta)
    settled = long_run(chain, 0)
    within = np.flatnonzero(settled > 0)
    weight = np.exp(beta * potential[within])
    assert np.allclose(settled[within], weight / weight.sum(), rtol=0, atol=1e-9)


def test_product_law_where_each_cares_for_its_own_option_only() -> None:
    gain, beta = np.array([0.3, -1.0, 2.0]), 1.7
    states = np.arange(8)
    taken = states >> np.arange(3)[:, None] & 1
    settled = long_run(crisis_chain(cube(3), gain[:, None] * taken, [0.1, 0.5, 2.0], beta), 0)
    yes = 1 / (1 + np.exp(-beta * gain))
    wanted = np.prod(np.where(taken, yes[:, None], 1 - yes[:, None]), axis=0)
    assert np.allclose(settled, wanted, rtol=0, atol=1e-12)


def test_risk_dominant_equilibrium_is_selected() -> None:
    # coordination: both at 0 pays 4, both at 1 pays 5; alone at 0 pays 3, alone at 1 pays 0: 0 is risk dominant
    values = np.array([[4.0, 0.0, 3.0, 5.0], [4.0, 3.0, 0.0, 5.0]])
    settled = long_run(crisis_chain(cube(2), values, 1.0, 12.0), 3)
    assert settled[0] > 0.999
    assert np.isclose(settled[3] / settled[0], np.exp(12.0 * ((5 - 3) - (4 - 0))), rtol=1e-9)


@pytest.mark.parametrize(("sharpness", "defects"), [(0.5, 0.622459), (1, 0.731059), (2, 0.880797), (4, 0.982014)])
def test_additive_prisoners_dilemma(sharpness: float, defects: float) -> None:
    # T - R = P - S = 1; the bit of a decision maker is 1 when it defects
    values = np.array([[2.0, 3.0, 0.0, 1.0], [2.0, 0.0, 3.0, 1.0]])
    settled = long_run(crisis_chain(cube(2), values, 0.2, sharpness), 0)
    assert np.isclose(settled[1] + settled[3], defects, rtol=0, atol=5e-7)
    assert np.isclose(settled[2] + settled[3], defects, rtol=0, atol=5e-7)


def crisis_tree(sharpness: float) -> dict[str, float]:
    """A decides to threaten or not, B to concede or resist, A to fight or back down; nobody may wait."""
    begin, quiet, threat, concede, resist, back_down, war = range(7)
    values = np.zeros((2, 7))
    values[:, concede], values[:, back_down], values[:, war] = (3, -1), (-2, 1), (-4, -3)
    arcs = [
        (np.array([begin, begin, resist, resist]), np.array([quiet, threat, back_down, war])),
        (np.array([threat, threat]), np.array([concede, resist])),
    ]
    menus = menus_from_arcs(7, arcs, np.zeros((2, 7), dtype=np.bool_))
    matrix = crisis_chain(menus, values, 1.0, sharpness, foresight=2).generator()
    return {
        "threat": matrix[begin, threat],
        "fight": matrix[resist, war],
        "concede": matrix[threat, concede],
    }


def test_logit_backward_induction_on_the_crisis_tree() -> None:
    found = crisis_tree(1.0)
    assert np.allclose([found["threat"], found["fight"], found["concede"]], [0.214035, 0.119203, 0.178993], atol=5e-7)


@pytest.mark.parametrize("sharpness", [0.0, 0.2, 2.0, 5.0])
def test_backward_induction_by_hand(sharpness: float) -> None:
    fight = 1 / (1 + np.exp(sharpness * (-2 - -4)))
    concede = 1 / (1 + np.exp(sharpness * ((fight * -3 + (1 - fight) * 1) - -1)))
    threat = 1 / (1 + np.exp(-sharpness * (concede * 3 + (1 - concede) * (fight * -4 + (1 - fight) * -2))))
    found = crisis_tree(sharpness)
    assert np.allclose([found["threat"], found["fight"], found["concede"]], [threat, fight, concede], atol=1e-12)


def test_sharp_response_is_the_best_reply_without_overflow() -> None:
    conflict = small()
    rng = np.random.default_rng(0)
    values = rng.random((2, conflict.n_states))
    matrix = crisis_chain(menus_of(conflict), values, 1.0, 1e6).generator().toarray()
    assert np.isfinite(matrix).all()
    for state in range(conflict.n_states):
        for dm in range(2):
            menu = np.array([state, *conflict.targets(dm, state)])
            best = menu[values[dm, menu].argmax()]
            assert best == state or np.isclose(matrix[state, best], 1.0)


def test_final_states_are_left_by_nobody() -> None:
    conflict = small()
    final = np.arange(conflict.n_states) % 3 == 0
    values = np.random.default_rng(1).random((2, conflict.n_states))
    matrix = crisis_chain(menus_of(conflict, final), values, 1.0, 2.0, 1).generator().toarray()
    free = crisis_chain(menus_of(conflict), values, 1.0, 2.0).generator().toarray()
    assert (matrix[final] == 0).all()
    assert ((matrix[~final] > 0) == (free[~final] > 0)).all()


def test_malformed_numbers_are_named_all_at_once() -> None:
    menus = menus_of(small())
    with pytest.raises(ValueError, match=r"values have shape .*rates must be finite.*foresight is a number of replies"):
        crisis_chain(menus, np.zeros((1, 3)), -1.0, 1.0, 0.5)


def test_a_ban_among_states_of_one_kind_leaves_each_of_them_its_own_menu() -> None:
    o0 = Variable("dm0.o0")  # whoever has taken it may drop it, but not change the other option meanwhile
    form = OptionForm((0, 0, 1), (Irreversible.NO,) * 3, (None,) * 3, (), ((0, o0, o0),), None, ((o0,), (o0,)))
    conflict = build(form)
    assert conflict is not None
    own, menus = behaviour(conflict, 4, foresight=0), plain.menus_of(conflict)
    assert menus[0][1] == [1, 0, 2]
    matrix = crisis_chain(menus_of(conflict), own.values, 0.5, own.sharpness).generator().toarray()
    wanted = plain.generator(menus, own.values, np.full(2, 0.5), own.sharpness, False)
    assert np.allclose(matrix, wanted, rtol=0, atol=1e-12)
