import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from offramp.settlement import pareto
from offramp.settlement.pareto import dominator, efficient, weakly_efficient


def dominates(a: np.ndarray, b: np.ndarray) -> bool:
    return all(x >= y for x, y in zip(a, b, strict=True)) and any(x > y for x, y in zip(a, b, strict=True))


def dominates_strongly(a: np.ndarray, b: np.ndarray) -> bool:
    return all(x > y for x, y in zip(a, b, strict=True))


def tied_values(max_packages: int = 25) -> st.SearchStrategy[np.ndarray]:
    """Values on a small grid, so that ties and copies are common."""
    shapes = st.tuples(st.integers(0, max_packages), st.integers(1, 5))
    return shapes.flatmap(lambda shape: hnp.arrays(np.float64, shape, elements=st.integers(-3, 3).map(float)))


@given(tied_values())
def test_equals_the_definitions(values: np.ndarray) -> None:
    assert efficient(values).tolist() == [not any(dominates(q, p) for q in values) for p in values]
    assert weakly_efficient(values).tolist() == [not any(dominates_strongly(q, p) for q in values) for p in values]


@pytest.mark.parametrize("n_parties", [2, 3, 4])
@pytest.mark.parametrize("grid", [4, 30, None])
def test_many_packages_equal_comparison_with_all(
    n_parties: int, grid: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enough packages that the good ones throw others out first, and that blocks are full."""
    monkeypatch.setattr(pareto, "_PRUNED", 100)
    monkeypatch.setattr(pareto, "_CELLS", 20)
    values = np.random.default_rng(n_parties).random((1500, n_parties))
    values = np.floor(values * grid) if grid else values / values.sum(axis=1, keepdims=True)
    strictly = (values[None] > values[:, None]).all(axis=2).any(axis=1)
    weakly = ((values[None] >= values[:, None]).all(axis=2) & (values[None] > values[:, None]).any(axis=2)).any(axis=1)
    assert (efficient(values) == ~weakly).all()
    assert (weakly_efficient(values) == ~strictly).all()


def test_a_sum_that_rounds_away_the_difference() -> None:
    """The second is better by less than their sums can show."""
    values = np.array([[1.0, 1e-30, 1.0], [1.0, 2e-30, 1.0], [1.0, 2e-30, 1.0]])
    assert efficient(values).tolist() == [False, True, True]


def test_a_million_on_the_frontier() -> None:
    first = np.arange(1_000_000.0)
    values = np.stack((first, -first), axis=1)
    assert efficient(values).all()
    assert weakly_efficient(values).all()


@given(hnp.arrays(np.float64, (30, 2), elements=st.floats(-1e308, 1e308)), st.sampled_from([1, 3, 100]))
def test_values_of_any_size_on_the_grid_of_two_parties(values: np.ndarray, cells: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pareto, "_PRUNED", 0)
        patched.setattr(pareto, "_CELLS", cells)
        assert efficient(values / 4).tolist() == [not any(dominates(q, p) for q in values / 4) for p in values / 4]
        assert efficient(values[:, :1].repeat(2, axis=1)).tolist() == (values[:, 0] == values[:, 0].max()).tolist()


@given(tied_values(12))
def test_the_dominator_is_on_the_frontier_and_dominates(values: np.ndarray) -> None:
    frontier = efficient(values)
    for index in range(len(values)):
        witness = dominator(values, index)
        if frontier[index]:
            assert witness is None
        else:
            assert witness is not None
            assert frontier[witness]
            assert dominates(values[witness], values[index])
