"""A shift of power against backward induction on a long game of offers, played out move by move."""

from collections.abc import Sequence
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from offramp.settlement.power_shift import PowerShift, bargaining_range, power_shift
from offramp.settlement.staged_deal import CommitmentError

LENGTH = 150  # 0.9 ** 150 is below 2e-7
NEAR = 1e-6
CLEAR = 1e-4
SHARES = [share / 10 for share in range(11)]


def goes_to_war(case: PowerShift, proposers: Sequence[str]) -> bool:
    """Backward induction: does the first period of the game end in war?

    In each period one side offers a division of that period's pie, or fights; the other accepts, or fights. After the
    last period there is nothing. The offers tried are a grid and those that leave one side indifferent to war.
    """
    d = case.discount
    later, pies, war = (0.0, 0.0), 0.0, False
    for period in range(len(proposers) - 1, -1, -1):
        pies = 1 + d * pies
        chance = case.now if period == 0 else case.later
        fight = (chance * pies - case.cost_a, (1 - chance) * pies - case.cost_b)
        indifferent = (fight[0] - d * later[0], 1 - fight[1] + d * later[1])
        shares = [*SHARES, *(share for share in indifferent if 0 <= share <= 1)]
        peace = [(share + d * later[0], 1 - share + d * later[1]) for share in shares]
        accepted = [each for each in peace if all(p >= w - 1e-12 for p, w in zip(each, fight, strict=True))]
        war = not accepted
        later = fight if war else max(accepted, key=lambda each: each["AB".index(proposers[period])])
    return war


@st.composite
def shifts(draw: st.DrawFn) -> PowerShift:
    now = draw(st.integers(0, 40))
    later = draw(st.integers(0, now))
    cost = st.integers(0, 30).map(lambda cost: cost / 10)
    return power_shift(now / 40, later / 40, draw(st.integers(0, 18)) / 20, draw(cost), draw(cost))


def with_later(case: PowerShift, later: float) -> PowerShift:
    return power_shift(case.now, later, case.discount, case.cost_a, case.cost_b)


def clear(case: PowerShift) -> bool:
    """Whether the least shift of A's chance to either side leaves both answers as they are."""
    apart = (case.largest_shift - case.shift, case.largest_shift_always - case.shift)
    return all(abs(each) > CLEAR for each in apart)


@settings(max_examples=300, deadline=None)
@given(shifts())
def test_the_rising_side_makes_the_offers(case: PowerShift) -> None:
    assume(clear(case))
    assert case.fights == goes_to_war(case, "B" * LENGTH)


@settings(max_examples=300, deadline=None)
@given(shifts())
def test_no_order_of_offers_keeps_the_peace(case: PowerShift) -> None:
    """Where there is always war, A makes all the offers in vain; elsewhere that is an order that keeps the peace."""
    assume(clear(case))
    assert case.fights_always == goes_to_war(case, "A" * LENGTH)


@settings(max_examples=200, deadline=None)
@given(shifts(), st.lists(st.sampled_from("AB"), min_size=LENGTH, max_size=LENGTH))
def test_other_orders_of_offers_lie_between(case: PowerShift, proposers: list[str]) -> None:
    assume(clear(case))
    war = goes_to_war(case, proposers)
    assert war or not case.fights_always
    assert case.fights or not war


@settings(max_examples=500, deadline=None)
@given(shifts())
def test_the_largest_shift_is_tight(case: PowerShift) -> None:
    for largest, fights in (
        (case.largest_shift, lambda each: each.fights),
        (case.largest_shift_always, lambda each: each.fights_always),
    ):
        assert -1e-12 <= largest <= case.now
        if largest > 0:
            assert not fights(with_later(case, min(case.now, case.now - largest + NEAR)))
        if largest < case.now - NEAR:
            assert fights(with_later(case, case.now - largest - NEAR))
    assert case.largest_shift <= case.largest_shift_always + 1e-12


@settings(max_examples=500, deadline=None)
@given(shifts())
def test_inequalities_of_the_page(case: PowerShift) -> None:
    """In fractions, equality included."""
    given = (case.now, case.later, case.discount, case.cost_a, case.cost_b)
    p, later, d, a, b = (Fraction(number).limit_denominator(100) for number in given)
    assert case.fights == (p - (1 - d) * a > (1 - d) + d * max(0, later - (1 - d) * a))
    assert case.fights_always == (p - d * later > (1 - d) * (1 + a + d * b))
    if later >= (1 - d) * a:
        assert case.fights == (p - d * later > (1 - d) * (1 + (1 - d) * a))


@given(shifts())
def test_without_a_shift_there_is_peace(case: PowerShift) -> None:
    still = with_later(case, case.now)
    assert not still.fights
    assert not still.fights_always


def test_rounding_does_not_decide_whether_any_shift_survives() -> None:
    """0.875 - 0.35 * 1.5 is 0.35, the whole pie of now: A does not fight however little comes later."""
    case = power_shift(0.875, 0.0, 0.65, 1.5, 0.0)
    assert case.largest_shift == 0.875
    assert not case.fights


def test_a_war_worth_less_than_nothing_later() -> None:
    """A's war would cost it more than it wins later (0 - 2), and B need not pay that: A has 0, not less.

    Without the maximum in the inequality, 0.2 > 0.1 (1 + 0.1 * 2) would say war.
    """
    case = power_shift(0.2, 0.0, 0.9, 2.0, 0.0)
    assert not case.fights
    assert case.largest_shift == 0.2
    assert not goes_to_war(case, "B" * LENGTH)


def test_by_hand() -> None:
    """d = 1/2, costs 0.2: A's war is worth 1.6 - 0.2 now; peace at most 1 + (0.4 - 0.2)/2, or 2 - (1.6 - 0.2)/2."""
    case = power_shift(0.8, 0.2, 0.5, 0.2, 0.2)
    assert case.fights
    assert case.fights_always
    assert case.missing == pytest.approx(1.4 - 1.1)
    assert case.missing_always == pytest.approx(1.4 - 1.3)
    assert case.largest_shift == pytest.approx(0.3)
    assert case.largest_shift_always == pytest.approx(0.5)
    assert case.range_now == pytest.approx((0.6, 1.0))
    assert case.range_later == pytest.approx((0.0, 0.4))
    between = power_shift(0.8, 0.4, 0.5, 0.2, 0.2)
    assert (between.fights, between.fights_always, between.missing_always) == (True, False, 0.0)


def test_one_shot_bargaining_always_has_a_deal() -> None:
    for chance in SHARES:
        low, high = bargaining_range(chance, 0.3, 0.1)
        assert 0 <= low <= chance <= high <= 1
    assert bargaining_range(0.5, 0.3, 0.1) == pytest.approx((0.2, 0.6))


def test_who_does_not_look_ahead_does_not_fear_the_shift() -> None:
    assert power_shift(1.0, 0.0, 0.0, 0.0, 0.0).largest_shift == 1.0


def test_every_problem_at_once() -> None:
    with pytest.raises(CommitmentError) as raised:
        power_shift(0.2, 1.5, 1.0, -1.0, inf)
    assert len(raised.value.problems) == 5
    for said in ("later is a probability", "later must be no more than now", "discount", "cost_a", "cost_b"):
        assert any(problem.startswith(said) for problem in raised.value.problems)
    with pytest.raises(CommitmentError, match="now is a probability"):
        power_shift(nan, 0.0, 0.5, 0.0, 0.0)
