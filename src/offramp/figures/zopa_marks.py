"""The marks of packages: shape and colour for what all accept and what somebody refuses, a ring for the frontier."""

from collections.abc import Sequence

from offramp.figures.legend import LegendItem
from offramp.figures.svg import Markup, element, group, label, tooltip
from offramp.figures.words import counted
from offramp.figures.zopa_axes import ZONE_OPACITY
from offramp.figures.zopa_points import SOLUTIONS, Place, Point

_SINGLE, _SEVERAL = 4.5, 8.0  # radius of a mark, and of one with a number


def place_mark(place: Place) -> Markup:
    """Draw a place."""
    how_many = f"{place.n_accepted:,} acceptable to all, {place.n_efficient:,} on the frontier"
    shape = mark(place.x, place.y, place.n, place.n_accepted, efficient=place.n_efficient > 0)
    return group([tooltip(f"{counted(place.n, 'package')}, {how_many}"), *shape])


def mark(x: float, y: float, n: int, accepted: int, *, efficient: bool) -> list[Markup]:
    """Draw a disc if all of ``n`` packages are accepted, a diamond if none is, a disc in a diamond otherwise."""
    radius = _SEVERAL if n > 1 else _SINGLE
    radius += 2.0 * max(0, len(str(n)) - 2)  # room for three digits and more
    body = []
    if efficient:
        ring = radius + (4.5 if accepted < n else 3)
        body.append(element("circle", cx=x, cy=y, r=ring, fill="none", stroke="ink", stroke_width=1.6))
    if accepted < n:
        r = radius * 1.3
        d = f"M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f}l{-r:.1f} {r:.1f}l{-r:.1f} {-r:.1f}Z"
        body.append(element("path", d=d, fill="paper", stroke="muted", stroke_width=1.5))
    if accepted:
        body.append(element("circle", cx=x, cy=y, r=radius - (1.5 if accepted < n else 0), fill="good"))
    if n > 1:
        colour = "paper" if accepted else "ink"
        size = 10 if n < 10 else 9
        body.append(label(x, y + 3.4, str(n), size=size, fill=colour, text_anchor="middle", font_weight="bold"))
    return body


def legend_items(points: Sequence[Point], *, several: bool, mixed: bool) -> list[LegendItem]:
    """Return what the signs mean that occur; ``several``: a mark stands for several, ``mixed``: of both kinds."""
    items: list[LegendItem] = []
    if any(point.accepted for point in points):
        items.append((_sign(1, 1), 14.0, "acceptable to all parties"))
    if any(not point.accepted for point in points):
        items.append((_sign(1, 0), 14.0, "refused by somebody"))
    if mixed:
        items.append((group(mark(11, 0, 2, 1, efficient=False)), 22.0, "some acceptable to all, some refused"))
    if any(point.efficient for point in points):
        ring = element("circle", cx=8, cy=0, r=7, fill="none", stroke="ink", stroke_width=1.6)
        items.append((ring, 16.0, "on the Pareto frontier: none is better for one and worse for nobody"))
    if several:
        number = label(8, 4, "3", size=11, text_anchor="middle", font_weight="bold")
        items.append((number, 12.0, "number of packages at about this place"))
    dashes = element("path", d="M0 0H26", stroke="ink", stroke_width=1.4, stroke_dasharray="6 4")
    items.append((dashes, 26.0, "worth of no deal, the least a party accepts"))
    zone = element("rect", x=0, y=-7, width=22, height=14, fill="good", fill_opacity=str(ZONE_OPACITY), stroke="line")
    items.append((zone, 22.0, "worth at least that to both"))
    chosen = {letter for point in points for letter in point.solutions}
    for letter, name in SOLUTIONS.items():
        if letter in chosen:
            sign = label(0, 4, letter, size=12, font_weight="bold")
            items.append((sign, 10.0 * len(letter), f"{name} solution"))
    return items


def _sign(n: int, accepted: int) -> Markup:
    return group(mark(7, 0, n, accepted, efficient=False))
