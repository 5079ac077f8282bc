"""Paths as JSON, rows and words: every path is checked step by step against the definitions."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import offramp
from offramp.api.evolved import evolve
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from oracle import Oracle
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

DOSSIERS = Path(__file__).parents[2] / "dossiers"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(option_forms(Features(merging=True)), graph_forms()), st.integers(0, 10**6))
def test_paths_are_legal_and_reach_all_that_can_be_reached(description: OptionForm | GraphForm, start: int) -> None:
    conflict = build(description)
    if conflict is None:
        return
    start %= conflict.n_states
    oracle = Oracle(description)
    states = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
    found = evolve(solve(conflict), start, Concept.NASH).to_json()
    dms = {dm.id: index for index, dm in enumerate(conflict.decision_makers)}
    everybody = list(range(oracle.n_dms))
    for key, improving in (("shortest", False), ("shortest_improvements", True)):
        reached = {states[int(number) - 1] for number in found[key]}
        assert reached == oracle.reachable(everybody, states[start], improving=improving) - {states[start]}
        for number, path in found[key].items():
            at, last = states[start], None
            for step in path:
                dm, to = dms[step["by"]], states[step["to"] - 1]
                assert dm != last
                assert to in (oracle.improvements(dm, at) if improving else oracle.moves(dm, at))
                at, last = to, dm
            assert at == states[int(number) - 1]
    nash = {n for n, s in enumerate(states, start=1) if all(oracle.stable("nash", i, s) for i in everybody)}
    assert {number for ids in found["equilibria"].values() for number in ids} == nash


def test_the_worked_example_in_words_and_rows() -> None:
    analysis = offramp.load(DOSSIERS / "venezuela-2025.yaml")
    found = analysis.paths()
    assert found.to_json()["from"] == analysis.conflict.status_quo + 1
    assert max(map(len, str(found).splitlines())) <= 80
    header, rows = found.rows()
    assert len(rows) == found.to_json()["counts"]["moves"]
    assert all(len(row) == len(header) for row in rows)


def test_an_unknown_start_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no state 9999"):
        offramp.load(DOSSIERS / "venezuela-2025.yaml").paths("9999")
