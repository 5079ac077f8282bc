"""Solving under many orders at once against solving one by one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.logic.expression import Variable
from offramp.stability import many
from offramp.stability.concepts import Concept
from offramp.stability.many import equilibrium_counts, improvement_classes
from offramp.stability.solve import solve
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

FORMS = st.one_of(
    option_forms(),
    option_forms(Features(bans=False, conditions=False)),
    option_forms(Features(merging=True)),
    graph_forms(),
)


def free(owners: tuple[int, ...]) -> Conflict:
    """Options that their owners take and drop as they like."""
    n, wishes = len(owners), ((Variable("dm0.o0"),),) * len(set(owners))
    conflict = build(OptionForm(owners, (Irreversible.NO,) * n, (None,) * n, (), (), None, wishes))
    assert conflict is not None
    return conflict


def orders_of(conflict: Conflict, rng: np.random.Generator) -> list[NDArray[np.uint16]]:
    """Four orders of each decision maker: two at random, and each of them with two states exchanged."""
    orders = []
    for _ in range(conflict.n_dms):
        own = rng.integers(0, 5, (2, conflict.n_states))
        near = own.copy()
        pair = rng.integers(0, conflict.n_states, 2)
        near[:, pair] = near[:, pair[::-1]]
        dense = [np.unique(each, return_inverse=True)[1] for each in (*own, *near)]
        orders.append(np.stack(dense).astype(np.uint16))
    return orders


def one_by_one(
    conflict: Conflict, levels: Sequence[NDArray[np.integer]], which: NDArray[np.int64], times: NDArray[np.int64]
) -> dict[Concept, NDArray[np.int64]]:
    """The counts by solving every case for itself."""
    counts = {concept: np.zeros(conflict.n_states, dtype=np.int64) for concept in Concept}
    for case, weight in zip(which, times, strict=True):
        types = tuple((replace(own[0], level=levels[dm][case[dm]]),) for dm, own in enumerate(conflict.types))
        solution = solve(replace(conflict, types=types))
        for concept in Concept:
            counts[concept] += weight * solution.equilibrium(concept)
    return counts


@given(FORMS, st.integers(0, 99), st.sets(st.sampled_from(Concept), min_size=1))
@settings(max_examples=80, deadline=None)
def test_counts_are_those_of_solving_one_by_one(form: OptionForm | GraphForm, seed: int, asked: set[Concept]) -> None:
    conflict = build(form)
    if conflict is None:
        return
    rng = np.random.default_rng(seed)
    levels = orders_of(conflict, rng)
    which, times = rng.integers(0, 4, (12, conflict.n_dms)), rng.integers(1, 4, 12)
    found = equilibrium_counts(conflict, levels, which, times, tuple(asked))
    wanted = one_by_one(conflict, levels, which, times)
    assert set(found) == asked
    for concept in asked:
        assert np.array_equal(found[concept], wanted[concept])


@given(FORMS, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_orders_of_a_class_make_the_same_moves_improvements(form: OptionForm | GraphForm, seed: int) -> None:
    conflict = build(form)
    if conflict is None:
        return
    for moves, levels in zip(conflict.moves, orders_of(conflict, np.random.default_rng(seed)), strict=True):
        source, target = moves.arcs()
        classes = improvement_classes(moves, levels)
        for one, other in np.ndindex(len(levels), len(levels)):
            if classes[one] == classes[other]:
                better, too = (levels[k][target] > levels[k][source] for k in (one, other))
                assert np.array_equal(better, too)


def test_an_order_that_differs_only_across_cells_is_in_the_same_class() -> None:
    conflict = free((0, 1))
    # the first decision maker moves between states 0 and 1, and between 2 and 3
    assert improvement_classes(conflict.moves[0], np.array([[0, 1, 2, 3], [2, 3, 0, 1], [1, 0, 2, 3]])).tolist() == [
        0,
        0,
        1,
    ]


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("at_a_time", [1, 3, 1000])
def test_how_the_work_is_shared_out_changes_nothing(
    threads: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_MOST", at_a_time)
    conflict = free((0, 0, 1, 1, 2))
    rng = np.random.default_rng(0)
    levels = orders_of(conflict, rng)
    which, times = rng.integers(0, 4, (60, 3)), rng.integers(1, 4, 60)
    done: list[int] = []
    found = equilibrium_counts(conflict, levels, which, times, threads=threads, progress=done.append)
    wanted = one_by_one(conflict, levels, which, times)
    assert all(np.array_equal(found[concept], wanted[concept]) for concept in Concept)
    assert any((wanted[concept] > 0).any() for concept in (Concept.SEQ, Concept.SSEQ))
    assert sum(done) == 60
    assert max(done) <= at_a_time
