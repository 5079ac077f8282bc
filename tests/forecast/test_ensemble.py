"""Draws and what comes of them: seeds, threads, spread, refusals."""

import numpy as np
import pytest

from forecast.uncertain_conflict import SOME, draws_of, uncertain
from offramp.conflict.model import Conflict
from offramp.forecast.draws import Range, Uncertainty, draw
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import Ensemble, ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage, threat_due
from offramp.forecast.transient import Span, occupancy

DAYS = np.array([1.0, 10.0, 30.0])


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
