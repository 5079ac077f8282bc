"""Verb acts: which verb group of a sentence stands for which act, with its roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from offramp.reading.acts.act import Act, ActType
from offramp.reading.acts.chunks import Chunk, Phrase, Sentence
from offramp.reading.acts.clauses import agent, clause_end, is_reduced_passive, phrases_behind, span_of
from offramp.reading.acts.content import (
    Predicate,
    condition_of,
    content_of,
    instrument_of,
    lemmas_in,
    relative_object,
    target_of,
)
from offramp.reading.acts.lexicon import VerbEntry, lexicon
from offramp.reading.acts.modality import modality_of
from offramp.reading.acts.nouns import noun_act
from offramp.reading.acts.parties import is_party, is_thing_that_acts
from offramp.reading.acts.subjects import subject
from offramp.reading.acts.words import WORDS, noun_lemma, verb_lemmas
from offramp.reading.span import Span

_NEAR = 6  # words behind a verb among which a word that belongs to it may stand
_OTHER_SENSES = {
    "ask": frozenset({"whether", "if", "how", "why", "what", "when", "about"}),
    "seek": frozenset({"to"}),
    "agree": frozenset({"that"}),
    "order": frozenset({"by"}),
    "strike": frozenset({"a", "up"}),
    "hit": frozenset({"back"}),
}
_SURE = {"noun before": 0.85, "relative": 0.7, "inherited": 0.7, "object of asking": 0.7, "reduced relative": 0.7}
_LESS_SURE = frozenset({ActType.REQUEST, ActType.SUPPORT, ActType.CONCEDE})  # common verbs with other senses


def verb_acts(sentence: Sentence) -> Iterator[Act]:
    """Yield the act of each verb group of a sentence that stands for one."""
    for place, chunk in enumerate(sentence.chunks):
        predicate = _predicate(sentence, place, chunk) if chunk.kind == "V" else None
        if predicate is not None and _is_act(predicate):
            yield _act(predicate)


# which act


@dataclass(frozen=True, slots=True)
class _Light:
    """A verb that takes the act of a noun: the act, the words from one to the other, and the place of the noun."""

    type: ActType
    cue: Span
    noun: int


def _predicate(sentence: Sentence, place: int, chunk: Chunk) -> Predicate | None:
    last = clause_end(sentence, place)
    light = _light(sentence, place, chunk, last)
    entry = None if light is not None else _entry(sentence, chunk)
    whose, how = subject(sentence, place)
    passive = sentence.is_passive(chunk) or is_reduced_passive(sentence, place)
    actor = agent(sentence, place, last) if passive else whose
    if light is not None:
        behind = _behind_light(sentence, place, last, light.noun)
        return Predicate(sentence, place, last, light.type, light.cue, None, actor, None, how, tuple(behind))
    if entry is None:
        return None
    behind = phrases_behind(sentence, place, last, entry.particle)
    done_to = whose if passive else None
    cue = _cue(sentence, chunk, entry)
    kind = _workers_strike(sentence, entry, behind, whose)
    return Predicate(sentence, place, last, kind, cue, entry, actor, done_to, how, tuple(behind))


def _behind_light(sentence: Sentence, place: int, last: int, noun: int) -> list[Phrase]:
    """The phrases behind a light verb: up to its noun, the noun by itself, and those behind the noun."""
    behind = phrases_behind(sentence, place, last)
    if noun < place:  # of a passive
        return behind
    before = [phrase for phrase in behind if phrase.first < noun]
    return [*before, Phrase(noun, noun, "obj"), *phrases_behind(sentence, noun, last)]


def _entry(sentence: Sentence, chunk: Chunk) -> VerbEntry | None:
    for lemma in verb_lemmas(sentence.low(chunk.head)):
        if sentence.low(chunk.head + 1) in _OTHER_SENSES.get(lemma, ()):
            continue
        for entry in lexicon().verbs.get(lemma, ()):
            if _fits(sentence, chunk, entry):
                return entry
    return None


def _fits(sentence: Sentence, chunk: Chunk, entry: VerbEntry) -> bool:
    """Whether the particle and the word that an entry needs stand behind the verb."""
    near = [sentence.low(chunk.head + k) for k in range(1, _NEAR + 1)]
    parted = entry.particle in ("down", "off") and entry.particle in near[:4]  # "turned the offer down"
    if entry.particle and near[0] != entry.particle and not parted:
        return False
    return not entry.word or any(entry.word in (low, noun_lemma(low)) for low in near)


def _cue(sentence: Sentence, chunk: Chunk, entry: VerbEntry) -> Span:
    """The verb group with its particle."""
    particle = bool(entry.particle) and sentence.low(chunk.head + 1) == entry.particle
    return sentence.span(chunk.first, chunk.head + 1 if particle else chunk.last)


def _light(sentence: Sentence, place: int, chunk: Chunk, last: int) -> _Light | None:
    """Return the act of a verb that has none of its own and takes the noun's: "made four demands"."""
    kinds = _light_kinds(sentence, chunk)
    if not kinds:
        return None
    if sentence.is_passive(chunk):
        whose, _ = subject(sentence, place)
        objects = [whose] if whose is not None else []
    else:
        objects = [phrase for phrase in phrases_behind(sentence, place, last) if phrase.role == "obj"]
    for phrase in objects:
        found = noun_act(sentence, sentence.chunks[phrase.first])
        if found is not None and found[0] in kinds:
            verb = sentence.of(chunk)
            return _Light(found[0], Span(min(verb.start, found[1].start), max(verb.end, found[1].end)), phrase.first)
    return None


def _light_kinds(sentence: Sentence, chunk: Chunk) -> frozenset[ActType]:
    kinds: frozenset[ActType] = frozenset()
    for lemma in verb_lemmas(sentence.low(chunk.head)):
        kinds |= lexicon().light.get(lemma, frozenset())
        kinds |= lexicon().light.get(f"{lemma} {sentence.low(chunk.head + 1)}", frozenset())
    return kinds


def _workers_strike(sentence: Sentence, entry: VerbEntry, behind: list[Phrase], whose: Phrase | None) -> ActType:
    """A strike of workers, who strike nothing, is a protest."""
    alone = not any(phrase.role == "obj" for phrase in behind)
    if entry.lemma == "strike" and alone and whose is not None and lemmas_in(sentence, whose) & WORDS["workers"]:
        return ActType.PROTEST
    return entry.type


# whether it is one


def _is_act(predicate: Predicate) -> bool:
    """Whether somebody who can act does it, and what it needs is there."""
    if predicate.actor is not None:
        able = is_party(predicate.sentence, predicate.actor) or is_thing_that_acts(predicate.sentence, predicate.actor)
        if not able:
            return False
    elif predicate.done_to is None and not _is_passive(predicate) and predicate.how != "first":
        return False
    entry = predicate.entry
    if entry is None or predicate.type is not entry.type:
        return True
    if entry.needs_object and predicate.done_to is None and not _has_object(predicate):
        return False
    return entry.lemma != "warn" or target_of(predicate) is not None  # addressed to nobody it is an opinion


def _is_passive(predicate: Predicate) -> bool:
    return predicate.sentence.is_passive(predicate.chunk)


def _has_object(predicate: Predicate) -> bool:
    """Whether something that is acted on stands behind the verb or before it, or a clause with "that" follows."""
    follows = predicate.sentence.low(predicate.chunk.last + 1)
    if follows in ("that", "“", '"') or predicate.objects:
        return True
    return relative_object(predicate.sentence, predicate.place) is not None


# what it is


def _act(predicate: Predicate) -> Act:
    sentence = predicate.sentence
    target = target_of(predicate)
    content, condition = content_of(predicate, target), condition_of(predicate)
    actor_span = span_of(sentence, predicate.actor) if predicate.actor is not None else None
    target_span = span_of(sentence, target) if target is not None else None
    spans = [each for each in (predicate.cue, content, target_span, condition, actor_span) if each is not None]
    kind, negated, rule = predicate.type, sentence.is_negated(predicate.chunk), _rule(predicate.entry)
    if negated and kind is ActType.ACCEPT:
        kind, negated, rule = ActType.REJECT, False, f"{rule} negated"
    if kind is ActType.ASSAULT and _is_of_workers(predicate):
        kind = ActType.PROTEST
    return Act(
        type=kind,
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        cue=predicate.cue,
        actor=actor_span,
        target=target_span,
        content=content,
        instrument=instrument_of(predicate),
        condition=condition,
        negated=negated,
        modality=modality_of(sentence, predicate.place),
        rule=f"{rule}, {predicate.how}",
        confidence=_confidence(predicate),
    )


def _rule(entry: VerbEntry | None) -> str:
    return "light verb" if entry is None else " ".join(filter(None, ["verb", entry.lemma, entry.particle, entry.word]))


def _is_of_workers(predicate: Predicate) -> bool:
    """Whether the strike that is called is one of workers."""
    if predicate.actor is None or not lemmas_in(predicate.sentence, predicate.actor) & WORDS["workers"]:
        return False
    cue = predicate.cue
    return any(
        word.low in ("strike", "strikes") for word in predicate.sentence.words if cue.start <= word.start < cue.end
    )


def _confidence(predicate: Predicate) -> float:
    value = _SURE.get(predicate.how, 0.5)
    value -= 0.15 if predicate.actor is None else 0.0
    return round(value - (0.1 if predicate.type in _LESS_SURE else 0.0), 2)
