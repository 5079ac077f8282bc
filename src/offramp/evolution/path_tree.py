"""The tree of paths: what several paths have in common at their beginning is told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from offramp.conflict.steps import Step
from offramp.evolution.paths import Path


@dataclass(frozen=True, slots=True)
class Branch:
    """A step in a tree of paths, with all that follows it.

    Attributes
    ----------
    step
        Who moves, and to which state.
    ends
        Whether a path ends with this step.
    n_paths
        Number of paths that pass through this step or end with it.
    branches
        What may follow, by mover, then by state.
    """

    step: Step
    ends: bool
    n_paths: int
    branches: tuple["Branch", ...]


def branches(paths: Sequence[Path]) -> tuple[Branch, ...]:
    """Return the tree of some paths from one state: its first steps, each with what follows.

    >>> a, b, c = Step(0, 5), Step(1, 6), Step(1, 7)
    >>> [(branch.step.to, branch.n_paths, len(branch.branches)) for branch in branches([(a, b), (a, c), (b,)])]
    [(5, 2, 2), (6, 1, 0)]
    """
    begun = sorted((path for path in paths if path), key=lambda path: [(step.by, step.to) for step in path])
    return tuple(_branch(step, list(group)) for step, group in groupby(begun, key=lambda path: path[0]))


def _branch(step: Step, paths: list[Path]) -> Branch:
    onward = [path[1:] for path in paths]
    return Branch(step, () in onward, len(paths), branches(onward))
