from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offramp.conflict.coalesce import graph_space, state_space
from offramp.conflict.model import AimType
from offramp.conflict.preferences import Preference, Prioritized, Ranking, Statement, Weights, levels
from offramp.conflict.states import StateSpace
from offramp.logic.expression import Expression, Not, Variable
from offramp.settlement.values import Basis, StateValues, state_values, values_of
from random_conflicts import OptionForm, build, expressions, option_forms

NAMES = tuple(f"a.o{k}" for k in range(5))
SPACE = state_space(NAMES, np.arange(32, dtype=np.uint32))
ROUNDING = 1e-12


def valued(preference: Preference, space: StateSpace = SPACE) -> StateValues:
    return state_values(space, AimType(None, 1.0, preference, levels(preference, space)))


def prioritized(*statements: Expression) -> Prioritized:
    return Prioritized(tuple(Statement(each, "text") for each in statements))


def test_geometric_weights_by_hand() -> None:
    """o0 counts 1/2, o1 counts 1/4: the four combinations are worth 0, 1/3, 2/3 and 1 once scaled."""
    values = valued(prioritized(Variable("a.o0"), Variable("a.o1")))
    assert values.at(np.array([0b00, 0b10, 0b01, 0b11])).tolist() == [0.0, 0.25 / 0.75, 0.5 / 0.75, 1.0]
    assert values.basis is Basis.GEOMETRIC
    assert values.basis.order_only


def test_weights_by_hand() -> None:
    """0.1 + 0.2 and 0.3 are one value, and the scale runs from the worst to the best."""
    terms = tuple((Statement(Variable(f"a.o{k}"), "text"), weight) for k, weight in enumerate([0.1, 0.2, 0.3, -0.4]))
    values = valued(Weights(terms))
    assert values.of(0b0011) == values.of(0b0100)
    assert values.of(0b0111) == 1.0
    assert values.of(0b1000) == 0.0
    assert values.of(0) == 0.4
    assert not values.basis.order_only


def test_weights_in_decimals_are_exact() -> None:
    """The worst is -1.4, the best 0.2 and another -1.0: worth exactly 1/4, whatever doubles make of the decimals."""
    names = [Not(Variable("a.o2")), Variable("a.o0"), Variable("a.o0"), Not(Variable("a.o0"))]
    weights = [-0.4, -0.1, -0.9, 0.2]
    terms = tuple((Statement(name, "text"), weight) for name, weight in zip(names, weights, strict=True))
    values = valued(Weights(terms))
    assert [values.of(code) for code in (0b001, 0b000, 0b100, 0b101)] == [0.0, 0.75, 1.0, 0.25]


def test_ranks_are_evenly_spaced() -> None:
    space = graph_space(["w", "x", "y", "z"], [""] * 4)
    values = valued(Ranking(((2,), (0, 3), (1,))), space)
    assert values.all().tolist() == [0.5, 0.0, 1.0, 0.5]
    assert values.basis is Basis.RANKS


@given(st.lists(expressions(NAMES), min_size=1, max_size=7))
def test_equals_the_sum_of_powers_in_fractions(statements: list[Expression]) -> None:
    space = SPACE
    truth = [space.where(statement) for statement in statements]
    raw = [sum(Fraction(int(t[s]), 2 ** (j + 1)) for j, t in enumerate(truth)) for s in range(32)]
    best, worst = max(raw), min(raw)
    expected = [float((value - worst) / (best - worst)) if best > worst else 1.0 for value in raw]
    assert valued(prioritized(*statements)).all() == pytest.approx(expected, abs=ROUNDING)


@given(option_forms())
def test_values_order_and_tie_as_the_levels_do(description: OptionForm) -> None:
    conflict = build(description)
    assume(conflict is not None)
    assert conflict is not None
    combination = conflict.likeliest()
    for dm in range(conflict.n_dms):
        level, value = conflict.level(dm, combination).astype(int), values_of(conflict, dm, combination).all()
        assert (np.sign(level[:, None] - level) == np.sign(value[:, None] - value)).all()
        assert value.max() == 1.0
        assert value.min() == (0.0 if level.max() else 1.0)


@pytest.mark.parametrize("n_same", [40, 60, 130, 1200])
def test_the_least_of_many_statements_still_orders(n_same: int) -> None:
    """First one statement splits the states; then many that all states share; then one that splits each half."""
    shared = Not(Variable("a.o2"))
    space = state_space(NAMES, np.array([0b00, 0b01, 0b10, 0b11], dtype=np.uint32))
    values = valued(prioritized(Variable("a.o0"), *([shared] * n_same), Variable("a.o1")), space)
    low, middle_low, middle_high, high = values.at(np.array([0, 2, 1, 3]))
    assert 0.0 == low < middle_low < middle_high < high == 1.0


def test_a_statement_against_all_later_ones_is_exact_at_any_length() -> None:
    """o0 first, then 99 times "not o0": the two states are 2^-100 apart, and still worst and best."""
    space = state_space(NAMES, np.array([0, 1], dtype=np.uint32))
    values = valued(prioritized(Variable("a.o0"), *([Not(Variable("a.o0"))] * 99)), space)
    assert values.all().tolist() == [0.0, 1.0]


def test_many_states_are_read_block_by_block() -> None:
    n_options = 18
    space = state_space([f"a.o{k}" for k in range(n_options)], np.arange(1 << n_options, dtype=np.uint32))
    order = prioritized(*(Variable(f"a.o{k}") for k in range(n_options)))
    values = valued(order, space).all()
    raw = sum((np.arange(1 << n_options) >> k & 1) * 2.0 ** -(k + 1) for k in range(n_options))
    assert values == pytest.approx(raw / raw.max(), abs=ROUNDING)


def test_indifferent_between_all_states() -> None:
    assert valued(Prioritized(())).all().tolist() == [1.0] * 32
    assert valued(Weights(())).all().tolist() == [1.0] * 32


def test_every_basis_says_what_it_is() -> None:
    assert len({basis.words for basis in Basis}) == len(Basis)
