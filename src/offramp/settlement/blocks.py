"""Blocks: terms that hang together, so that they must be settled as one issue.

Two terms are in one block when a clause (a statement of a party, a constraint, what counts as settled) mentions both,
or when a chain of clauses leads from one to the other. Whatever is feasible or valued then splits over the blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from offramp.conflict.feasibility import Rule, TooManyStatesError, feasible_codes
from offramp.conflict.states import Codes
from offramp.logic.evaluate import Truth, evaluate
from offramp.logic.expression import Expression, names
from offramp.settlement.issues import TooManyPackagesError

LARGEST_BLOCK = 1 << 20
"""Bundles of one block that are listed at most."""
_SHOWN = 4  # terms and clauses named in a message


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that joins the terms that it mentions.

    Attributes
    ----------
    expression
        Over the ids of free options; not a constant.
    text
        For messages.
    """

    expression: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Terms that hang together.

    Attributes
    ----------
    options
        Their ids, in file order.
    clauses
        What joins them.
    """

    options: tuple[str, ...]
    clauses: tuple[Clause, ...]

    def mentions(self, expression: Expression) -> bool:
        """Return whether an expression (that stays within one block) is about this one."""
        return not names(expression).isdisjoint(self.options)


def blocks(options: Sequence[str], clauses: Sequence[Clause]) -> tuple[Block, ...]:
    """Return the blocks of some options, in the order of their first options.

    Parameters
    ----------
    options
        Ids in file order.
    clauses
        Over these options only.

    Examples
    --------
    >>> from offramp.logic.expression import And, Variable
    >>> a, c = Variable("x.a"), Variable("x.c")
    >>> [block.options for block in blocks(["x.a", "x.b", "x.c"], [Clause(And((a, c)), "a and c")])]
    [('x.a', 'x.c'), ('x.b',)]
    """
    leader = {option: option for option in options}

    def find(option: str) -> str:
        while leader[option] != option:
            leader[option] = leader[leader[option]]
            option = leader[option]
        return option

    for clause in clauses:
        first, *others = names(clause.expression)
        for other in others:
            leader[find(other)] = find(first)
    members: dict[str, list[str]] = {}
    for option in options:
        members.setdefault(find(option), []).append(option)
    joining: dict[str, list[Clause]] = {head: [] for head in members}
    for clause in clauses:
        joining[find(next(iter(names(clause.expression))))].append(clause)
    return tuple(Block(tuple(group), tuple(joining[head])) for head, group in members.items())


def bundles_of(block: Block, conditions: Sequence[Expression]) -> Codes:
    """Return the bundles of a block in which all conditions hold.

    Returns
    -------
    Codes
        For each bundle the sum of ``2**k`` over the block's options at Y; increasing.

    Raises
    ------
    TooManyPackagesError
        When there are too many to list; says which terms hang together, by what, and what would help.
    """
    rules = [Rule(condition, "") for condition in conditions if block.mentions(condition)]
    try:
        return feasible_codes(block.options, rules, LARGEST_BLOCK)
    except TooManyStatesError as error:
        raise TooManyPackagesError(_refusal(block)) from error


def truth(expression: Expression, block: Block, codes: Codes) -> Truth:
    """Return in which bundles of a block an expression over its options holds, shape ``(n_bundles,)``."""
    place = {option: k for k, option in enumerate(block.options)}

    def column(name: str) -> Truth:
        taken: Truth = (codes & codes.dtype.type(1 << place[name])) != 0
        return taken

    return evaluate(expression, column, len(codes)).astype(np.bool_, copy=False)


def _refusal(block: Block) -> str:
    return (
        f"{len(block.options)} terms hang together ({_some(block.options)}) and have up to 2^{len(block.options)} "
        f"bundles, of which at most {LARGEST_BLOCK:,} can be listed. They are joined by: "
        f"{_some([clause.text for clause in block.clauses if len(names(clause.expression)) > 1])}. It would help to "
        "split statements so that fewer terms stand in one, to add constraints (levels of one issue as an exactly_one "
        "group), or to settle some of the terms beforehand (with)"
    )


def _some(items: Sequence[str]) -> str:
    more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return ", ".join(items[:_SHOWN]) + more
