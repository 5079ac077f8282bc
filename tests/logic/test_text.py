"""The text of an expression is read back as the same expression, and has no parenthesis too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable
from offramp.logic.parse import ExpressionError, parse
from offramp.logic.text import text

NAMES = ("dm.a", "b", "über.c_1", "если")
several = st.lists(st.deferred(lambda: trees), min_size=2, max_size=3).map(tuple)
trees: st.SearchStrategy[Expression] = st.deferred(
    lambda: st.one_of(
        st.booleans().map(Constant),
        st.sampled_from(NAMES).map(Variable),
        trees.map(Not),
        several.map(And),
        several.map(Or),
        st.builds(Implies, trees, trees),
        st.builds(Iff, trees, trees),
    )
)


@given(trees)
def test_what_is_written_is_read_back(expression: Expression) -> None:
    assert parse(text(expression)) == expression


@given(trees)
def test_no_pair_of_parentheses_can_be_left_out(expression: Expression) -> None:
    written = text(expression)
    openings: list[int] = []
    for at, letter in enumerate(written):
        if letter == "(":
            openings.append(at)
        elif letter == ")":
            begin = openings.pop()
            without = f"{written[:begin]} {written[begin + 1 : at]} {written[at + 1 :]}"
            assert not reads_as(without, expression), without


def reads_as(words: str, expression: Expression) -> bool:
    try:
        return parse(words) == expression
    except ExpressionError:
        return False


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "not a and b or c if d",
        "a iff (b if c)",
        "(a or b) and not (c and d)",
        "a and (b and c)",
        "not not a",
        "true if false",
    ],
)
def test_text_that_is_canonical_stays_as_it_is(words: str) -> None:
    assert text(parse(words)) == words
