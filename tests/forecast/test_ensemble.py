"""Draws and what comes of them: seeds, threads, spread, refusals."""

from dataclasses import replace

import numpy as np
import pytest

from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Prioritized, Statement, levels
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import Ensemble, ensemble
from offramp.forecast.equilibrium_shares import equilibrium_shares
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage, threat_due
from offramp.forecast.transient import Span, occupancy
from offramp.logic.expression import Not
from offramp.settlement.values import state_values
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from small_conflict import small

DAYS = np.array([1.0, 10.0, 30.0])
SOME = Uncertainty((Range(0.05, 0.5), Range(0.1, 0.1)), (Range(1, 8), Range(0, 4)), (Range(0, 2), Range(1, 1)))


def uncertain() -> Conflict:
    """The small conflict with two types of the first decision maker and loose orders of both."""
    conflict = small()
    first, second = (own[0].preference for own in conflict.types)
    assert isinstance(first, Prioritized)
    assert isinstance(second, Prioritized)
    loose = [Prioritized(tuple(replace(each, firm=False) for each in own.statements)) for own in (first, second)]
    other = Prioritized(tuple(Statement(Not(each.prefer), "the reverse") for each in first.statements))
    level = {id(own): levels(own, conflict.space) for own in (*loose, other)}
    types = (
        (AimType("kind", 0.25, loose[0], level[id(loose[0])]), AimType("hard", 0.75, other, level[id(other)])),
        (AimType(None, 1.0, loose[1], level[id(loose[1])]),),
    )
    return replace(conflict, types=types)


def draws_of(n_draws: int, seed: int = 3) -> tuple[Conflict, Draws]:
    conflict = uncertain()
    values = [[state_values(conflict.space, aim).all() for aim in own] for own in conflict.types]
    return conflict, draw(conflict, values, SOME, n_draws, seed)


def stages_of(conflict: Conflict) -> list[Stage]:
    due = threat_due(conflict.n_states, 0, np.roll(np.arange(conflict.n_states), 3))
    shift = np.zeros((2, conflict.n_states))
    shift[1, 4:] = 0.5
    return [Stage(0.0, menus_of(conflict)), Stage(12.0, menus_of(conflict), shift, due)]


def forecast(n_draws: int, seed: int = 3, **more: object) -> Ensemble:
    conflict, draws = draws_of(n_draws, seed)
    ending = np.arange(conflict.n_states) % 4
    return ensemble(draws, stages_of(conflict), 0, Endings.of(ending), DAYS, **more)  # type: ignore[arg-type]


def test_every_draw_is_followed_exactly() -> None:
    conflict, draws = draws_of(21)
    found = forecast(21, alternating=True)
    stages, ending = stages_of(conflict), np.arange(conflict.n_states) % 4
    for k in range(21):
        spans = [Span(s.begins, [draws.chain(k, s.menus, s.shift, alternating=True)], s.jump) for s in stages]
        law = occupancy(spans, 0, DAYS)
        wanted = np.stack([law[:, ending == e].sum(axis=1) for e in range(4)], axis=1)
        assert np.allclose(found.by_draw[k], wanted, rtol=0, atol=1e-6)


def test_same_seed_same_numbers_for_one_and_two_threads() -> None:
    one, two = (forecast(40, threads=threads) for threads in (1, 2))
    assert np.array_equal(one.by_draw, two.by_draw)
    assert not np.array_equal(one.by_draw, forecast(40, seed=4).by_draw)
    paths = [forecast(40, n_paths=30, threads=threads).by_draw for threads in (1, 2)]
    assert np.array_equal(*paths)


def test_more_draws_begin_with_the_same_ones() -> None:
    assert np.array_equal(forecast(40).by_draw[:15], forecast(15).by_draw)


def test_mean_and_spread() -> None:
    found = forecast(50)
    assert np.allclose(found.mean.sum(axis=1), 1.0, atol=1e-6)
    low, high = found.percentile(5), found.percentile(95)
    assert (low <= found.mean + 1e-6).all()
    assert (high >= found.mean - 1e-6).all()
    assert np.allclose(low, np.percentile(found.by_draw, 5, axis=0), atol=1e-6)


def test_simulated_draws_agree_with_exact_ones_within_their_error() -> None:
    exact, walked = forecast(300), forecast(300, n_paths=40)
    assert exact.n_paths == 0
    assert walked.n_paths == 40
    difference = walked.by_draw.astype(np.float64) - exact.by_draw
    error = difference.std(axis=0, ddof=1) / np.sqrt(300)
    assert (np.abs(difference.mean(axis=0)) < 5 * error + 1e-6).all()


def test_draws_cover_what_was_declared() -> None:
    _, draws = draws_of(4000)
    assert abs((draws.types[:, 0] == 1).mean() - 0.75) < 0.03
    assert draws.rates.min() >= 0.05
    assert draws.rates.max() <= 0.5
    assert abs(np.median(draws.rates[:, 0]) - np.sqrt(0.05 * 0.5)) < 0.02
    assert (draws.rates[:, 1] == 0.1).all()
    assert draws.responsiveness[:, 1].min() < 0.01
    assert {*draws.foresight[:, 0].tolist()} == {0, 1, 2}
    assert (draws.foresight[:, 1] == 1).all()


def test_progress_counts_every_draw() -> None:
    done: list[int] = []
    forecast(21, progress=done.append)
    assert sum(done) == 21


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


def test_malformed_ranges_are_named_all_at_once() -> None:
    conflict = uncertain()
    wrong = Uncertainty((Range(2, 1), Range(0, 1)), (Range(-1, 1),), (Range(0, 0.5), Range(0, 0)), places=-1)
    with pytest.raises(ValueError, match=r"rate of DM 0.*is given for 1.*foresight of DM 0.*places away"):
        draw(conflict, [], wrong, 5, 1)
    with pytest.raises(ValueError, match=r"0 draws.*seed -1 is negative"):
        draw(conflict, [], SOME, 0, -1)


def test_every_state_needs_an_ending() -> None:
    with pytest.raises(ValueError, match="no ending is given for 1 of 3 states, first for state 2"):
        Endings.of(np.array([0, -1, 1]))
    with pytest.raises(ValueError, match="there are 2 endings"):
        Endings.of(np.array([0, 2]), 2)
    assert Endings.of(np.array([0, 1]), 4).listed[0].tolist() == [0, 1, 2, 2, 2]
