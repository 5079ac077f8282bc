"""Expressions over named truth values: the tree that the parser builds and everything else reads.

An expression is a frozen value. Names stand for options (``dm.option`` once resolved) or, before that, for
whatever the text said; see :mod:`offramp.logic.parse` for the text and :mod:`offramp.logic.evaluate` for arrays.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constant:
    """A truth value written out: ``true``, ``false`` (or ``yes``, ``no``)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """A name; ``column`` (0-based, in the text it was parsed from) serves messages and is not compared."""

    name: str
    column: int = -1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variable) and self.name == other.name

    def __hash__(self) -> int:
        return hash(("Variable", self.name))


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction of two or more operands."""

    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction of two or more operands."""

    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """Material implication: false only where the antecedent is true and the consequent false.

    Both ``consequent if antecedent`` and ``antecedent -> consequent`` are this node.
    """

    antecedent: "Expression"
    consequent: "Expression"


@dataclass(frozen=True, slots=True)
class Iff:
    """Equivalence: true where both sides have the same truth value."""

    left: "Expression"
    right: "Expression"


Expression = Constant | Variable | Not | And | Or | Implies | Iff


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the direct parts of an expression, left to right."""
    match expression:
        case Constant() | Variable():
            return ()
        case Not(operand):
            return (operand,)
        case And(operands) | Or(operands):
            return operands
        case Implies(antecedent, consequent):
            return (antecedent, consequent)
        case Iff(left, right):
            return (left, right)


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and all its parts, parents first."""
    yield expression
    for part in children(expression):
        yield from walk(part)


def extent(expression: Expression, of: Callable[[str], tuple[int, int]]) -> tuple[int, int]:
    """Return how many levels deep an expression is and how many parts it has.

    ``of`` gives both for what a name stands for, so that an expression can be measured before its definitions are
    put in.

    >>> extent(Not(And((Variable("p"), Variable("q")))), {"p": (1, 1), "q": (5, 9)}.__getitem__)
    (7, 12)
    """
    if isinstance(expression, Variable):
        return of(expression.name)
    depth, size = 0, 0
    for part in children(expression):
        part_depth, part_size = extent(part, of)
        depth, size = max(depth, part_depth), size + part_size
    return depth + 1, size + 1


def names(expression: Expression) -> frozenset[str]:
    """Return every name that the expression mentions."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Variable))


def substitute(expression: Expression, replace: Callable[[Variable], Expression]) -> Expression:
    """Return the expression with each variable put through ``replace``.

    This is how definitions are expanded and short option names are resolved to ``dm.option``.
    """
    match expression:
        case Constant():
            return expression
        case Variable():
            return replace(expression)
        case Not(operand):
            return Not(substitute(operand, replace))
        case And(operands):
            return And(tuple(substitute(part, replace) for part in operands))
        case Or(operands):
            return Or(tuple(substitute(part, replace) for part in operands))
        case Implies(antecedent, consequent):
            return Implies(substitute(antecedent, replace), substitute(consequent, replace))
        case Iff(left, right):
            return Iff(substitute(left, replace), substitute(right, replace))
