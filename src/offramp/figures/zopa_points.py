"""What a picture of packages shows: points with two values, two parties, and points at one place as one mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

SOLUTIONS = {"N": "Nash", "KS": "Kalai–Smorodinsky", "E": "egalitarian", "U": "utilitarian"}
"""The letters of the bargaining solutions."""

_SAME = 3.0  # named points nearer to each other than this share a mark, pixels


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two parties of a picture.

    Attributes
    ----------
    name
        For people.
    reservation
        What no deal is worth to it: the least that it accepts.
    """

    name: str
    reservation: float


@dataclass(frozen=True, slots=True)
class Point:
    """A package, or several that are worth the same.

    Attributes
    ----------
    x, y
        What it is worth to the first party and to the second, finite.
    accepted
        Whether every party accepts it, those not shown as well.
    efficient
        Whether it is on the Pareto frontier of all parties.
    label
        A short name, of an offer for instance; those that have one are pointed out.
    n
        Number of packages, at least 1.
    solutions
        The bargaining solutions that select it: letters out of :data:`SOLUTIONS`.
    """

    x: float
    y: float
    accepted: bool
    efficient: bool
    label: str | None = None
    n: int = 1
    solutions: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it is pointed out."""
        return bool(self.label or self.solutions)


@dataclass(frozen=True, slots=True)
class Panel:
    """The packages as two of the parties see them."""

    x: Party
    y: Party
    points: tuple[Point, ...]

    def acceptable_to_both(self, point: Point) -> bool:
        """Whether a point is in the zone of possible agreement of these two parties."""
        return point.x >= self.x.reservation and point.y >= self.y.reservation


@dataclass(frozen=True, slots=True)
class Valued:
    """A package with what it is worth to every party, in the order of the parties; the rest as in :class:`Point`."""

    values: tuple[float, ...]
    accepted: bool
    efficient: bool
    label: str | None = None
    n: int = 1
    solutions: tuple[str, ...] = ()


def panels(parties: Sequence[Party], packages: Sequence[Valued]) -> tuple[Panel, ...]:
    """Return a panel for each pair of parties, in order.

    Raises
    ------
    ValueError
        When a package does not have one value for each party.
    """
    for each in packages:
        if len(each.values) != len(parties):
            raise ValueError(f"a package has {len(each.values)} values for {len(parties)} parties")
    return tuple(
        Panel(
            parties[i],
            parties[j],
            tuple(
                Point(p.values[i], p.values[j], p.accepted, p.efficient, p.label, p.n, p.solutions) for p in packages
            ),
        )
        for i, j in combinations(range(len(parties)), 2)
    )


@dataclass(slots=True)
class Place:
    """Points that share a mark, and where it is, in pixels."""

    x: float
    y: float
    points: list[Point]

    @property
    def named(self) -> bool:
        """Whether any of its points is pointed out."""
        return any(point.named for point in self.points)

    @property
    def n(self) -> int:
        """Number of packages."""
        return sum(point.n for point in self.points)

    @property
    def n_accepted(self) -> int:
        """Number of packages that every party accepts."""
        return sum(point.n for point in self.points if point.accepted)

    @property
    def n_efficient(self) -> int:
        """Number of packages on the Pareto frontier."""
        return sum(point.n for point in self.points if point.efficient)

    @property
    def labels(self) -> list[str]:
        """The names of its points, each once, in order."""
        return list(dict.fromkeys(point.label for point in self.points if point.label))

    @property
    def solutions(self) -> list[str]:
        """The letters of the bargaining solutions here, in the usual order."""
        chosen = {letter for point in self.points for letter in point.solutions}
        return [letter for letter in SOLUTIONS if letter in chosen]


def places(panel: Panel, at: Sequence[tuple[float, float]], distance: float) -> list[Place]:
    """Gather points that would lie on each other into places; a place never reaches across a reservation value.

    Parameters
    ----------
    panel
        The points.
    at
        Where each is, in pixels.
    distance
        Least distance of two marks, in pixels; those of named points may be nearer.

    Returns
    -------
    list[Place]
        Named points first; each place lies at its first point.
    """
    found: list[Place] = []
    near: dict[tuple[int, int, bool, bool], list[Place]] = {}
    for k in sorted(range(len(panel.points)), key=lambda k: _rank(panel.points[k])):
        point, (x, y) = panel.points[k], at[k]
        sides = (point.x >= panel.x.reservation, point.y >= panel.y.reservation)
        column, row = int(x // distance), int(y // distance)
        reach = _SAME if point.named else distance
        others = [
            (gap, place)
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for place in near.get((c, r, *sides), ())
            if (gap := ((place.x - x) ** 2 + (place.y - y) ** 2) ** 0.5) < reach
        ]
        if others:
            min(others, key=lambda other: other[0])[1].points.append(point)
        else:
            place = Place(x, y, [point])
            found.append(place)
            near.setdefault((column, row, *sides), []).append(place)
    return found


def _rank(point: Point) -> tuple[bool, bool, bool]:
    """What is pointed out, efficient or accepted lies where it truly is; others may join it."""
    return not point.named, not point.efficient, not point.accepted
