"""Shares of draws in which states are equilibria, against solving draw by draw."""

from dataclasses import replace

import numpy as np

from forecast.uncertain_conflict import draws_of
from offramp.forecast.equilibrium_shares import equilibrium_shares
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve


def test_shares_of_draws_in_which_a_state_is_an_equilibrium() -> None:
    conflict, draws = draws_of(60)
    shares = equilibrium_shares(conflict, draws)
    wanted = {concept: np.zeros(conflict.n_states) for concept in Concept}
    for k in range(60):
        types = []
        for dm, own in enumerate(draws.aims):
            aim = own[draws.types[k, dm]]
            level = aim.level(draws.readings[dm][k, : aim.n_statements])
            types.append((replace(conflict.types[dm][0], level=level, weight=1.0),))
        solution = solve(replace(conflict, types=tuple(types)))
        for concept in Concept:
            wanted[concept] += solution.equilibrium(concept) / 60
    for concept in Concept:
        assert np.allclose(shares[concept], wanted[concept])
    assert any(((share > 0) & (share < 1)).any() for share in shares.values())
