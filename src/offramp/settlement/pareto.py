"""The Pareto frontier.

A package *dominates* another when no party is worse off and some party is better off; it dominates it *strongly* when
every party is better off. The frontier holds the packages that nothing dominates (Pareto efficient); those that nothing
dominates strongly are weakly efficient. Packages of equal value do not dominate each other: all of them are on the
frontier, or none. Everything here is a matter of order: no difference or sum of values is compared.
"""

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.values import Values

Mask = NDArray[np.bool_]

_PRUNED = 1 << 12  # packages above which a few good ones are first used to throw out most of the others
_PRUNERS = 8
_CELLS = 1 << 14  # of the grid of two parties
_OTHERS = 256  # packages that others are compared with at once
_COMPARISONS = 1 << 20  # pairs compared at once


def efficient(values: Values) -> Mask:
    """Return which packages nothing dominates.

    Two parties take one sort, O(n log n); more take comparisons with what is on the frontier so far, in blocks. Before
    either, packages that a few good ones dominate are thrown out.

    Parameters
    ----------
    values
        Shape ``(n_packages, n_parties)``.

    Returns
    -------
    Mask
        Shape ``(n_packages,)``.

    Examples
    --------
    >>> efficient(np.array([[1.0, 3.0], [2.0, 2.0], [1.0, 2.0], [2.0, 2.0]])).tolist()
    [True, True, False, True]
    """
    values = np.asarray(values, dtype=np.float64)
    mask = np.zeros(len(values), dtype=np.bool_)
    left = _pruned(values)
    find = _efficient_pairs if values.shape[1] == 2 else _efficient_blocks
    mask[left] = find(values[left])
    return mask


def weakly_efficient(values: Values) -> Mask:
    """Return which packages nothing dominates strongly: none makes every party better off; shape ``(n_packages,)``.

    Examples
    --------
    >>> weakly_efficient(np.array([[1.0, 3.0], [2.0, 2.0], [1.0, 2.0], [0.0, 2.0]])).tolist()
    [True, True, True, False]
    """
    values = np.asarray(values, dtype=np.float64)
    mask = np.zeros(len(values), dtype=np.bool_)
    left = _pruned(values)
    rest = values[left]
    if values.shape[1] == 2:
        mask[left] = _weakly_efficient_pairs(rest)
    else:
        mask[left] = ~_any(rest, np.unique(rest[efficient(rest)], axis=0), np.greater)
    return mask


def dominator(values: Values, index: int) -> int | None:
    """Return the first package on the frontier that dominates a package; ``None`` when it is on the frontier itself."""
    better = (values >= values[index]).all(axis=1) & (values > values[index]).any(axis=1)
    candidates = np.flatnonzero(better)
    if not len(candidates):
        return None
    return int(candidates[efficient(values[candidates])][0])


def _pruned(values: Values) -> NDArray[np.int64]:
    """Return the packages that are left when those that a few good ones dominate are thrown out, increasing.

    The good ones are best on weighted sums in a few directions; with two parties, best in the cells of a grid as well.
    Whatever is on the frontier is left.
    """
    left, rest = np.arange(len(values)), values
    n_parties = values.shape[1]
    for direction in _directions(n_parties, 1 if n_parties == 2 else _PRUNERS):
        if len(left) < _PRUNED:
            return left
        best = rest[np.argmax(rest @ direction)]
        kept = np.flatnonzero(~_strongly_below(rest, best))
        left, rest = left[kept], rest[kept]
    return left[~_below_grid(rest)] if n_parties == 2 and len(left) >= _PRUNED else left


def _directions(n_parties: int, n: int) -> Values:
    """Return weights that are equal first and then favour one party or another; shape ``(n, n_parties)``."""
    tilted = np.random.default_rng(0).dirichlet(np.ones(n_parties), n - 1)
    return np.concatenate((np.full((1, n_parties), 1.0 / n_parties), tilted))


def _below_grid(values: Values) -> Mask:
    """Cut the first party's values into cells: below are those that the second's best in a later cell beats.

    Rounding keeps order, so what lies in a later cell is greater.
    """
    first, second = values.T
    low, high = float(first.min()), float(first.max())
    if not 0 < high - low < np.inf:
        return np.zeros(len(values), dtype=np.bool_)
    cell = ((first - low) / (high - low) * _CELLS).astype(np.int64)
    best = np.full(_CELLS + 2, -np.inf)
    np.maximum.at(best, cell, second)
    later = np.maximum.accumulate(best[::-1])[::-1]
    below: Mask = second < later[cell + 1]
    return below


def _strongly_below(values: Values, best: Values) -> Mask:
    below: Mask = values[:, 0] < best[0]
    for party in range(1, values.shape[1]):
        below &= values[:, party] < best[party]
    return below


def _efficient_pairs(values: Values) -> Mask:
    """Walk down the first party's values: a package stays if the second party's is the best so far."""
    mask = np.empty(len(values), dtype=np.bool_)
    order, second, best, before = _walked(values)
    mask[order] = (second == best) & (second > before)
    return mask


def _weakly_efficient_pairs(values: Values) -> Mask:
    mask = np.empty(len(values), dtype=np.bool_)
    order, second, _, before = _walked(values)
    mask[order] = second >= before
    return mask


def _walked(values: Values) -> tuple[NDArray[np.int64], Values, Values, Values]:
    """Order packages by the first party's value, best first.

    Returns
    -------
    order, second, best, before
        Shape ``(n_packages,)`` each: the order, and in it the second party's value, its best among packages with the
        same first value, and its best among those with a greater first value.
    """
    order = np.lexsort((-values[:, 1], -values[:, 0]))
    first, second = values[order].T
    starts = np.concatenate(([True], first[1:] != first[:-1]))[: len(first)]
    group = np.cumsum(starts) - 1
    best = second[starts]
    before = np.concatenate(([-np.inf], np.maximum.accumulate(best)))
    return order, second, best[group], before[group]


def _efficient_blocks(values: Values) -> Mask:
    """Compare with the frontier so far, likeliest dominators first: one that dominates has no smaller sum.

    Rounded sums keep that order, and equal sums are told apart by the values themselves.
    """
    unique, inverse = np.unique(values, axis=0, return_inverse=True)
    total = unique.sum(axis=1)
    order = np.lexsort((*unique.T[::-1], total))[::-1]
    kept = np.zeros(len(unique), dtype=np.bool_)
    frontier = np.empty_like(unique[:0])
    for first in range(0, len(order), _OTHERS):
        block = order[first : first + _OTHERS]
        block = block[~_any(unique[block], frontier, np.greater_equal)]
        # no two rows are equal, so what is at least as good everywhere and earlier in the order dominates
        block = block[~_any_earlier(unique[block])]
        kept[block] = True
        frontier = np.concatenate((frontier, unique[block]))
    mask: Mask = kept[inverse.reshape(-1)]
    return mask


def _any(values: Values, others: Values, compare: np.ufunc) -> Mask:
    """Return for which rows some other row compares so at every party.

    The others are tried some at a time, and a row that has found one is not looked at again.
    """
    unfound = np.arange(len(values))
    for first in range(0, len(others), _OTHERS):
        some = others[first : first + _OTHERS]
        step = max(1, _COMPARISONS // len(some))
        parts = [unfound[start : start + step] for start in range(0, len(unfound), step)]
        unfound = np.concatenate([part[~_any_of(values[part], some, compare)] for part in parts] or [unfound])
    found = np.ones(len(values), dtype=np.bool_)
    found[unfound] = False
    return found


def _any_of(values: Values, others: Values, compare: np.ufunc) -> Mask:
    every = compare(others[None, :, 0], values[:, None, 0])
    for party in range(1, values.shape[1]):
        every &= compare(others[None, :, party], values[:, None, party])
    found: Mask = np.any(every, axis=1)
    return found


def _any_earlier(values: Values) -> Mask:
    """Return which rows an earlier row is at least as good as at every party."""
    every = np.tri(len(values), k=-1, dtype=np.bool_)
    for party in range(values.shape[1]):
        every &= values[None, :, party] >= values[:, None, party]
    found: Mask = np.any(every, axis=1)
    return found
