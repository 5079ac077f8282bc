"""Actor: a person, an organisation, a country or a group, and every mention of it."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
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
        Two-letter code of its country where the report tells it (EU for the European Union), a place that the table
        of countries lacks by its name, or None.
    mentions
        In order of the text.
    """

    name: str
    kind: ActorKind
    titles: tuple[str, ...]
    country: str | None
    mentions: tuple[Mention, ...]


_PREFERRED: tuple[ActorKind, ...] = ("person", "organisation", "media", "country", "other", "place")


@dataclass(frozen=True)
class Names:
    """The actors of a report, by where each is first mentioned."""

    actors: tuple[Actor, ...]

    @cached_property
    def mentions(self) -> tuple[tuple[Actor, Mention], ...]:
        """All mentions with their actors, in order of the text."""
        pairs = [(actor, mention) for actor in self.actors for mention in actor.mentions]
        return tuple(sorted(pairs, key=lambda pair: pair[1].extent))

    def mentions_in(self, span: Span) -> list[tuple[Actor, Mention]]:
        """Return the mentions that share a code point with `span`, in order."""
        starts, longest = self._starts
        first = bisect_left(starts, span.start - longest)
        last = bisect_left(starts, span.end)
        return [pair for pair in self.mentions[first:last] if pair[1].extent.overlaps(span)]

    def actor_of(self, span: Span) -> Actor | None:
        """Return the actor that the words in `span` mean: the first person in them, else organisation, else country."""
        inside = self.mentions_in(span)
        if not inside:
            return None
        return min(inside, key=lambda pair: (_PREFERRED.index(pair[0].kind), pair[1].span))[0]

    def actors_in(self, span: Span) -> tuple[Actor, ...]:
        """Return every actor mentioned in `span`, each once, in order."""
        return tuple(dict.fromkeys(actor for actor, _ in self.mentions_in(span)))

    def named(self, words: str) -> Actor | None:
        """Return the actor of which `words` are the name as `Actor.name` gives it, or None."""
        return self._by_name.get(words.strip().removeprefix("the ").removeprefix("The "))

    def last_before(self, position: int, kind: ActorKind = "person") -> Actor | None:
        """Return the actor of a kind mentioned last before a position of the text, or None."""
        starts, _ = self._starts
        before = reversed(self.mentions[: bisect_left(starts, position)])
        return next((actor for actor, _ in before if actor.kind == kind), None)

    @cached_property
    def _starts(self) -> tuple[list[int], int]:
        """Where the mentions begin, and the length of the longest."""
        extents = [mention.extent for _, mention in self.mentions]
        return [extent.start for extent in extents], max(map(len, extents), default=0)

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        return {actor.name: actor for actor in reversed(self.actors)}
