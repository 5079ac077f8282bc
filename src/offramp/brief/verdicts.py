"""The endings in words: which hold and why, how each is reached, and what each side makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.brief.endings import Case, EndingCase, Hold, ending_case
from offramp.brief.parties import PartyView
from offramp.brief.phrases import state_name
from offramp.brief.steps import StepView, step_views
from offramp.brief.witness import WitnessView, witness_view
from offramp.conflict.model import Conflict
from offramp.evolution.reach import Reach
from offramp.figures.words import counted
from offramp.stability.concepts import Concept

HOLD_WORDS = {
    Hold.OUTRIGHT: "holds outright",
    Hold.DETERRED: "holds by deterrence",
    Hold.BLUFF: "holds only by fear of a bluff",
    Hold.NOT: "does not hold",
}


@dataclass(frozen=True, slots=True)
class PathView:
    """A shortest path from today.

    Attributes
    ----------
    improvements
        Whether every step is an improvement for who makes it.
    ends
        Name of the state in which it ends.
    holds
        Whether that state holds outright or by deterrence.
    """

    improvements: bool
    steps: tuple[StepView, ...]
    ends: str
    holds: bool

    @property
    def best(self) -> bool:
        """Whether every step is the best that its mover can make from there."""
        return all(step.best for step in self.steps)


@dataclass(frozen=True, slots=True)
class RefusalView:
    """That a decision maker refuses an ending, and for which of the two reasons."""

    who: str
    leaves: bool
    prefers_today: bool


@dataclass(frozen=True, slots=True)
class EndingCaseView:
    """An ending under one combination of types, in words."""

    hold: Hold
    hold_words: str
    counts: tuple[tuple[Concept, int], ...]
    n_states: int
    by_improvements: str
    by_moves: str
    path: PathView | None
    refusals: tuple[RefusalView, ...]
    witness: WitnessView | None

    @property
    def leavers(self) -> tuple[str, ...]:
        """Who would move out of every state of it."""
        return tuple(refusal.who for refusal in self.refusals if refusal.leaves)

    @property
    def why(self) -> tuple[str, WitnessView | None, tuple[str, ...]]:
        """What the brief says of why it holds or not; equal where two cases need not be told apart."""
        return self.hold_words, self.witness, self.leavers

    @property
    def far(self) -> tuple[str, str, PathView | None]:
        """What the brief says of how it is reached; equal where two cases need not be told apart."""
        return self.by_improvements, self.by_moves, self.path


@dataclass(frozen=True, slots=True)
class EndingView:
    """An ending under every combination of types, in the order of the cases."""

    id: str
    title: str
    n_states: int
    cases: tuple[EndingCaseView, ...]

    @property
    def always(self) -> bool:
        """Whether it holds outright or by deterrence whatever the types."""
        return all(case.hold >= Hold.DETERRED for case in self.cases)

    @property
    def verdict(self) -> str:
        """How it holds over all types, in a few words."""
        if self.always:
            return "holds" if len(self.cases) == 1 else "holds whatever the aims"
        if not self.never:
            return "holds for some aims"
        return HOLD_WORDS[max(case.hold for case in self.cases)]

    @property
    def never(self) -> bool:
        """Whether it never holds outright or by deterrence."""
        return all(case.hold < Hold.DETERRED for case in self.cases)


def ending_views(conflict: Conflict, cases: Sequence[Case], people: Sequence[PartyView]) -> tuple[EndingView, ...]:
    """Return every ending that has a state, in words."""
    present = [number for number in range(len(conflict.scenarios)) if (conflict.scenario_of == number).any()]
    return tuple(
        EndingView(
            conflict.scenarios[number].id,
            conflict.scenarios[number].title,
            int(np.count_nonzero(conflict.scenario_of == number)),
            tuple(_ending_case_view(case, ending_case(case, number), people) for case in cases),
        )
        for number in present
    )


def _ending_case_view(case: Case, ending: EndingCase, people: Sequence[PartyView]) -> EndingCaseView:
    makers = case.solution.conflict.decision_makers
    refusals = [
        RefusalView(makers[refusal.dm].name, refusal.walks_out, refusal.prefers_today)
        for refusal in ending.refusals
        if refusal.refuses
    ]
    return EndingCaseView(
        ending.hold,
        HOLD_WORDS[ending.hold],
        tuple((concept, len(states)) for concept, states in ending.equilibria.items()),
        len(ending.states),
        _distance(ending.improvements, ending.holding_improvements, ending.hold, "improvement"),
        _distance(ending.moves, ending.holding_moves, ending.hold, "move"),
        path_view(case, ending),
        tuple(refusals),
        witness_view(case, ending.witness, people) if ending.witness is not None else None,
    )


def _distance(nearest: int, nearest_holding: int, hold: Hold, noun: str) -> str:
    if nearest < 0:
        return f"no way by {noun}s"
    if nearest == 0:
        return "today is in it"
    words = f"in {counted(nearest, noun)}"
    if hold < Hold.DETERRED:
        return words
    if nearest_holding < 0:
        return f"{words}, but to no state in which it holds"
    return words if nearest_holding == nearest else f"{words}; to where it holds in {nearest_holding:,}"


def shortest_way(case: Case, states: NDArray[np.int64]) -> tuple[Reach, int] | None:
    """Return the state of an ending that is nearest to today, one that holds if there is one, and how it is reached.

    By improvements where that is possible, else by any moves; ``None`` where no way leads there.
    """
    for reach in (case.by_improvements, case.by_moves):
        if reach is None:
            return None
        firm = states[case.hold[states] >= Hold.DETERRED]
        for wanted in (firm, states):
            near = wanted[reach.reached[wanted]]
            if len(near):
                return reach, int(near[np.argmin(reach.distance[near])])
    return None


def path_view(case: Case, ending: EndingCase) -> PathView | None:
    """Return a shortest way from today into an ending in words (see :func:`shortest_way`)."""
    way = shortest_way(case, ending.states)
    if way is None:
        return None
    reach, target = way
    return PathView(
        reach.improvements_only,
        step_views(case, reach.start, reach.path(target) or ()),
        state_name(case.solution.conflict, target),
        bool(case.hold[target] >= Hold.DETERRED),
    )
