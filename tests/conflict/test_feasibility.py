"""Feasible states against plain enumeration; what rules remove; which rules clash."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.conflict.feasibility import Rule, TooManyStatesError, clashing, feasible_codes, removals
from offramp.logic.expression import Constant, Expression, Not, Or, Variable
from oracle import truth
from random_conflicts import expressions

NAMES = tuple(f"a.o{k}" for k in range(6))
rule_lists = st.lists(expressions(NAMES), max_size=4)


def plain(rules: list[Expression]) -> list[int]:
    return [
        code
        for code in range(1 << len(NAMES))
        if all(truth(rule, {name: bool(code >> k & 1) for k, name in enumerate(NAMES)}) for rule in rules)
    ]


def named(rules: list[Expression]) -> list[Rule]:
    return [Rule(rule, str(index)) for index, rule in enumerate(rules)]


@given(rule_lists)
def test_feasible_codes_are_those_that_obey_every_rule(rules: list[Expression]) -> None:
    assert feasible_codes(NAMES, named(rules)).tolist() == plain(rules)


@given(rule_lists)
@settings(max_examples=50)
def test_removals_are_counted_alone_and_beside_the_others(rules: list[Expression]) -> None:
    feasible = len(plain(rules))
    for index, removal in enumerate(removals(NAMES, named(rules), feasible)):
        assert removal.removed == (1 << len(NAMES)) - len(plain([rules[index]]))
        assert removal.removed_alone == len(plain(rules[:index] + rules[index + 1 :])) - feasible


@given(rule_lists)
def test_clashing_rules_leave_nothing_and_any_fewer_leave_something(rules: list[Expression]) -> None:
    clash = clashing(NAMES, named(rules))
    if plain(rules):
        assert clash == ()
        return
    assert not plain([rule.holds for rule in clash])
    for fewer in combinations(clash, len(clash) - 1):
        assert plain([rule.holds for rule in fewer])


def test_a_constant_rule_can_forbid_everything() -> None:
    assert not len(feasible_codes(NAMES, [Rule(Constant(False), "false")]))


def test_many_options_with_tight_rules_are_enumerated() -> None:
    """Forty options in ten groups of exactly one: 4^10 states out of 2^40 combinations."""
    names = [f"a.o{k}" for k in range(40)]
    rules = []
    for group in range(10):
        members = [Variable(name) for name in names[4 * group : 4 * group + 4]]
        rules.append(Rule(Or(tuple(members)), "at least one"))
        rules += [Rule(Or((Not(a), Not(b))), "at most one") for a, b in combinations(members, 2)]
    codes = feasible_codes(names, rules)
    assert len(codes) == 4**10
    assert codes.dtype == np.uint64
    assert (np.diff(codes.astype(np.int64)) > 0).all()


def test_too_many_states_are_refused_with_their_number() -> None:
    with pytest.raises(TooManyStatesError, match="first 12 of 30 options") as raised:
        feasible_codes([f"a.o{k}" for k in range(30)], [], limit=2048)
    assert raised.value.at_least == 4096
    with pytest.raises(TooManyStatesError):
        feasible_codes([f"a.o{k}" for k in range(64)], [])
