"""Reduction of an expression when the truth of some names is known."""

from collections.abc import Mapping
from itertools import chain

from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable


def reduced(expression: Expression, known: Mapping[str, bool]) -> Expression:
    """Return an equivalent expression without the known names, and without constants unless it is one.

    Examples
    --------
    >>> a, b = Variable("x.a"), Variable("x.b")
    >>> reduced(Or((And((a, b)), Not(b))), {"x.b": True})
    Variable(name='x.a', column=-1)
    >>> reduced(Implies(a, b), {"x.b": True})
    Constant(value=True)
    """
    match expression:
        case Constant():
            return expression
        case Variable(name):
            return Constant(known[name]) if name in known else expression
        case Not(operand):
            return _negated(reduced(operand, known))
        case And(operands):
            return _together(And, [reduced(each, known) for each in operands], neutral=True)
        case Or(operands):
            return _together(Or, [reduced(each, known) for each in operands], neutral=False)
        case Implies(antecedent, consequent):
            return _implication(reduced(antecedent, known), reduced(consequent, known))
        case Iff(left, right):
            return _equivalence(reduced(left, known), reduced(right, known))


def conjuncts(expression: Expression) -> tuple[Expression, ...]:
    """Return expressions that hold all together exactly where this one does, split as far as "and" goes.

    Examples
    --------
    >>> a, b, c = Variable("x.a"), Variable("x.b"), Variable("x.c")
    >>> [each.name for each in conjuncts(And((a, And((b, c)))))]
    ['x.a', 'x.b', 'x.c']
    """
    if isinstance(expression, And):
        return tuple(chain.from_iterable(conjuncts(each) for each in expression.operands))
    return (expression,)


def _negated(expression: Expression) -> Expression:
    return Constant(not expression.value) if isinstance(expression, Constant) else Not(expression)


def _together(kind: type[And] | type[Or], operands: list[Expression], neutral: bool) -> Expression:
    """Leave out what changes nothing; what decides the whole is the whole."""
    if Constant(not neutral) in operands:
        return Constant(not neutral)
    left = tuple(each for each in operands if each != Constant(neutral))
    if not left:
        return Constant(neutral)
    return left[0] if len(left) == 1 else kind(left)


def _implication(antecedent: Expression, consequent: Expression) -> Expression:
    if isinstance(antecedent, Constant):
        return consequent if antecedent.value else Constant(True)
    if isinstance(consequent, Constant):
        return consequent if consequent.value else _negated(antecedent)
    return Implies(antecedent, consequent)


def _equivalence(left: Expression, right: Expression) -> Expression:
    if isinstance(left, Constant):
        return right if left.value else _negated(right)
    if isinstance(right, Constant):
        return left if right.value else _negated(left)
    return Iff(left, right)
