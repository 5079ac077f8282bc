"""Bargaining solutions against plain enumeration in fractions, and answers known from theory."""

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.settlement.bargaining import Bargaining, Choice, bargain
from offramp.settlement.package_set import PackageSet, plain_packages

CLOSE = 1e-9

Row = tuple[Fraction, ...]


def solved(values: list[list[float]], reservation: list[float]) -> Bargaining:
    return bargain(plain_packages("abcd"[: len(reservation)], np.array(values), np.array(reservation)))


def chosen(choice: Choice | None) -> int:
    assert choice is not None
    return choice.package


def by_enumeration(values: list[Row], reservation: Row) -> dict[str, list[int]]:
    """The definitions, one package at a time; the optima of each solution."""
    gains = {k: tuple(v - r for v, r in zip(row, reservation, strict=True)) for k, row in enumerate(values)}
    zone = {k: gain for k, gain in gains.items() if min(gain) >= 0}
    if not zone:
        return {}
    ideal = [max(column) for column in zip(*zone.values(), strict=True)]
    measures = {
        "nash": {k: prod(g) for k, g in zone.items()},
        "kalai_smorodinsky": {
            k: min((g / top for g, top in zip(gain, ideal, strict=True) if top > 0), default=0)
            for k, gain in zone.items()
        },
        "egalitarian": {k: tuple(sorted(g)) for k, g in zone.items()},
        "utilitarian": {k: sum(g) for k, g in zone.items()},
    }
    return {name: [k for k in zone if of[k] == max(of.values())] for name, of in measures.items()}


@st.composite
def package_sets(draw: st.DrawFn) -> tuple[list[Row], Row]:
    """Two to four parties; values in sixteenths, few enough to tie often, or in a fine grain."""
    n_parties = draw(st.integers(2, 4))
    grain = draw(st.sampled_from([4, 16, 1 << 12]))
    value = st.integers(0, grain).map(lambda number: Fraction(number, grain))
    row = st.tuples(*[value] * n_parties)
    reservation = draw(st.tuples(*[value.map(lambda v: v / 2)] * n_parties))
    return draw(st.lists(row, min_size=1, max_size=25)), reservation


def of_fractions(values: list[Row], reservation: Row) -> PackageSet:
    table = np.array([[float(v) for v in row] for row in values])
    return plain_packages("abcd"[: len(reservation)], table, np.array([float(r) for r in reservation]))


@settings(max_examples=1000, deadline=None)
@given(package_sets())
def test_equals_enumeration_on_a_thousand_random_sets(case: tuple[list[Row], Row]) -> None:
    expected = by_enumeration(*case)
    result = bargain(of_fractions(*case))
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        choice = getattr(result, name)
        if not expected:
            assert choice is None
            continue
        assert list(choice.optima) == expected[name]
        assert choice.package == expected[name][0]
        values = case[0]
        undominated = [
            k
            for k in expected[name]
            if not any(q != values[k] and all(a >= b for a, b in zip(q, values[k], strict=True)) for q in values)
        ]
        assert choice.undominated == undominated[0]


def test_kalai_smorodinsky_is_max_min_and_not_the_least_spread() -> None:
    """A frontier on which another library gives (0.40, 0.60), whose smallest gain is smaller."""
    result = solved([[0.40, 0.60], [0.70, 0.45], [1, 0], [0, 1]], [0, 0])
    assert result.kalai_smorodinsky == Choice(package=1, optima=(1,), undominated=1, measure=0.45)


def test_the_ideal_point_is_over_the_zone_of_agreement() -> None:
    """The most that the two could have in any package is 1 and 0.9: shares of (0.5, 0.44) would beat (0.3, 0.67).

    In the zone it is 0.5 and 0.9, and shares of (0.6, 0.67) beat (1, 0.44).
    """
    result = solved([[1.0, -1.0], [0.5, 0.4], [0.3, 0.6], [0.1, 0.9]], [0, 0])
    assert chosen(result.kalai_smorodinsky) == 2


def test_no_zone_of_agreement_has_no_solution() -> None:
    """Where another library calls every point optimal."""
    result = solved([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]], [0.6, 0.6])
    assert (result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian) == (None,) * 4
    assert bargain(plain_packages("ab", np.empty((0, 2)), np.zeros(2))).nash is None


def test_dividing_a_cake() -> None:
    """Two risk-neutral sides share 100 slices: all but the utilitarian give half of what no deal leaves."""
    slices = [[k / 100, 1 - k / 100] for k in range(101)]
    result = solved(slices, [0.2, 0.0])
    assert chosen(result.nash) == chosen(result.kalai_smorodinsky) == chosen(result.egalitarian) == 60
    assert result.utilitarian is not None
    assert len(result.utilitarian.optima) == 81


def test_risk_aversion_costs() -> None:
    """The second side values a share x at the square root of x: Nash gives it a third (the closed form)."""
    result = solved([[1 - k / 300, (k / 300) ** 0.5] for k in range(301)], [0, 0])
    assert chosen(result.nash) == 100


def test_ties_are_reported_and_the_first_is_taken() -> None:
    result = solved([[1, 0], [0.3, 0.7], [0.7, 0.3]], [0, 0])
    assert result.nash is not None
    assert (result.nash.package, result.nash.optima) == (1, (1, 2))
    assert result.utilitarian is not None
    assert result.utilitarian.optima == (0, 1, 2)


def test_a_tie_that_another_package_beats() -> None:
    """Both have the smallest gain 0.5; the second gives one side more, and leximin sees it."""
    result = solved([[0.5, 0.5], [0.5, 1.0], [1.0, 0.0]], [0, 0])
    assert result.kalai_smorodinsky is not None
    assert (result.kalai_smorodinsky.package, result.kalai_smorodinsky.undominated) == (0, 1)
    assert result.egalitarian is not None
    assert result.egalitarian.optima == (1,)


def test_a_party_that_cannot_gain_has_no_share() -> None:
    result = solved([[0.5, 0.2], [0.5, 0.8], [0.5, 0.4]], [0.5, 0.0])
    assert result.kalai_smorodinsky == Choice(package=1, optima=(1,), undominated=1, measure=1.0)
    assert result.nash is not None
    assert (result.nash.measure, result.nash.undominated) == (0.0, 1)


@given(package_sets(), st.sampled_from([0.25, 3.0, 1000.0]), st.integers(0, 3))
def test_nash_and_kalai_smorodinsky_do_not_depend_on_the_scale(
    case: tuple[list[Row], Row], factor: float, party: int
) -> None:
    packages = of_fractions(*case)
    scale = np.ones(packages.n_parties)
    scale[party % packages.n_parties] = factor
    scaled = plain_packages(packages.parties, packages.values * scale + 7, packages.reservation * scale + 7)
    before, after = bargain(packages), bargain(scaled)
    for name in ("nash", "kalai_smorodinsky"):
        one, other = getattr(before, name), getattr(after, name)
        assert (one is None) == (other is None)
        if one is not None and one.measure > CLOSE:
            assert one.optima == other.optima


def test_measures() -> None:
    result = solved([[0.5, 0.75]], [0.25, 0.25])
    measures = [result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian]
    assert [choice.measure for choice in measures if choice] == pytest.approx([0.125, 1.0, 0.25, 0.75], abs=CLOSE)
