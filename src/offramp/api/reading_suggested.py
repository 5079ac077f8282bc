"""Deadlines and endings that a reading suggests for a dossier, as plain values."""

from dataclasses import dataclass

from offramp.api.reading_words import bare, sentence_case, short
from offramp.reading.reader import Reading


@dataclass(frozen=True, slots=True)
class SuggestedDeadline:
    """Something that falls due."""

    date: str
    by: str | None
    to: str | None
    title: str
    lapsed: bool
    act: int | None
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedEnding:
    """An ending that the report names."""

    title: str
    claims: tuple[int, ...] = ()


def suggested_deadlines(reading: Reading) -> tuple[SuggestedDeadline, ...]:
    """Return what falls due on a day that the report gives."""
    found = []
    for due in reading.deadlines:
        value = reading.value(due.date)
        if value is not None:
            asked = short(bare(reading.words(due.demand))) if due.demand is not None else short(reading.words(due.cue))
            title = sentence_case(asked)
            claims = reading.claims_over(due.cue)
            found.append(SuggestedDeadline(value, due.who, due.whom, title, due.status == "lapsed", due.act, claims))
    return tuple(found)


def suggested_endings(reading: Reading) -> tuple[SuggestedEnding, ...]:
    """Return the endings that the report names, each once."""
    found: dict[str, SuggestedEnding] = {}
    for listed in reading.endings:
        for item in listed.items:
            title = sentence_case(short(_no_article(bare(reading.words(item)))))
            found.setdefault(title.casefold(), SuggestedEnding(title, reading.claims_over(item)))
    return tuple(found.values())


def _no_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else text
