"""Names beside a plot, each joined to its place by a straight line; no two lines cross."""

from collections.abc import Sequence
from itertools import combinations, count

Spot = tuple[float, float]
_LEAST = 1e-6  # twice the area of a triangle that is more than rounding, square pixels


def ports(spots: Sequence[Spot], heights: Sequence[float], x: float, top: float, bottom: float) -> list[Spot]:
    """Give every name a place so that no two lines from spot to name cross.

    Two names whose lines cross are swapped until none do. Among names of one height a swap makes the lines shorter in
    all (two sides of a triangle are longer than the third), so that this ends; where names of different heights go
    round in circles, all take the room of the tallest.

    Parameters
    ----------
    spots
        In pixels, all left of ``x``.
    heights
        Of the names, in pixels.
    x
        Where the lines end.
    top, bottom
        Where the names are to stand; they go below ``bottom`` if there are too many.

    Returns
    -------
    list[tuple[float, float]]
        Where each spot's line ends: level with the middle of its name.
    """
    found = _swapped(spots, heights, x, top, bottom, len(spots) ** 2)
    return found or _swapped(spots, [max(heights)] * len(spots), x, top, bottom, None) or []


def _swapped(
    spots: Sequence[Spot], heights: Sequence[float], x: float, top: float, bottom: float, most: int | None
) -> list[Spot] | None:
    """Swap until no two lines cross; ``None`` after ``most`` swaps."""
    order = sorted(range(len(spots)), key=lambda k: (spots[k][1], -spots[k][0]))
    for _ in count() if most is None else range(most + 1):
        ends = _stacked(spots, heights, order, x, top, bottom)
        lines = list(zip(spots, ends, strict=True))
        pair = next(((i, j) for i, j in combinations(range(len(order)), 2) if crosses(lines[i], lines[j])), None)
        if pair is None:
            return ends
        i, j = (order.index(k) for k in pair)
        order[i], order[j] = order[j], order[i]
    return None


def _stacked(
    spots: Sequence[Spot], heights: Sequence[float], order: Sequence[int], x: float, top: float, bottom: float
) -> list[Spot]:
    """Return the middles of names stacked in an order, about level with their spots."""
    total = sum(heights)
    y = max(top, min(sum(y for _, y in spots) / len(spots) - total / 2, bottom - total))
    ends: list[Spot] = [(x, 0.0)] * len(spots)
    for k in order:
        ends[k] = (x, y + heights[k] / 2)
        y += heights[k]
    return ends


def crosses(one: tuple[Spot, Spot], other: tuple[Spot, Spot]) -> bool:
    """Whether two line segments cross inside both."""
    return _turns(one, other) and _turns(other, one)


def _turns(line: tuple[Spot, Spot], ends: tuple[Spot, Spot]) -> bool:
    """Whether two ends lie on different sides of a line."""
    first, second = (_side(line, end) for end in ends)
    return min(first, second) < -_LEAST and max(first, second) > _LEAST


def _side(line: tuple[Spot, Spot], spot: Spot) -> float:
    (ax, ay), (bx, by) = line
    return (bx - ax) * (spot[1] - ay) - (by - ay) * (spot[0] - ax)
