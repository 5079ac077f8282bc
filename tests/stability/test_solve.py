"""Every verdict against the definitions, on random conflicts of every structure."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.stability.arcs import verdicts_by_arcs
from offramp.stability.cells import verdicts_by_cells
from offramp.stability.concepts import Concept
from oracle import Oracle
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

THOROUGH = settings(max_examples=450, deadline=None, suppress_health_check=list(HealthCheck))
STRUCTURES = {
    "plain": option_forms(Features(rules=False, irreversible=False, conditions=False, bans=False)),
    "constrained": option_forms(Features(irreversible=False, conditions=False, bans=False)),
    "irreversible": option_forms(Features(conditions=False, bans=False)),
    "irreversible, every combination": option_forms(Features(rules=False, conditions=False, bans=False)),
    "conditions and bans": option_forms(),
    "bans, every combination": option_forms(Features(rules=False, conditions=False)),
    "coalesced": option_forms(Features(merging=True, bans=False)),
    "graph form": graph_forms(),
}
METHODS = {"arcs": verdicts_by_arcs, "cells": verdicts_by_cells}
LARGER = {
    "plain": option_forms(Features(rules=False, irreversible=False, conditions=False, bans=False, max_options=10)),
    "constrained": option_forms(Features(irreversible=False, conditions=False, bans=False, max_options=10)),
    "irreversible": option_forms(Features(conditions=False, bans=False, max_options=10)),
    "irreversible, every combination": option_forms(
        Features(rules=False, conditions=False, bans=False, max_options=10)
    ),
    "conditions and bans": option_forms(Features(max_options=10)),
    "bans, every combination": option_forms(Features(rules=False, conditions=False, max_options=10)),
    "coalesced": option_forms(Features(merging=True, max_options=9)),
    "graph form": graph_forms(max_states=20),
}


def assert_equals_definitions(description: OptionForm | GraphForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    oracle = Oracle(description)
    states = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
    assert sorted(states) == sorted(oracle.states)
    expected = np.array(
        [
            [sum(concept.bit for concept in Concept if oracle.stable(concept, dm, state)) for state in states]
            for dm in range(conflict.n_dms)
        ]
    )
    for method in METHODS.values():
        assert np.array_equal(method(conflict, conflict.likeliest(), tuple(Concept)), expected)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_verdicts_equal_the_definitions(structure: str) -> None:
    """Both ways of solving, on 450 conflicts of each of eight structures: 3,600 in all."""

    @THOROUGH
    @given(STRUCTURES[structure])
    def run(description: OptionForm | GraphForm) -> None:
        assert_equals_definitions(description)

    run()


@pytest.mark.parametrize("structure", STRUCTURES)
def test_cells_equal_arcs(structure: str) -> None:
    """On conflicts larger than the oracle can bear."""

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(LARGER[structure])
    def run(description: OptionForm | GraphForm) -> None:
        conflict = build(description)
        if conflict is None:
            return
        asked = (conflict, conflict.likeliest(), tuple(Concept))
        assert np.array_equal(verdicts_by_arcs(*asked), verdicts_by_cells(*asked))

    run()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(), st.lists(st.sampled_from(Concept), unique=True))
def test_concepts_asked_for_alone_are_as_together(description: OptionForm, asked: list[Concept]) -> None:
    conflict = build(description)
    if conflict is None:
        return
    bits = np.uint8(sum(concept.bit for concept in asked))
    for method in METHODS.values():
        together = method(conflict, conflict.likeliest(), tuple(Concept))
        assert np.array_equal(method(conflict, conflict.likeliest(), asked), together & bits)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_moves_equal_the_definitions(structure: str) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STRUCTURES[structure])
    def run(description: OptionForm | GraphForm) -> None:
        conflict = build(description)
        if conflict is None:
            return
        oracle = Oracle(description)
        states = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
        for dm in range(conflict.n_dms):
            sources, targets = conflict.moves[dm].arcs()
            arcs = {(states[a], states[b]) for a, b in zip(sources.tolist(), targets.tolist(), strict=True)}
            assert arcs == {(s, q) for s in oracle.states for q in oracle.moves(dm, s)}
            for index, state in enumerate(states):
                assert {states[q] for q in conflict.targets(dm, index).tolist()} == oracle.moves(dm, state)

    run()


def inclusions_hold(conflict: Conflict) -> bool:
    """R in SMR in GMR; R in SSEQ in SEQ in GMR; SSEQ in SMR (methods.md 3.2)."""
    verdicts = verdicts_by_arcs(conflict, conflict.likeliest(), tuple(Concept))

    def within(smaller: Concept, larger: Concept) -> bool:
        return not ((verdicts & smaller.bit != 0) & (verdicts & larger.bit == 0)).any()

    pairs = [("nash", "smr"), ("smr", "gmr"), ("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr")]
    return all(within(Concept(a), Concept(b)) for a, b in pairs)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(max_options=8)))
def test_inclusions_between_concepts(description: OptionForm) -> None:
    conflict = build(description)
    assert conflict is None or inclusions_hold(conflict)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(bans=False, conditions=False, max_options=7)))
def test_gmr_and_seq_equilibria_exist_where_moves_are_transitive(description: OptionForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    joint = verdicts_by_arcs(conflict, conflict.likeliest(), tuple(Concept))
    assert all(
        any((joint[:, s] & concept.bit).all() for s in range(conflict.n_states))
        for concept in (Concept.GMR, Concept.SEQ)
    )
