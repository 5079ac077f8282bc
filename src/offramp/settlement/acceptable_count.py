"""How many packages are in the zone of possible agreement, where they are too many to list.

The sums over the first issues are kept with the number of choices that lead to each; equal sums are one. While these
stay few (values in points, say) the count is exact. When they become too many, the values are rounded onto a grid, down
for a lower and up for an upper bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.issues import AdditivePackages
from offramp.settlement.values import Values

LARGEST_EXACT = 1 << 53
"""Number of packages up to which counts are whole numbers in a double."""
_SUMS = 1 << 18  # different sums that are kept
_CELLS = 1 << 20  # of a grid
_ROUNDING = 1e-10  # of counts beyond whole numbers in a double
_SUM_ROUNDING = 1e-12  # of the largest sum, by which a sum in another order may differ
_GRID_ROUNDING = 1e-7  # of a cell, by which a bound is kept on the safe side


@dataclass(frozen=True, slots=True)
class Count:
    """A number of packages, or the bounds between which it lies.

    Attributes
    ----------
    least, most
        The bounds, inclusive.
    """

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.least == self.most

    def __str__(self) -> str:
        if self.exact:
            return f"{self.least:,}"
        return f"between {self.least:.3g} and {self.most:.3g}"


def acceptable_count(packages: AdditivePackages) -> Count:
    """Return how many packages are worth at least its reservation value to each party.

    Returns
    -------
    Count
        Exact up to 2^53 packages whose sums take few values; bounds otherwise.

    Examples
    --------
    >>> from offramp.settlement.issues import Issue, additive_packages
    >>> issues = [Issue(f"i{k}", np.array([[1.0, 0.0], [0.0, 1.0]])) for k in range(10)]
    >>> str(acceptable_count(additive_packages("ab", issues, {"a": 5, "b": 4})))
    '462'
    """
    if not packages.n_packages:
        return Count(0, 0)
    exact = _count_sums(packages)
    if exact is not None:
        return _counted(exact, exact, packages.n_packages)
    least, most = (_count_on_grid(packages, upwards) for upwards in (False, True))
    return _counted(least, most, packages.n_packages)


def _counted(least: float, most: float, n_packages: int) -> Count:
    if n_packages <= LARGEST_EXACT:
        return Count(int(least), int(most))
    return Count(int(least * (1 - _ROUNDING)), min(n_packages, int(most * (1 + _ROUNDING)) + 1))


def _count_sums(packages: AdditivePackages) -> float | None:
    """Return the number of acceptable packages; ``None`` when there are too many different sums."""
    sums, numbers = packages.base[None].astype(np.float64), np.ones(1)
    for issue in packages.issues:
        if len(sums) * len(issue) > 8 * _SUMS:
            return None
        together = (sums[:, None] + issue.values[None]).reshape(-1, sums.shape[1])
        sums, numbers = _merged(together, np.repeat(numbers, len(issue)))
        if len(sums) > _SUMS:
            return None
    acceptable = np.all(packages.scaled(sums) >= packages.reservation, axis=1)
    return float(numbers[acceptable].sum())


def _merged(sums: Values, numbers: Values) -> tuple[Values, Values]:
    """Return each different row once, with the sum of its numbers."""
    order = np.lexsort(sums.T)
    ordered = sums[order]
    first = np.concatenate(([True], (ordered[1:] != ordered[:-1]).any(axis=1)))
    return ordered[first], np.add.reduceat(numbers[order], np.flatnonzero(first))


def _count_on_grid(packages: AdditivePackages, upwards: bool) -> float:
    """Count on a grid from the least sum up to what each party needs; what has reached that stays there.

    Parts are rounded down (up), and the need up (down): the count is too small (too large).
    """
    least = [issue.values.min(axis=0) for issue in packages.issues]
    need = _need(packages, least, upwards)
    needy = np.flatnonzero(need > 0)
    n_cells = round(_CELLS ** (1 / max(len(needy), 1)))
    goal = n_cells - 1 if upwards else n_cells + 1
    numbers = np.zeros((goal + 1,) * len(needy))
    numbers[(0,) * len(needy)] = 1.0
    for issue, lowest in zip(packages.issues, least, strict=True):
        amounts = np.minimum((issue.values - lowest)[:, needy], 2 * need[needy])  # twice reaches any goal
        steps = _cells(amounts / need[needy] * n_cells, upwards)
        numbers = _added(numbers, np.clip(steps, 0, goal).astype(np.int64))
    return float(numbers[(goal,) * len(needy)])


def _need(packages: AdditivePackages, least: Sequence[Values], upwards: bool) -> Values:
    """Return what each party needs beyond the least sum, less (more) what rounding may have done to any sum."""
    rest = (-packages.reservation * packages.spread, -packages.worst, packages.base)
    magnitude = sum(np.abs(part) for part in rest) + sum(np.abs(issue.values).max(axis=0) for issue in packages.issues)
    need: Values = -sum(rest) - np.sum(least, axis=0)
    doubt: Values = _SUM_ROUNDING * magnitude
    return need - doubt if upwards else need + doubt


def _cells(amounts: Values, upwards: bool) -> Values:
    """Round to whole cells, on the safe side of what rounding may have done to the amounts."""
    whole: Values = np.ceil(amounts + _GRID_ROUNDING) if upwards else np.floor(amounts - _GRID_ROUNDING)
    return whole


def _added(numbers: Values, steps: NDArray[np.int64]) -> Values:
    """Return the numbers after one more issue, whose levels each shift the grid by some cells."""
    result = np.zeros_like(numbers)
    for step in steps:
        shifted = numbers
        for axis, size in enumerate(step.tolist()):
            shifted = _shifted(shifted, axis, size)
        result += shifted
    return result


def _shifted(numbers: Values, axis: int, size: int) -> Values:
    """Shift along an axis; what would leave at the end stays in the last cell."""
    if size == 0:
        return numbers
    moved = np.moveaxis(numbers, axis, 0)
    result = np.zeros_like(moved)
    result[size:] = moved[: len(moved) - size]
    result[-1] += moved[len(moved) - size :].sum(axis=0)
    return np.moveaxis(result, 0, axis)
