"""Rows of one verdict: disjoint blocks that give back exactly the states they were made of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.brief.grouping import block_pattern, blocks, idle_options
from offramp.conflict.decision_makers import Irreversible
from offramp.logic.expression import Not, Variable
from random_conflicts import OptionForm, build, option_forms

A, B, C = Variable("dm0.o0"), Variable("dm0.o1"), Variable("dm1.o2")


def three_options(*, rules=(), statements=((A,), (A,))) -> OptionForm:
    return OptionForm((0, 0, 1), (Irreversible.NO,) * 3, (None,) * 3, rules, (), None, statements)


def test_an_option_that_no_statement_mentions_is_idle() -> None:
    assert idle_options(build(three_options(statements=((A,), (Not(C),))))) == (1,)


def test_an_option_that_a_constraint_ties_is_not_idle() -> None:
    """Nobody wants anything of B, but B cannot be had with C: turning it over is not always possible."""
    conflict = build(three_options(rules=(Not(B),), statements=((A,), (C,))))
    assert idle_options(conflict) == ()


def test_an_option_with_a_duplicate_in_nobodys_interest_is_idle_even_when_mentioned() -> None:
    """A statement that is always true mentions C and cares about nothing."""
    from offramp.logic.expression import Or

    assert idle_options(build(three_options(statements=((A,), (Or((C, Not(C))), B))))) == (2,)


@given(option_forms(), st.data())
@settings(max_examples=100, deadline=None)
def test_blocks_are_a_partition_into_full_patterns(description: OptionForm, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    chosen = data.draw(st.sets(st.integers(0, conflict.n_states - 1)))
    found = blocks(conflict, sorted(chosen))
    assert sorted(state for block in found for state in block.states) == sorted(chosen)
    for block in found:
        pattern = block_pattern(block, conflict.space.n_options)
        fitting = {
            state
            for state in range(conflict.n_states)
            if all(a in ("-", b) for a, b in zip(pattern, conflict.space.pattern(state), strict=True))
        }
        assert fitting == set(block.states)
        assert len(block.states) == 2 ** pattern.count("-")


def test_a_full_cube_is_one_block() -> None:
    conflict = build(three_options())
    (block,) = blocks(conflict, range(8))
    assert block_pattern(block, 3) == "---"
