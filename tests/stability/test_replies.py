"""What deters, against the definitions; both ways of computing."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies
from oracle import Oracle
from random_conflicts import Features, build, graph_forms, option_forms

CONFLICTS = st.one_of(option_forms(Features(merging=True, max_options=5)), graph_forms())


@pytest.mark.parametrize("small", [0, 1 << 14], ids=["cells", "arcs"])
def test_moves_are_deterred_as_the_definitions_say(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr("offramp.stability.replies._SMALL", small)

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CONFLICTS)
    def run(description) -> None:
        conflict = build(description)
        if conflict is None:
            return
        oracle = Oracle(description)
        states = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
        replies = Replies(conflict, conflict.likeliest())
        for dm in range(conflict.n_dms):
            others = [j for j in range(conflict.n_dms) if j != dm]
            level = conflict.level(dm, conflict.likeliest())
            for s, state in enumerate(states):
                for q in sorted(map(states.index, oracle.improvements(dm, state))):
                    for concept in Concept:
                        hurts = concept is not Concept.NASH and any(
                            not oracle.better(dm, r, state)
                            and not (
                                concept.escape_proof and any(oracle.better(dm, e, state) for e in oracle.moves(dm, r))
                            )
                            for r in oracle.reachable(others, states[q], improving=concept.credible)
                        )
                        found = replies.deterred(dm, concept, int(level[s]), np.array([q]))
                        assert found.tolist() == [hurts]

    run()
