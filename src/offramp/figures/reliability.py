"""The reliability diagram: how often what was given a probability came about, with the number of statements below.

On the diagonal, probabilities mean what they say. Above it things happened more often than was said, below it less
often (Murphy & Winkler 1977; Wilks 2011, section 8.4.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.legend import LegendItem, laid_out, noted
from offramp.figures.svg import Markup, drawing, drawing_id, element, group, label, number, tooltip
from offramp.figures.words import counted, text_width
from offramp.figures.zopa_axes import LINE, SIZE, Scale

_LEFT, _TOP, _RIGHT = 50.0, 26.0, 18.0  # room for ticks and names around the plot
_SIDE = 400.0  # the plot is square
_BARS, _GAP = 46.0, 56.0  # height of the tallest bar; between the plot and the bars: ticks, name, number
_DOT, _BAR = 5.0, 9.0
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Group:
    """Statements with about the same probability.

    Attributes
    ----------
    said
        Mean of the probabilities given, in [0, 1].
    n, n_true
        Number of statements, at least 1, and of those that came true.
    interval
        95% interval of the share that comes true.
    """

    said: float
    n: int
    n_true: int
    interval: tuple[float, float]

    @property
    def observed(self) -> float:
        """The share that came true."""
        return self.n_true / self.n

    @property
    def off(self) -> bool:
        """Whether the interval leaves out what was said."""
        return not self.interval[0] <= self.said <= self.interval[1]

    def words(self) -> str:
        """Return the group as a sentence."""
        low, high = (_per_cent(bound) for bound in self.interval)
        return (
            f"given {_per_cent(self.said)} on average: {self.n_true:,} of {self.n:,} came true, "
            f"{_per_cent(self.observed)} (95% interval {low} to {high})"
        )


def reliability_diagram(
    groups: Sequence[Group],
    *,
    base_rate: float | None = None,
    title: str = "Do the probabilities mean what they say?",
    note: str = "",
    width: float = WIDE,
) -> Figure:
    """Draw how often what was given a probability came about.

    Parameters
    ----------
    groups
        In any order, at least one.
    base_rate
        The share of all statements that came true, in [0, 1]; drawn as a line when given.
    title
        For captions and screen readers.
    note
        A sentence to stand below the legend.
    width
        In pixels; from ``PHONE`` on the legend stands beside the plot, below it otherwise.

    Raises
    ------
    ValueError
        Without groups, or where a share lies outside [0, 1] or a group is empty.
    """
    some = sorted(groups, key=lambda each: each.said)
    _check(some, base_rate)
    side = min(_SIDE, width - _LEFT - _RIGHT)
    x = Scale(0.0, 1.0, 0.2, _LEFT, _LEFT + side)
    y = Scale(0.0, 1.0, 0.2, _TOP + side, _TOP)
    body = [*_axes(x, y), *_lines(x, y, base_rate), *(_mark(each, x, y) for each in some)]
    bars, bottom = _bars(some, x, y.start + _GAP)
    beside = width >= PHONE
    left, top = (_LEFT + side + 40, _TOP + 4) if beside else (0.0, bottom + 8)
    legend, lower = _legend(base_rate, note, width - left)
    body += [*bars, group(legend, transform=f"translate({number(left)} {number(top)})")]
    height = max(bottom, top + lower) + 4
    description = _description(some)
    id_ = drawing_id("reliability", some, base_rate, title, note, width)
    markup = drawing(id_, width, height, title, description, body, "reliability")
    return Figure(markup, title, description, _table(some))


def _check(groups: Sequence[Group], base_rate: float | None) -> None:
    if not groups:
        raise ValueError("a reliability diagram needs one group of statements at least")
    for each in groups:
        if not (each.n >= 1 and 0 <= each.n_true <= each.n):
            raise ValueError(f"of {each.n} statements {each.n_true} cannot have come true")
    shares = [share for each in groups for share in (each.said, *each.interval)]
    if not all(0 <= share <= 1 for share in (*shares, base_rate or 0)):
        raise ValueError("every share lies in [0, 1]")


def _axes(x: Scale, y: Scale) -> list[Markup]:
    left, right, top, bottom = x.start, x.end, y.end, y.start
    body = [
        element("rect", x=left, y=top, width=right - left, height=bottom - top, fill="paper", stroke="line"),
        label(0, top - 12, "↑ share that came true", size=SIZE, font_weight="bold"),
        label(right, bottom + 37, "probability given →", size=SIZE, font_weight="bold", text_anchor="end"),
    ]
    for tick in _TICKS:
        across, up = x.at(tick), y.at(tick)
        body += [
            element("path", d=f"M{across:.1f} {bottom:.1f}v4M{left:.1f} {up:.1f}h-4", stroke="line"),
            label(across, bottom + 17, _per_cent(tick), size=SIZE, fill="muted", text_anchor="middle"),
            label(left - 7, up + 4, _per_cent(tick), size=SIZE, fill="muted", text_anchor="end"),
        ]
    return body


def _lines(x: Scale, y: Scale, base_rate: float | None) -> list[Markup]:
    """Draw the diagonal, and the line of the base rate."""
    body = [_line(x.start, y.start, x.end, y.end, stroke="muted", stroke_width=1.4)]
    if base_rate is not None:
        up = y.at(base_rate)
        body.append(_line(x.start, up, x.end, up, stroke="muted", stroke_width=1.4, stroke_dasharray="2 4"))
    return body


def _line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def _mark(each: Group, x: Scale, y: Scale) -> Markup:
    """Draw a group: a dot, full where the interval leaves out the diagonal, on the bar of its interval."""
    across = x.at(each.said)
    low, high = (y.at(bound) for bound in each.interval)
    fill = "accent" if each.off else "paper"
    return group(
        [
            tooltip(each.words()),
            _line(across, low, across, high, stroke="accent", stroke_width=2),
            element("circle", cx=across, cy=y.at(each.observed), r=_DOT, fill=fill, stroke="accent", stroke_width=2),
        ],
        class_="group",
    )


def _bars(groups: Sequence[Group], x: Scale, top: float) -> tuple[list[Markup], float]:
    """Draw how many statements each group has; where numbers would touch, the larger stands."""
    most = max(each.n for each in groups)
    bottom = top + _BARS
    body = [_line(x.start, bottom, x.end, bottom, stroke="line")]
    free: list[tuple[float, float]] = []
    for each in sorted(groups, key=lambda each: -each.n):
        across, height = x.at(each.said), max(1.0, (_BARS - 14) * each.n / most)
        bar = element("rect", x=across - _BAR / 2, y=bottom - height, width=_BAR, height=height, fill="muted")
        body.append(group([tooltip(each.words()), bar], class_="bar"))
        room = text_width(f"{each.n:,}", SIZE) / 2 + 3
        if all(across + room <= left or right <= across - room for left, right in free):
            free.append((across - room, across + room))
            body.append(label(across, bottom - height - 4, f"{each.n:,}", size=SIZE, text_anchor="middle"))
    body.append(label(x.end, bottom + 16, "number of statements", size=SIZE, fill="muted", text_anchor="end"))
    return body, bottom + 22


def _legend(base_rate: float | None, note: str, width: float) -> tuple[list[Markup], float]:
    def dot(fill: str) -> Markup:
        bar = _line(8, -9, 8, 9, stroke="accent", stroke_width=2)
        return group([bar, element("circle", cx=8, cy=0, r=_DOT, fill=fill, stroke="accent", stroke_width=2)])

    diagonal = _line(0, 6, 20, -6, stroke="muted", stroke_width=1.4)
    items: list[LegendItem] = [
        (
            dot("paper"),
            16.0,
            "statements with about this probability; the bar is the 95% interval of the share that comes true",
        ),
        (dot("accent"), 16.0, "the same, where the interval leaves out what was said"),
        (diagonal, 20.0, "probabilities mean what they say; above, things happened more often than was said"),
    ]
    if base_rate is not None:
        dashes = _line(0, 0, 20, 0, stroke="muted", stroke_width=1.4, stroke_dasharray="2 4")
        items.append((dashes, 20.0, f"all statements together: {_per_cent(base_rate)} came true"))
    body, y = laid_out(items, 0, width)
    said, y = noted([note] if note else [], y + LINE / 2, width)
    return [*body, *said], y


def _table(groups: Sequence[Group]) -> Table:
    rows = tuple(
        (
            _per_cent(each.said),
            f"{each.n:,}",
            f"{each.n_true:,}",
            _per_cent(each.observed),
            " to ".join(map(_per_cent, each.interval)),
        )
        for each in groups
    )
    return Table(("Given on average", "Statements", "Came true", "Share", "95% interval"), rows)


def _description(groups: Sequence[Group]) -> str:
    total, off = sum(each.n for each in groups), [each for each in groups if each.off]
    more = sum(each.observed > each.said for each in off)
    said = f"{counted(total, 'statement')} in {counted(len(groups), 'group')}."
    if not off:
        return f"{said} Every interval holds what was said."
    return (
        f"{said} In {counted(len(off), 'group')} the interval leaves out what was said: in {more} things happened more "
        f"often than that, in {len(off) - more} less often."
    )


def _per_cent(share: float) -> str:
    return f"{round(100 * share)}%"
