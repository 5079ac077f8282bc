"""Verb acts: which verb group of a sentence stands for which act, with its roles."""

from collections.abc import Iterator

from offramp.reading.acts.act import Act, ActType, Modality
from offramp.reading.acts.chunks import Chunk, Phrase, Sentence
from offramp.reading.acts.lexicon import VerbEntry, lexicon
from offramp.reading.acts.modality import modality_of
from offramp.reading.acts.nouns import noun_act
from offramp.reading.acts.parties import is_party, is_thing_that_acts
from offramp.reading.acts.roles import (
    agent,
    clause_end,
    is_reduced_passive,
    phrases_behind,
    span_of,
    subject,
)
from offramp.reading.acts.words import WORDS, noun_lemma, verb_lemmas
from offramp.reading.span import Span

_CONDITIONS = tuple(
    tuple(words.split())
    for words in (
        "only in exchange",
        "in exchange",
        "in return",
        "on condition",
        "provided that",
        "only under",
        "only if",
        "only on",
        "conditional on",
    )
)
_OTHER_SENSES = {
    "ask": frozenset(["whether", "if", "how", "why", "what", "when", "about"]),
    "seek": frozenset({"to"}),
    "agree": frozenset({"that"}),
    "order": frozenset({"by"}),
    "strike": frozenset({"a", "up"}),
    "hit": frozenset({"back"}),
}


def verb_acts(sentence: Sentence) -> Iterator[Act]:
    """Yield the act of each verb group of a sentence that stands for one."""
    for place, chunk in enumerate(sentence.chunks):
        if chunk.kind == "V":
            found = _act(sentence, place, chunk)
            if found is not None:
                yield found


def _act(sentence: Sentence, place: int, chunk: Chunk) -> Act | None:
    entry = _entry(sentence, place, chunk)
    last = clause_end(sentence, place)
    light = _light(sentence, place, chunk, last)
    if light is not None:
        return _with_roles(sentence, place, last, *light, "light verb")
    if entry is None:
        return None
    return _with_roles(sentence, place, last, entry.type, _cue(sentence, chunk, entry), entry)


def _entry(sentence: Sentence, place: int, chunk: Chunk) -> VerbEntry | None:
    for lemma in verb_lemmas(sentence.low(chunk.head)):
        for entry in lexicon().verbs.get(lemma, ()):
            if _fits(sentence, place, chunk, entry) and not _is_other_sense(sentence, chunk, lemma):
                return entry
    return None


def _fits(sentence: Sentence, place: int, chunk: Chunk, entry: VerbEntry) -> bool:
    near = [sentence.low(chunk.head + k) for k in range(1, 7)]
    if (
        entry.particle
        and entry.particle not in near[:1]
        and not (entry.particle in near[:4] and entry.particle in ("down", "off"))
    ):
        return False
    return not entry.word or entry.word in near or any(noun_lemma(low) == entry.word for low in near)


def _is_other_sense(sentence: Sentence, chunk: Chunk, lemma: str) -> bool:
    """Whether the word behind a verb shows that it means something else: "asked whether", "seeking to", "agree that"."""
    return sentence.low(chunk.head + 1) in _OTHER_SENSES.get(lemma, ())


def _cue(sentence: Sentence, chunk: Chunk, entry: VerbEntry) -> Span:
    """The verb group with its particle."""
    last = chunk.last
    if entry.particle and sentence.low(chunk.head + 1) == entry.particle:
        last = chunk.head + 1
    return sentence.span(chunk.first, last)


def _light(sentence: Sentence, place: int, chunk: Chunk, last: int) -> tuple[ActType, Span] | None:
    """Return the act of a verb that has none of its own and takes the noun's: "made four demands"."""
    kinds = _light_kinds(sentence, chunk)
    behind = phrases_behind(sentence, place, last)
    passive = sentence.is_passive(chunk)
    objects = [phrase for phrase in behind if phrase.role == "obj"]
    if passive:
        whose, _ = subject(sentence, place)
        objects = [whose] if whose is not None else []
    for phrase in objects if kinds else ():
        found = noun_act(sentence, sentence.chunks[phrase.first])
        if found is not None and found[0] in kinds:
            ends = sentence.of(chunk), found[1]
            return found[0], Span(min(each.start for each in ends), max(each.end for each in ends))
    return None


def _light_kinds(sentence: Sentence, chunk: Chunk) -> frozenset[ActType]:
    kinds: frozenset[ActType] = frozenset()
    for lemma in verb_lemmas(sentence.low(chunk.head)):
        kinds |= lexicon().light.get(lemma, frozenset())
        kinds |= lexicon().light.get(f"{lemma} {sentence.low(chunk.head + 1)}", frozenset())
    return kinds


def _with_roles(
    sentence: Sentence, place: int, last: int, kind: ActType, cue: Span, entry: VerbEntry | str
) -> Act | None:
    chunk = sentence.chunks[place]
    behind = phrases_behind(sentence, place, last, entry.particle if isinstance(entry, VerbEntry) else "")
    passive = sentence.is_passive(chunk) or is_reduced_passive(sentence, place)
    whose, how = subject(sentence, place)
    if passive:
        by = agent(sentence, place, last)
        done_to, actor = whose, by
        if entry == "light verb":
            done_to = None
    else:
        actor, done_to = whose, None
    if isinstance(entry, VerbEntry) and entry.needs_object and not passive:
        if not _has_object(sentence, place, behind) and _relative_object(sentence, place) is None:
            return _without_object(sentence, place, kind, cue, whose)
    if actor is not None and not _can_act(sentence, actor):
        return None
    if actor is None and not passive and how not in ("first",):
        return None
    if isinstance(entry, VerbEntry) and entry.lemma == "warn" and _target(sentence, kind, behind, done_to) is None:
        return None  # a warning that is addressed to nobody is an opinion
    return _made(sentence, place, last, kind, cue, entry, actor, done_to, behind, how)


def _has_object(sentence: Sentence, place: int, behind: list[Phrase]) -> bool:
    """Whether something that is acted on stands behind the verb, or a clause with "that"."""
    follows = sentence.low(sentence.chunks[place].last + 1)
    return follows in ("that", "“", '"') or any(phrase.role == "obj" for phrase in behind)


def _can_act(sentence: Sentence, phrase: Phrase) -> bool:
    return is_party(sentence, phrase) or is_thing_that_acts(sentence, phrase)


def _without_object(sentence: Sentence, place: int, kind: ActType, cue: Span, whose: Phrase | None) -> Act | None:
    """A strike without anything struck is one of workers."""
    low = sentence.low(sentence.chunks[place].head)
    if whose is None or "strike" not in verb_lemmas(low):
        return None
    if not _is_workers(sentence, whose):
        return None
    span = Span(min(cue.start, span_of(sentence, whose).start), cue.end)
    modality: Modality = modality_of(sentence, place)
    return Act(
        ActType.PROTEST, span, cue, span_of(sentence, whose), modality=modality, rule="verb strike", confidence=0.6
    )


def _is_workers(sentence: Sentence, phrase: Phrase) -> bool:
    chunks = sentence.chunks
    return bool(
        WORDS["workers"]
        & {noun_lemma(sentence.low(k)) for k in range(chunks[phrase.first].first, chunks[phrase.last].last + 1)}
    )


def _cue_words(sentence: Sentence, cue: Span) -> set[str]:
    return {noun_lemma(word.low) for word in sentence.words if cue.start <= word.start < cue.end}


def _made(
    sentence: Sentence,
    place: int,
    last: int,
    kind: ActType,
    cue: Span,
    entry: VerbEntry | str,
    actor: Phrase | None,
    done_to: Phrase | None,
    behind: list[Phrase],
    how: str,
) -> Act:
    chunks = sentence.chunks
    target = _target(sentence, kind, behind, done_to)
    content = _content(sentence, place, last, kind, cue, entry, behind, target, done_to)
    condition = _condition(sentence, place, last)
    spans = [each for each in (cue, content, target and span_of(sentence, target), condition) if each is not None]
    actor_span = span_of(sentence, actor) if actor is not None else None
    if actor_span is not None and actor_span.end <= cue.end + 200:
        spans.append(actor_span)
    if (
        kind is ActType.ASSAULT
        and actor is not None
        and _is_workers(sentence, actor)
        and "strike" in _cue_words(sentence, cue)
    ):
        kind = ActType.PROTEST
    rule = (
        entry if isinstance(entry, str) else " ".join(filter(None, ["verb", entry.lemma, entry.particle, entry.word]))
    )
    negated = sentence.is_negated(chunks[place])
    if negated and kind is ActType.ACCEPT:
        kind, negated, rule = ActType.REJECT, False, f"{rule} negated"
    return Act(
        type=kind,
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        cue=cue,
        actor=actor_span,
        target=span_of(sentence, target) if target is not None else None,
        content=content,
        instrument=_instrument(sentence, behind),
        condition=condition,
        negated=negated,
        modality=modality_of(sentence, place),
        rule=f"{rule}, {how}",
        confidence=_confidence(how, actor, kind),
    )


def _confidence(how: str, actor: Phrase | None, kind: ActType) -> float:
    value = {
        "noun before": 0.85,
        "relative": 0.7,
        "inherited": 0.7,
        "object of asking": 0.7,
        "reduced relative": 0.7,
    }.get(how, 0.5)
    value -= 0.15 if actor is None else 0.0
    return round(value - (0.1 if kind in (ActType.REQUEST, ActType.SUPPORT, ActType.CONCEDE) else 0.0), 2)


def _target(sentence: Sentence, kind: ActType, behind: list[Phrase], done_to: Phrase | None) -> Phrase | None:
    if done_to is not None and is_party(sentence, done_to):
        return done_to
    for role in lexicon().targets[kind]:
        for phrase in behind:
            if phrase.role == role and is_party(sentence, phrase):
                return (
                    Phrase(phrase.first, phrase.first, role) if kind is ActType.ACCUSE else phrase
                )  # "Rome of piracy"
    return None


def _content(
    sentence: Sentence,
    place: int,
    last: int,
    kind: ActType,
    cue: Span,
    entry: VerbEntry | str,
    behind: list[Phrase],
    target: Phrase | None,
    done_to: Phrase | None,
) -> Span | None:
    """What the act is about: all that follows it, without the party that it is addressed to."""
    if done_to is not None and kind not in (ActType.ACCUSE, ActType.DESIGNATE):
        return span_of(sentence, done_to)
    chunks = sentence.chunks
    how = subject(sentence, place)[1]
    if how == "reduced relative" or (isinstance(entry, VerbEntry) and entry.word):
        objects = [phrase for phrase in behind if phrase.role == "obj"]
        return _relative_object(sentence, place) or (span_of(sentence, objects[0]) if objects else None)
    if kind not in lexicon().whole:
        objects = [phrase for phrase in behind if phrase.role == "obj"]
        return span_of(sentence, objects[0]) if objects else _relative_object(sentence, place)
    first = place + 1
    while first <= last and sentence.span(chunks[first].first, chunks[first].first).start < cue.end:
        first += 1
    if target is not None and target.first <= first + 1 and target.first >= first:
        first = target.last + 1
    stop = _before_condition(sentence, first, last)
    while first <= stop and chunks[first].kind in ",R:Q" and chunks[first].kind != "Q":
        first += 1
    if first > stop:
        return _relative_object(sentence, place)
    return sentence.span(chunks[first].first, chunks[stop].last)


def _relative_object(sentence: Sentence, place: int) -> Span | None:
    """The noun before "that Washington rejected" or "a move Caracas denounced"."""
    whose, how = subject(sentence, place)
    if whose is None:
        return None
    if how == "reduced relative":
        chunk = sentence.chunks[whose.last]
        names = int(whose.role.split()[1])
        return sentence.span(chunk.first, chunk.last - names)
    back = whose.first - 1
    if (
        back > 0
        and (sentence.low(sentence.chunks[back].first) in ("that", "which", "whom"))
        and sentence.chunks[back - 1].kind == "N"
    ):
        phrase = sentence.chunks[back - 1]
        first = back - 1
        while (
            first >= 2
            and sentence.low(sentence.chunks[first - 1].first) in ("of", "and")
            and sentence.chunks[first - 2].kind == "N"
        ):
            first -= 2
        return sentence.span(sentence.chunks[first].first, phrase.last)
    return None


def _condition_at(sentence: Sentence, first: int, last: int) -> int | None:
    for k in range(first, last + 1):
        for words in _CONDITIONS:
            at = sentence.chunks[k].first
            if tuple(sentence.low(at + n) for n in range(len(words))) == words:
                return k
    return None


def _before_condition(sentence: Sentence, first: int, last: int) -> int:
    found = _condition_at(sentence, first, last)
    stop = last if found is None else found - 1
    while stop > first and sentence.chunks[stop].kind in ",C":
        stop -= 1
    return stop


def _condition(sentence: Sentence, place: int, last: int) -> Span | None:
    """What the act hangs on: "in exchange for …", also behind ", but only", and "if …"."""
    chunks = sentence.chunks
    end = len(chunks) - 1
    found = _condition_at(sentence, place + 1, end)
    if found is not None and not any(
        chunks[k].kind == "V" and not _is_plain(sentence, k) for k in range(place + 1, found)
    ):
        stop = max(clause_end(sentence, found), found)
        return sentence.span(chunks[found].first, chunks[stop].last)
    behind = last + 1
    while behind <= end and chunks[behind].kind in ",QR":
        behind += 1
    if behind <= end and sentence.low(chunks[behind].first) in ("if", "unless"):
        stop = clause_end(sentence, behind)
        while stop + 1 <= end and chunks[stop + 1].kind not in ",.;":
            stop += 1
        return sentence.span(chunks[behind].first, chunks[stop].last)
    return None


def _is_plain(sentence: Sentence, place: int) -> bool:
    """Whether a verb group is an infinitive or a participle: no clause of its own begins there."""
    return place > 0 and sentence.chunks[place - 1].kind in "TP"


def _instrument(sentence: Sentence, behind: list[Phrase]) -> Span | None:
    for phrase in behind:
        if phrase.role == "through" or (phrase.role == "with" and _is_means(sentence, phrase)):
            return span_of(sentence, phrase)
    return None


def _is_means(sentence: Sentence, phrase: Phrase) -> bool:
    means = WORDS["means"]
    return bool(
        means
        & {
            noun_lemma(sentence.low(k))
            for k in range(sentence.chunks[phrase.first].first, sentence.chunks[phrase.last].last + 1)
        }
    )
