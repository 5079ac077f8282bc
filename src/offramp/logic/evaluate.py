"""Evaluation of an expression on whole arrays of states at once."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable

Truth = NDArray[np.bool_]


def evaluate(expression: Expression, column: Callable[[str], Truth], length: int) -> Truth:
    """Evaluate an expression on every state.

    Parameters
    ----------
    expression
        The expression; every name in it must be known to ``column``.
    column
        Gives, for a name, its truth value in each state, shape ``(length,)``.
    length
        Number of states, so that constants have a shape too.

    Returns
    -------
    Truth
        Shape ``(length,)``; never a view of what ``column`` returned.
    """
    match expression:
        case Constant(value):
            return np.full(length, value, dtype=np.bool_)
        case Variable(name):
            return column(name).copy()
        case Not(operand):
            result = evaluate(operand, column, length)
            return np.logical_not(result, out=result)
        case And(operands):
            return _fold(np.logical_and, operands, column, length)
        case Or(operands):
            return _fold(np.logical_or, operands, column, length)
        case Implies(antecedent, consequent):
            return _fold(np.logical_or, (Not(antecedent), consequent), column, length)
        case Iff(left, right):
            result = evaluate(left, column, length)
            return np.equal(result, evaluate(right, column, length), out=result)


def _fold(operation: np.ufunc, operands: tuple[Expression, ...], column: Callable[[str], Truth], length: int) -> Truth:
    result = evaluate(operands[0], column, length)
    for operand in operands[1:]:
        operation(result, evaluate(operand, column, length), out=result)
    return result
