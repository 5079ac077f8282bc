"""The probability of each ending over time: one small plot for each, all with the same axes, the likeliest first.

Not stacked: the band between the 5th and the 95th percentile, which says how much is known, could not be seen then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from offramp.figures.chronology import day_words
from offramp.figures.curve_panel import (
    BAND_OPACITY,
    END,
    LEFT,
    Flag,
    Frame,
    Series,
    draw_head,
    draw_panel,
    flags,
    head_height,
)
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.legend import LINE, SIZE, LegendItem, laid_out, noted
from offramp.figures.svg import Markup, drawing, drawing_id, element, label
from offramp.figures.time_axis import Day, TimeAxis, day_number, time_faults
from offramp.figures.words import percent, wrap

__all__ = ["DayMark", "Series", "probability_curves"]

RARE = 0.01  # endings whose mean stays below are named, not drawn
_TOPS = (0.1, 0.2, 0.5, 1.0)  # of the vertical axis: the least that holds everything
_GAP, _PLOT, _UNDER = 22.0, 124.0, 30.0  # between panels, height of a plot, room for the ticks below it
_WIDEST = 470.0  # of a panel
_NAME_LEVELS = 2  # of deadlines named at their lines; more are numbered
_DATES = 5  # in the table


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day with a name, such as a deadline."""

    day: Day
    name: str


def probability_curves(
    series: Sequence[Series],
    days: Sequence[Day],
    *,
    deadlines: Sequence[DayMark] = (),
    title: str = "How likely each ending is over time",
    note: str = "",
    width: float = WIDE,
) -> Figure:
    """Draw the probability of each ending over time.

    Parameters
    ----------
    series
        One for each ending, in any order; those whose mean stays below 1 % are named and not drawn.
    days
        The dates they have in common, increasing: days of the calendar, or numbers of days from now.
    deadlines
        Days to mark, of the same kind as ``days``; those before the first or after the last are left out.
    title
        For captions and screen readers.
    note
        A sentence to stand below the figure.
    width
        In pixels; below ``PHONE``, the panels stand one below the other.

    Raises
    ------
    ValueError
        When dates do not increase, or probabilities are none or not as many as dates; all that is wrong is said.
    """
    _check(series, days, deadlines)
    ordered = sorted(series, key=lambda one: -one.mean[-1])
    drawn = [one for one in ordered if max(one.mean) >= RARE] or ordered
    rare = [one for one in ordered if one not in drawn]
    falls = [fall for fall in deadlines if day_number(days[0]) <= day_number(fall.day) <= day_number(days[-1])]
    falls.sort(key=lambda fall: day_number(fall.day))
    body, numbered, y = _panels(drawn, days, falls, width)
    signs, y = laid_out(_signs(falls), y + 6, width)
    key, y = _key(falls if numbered else [], y, width)
    notes = [_rare_words(rare)] if rare else []
    notes += [] if isinstance(days[0], date) else ["Time in days from now."]
    said, y = noted([*notes, *([note] if note else [])], y + 4, width)
    table, description = _table(ordered, days), _description(ordered, days, falls)
    id_ = drawing_id("probability-curves", series, days, falls, title, note, width)
    svg = drawing(id_, width, y + 4, title, description, [*body, *signs, *key, *said], "probability-curves")
    return Figure(svg, title, description, table)


def _check(series: Sequence[Series], days: Sequence[Day], deadlines: Sequence[DayMark]) -> None:
    wrong = [] if series else ["at least one ending is needed"]
    wrong += time_faults(days, "days")
    if len({isinstance(day, date) for day in (*days, *(fall.day for fall in deadlines))}) > 1:
        wrong.append("deadlines must be days of the same kind as the dates")
    for one in series:
        if {len(one.mean), len(one.low), len(one.high)} != {len(days)}:
            wrong.append(f"“{one.name}” must have a mean, a low and a high for each of {len(days)} dates")
        elif not all(0 <= share <= 1 for share in (*one.mean, *one.low, *one.high)):
            wrong.append(f"“{one.name}” has a probability that is not between 0 and 1")
        elif any(low > high for low, high in zip(one.low, one.high, strict=True)):
            wrong.append(f"“{one.name}” has a low above its high")
    if wrong:
        raise ValueError("; ".join(dict.fromkeys(wrong)))


def _panels(
    drawn: Sequence[Series], days: Sequence[Day], falls: Sequence[DayMark], width: float
) -> tuple[list[Markup], bool, float]:
    """Return the panels, whether deadlines are numbered in them, and the lower edge."""
    columns = 1 if width < PHONE else {1: 1, 2: 2, 4: 2}.get(len(drawn), 3)
    room = min((width - LEFT - (columns - 1) * _GAP) / columns, _WIDEST)
    highest = max(share for one in drawn for share in (*one.mean, *one.high))
    most = next(top for top in _TOPS if highest <= top)
    body: list[Markup] = []
    y, numbered = 0.0, False
    for first in range(0, len(drawn), columns):
        row = drawn[first : first + columns]
        heads = max(head_height(one, room) for one in row)
        for k, one in enumerate(row):
            x = LEFT + k * (room + _GAP)
            axis = TimeAxis(
                day_number(days[0]), day_number(days[-1]), x, x + room - END, x + room, isinstance(days[0], date)
            )
            placed, numbered = _flags(falls, axis)
            top = y + heads + LINE * max((flag.level + 1 for flag in placed), default=0) + 6
            body += draw_head(one, x, y, room)
            body.append(draw_panel(one, days, Frame(axis, top, top + _PLOT, most), placed, ticks=k == 0))
        y = top + _PLOT + _UNDER
    return body, numbered, y


def _flags(falls: Sequence[DayMark], axis: TimeAxis) -> tuple[list[Flag], bool]:
    """Return the deadlines with their names where these have room, otherwise with numbers."""
    xs = [axis.at(fall.day) for fall in falls]
    named = flags([(x, fall.name) for x, fall in zip(xs, falls, strict=True)], axis.edge)
    if named is not None and all(flag.level < _NAME_LEVELS for flag in named):
        return named, False
    return flags([(x, str(k)) for k, x in enumerate(xs, start=1)], axis.edge) or [], True


def _signs(falls: Sequence[DayMark]) -> list[LegendItem]:
    line = element("path", d="M0 0H24", stroke="muted", stroke_width=2.4)
    band = element(
        "rect", x=0, y=-6, width=22, height=12, fill="muted", fill_opacity=str(BAND_OPACITY), stroke="muted",
        stroke_width=0.8,
    )  # fmt: skip
    items: list[LegendItem] = [(line, 24.0, "mean"), (band, 22.0, "5th to 95th percentile")]
    if falls:
        items.append((element("path", d="M0 0H24", stroke="ink", stroke_dasharray="5 4"), 24.0, "deadline"))
    return items


def _key(falls: Sequence[DayMark], y: float, width: float) -> tuple[list[Markup], float]:
    """Tell the numbers that stand for deadlines."""
    body = []
    for k, fall in enumerate(falls, start=1):
        lines = wrap(f"{_when(fall.day)}: {fall.name}", width - 28, SIZE)
        body.append(label(16, y + 10, str(k), size=SIZE, text_anchor="end", font_weight="bold"))
        body.append(label(24, y + 10, lines, size=SIZE))
        y += len(lines) * LINE + 2
    return body, y


def _rare_words(rare: Sequence[Series]) -> str:
    named = [
        one.name + (f" (95th percentile up to {percent(max(one.high))})" if max(one.high) >= RARE else "")
        for one in rare
    ]
    return f"Below 1 % throughout, not drawn: {'; '.join(named)}."


def _when(day: Day) -> str:
    return day_words(day) if isinstance(day, date) else f"day {day:g}"


def _table(ordered: Sequence[Series], days: Sequence[Day]) -> Table:
    n = min(_DATES, len(days))
    chosen = [round(k * (len(days) - 1) / (n - 1)) for k in range(n)]
    header = ("Ending", *(_when(days[at]) for at in chosen), "In words")
    rows = tuple((one.name, *(one.value(at) for at in chosen), one.words) for one in ordered)
    return Table(header, rows)


def _description(ordered: Sequence[Series], days: Sequence[Day], falls: Sequence[DayMark]) -> str:
    ends = "; ".join(f"{one.name} {one.value(-1)}{f', {one.words}' if one.words else ''}" for one in ordered)
    marks = "".join(f" Deadline {_when(fall.day)}: {fall.name}." for fall in falls)
    return (
        f"Probability from {_when(days[0])} to {_when(days[-1])}; on the last day, with the 5th to 95th percentile: "
        f"{ends}.{marks}"
    )
