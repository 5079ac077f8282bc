from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from offramp.settlement import issues as issues_file
from offramp.settlement.bargaining import bargain
from offramp.settlement.issues import (
    AdditivePackages,
    Issue,
    TooManyPackagesError,
    additive_frontier,
    additive_packages,
)
from offramp.settlement.package_set import plain_packages
from offramp.settlement.pareto import efficient

COARSE = st.integers(-2, 5).map(float)
FINE = st.floats(0, 1)
PARTIES = "abcd"


@st.composite
def additive(draw: st.DrawFn) -> AdditivePackages:
    n_parties = draw(st.integers(2, 4))
    elements = draw(st.sampled_from([COARSE, FINE]))
    table = hnp.arrays(np.float64, st.tuples(st.integers(1, 4), st.just(n_parties)), elements=elements)
    issues = [Issue(f"i{k}", values) for k, values in enumerate(draw(st.lists(table, max_size=4)))]
    least = draw(st.lists(elements, min_size=n_parties, max_size=n_parties))
    return additive_packages(PARTIES[:n_parties], issues, dict(zip(PARTIES, least, strict=False)))


def enumerated(packages: AdditivePackages) -> np.ndarray:
    """Every package, its issues added in order."""
    rows = []
    for levels in product(*(range(len(issue)) for issue in packages.issues)):
        total = packages.base.copy()
        for issue, level in zip(packages.issues, levels, strict=True):
            total = total + issue.values[level]
        rows.append(total)
    return np.array(rows)


@settings(deadline=None, max_examples=200)
@given(additive())
def test_equals_full_enumeration(packages: AdditivePackages) -> None:
    everything = enumerated(packages)
    frontier = additive_frontier(packages)
    expected = np.unique(everything[efficient(everything)], axis=0)
    assert packages.n_packages == len(everything)
    assert frontier.values.tolist() == expected.tolist()
    assert packages.values(frontier.choices).tolist() == frontier.values.tolist()
    assert frontier.acceptable.tolist() == (expected >= packages.reservation).all(axis=1).tolist()


@settings(deadline=None, max_examples=200)
@given(additive())
def test_bargaining_on_the_frontier_is_bargaining_on_everything(packages: AdditivePackages) -> None:
    whole = bargain(plain_packages(packages.parties, enumerated(packages), packages.reservation))
    short = bargain(additive_frontier(packages).as_packages())
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        one, other = getattr(whole, name), getattr(short, name)
        assert (one is None) == (other is None)
        if one is not None:
            assert other.measure == pytest.approx(one.measure, rel=1e-9, abs=1e-12)


def test_ten_to_the_thirtieth_packages() -> None:
    rng = np.random.default_rng(5)
    issues = [Issue(f"i{k}", rng.random((10, 2))) for k in range(30)]
    packages = additive_packages("ab", issues, {"a": 15.0, "b": 15.0})
    frontier = additive_frontier(packages)
    assert packages.n_packages == 10**30
    assert frontier.acceptable.any()
    best_sum = sum(issue.values.sum(axis=1).max() for issue in issues)
    assert frontier.values.sum(axis=1).max() == pytest.approx(best_sum)
    assert frontier.values.max(axis=0) == pytest.approx(sum(issue.values.max(axis=0) for issue in issues))


def test_labels_and_settings() -> None:
    pay = Issue("pay", np.array([[1.0, 0.0], [0.0, 1.0]]), level_names=("high", "low"))
    codes = np.array([0, 3], dtype=np.uint32)
    rest = Issue("rest", np.array([[0.0, 0.0], [1.0, 1.0]]), options=("a.x", "b.y"), codes=codes)
    days = Issue("days", np.array([[0.0, 0.0]]))
    frontier = additive_frontier(additive_packages("ab", [pay, rest, days], {"a": 0, "b": 0}))
    assert [frontier.label(k) for k in range(2)] == [
        "pay: low, rest: a.x + b.y, days: 1",
        "pay: high, rest: a.x + b.y, days: 1",
    ]
    assert frontier.setting(0) == {"a.x": True, "b.y": True}
    assert rest.label(0) == "none"


def test_a_frontier_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issues_file, "LARGEST_FRONTIER", 100)
    levels = np.stack((np.arange(11.0), -np.arange(11.0)), axis=1)
    issues = [Issue("pay", levels), Issue("hours", levels)]
    with pytest.raises(TooManyPackagesError) as caught:
        additive_frontier(additive_packages("ab", issues, {"a": 0, "b": 0}))
    assert str(caught.value) == (
        "after 1 of 2 issues 11 choices are on the frontier, and with the 11 levels of hours there are more than the "
        "100 that can be compared: give values in coarser steps, so that more of them are equal, or bargain between "
        "fewer parties at once"
    )
