"""Deadlines: until when somebody must do something, who set it, and whether the text says that it has passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from offramp.reading.acts.act import Act, ActType
from offramp.reading.acts.chunks import Phrase, Sentence, chunked
from offramp.reading.acts.clauses import clause_end, phrases_behind, span_of
from offramp.reading.acts.lexicon import lexicon
from offramp.reading.acts.parties import is_party
from offramp.reading.acts.subjects import subject
from offramp.reading.acts.words import noun_lemma, verb_lemmas, words
from offramp.reading.article import Article
from offramp.reading.dates import DateMention
from offramp.reading.parties import PartyNames
from offramp.reading.span import Span
from offramp.reading.structure import Structure

_UNTIL = frozenset(["until", "till", "by", "before", "within"])
_SETTING = frozenset({ActType.DEMAND, ActType.OFFER, ActType.THREATEN, ActType.REQUEST})


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that falls due.

    Attributes
    ----------
    span
        The clause that sets it.
    cue
        The words that make it a deadline.
    date
        Place in the dates of the reading; ``None`` where no date is named.
    by, to
        Who set it, and who must act.
    who, whom
        The names of these parties.
    demand
        What must be done by then.
    act
        Place in the acts of the reading of the offer or demand that it belongs to.
    status
        lapsed where the text says that it has passed.
    """

    span: Span
    cue: Span
    date: int | None = None
    by: Span | None = None
    to: Span | None = None
    demand: Span | None = None
    who: str | None = None
    whom: str | None = None
    act: int | None = None
    status: Literal["open", "lapsed"] = "open"


def deadlines(
    article: Article, structure: Structure, acts: Sequence[Act], dates: Sequence[DateMention], parties: PartyNames
) -> tuple[Deadline, ...]:
    """Return the deadlines that an article tells, each with the offer or demand before it that it belongs to."""
    found: list[Deadline] = []
    for paragraph in structure.paragraphs:
        for span in paragraph.sentences:
            parsed = chunked(words(article.text, span.start, span.end))
            inside = [place for place, date in enumerate(dates) if span.contains(date.span)]
            if _says_lapsed(parsed) and found:
                found[-1] = replace(found[-1], status="lapsed")
                continue
            found += [
                _with_act(_named(each, parties), acts, span, parties) for each in _in_sentence(parsed, inside, dates)
            ]
    return _each_once(found, dates)


def _named(deadline: Deadline, parties: PartyNames) -> Deadline:
    return replace(deadline, who=parties.name(deadline.by, deadline.cue), whom=parties.name(deadline.to, deadline.cue))


def _in_sentence(sentence: Sentence, inside: list[int], dates: Sequence[DateMention]) -> Iterator[Deadline]:
    named = [
        chunk
        for chunk in sentence.chunks
        if chunk.kind == "N" and noun_lemma(sentence.low(chunk.head)) in lexicon().deadline
    ]
    used: set[int] = set()
    for chunk in named:
        place = sentence.chunks.index(chunk)
        date = next(
            (k for k in inside if dates[k].span.start >= sentence.of(chunk).start), inside[-1] if inside else None
        )
        made = _called(sentence, place, date, dates)
        if made is not None:
            used |= {date} if date is not None else set()
            yield made
    for k in inside:
        if k not in used and not named:
            made = _until(sentence, k, dates[k].span)
            if made is not None:
                yield made


def _called(sentence: Sentence, place: int, date: int | None, dates: Sequence[DateMention]) -> Deadline | None:
    """A deadline that is called one: "set a deadline of 3 May"."""
    chunk = sentence.chunks[place]
    verb = _verb_before(sentence, place)
    cue = sentence.of(chunk)
    by = subject(sentence, verb)[0] if verb is not None else None
    to = _receiver(sentence, verb) if verb is not None else None
    demand = _infinitive(sentence, place + 1)
    if date is None and demand is None:
        return None
    spans = [cue] + ([dates[date].span] if date is not None else []) + ([demand] if demand else [])
    if by is not None and is_party(sentence, by):
        spans.append(span_of(sentence, by))
    return Deadline(
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        cue=cue,
        date=date,
        by=span_of(sentence, by) if by is not None and is_party(sentence, by) else None,
        to=to,
        demand=demand,
    )


def _until(sentence: Sentence, date: int, span: Span) -> Deadline | None:
    """A deadline that is not called one: "gave them until Friday to leave", "must leave by Friday"."""
    word = next((k for k, each in enumerate(sentence.words) if each.start >= span.start), None)
    if word is None or not word:
        return None
    link = word - 1
    while link > 0 and sentence.low(link) in ("the", "on", "end", "of", "midnight", "noon", "at", ","):
        link -= 1
    place = next((k for k, chunk in enumerate(sentence.chunks) if chunk.first <= link <= chunk.last), 0)
    verb = _verb_before(sentence, place)
    low = sentence.low(link)
    if verb is None:
        return None
    lemmas = verb_lemmas(sentence.low(sentence.chunks[verb].head))
    whose, _ = subject(sentence, verb)
    party = span_of(sentence, whose) if whose is not None and is_party(sentence, whose) else None
    end = Span(sentence.words[link].start, span.end)
    if low in ("until", "till") and {"give", "grant", "allow"} & set(lemmas):
        passive = sentence.is_passive(sentence.chunks[verb])
        demand = _infinitive(sentence, _chunk_at(sentence, span.end))
        return _made(
            sentence,
            verb,
            end,
            date,
            None if passive else party,
            party if passive else _receiver(sentence, verb),
            demand,
        )
    if low in ("until", "till") and "have" in lemmas:
        return _made(sentence, verb, end, date, None, party, _infinitive(sentence, _chunk_at(sentence, span.end)))
    if {"expire", "lapse"} & set(lemmas) and party is None:
        return _made(sentence, verb, end, date, None, None, None)
    if low in ("by", "before") and _is_bound(sentence, verb):
        chunks = sentence.chunks
        begin = chunks[verb].head if "must" in sentence.group(chunks[verb]) else chunks[verb].first
        return _made(
            sentence,
            verb,
            end,
            date,
            None,
            party,
            Span(sentence.words[begin].start, sentence.words[link].start).__class__(
                sentence.words[begin].start, sentence.words[link - 1].end
            ),
        )
    return None


def _made(
    sentence: Sentence, verb: int, cue: Span, date: int, by: Span | None, to: Span | None, demand: Span | None
) -> Deadline:
    spans = [each for each in (sentence.of(sentence.chunks[verb]), cue, by, to, demand) if each is not None]
    return Deadline(Span(min(s.start for s in spans), max(s.end for s in spans)), cue, date, by, to, demand)


def _is_bound(sentence: Sentence, verb: int) -> bool:
    """Whether a verb group is something that must be done: behind "must", or an infinitive that is asked for."""
    group = sentence.group(sentence.chunks[verb])
    if {"must", "should"} & set(group):
        return True
    if verb < 2 or sentence.chunks[verb - 1].kind != "T":
        return False
    back = _verb_before(sentence, verb - 1)
    return back is not None and bool(lexicon().asked.verbs & set(verb_lemmas(sentence.low(sentence.chunks[back].head))))


def _verb_before(sentence: Sentence, place: int) -> int | None:
    return next((k for k in range(place - 1, -1, -1) if sentence.chunks[k].kind == "V"), None)


def _receiver(sentence: Sentence, verb: int) -> Span | None:
    for phrase in phrases_behind(sentence, verb, clause_end(sentence, verb)):
        if phrase.role in ("obj", "for", "to") and is_party(sentence, phrase) and not _is_deadline(sentence, phrase):
            return span_of(sentence, phrase)
    return None


def _is_deadline(sentence: Sentence, phrase: Phrase) -> bool:
    return noun_lemma(sentence.low(sentence.chunks[phrase.first].head)) in lexicon().deadline


def _chunk_at(sentence: Sentence, offset: int) -> int:
    return next(
        (k for k, chunk in enumerate(sentence.chunks) if sentence.words[chunk.first].start >= offset),
        len(sentence.chunks),
    )


def _infinitive(sentence: Sentence, first: int) -> Span | None:
    """The next "to" with a verb behind it, up to the end of its clause."""
    chunks = sentence.chunks
    for k in range(first, len(chunks) - 1):
        if chunks[k].kind == "T" and chunks[k + 1].kind == "V":
            return sentence.span(chunks[k].first, chunks[_to_end(sentence, k + 1)].last)
        if chunks[k].kind in "V.;":
            return None
    return None


def _to_end(sentence: Sentence, verb: int) -> int:
    last = clause_end(sentence, verb)
    behind = sentence.low(sentence.chunks[last].last + 1)
    return last + 1 if behind in ("down", "out", "off", "aside") and last + 1 < len(sentence.chunks) else last


def _says_lapsed(sentence: Sentence) -> bool:
    """Whether the sentence says that a deadline or an offer has passed: "after the deadline expired"."""
    for place, chunk in enumerate(sentence.chunks):
        if chunk.kind != "V" or not lexicon().lapsed & set(verb_lemmas(sentence.low(chunk.head))):
            continue
        whose, _ = subject(sentence, place)
        negated = sentence.is_negated(chunk) or "will" in sentence.group(chunk)
        if (
            whose is not None
            and not negated
            and _is_deadline(sentence, whose)
            and sentence.low(chunk.head).endswith(("ed", "en"))
        ):
            return True
    return False


def _with_act(deadline: Deadline, acts: Sequence[Act], sentence: Span, parties: PartyNames) -> Deadline:
    """Join a deadline with the offer or demand of its sentence, or else the last before it."""
    fits = [
        k
        for k, act in enumerate(acts)
        if act.type in _SETTING and act.span.start < sentence.end and deadline.who in (None, act.who)
    ]
    if not fits:
        return deadline
    act = acts[fits[-1]]
    made = replace(deadline, act=fits[-1], by=deadline.by or act.actor, to=deadline.to or act.target)
    return _named(made, parties)


def _each_once(found: list[Deadline], dates: Sequence[DateMention]) -> tuple[Deadline, ...]:
    """Return the deadlines with each date once: the fullest mention stands for it."""
    kept: list[Deadline] = []
    for each in found:
        value = dates[each.date].value if each.date is not None else None
        same = next(
            (
                k
                for k, old in enumerate(kept)
                if value is not None and old.date is not None and dates[old.date].value == value
            ),
            None,
        )
        if same is None:
            kept.append(each)
        elif (each.demand is not None) > (kept[same].demand is not None):
            kept[same] = each
    return tuple(kept)
