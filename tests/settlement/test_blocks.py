from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.logic.expression import And, Expression, Not, Or, Variable, names
from offramp.settlement.blocks import Clause, blocks, bundles_of, truth
from offramp.settlement.issues import TooManyPackagesError
from random_conflicts import expressions

NAMES = tuple(f"a.o{k}" for k in range(6))


def linked(clauses: list[Expression], one: str, other: str) -> bool:
    """Whether a chain of clauses leads from one name to the other, by walking all of them again and again."""
    reached = {one}
    for _ in NAMES:
        for clause in clauses:
            if reached & names(clause):
                reached |= names(clause)
    return other in reached


@given(st.lists(expressions(NAMES, 1), max_size=6))
def test_a_block_is_what_clauses_link(clauses: list[Expression]) -> None:
    found = blocks(NAMES, [Clause(clause, "text") for clause in clauses])
    assert sorted(option for block in found for option in block.options) == list(NAMES)
    for one, other in combinations(NAMES, 2):
        together = any({one, other} <= set(block.options) for block in found)
        assert together == linked(clauses, one, other)
    for block in found:
        assert list(block.options) == sorted(block.options)
        assert [c.expression for c in block.clauses] == [c for c in clauses if names(c) & set(block.options)]


def test_levels_of_one_issue() -> None:
    """Exactly one of six: six bundles, not 64."""
    literals = [Variable(name) for name in NAMES]
    conditions = [Not(And(pair)) for pair in combinations(literals, 2)] + [Or(tuple(literals))]
    (block,) = blocks(NAMES, [Clause(each, "exactly one") for each in conditions])
    codes = bundles_of(block, conditions)
    assert codes.tolist() == [1, 2, 4, 8, 16, 32]
    assert truth(literals[2], block, codes).tolist() == [False, False, True, False, False, False]


def test_too_many_that_hang_together() -> None:
    options = [f"dm.o{k}" for k in range(60)]
    chain = [Clause(Or((Variable(a), Variable(b))), f"{a} or {b}") for a, b in pairwise(options)]
    (block,) = blocks(options, chain)
    with pytest.raises(TooManyPackagesError) as caught:
        bundles_of(block, [])
    assert str(caught.value) == (
        "60 terms hang together (dm.o0, dm.o1, dm.o2, dm.o3 and 56 more) and have up to 2^60 bundles, of which at most "
        "1,048,576 can be listed. They are joined by: dm.o0 or dm.o1, dm.o1 or dm.o2, dm.o2 or dm.o3, dm.o3 or dm.o4 "
        "and 55 more. It would help to split statements so that fewer terms stand in one, to add constraints (levels "
        "of one issue as an exactly_one group), or to settle some of the terms beforehand (with)"
    )
