"""Expressions in words, as far as the titles of options allow."""

from offramp.brief.phrases import option_words
from offramp.conflict.model import Conflict
from offramp.figures.words import listing
from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable


def expression_words(
    conflict: Conflict, expression: Expression, speaker: int | None = None, *, owners: bool = True
) -> str:
    """Return an expression in words.

    Parameters
    ----------
    conflict
        Gives the titles.
    expression
        Over ``dm.option`` names; any other name is shown as a word that is defined elsewhere.
    speaker
        The decision maker whose statement it is: its own options go without its name.
    owners
        Whether to name the owners of options at all.
    """
    titles = {option.id: option_words(conflict, k, speaker, owners=owners) for k, option in enumerate(conflict.options)}
    return _words(expression, titles)


def _words(expression: Expression, titles: dict[str, str]) -> str:
    match expression:
        case Constant(value):
            return "always" if value else "never"
        case Variable(name):
            return titles.get(name) or defined(name)
        case Not(operand):
            return _negation(operand, titles)
        case And(operands):
            return listing(_part(operand, titles) for operand in operands)
        case Or(operands):
            return listing((_part(operand, titles) for operand in operands), "or")
        case Implies(antecedent, consequent):
            return f"{_part(consequent, titles)}, if {_part(antecedent, titles)}"
        case Iff(left, right):
            return f"{_part(left, titles)} exactly when {_part(right, titles)}"


def _negation(operand: Expression, titles: dict[str, str]) -> str:
    match operand:
        case And((first, second)):
            return f"not both {_part(first, titles)} and {_part(second, titles)}"
        case Or((first, second)):
            return f"neither {_part(first, titles)} nor {_part(second, titles)}"
        case And(operands):
            return f"not all of {listing(_part(part, titles) for part in operands)}"
        case Or(operands):
            return f"none of {listing((_part(part, titles) for part in operands), 'or')}"
        case _:
            return f"not {_part(operand, titles)}"


def _part(expression: Expression, titles: dict[str, str]) -> str:
    """Return a part of a larger expression: in brackets, unless it is an option or its negation."""
    words = _words(expression, titles)
    plain = isinstance(expression, Variable | Constant) or (
        isinstance(expression, Not) and isinstance(expression.operand, Variable)
    )
    return words if plain else f"({words})"


def defined(name: str) -> str:
    """Return a name of ``define:`` as it is shown.

    >>> defined("four_guarantees")
    '‘four guarantees’'
    """
    return f"‘{name.replace('_', ' ')}’"
