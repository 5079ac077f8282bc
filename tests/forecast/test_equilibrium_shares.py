"""Shares of draws in which states are equilibria, against solving draw by draw."""

from dataclasses import replace
from pathlib import Path

import numpy as np

import offramp
from forecast.uncertain_conflict import draws_of
from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.forecast.equilibrium_shares import equilibrium_shares
from offramp.settlement.values import state_values
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve

VENEZUELA = Path(__file__).parents[2] / "dossiers" / "venezuela-2025.yaml"


def draw_by_draw(conflict: Conflict, draws: Draws) -> dict[Concept, Reals]:
    """The shares by solving every draw for itself."""
    shares = {concept: np.zeros(conflict.n_states) for concept in Concept}
    for k in range(len(draws)):
        types = []
        for dm, own in enumerate(draws.aims):
            aim = own[draws.types[k, dm]]
            level = aim.level(draws.readings[dm][k, : aim.n_statements])
            types.append((replace(conflict.types[dm][0], level=level, weight=1.0),))
        solution = solve(replace(conflict, types=tuple(types)))
        for concept in Concept:
            shares[concept] += solution.equilibrium(concept) / len(draws)
    return shares


def test_shares_of_draws_in_which_a_state_is_an_equilibrium() -> None:
    conflict, draws = draws_of(60)
    shares, wanted = equilibrium_shares(conflict, draws), draw_by_draw(conflict, draws)
    for concept in Concept:
        assert np.allclose(shares[concept], wanted[concept])
    assert any(((share > 0) & (share < 1)).any() for share in shares.values())


def test_shares_of_the_worked_example_with_types_bans_and_irreversible_options() -> None:
    conflict = offramp.load(VENEZUELA).conflict
    values = [[state_values(conflict.space, aim).all() for aim in own] for own in conflict.types]
    alike = (Range(1, 1),) * conflict.n_dms
    draws = draw(conflict, values, Uncertainty(alike, alike, alike), 8, seed=5)
    shares, wanted = equilibrium_shares(conflict, draws), draw_by_draw(conflict, draws)
    assert not all(moves.transitive for moves in conflict.moves)
    for concept in Concept:
        assert np.allclose(shares[concept], wanted[concept])
    assert any(((share > 0) & (share < 1)).any() for share in shares.values())
