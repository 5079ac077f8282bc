"""The endings in words: which hold and why, how each is reached, and what each side makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from offramp.brief.endings import CREDIBLE, Case, EndingCase, Hold, ending_case
from offramp.brief.phrases import changes, count, listing, pattern_by_owner, state_name
from offramp.conflict.model import Conflict
from offramp.conflict.steps import Step
from offramp.stability.concepts import Concept
from offramp.stability.explain import explain
from offramp.stability.explanation import Explanation

HOLD_WORDS = {
    Hold.OUTRIGHT: "holds outright",
    Hold.DETERRED: "holds by deterrence",
    Hold.BLUFF: "holds only by fear of a bluff",
    Hold.NOT: "does not hold",
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One move of a path: who, what, and whether the mover gains by it (``better``, ``same``, ``worse``)."""

    who: str
    what: str
    gain: str


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


@dataclass(frozen=True, slots=True)
class RefusalView:
    """That a decision maker refuses an ending, and for which of the two reasons."""

    who: str
    leaves: bool
    prefers_today: bool


@dataclass(frozen=True, slots=True)
class WitnessView:
    """Why a state holds: for each decision maker what keeps it there."""

    name: str
    pattern: str
    concepts: tuple[Concept, ...]
    reasons: tuple[tuple[str, str], ...]


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
    def never(self) -> bool:
        """Whether it never holds outright or by deterrence."""
        return all(case.hold < Hold.DETERRED for case in self.cases)


@dataclass(frozen=True, slots=True)
class Urge:
    """What a decision maker would do today.

    Attributes
    ----------
    what
        The improvement that it likes best of those that nothing credible deters, or else of all; empty: it has none.
    deterred
        Whether every improvement meets a credible reply.
    """

    who: str
    what: str
    n_improvements: int
    deterred: bool


def ending_views(conflict: Conflict, cases: Sequence[Case]) -> tuple[EndingView, ...]:
    """Return every ending that has a state, in words."""
    present = [number for number in range(len(conflict.scenarios)) if (conflict.scenario_of == number).any()]
    return tuple(
        EndingView(
            conflict.scenarios[number].id,
            conflict.scenarios[number].title,
            int(np.count_nonzero(conflict.scenario_of == number)),
            tuple(_ending_case_view(case, ending_case(case, number)) for case in cases),
        )
        for number in present
    )


def _ending_case_view(case: Case, ending: EndingCase) -> EndingCaseView:
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
        witness_view(case, ending.witness) if ending.witness is not None else None,
    )


def _distance(nearest: int, nearest_holding: int, hold: Hold, noun: str) -> str:
    if nearest < 0:
        return f"no way by {noun}s"
    if nearest == 0:
        return "today is in it"
    words = f"in {count(nearest, noun)}"
    if hold < Hold.DETERRED:
        return words
    if nearest_holding < 0:
        return f"{words}, but to no state in which it holds"
    return words if nearest_holding == nearest else f"{words}; to where it holds in {nearest_holding:,}"


def path_view(case: Case, ending: EndingCase) -> PathView | None:
    """Return a shortest way from today into an ending, to a state that holds if there is one.

    By improvements where that is possible, else by any moves.
    """
    conflict = case.solution.conflict
    for reach in (case.by_improvements, case.by_moves):
        if reach is None:
            return None
        firm = ending.states[case.hold[ending.states] >= Hold.DETERRED]
        for states in (firm, ending.states):
            near = [int(state) for state in states[reach.reached[states]]]
            if near:
                target = min(near, key=lambda state: (int(reach.distance[state]), state))
                steps = reach.path(target) or ()
                holds = bool(case.hold[target] >= Hold.DETERRED)
                return PathView(
                    reach.improvements_only,
                    step_views(case, reach.start, steps),
                    state_name(conflict, target),
                    holds,
                )
    return None


def step_views(case: Case, start: int, steps: Sequence[Step]) -> tuple[StepView, ...]:
    """Return a path in words, with what each mover gains or loses by its own step."""
    conflict = case.solution.conflict
    views, here = [], start
    for step in steps:
        level = conflict.level(step.by, case.combination)
        gain = int(level[step.to]) - int(level[here])
        views.append(
            StepView(
                conflict.decision_makers[step.by].name,
                move_words(conflict, here, step.to),
                "better" if gain > 0 else "worse" if gain < 0 else "same",
            )
        )
        here = step.to
    return tuple(views)


def move_words(conflict: Conflict, before: int, after: int) -> str:
    """Return what a move does: the options that it takes and those that it gives up."""
    if conflict.space.graph_form or after in conflict.space.names or before in conflict.space.names:
        return f"moves to: {state_name(conflict, after)}"
    settings = changes(conflict, after, before)
    done = [f"“{conflict.options[k].title}”" for k, value in settings if value]
    left = [f"“{conflict.options[k].title}”" for k, value in settings if not value]
    parts = [f"does {listing(done)}"] if done else []
    if left:
        parts.append(f"stops {listing(left)}")
    return listing(parts)


def witness_view(case: Case, state: int) -> WitnessView:
    """Return why a state holds, decision maker by decision maker."""
    conflict = case.solution.conflict
    concepts = case.solution.concepts_holding(state)
    concept = CREDIBLE if CREDIBLE in concepts else Concept.SMR if Concept.SMR in concepts else Concept.GMR
    reasons = [
        (maker.name, stay_words(case, explain(conflict, state, dm, concept, case.combination)))
        for dm, maker in enumerate(conflict.decision_makers)
    ]
    pattern = pattern_by_owner(conflict, conflict.space.pattern(state))
    return WitnessView(state_name(conflict, state), pattern, concepts, tuple(reasons))


def stay_words(case: Case, explanation: Explanation) -> str:
    """Return why a decision maker stays in a state, or what it would leave for."""
    conflict = case.solution.conflict
    n_moves = len(conflict.targets(explanation.dm, explanation.state))
    if not explanation.improvements:
        if n_moves == 0:
            return "has no move of its own from here."
        return f"cannot do better by itself: it likes none of its {count(n_moves, 'other move')} better than to stay."
    deterred = [each for each in explanation.improvements if each.sanction is not None]
    chosen = (
        deterred[0] if explanation.stable else next(each for each in explanation.improvements if each.sanction is None)
    )
    gain = move_words(conflict, explanation.state, chosen.to)
    if chosen.sanction is None:
        return f"would leave: it {gain}, and no reply deters it."
    replies = step_views(case, chosen.to, chosen.sanction.path)
    answer = listing((f"{step.who} {step.what}" for step in replies), "and then")
    bluff = "" if explanation.concept.credible or all(step.gain == "better" for step in replies) else (
        " (a reply that would cost who makes it: whether it would come is doubtful)"
    )  # fmt: skip
    ways = count(len(explanation.improvements), "way")
    so = f"If it {gain}, then {answer}{bluff}, which leaves it no better off"
    return f"could do better in {ways}, each of which is deterred. {so}."


def urges(case: Case, state: int) -> tuple[Urge, ...]:
    """Return what each decision maker would do in a state."""
    conflict = case.solution.conflict
    result = []
    for dm, maker in enumerate(conflict.decision_makers):
        level = conflict.level(dm, case.combination)
        explanation = explain(conflict, state, dm, CREDIBLE, case.combination)
        free = [each.to for each in explanation.improvements if each.sanction is None]
        wanted = free or [each.to for each in explanation.improvements]
        best = max(wanted, key=lambda to: int(level[to]), default=None)
        what = "" if best is None else move_words(conflict, state, best)
        result.append(Urge(maker.name, what, len(explanation.improvements), not free))
    return tuple(result)
