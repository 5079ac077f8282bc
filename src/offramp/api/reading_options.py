"""Options that a reading suggests: what parties do, could do, offer or are asked to do."""

from dataclasses import dataclass
from itertools import chain

from offramp.api.reading_words import bare, option_title, sentence_case, short, term_title
from offramp.reading.acts.act import Act, ActType
from offramp.reading.claim_words import content_words
from offramp.reading.reader import Reading
from offramp.reading.span import Span

_FORCE = frozenset({ActType.ASSAULT, ActType.COERCE, ActType.MOBILIZE, ActType.SANCTION, ActType.DESIGNATE})
_LASTING = _FORCE | {ActType.PROTEST, ActType.WITHDRAW, ActType.AID}
_YIELDING = frozenset({ActType.CONCEDE, ActType.WITHDRAW})

_POINTING = frozenset(content_words("conditions demands terms guarantees requirements concessions").tokens)


ALIKE = 0.6  # least share of stems that two options of one party share to be one


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


def _same_option(one: SuggestedOption, other: SuggestedOption) -> bool:
    return one.party == other.party and alike(one.title, other.title)


def alike(one: str, other: str) -> bool:
    """Whether two titles are of one option: most of the shorter one's words stand in the other."""
    if leaves_office(one) or leaves_office(other):
        return leaves_office(one) and leaves_office(other)
    a, b = content_words(one).stems, content_words(other).stems
    return len(a & b) >= ALIKE * min(len(a), len(b)) if a and b else one.casefold() == other.casefold()


def leaves_office(title: str) -> bool:
    """Whether an option is to give up an office: "step down", "relinquish power", "leave office"."""
    words = set(title.casefold().split())
    if words == {"leave"} or words & {"resign", "abdicate"}:
        return True
    return bool(words & {"step", "leave", "relinquish", "give"}) and bool(words & {"down", "aside", "office", "power"})
