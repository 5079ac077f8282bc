"""Actor: a person, an organisation, a country or a group, and every mention of it."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from offramp.reading.span import Span

ActorKind = Literal["person", "organisation", "media", "country", "place", "other"]
How = Literal["name", "part of name", "title", "metonym", "government"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean an actor.

    Attributes
    ----------
    span
        The name itself, without titles.
    extent
        The name with the titles before it: "US President Donald Trump".
    how
        By its name, a part of it ("Trump"), a title ("the US president"), a metonym ("Washington"), or its government
        ("the Venezuelan government").
    """

    span: Span
    extent: Span
    how: How


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that a report names.

    Attributes
    ----------
    name
        The fullest name in the report; of a country its usual name.
    kind
        person, organisation, media, country, place or other.
    titles
        Titles as the report gives them, each once: "Vice President".
    country
        Two-letter code of its country where the report tells it (EU for the European Union), or None.
    mentions
        In order of the text.
    """

    name: str
    kind: ActorKind
    titles: tuple[str, ...]
    country: str | None
    mentions: tuple[Mention, ...]


_PREFERRED: tuple[ActorKind, ...] = ("person", "organisation", "media", "country", "other", "place")


@dataclass(frozen=True, slots=True)
class Names:
    """The actors of a report, by where each is first mentioned."""

    actors: tuple[Actor, ...]

    def actor_of(self, span: Span) -> Actor | None:
        """Return the actor that the words in `span` mean: the first person in them, else organisation, else country."""
        inside = [(actor, mention) for actor, mention in self.mentions() if mention.extent.overlaps(span)]
        if not inside:
            return None
        return min(inside, key=lambda pair: (_PREFERRED.index(pair[0].kind), pair[1].span))[0]

    def actors_in(self, span: Span) -> tuple[Actor, ...]:
        """Return every actor mentioned in `span`, each once, in order."""
        found = [actor for actor, mention in self.mentions() if mention.extent.overlaps(span)]
        return tuple(dict.fromkeys(found))

    def mentions(self) -> list[tuple[Actor, Mention]]:
        """Return all mentions with their actors, in order of the text."""
        pairs = [(actor, mention) for actor in self.actors for mention in actor.mentions]
        return sorted(pairs, key=lambda pair: pair[1].span)

    def named(self, words: str) -> Actor | None:
        """Return the actor that a name means, as in the report, or None."""
        plain = words.strip().removeprefix("the ").removeprefix("The ")
        for actor in self.actors:
            if actor.name == plain:
                return actor
        return None

    def last_before(self, position: int, kind: ActorKind = "person") -> Actor | None:
        """Return the actor of a kind mentioned last before a position of the text, or None."""
        pairs = [(actor, mention) for actor, mention in self.mentions() if actor.kind == kind]
        at = bisect_left([mention.span.start for _, mention in pairs], position)
        return pairs[at - 1][0] if at else None
