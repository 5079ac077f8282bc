"""One plot of packages: axes, marks, and names beside it with leader lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.figures.svg import Markup, element, label
from offramp.figures.words import wrap
from offramp.figures.zopa_axes import LEFT, LINE, SIZE, Frame, draw_axes, frame, head
from offramp.figures.zopa_leaders import ordered, slots
from offramp.figures.zopa_marks import place_mark
from offramp.figures.zopa_points import Panel, Place, places

_DISTANCE = 15.0  # of two marks, at least
_ELBOW = 16.0  # from the plot to the names
_MOST_LINES = 2  # of one name
_BETWEEN = 7.0  # two names
_Line = tuple[str, str | None]  # words and weight


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn panel.

    Attributes
    ----------
    body, bottom
        Markup and lower edge.
    several, mixed, enlarged
        Whether a mark stands for several packages, or for both kinds at once; whether an axis does not begin at 0.
    """

    body: list[Markup]
    bottom: float
    several: bool
    mixed: bool
    enlarged: bool


def draw_plot(
    panel: Panel,
    left: float,
    top: float,
    size: tuple[float, float],
    names: float,
    numbers: Mapping[str, int] | None = None,
) -> Plot:
    """Draw a panel.

    Parameters
    ----------
    panel
        What to draw.
    left, top
        Upper left corner, ticks and axis name included.
    size
        Width and height of the plot itself.
    names
        Room for names to the right of the plot, leader lines included.
    numbers
        The number that stands for each label, where a key explains it; ``None``: write the labels.
    """
    named, plot_top = head(panel, left, top, LEFT + size[0] + names)
    plot = frame(panel, left + LEFT, plot_top, *size)
    behind, bottom = draw_axes(plot)
    found = places(panel, [plot.at(point.x, point.y) for point in panel.points], _DISTANCE)
    leaders, written, lowest = _names(plot, [place for place in found if place.named], names - _ELBOW, numbers)
    marks = [place_mark(place) for place in reversed(found)]
    return Plot(
        [*named, *behind, *leaders, *marks, *written],
        max(bottom, lowest),
        several=any(place.n > 1 for place in found),
        mixed=any(0 < place.n_accepted < place.n for place in found),
        enlarged=plot.enlarged,
    )


def _names(
    plot: Frame, pointed: Sequence[Place], room: float, numbers: Mapping[str, int] | None
) -> tuple[list[Markup], list[Markup], float]:
    """Return leader lines, names, and the lower edge of these."""
    if not pointed:
        return [], [], plot.top
    texts = [_lines(place, room, numbers) for place in pointed]
    height = max(map(len, texts)) * LINE + _BETWEEN
    spots = [(place.x, place.y) for place in pointed]
    x = plot.right + _ELBOW
    ports = [(x - 3, y) for y in slots(spots, height, plot.top - 4, plot.bottom + 4)]
    leaders, written = [], []
    for spot, text, k in zip(spots, texts, ordered(spots, ports), strict=True):
        middle = ports[k][1]
        d = f"M{spot[0]:.1f} {spot[1]:.1f}L{x - 3:.1f} {middle:.1f}"
        leaders.append(element("path", d=d, stroke="muted", stroke_width=1, fill="none", class_="leader"))
        y = middle - (len(text) - 1) * LINE / 2 + 4
        for words, weight in text:
            written.append(label(x, y, words, size=SIZE, font_weight=weight))
            y += LINE
    return leaders, written, max(y for _, y in ports) + height / 2


def _lines(place: Place, room: float, numbers: Mapping[str, int] | None) -> list[_Line]:
    """Return what stands beside a place: the letters of solutions, then the labels or their numbers."""
    lines: list[_Line] = [(line, "bold") for line in wrap(" ".join(place.solutions), room, SIZE * 1.1) if line]
    if numbers is None:
        return lines + [(line, None) for name in place.labels for line in wrap(name, room, SIZE, _MOST_LINES)]
    said = ", ".join(str(numbers[name]) for name in place.labels)
    return lines + [(line, None) for line in wrap(said, room, SIZE) if line]
