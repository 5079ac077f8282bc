"""One plot of packages: axes, marks, and names beside it with leader lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.figures.svg import Markup, element, label
from offramp.figures.words import wrap
from offramp.figures.zopa_axes import LEFT, LINE, SIZE, Frame, draw_axes, frame, head
from offramp.figures.zopa_leaders import ports
from offramp.figures.zopa_marks import place_mark
from offramp.figures.zopa_points import Panel, Place, places

_DISTANCE, _FURTHER, _MANY = 15.0, 19.0, 800  # of two marks, at least; the same among many points
_ELBOW = 16.0  # from the plot to the names
_MOST_LINES = 2  # of one name
_CROWDED = 60  # marks; among more, leader lines would not be seen below them
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
    name, plot_top = head(panel, left, top, LEFT + size[0] + names)
    plot = frame(panel, left, plot_top, *size)
    distance = _FURTHER if len(panel.points) > _MANY else _DISTANCE
    found = places(panel, [plot.clear_of_lines(point) for point in panel.points], distance)
    texts = [_lines(place, names - _ELBOW, numbers) for place in found if place.named]
    needed = sum(map(_height, texts))
    if needed > size[1]:  # a taller plot, so that no line runs across the names of the axes
        return draw_plot(panel, left, top, (size[0], needed), names, numbers)
    behind, bottom = draw_axes(plot)
    leaders, written = _names(plot, [place for place in found if place.named], texts)
    below, above = ([place_mark(place) for place in reversed(found) if place.named is named] for named in (False, True))
    return Plot(
        [*name, *behind, *(below + leaders if len(found) > _CROWDED else leaders + below), *above, *written],
        bottom,
        several=any(place.n > 1 for place in found),
        mixed=any(0 < place.n_accepted < place.n for place in found),
        enlarged=plot.enlarged,
    )


def _height(text: Sequence[_Line]) -> float:
    return len(text) * LINE + _BETWEEN


def _names(
    plot: Frame, pointed: Sequence[Place], texts: Sequence[Sequence[_Line]]
) -> tuple[list[Markup], list[Markup]]:
    """Return leader lines and names."""
    spots = [(place.x, place.y) for place in pointed]
    x = plot.right + _ELBOW
    ends = ports(spots, [_height(text) for text in texts], x - 3, plot.top, plot.bottom) if spots else []
    leaders, written = [], []
    for spot, text, end in zip(spots, texts, ends, strict=True):
        d = f"M{spot[0]:.1f} {spot[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"
        leaders += [
            element("path", d=d, stroke="paper", stroke_width=4, fill="none"),
            element("path", d=d, stroke="accent", stroke_width=1.4, fill="none", class_="leader"),
        ]
        for k, (words, weight) in enumerate(text):
            y = end[1] + (k - (len(text) - 1) / 2) * LINE + 4
            written.append(label(x, y, words, size=SIZE, font_weight=weight))
    return leaders, written


def _lines(place: Place, room: float, numbers: Mapping[str, int] | None) -> list[_Line]:
    """Return what stands beside a place: the letters of solutions, then the labels or their numbers."""
    lines: list[_Line] = [(line, "bold") for line in wrap(" ".join(place.solutions), room, SIZE * 1.1) if line]
    if numbers is None:
        return lines + [(line, None) for name in place.labels for line in wrap(name, room, SIZE, _MOST_LINES)]
    said = ", ".join(str(numbers[name]) for name in place.labels)
    return lines + [(line, None) for line in wrap(said, room, SIZE) if line]
