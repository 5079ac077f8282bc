"""Why a state holds, in words: what keeps each decision maker there, and by which of its priorities."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.brief.assumptions import deciding_statements
from offramp.brief.endings import CREDIBLE, Case
from offramp.brief.parties import PartyView, StatementView
from offramp.brief.phrases import count, listing, pattern_by_owner, state_name
from offramp.brief.steps import move_words, step_views
from offramp.stability.concepts import Concept
from offramp.stability.explain import explain
from offramp.stability.explanation import Explanation


@dataclass(frozen=True, slots=True)
class ReasonView:
    """What keeps one decision maker in a state.

    Attributes
    ----------
    words
        What it could do better, and what deters it.
    deciding
        The statements by which it likes the state at least as well as what it could get, with how often each decides.
    """

    who: str
    words: str
    deciding: tuple[tuple[StatementView, int], ...]


@dataclass(frozen=True, slots=True)
class WitnessView:
    """Why a state holds: for each decision maker what keeps it there."""

    name: str
    pattern: str
    concepts: tuple[Concept, ...]
    reasons: tuple[ReasonView, ...]

    @property
    def n_deciding(self) -> int:
        """How many statements decide."""
        return sum(len(reason.deciding) for reason in self.reasons)

    @property
    def bare(self) -> tuple[StatementView, ...]:
        """The bare statements among those that decide."""
        return tuple(statement for reason in self.reasons for statement, _ in reason.deciding if statement.bare)


@dataclass(frozen=True, slots=True)
class Urge:
    """What a decision maker would do in a state.

    Attributes
    ----------
    what
        The improvement that it likes best of those that nothing credible deters, or else of all; empty: it has none.
    deterred
        Whether every improvement meets a credible reply.
    """

    who: str
    what: str
    deterred: bool


def witness_view(case: Case, state: int, people: Sequence[PartyView]) -> WitnessView:
    """Return why a state holds, decision maker by decision maker.

    Explained by the firmest concept under which it is an equilibrium: SEQ (a Nash equilibrium is one too), else SMR,
    else GMR.
    """
    conflict = case.solution.conflict
    concepts = case.solution.concepts_holding(state)
    concept = CREDIBLE if CREDIBLE in concepts else Concept.SMR if Concept.SMR in concepts else Concept.GMR
    reasons = []
    for dm, maker in enumerate(conflict.decision_makers):
        statements = people[dm].aims[case.combination.types[dm]].statements
        decided = deciding_statements(conflict, case.combination, state, dm, concept)
        reasons.append(
            ReasonView(
                maker.name,
                stay_words(case, explain(conflict, state, dm, concept, case.combination)),
                tuple((statements[each.statement.place], each.times) for each in decided),
            )
        )
    pattern = "" if conflict.space.graph_form else pattern_by_owner(conflict, conflict.space.pattern(state))
    return WitnessView(state_name(conflict, state), pattern, concepts, tuple(reasons))


def stay_words(case: Case, explanation: Explanation) -> str:
    """Return why a decision maker stays in a state, or what it would leave for."""
    conflict = case.solution.conflict
    if not explanation.improvements:
        any_move = len(conflict.targets(explanation.dm, explanation.state)) > 0
        return "has no move that it likes better." if any_move else "has no move of its own from here."
    free = [each for each in explanation.improvements if each.sanction is None]
    chosen = free[0] if free else explanation.improvements[0]
    gain = move_words(conflict, explanation.state, chosen.to)
    if chosen.sanction is None:
        return f"would leave, by {gain}: no reply deters it."
    replies = step_views(case, chosen.to, chosen.sanction.path)
    answer = listing((f"{step.who} replies by {step.what}" for step in replies), "and then")
    costly = not explanation.concept.credible and any(step.gain != "better" for step in replies)
    bluff = " That reply would not pay whoever makes it: whether it would come is doubtful." if costly else ""
    n_ways = len(explanation.improvements)
    ways = "could do better" if n_ways == 1 else f"could do better in {count(n_ways, 'way')}, each of which is deterred"
    example = "If it chooses" if n_ways == 1 else "For example, if it chooses"
    return f"{ways}. {example} {gain}, then {answer}, which leaves it no better off.{bluff}"


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
        result.append(Urge(maker.name, what, not free))
    return tuple(result)
