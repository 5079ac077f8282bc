"""Why a state holds, in words: what keeps each decision maker there, and by which of its priorities."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.brief.assumptions import deciding_statements
from offramp.brief.endings import CREDIBLE, Case
from offramp.brief.explaining import explanation_words
from offramp.brief.parties import PartyView, StatementView
from offramp.brief.phrases import pattern_by_owner, state_name
from offramp.brief.steps import move_words
from offramp.stability.concepts import Concept
from offramp.stability.explain import explain


@dataclass(frozen=True, slots=True)
class ReasonView:
    """What keeps one decision maker in a state.

    Attributes
    ----------
    words
        Sentences: what it could do better, and what deters it.
    deciding
        The statements by which it likes the state at least as well as what it could get, with how often each decides.
    """

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
    for dm in range(conflict.n_dms):
        statements = people[dm].aims[case.combination.types[dm]].statements
        explanation = explain(conflict, state, dm, concept, case.combination)
        decided = deciding_statements(conflict, case.combination, state, dm, concept)
        reasons.append(
            ReasonView(
                " ".join(explanation_words(conflict, explanation, case.combination, shown=1)),
                tuple((statements[each.statement.place], each.times) for each in decided),
            )
        )
    pattern = "" if conflict.space.graph_form else pattern_by_owner(conflict, conflict.space.pattern(state))
    return WitnessView(state_name(conflict, state), pattern, concepts, tuple(reasons))


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
