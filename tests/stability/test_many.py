"""Solving under many orders at once against solving one by one."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.stability.concepts import Concept
from offramp.stability.many import equilibrium_counts
from offramp.stability.solve import solve
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

FORMS = st.one_of(option_forms(), option_forms(Features(merging=True)), graph_forms())


@given(FORMS, st.integers(0, 99), st.sets(st.sampled_from(Concept), min_size=1))
@settings(max_examples=80, deadline=None)
def test_counts_are_those_of_solving_one_by_one(form: OptionForm | GraphForm, seed: int, asked: set[Concept]) -> None:
    conflict = build(form)
    if conflict is None:
        return
    rng = np.random.default_rng(seed)
    levels = [
        np.stack([np.unique(rng.integers(0, 5, conflict.n_states), return_inverse=True)[1] for _ in range(3)]).astype(
            np.uint16
        )
        for _ in range(conflict.n_dms)
    ]
    which, times = rng.integers(0, 3, (5, conflict.n_dms)), rng.integers(1, 4, 5)
    found = equilibrium_counts(conflict, levels, which, times, tuple(asked))
    assert set(found) == asked
    wanted = {concept: np.zeros(conflict.n_states, dtype=np.int64) for concept in asked}
    for case, weight in zip(which, times, strict=True):
        types = tuple((replace(own[0], level=levels[dm][case[dm]]),) for dm, own in enumerate(conflict.types))
        solution = solve(replace(conflict, types=types), concepts=tuple(asked))
        for concept in asked:
            wanted[concept] += weight * solution.equilibrium(concept)
    for concept in asked:
        assert np.array_equal(found[concept], wanted[concept])
