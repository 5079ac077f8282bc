"""The whole question that ``paths`` answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from offramp.api.evolved import Evolved, evolve
from offramp.api.paths_arguments import PathsError, movement_of, target_of
from offramp.api.sought import seek
from offramp.conflict.model import Conflict
from offramp.evolution.coalitions import CoalitionReach, coalitions, reachable_by_coalitions
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

_LONGEST_OF_COALITIONS = 3
_MOST_COALITIONS = 4_095  # all those of 12 decision makers


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked beside where to start; see :meth:`offramp.api.analysis.Analysis.paths`."""

    allow: Mapping[str, str] | None
    to: str | int | None
    longest: int | None
    at_most: int
    revisit: bool
    holding: bool
    coalitions: bool

    def problems(self) -> list[str]:
        """Return what makes no sense in it."""
        found = []
        if self.longest is not None and self.to is None:
            found.append("longest is about the paths to a state or an ending: name it with to")
        if self.revisit and self.longest is None:
            found.append("revisit is about paths of up to a given length: give it with longest")
        if self.holding and self.to is None:
            found.append("holding is about the states of an ending: name it with to")
        return found


def answer(question: Question, solution: Solution, start: int, concept: Concept) -> Evolved:
    """Return what a state (index) leads to, for the types of a solution.

    Raises
    ------
    PathsError
        When the question makes no sense.
    offramp.api.state_argument.StateArgumentError
        When there is no state or ending such as it names.
    """
    if problems := question.problems():
        raise PathsError(problems)
    conflict = solution.conflict
    movement = movement_of(conflict, question.allow)
    target = None if question.to is None else target_of(conflict, question.to)
    evolved = evolve(solution, start, concept, movement)
    if target is not None:
        if question.holding:
            kept = target.states[evolved.holding[target.states]]
            target = replace(target, title=f"{target.title}, where it holds", states=kept)
        allowed = evolved.by_allowance
        reaches = [evolved.by_improvements, evolved.by_moves] if allowed is None else [allowed]
        sought = seek(reaches, target, question.longest, question.at_most, revisit=question.revisit)
        evolved = replace(evolved, sought=sought)
    if question.coalitions:
        evolved = replace(evolved, coalitions=_by_coalitions(conflict, solution, start))
    return evolved


def _by_coalitions(conflict: Conflict, solution: Solution, start: int) -> CoalitionReach:
    return reachable_by_coalitions(
        conflict, start, solution.combination, allowed=coalitions(conflict.n_dms, _largest(conflict.n_dms)),
        longest=_LONGEST_OF_COALITIONS,
    )  # fmt: skip


def _largest(n_dms: int) -> int:
    """Return the greatest size of coalition up to which there are not too many to be looked at."""
    from math import comb

    count, largest = n_dms, 1
    while largest < n_dms and count + comb(n_dms, largest + 1) <= _MOST_COALITIONS:
        largest += 1
        count += comb(n_dms, largest)
    return largest
