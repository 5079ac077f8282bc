"""The timeline of a standoff: who did what when, what was offered and for how long, which deadlines fell."""

from collections.abc import Sequence
from datetime import date

from offramp.figures.chronology import Deadline, Event, dated, day_words
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.svg import drawing, drawing_id, label
from offramp.figures.timeline_lanes import draw_lanes
from offramp.figures.timeline_list import draw_list
from offramp.figures.timeline_marks import legend
from offramp.figures.words import counted, wrap

__all__ = ["Deadline", "Event", "timeline"]

_NOTE = "Longer gaps between entries are drawn shorter than they were."


def timeline(
    events: Sequence[Event],
    deadlines: Sequence[Deadline] = (),
    *,
    as_of: date | None = None,
    title: str = "Timeline",
    width: float = WIDE,
) -> Figure:
    """Draw what happened, oldest first.

    Parameters
    ----------
    events
        In the order in which they happened.
    deadlines
        In any order.
    as_of
        The day that the dossier speaks of.
    title
        For captions and screen readers.
    width
        In pixels; from ``PHONE`` on, time runs to the right with a lane for each actor; below, it runs down.

    Raises
    ------
    ValueError
        When there is neither an event nor a deadline.
    """
    if not events and not deadlines:
        raise ValueError("a timeline needs at least one event or deadline")
    placed = dated(events, as_of or (deadlines[0].date if deadlines else date.min))
    falls = sorted(deadlines, key=lambda deadline: deadline.date)
    draw = draw_list if width < PHONE else draw_lanes
    body, y = draw(placed, falls, as_of, width)
    marks, y = legend(y + 18, width, events, deadlines)
    body += marks
    if width >= PHONE:
        body.append(label(0, y + 14, wrap(_NOTE, width, 11.5), size=11.5, fill="muted"))
        y += 22
    table, description = _table(events, falls), _description(events, falls, as_of)
    id_ = drawing_id("timeline", title, table, as_of, width)
    return Figure(drawing(id_, width, y, title, description, body, "timeline"), title, description, table)


def _table(events: Sequence[Event], deadlines: Sequence[Deadline]) -> Table:
    rows = [
        (event.when_words(), event.lane, event.kind, event.to, event.title, event.open_words()) for event in events
    ] + [(day_words(fall.date), fall.lane, "deadline", fall.to, fall.title, fall.status) for fall in deadlines]
    return Table(("When", "Who", "Kind", "To", "What", "Outcome"), tuple(rows))


def _description(events: Sequence[Event], deadlines: Sequence[Deadline], as_of: date | None) -> str:
    days = [day for event in events for day in (event.first, event.last) if day]
    days += [deadline.date for deadline in deadlines]
    span = f" from {day_words(min(days))} to {day_words(max(days))}" if days else ""
    falls = "".join(f" Deadline {day_words(fall.date)}, {fall.status}: {fall.title}." for fall in deadlines)
    today = f" As of {day_words(as_of)}." if as_of else ""
    return f"{counted(len(events), 'event')} and {counted(len(deadlines), 'deadline')}{span}.{falls}{today}"
