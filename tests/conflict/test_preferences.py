"""Levels against plain comparison, for each way to declare a preference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp import workers
from offramp.conflict import preferences
from offramp.conflict.coalesce import state_space
from offramp.conflict.preferences import Prioritized, Ranking, Statement, Weights, levels, tiers
from offramp.logic.expression import Expression, Variable
from oracle import truth
from random_conflicts import expressions

NAMES = tuple(f"a.o{k}" for k in range(5))
SPACE = state_space(NAMES, np.arange(32, dtype=np.uint32))


def taken(code: int) -> dict[str, bool]:
    return {name: bool(code >> k & 1) for k, name in enumerate(NAMES)}


def statements(expressions: list[Expression]) -> tuple[Statement, ...]:
    return tuple(Statement(expression, "text") for expression in expressions)


def dense(keys: list) -> list[int]:
    return [sorted(set(keys)).index(key) for key in keys]


@given(st.lists(expressions(NAMES), min_size=0, max_size=8))
def test_prioritized_statements_compare_lexicographically(order: list[Expression]) -> None:
    keys = [tuple(truth(e, taken(code)) for e in order) for code in range(32)]
    assert levels(Prioritized(statements(order)), SPACE).tolist() == dense(keys)


@given(st.lists(expressions(NAMES), min_size=3, max_size=8))
def test_refining_in_small_steps_gives_the_same_order(order: list[Expression]) -> None:
    whole = levels(Prioritized(statements(order)), SPACE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preferences, "_SMALL_TABLE", 4)
        patch.setattr(workers, "BLOCK", 3)
        patch.setattr(workers, "LEAST_BLOCK", 3)
        assert levels(Prioritized(statements(order)), SPACE).tolist() == whole.tolist()


def test_no_number_of_statements_overflows() -> None:
    """A hundred and thirty statements, of which only the last tells the states apart."""
    same = Variable("a.o0")
    order = [*([same] * 129), Variable("a.o1")]
    space = state_space(NAMES, np.array([1, 3], dtype=np.uint32))
    assert levels(Prioritized(statements(order)), space).tolist() == [0, 1]


@given(st.lists(st.tuples(expressions(NAMES), st.integers(-20, 20)), max_size=6))
def test_weights_add_up(terms: list[tuple[Expression, int]]) -> None:
    keys = [sum(weight for e, weight in terms if truth(e, taken(code))) for code in range(32)]
    declared = Weights(tuple((Statement(e, "text"), weight / 10) for e, weight in terms))
    assert levels(declared, SPACE).tolist() == dense(keys)


@given(st.lists(st.integers(0, 6), min_size=32, max_size=32))
def test_ranking_and_tiers_are_inverse(heights: list[int]) -> None:
    order = [[s for s in range(32) if heights[s] == height] for height in sorted(set(heights), reverse=True)]
    ranking = Ranking(tuple(tuple(tier) for tier in order))
    assert levels(ranking, SPACE).tolist() == dense(heights)
    assert tiers(levels(ranking, SPACE)) == ranking.tiers


def test_the_smallest_type_that_holds_the_levels_is_used() -> None:
    assert levels(Prioritized(()), SPACE).dtype == np.uint8
    space = state_space([f"a.o{k}" for k in range(10)], np.arange(1024, dtype=np.uint32))
    order = statements([Variable(f"a.o{k}") for k in range(10)])
    assert levels(Prioritized(order), space).dtype == np.uint16
