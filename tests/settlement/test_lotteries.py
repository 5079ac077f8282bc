"""Bargaining over lotteries against plain search along all pairs of packages, and against optimality conditions."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.optimize import linprog

from offramp.settlement.lotteries import Lottery, bargain_over_lotteries
from offramp.settlement.package_set import PackageSet, plain_packages

CLOSE = 1e-7
"""Of values in [0, 1]: the linear programmes answer to 1e-10, the Nash product is flat at its top."""

SIXTEENTHS = st.integers(0, 16).map(lambda number: number / 16)


def packages(values: list[list[float]] | np.ndarray, reservation: list[float] | np.ndarray) -> PackageSet:
    return plain_packages("abcd"[: len(reservation)], np.array(values), np.array(reservation))


def cases(parties: tuple[int, ...]) -> st.SearchStrategy[PackageSet]:
    def of(n: int) -> st.SearchStrategy[PackageSet]:
        values = hnp.arrays(np.float64, st.tuples(st.integers(1, 9), st.just(n)), elements=SIXTEENTHS)
        least = hnp.arrays(np.float64, n, elements=st.integers(0, 8).map(lambda number: number / 16))
        return st.builds(packages, values, least)

    return st.sampled_from(parties).flatmap(of)


def acceptable_part(p: np.ndarray, q: np.ndarray) -> tuple[float, float] | None:
    """Between which chances of q both gains of the mixture are at least zero."""
    low, high = 0.0, 1.0
    for a, b in zip(p, q, strict=True):
        if a == b:
            if a < 0:
                return None
        elif b > a:
            low = max(low, a / (a - b))
        else:
            high = min(high, a / (a - b))
    return (low, high) if low <= high + 1e-12 else None


def searched(gains: np.ndarray, measure: str, ideal: np.ndarray) -> float | None:
    """The best mixture of any two packages, each measure by its own closed form on a segment."""
    best = None
    for i, j in combinations_with_replacement(range(len(gains)), 2):
        p, q = gains[i], gains[j]
        part = acceptable_part(p, q)
        if part is None:
            continue
        chances = list(part)
        d = q - p
        unit = ideal if measure == "kalai_smorodinsky" else np.ones(2)
        if measure in ("kalai_smorodinsky", "egalitarian") and unit.min() > 0 and d[0] / unit[0] != d[1] / unit[1]:
            chances.append((p[1] / unit[1] - p[0] / unit[0]) / (d[0] / unit[0] - d[1] / unit[1]))
        if measure == "nash" and d[0] * d[1] != 0:
            chances.append(-(p[0] * d[1] + p[1] * d[0]) / (2 * d[0] * d[1]))
        for chance in chances:
            if part[0] - 1e-12 <= chance <= part[1] + 1e-12:
                value = measured(p + chance * d, measure, ideal)
                best = value if best is None else max(best, value)
    return best


def measured(gain: np.ndarray, measure: str, ideal: np.ndarray) -> float:
    match measure:
        case "nash":
            return float(gain.prod())
        case "utilitarian":
            return float(gain.sum())
        case "egalitarian":
            return float(gain.min())
        case _:
            shares = [g / top for g, top in zip(gain, ideal, strict=True) if top > 1e-9]
            return float(min(shares, default=0.0))


def ideal_of(gains: np.ndarray) -> np.ndarray:
    best = np.full(2, -np.inf)
    for i, j in combinations_with_replacement(range(len(gains)), 2):
        part = acceptable_part(gains[i], gains[j])
        for chance in part or ():
            best = np.maximum(best, gains[i] + chance * (gains[j] - gains[i]))
    return best


@settings(max_examples=150, deadline=None)
@given(cases((2,)))
def test_two_parties_equal_search_along_all_pairs(case: PackageSet) -> None:
    result = bargain_over_lotteries(case)
    ideal = ideal_of(case.gains)
    for measure in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        best, lottery = searched(case.gains, measure, ideal), getattr(result, measure)
        assert (lottery is None) == (best is None)
        if lottery is not None:
            assert measured(lottery.gains, measure, ideal) == pytest.approx(best, abs=CLOSE)


# each of the three has a leximin that HiGHS finds infeasible by a hair when it is asked for it again
LEANS_ON_ROUNDING = packages(
    [[0.9375, 0, 0.6875, 0], [0, 0.5625, 0.0625, 0.0625], [0.8125, 0.5, 0.625, 0.0625]], [0] * 4
)
LEANS_ON_A_TIE = packages([[0, 0.625, 0.625, 0.1875], [0, 0.625, 0.5625, 0.375], [0, 0, 0.875, 0.3125]], [0] * 4)
LEANS_ON_A_LOSS = packages([[0, 0.1875, 0, 0.5], [0, 1, -1, 1], [0, 0, 0, 0.857]], [0] * 4)


@settings(max_examples=150, deadline=None)
@given(cases((2, 3, 4)), st.booleans())
@example(LEANS_ON_ROUNDING, True)
@example(LEANS_ON_A_TIE, True)
@example(LEANS_ON_A_LOSS, True)
def test_a_lottery_is_one_acceptable_and_of_few_packages(case: PackageSet, binding: bool) -> None:
    result = bargain_over_lotteries(case, binding)
    for lottery in (result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian):
        if lottery is None:
            assert not (case.gains >= 0).all(axis=1).any()
            continue
        assert 1 <= len(lottery.packages) <= case.n_parties
        assert list(lottery.packages) == sorted(set(lottery.packages))
        assert min(lottery.chances) > 0
        assert sum(lottery.chances) == pytest.approx(1.0)
        assert lottery.values == pytest.approx(np.array(lottery.chances) @ case.values[list(lottery.packages)])
        assert (lottery.gains >= -CLOSE).all()
        if not binding:
            assert (case.gains[list(lottery.packages)] >= 0).all()


@settings(max_examples=100, deadline=None)
@given(cases((3, 4)))
def test_nash_meets_the_condition_for_the_largest_product(case: PackageSet) -> None:
    """At the optimum no package has a larger sum of gains in units of the optimum's gains (concavity)."""
    lottery = bargain_over_lotteries(case).nash
    if lottery is not None and lottery.gains.min() > 1e-3:
        assert (case.gains / lottery.gains).sum(axis=1).max() <= case.n_parties + 1e-5


def most(gains: np.ndarray, party: int, least: np.ndarray) -> float:
    """The most that a party can gain in a mixture that gives each party the least said."""
    answer = linprog(-gains[:, party], -gains.T, -least + 1e-9, np.ones((1, len(gains))), [1.0], method="highs")
    return float(-answer.fun)


@settings(max_examples=100, deadline=None)
@given(cases((2, 3, 4)))
def test_nobody_gains_but_at_the_cost_of_one_who_has_less(case: PackageSet) -> None:
    """On a convex set that is the lexicographic order of the smallest gains (Radunovic & Le Boudec 2007).

    What one party loses another may gain a thousandfold, and so rounding: the tolerances are wide.
    """
    result = bargain_over_lotteries(case)
    if result.egalitarian is None or result.kalai_smorodinsky is None:
        return
    ideal = np.array([most(case.gains, party, np.zeros(case.n_parties)) for party in range(case.n_parties)])
    unit = np.where(ideal > 1e-6, ideal, np.inf)  # who can gain nothing has no share
    for lottery, units in ((result.egalitarian, np.ones(case.n_parties)), (result.kalai_smorodinsky, unit)):
        shares = lottery.gains / units
        for party in np.flatnonzero(units < np.inf):
            less = (shares <= shares[party] + 1e-4) & (np.arange(case.n_parties) != party)
            assert most(case.gains, party, np.where(less, lottery.gains, 0.0)) <= lottery.gains[party] + 1e-3


@settings(max_examples=100, deadline=None)
@given(cases((3, 4)), st.integers(0, 2**32 - 1))
def test_no_random_mixture_is_better(case: PackageSet, seed: int) -> None:
    result = bargain_over_lotteries(case)
    mixed = np.random.default_rng(seed).dirichlet(np.full(len(case), 0.3), 500) @ case.gains
    mixed = np.vstack((mixed, case.gains))
    mixed = mixed[(mixed >= 0).all(axis=1)]
    if not len(mixed):
        return
    assert result.egalitarian is not None
    assert result.utilitarian is not None
    assert result.nash is not None
    assert result.egalitarian.gains.min() >= mixed.min(axis=1).max() - CLOSE
    assert result.utilitarian.gains.sum() >= mixed.sum(axis=1).max() - CLOSE
    assert result.nash.gains.prod() >= mixed.prod(axis=1).max() - CLOSE
    for lottery in (result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian):
        assert lottery is not None
        assert not (mixed > lottery.gains + 1e-5).all(axis=1).any()


def of(lottery: Lottery | None) -> Lottery:
    assert lottery is not None
    return lottery


def test_a_coin_opens_what_no_package_does() -> None:
    """All or nothing for either side, and both would rather fight for 0.4 than get nothing: they toss a coin."""
    result = bargain_over_lotteries(packages([[1, 0], [0, 1]], [0.4, 0.4]))
    assert result.opens
    assert of(result.nash).chances == pytest.approx((0.5, 0.5))
    assert of(result.egalitarian).gains == pytest.approx([0.1, 0.1])
    unbound = bargain_over_lotteries(packages([[1, 0], [0, 1]], [0.4, 0.4]), binding=False)
    assert unbound.nash is None
    assert not unbound.opens


def test_no_lottery_is_acceptable() -> None:
    result = bargain_over_lotteries(packages([[1, 0], [0, 1]], [0.6, 0.6]))
    assert (result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian) == (None,) * 4
    assert bargain_over_lotteries(packages(np.empty((0, 2)), [0, 0])).nash is None


def test_kalai_and_smorodinsky_where_the_frontier_bends() -> None:
    """Frontier (0, 1), (0.8, 0.8), (1, 0) less 0: the ray to (1, 1) meets it at (0.8, 0.8); Nash is there too."""
    result = bargain_over_lotteries(packages([[0, 1], [0.8, 0.8], [1, 0]], [0, 0]))
    assert of(result.kalai_smorodinsky).packages == of(result.nash).packages == (1,)
    assert of(result.kalai_smorodinsky).values == pytest.approx([0.8, 0.8], abs=CLOSE)


def test_nash_and_kalai_smorodinsky_differ() -> None:
    """Frontier (0, 1), (1, 0.5): Nash has 1 x 0.5, the end; the ray to (1, 1) meets x = 1 - x/2 at 2/3."""
    result = bargain_over_lotteries(packages([[0, 1], [1, 0.5]], [0, 0]))
    assert of(result.nash).values == pytest.approx([1, 0.5], abs=CLOSE)
    assert of(result.kalai_smorodinsky).values == pytest.approx([2 / 3, 2 / 3], abs=CLOSE)
    assert of(result.utilitarian).values == pytest.approx([1, 0.5], abs=CLOSE)


def test_leximin_lifts_the_third_party() -> None:
    """Two parties share what the third does not care about; it gets the better of two equal splits."""
    values = [[1, 0, 0.5], [0, 1, 0.5], [1, 0, 0.9], [0, 1, 0.9]]
    result = bargain_over_lotteries(packages(values, [0, 0, 0]))
    assert of(result.egalitarian).values == pytest.approx([0.5, 0.5, 0.9], abs=CLOSE)
    assert of(result.kalai_smorodinsky).values == pytest.approx([0.5, 0.5, 0.9], abs=CLOSE)


def test_a_party_that_cannot_gain() -> None:
    result = bargain_over_lotteries(packages([[0.5, 0.2], [0.5, 0.8], [0.1, 1.0]], [0.5, 0.0]))
    assert of(result.nash).values == pytest.approx([0.5, 0.8], abs=CLOSE)
    assert of(result.kalai_smorodinsky).values == pytest.approx([0.5, 0.8], abs=CLOSE)


def test_the_scale_of_a_value_table_does_not_matter_to_nash() -> None:
    values = np.random.default_rng(3).random((40, 3))
    scale = np.array([1000.0, 1.0, 0.01])
    small = of(bargain_over_lotteries(packages(values, [0.2] * 3)).nash)
    large = of(bargain_over_lotteries(packages(values * scale, list(0.2 * scale))).nash)
    assert large.packages == small.packages
    assert large.chances == pytest.approx(small.chances, abs=1e-6)
