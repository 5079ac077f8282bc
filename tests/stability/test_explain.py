"""Witnesses, re-checked by code that shares nothing with the solver or the search: only the oracle's definitions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.stability.concepts import Concept
from offramp.stability.explain import explain
from offramp.stability.explanation import Explanation, Sanction
from offramp.stability.solve import solve
from oracle import Oracle, State
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms


class Checker:
    """Checks one explanation against the definitions."""

    def __init__(self, oracle: Oracle, states: list[State], explanation: Explanation) -> None:
        self.oracle, self.states, self.explanation = oracle, states, explanation
        self.dm, self.start = explanation.dm, states[explanation.state]

    def check(self) -> None:
        found = {self.states[improvement.to] for improvement in self.explanation.improvements}
        assert found == self.oracle.improvements(self.dm, self.start)
        for improvement in self.explanation.improvements:
            if improvement.sanction is None:
                self.check_undeterred(self.states[improvement.to])
                if improvement.escape is not None:
                    self.check_escape(self.states[improvement.to], improvement.escaped, improvement.escape)
            else:
                self.check_sanction(self.states[improvement.to], improvement.sanction)
        assert self.explanation.stable == all(i.sanction is not None for i in self.explanation.improvements)

    def check_path(self, improvement: State, sanction: Sanction) -> State:
        at, last = improvement, None
        for step in sanction.path:
            assert step.by not in (self.dm, last)
            assert self.states[step.to] in self.oracle.moves(step.by, at)
            if self.explanation.concept in (Concept.SEQ, Concept.SSEQ):
                assert self.oracle.better(step.by, self.states[step.to], at)
            at, last = self.states[step.to], step.by
        assert sanction.path
        assert not self.oracle.better(self.dm, at, self.start)
        return at

    def check_sanction(self, improvement: State, sanction: Sanction) -> None:
        end = self.check_path(improvement, sanction)
        onward = {self.states[state] for state in sanction.onward}
        assert onward == self.oracle.moves(self.dm, end)
        if self.explanation.concept in (Concept.SMR, Concept.SSEQ):
            assert not any(self.oracle.better(self.dm, state, self.start) for state in onward)

    def check_escape(self, improvement: State, escaped: Sanction | None, escape: int) -> None:
        assert escaped is not None
        end = self.check_path(improvement, escaped)
        assert self.states[escape] in self.oracle.moves(self.dm, end)
        assert self.oracle.better(self.dm, self.states[escape], self.start)

    def check_undeterred(self, improvement: State) -> None:
        concept = self.explanation.concept
        if concept is Concept.NASH:
            return
        others = [j for j in range(self.oracle.n_dms) if j != self.dm]
        for end in self.oracle.reachable(others, improvement, improving=concept in (Concept.SEQ, Concept.SSEQ)):
            escapes = concept in (Concept.SMR, Concept.SSEQ) and any(
                self.oracle.better(self.dm, onward, self.start) for onward in self.oracle.moves(self.dm, end)
            )
            assert self.oracle.better(self.dm, end, self.start) or escapes


@pytest.mark.parametrize(
    "descriptions",
    [option_forms(), option_forms(Features(merging=True)), graph_forms()],
    ids=["option form", "coalesced", "graph form"],
)
def test_explanations_hold(descriptions: st.SearchStrategy[OptionForm | GraphForm]) -> None:
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(descriptions, st.integers(0, 10**6), st.integers(0, 3), st.sampled_from(Concept))
    def run(description: OptionForm | GraphForm, state: int, dm: int, concept: Concept) -> None:
        conflict = build(description)
        if conflict is None:
            return
        states = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
        explanation = explain(conflict, state % conflict.n_states, dm % conflict.n_dms, concept)
        Checker(Oracle(description), states, explanation).check()
        verdict = solve(conflict).stable(concept, explanation.dm)[explanation.state]
        assert explanation.stable == bool(verdict)

    run()
