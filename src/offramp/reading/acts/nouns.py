"""Noun acts: "Trump's offer", "possible ground operations against …", "the US deployment"."""

from collections.abc import Iterator

from offramp.reading.acts.act import CLAUSES, Act, ActType, Modality
from offramp.reading.acts.chunks import Chunk, Phrase, Sentence
from offramp.reading.acts.clauses import phrases_behind, span_of
from offramp.reading.acts.lexicon import lexicon
from offramp.reading.acts.modality import modality_of, possible_noun, weighed
from offramp.reading.acts.parties import is_party
from offramp.reading.acts.subjects import subject
from offramp.reading.acts.words import WORDS, noun_lemma
from offramp.reading.span import Span

_POINTING = frozenset(["the", "this", "that", "these", "those", "such"])
_PHYSICAL = frozenset(
    {
        ActType.SANCTION, ActType.COERCE, ActType.MOBILIZE, ActType.ASSAULT, ActType.DESIGNATE, ActType.WITHDRAW,
        ActType.OFFER, ActType.DEMAND, ActType.THREATEN, ActType.REQUEST, ActType.REJECT, ActType.CONSULT,
        ActType.PROTEST,
    }
)  # fmt: skip


def noun_act(sentence: Sentence, chunk: Chunk) -> tuple[ActType, Span] | None:
    """Return the act that the head of a noun group stands for, and the span of the noun."""
    lows = [noun_lemma(sentence.low(k)) for k in range(chunk.first, chunk.last + 1)]
    follow = sentence.low(chunk.last + 1)
    for words, kind in lexicon().nouns:
        wanted = words
        if words[-1] in ("to", "with", "between", "against"):
            if follow != words[-1]:
                continue
            wanted = words[:-1]
        size = len(wanted)
        if tuple(lows[-size:]) == wanted:
            return kind, sentence.span(chunk.last - size + 1, chunk.last)
    return None


def noun_acts(sentence: Sentence, taken: list[Span]) -> Iterator[Act]:
    """Yield acts that nouns stand for, where a party does them, other than those that verbs have `taken` already."""
    for place, chunk in enumerate(sentence.chunks):
        found = noun_act(sentence, chunk) if chunk.kind == "N" else None
        if found is None or found[0] not in _PHYSICAL or any(span.overlaps(found[1]) for span in taken):
            continue
        if found[0] in CLAUSES and sentence.low(chunk.first) in _POINTING:
            continue  # "the offer" points back to one that was told
        act = _act(sentence, place, chunk, *found)
        if act is not None:
            yield act


def _act(sentence: Sentence, place: int, chunk: Chunk, kind: ActType, noun: Span) -> Act | None:
    owner = _owner(sentence, chunk, noun)
    verb = _verb_before(sentence, place)
    modality: Modality = "possible" if possible_noun(sentence, chunk.first, chunk.last) else "done"
    actor, rule = owner, "noun with its owner"
    if verb is not None and weighed(sentence, verb):
        modality = "possible"
        whose, _ = subject(sentence, verb)
        if actor is None and whose is not None and is_party(sentence, whose):
            actor, rule = span_of(sentence, whose), "noun that is weighed"
    behind = phrases_behind(sentence, place, min(place + 8, len(sentence.chunks) - 1))
    target = next(
        (
            phrase
            for phrase in behind[:2]
            if phrase.role in lexicon().targets[kind] and phrase.role != "obj" and is_party(sentence, phrase)
        ),
        None,
    )
    if actor is None:
        actor = _by(sentence, place, behind)
    if actor is None and not _is_dated_meeting(sentence, chunk, kind):
        return None
    after = _verb_after(sentence, place)
    if after is not None and modality == "done":
        modality = modality_of(sentence, after)
    spans = (
        [noun] + ([actor] if actor is not None else []) + ([span_of(sentence, target)] if target is not None else [])
    )
    return Act(
        type=kind,
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        cue=noun,
        actor=actor,
        target=span_of(sentence, target) if target is not None else None,
        content=sentence.of(chunk),
        modality=modality,
        rule=rule,
        confidence=0.55 if rule == "noun with its owner" else 0.7,
    )


def _is_dated_meeting(sentence: Sentence, chunk: Chunk, kind: ActType) -> bool:
    """Whether a meeting is told by its day: "the Nov. 21 call"."""
    return kind is ActType.CONSULT and any(sentence.low(k) in WORDS["months"] for k in range(chunk.first, chunk.last))


def _owner(sentence: Sentence, chunk: Chunk, noun: Span) -> Span | None:
    """The party in front of the noun: "Trump's offer", "the US deployment", "their demand"."""
    inside = [k for k in range(chunk.first, chunk.last + 1) if sentence.words[k].end <= noun.start]
    for k in inside:
        if sentence.tag(k) == "G" and k > chunk.first:
            first = chunk.first
            phrase = Phrase(sentence.chunks.index(chunk), sentence.chunks.index(chunk), "owner")
            named = any(sentence.tag(n) == "E" for n in range(first, k)) or is_party(sentence, phrase)
            return sentence.span(first, k - 1) if named else None
    names = [
        k
        for k in inside
        if (sentence.tag(k) == "E" and sentence.low(k) not in WORDS["months"])
        or (sentence.tag(k) == "A" and sentence.words[k].is_title)
    ]
    if names and (names[0] in (chunk.first, chunk.first + 1) or sentence.words[names[0]].is_title):
        last = names[0]
        while last + 1 in names:
            last += 1
        return sentence.span(names[0], last)
    return None


def _by(sentence: Sentence, place: int, behind: list[Phrase]) -> Span | None:
    if sentence.low(sentence.chunks[place].last + 1) != "by":
        return None
    return next(
        (span_of(sentence, each) for each in behind[:1] if each.role == "by" and is_party(sentence, each)), None
    )


def _verb_before(sentence: Sentence, place: int) -> int | None:
    """The verb group whose object a noun group is."""
    back = place - 1
    while back >= 0 and sentence.chunks[back].kind in "RQ":
        back -= 1
    return back if back >= 0 and sentence.chunks[back].kind == "V" else None


def _verb_after(sentence: Sentence, place: int) -> int | None:
    """The verb group that a noun group is the subject of, over phrases behind the noun."""
    k = place + 1
    while k < len(sentence.chunks) and sentence.chunks[k].kind in "PNQR" and k - place < 8:
        k += 1
    return k if k < len(sentence.chunks) and sentence.chunks[k].kind == "V" else None
