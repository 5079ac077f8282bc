"""Reliability: bins by counting, the decomposition as an identity, the interval against its definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from offramp.forecast.reliability import TENTHS, reliability, statements, wilson
from offramp.forecast.scoring import brier

pairs = st.lists(
    st.tuples(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0])), st.booleans()),
    min_size=1,
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(pairs, st.sampled_from([TENTHS, (0.0, 1.0), (0.0, 0.2, 0.9, 1.0), None]))
def test_the_terms_add_up_to_the_squared_error(some: list[tuple[float, bool]], edges) -> None:
    said, true = zip(*some, strict=True)
    found = reliability(said, true, edges)
    terms = found.reliability - found.resolution + found.uncertainty + found.spread_within - found.covariance_within
    assert terms == pytest.approx(found.mean_squared_error, abs=1e-12)
    assert found.mean_squared_error == pytest.approx(np.mean([(p - o) ** 2 for p, o in some]))
    if edges is None:
        assert abs(found.spread_within) + abs(found.covariance_within) < 1e-15


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_bins_count(some: list[tuple[float, bool]]) -> None:
    said, true = zip(*some, strict=True)
    found = reliability(said, true)
    assert sum(each.n for each in found.bins) == found.n == len(some)
    for each in found.bins:
        inside = [(p, o) for p, o in some if each.low <= p < each.high or p == each.high == 1]
        assert (each.n, each.n_true) == (len(inside), sum(o for _, o in inside))
        assert each.said == pytest.approx(np.mean([p for p, _ in inside]))
        assert each.interval[0] <= each.observed <= each.interval[1]


def test_worked_by_hand() -> None:
    """Ten times .8, of which 6 came true; ten times .1, of which 2: base rate .4."""
    found = reliability([0.8] * 10 + [0.1] * 10, [1] * 6 + [0] * 4 + [1] * 2 + [0] * 8, None)
    assert found.base_rate == pytest.approx(0.4)
    assert found.reliability == pytest.approx((0.2**2 + 0.1**2) / 2)
    assert found.resolution == pytest.approx((0.2**2 + 0.2**2) / 2)
    assert found.uncertainty == pytest.approx(0.24)


def test_statements_of_forecasts() -> None:
    said = np.array([[0.2, 0.3, 0.5], [0.6, 0.4, 0.0]])
    p, o = statements(said, [2, 0])
    assert p.tolist() == [0.2, 0.3, 0.5, 0.6, 0.4, 0.0]
    assert o.tolist() == [0, 0, 1, 1, 0, 0]
    assert reliability(p, o).mean_squared_error * 3 == pytest.approx(brier(said, [2, 0]).mean())


@pytest.mark.parametrize(("k", "n"), [(0, 7), (3, 7), (7, 7), (1, 1), (158, 487)])
def test_the_interval_is_wilsons(k: int, n: int) -> None:
    known = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k / n, n) == pytest.approx((known.low, known.high))


@pytest.mark.parametrize(
    ("said", "true", "edges", "says"),
    [
        ([], [], TENTHS, "one statement at least"),
        ([0.5], [0, 1], TENTHS, "one truth for each"),
        ([1.5], [1], TENTHS, r"\[0, 1\]"),
        ([0.5], [0.5], TENTHS, "came true"),
        ([0.5], [1], (0.0, 0.5), "from 0 to 1"),
        ([0.5], [1], (0.0, 0.5, 0.5, 1.0), "from 0 to 1"),
    ],
)
def test_what_cannot_be_compared_is_told(said, true, edges, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        reliability(said, true, edges)
    with pytest.raises(ValueError, match="lies in"):
        wilson(1.2, 3)
    with pytest.raises(ValueError, match="one case"):
        wilson(0.5, 0)
