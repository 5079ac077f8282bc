"""What an act is about: whom it is towards, what is offered, struck or closed, on what condition, by which means."""

from dataclasses import dataclass

from offramp.reading.acts.act import ActType
from offramp.reading.acts.chunks import Chunk, Phrase, Sentence
from offramp.reading.acts.clauses import clause_end, span_of
from offramp.reading.acts.lexicon import VerbEntry, lexicon
from offramp.reading.acts.parties import is_party
from offramp.reading.acts.subjects import subject
from offramp.reading.acts.words import WORDS, noun_lemma
from offramp.reading.span import Span

_CONDITIONS = tuple(
    tuple(words.split())
    for words in (
        "only in exchange", "in exchange", "in return", "on condition", "provided that", "only under", "only if",
        "only on", "conditional on",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group that stands for an act, with what stands around it.

    Attributes
    ----------
    sentence, place, last
        The sentence, the place of the verb group in it, and that of the last chunk of its clause.
    type, cue
        The act, and the words that give it.
    entry
        The verb of the lexicon; ``None`` for a light verb, whose act is that of its noun.
    actor, done_to
        Who acts; of a passive, what stands as its subject.
    how
        How the subject was found.
    behind
        The noun phrases behind the verb.
    """

    sentence: Sentence
    place: int
    last: int
    type: ActType
    cue: Span
    entry: VerbEntry | None
    actor: Phrase | None
    done_to: Phrase | None
    how: str
    behind: tuple[Phrase, ...]

    @property
    def chunk(self) -> Chunk:
        """The verb group."""
        return self.sentence.chunks[self.place]

    @property
    def objects(self) -> list[Phrase]:
        """The objects of the verb."""
        return [phrase for phrase in self.behind if phrase.role == "obj"]


def target_of(predicate: Predicate) -> Phrase | None:
    """Return the other party: of a passive its subject, else the object, or whoever stands behind a preposition."""
    sentence = predicate.sentence
    if predicate.done_to is not None and is_party(sentence, predicate.done_to):
        return predicate.done_to
    for role in lexicon().targets[predicate.type]:
        for phrase in predicate.behind:
            if phrase.role == role and is_party(sentence, phrase):
                # "accused Rome of piracy": the rest is what Rome is accused of
                return Phrase(phrase.first, phrase.first, role) if predicate.type is ActType.ACCUSE else phrase
    return None


def content_of(predicate: Predicate, target: Phrase | None) -> Span | None:
    """Return what the act is about: its object, or all that follows without the party that it is addressed to."""
    sentence, chunks = predicate.sentence, predicate.sentence.chunks
    if predicate.done_to is not None and predicate.type not in (ActType.ACCUSE, ActType.DESIGNATE):
        return span_of(sentence, predicate.done_to)
    relative = relative_object(sentence, predicate.place)
    first_object = span_of(sentence, predicate.objects[0]) if predicate.objects else None
    if predicate.how == "reduced relative" or (predicate.entry is not None and predicate.entry.word):
        return relative or first_object
    if predicate.type not in lexicon().whole:
        return first_object or relative
    first = predicate.place + 1
    while first <= predicate.last and sentence.span(chunks[first].first, chunks[first].first).start < predicate.cue.end:
        first += 1
    if target is not None and first <= target.first <= first + 1:
        first = target.last + 1
    stop = _before_condition(sentence, first, predicate.last)
    while first <= stop and chunks[first].kind in ",R:":
        first += 1
    return relative if first > stop else sentence.span(chunks[first].first, chunks[stop].last)


def relative_object(sentence: Sentence, place: int) -> Span | None:
    """Return the noun before "that Washington rejected" or "a move Caracas denounced"."""
    whose, how = subject(sentence, place)
    if whose is None:
        return None
    chunks = sentence.chunks
    if how == "reduced relative":
        names = int(whose.role.split()[1])
        return sentence.span(chunks[whose.last].first, chunks[whose.last].last - names)
    back = whose.first - 1
    if back < 1 or sentence.low(chunks[back].first) not in ("that", "which", "whom") or chunks[back - 1].kind != "N":
        return None
    first = back - 1
    while first >= 2 and sentence.low(chunks[first - 1].first) in ("of", "and") and chunks[first - 2].kind == "N":
        first -= 2
    return sentence.span(chunks[first].first, chunks[back - 1].last)


def condition_of(predicate: Predicate) -> Span | None:
    """Return what the act hangs on: "in exchange for …", also behind ", but only", and "if …"."""
    sentence, chunks = predicate.sentence, predicate.sentence.chunks
    end = len(chunks) - 1
    found = _condition_at(sentence, predicate.place + 1, end)
    if found is not None and not _clause_between(sentence, predicate.place, found):
        stop = max(clause_end(sentence, found), found)
        return sentence.span(chunks[found].first, chunks[stop].last)
    behind = predicate.last + 1
    while behind <= end and chunks[behind].kind in ",QR":
        behind += 1
    if behind > end or sentence.low(chunks[behind].first) not in ("if", "unless"):
        return None
    stop = clause_end(sentence, behind)
    while stop + 1 <= end and chunks[stop + 1].kind not in ",.;":
        stop += 1
    return sentence.span(chunks[behind].first, chunks[stop].last)


def _condition_at(sentence: Sentence, first: int, last: int) -> int | None:
    for k in range(first, last + 1):
        at = sentence.chunks[k].first
        if any(all(sentence.low(at + n) == word for n, word in enumerate(words)) for words in _CONDITIONS):
            return k
    return None


def _before_condition(sentence: Sentence, first: int, last: int) -> int:
    found = _condition_at(sentence, first, last)
    stop = last if found is None else found - 1
    while stop > first and sentence.chunks[stop].kind in ",C":
        stop -= 1
    return stop


def _clause_between(sentence: Sentence, place: int, other: int) -> bool:
    """Whether a verb other than an infinitive or a gerund stands between two places."""
    chunks = sentence.chunks
    return any(chunks[k].kind == "V" and chunks[k - 1].kind not in "TP" for k in range(place + 1, other))


def instrument_of(predicate: Predicate) -> Span | None:
    """Return the means: "through military pressure", "with missiles"."""
    sentence = predicate.sentence
    for phrase in predicate.behind:
        if phrase.role == "through" or (phrase.role == "with" and lemmas_in(sentence, phrase) & WORDS["means"]):
            return span_of(sentence, phrase)
    return None


def lemmas_in(sentence: Sentence, phrase: Phrase) -> set[str]:
    """Return the words of a phrase, nouns in the singular."""
    chunks = sentence.chunks
    return {noun_lemma(sentence.low(k)) for k in range(chunks[phrase.first].first, chunks[phrase.last].last + 1)}
