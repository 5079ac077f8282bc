from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from offramp.settlement import acceptable_count as count_file
from offramp.settlement.acceptable_count import Count, acceptable_count
from offramp.settlement.issues import AdditivePackages, Issue, additive_packages


@st.composite
def additive(draw: st.DrawFn) -> AdditivePackages:
    n_parties = draw(st.integers(1, 3))
    elements = draw(st.sampled_from([st.integers(-2, 4).map(float), st.floats(-1, 1)]))
    table = hnp.arrays(np.float64, st.tuples(st.integers(1, 4), st.just(n_parties)), elements=elements)
    issues = [Issue(f"i{k}", values) for k, values in enumerate(draw(st.lists(table, min_size=1, max_size=4)))]
    return additive_packages("abc"[:n_parties], issues, {party: draw(st.integers(-4, 8)) for party in "abc"})


def enumerated(packages: AdditivePackages) -> int:
    choices = np.array(list(product(*(range(len(issue)) for issue in packages.issues))))
    return int((packages.values(choices) >= packages.reservation).all(axis=1).sum())


@given(additive())
def test_equals_enumeration(packages: AdditivePackages) -> None:
    expected = enumerated(packages)
    assert acceptable_count(packages) == Count(expected, expected)


@given(additive())
def test_bounds_hold_where_sums_are_rounded_onto_a_grid(packages: AdditivePackages) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(count_file, "_SUMS", 0)
        patched.setattr(count_file, "_CELLS", 1000)
        count = acceptable_count(packages)
    assert 0 <= count.least <= enumerated(packages) <= count.most <= packages.n_packages


@pytest.mark.parametrize("least_value", [-6.5e-59, -5e-324, 0.1 + 0.2 - 0.3])
def test_bounds_hold_where_little_is_needed(least_value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a party needs is next to nothing, or nothing but rounding, beside what the levels give."""
    monkeypatch.setattr(count_file, "_SUMS", 0)
    packages = additive_packages("a", [Issue("i", np.array([[least_value], [1.0]]))], {"a": 0})
    count = acceptable_count(packages)
    assert count.least <= enumerated(packages) <= count.most


def test_sums_in_another_order_are_within_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """0.1 + 0.2 is at least 0.3, but 0.3 - 0.1 - 0.2 is not 0."""
    monkeypatch.setattr(count_file, "_SUMS", 0)
    issues = [Issue("i", np.array([[0.1]])), Issue("j", np.array([[0.2]])), Issue("k", np.array([[0.0], [1.0]]))]
    packages = additive_packages("a", issues, {"a": 0.3})
    assert enumerated(packages) == 2
    count = acceptable_count(packages)
    assert (count.least, count.most) == (1, 2)


def test_many_packages_in_points_are_counted_exactly() -> None:
    """2^40 packages: of 40 single points each goes to one side; each needs 15: the binomial sum from 15 to 25."""
    from math import comb

    issues = [Issue(f"i{k}", np.array([[1.0, 0.0], [0.0, 1.0]])) for k in range(40)]
    count = acceptable_count(additive_packages("ab", issues, {"a": 15, "b": 15}))
    assert count.exact
    assert count.least == sum(comb(40, k) for k in range(15, 26))


def test_beyond_whole_numbers_it_is_a_bound() -> None:
    from math import comb

    issues = [Issue(f"i{k}", np.array([[1.0, 0.0], [0.0, 1.0]])) for k in range(100)]
    count = acceptable_count(additive_packages("ab", issues, {"a": 45, "b": 45}))
    expected = sum(comb(100, k) for k in range(45, 56))
    assert not count.exact
    assert count.least < expected < count.most
    assert count.most / count.least < 1 + 1e-9
    assert str(count) == "between 9.24e+29 and 9.24e+29"


def test_ten_to_the_thirtieth_with_values_of_any_kind_lies_between_bounds() -> None:
    rng = np.random.default_rng(1)
    issues = [Issue(f"i{k}", rng.random((10, 2))) for k in range(30)]
    packages = additive_packages("ab", issues, {"a": 15.0, "b": 15.0})
    count = acceptable_count(packages)
    sample = rng.integers(0, 10, (200_000, 30))
    share = (packages.values(sample) >= packages.reservation).all(axis=1).mean()
    assert count.least / 10**30 - 0.01 <= share <= count.most / 10**30 + 0.01
    assert count.most < 2 * count.least


def test_no_package() -> None:
    assert acceptable_count(additive_packages("a", [Issue("none", np.empty((0, 1)))], {"a": 0})) == Count(0, 0)


def test_words() -> None:
    assert str(Count(1234, 1234)) == "1,234"
