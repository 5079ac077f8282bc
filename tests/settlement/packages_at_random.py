"""Random conflicts with something to settle, and breaches by the definition, on the oracle's plain sets."""

from dataclasses import dataclass

from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.conflict.package import Package
from offramp.logic.expression import Expression
from offramp.settlement.agreement import Breach
from oracle import Oracle, State, taken, truth
from random_conflicts import Features, OptionForm, build, expressions, option_forms

SMALL = Features(max_options=5, dms=(2, 3))


@dataclass(frozen=True, eq=False)
class Case:
    """A random conflict, a package and a state that is settled."""

    description: OptionForm
    conflict: Conflict
    package: Package
    state: int


@st.composite
def cases(draw: st.DrawFn, features: Features = SMALL) -> Case | None:
    """Draw a case; ``None`` where no state is feasible or none is settled."""
    description = draw(option_forms(features))
    conflict = build(description)
    if conflict is None:
        return None
    settled_when = draw(expressions(description.names))
    options = range(len(description.owners))
    terms = tuple(sorted(draw(st.sets(st.sampled_from(options), min_size=1))))
    parties = tuple(sorted(draw(st.sets(st.integers(0, description.n_dms - 1), min_size=1))))
    settled = [s for s in range(conflict.n_states) if conflict.space.where(settled_when)[s]]
    if not settled:
        return None
    return Case(description, conflict, Package(terms, parties, settled_when), draw(st.sampled_from(settled)))


class Definition:
    """What a breach is, by sets and loops."""

    def __init__(self, case: Case) -> None:
        self.case, self.oracle = case, Oracle(case.description)
        space = case.conflict.space
        self.states: list[State] = [tuple(map(int, space.members(s))) for s in range(case.conflict.n_states)]
        self.here = self.states[case.state]

    def holds(self, expression: Expression, state: State) -> bool:
        return any(truth(expression, taken(self.case.description, code)) for code in state)

    def as_agreed(self, state: State) -> bool:
        agreed = [self.here[0] >> term & 1 for term in self.case.package.terms]
        return any([code >> term & 1 for term in self.case.package.terms] == agreed for code in state)

    def inside(self, state: State, counted: frozenset[Breach]) -> bool:
        kept = Breach.DEPARTS not in counted or self.as_agreed(state)
        return kept and self.holds(self.case.package.settled_when, state)

    def breach(self, dm: int, q: State) -> Breach | None:
        if not self.holds(self.case.package.settled_when, q):
            return Breach.UNSETTLES
        if self.as_agreed(q):
            return None
        hurt = any(self.oracle.better(party, self.here, q) for party in self.case.package.parties if party != dm)
        return Breach.DEPARTS if hurt else None

    def deterred(self, concept: str, dm: int, q: State, s: State | None = None) -> bool:
        """Whether the others' replies deter a move of the decision maker from s (here) to q."""
        if concept == "nash":
            return False
        start, others = self.here if s is None else s, [j for j in range(self.oracle.n_dms) if j != dm]

        def hurts(reply: State) -> bool:
            escapes = concept in ("smr", "sseq") and any(
                self.oracle.better(dm, e, start) for e in self.oracle.moves(dm, reply)
            )
            return not self.oracle.better(dm, reply, start) and not escapes

        return any(map(hurts, self.oracle.reachable(others, q, improving=concept in ("seq", "sseq"))))
