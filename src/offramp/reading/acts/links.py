"""Links of acts: the day on which one was done, and the offer or demand that is accepted or rejected."""

import re
from collections.abc import Sequence
from dataclasses import replace

from offramp.reading.acts.act import CLAUSES, Act, ActType
from offramp.reading.article import Article
from offramp.reading.dates import DateMention
from offramp.reading.span import Span
from offramp.reading.structure import Structure

_WHEN = frozenset({"at", "since", "after"})
_OFFERED = frozenset({ActType.OFFER, ActType.DEMAND})
_POINTS_TO_DEMAND = re.compile(r"\b(?:demands?|conditions?|terms|guarantees|ultimatum)\b", re.IGNORECASE)
_POINTS_TO_OFFER = re.compile(r"\b(?:offers?|proposals?|package|plan|deal|terms|counter-?offer)\b", re.IGNORECASE)
_RETOLD = frozenset({"we", "i"})  # somebody tells an offer once more
_BETWEEN = re.compile(r"\bthat\b|[“\"”;:]|, (?:which|who|while|and \w+ed)\b")


def dated(article: Article, structure: Structure, acts: Sequence[Act], dates: Sequence[DateMention]) -> tuple[Act, ...]:
    """Give each act the date that its own clause names.

    A date inside what is offered or demanded says when that falls due, and one beside a verb of saying when it was
    said: neither dates the act.
    """
    return tuple(replace(act, date=_date_of(article, structure, act, dates)) for act in acts)


def _date_of(article: Article, structure: Structure, act: Act, dates: Sequence[DateMention]) -> int | None:
    sentence = structure.sentence_of(act.cue)
    if sentence is None:
        return None
    near = [k for k, date in enumerate(dates) if sentence.contains(date.span) and date.relation in _WHEN]
    fitting = [k for k in near if _fits(article, act, dates[k].span)]
    return min(fitting, key=lambda k: _distance(act.cue, dates[k].span), default=None)


def _fits(article: Article, act: Act, date: Span) -> bool:
    if act.type in CLAUSES and act.content is not None and act.content.contains(date):
        return False
    if act.condition is not None and act.condition.contains(date):
        return False
    if act.cue.overlaps(date) or (act.content is not None and act.content.contains(date)):
        return True
    first, last = (date.end, act.cue.start) if date.start < act.cue.start else (act.cue.end, date.start)
    return _BETWEEN.search(article.text[first:last]) is None


def _distance(cue: Span, date: Span) -> int:
    return cue.start - date.end if date.start < cue.start else date.start - cue.end


def answered(article: Article, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Give each acceptance and rejection the last offer or demand of another party that it can mean."""
    return tuple(
        replace(act, answers=_answers(article, acts, place)) if act.type in (ActType.ACCEPT, ActType.REJECT) else act
        for place, act in enumerate(acts)
    )


def _answers(article: Article, acts: Sequence[Act], place: int) -> int | None:
    act = acts[place]
    words = article.words(act.content) if act.content is not None else ""
    demand, offer = bool(_POINTS_TO_DEMAND.search(words)), bool(_POINTS_TO_OFFER.search(words))
    if words and not demand and not offer:
        return None
    for back in range(place - 1, -1, -1):
        other = acts[back]
        if other.type not in _OFFERED or other.negated or other.modality != "done" or other.who == act.who:
            continue
        if other.actor is not None and article.words(other.actor).lower() in _RETOLD:
            continue
        if (other.type is ActType.DEMAND and demand) or (other.type is ActType.OFFER and offer) or not words:
            return back
    return None
