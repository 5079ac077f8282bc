"""The timeline for a wide page: time runs to the right, each actor has a lane, texts never overlap.

Gaps in which nothing happened are compressed: between two neighbouring days of note the distance grows with the
logarithm of the time between them, so that a quiet month does not push a crowded week together.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from offramp.figures.chronology import MONTHS, Dated, Deadline, day_words
from offramp.figures.svg import Markup, element, group, label, tooltip
from offramp.figures.timeline_marks import deadline_colour, deadline_mark, event_mark
from offramp.figures.words import text_width, wrap

_LANE_NAMES, _TEXT, _SIZE, _LINE = 140.0, 168.0, 11.5, 14.5
_AXIS, _PAD = 44.0, 10.0
_DEADLINES = "Deadlines"


class Scale:
    """Where each day lies, between neighbouring days of note in proportion."""

    def __init__(self, days: Sequence[date], left: float, right: float) -> None:
        self._days = sorted({day.toordinal() for day in days})
        gaps = [1.5 + log1p(b - a) for a, b in zip(self._days, self._days[1:], strict=False)]
        unit = (right - left) / (sum(gaps) or 1.0)
        self._x = [left]
        for gap in gaps:
            self._x.append(self._x[-1] + gap * unit)

    def x(self, day: date) -> float:
        """Return the horizontal position of a day, in pixels."""
        at = day.toordinal()
        k = min(max(bisect_right(self._days, at) - 1, 0), len(self._days) - 1)
        if k + 1 == len(self._days) or at <= self._days[k]:
            return self._x[k]
        share = (at - self._days[k]) / (self._days[k + 1] - self._days[k])
        return self._x[k] + share * (self._x[k + 1] - self._x[k])

    def days(self) -> list[date]:
        """Return the days of note, oldest first."""
        return [date.fromordinal(day) for day in self._days]


@dataclass(frozen=True, slots=True)
class _Note:
    """A text with its mark: what it says, and the days that it spans, in pixels.

    Attributes
    ----------
    x, end, open_until
        The mark, the end of the span in which it may have happened, the end of the time it was open.
    said
        Paragraphs with their colour and weight.
    mark
        Drawn at (x, 6).
    """

    x: float
    end: float
    open_until: float
    said: tuple[tuple[str, str, str | None], ...]
    mark: Markup

    def lines(self) -> list[tuple[list[str], str, str | None]]:
        return [(wrap(words, _TEXT - 12, _SIZE, 6), fill, weight) for words, fill, weight in self.said if words]

    @property
    def height(self) -> float:
        return 14 + sum(len(lines) for lines, _, _ in self.lines()) * _LINE

    def reach(self, *, leftward: bool) -> tuple[float, float]:
        """Return what it takes of a row, with the text to the right of its mark or to the left."""
        text = (self.x - _TEXT - 4, self.x + 8) if leftward else (self.x - 8, self.x + _TEXT + 4)
        return text[0], max(text[1], self.end + 6, self.open_until + 6)

    def draw(self, *, leftward: bool) -> list[Markup]:
        body = [tooltip(": ".join(words for words, _, _ in self.said if words))]
        if self.end > self.x:
            body.append(element("line", x1=self.x, x2=self.end, y1=6, y2=6, stroke="muted", stroke_width=3))
        if self.open_until > self.x:
            path = f"M{self.x:.1f} 6H{self.open_until:.1f}M{self.open_until:.1f} 1V11"
            body.append(element("path", d=path, fill="none", stroke="accent", stroke_width=2))
        x, y = (self.x - 9, 24.0) if leftward else (self.x + 9, 24.0)
        said = self.lines()
        room = max(text_width(line, _SIZE) for lines, _, _ in said for line in lines)
        left = x - room if leftward else x
        body.append(element("rect", x=left, y=13, width=room, height=self.height - 12, fill="paper"))
        for lines, fill, weight in said:
            anchor = "end" if leftward else None
            body.append(label(x, y, lines, size=_SIZE, fill=fill, font_weight=weight, text_anchor=anchor))
            y += len(lines) * _LINE
        return [*body, self.mark]


def draw_lanes(
    events: Sequence[Dated], deadlines: Sequence[Deadline], as_of: date | None, width: float
) -> tuple[list[Markup], float]:
    """Return the timeline as markup, and its height."""
    days = [day for one in events for day in (one.first, one.last)]
    days += [one.event.expires for one in events if one.event.expires] + [one.date for one in deadlines]
    days += [as_of] if as_of else []
    scale = Scale(days, _LANE_NAMES + 12, width - _TEXT)
    lanes: dict[str, list[_Note]] = {}
    for one in events:
        lanes.setdefault(one.event.lane, []).append(_event_note(one, scale))
    for deadline in deadlines:
        lanes.setdefault(_DEADLINES, []).append(_deadline_note(deadline, scale))
    body, y = [], _AXIS
    for name, notes in lanes.items():
        lane, y = _lane(name, notes, y, width)
        body += lane
    behind = _axis(scale, as_of, y) + [_fall(deadline, scale, y) for deadline in deadlines]
    if as_of:
        behind += _today(as_of, scale, y)
    return behind + body, y


def _lane(name: str, notes: Sequence[_Note], top: float, width: float) -> tuple[list[Markup], float]:
    """Draw one lane: its name and its rows."""
    lines = wrap(name, _LANE_NAMES - 8, 12.5)
    body = [
        element("line", x1=0, x2=width, y1=top, y2=top, stroke="line"),
        label(0, top + _PAD + 11, lines, size=12.5, font_weight="bold"),
    ]
    y = top + _PAD
    for row in _rows(notes, width):
        for note, leftward in row:
            body.append(group(note.draw(leftward=leftward), transform=f"translate(0 {y:.1f})"))
        y += max(note.height for note, _ in row) + _PAD
    return body, max(y, top + len(lines) * 15.6 + 2 * _PAD)


_Row = list[tuple[_Note, bool]]


def _rows(notes: Sequence[_Note], width: float) -> list[_Row]:
    """Place notes beside each other where there is room, else below; of two ways to do so, take the lower one."""
    ways = [_packed(notes, width, preferred) for preferred in ((False, True), (True, False))]
    return min(ways, key=lambda rows: sum(max(note.height for note, _ in row) + _PAD for row in rows))


def _packed(notes: Sequence[_Note], width: float, preferred: tuple[bool, bool]) -> list[_Row]:
    rows: list[_Row] = []
    for note in sorted(notes, key=lambda note: note.x):
        ways = [way for way in preferred if _inside(note.reach(leftward=way), width)] or [False]
        found = next(((row, way) for row in rows for way in ways if _fits(note.reach(leftward=way), row)), None)
        if found is None:
            rows.append([(note, ways[0])])
        else:
            found[0].append((note, found[1]))
    return rows


def _inside(reach: tuple[float, float], width: float) -> bool:
    return reach[0] >= _LANE_NAMES and reach[1] <= width


def _fits(reach: tuple[float, float], row: Sequence[tuple[_Note, bool]]) -> bool:
    taken = (note.reach(leftward=leftward) for note, leftward in row)
    return all(reach[1] <= left or right <= reach[0] for left, right in taken)


def _event_note(one: Dated, scale: Scale) -> _Note:
    event, x = one.event, scale.x(one.first)
    when = wrap(event.when_words(), _TEXT - 12, _SIZE, 1)[0]
    said: list[tuple[str, str, str | None]] = [
        (" · ".join(filter(None, (when, event.kind_words()))), "muted", None),
        (event.title, "currentColor", None),
        (event.open_words(), "accent", None),
    ]
    until = scale.x(event.expires) if event.expires else x
    return _Note(x, scale.x(one.last), until, tuple(said), event_mark(x, 6, event))


def _deadline_note(deadline: Deadline, scale: Scale) -> _Note:
    x = scale.x(deadline.date)
    for_whom = f" for {deadline.to}" if deadline.to else ""
    said: tuple[tuple[str, str, str | None], ...] = (
        (f"{day_words(deadline.date)} · {deadline.status}", deadline_colour(deadline), "bold"),
        (f"{deadline.lane}{for_whom}: {deadline.title}", "currentColor", None),
    )
    return _Note(x, x, x, said, deadline_mark(x, 6, deadline))


def _axis(scale: Scale, as_of: date | None, bottom: float) -> list[Markup]:
    """Draw a tick for each day of note; a day is named where there is room, with its year when that is new."""
    body, free, year = [], 0.0, None
    for day in scale.days():
        x = scale.x(day)
        body.append(element("line", x1=x, x2=x, y1=_AXIS - 6, y2=bottom, stroke="line", stroke_dasharray="1 4"))
        words = f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == year else f" {day.year}")
        room = text_width(words, _SIZE)
        if day != as_of and x - room / 2 >= free:
            body.append(label(x, _AXIS - 11, words, size=_SIZE, text_anchor="middle"))
            free, year = x + room / 2 + 8, day.year
    return body


def _fall(deadline: Deadline, scale: Scale, bottom: float) -> Markup:
    x = scale.x(deadline.date)
    colour = deadline_colour(deadline)
    return element("line", x1=x, x2=x, y1=_AXIS - 6, y2=bottom, stroke=colour, stroke_width=1.2, stroke_dasharray="6 4")


def _today(as_of: date, scale: Scale, bottom: float) -> list[Markup]:
    x = scale.x(as_of)
    return [
        element("line", x1=x, x2=x, y1=_AXIS - 24, y2=bottom, stroke="ink", stroke_width=1.5),
        label(x, 14, f"as of {day_words(as_of)}", size=_SIZE, text_anchor="middle", font_weight="bold"),
    ]
