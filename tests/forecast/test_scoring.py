"""Scores against values worked by hand, propriety by its definition, the floors of a published base rate."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.forecast.scoring import brier, leave_one_out, log_score, ranked_probability, skill, uniform

SCORES = [brier, log_score, ranked_probability]
ICB = [158, 149, 93, 65, 22]  # International Crisis Behavior, five ways


@st.composite
def distributions(draw: st.DrawFn, n: int) -> np.ndarray:
    weights = np.array(draw(st.lists(st.integers(1, 50), min_size=n, max_size=n)), dtype=float)
    return weights / weights.sum()


def test_worked_by_hand() -> None:
    """Forecast .5 .3 .2; the second ending came about."""
    said = [0.5, 0.3, 0.2]
    assert brier(said, 1).tolist() == pytest.approx([0.25 + 0.49 + 0.04])
    assert log_score(said, 1).tolist() == pytest.approx([1.2039728043])
    assert ranked_probability(said, 1).tolist() == pytest.approx([0.5**2 + (0.8 - 1) ** 2])


def test_two_endings_are_the_textbook_case() -> None:
    """With two endings: Brier is twice the squared error, the ranked score the squared error itself."""
    said = [[0.7, 0.3], [0.7, 0.3]]
    assert brier(said, [0, 1]).tolist() == pytest.approx([0.18, 0.98])
    assert ranked_probability(said, [0, 1]).tolist() == pytest.approx([0.09, 0.49])


@pytest.mark.parametrize("score", SCORES)
def test_certainty_that_comes_true_is_perfect(score) -> None:
    assert score(np.eye(4), np.arange(4)).tolist() == [0, 0, 0, 0]


def test_the_worst_of_each() -> None:
    sure = [[1.0, 0.0, 0.0]]
    assert brier(sure, 2).tolist() == [2]
    assert log_score(sure, 2).tolist() == [math.inf]
    assert ranked_probability(sure, 2).tolist() == [2]


@pytest.mark.parametrize("score", SCORES)
@settings(max_examples=200, deadline=None)
@given(st.data(), st.integers(2, 6))
def test_proper(score, data: st.DataObject, n: int) -> None:
    """Expected under p, no other forecast q scores better than p, and any that differs scores worse."""
    p, q = data.draw(distributions(n)), data.draw(distributions(n))
    honest, other = (float(p @ score(np.tile(said, (n, 1)), np.arange(n))) for said in (p, q))
    assert honest <= other + 1e-12
    if np.abs(p - q).max() > 1e-3:
        assert honest < other


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(2, 6))
def test_only_the_ranked_score_knows_the_order(data: st.DataObject, n: int) -> None:
    said, happened = data.draw(distributions(n)), data.draw(st.integers(0, n - 1))
    turned = data.draw(st.permutations(range(n)))
    where = turned.index(happened)
    assert brier(said[turned], where) == pytest.approx(brier(said, happened))
    assert log_score(said[turned], where) == pytest.approx(log_score(said, happened))
    assert ranked_probability(said[::-1], n - 1 - happened) == pytest.approx(ranked_probability(said, happened))


def test_a_near_miss_costs_less_in_the_ranked_score_only() -> None:
    near, far = [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]
    assert ranked_probability([near, far], [0, 0]).tolist() == [1, 3]
    assert brier([near, far], [0, 0]).tolist() == [2, 2]


def test_the_floors_of_five_endings() -> None:
    """The uniform forecast scores .800 and 1.609; leave-one-out climatology of ICB .748 and 1.461."""
    happened = np.repeat(np.arange(5), ICB)
    assert brier(uniform(487, 5), happened).mean() == pytest.approx(0.8)
    assert log_score(uniform(487, 5), happened).mean() == pytest.approx(math.log(5))
    others = leave_one_out(happened, 5)
    assert round(float(brier(others, happened).mean()), 3) == 0.748
    assert round(float(log_score(others, happened).mean()), 3) == 1.461


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=12))
def test_leaving_one_out_counts_the_others(happened: list[int]) -> None:
    found = leave_one_out(happened, 4)
    for case, own in enumerate(found):
        others = happened[:case] + happened[case + 1 :]
        assert own.tolist() == pytest.approx([others.count(k) / len(others) for k in range(4)])


def test_skill() -> None:
    assert skill(0.0, 0.8) == 1
    assert skill(0.8, 0.8) == 0
    assert skill(1.2, 0.8) == pytest.approx(-0.5)
    assert skill(math.inf, 1.6) == -math.inf
    assert skill(0.5, 0.0) is None
    assert skill(0.5, math.inf) is None


@pytest.mark.parametrize(
    ("said", "happened", "says"),
    [
        ([[0.5, 0.4]], [0], "add up to 1; those of forecast 0 to 0.9"),
        ([[0.5, 0.5], [1.5, -0.5]], [0, 0], r"forecast 1 is \[1.5, -0.5\]"),
        ([[math.nan, 1.0]], [0], "forecast 0 is"),
        ([[0.5, 0.5]], [2], "numbered 0 to 1; outcome 0 is 2"),
        ([[0.5, 0.5]], [-1], "outcome 0 is -1"),
        ([[0.5, 0.5]], [0.5], "whole numbers"),
        ([[0.5, 0.5]], [0, 1], "found 2 for 1"),
        ([[]], [0], "column for each ending"),
    ],
)
@pytest.mark.parametrize("score", SCORES)
def test_what_is_no_forecast_is_told(score, said, happened, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score(said, happened)


def test_what_cannot_be_compared_is_told() -> None:
    with pytest.raises(ValueError, match="two cases"):
        leave_one_out([0], 2)
    with pytest.raises(ValueError, match="at least 0"):
        skill(math.nan, 1)
    with pytest.raises(ValueError, match="one ending"):
        uniform(3, 0)
