"""The discount factors at which a stream of payoffs is worth at least nothing: closed forms, and sums in fractions."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.settlement.patience import ALWAYS, Patience, common, patience_of

STREAMS = st.lists(st.integers(-9, 9), min_size=1, max_size=9)
GRID = [Fraction(k, 64) for k in range(64)] + [Fraction(k, 1000) for k in range(990, 1000)]


def worth(stream: list[int], discount: Fraction) -> Fraction:
    """Period by period, times ``1 - d``; the last goes on for ever."""
    first = sum((payoff * discount**j for j, payoff in enumerate(stream[:-1])), Fraction(0))
    return (1 - discount) * first + stream[-1] * discount ** (len(stream) - 1)


@settings(max_examples=500, deadline=None)
@given(STREAMS)
def test_covers_exactly_where_the_sum_is_not_below_zero(stream: list[int]) -> None:
    patience = patience_of(np.array(stream, dtype=float))
    for discount in GRID:
        exact = worth(stream, discount)
        if abs(exact) > Fraction(1, 10**8) or all(payoff == 0 for payoff in stream):
            assert patience.covers(float(discount)) == (exact >= 0)


@settings(max_examples=500, deadline=None)
@given(STREAMS)
def test_every_end_is_where_the_sum_is_zero(stream: list[int]) -> None:
    intervals = patience_of(np.array(stream, dtype=float)).intervals
    for low, high in intervals:
        assert 0 <= low <= high <= 1
        for end in (low, high):
            if 0 < end < 1:
                assert abs(worth(stream, Fraction(end))) < Fraction(1, 10**10)
    assert all(one[1] < other[0] for one, other in pairwise(intervals))


def test_more_patience_may_undo_it() -> None:
    """``-(d - 1/4)(d - 3/4)`` times 16: first a loss, then a gain, then a loss for ever."""
    patience = patience_of(np.array([-3.0, 13.0, -3.0]))
    assert patience.intervals == (pytest.approx((0.25, 0.75)),)
    assert not patience.monotone
    assert patience.least == pytest.approx(0.25)


def test_it_may_hold_for_the_impatient_and_the_patient_alone() -> None:
    patience = patience_of(np.array([3.0, -13.0, 3.0]))
    assert patience.intervals == (pytest.approx((0, 0.25)), pytest.approx((0.75, 1)))
    assert not patience.monotone


def test_a_sum_that_touches_zero() -> None:
    """``-(2d - 1)^2`` is 0 at 1/2 and nowhere else; ``(2d - 1)^2`` is never below 0."""
    (touching,) = patience_of(np.array([-1.0, 3.0, -1.0])).intervals
    assert touching == pytest.approx((0.5, 0.5), abs=1e-5)
    assert patience_of(np.array([1.0, -3.0, 1.0])) == ALWAYS
    assert patience_of(np.array([0.0, -1.0])).intervals == ((0.0, 0.0),)


@pytest.mark.parametrize(
    ("stream", "intervals"),
    [([0.0], ((0.0, 1.0),)), ([2.0], ((0.0, 1.0),)), ([-2.0], ()), ([-1.0, 0.0], ()), ([0.0, 0.0], ((0.0, 1.0),))],
)
def test_streams_of_one_sign(stream: list[float], intervals: tuple[tuple[float, float], ...]) -> None:
    assert patience_of(np.array(stream)).intervals == intervals


def test_nowhere_has_no_least() -> None:
    nowhere = Patience(())
    assert nowhere.least is None
    assert nowhere.monotone
    assert not nowhere.covers(0.5)


def test_a_thousand_periods() -> None:
    """A loss of 1 now against 6 in each of the next 1000 periods: as good as 1/7, for ever."""
    patience = patience_of(np.array([-1.0] + [6.0] * 1000 + [0.0]))
    assert patience.least == pytest.approx(1 / 7, abs=1e-12)
    assert patience.monotone


def test_a_stream_that_ends_is_told_apart_near_one() -> None:
    """``-1 + d (1 + 1e-6) >= 0``, and nothing after that: only the nearly perfectly patient."""
    patience = patience_of(np.array([-1.0, 1 + 1e-6, 0.0]))
    assert patience.intervals == (pytest.approx((1 / (1 + 1e-6), 1), abs=1e-12),)


def test_the_least_lies_on_the_side_that_holds() -> None:
    """The double next to 1/7 is below it; the least discount factor is the one above."""
    least = patience_of(np.array([-1.0, 6.0])).least
    assert least == pytest.approx(1 / 7, abs=1e-15)
    assert least is not None
    assert Fraction(least) >= Fraction(1, 7)


def test_common_is_the_intersection() -> None:
    one, other = Patience(((0.0, 0.25), (0.75, 1.0))), Patience(((0.2, 0.8),))
    assert common([one, other]).intervals == ((0.2, 0.25), (0.75, 0.8))
    assert common([]) == ALWAYS
    assert common([one, Patience(((0.3, 0.5),))]).intervals == ()
