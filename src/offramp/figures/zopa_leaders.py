"""Names beside a plot, each joined to its place by a straight line; no two lines cross."""

from collections.abc import Sequence

Spot = tuple[float, float]


def ordered(spots: Sequence[Spot], ports: Sequence[Spot]) -> list[int]:
    """Give every spot a port so that no two lines from spot to port cross.

    It swaps the ports of two lines that cross until none do. A swap makes the lines shorter in all (the two sides of a
    triangle are longer than the third), so that it comes to an end.

    Parameters
    ----------
    spots, ports
        In pixels; as many ports as spots, all of them on one side.

    Returns
    -------
    list[int]
        The port of each spot.
    """
    port = [0] * len(spots)
    for rank, k in enumerate(sorted(range(len(spots)), key=lambda k: (spots[k][1], -spots[k][0]))):
        port[k] = rank
    crossed = True
    while crossed:
        crossed = False
        for i in range(len(spots)):
            for j in range(i):
                if crosses((spots[i], ports[port[i]]), (spots[j], ports[port[j]])):
                    port[i], port[j] = port[j], port[i]
                    crossed = True
    return port


def crosses(one: tuple[Spot, Spot], other: tuple[Spot, Spot]) -> bool:
    """Whether two line segments cross inside both."""
    return _turns(one, other) and _turns(other, one)


def _turns(line: tuple[Spot, Spot], ends: tuple[Spot, Spot]) -> bool:
    """Whether two ends lie on different sides of a line."""
    first, second = (_side(line, end) for end in ends)
    return first * second < -1e-9


def _side(line: tuple[Spot, Spot], spot: Spot) -> float:
    (ax, ay), (bx, by) = line
    return (bx - ax) * (spot[1] - ay) - (by - ay) * (spot[0] - ax)


def slots(spots: Sequence[Spot], height: float, top: float, bottom: float) -> list[float]:
    """Return the middles of slots of one height, stacked about level with the spots, from ``top`` down.

    They end above ``bottom`` where there is room.
    """
    total = height * len(spots)
    middle = sum(y for _, y in spots) / len(spots) if spots else 0.0
    first = max(top, min(middle - total / 2, bottom - total))
    return [first + (k + 0.5) * height for k in range(len(spots))]
