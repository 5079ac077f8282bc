"""Groups of things that belong together, from pairs that do."""

from collections.abc import Iterable


def groups(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers 0 to ``number`` - 1 in groups that pairs join, in the order of their first.

    >>> groups(5, [(0, 3), (3, 4)])
    [[0, 3, 4], [1], [2]]
    """
    parent = list(range(number))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    found: dict[int, list[int]] = {}
    for place in range(number):
        found.setdefault(root(place), []).append(place)
    return list(found.values())
