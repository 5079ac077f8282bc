"""Seeded families of conflicts for the benchmarks, each with a shape that real conflicts have."""

from collections.abc import Callable
from itertools import combinations, pairwise

import numpy as np

from offramp.conflict.coalesce import state_space
from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.feasibility import Rule, feasible_codes
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.option_moves import option_moves
from offramp.conflict.preferences import Prioritized, Statement, levels
from offramp.logic.expression import And, Expression, Implies, Not, Or, Variable


def random_prioritized(n_options: int, n_dms: int, seed: int = 0) -> Callable[[], Conflict]:
    """Every combination feasible; as many statements as options, each an "or" of two pairs of literals."""
    return _family(n_options, n_dms, seed, rules=_no_rules)


def constrained(n_options: int, n_dms: int, seed: int = 0) -> Callable[[], Conflict]:
    """Three random clauses of three literals: about two thirds of the combinations are left."""
    return _family(n_options, n_dms, seed, rules=lambda draw: [Or((draw(), draw(), draw())) for _ in range(3)])


def irreversible_chains(n_options: int, n_dms: int, seed: int = 0) -> Callable[[], Conflict]:
    """Two irreversible options to each decision maker, every combination feasible."""
    return _family(n_options, n_dms, seed, rules=_no_rules, irreversible=2)


def escalation_ladder(n_options: int, n_dms: int, seed: int = 0) -> Callable[[], Conflict]:
    """Each decision maker's options are rungs: one needs the one below, and the top rung cannot be undone.

    Few states to many options, as in real ladders: the rungs make (k + 1) states out of 2^k.
    """
    return _family(n_options, n_dms, seed, rules=_no_rules, ladder=True)


def exclusive_groups(seed: int = 0) -> Callable[[], Conflict]:
    """Six parties, 20 options, mutually exclusive groups: about 140,000 feasible states.

    The size of the largest conflict that the literature reports (six parties, 20 options, 138,240 states).
    """
    sizes = (4, 4, 3, 3, 3, 3)

    def groups(names: list[str], owners: list[int]) -> list[Expression]:
        rules: list[Expression] = []
        for dm in (0, 1):  # two parties choose at most one of three, and have a fourth option besides
            own = [Variable(name) for name, owner in zip(names, owners, strict=True) if owner == dm][:3]
            rules += [Not(And(pair)) for pair in combinations(own, 2)]
        own = [Variable(name) for name, owner in zip(names, owners, strict=True) if owner == 2]
        rules.append(Not(And((own[0], own[1]))))
        rules.append(Not(And((own[1], own[2]))))
        rules.append(Or(tuple(Variable(name) for name in names[-3:])))  # the last party does something
        return rules

    owners = [dm for dm, size in enumerate(sizes) for _ in range(size)]
    names = [f"dm{owner}.o{k}" for k, owner in enumerate(owners)]
    return _built(names, owners, groups(names, owners), seed, {})


def _family(
    n_options: int,
    n_dms: int,
    seed: int,
    rules: Callable[[Callable[[], Expression]], list[Expression]],
    irreversible: int = 0,
    ladder: bool = False,
) -> Callable[[], Conflict]:
    owners = sorted(k * n_dms // n_options for k in range(n_options))
    names = [f"dm{owner}.o{k}" for k, owner in enumerate(owners)]
    own = [[k for k, owner in enumerate(owners) if owner == dm] for dm in range(n_dms)]
    rng = np.random.default_rng([seed, 1])
    marks = {k: Irreversible.TAKING for options in own for k in options[:irreversible]}
    held = rules(lambda: _literal(rng, names))
    if ladder:
        marks = {options[-1]: Irreversible.TAKING for options in own}
        held += [Implies(Variable(names[b]), Variable(names[a])) for options in own for a, b in pairwise(options)]
    return _built(names, owners, held, seed, marks)


def _no_rules(_: Callable[[], Expression]) -> list[Expression]:
    return []


def _literal(rng: np.random.Generator, names: list[str]) -> Expression:
    variable = Variable(names[rng.integers(len(names))])
    return variable if rng.random() < 0.5 else Not(variable)


def _built(
    names: list[str], owners: list[int], rules: list[Expression], seed: int, marks: dict[int, Irreversible]
) -> Callable[[], Conflict]:
    """Return a function that makes the conflict, ranks included: that is part of what is timed."""
    rng = np.random.default_rng([seed, 2])
    n_dms = max(owners) + 1

    def pair() -> Expression:
        return And((_literal(rng, names), _literal(rng, names)))

    preferences = [Prioritized(tuple(Statement(Or((pair(), pair())), "random") for _ in names)) for _ in range(n_dms)]
    options = tuple(Option(name, name, marks.get(k, Irreversible.NO)) for k, name in enumerate(names))
    dms = tuple(
        DecisionMaker(f"dm{dm}", f"DM {dm}", tuple(k for k, owner in enumerate(owners) if owner == dm))
        for dm in range(n_dms)
    )
    codes = feasible_codes(names, [Rule(rule, "rule") for rule in rules])
    space = state_space(names, codes)
    moves = tuple(option_moves(space, options, index, dm) for index, dm in enumerate(dms))

    def make() -> Conflict:
        return Conflict(
            title="benchmark",
            decision_makers=dms,
            options=options,
            space=space,
            moves=moves,
            types=tuple((AimType(None, 1.0, each, levels(each, space)),) for each in preferences),
            status_quo=0,
            scenarios=(),
            scenario_of=np.full(len(space), -1, dtype=np.int16),
        )

    return make
