"""Parties: who the acts of a report are by and to, a leader and the state that he speaks for as one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from offramp.reading.acts.act import Act
from offramp.reading.article import Article
from offramp.reading.attribution.model import Attribution
from offramp.reading.names import Actor, Names
from offramp.reading.span import Span

_OF_STATE = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|minister|secretary|leader|spokes\w+|"
    r"ambassador|envoy)\b",
    re.IGNORECASE,
)
_NOT_OF_STATE = re.compile(
    r"\b(?:former|ex|opposition|press|general|union|party|deputy)\b|^vice president$", re.IGNORECASE
)
_SINGULAR, _FIRST = (
    frozenset(["he", "she", "him", "her", "himself", "herself", "his"]),
    frozenset(["we", "i", "us", "our", "me", "my"]),
)
_PLURAL = frozenset(["they", "them", "their", "it", "its", "themselves", "itself", "both", "who"])
_HIS_GOVERNMENT = re.compile(
    r"(?:his|her|their|its) (?:government|administration|army|military|navy|cabinet|regime|ministry)\b", re.IGNORECASE
)
_ORGAN = re.compile(
    r"[’']?s? (?:navy|army|air force|military|government|forces|troops|authorities|police|ministry|coastguard)$"
)
_LEADING = re.compile(r"^(?:the|a|an|some|all|both|its|his|her|their|this|these|those)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts.

    Attributes
    ----------
    name
        The state where it acts for one, else the fullest name or words.
    people
        Names of those who act for it, as the report gives them.
    forms
        Everything that it is called.
    country
        Two-letter code, where the report tells it.
    """

    name: str
    people: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    country: str | None = None


class PartyNames:
    """What each party is called, found out in the order of the text."""

    def __init__(self, article: Article, names: Names, attributions: Sequence[Attribution]) -> None:
        self._article, self._names, self._attributions = article, names, attributions
        self._parties: dict[str, Party] = {}
        self._last: str | None = None
        self._states = {
            actor.country: actor.name for actor in names.actors if actor.kind == "country" and actor.country
        }

    def parties(self) -> tuple[Party, ...]:
        """Return all parties so far, in the order of the text."""
        return tuple(self._parties.values())

    def named(self, acts: Sequence[Act]) -> tuple[Act, ...]:
        """Give each act the names of those who do it and to whom."""
        return tuple(
            replace(act, who=self.name(act.actor, act.cue), whom=self.name(act.target, act.cue)) for act in acts
        )

    def name(self, span: Span | None, cue: Span) -> str | None:
        """Return the name of the party that words mean; ``cue`` is where they act, for words such as "we"."""
        if span is None:
            return None
        found = self._pronoun(span, cue) or self._owned(span) or self._actor(span) or self._phrase(span)
        self._last = found or self._last
        return found

    def _pronoun(self, span: Span, cue: Span) -> str | None:
        low = self._article.words(span).lower()
        if low in _FIRST:
            return self._speaker(cue)
        if low in _SINGULAR:
            actor = self._names.last_before(span.start)
            return self._note(actor, ()) if actor is not None else self._last
        if low == "who":
            actor = self._names.last_before(span.start)
            return self._note(actor, ()) if actor is not None else self._last
        return self._last if low in _PLURAL else None

    def _owned(self, span: Span) -> str | None:
        """The party of "his government": that of the person."""
        words = self._article.words(span)
        if not _HIS_GOVERNMENT.match(words):
            return None
        actor = self._names.last_before(span.start)
        return self._note(actor, (words,)) if actor is not None else self._last

    def _speaker(self, cue: Span) -> str | None:
        """Whoever says the words in which "we" stands."""
        holding = [
            each for each in self._attributions if any(part.contains(cue) for part in each.content) and each.source
        ]
        if not holding:
            return None
        inner = min(holding, key=lambda each: sum(len(part) for part in each.content))
        words = self._article.words(inner.source[0]).lower()
        return None if words in _FIRST else self.name(inner.source[0], inner.cue[0] if inner.cue else cue)

    def _actor(self, span: Span) -> str | None:
        words = self._article.words(span)
        owner = re.search(r"[’']s?\s", words)
        actor = self._names.actor_of(span)
        if actor is None or (owner is not None and _has_own_head(words)):
            return None
        return self._note(actor, (words,))

    def _note(self, actor: Actor, words: Iterable[str]) -> str:
        """Note a party by its name; one who speaks for a state is a person of that state's party."""
        state = self._state_of(actor)
        name = state or actor.name
        old = self._parties.get(name, Party(name, (), (), actor.country))
        people = (actor.name,) if actor.kind == "person" and name != actor.name else ()
        forms = (actor.name, *(self._article.words(mention.span) for mention in actor.mentions), *words)
        self._parties[name] = replace(old, people=_joined(old.people, people), forms=_joined(old.forms, forms))
        return name

    def _state_of(self, actor: Actor) -> str | None:
        if actor.country is None or actor.country not in self._states:
            return None
        titles = [title for title in actor.titles if _OF_STATE.search(title) and not _NOT_OF_STATE.search(title)]
        return self._states[actor.country] if actor.kind == "country" or titles else None

    def _phrase(self, span: Span) -> str | None:
        """A party without a name: by its words, or by those of an earlier one with the same head ("the union")."""
        words = " ".join(self._article.words(span).split())
        bare = _LEADING.sub("", words)
        if not bare.split():
            return None
        whole = _ORGAN.sub("", bare)
        if whole in self._parties:
            bare = whole
        head = bare.split()[-1].lower()
        if " " not in bare and bare not in self._parties:
            for name in reversed(self._parties):
                if name.split()[-1].lower() == head:
                    self._parties[name] = replace(
                        self._parties[name], forms=_joined(self._parties[name].forms, (words,))
                    )
                    return name
        old = self._parties.get(bare, Party(bare))
        self._parties[bare] = replace(old, forms=_joined(old.forms, (words,)))
        return bare


def _has_own_head(words: str) -> bool:
    """Whether a possessive is followed by another party: "Kell's union"."""
    return words[-1:].islower() if words else False


def _joined(old: Sequence[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))
