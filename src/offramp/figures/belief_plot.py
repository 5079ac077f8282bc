"""The plot of beliefs: a stepped line for each type, a mark for each event below, names at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.figures.colours import dm_colour
from offramp.figures.legend import LINE, SIZE, LegendItem
from offramp.figures.svg import Markup, element, group, label, number, tooltip
from offramp.figures.words import percent, text_width, wrap

LEFT, ELBOW = 44.0, 16.0  # room for the ticks; from the plot to the names
_HEIGHT, _BETWEEN = 210.0, 6.0
_LEAST_COLUMN = 84.0  # room for the title of an event; with less, events are numbered
_TITLE_LINES, _NAME_LINES = 7, 3
_DASHES = (None, "8 4", "2 3", "11 3 2 3", "4 4", "1 5")  # no type is told by its colour alone


@dataclass(frozen=True, slots=True)
class BeliefEvent:
    """An event and what is believed once it is known.

    Attributes
    ----------
    title
        What happened, in a few words.
    after
        The probability of each type, shape ``(n_types,)``, adding up to 1.
    words
        Whether it was words, which may be meant or not, rather than an act.
    when
        Its date, for people.
    """

    title: str
    after: tuple[float, ...]
    words: bool = False
    when: str = ""

    @property
    def kind(self) -> str:
        """Return ``"words"`` or ``"act"``."""
        return "words" if self.words else "act"


@dataclass(frozen=True, slots=True)
class BeliefPlot:
    """Where the plot lies: columns of one width, the first for the prior, then one for each event."""

    types: tuple[str, ...]
    prior: tuple[float, ...]
    events: tuple[BeliefEvent, ...]
    top: float
    right: float
    names: float  # room right of the plot

    @property
    def column(self) -> float:
        """Width of a column, in pixels."""
        return (self.right - LEFT) / (len(self.events) + 1)

    @property
    def numbered(self) -> bool:
        """Whether there is no room for titles below the plot."""
        return self.column < _LEAST_COLUMN

    @property
    def bottom(self) -> float:
        """Lower edge of the plot: it is as high as the names beside it need."""
        return self.top + max(_HEIGHT, len(self.types) * max(map(self._name_height, range(len(self.types)))))

    def x(self, event: int) -> float:
        """Return where an event stands, counted from 1; the plot begins at 0."""
        return LEFT + event * self.column

    def y(self, share: float) -> float:
        """Return where a probability lies."""
        return self.bottom - share * (self.bottom - self.top)

    def beliefs(self, kind: int) -> list[float]:
        """Return the probability of a type: at first, and after each event."""
        return [self.prior[kind], *(event.after[kind] for event in self.events)]

    def _name(self, kind: int) -> list[str]:
        """Return what stands beside the end of a line, below the number; nothing where there is a legend."""
        room = self.names - ELBOW
        return wrap(self.types[kind], room, SIZE, _NAME_LINES) if room >= _LEAST_COLUMN else []

    def _name_height(self, kind: int) -> float:
        return (1 + len(self._name(kind))) * LINE + _BETWEEN

    def draw(self) -> tuple[list[Markup], float]:
        """Return the plot with its events, and the lower edge."""
        body = self._grid()
        for kind in range(len(self.types)):
            body.append(self._line(kind))
        written, y = self._numbers() if self.numbered else self._titles()
        return [*body, *self._ends(), *written], y

    def _grid(self) -> list[Markup]:
        body = []
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = self.y(share)
            body.append(element("line", x1=LEFT, x2=self.right, y1=y, y2=y, stroke="line"))
            body.append(label(LEFT - 6, y + 4, percent(share), size=SIZE, fill="muted", text_anchor="end"))
        for k in range(1, len(self.events) + 1):
            x = self.x(k)
            body.append(
                element("line", x1=x, x2=x, y1=self.top, y2=self.bottom + 9, stroke="muted", stroke_dasharray="1 4")
            )
        return body

    def _line(self, kind: int) -> Markup:
        steps = self.beliefs(kind)
        d = f"M{number(LEFT)} {number(self.y(steps[0]))}"
        for k, share in enumerate(steps[1:], start=1):
            d += f"H{number(self.x(k))}V{number(self.y(share))}"
        said = f"{self.types[kind]}: {', '.join(map(percent, steps))}"
        return element("path", tooltip(said), d=f"{d}H{number(self.right)}", fill="none", class_="belief",
                       **_stroke(kind))  # fmt: skip

    def _ends(self) -> list[Markup]:
        """Name the lines at the right, with the last belief."""
        kinds = range(len(self.types))
        x, ys = self.right + ELBOW, [self.y(self.events[-1].after[kind]) for kind in kinds]
        middles = spread(ys, [self._name_height(kind) for kind in kinds], self.top, self.bottom)
        body = []
        for kind, y, middle in zip(kinds, ys, middles, strict=True):
            d = f"M{number(self.right)} {number(y)}L{number(x - 3)} {number(middle)}"
            body.append(element("path", d=d, fill="none", stroke=dm_colour(kind), stroke_width=1.2))
            name = self._name(kind)
            at = middle - len(name) / 2 * LINE + 4
            body.append(label(x, at, percent(self.events[-1].after[kind]), size=SIZE, font_weight="bold"))
            body += [label(x, at + LINE, name, size=SIZE)] if name else []
        return body

    def _titles(self) -> tuple[list[Markup], float]:
        y, room = self.bottom + 16, self.column - 12
        body = [label(LEFT, y + 18, "at first", size=SIZE, fill="muted")]
        lowest = y + 18 + LINE
        for k, event in enumerate(self.events, start=1):
            when = wrap(event.when, room, SIZE, 2) if event.when else []
            title = wrap(event.title, room, SIZE, _TITLE_LINES)
            x = self.x(k) - 4
            said = [label(x, y + 18, when, size=SIZE, fill="muted")] if when else []
            said.append(label(x, y + 18 + len(when) * LINE, title, size=SIZE))
            body.append(group([tooltip(event_words(event)), event_mark(x + 4, y, words=event.words), *said]))
            lowest = max(lowest, y + 18 + (len(when) + len(title)) * LINE)
        return body, lowest

    def _numbers(self) -> tuple[list[Markup], float]:
        y, free = self.bottom + 16, LEFT - 20
        body = []
        for k in range(len(self.events) + 1):
            x, room = self.x(k), text_width(str(k), SIZE) / 2
            if k:
                event = self.events[k - 1]
                body.append(group([tooltip(event_words(event)), event_mark(x, y, words=event.words)]))
            if x - room >= free:
                body.append(label(x, y + 20, str(k), size=SIZE, text_anchor="middle"))
                free = x + room + 5
        return body, y + 20 + LINE


def spread(middles: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move things of some heights apart, no further than needed, in their order; all fit between top and bottom."""
    order = sorted(range(len(middles)), key=lambda k: middles[k])
    placed, free = list(middles), top
    for k in order:
        placed[k] = max(placed[k], free + heights[k] / 2)
        free = placed[k] + heights[k] / 2
    free = bottom
    for k in reversed(order):
        placed[k] = min(placed[k], free - heights[k] / 2)
        free = placed[k] - heights[k] / 2
    return placed


def _stroke(kind: int) -> dict[str, str | float | None]:
    return {"stroke": dm_colour(kind), "stroke_width": 2.6, "stroke_dasharray": _DASHES[kind % len(_DASHES)]}


def event_words(event: BeliefEvent) -> str:
    """Return an event with its date and kind."""
    return f"{': '.join(filter(None, (event.when, event.title)))} ({event.kind})"


def event_mark(x: float, y: float, *, words: bool) -> Markup:
    """Draw the mark of an event: a full disc for an act, a hollow square for words."""
    if words:
        return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill="paper", stroke="ink", stroke_width=1.6)
    return element("circle", cx=x, cy=y, r=4.8, fill="ink")


def line_sign(kind: int) -> Markup:
    """Draw a piece of the line of a type, for legends."""
    return element("path", d="M0 0H28", fill="none", **_stroke(kind))


def event_signs(events: Sequence[BeliefEvent]) -> list[LegendItem]:
    """Return what the marks mean that occur."""
    meaning = {False: "act", True: "words, which may be meant or not"}
    return [(event_mark(6, 0, words=words), 10.0, meaning[words]) for words in sorted({one.words for one in events})]
