"""The axes of a picture of packages: scales, ticks, reservation values, and the zone that two parties accept."""

from dataclasses import dataclass
from math import ceil, floor, log10

from offramp.figures.svg import Markup, element, label
from offramp.figures.words import text_width, wrap
from offramp.figures.zopa_points import Panel, Point

SIZE, LINE = 11.5, 15.0
LEFT = 44.0  # room for the ticks of the vertical axis
BOLD = 1.07  # how much wider bold words are
ZONE_OPACITY = 0.13
CLEAR = 10.0  # from a mark's middle to a reservation value
_PAD = 22.0  # between the frame and the outermost marks
_ROUNDING = 1e-9  # values that differ less, relatively, are drawn as one
_LARGE = 10_000  # ticks so far apart are written with an exponent
_UNIT_SHARE = 0.5  # of the way from 0 to 1: values that take less are shown enlarged


@dataclass(frozen=True, slots=True)
class Scale:
    """Values ``low`` … ``high`` lie at pixels ``start`` … ``end``; ``step`` apart are the ticks."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies, in pixels."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return the ticks, increasing."""
        return [self.low + k * self.step for k in range(round((self.high - self.low) / self.step) + 1)]

    def words(self, value: float) -> str:
        """Return a tick as text, with as many decimals as the ticks need."""
        if self.step >= _LARGE:
            return f"{value:.3g}"
        return f"{value:.{max(0, -floor(log10(self.step) + 1e-9))}f}"


def scale(values: list[float], start: float, end: float) -> Scale:
    """Return a scale that holds some values: from 0 to 1 where they use it, otherwise what they need."""
    low, high = min(values), max(values)
    if high - low < _ROUNDING * max(1.0, abs(low), abs(high)):
        high = low
    unit = low >= 0 and high <= 1
    if unit and (high - low >= _UNIT_SHARE or high == low):
        return Scale(0.0, 1.0, 0.2, start, end)
    span = high - low or max(1.0, abs(low))
    step = _nice(span / 4)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return Scale(first * step, max(last, first + 1) * step, step, start, end)


def _nice(rough: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot of a panel lies, and its scales."""

    panel: Panel
    left: float
    top: float
    right: float
    bottom: float
    x: Scale
    y: Scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where two values lie, in pixels."""
        return self.x.at(x), self.y.at(y)

    def clear_of_lines(self, point: Point) -> tuple[float, float]:
        """Return where the mark of a point goes: on its side of both reservation values, and off these lines."""
        x, y = self.at(point.x, point.y)
        across, up = self.at(self.panel.x.reservation, self.panel.y.reservation)
        x = max(x, across + CLEAR) if point.x >= self.panel.x.reservation else min(x, across - CLEAR)
        y = min(y, up - CLEAR) if point.y >= self.panel.y.reservation else max(y, up + CLEAR)
        return x, y

    @property
    def enlarged(self) -> bool:
        """Whether an axis does not begin at 0."""
        return self.x.low != 0 or self.y.low != 0


def frame(panel: Panel, left: float, top: float, width: float, height: float) -> Frame:
    """Return the frame of a panel for a plot of a size in pixels; wide ticks at its left take some of the width."""
    xs = [point.x for point in panel.points] + [panel.x.reservation]
    ys = [point.y for point in panel.points] + [panel.y.reservation]
    right, bottom = left + LEFT + width, top + height
    vertical = scale(ys, bottom - _PAD, top + _PAD)
    room = max(text_width(words, SIZE) for words in (*map(vertical.words, vertical.ticks()), _least(ys[-1])))
    start = left + max(LEFT, room * BOLD + 9)
    return Frame(panel, start, top, right, bottom, scale(xs, start + _PAD, right - _PAD), vertical)


def head(panel: Panel, left: float, y: float, room: float) -> tuple[list[Markup], float]:
    """Draw the name of the vertical axis above the plot; return it with the top of the plot."""
    lines = wrap(f"↑ worth to {panel.y.name}", room, SIZE * BOLD)  # bold is wider
    return [label(left, y + 11, lines, size=SIZE, font_weight="bold")], y + len(lines) * LINE + 6


def draw_axes(plot: Frame) -> tuple[list[Markup], float]:
    """Draw everything behind the marks; return it with the lower edge of the axis names."""
    line = plot.at(plot.panel.x.reservation, plot.panel.y.reservation)
    body = [
        element("rect", x=plot.left, y=plot.top, width=plot.right - plot.left, height=plot.bottom - plot.top,
                fill="paper", stroke="line"),
        element("rect", x=line[0], y=plot.top, width=plot.right - line[0], height=line[1] - plot.top, fill="good",
                fill_opacity=str(ZONE_OPACITY), class_="zone"),
    ]  # fmt: skip
    body += _horizontal(plot, line[0]) + _vertical(plot, line[1])
    path = f"M{line[0]:.1f} {plot.top:.1f}V{plot.bottom:.1f}M{plot.left:.1f} {line[1]:.1f}H{plot.right:.1f}"
    body.append(element("path", d=path, fill="none", stroke="ink", stroke_width=1.4, stroke_dasharray="6 4"))
    lines = wrap(f"worth to {plot.panel.x.name} →", plot.right - plot.left, SIZE * BOLD)
    under = plot.bottom + 34
    body.append(label(plot.right, under, lines, size=SIZE, text_anchor="end", font_weight="bold"))
    return body, under + (len(lines) - 1) * LINE + 5


def _horizontal(plot: Frame, reserved: float) -> list[Markup]:
    """Draw the ticks below; the reservation value is one, and others give way to it."""
    y = plot.bottom + 15
    own = _least(plot.panel.x.reservation)
    body = [label(reserved, y, own, size=SIZE, text_anchor="middle", font_weight="bold")]
    own_room, free = text_width(own, SIZE) * BOLD / 2, 0.0
    for tick in plot.x.ticks():
        x, words = plot.x.at(tick), plot.x.words(tick)
        room = text_width(words, SIZE) / 2
        body.append(element("path", d=f"M{x:.1f} {plot.bottom:.1f}v4", stroke="line"))
        if x - room >= free and abs(x - reserved) > own_room + room + 4:
            body.append(label(x, y, words, size=SIZE, text_anchor="middle", fill="muted"))
            free = x + room + 4
    return body


def _vertical(plot: Frame, reserved: float) -> list[Markup]:
    x = plot.left - 6
    own = _least(plot.panel.y.reservation)
    body = [label(x, reserved + 4, own, size=SIZE, text_anchor="end", font_weight="bold")]
    for tick in plot.y.ticks():
        y = plot.y.at(tick)
        body.append(element("path", d=f"M{plot.left:.1f} {y:.1f}h-4", stroke="line"))
        if abs(y - reserved) > LINE:
            body.append(label(x, y + 4, plot.y.words(tick), size=SIZE, text_anchor="end", fill="muted"))
    return body


def _least(value: float) -> str:
    return f"{value:.3g}"
