"""What a reading suggests for a dossier besides claims: events, deadlines, options and endings, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from offramp.api.reading_words import bare, event_title, option_title, sentence_case, short, term_title
from offramp.reading.acts.act import Act, ActType
from offramp.reading.claim_words import content_words
from offramp.reading.reader import Reading
from offramp.reading.span import Span

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
_FORCE = frozenset({ActType.ASSAULT, ActType.COERCE, ActType.MOBILIZE, ActType.SANCTION, ActType.DESIGNATE})
_LASTING = _FORCE | {ActType.PROTEST, ActType.WITHDRAW, ActType.AID}
_YIELDING = frozenset({ActType.CONCEDE, ActType.WITHDRAW})
_POINTING = frozenset(content_words("conditions demands terms guarantees requirements concessions").tokens)
ALIKE = 0.6  # least share of stems that two options of one party share to be one


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


@dataclass(frozen=True, slots=True)
class SuggestedOption:
    """Something that a party can do or leave.

    Attributes
    ----------
    party
        By name.
    title
        For people.
    taken
        Whether it is done today, as the report tells it.
    act, term
        Places of the act, and of the term of it, that it comes from.
    claims
        Places of the claims that it rests on.
    confidence
        Of the act.
    """

    party: str
    title: str
    taken: bool
    act: int
    term: int | None = None
    claims: tuple[int, ...] = ()
    confidence: float = 0.5


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


def suggested_options(reading: Reading) -> tuple[SuggestedOption, ...]:
    """Return what parties do, could do, offer or are asked to do, each once for a party."""
    made: list[SuggestedOption] = []
    for place, act in enumerate(reading.acts):
        for option in chain(_own(reading, place, act), _asked(reading, place, act)):
            same = next((k for k, old in enumerate(made) if _same_option(old, option)), None)
            if same is None:
                made.append(option)
            elif option.taken and not made[same].taken:
                made[same] = option
    return tuple(made)


def _own(reading: Reading, place: int, act: Act) -> list[SuggestedOption]:
    """What the party that acts does, announces, weighs or offers."""
    if act.who is None or act.modality == "asked":
        return []
    claims = reading.claims_of_act(place)
    if any(
        other.type is ActType.ACCUSE and other.content is not None and other.content.contains(act.cue)
        for other in reading.acts
    ):
        return []  # what somebody is only accused of is no option yet
    if act.type is ActType.OFFER and act.content is not None and not act.terms:
        title = sentence_case(short(bare(reading.words(act.content))))
        whose = act.whom if act.whom is not None and "opportunity" in reading.words(act.cue) else act.who
        return [SuggestedOption(whose, title, False, place, None, claims, act.confidence)]
    if act.type in _LASTING | _YIELDING:
        taken = act.modality == "done" and not act.negated and act.type is not ActType.CONCEDE
        return [SuggestedOption(act.who, option_title(reading, act), taken, place, None, claims, act.confidence)]
    return []


def _asked(reading: Reading, place: int, act: Act) -> list[SuggestedOption]:
    """What the party that a demand is made of is asked to do, term by term."""
    if act.type is not ActType.DEMAND or act.negated:
        return []
    whose = act.whom or _answerer(reading, place) or _counterpart(reading, act)
    if whose is None:
        return []
    terms = act.terms or ()
    made = [
        SuggestedOption(whose, term_title(reading, term), False, place, k, _term_claims(reading, place, k), 0.8)
        for k, term in enumerate(terms)
    ]
    if not terms and act.content is not None and not _only_points(reading, act.content):
        title = sentence_case(short(bare(reading.words(act.content))))
        made.append(SuggestedOption(whose, title, False, place, None, reading.claims_of_act(place), 0.6))
    return made


def _only_points(reading: Reading, content: Span) -> bool:
    """Whether a demand names no term: "specific conditions for leaving"."""
    return bool(_POINTING & set(content_words(reading.words(content)).tokens[:3]))


def _term_claims(reading: Reading, act: int, term: int) -> tuple[int, ...]:
    span = reading.acts[act].terms[term]
    return tuple(dict.fromkeys([*reading.claims_over(span), *reading.claims_of_act(act)]))


def _answerer(reading: Reading, demand: int) -> str | None:
    """Who accepts or rejects a demand: it was made of them."""
    return next((act.who for act in reading.acts if act.answers == demand and act.who is not None), None)


def _counterpart(reading: Reading, act: Act) -> str | None:
    """The party that most acts of the one that acts are towards, or that acts most towards it."""
    counts: dict[str, int] = {}
    for other in reading.acts:
        pair = {other.who, other.whom}
        if act.who in pair and None not in pair and len(pair) == 2:
            name = next(name for name in pair if name is not None and name != act.who)
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default=None)


def same_act(reading: Reading, one: int, other: int) -> bool:
    """Whether two acts are told twice: same type, same party, and the same thing at the end of what they are about."""
    a, b = reading.acts[one], reading.acts[other]
    if a.type is not b.type or a.who != b.who or a.modality != b.modality:
        return False
    if a.type is ActType.CONCEDE and _leaves(option_title(reading, a)) and _leaves(option_title(reading, b)):
        return True
    return (
        bool(_last_stem(reading, a)) and _last_stem(reading, a) == _last_stem(reading, b) and not (a.terms or b.terms)
    )


def _last_stem(reading: Reading, act: Act) -> str:
    span = act.content if act.content is not None else act.cue
    tokens = content_words(reading.words(span)).tokens
    return tokens[-1] if tokens else ""


def _same_option(one: SuggestedOption, other: SuggestedOption) -> bool:
    return one.party == other.party and alike(one.title, other.title)


def alike(one: str, other: str) -> bool:
    """Whether two titles are of one option: most of the shorter one's words stand in the other."""
    if _leaves(one) or _leaves(other):
        return _leaves(one) and _leaves(other)
    a, b = content_words(one).stems, content_words(other).stems
    return len(a & b) >= ALIKE * min(len(a), len(b)) if a and b else one.casefold() == other.casefold()


def _leaves(title: str) -> bool:
    """Whether an option is to give up an office: "step down", "relinquish power", "leave office"."""
    words = set(title.casefold().split())
    if words == {"leave"} or words & {"resign", "abdicate"}:
        return True
    return bool(words & {"step", "leave", "relinquish", "give"}) and bool(words & {"down", "aside", "office", "power"})


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
