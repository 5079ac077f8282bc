"""DateMention: words of a report that say when."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from offramp.reading.dates.period import Precision
from offramp.reading.span import Span

Relation = Literal["at", "since", "from", "until", "by", "before", "after"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when, and the days that they may mean.

    Attributes
    ----------
    span
        The words of the date, without the preposition.
    start, end
        First and last day that it may be; both None when the words or the missing publication date leave it open.
        After "since" they run from the date named to the day of publication.
    precision
        How exactly the words say it: a day, a week, a month, a range ...
    rule
        Name of the rule that read it.
    value
        As a dossier writes it: 2025-11-28, 2025-11, 2025-09/2025-12-03; None when open.
    relation
        How the report relates to the date: at it, since, from, until, by, before or after it.
    note
        A weekday that does not fit, two readings, or why it stays open; else empty.
    """

    span: Span
    start: date | None
    end: date | None
    precision: Precision
    rule: str
    value: str | None = None
    relation: Relation = "at"
    note: str = ""
