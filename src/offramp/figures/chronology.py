"""What a timeline shows: events, offers and demands with the time they were open, deadlines; and how dates read."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OPEN_KINDS = frozenset({"offer", "demand", "promise", "request"})  # what awaits an answer


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes
    ----------
    title, lane, to
        What, by whom, and towards whom: names for people.
    first, last
        The days between which it happened; the same day when it is certain, ``last`` left out means ``first``.
        ``first`` left out: not dated, happened after the entry before it.
    kind
        As in the dossier: act, offer, demand, reject, accept, lapse, threat, promise, request, statement.
    expires
        The day until which an offer or demand was open.
    outcome
        What became of it.
    when
        Words for the date, if better than the days themselves.
    """

    title: str
    lane: str
    first: date | None = None
    last: date | None = None
    kind: str = "act"
    to: str = ""
    expires: date | None = None
    outcome: str = ""
    when: str = ""

    def when_words(self) -> str:
        """Return the date for people."""
        return self.when or (date_words(self.first, self.last or self.first) if self.first else "not dated")

    def kind_words(self) -> str:
        """Return the kind and whom it is meant for; nothing for a plain act."""
        kind = "" if self.kind == "act" else self.kind
        return f"{kind} to {self.to}".strip() if self.to else kind

    def open_words(self) -> str:
        """Return until when it was open and what became of it."""
        until = f"open until {day_words(self.expires)}" if self.expires else ""
        return "; ".join(filter(None, (until, self.outcome)))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something was to be done.

    Attributes
    ----------
    date
        The last day.
    lane, to
        Who set it, and for whom: names for people.
    title
        What was to be done, or what was threatened.
    status
        ``"open"``, ``"met"`` or ``"lapsed"``.
    """

    date: date
    lane: str
    title: str
    status: str = "open"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with the days at which it is drawn."""

    event: Event
    first: date
    last: date


def dated(events: Sequence[Event], otherwise: date) -> list[Dated]:
    """Give every event days: one without is drawn at the entry before it (at ``otherwise`` if there is none)."""
    day = next((event.first for event in events if event.first), otherwise)
    result = []
    for event in events:
        first = event.first or day
        last = max(event.last or first, first)
        result.append(Dated(event, first, last))
        day = first
    return result


def day_words(day: date) -> str:
    """Return a day.

    >>> day_words(date(2025, 11, 21))
    '21 Nov 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_words(first: date, last: date | None) -> str:
    """Return a day or a span of days, no longer than it must be.

    >>> date_words(date(2025, 11, 1), date(2025, 11, 30)), date_words(date(2025, 11, 21), date(2025, 11, 28))
    ('Nov 2025', '21–28 Nov 2025')
    >>> date_words(date(2025, 1, 1), date(2025, 12, 31))
    '2025'
    """
    if last is None or last <= first:
        return day_words(first)
    full_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if full_months and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if full_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"
