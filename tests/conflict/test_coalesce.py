"""Coalesced states: members, numbers, patterns, and statements on which members disagree."""

import numpy as np
import pytest

from offramp.conflict.coalesce import Merge, MergeError, disagreeing, graph_space, state_space
from offramp.conflict.states import StateSpace
from offramp.logic.expression import And, Not, Variable

A, B, C = (Variable(f"dm.{name}") for name in "abc")
NAMES = ("dm.a", "dm.b", "dm.c")
CODES = np.array([0, 1, 2, 4, 5, 6], dtype=np.uint32)  # a and b exclude each other


@pytest.fixture
def merged() -> StateSpace:
    return state_space(NAMES, CODES, [Merge("gone", "All is over", C)])


def test_a_merged_state_takes_its_lowest_members_place(merged: StateSpace) -> None:
    assert [merged.label(s) for s in range(len(merged))] == ["NNN", "YNN", "NYN", "gone"]
    assert merged.pattern(3) == "--Y"
    assert merged.titles[3] == "All is over"
    assert merged.members(3).tolist() == [4, 5, 6]
    assert merged.members(1).tolist() == [1]


def test_codes_of_members_find_the_merged_state(merged: StateSpace) -> None:
    assert [merged.find(code) for code in (0, 1, 2, 4, 5, 6)] == [0, 1, 2, 3, 3, 3]
    assert merged.find(3) is None
    assert merged.find(7) is None


def test_members_that_disagree_are_found(merged: StateSpace) -> None:
    assert disagreeing(merged, A).tolist() == [3]
    assert disagreeing(merged, C).tolist() == []
    assert disagreeing(merged, And((Not(C), A))).tolist() == []


def test_merges_must_not_overlap_nor_be_empty() -> None:
    with pytest.raises(MergeError) as overlap:
        state_space(NAMES, CODES, [Merge("x", "", A), Merge("y", "", C)])
    assert (overlap.value.merge, overlap.value.other) == ("y", "x")
    with pytest.raises(MergeError) as empty:
        state_space(NAMES, CODES, [Merge("x", "", And((A, B)))])
    assert (empty.value.merge, empty.value.other) == ("x", None)


def test_graph_form_names_every_state() -> None:
    space = graph_space(["calm", "war"], ["Calm", "War"])
    assert space.graph_form
    assert [space.label(s) for s in range(2)] == ["calm", "war"]
