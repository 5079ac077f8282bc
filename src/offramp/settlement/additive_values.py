"""What a party values, as weights of expressions, so that it adds up over blocks of terms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.conflict.feasibility import Rule
from offramp.conflict.preferences import Prioritized, Weights
from offramp.conflict.states import Codes
from offramp.logic.expression import Constant, Expression, names
from offramp.logic.reduce import conjuncts, reduced
from offramp.settlement.blocks import Block, Clause, blocks, bundles_of, truth
from offramp.settlement.issues import TooManyPackagesError
from offramp.settlement.values import EXACT_STATEMENTS, Values, in_whole_units


@dataclass(frozen=True, slots=True)
class Part:
    """An expression, what it counts where it holds, and the words it was given in."""

    expression: Expression
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a party values: a state is worth the sum of the weights of the parts that hold in it.

    Attributes
    ----------
    parts
        In the order given.
    exact
        Whether sums are free of rounding.
    """

    parts: tuple[Part, ...]
    exact: bool

    def reduced(self, known: Mapping[str, bool]) -> "Valuation":
        """Return the same where the truth of some options is known."""
        parts = tuple(Part(reduced(part.expression, known), part.weight, part.text) for part in self.parts)
        return Valuation(parts, self.exact)

    def base(self) -> float:
        """Return the sum over what holds whatever the options."""
        return sum((part.weight for part in self.parts if part.expression == Constant(True)), start=0.0)

    def at(self, options: Collection[str]) -> float:
        """Return the value where exactly these options are at Y."""
        mentioned = {name for part in self.parts for name in names(part.expression)}
        return self.reduced({name: name in options for name in mentioned}).base()

    def clauses(self) -> list[Clause]:
        """Return what joins options."""
        return [Clause(part.expression, part.text) for part in self.parts if not isinstance(part.expression, Constant)]

    def over(self, block: Block, codes: Codes) -> Values:
        """Return what each bundle of a block adds, shape ``(n_bundles,)``; no part may reach beyond the block."""
        value = np.zeros(len(codes))
        for part in self.parts:
            if block.mentions(part.expression):
                value += part.weight * truth(part.expression, block, codes)
        return value


def valuation(preference: Prioritized | Weights) -> Valuation:
    """Return what a party values, not scaled: statement j counts 2^-j, a weight counts in units of its last digit."""
    match preference:
        case Prioritized(statements):
            parts = tuple(Part(each.prefer, 2.0**-j, each.text) for j, each in enumerate(statements, start=1))
            return Valuation(parts, exact=len(statements) <= EXACT_STATEMENTS)
        case Weights(terms):
            counted = in_whole_units(terms)
            parts = tuple(Part(each.prefer, weight, each.text) for each, weight in counted or terms)
            return Valuation(parts, exact=counted is not None)


def extremes(option_ids: Sequence[str], rules: Sequence[Rule], valued: Valuation) -> tuple[float, float]:
    """Return the values of the worst and the best feasible state.

    Raises
    ------
    TooManyPackagesError
        When too many options hang together by rules and by what the party values.
    """
    split = [(part, rule.text) for rule in rules for part in conjuncts(reduced(rule.holds, {}))]
    joining = [Clause(part, text) for part, text in split if not isinstance(part, Constant)]
    conditions = [clause.expression for clause in joining]
    folded = valued.reduced({})
    worst = best = folded.base()
    for block in blocks(option_ids, [*joining, *folded.clauses()]):
        if not any(block.mentions(part.expression) for part in folded.parts):
            continue  # worth nothing to this party, however many bundles there are
        value = folded.over(block, bundles_of(block, conditions))
        if not len(value):
            raise TooManyPackagesError(f"no state is feasible: the rules on {block.options[0]} contradict each other")
        worst, best = worst + float(value.min()), best + float(value.max())
    return worst, best
