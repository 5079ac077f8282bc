"""One panel of probabilities over time: a band, a line, the deadlines, and the value at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.figures.colours import ending_colour
from offramp.figures.legend import LINE, SIZE
from offramp.figures.marks import swatch
from offramp.figures.svg import Markup, element, group, label, number, tooltip
from offramp.figures.time_axis import Day, TimeAxis
from offramp.figures.words import percent, percent_span, text_width, wrap

LEFT, END = 44.0, 58.0  # room for the ticks of the vertical axis, and for the value at the end
BAND_OPACITY = 0.2
_BOLD = 1.08  # how much wider bold words are
_SIGN = 28.0  # room for the sign of an ending
_NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class Series:
    """The probability of one ending on each date.

    Attributes
    ----------
    name
        For people.
    mean, low, high
        One number for each date, in [0, 1]: the mean over all that is uncertain, and the 5th and 95th percentile.
    words
        The probability on the last date in words, such as "unlikely".
    scenario
        Index of the ending, for its colour and letter; -1 for states without an ending, ``None`` for no sign.
    """

    name: str
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    words: str = ""
    scenario: int | None = None

    @property
    def colour(self) -> str:
        """Name of the palette colour."""
        return "accent" if self.scenario is None else ending_colour(self.scenario)

    def value(self, at: int) -> str:
        """Return what it is on a date, with its span."""
        return f"{percent(self.mean[at])} ({percent_span(self.low[at], self.high[at])})"


@dataclass(frozen=True, slots=True)
class Flag:
    """A deadline: where it lies in pixels, how high its words stand, and these."""

    x: float
    level: int
    words: str


def flags(some: Sequence[tuple[float, str]], right: float) -> list[Flag] | None:
    """Place the words of deadlines right of their lines, so that no line crosses words.

    Parameters
    ----------
    some
        Where each lies in pixels, and its words.
    right
        Where words must end; ``None`` is returned when they do not.
    """
    placed: list[Flag] = []
    free: list[float] = []  # for each level, up to where words may reach
    for x, words in sorted(some, key=lambda one: -one[0]):
        end = x + 4 + text_width(words, SIZE)
        if end > right:
            return None
        level = next((k for k, until in enumerate(free) if end + 4 <= until), len(free))
        free[: level + 1] = [x] * (level + 1)
        placed.append(Flag(x, level, words))
    return placed[::-1]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot of a panel lies, and the probability at its upper edge."""

    axis: TimeAxis
    top: float
    bottom: float
    most: float

    def y(self, share: float) -> float:
        """Return where a probability lies, in pixels."""
        return self.bottom - share / self.most * (self.bottom - self.top)


def head_lines(series: Series, room: float) -> tuple[list[str], list[str]]:
    """Return the name and the words of a panel, wrapped."""
    room -= 0 if series.scenario is None else _SIGN
    return wrap(series.name, room, 12 * _BOLD, _NAME_LINES), wrap(series.words, room, SIZE) if series.words else []


def head_height(series: Series, room: float) -> float:
    """Return how high the head of a panel is, in pixels."""
    return max(15 * sum(map(len, head_lines(series, room))), 0 if series.scenario is None else 24) + 4.0


def draw_head(series: Series, x: float, y: float, room: float) -> list[Markup]:
    """Draw the sign, the name and the probability in words."""
    name, words = head_lines(series, room)
    text = x if series.scenario is None else x + _SIGN
    body = [] if series.scenario is None else [swatch(x + 11, y + 11, series.scenario)]
    body.append(label(text, y + 12, name, size=12, font_weight="bold"))
    return [*body, label(text, y + 12 + 15 * len(name), words, size=SIZE, fill="muted")] if words else body


def draw_panel(series: Series, days: Sequence[Day], frame: Frame, falls: Sequence[Flag], *, ticks: bool) -> Markup:
    """Draw everything below the head; ``ticks``: name the probabilities at the left."""
    xs = [frame.axis.at(day) for day in days]
    mean, low, high = (
        [f"{number(x)} {number(frame.y(share))}" for x, share in zip(xs, shares, strict=True)]
        for shares in (series.mean, series.low, series.high)
    )
    band = {"d": f"M{'L'.join(high + low[::-1])}Z", "class_": "curve-band"}
    line = f"M{'L'.join(mean)}"
    return group(
        [
            tooltip(f"{series.name}: {series.value(-1)}"),
            *_grid(frame, ticks=ticks),
            *_time(frame),
            element("path", fill=series.colour, fill_opacity=str(BAND_OPACITY), stroke=series.colour,
                    stroke_width=0.8, **band),
            *(mark for fall in falls for mark in _fall(fall, frame)),
            element("path", d=line, fill="none", stroke="paper", stroke_width=5.4, class_="curve-rim"),
            element("path", d=line, fill="none", stroke=series.colour, stroke_width=2.4, class_="curve-mean"),
            *_end(series, frame),
        ]
    )  # fmt: skip


def _grid(frame: Frame, *, ticks: bool) -> list[Markup]:
    body, left = [], frame.axis.start
    for share in (0.0, frame.most / 2, frame.most):
        y = frame.y(share)
        body.append(element("line", x1=left, x2=frame.axis.end, y1=y, y2=y, stroke="line"))
        if ticks:
            body.append(label(left - 6, y + 4, percent(share), size=SIZE, fill="muted", text_anchor="end"))
    return body


def _time(frame: Frame) -> list[Markup]:
    body = []
    for x, middle, words in frame.axis.ticks():
        body.append(element("path", d=f"M{number(x)} {number(frame.bottom)}v4", stroke="muted"))
        body.append(label(middle, frame.bottom + 17, words, size=SIZE, fill="muted", text_anchor="middle"))
    return body


def _fall(fall: Flag, frame: Frame) -> list[Markup]:
    y = frame.top - 5 - fall.level * LINE
    dashes = element("line", x1=fall.x, x2=fall.x, y1=y - 9, y2=frame.bottom, stroke="ink", stroke_dasharray="5 4",
                     class_="curve-deadline")  # fmt: skip
    return [dashes, label(fall.x + 4, y, fall.words, size=SIZE)]


def _end(series: Series, frame: Frame) -> list[Markup]:
    x, y = frame.axis.end + 7, frame.y(series.mean[-1]) + 4
    y = max(frame.top + 9, min(y, frame.bottom - LINE - 4))
    return [
        label(x, y, percent(series.mean[-1]), size=SIZE, font_weight="bold"),
        label(x, y + LINE, f"({percent_span(series.low[-1], series.high[-1])})", size=SIZE, fill="muted"),
    ]
