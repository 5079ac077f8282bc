"""The rows of a tornado chart: a bar from the baseline to each end, and what was changed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.figures.legend import LINE, SIZE
from offramp.figures.svg import Markup, element, group, label, number, tooltip
from offramp.figures.words import percent, text_width, wrap
from offramp.figures.zopa_axes import Scale

BAR, PAD = 14.0, 9.0  # height of a bar, between rows
SIDE = 150.0  # least room beside a bar, on a desk
_BOLD = 1.08  # how much wider bold words are
_NAME_LINES, _LABEL_LINES = 4, 4


@dataclass(frozen=True, slots=True)
class End:
    """The probability that follows from a change.

    Attributes
    ----------
    probability
        In [0, 1].
    label
        What was changed into what, such as ``"waits 30 days"``.
    """

    probability: float
    label: str = ""

    def words(self, baseline: float) -> str:
        """Return the probability with the points that it differs from the baseline."""
        return f"{percent(self.probability)} ({points(self.probability - baseline)})"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is changed alone.

    Attributes
    ----------
    name
        What is changed, or what happens next.
    ends
        One end or more: for a range its low and its high, for an event what follows from it.
    """

    name: str
    ends: tuple[End, ...]

    def width(self, baseline: float) -> float:
        """Return the span that the bars cover, the baseline included."""
        all_ = [baseline, *(end.probability for end in self.ends)]
        return max(all_) - min(all_)

    def lines(self, baseline: float) -> list[tuple[End, ...]]:
        """Return what stands side by side: two ends on different sides of the baseline share a line."""
        ends = tuple(sorted(self.ends, key=lambda end: end.probability))
        if len(ends) == 2 and ends[0].probability < baseline < ends[1].probability:
            return [ends]
        return [(end,) for end in ends]


def points(difference: float) -> str:
    """Return a difference of probabilities in percentage points.

    >>> points(0.12), points(-0.004), points(0)
    ('+12', '−0.4', '±0')
    """
    shown = f"{difference * 100:+.{0 if abs(difference) >= 0.0095 else 1}f}"
    return "±0" if float(shown) == 0 else shown.replace("-", "−")


@dataclass(frozen=True, slots=True)
class Rows:
    """How rows are laid out: the scale, where names stand, and the room for what stands beside or below bars."""

    baseline: float
    scale: Scale
    width: float
    names: float  # room for names at the left; 0: above the bars

    def draw(self, change: Change, y: float) -> tuple[Markup, float]:
        """Draw a row; return it with its lower edge."""
        said = "; ".join(_tip(end, self.baseline) for end in change.ends)
        body = [tooltip(f"{change.name}: {said}")]
        room = self.names - 14 if self.names else self.width
        name = wrap(change.name, room, SIZE * (1 if self.names else _BOLD), _NAME_LINES)
        body.append(label(0, y + 11, name, size=SIZE, font_weight=None if self.names else "bold"))
        below = y + len(name) * LINE
        y = y if self.names else below + 2
        for ends in change.lines(self.baseline):
            line, y = self._beside(ends, y) if self.names else self._below(ends, y)
            body += line
        return group(body), max(y, below) + PAD

    def _bar(self, end: End, y: float) -> Markup:
        x, zero = self.scale.at(end.probability), self.scale.at(self.baseline)
        colour = "accent" if end.probability >= self.baseline else "muted"
        return element("rect", x=min(x, zero), y=y, width=max(abs(x - zero), 1.0), height=BAR, fill=colour,
                       class_="tornado-bar")  # fmt: skip

    def _beside(self, ends: Sequence[End], y: float) -> tuple[list[Markup], float]:
        """Draw bars with words at their outer ends."""
        body, lowest = [], y + BAR
        for end in ends:
            x, lower = self.scale.at(end.probability), end.probability < self.baseline
            room = x - self.names - 6 if lower else self.width - x - 6
            at, anchor = (x - 6, "end") if lower else (x + 6, None)
            lines = wrap(end.label, room, SIZE, _LABEL_LINES) if end.label else []
            body += [self._bar(end, y), *_words(at, y + 11, end.words(self.baseline), lines, anchor)]
            lowest = max(lowest, y + (1 + len(lines)) * LINE)
        return body, lowest + 3

    def _below(self, ends: Sequence[End], y: float) -> tuple[list[Markup], float]:
        """Draw bars with words below them, at the left edge and the right edge."""
        body, lowest = [], y
        for end in ends:
            lower = end.probability < self.baseline
            room = (self.width - 14) / 2 if len(ends) > 1 else self.width
            lines = wrap(end.label, room, SIZE, _LABEL_LINES) if end.label else []
            words = end.words(self.baseline)
            text = max(text_width(line, SIZE) for line in (*lines, words)) * _BOLD
            x = max(0.0, min(self.scale.at(end.probability), self.width - text)) if len(ends) == 1 else 0.0
            at, anchor = (x, None) if len(ends) == 1 or lower else (self.width, "end")
            body += [self._bar(end, y), *_words(at, y + BAR + 12, words, lines, anchor)]
            lowest = max(lowest, y + BAR + 4 + (1 + len(lines)) * LINE)
        zero = self.scale.at(self.baseline)
        return [*body, _upright(zero, y - 2, y + BAR + 2)], lowest + 2


def _words(x: float, y: float, value: str, lines: Sequence[str], anchor: str | None) -> list[Markup]:
    body = [label(x, y, value, size=SIZE, text_anchor=anchor, font_weight="bold")]
    return [*body, label(x, y + LINE, lines, size=SIZE, text_anchor=anchor)] if lines else body


def _tip(end: End, baseline: float) -> str:
    return f"{end.label}: {end.words(baseline)}" if end.label else end.words(baseline)


def draw_baseline(rows: Rows, top: float, bottom: float, words: str) -> list[Markup]:
    """Draw the line of the baseline over all bars, with its name above."""
    x, room = rows.scale.at(rows.baseline), text_width(words, SIZE) * _BOLD / 2
    middle = max(room, min(x, rows.width - room))
    return [
        _upright(x, top - 4, bottom),
        label(middle, top - 9, words, size=SIZE, text_anchor="middle", font_weight="bold"),
    ]


def draw_ticks(rows: Rows, y: float) -> list[Markup]:
    """Draw the axis below the rows."""
    ticks = rows.scale.ticks()
    first, last = (number(rows.scale.at(tick)) for tick in (ticks[0], ticks[-1]))
    body = [element("path", d=f"M{first} {number(y)}H{last}", stroke="muted")]
    decimals = 0 if rows.scale.step >= 0.0095 else 1 if rows.scale.step >= 0.00095 else 3
    for tick in ticks:
        x = rows.scale.at(tick)
        body.append(element("path", d=f"M{number(x)} {number(y)}v4", stroke="muted"))
        words = f"{tick * 100:.{decimals}f} %"
        body.append(label(x, y + 17, words, size=SIZE, fill="muted", text_anchor="middle"))
    return body


def _upright(x: float, top: float, bottom: float) -> Markup:
    return element("line", x1=x, x2=x, y1=top, y2=bottom, stroke="ink", stroke_width=1.6, class_="tornado-baseline")
