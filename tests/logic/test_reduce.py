from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from offramp.logic.evaluate import evaluate
from offramp.logic.expression import And, Constant, Expression, names, substitute, walk
from offramp.logic.reduce import conjuncts, reduced
from random_conflicts import expressions

NAMES = tuple(f"a.o{k}" for k in range(4))


def holds(expression: Expression, truth: dict[str, bool]) -> bool:
    return bool(evaluate(expression, lambda name: np.array([truth[name]]), 1)[0])


@given(expressions(NAMES, 4), st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_equivalent_and_free_of_what_is_known(expression: Expression, known: dict[str, bool]) -> None:
    result = reduced(expression, known)
    assert not names(result) & set(known)
    assert isinstance(result, Constant) or not any(isinstance(part, Constant) for part in walk(result))
    for values in product([False, True], repeat=len(NAMES)):
        truth = {**dict(zip(NAMES, values, strict=True)), **known}
        assert holds(result, truth) == holds(expression, truth)


@given(expressions(NAMES, 4))
def test_constants_inside_are_folded(expression: Expression) -> None:
    """A constant written in place of a name is the name being known."""
    written = substitute(expression, lambda name: Constant(True) if name.name == NAMES[0] else name)
    assert reduced(written, {}) == reduced(expression, {NAMES[0]: True})


@given(st.lists(expressions(NAMES, 3), min_size=2, max_size=4))
def test_conjuncts_hold_together_where_the_whole_does(parts: list[Expression]) -> None:
    whole = And(tuple(parts))
    split = conjuncts(whole)
    assert not any(isinstance(part, And) for part in split)
    for values in product([False, True], repeat=len(NAMES)):
        truth = dict(zip(NAMES, values, strict=True))
        assert all(holds(part, truth) for part in split) == holds(whole, truth)
