"""The expression language: what it means, against a truth table, and what it says of what it cannot read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.logic.evaluate import evaluate
from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable, names
from offramp.logic.parse import ExpressionError, parse
from oracle import truth
from random_conflicts import expressions

A, B, C = (Variable(name) for name in "abc")
NAMES = ("dm.a", "dm.b", "über.c_1")

READINGS = {
    "a": A,
    " dm.a ": Variable("dm.a"),
    "true": Constant(True),
    "no": Constant(False),
    "not a and b": And((Not(A), B)),
    "!a&b": And((Not(A), B)),
    "a or b and c": Or((A, And((B, C)))),
    "a|b|c": Or((A, B, C)),
    "a and b and c": And((A, B, C)),
    "not not a": Not(Not(A)),
    "a if b": Implies(B, A),
    "b -> a": Implies(B, A),
    "a iff b or c": Iff(A, Or((B, C))),
    "(a if b) if c": Implies(C, Implies(B, A)),
    "not (a or b)": Not(Or((A, B))),
    "если or b": Or((Variable("если"), B)),
    "notable": Variable("notable"),
}


@pytest.mark.parametrize(("text", "expression"), READINGS.items())
def test_precedence(text: str, expression: Expression) -> None:
    assert parse(text) == expression


def test_a_variable_knows_its_column() -> None:
    assert [part.column for part in parse("aa and  bb").operands] == [0, 8]  # type: ignore[union-attr]


ERRORS = {
    "": ("unexpected the end", 0, "expected an option, `not` or `(`"),
    "a b": ('unexpected "b"', 2, "expected `and`, `or`, `if`, `iff` or `->`"),
    "a && b": ('unexpected "&"', 3, "write a single `&`"),
    "a || b": ('unexpected "|"', 3, "write a single `|`"),
    "a if b if c": ('a second "if" after "if"', 7, "put parentheses around one of the two"),
    "a iff b -> c": ('a second "->" after "iff"', 8, "put parentheses around one of the two"),
    "(a": (
        "unexpected the end; the parenthesis at column 1 is still open",
        2,
        "expected `)`, `and` or `or`",
    ),
    "a)": ('unexpected ")"', 1, "no parenthesis is open"),
    "a = b": ('unexpected "="', 2, "write the option alone for yes, `not option` for no"),
    "-a": ('unexpected "-"', 0, "write `not` or `!` for no, `->` for implies"),
    "a AND b": ('unexpected "AND"', 2, 'write "and" in small letters'),
    "Yes": ('unexpected "Yes"', 0, 'write "yes" in small letters'),
    "a ? b": ('unexpected "?"', 2, "expected an option, `not` or `(`"),
    "1a": ('unexpected "1"', 0, "expected an option, `not` or `(`"),
    "a => b": ('unexpected "=>"', 2, "write `->`"),
    "a == b": ('unexpected "=="', 2, "write `iff`"),
    "a <-> b": ('unexpected "<->"', 2, "write `iff`"),
    "a != b": ('unexpected "!="', 2, "write `not (a iff b)` for either but not both"),
    "a, b": ('unexpected ","', 1, "write `and` between what must hold together"),
    "a.b.c": ('unexpected "."', 3, "write an option as `option` or `dm.option`"),
    "'a'": ('unexpected "\'"', 0, "write names without quotation marks"),
    "if a then b": ('unexpected "if"', 0, "it stands between two parts: `a if b`"),
    "a implies b": ('unexpected "implies"', 2, "write `->`"),
    "a unless b": ('unexpected "unless"', 2, "write `if not`"),
    "(a then b)": (
        'unexpected "then"; the parenthesis at column 1 is still open',
        3,
        "write `b if a` or `a -> b`",
    ),
    "not": ("unexpected the end", 3, "expected an option, `not` or `(`"),
}


@pytest.mark.parametrize("text", ERRORS)
def test_messages_point_at_the_column_and_say_what_would_be_right(text: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    assert (raised.value.message, raised.value.column, raised.value.hint) == ERRORS[text]


@pytest.mark.parametrize("opening", ["(", "not ", "!"])
def test_depth_is_bounded(opening: str) -> None:
    with pytest.raises(ExpressionError, match="more than 100 levels deep"):
        parse(opening * 5000 + "a")


@given(st.text(alphabet="ab.()!&|-> notifr", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    failed: ExpressionError | None = None
    try:
        parse(text)
    except ExpressionError as error:
        failed = error
    assert failed is None or (0 <= failed.column <= len(text) and failed.hint)


def written(expression: Expression) -> str:
    """Write an expression with all the parentheses that it can need."""
    match expression:
        case Constant(value):
            return "true" if value else "false"
        case Variable(name):
            return name
        case Not(operand):
            return f"not ({written(operand)})"
        case And(operands):
            return " and ".join(f"({written(operand)})" for operand in operands)
        case Or(operands):
            return " | ".join(f"({written(operand)})" for operand in operands)
        case Implies(antecedent, consequent):
            return f"({written(consequent)}) if ({written(antecedent)})"
        case Iff(left, right):
            return f"({written(left)}) iff ({written(right)})"


@given(expressions(NAMES, depth=4))
def test_what_is_written_is_read_back(expression: Expression) -> None:
    assert parse(written(expression)) == expression


@given(expressions(NAMES, depth=4))
def test_arrays_are_evaluated_as_the_truth_table_says(expression: Expression) -> None:
    rows = [{name: bool(code >> k & 1) for k, name in enumerate(NAMES)} for code in range(8)]
    found = evaluate(expression, lambda name: np.array([row[name] for row in rows]), 8)
    assert found.tolist() == [truth(expression, row) for row in rows]
    assert names(expression) <= set(NAMES)
