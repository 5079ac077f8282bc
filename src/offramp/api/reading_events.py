"""Events that a reading suggests for a timeline: what happened, each act once."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.api.reading_options import leaves_office
from offramp.api.reading_words import event_title, option_title
from offramp.reading.acts.act import Act, ActType
from offramp.reading.claim_words import content_words
from offramp.reading.reader import Reading

_FORCE = frozenset({ActType.ASSAULT, ActType.COERCE, ActType.MOBILIZE, ActType.SANCTION, ActType.DESIGNATE})
_YIELDING = frozenset({ActType.CONCEDE, ActType.WITHDRAW})

_KINDS = {
    ActType.OFFER: "offer",
    ActType.DEMAND: "demand",
    ActType.REQUEST: "request",
    ActType.ACCEPT: "accept",
    ActType.REJECT: "reject",
    ActType.PROMISE: "promise",
    ActType.THREATEN: "threat",
    ActType.ACCUSE: "statement",
    ActType.DENOUNCE: "statement",
    ActType.SUPPORT: "statement",
}


@dataclass(frozen=True, slots=True)
class SuggestedEvent:
    """An entry for the timeline.

    Attributes
    ----------
    act
        Place of the act; ``None`` for the lapse of a deadline.
    kind, by, to, date, title
        As in a dossier; parties by name.
    expires
        When an offer or a demand lapses.
    answers
        Place among the events of the offer or demand that is accepted, rejected, or lapses.
    claims
        Places of the claims that it rests on.
    """

    act: int | None
    kind: str
    by: str | None
    to: str | None
    date: str | None
    title: str
    expires: str | None = None
    answers: int | None = None
    claims: tuple[int, ...] = ()


def suggested_events(reading: Reading, *, quoting: bool = True) -> tuple[SuggestedEvent, ...]:
    """Return what happened, in the order of the text, each act once; what is only possible has not happened."""
    made: list[SuggestedEvent] = []
    place_of: dict[int, int] = {}
    for place, act in enumerate(reading.acts):
        kind = event_kind(act)
        if kind is None:
            continue
        same = next(
            (k for k, old in enumerate(made) if old.act is not None and same_act(reading, old.act, place)), None
        )
        if same is not None:
            place_of[place] = same
            continue
        answers = place_of.get(act.answers) if act.answers is not None else None
        place_of[place] = len(made)
        made.append(
            SuggestedEvent(
                act=place,
                kind=kind,
                by=act.who,
                to=act.whom,
                date=reading.value(act.date),
                title=event_title(reading, act, quoting=quoting),
                expires=_expiry(reading, place) if kind in ("offer", "demand") else None,
                answers=answers,
                claims=reading.claims_of_act(place),
            )
        )
    return (*made, *_lapses(reading, place_of, made))


def event_kind(act: Act) -> str | None:
    """Return the kind of event that an act is in a timeline; ``None`` where it has not happened."""
    if act.negated or act.modality in ("possible", "asked"):
        return None
    if act.modality == "intended":
        if act.type in _YIELDING:
            return "offer" if act.condition is not None else "promise"
        return "threat" if act.type in _FORCE else _KINDS.get(act.type)
    return _KINDS.get(act.type, "act")


def _expiry(reading: Reading, act: int) -> str | None:
    return next(
        (reading.value(due.date) for due in reading.deadlines if due.act == act and reading.value(due.date)), None
    )


def _lapses(reading: Reading, place_of: dict[int, int], events: Sequence[SuggestedEvent]) -> list[SuggestedEvent]:
    found = []
    for due in reading.deadlines:
        if due.status == "lapsed" and (value := reading.value(due.date)) is not None:
            answers = place_of.get(due.act) if due.act is not None else None
            if answers is not None and events[answers].kind not in ("offer", "demand"):
                answers = None
            claims = reading.claims_over(due.cue)
            found.append(
                SuggestedEvent(None, "lapse", "time", None, value, "The deadline passes", None, answers, claims)
            )
    return found


def same_act(reading: Reading, one: int, other: int) -> bool:
    """Whether two acts are told twice: same type, same party, and the same thing at the end of what they are about."""
    a, b = reading.acts[one], reading.acts[other]
    if a.type is not b.type or a.who != b.who or a.modality != b.modality:
        return False
    if (
        a.type is ActType.CONCEDE
        and leaves_office(option_title(reading, a))
        and leaves_office(option_title(reading, b))
    ):
        return True
    return (
        bool(_last_stem(reading, a)) and _last_stem(reading, a) == _last_stem(reading, b) and not (a.terms or b.terms)
    )


def _last_stem(reading: Reading, act: Act) -> str:
    span = act.content if act.content is not None else act.cue
    tokens = content_words(reading.words(span)).tokens
    return tokens[-1] if tokens else ""
