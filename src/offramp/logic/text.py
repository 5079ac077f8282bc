"""The text of an expression, with no more parentheses than it needs: the inverse of :mod:`offramp.logic.parse`."""

from collections.abc import Iterable

from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable

_CONDITIONAL, _OR, _AND, _NOT, _ATOM = range(5)  # how tightly each binds


def text(expression: Expression) -> str:
    """Return the text that :func:`offramp.logic.parse.parse` reads as this expression.

    An implication is written with ``if``, its consequent first.

    Examples
    --------
    >>> a, b, c = Variable("dm.a"), Variable("b"), Variable("c")
    >>> text(Implies(And((Not(a), Or((b, c)))), b))
    'b if not dm.a and (b or c)'
    """
    return _written(expression)[0]


def _written(expression: Expression) -> tuple[str, int]:
    """Return the text and how tightly its outermost sign binds."""
    match expression:
        case Constant(value):
            return ("true" if value else "false"), _ATOM
        case Variable(name):
            return name, _ATOM
        case Not(operand):
            return f"not {_part(operand, _NOT)}", _NOT
        case And(operands):
            return _joined(" and ", operands, _NOT), _AND
        case Or(operands):
            return _joined(" or ", operands, _AND), _OR
        case Implies(antecedent, consequent):
            return f"{_part(consequent, _OR)} if {_part(antecedent, _OR)}", _CONDITIONAL
        case Iff(left, right):
            return f"{_part(left, _OR)} iff {_part(right, _OR)}", _CONDITIONAL


def _joined(sign: str, operands: Iterable[Expression], least: int) -> str:
    return sign.join(_part(operand, least) for operand in operands)


def _part(expression: Expression, least: int) -> str:
    """Return a part, in parentheses unless it binds at least as tightly as it must there."""
    words, binding = _written(expression)
    return words if binding >= least else f"({words})"
