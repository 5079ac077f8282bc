"""A picture of packages in words and as a table."""

from collections.abc import Iterable, Sequence

from offramp.figures.figure import Table
from offramp.figures.words import counted, listing
from offramp.figures.zopa_points import SOLUTIONS, Panel, Point

_MOST_ROWS = 60


def describe(some: Sequence[Panel]) -> str:
    """Say how many packages are acceptable to whom, and where those that are pointed out fall."""
    points = some[0].points
    accepted, efficient = _count(p for p in points if p.accepted), _count(p for p in points if p.efficient)
    sentences = [
        f"{counted(_count(points), 'package')}: {_amount(accepted)} acceptable to all parties, "
        f"{efficient:,} on the Pareto frontier."
    ]
    sentences += [_pair(panel) for panel in some]
    if len(some) == 1:
        sentences += [_where(some[0], point) for point in points if point.named]
    return " ".join(sentences)


def _pair(panel: Panel) -> str:
    both = _count(point for point in panel.points if panel.acceptable_to_both(point))
    return f"{_amount(both, capital=True)} worth at least no deal to both {panel.x.name} and {panel.y.name}."


def _where(panel: Panel, point: Point) -> str:
    values = f"worth {point.x:.2f} to {panel.x.name} and {point.y:.2f} to {panel.y.name}"
    return f"{_capital(_name(point))}: {values}, {_acceptance(panel, point)}."


def _acceptance(panel: Panel, point: Point) -> str:
    if point.accepted:
        return "acceptable to all parties"
    refusing = [party.name for party, value in ((panel.x, point.x), (panel.y, point.y)) if value < party.reservation]
    return f"refused by {listing(refusing) or 'another party'}"


def _name(point: Point) -> str:
    solutions = [f"the {SOLUTIONS[letter]} solution" for letter in point.solutions]
    return listing(filter(None, [f"“{point.label}”" if point.label else "", *solutions]))


def _amount(count: int, *, capital: bool = False) -> str:
    words = "none is" if not count else "1 is" if count == 1 else f"{count:,} are"
    return _capital(words) if capital else words


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _count(points: Iterable[Point]) -> int:
    return sum(point.n for point in points)


def tabulate(some: Sequence[Panel]) -> Table:
    """Return the points of each panel: those pointed out first, then the accepted and efficient; the rest counted."""
    header = ("Package", "Packages", "Between", "Worth to the first", "Worth to the second", "Accepted", "Frontier")
    rows: list[tuple[str, ...]] = []
    for panel in some:
        ordered = sorted(panel.points, key=lambda p: (not p.named, not p.accepted, not p.efficient))
        shown = ordered[:_MOST_ROWS]
        rows += [_row(panel, point) for point in shown]
        left = _count(ordered[_MOST_ROWS:])
        if left:
            rows.append((f"{counted(left, 'more package')}", f"{left:,}", _between(panel), "", "", "", ""))
    return Table(header, tuple(rows))


def _row(panel: Panel, point: Point) -> tuple[str, ...]:
    return (
        _name(point),
        f"{point.n:,}",
        _between(panel),
        f"{point.x:.3f}",
        f"{point.y:.3f}",
        _acceptance(panel, point),
        "yes" if point.efficient else "no",
    )


def _between(panel: Panel) -> str:
    return f"{panel.x.name}, {panel.y.name}"
