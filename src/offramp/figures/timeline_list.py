"""The timeline for a narrow page: a list that runs down a rail, with bars beside it for what was open how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from offramp.figures.chronology import Dated, Deadline, day_words
from offramp.figures.svg import Markup, element, group, label, tooltip
from offramp.figures.timeline_marks import deadline_colour, deadline_mark, event_mark
from offramp.figures.words import wrap

_SIZE, _LINE, _GAP = 12.0, 15.0, 12.0
_BARS, _BAR = 3, 7.0  # bars side by side, and the room for each
_RAIL = _BARS * _BAR + 10
_TEXT = _RAIL + 16


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the list: the day it stands at, its paragraphs (words, colour, weight) and its mark."""

    day: date
    item: Dated | Deadline | None  # None: the line that says what day the dossier speaks of

    def paragraphs(self) -> list[tuple[str, str, str | None]]:
        if self.item is None:
            return [(f"as of {day_words(self.day)}", "currentColor", "bold")]
        if isinstance(self.item, Deadline):
            to = f" for {self.item.to}" if self.item.to else ""
            head = f"{day_words(self.day)} · deadline, {self.item.status}"
            said = f"{self.item.lane}{to}: {self.item.title}"
            return [(head, deadline_colour(self.item), "bold"), (said, "currentColor", None)]
        event = self.item.event
        when = wrap(event.when_words(), 190, _SIZE, 1)[0]
        head = " · ".join(filter(None, (when, event.lane, event.kind_words())))
        return [(head, "muted", "bold"), (event.title, "currentColor", None), (event.open_words(), "accent", None)]

    def mark(self, y: float) -> Markup:
        if self.item is None:
            return element("line", x1=_RAIL - 8, x2=_RAIL + 8, y1=y, y2=y, stroke="ink", stroke_width=2)
        if isinstance(self.item, Deadline):
            return deadline_mark(_RAIL, y, self.item)
        return event_mark(_RAIL, y, self.item.event)


def draw_list(
    events: Sequence[Dated], deadlines: Sequence[Deadline], as_of: date | None, width: float
) -> tuple[list[Markup], float]:
    """Return the timeline as markup, and its height."""
    entries = [_Entry(one.first, one) for one in events]
    entries += [_Entry(deadline.date, deadline) for deadline in deadlines]
    entries += [_Entry(as_of, None)] if as_of else []
    entries.sort(key=_place)  # stable: events of one day stay in the order of the dossier
    texts, tops, y = [], [], 6.0
    for entry in entries:
        tops.append(y)
        text, y = _entry(entry, y, width)
        texts.append(text)
    rail = element("line", x1=_RAIL, x2=_RAIL, y1=tops[0] + 6, y2=y - _GAP, stroke="line", stroke_width=2)
    return [rail, *_bars(entries, tops, y - _GAP), *texts], y


def _place(entry: _Entry) -> tuple[date, int]:
    """Within a day a deadline stands before what came of it, and the day of the dossier last."""
    return entry.day, 2 if entry.item is None else int(isinstance(entry.item, Dated))


def _entry(entry: _Entry, y: float, width: float) -> tuple[Markup, float]:
    body = [entry.mark(y + 8)]
    said = [words for words, _, _ in entry.paragraphs() if words]
    for words, fill, weight in entry.paragraphs():
        if words:
            lines = wrap(words, (width - _TEXT) * (0.94 if weight else 1.0), _SIZE, 8)
            body.append(label(_TEXT, y + 12, lines, size=_SIZE, fill=fill, font_weight=weight))
            y += len(lines) * _LINE
    return group([tooltip(": ".join(said)), *body]), y + _GAP


def _bars(entries: Sequence[_Entry], tops: Sequence[float], bottom: float) -> list[Markup]:
    """Draw how long each offer or demand was open: down to the first entry of the day it expired or a later one."""
    body, free = [], [0.0] * _BARS
    for entry, top in zip(entries, tops, strict=True):
        expires = entry.item.event.expires if isinstance(entry.item, Dated) else None
        if expires is None:
            continue
        end = next((y + 8 for other, y in zip(entries, tops, strict=True) if y > top and other.day >= expires), bottom)
        place = next((k for k, until in enumerate(free) if until <= top), 0)
        free[place] = end
        x = _RAIL - 12 - place * _BAR
        body.append(
            element(
                "path",
                d=f"M{_RAIL:.1f} {top + 8:.1f}H{x:.1f}V{end:.1f}M{x - 3:.1f} {end:.1f}H{x + 3:.1f}",
                fill="none",
                stroke="accent",
                stroke_width=2,
            )
        )
    return body
