"""The tree tells the same paths."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from offramp.conflict.steps import Step
from offramp.evolution.path_tree import Branch, branches

STEPS = st.builds(Step, st.integers(0, 2), st.integers(0, 3))
PATHS = st.lists(st.lists(STEPS, max_size=4).map(tuple), max_size=12, unique=True)


def told(tree: tuple[Branch, ...]) -> Iterator[tuple[Step, ...]]:
    for branch in tree:
        if branch.ends:
            yield (branch.step,)
        for onward in told(branch.branches):
            yield (branch.step, *onward)


@given(PATHS)
def test_the_tree_tells_every_path_once(paths: list[tuple[Step, ...]]) -> None:
    tree = branches(paths)
    assert sorted(map(repr, told(tree))) == sorted(map(repr, (path for path in paths if path)))


@given(PATHS)
def test_no_two_branches_begin_alike_and_each_counts_its_paths(paths: list[tuple[Step, ...]]) -> None:
    def check(tree: tuple[Branch, ...]) -> None:
        assert len({branch.step for branch in tree}) == len(tree)
        for branch in tree:
            assert branch.n_paths == sum(1 for _ in told((branch,)))
            check(branch.branches)

    check(branches(paths))
