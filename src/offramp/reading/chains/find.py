"""Find: the chain of each attribution of a report, each origin known again where the report comes back to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from offramp.reading.chains.chain import Chain, Link
from offramp.reading.chains.cut import Piece, pieces, with_clauses
from offramp.reading.chains.links import head_links, tail_links
from offramp.reading.chains.words import AGAIN, DOCUMENT, MEDIA_WORDS, PEOPLE, PERSON, PLACE, SELF, SUBSET, TOLD
from offramp.reading.names import Actor, Names
from offramp.reading.numbers import number_value
from offramp.reading.span import Span, trimmed


class Attributed(Protocol):
    """What a chain needs of an attribution."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Ranges of the source; empty when the report names nobody."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """Ranges of the words that attribute."""

    @property
    def content(self) -> tuple[Span, ...]:
        """Ranges of what is attributed."""

    @property
    def nested_in(self) -> int | None:
        """Index of the attribution whose content this lies in."""


@dataclass(frozen=True, slots=True)
class _Own:
    """The links that the words of one source give, and the keys of its origins."""

    links: tuple[Link, ...]
    origins: tuple[str, ...]
    media_only: bool

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """The names of the relays, then those of the origins."""
        relays = tuple(link.name for link in self.links if link.role == "relay")
        last = tuple(link.name for link in self.links if link.role in ("origin", "speaker"))
        return tuple(step for step in (relays, last) if step)


def find_chains(text: str, attributions: Sequence[Attributed], names: Names) -> tuple[Chain, ...]:
    """Return the chain of each attribution, in the same order.

    A nested attribution has the links of the one that it lies in before its own, and rests on the origins of that one:
    what four sources say that a leader said rests on the four sources.
    """
    reader = _Reader(text, attributions, names)
    order = sorted(range(len(attributions)), key=lambda index: reader.position(index))
    own: dict[int, _Own] = {}
    for index in order:
        own[index] = reader.read(index, own)
    return tuple(_whole(index, attributions, own) for index in range(len(attributions)))


def _whole(index: int, attributions: Sequence[Attributed], own: dict[int, _Own]) -> Chain:
    """Put the links of the attributions around this one before its own."""
    mine = own[index]
    links = list(mine.links)
    steps = list(mine.steps)
    carrying = mine
    seen = {index}
    outer = attributions[index].nested_in
    while outer is not None and outer not in seen and outer in own:
        seen.add(outer)
        around = own[outer]
        links = [*(_as_relay(link) for link in around.links), *links]
        steps = [*around.steps, *steps]
        if around.origins and not (around.media_only and carrying.origins):
            carrying = around
        outer = attributions[outer].nested_in
    independent = min(1, len(carrying.origins)) if carrying.media_only else len(carrying.origins)
    behind = [link for link in links if link.role in ("echo", "venue")]
    carried = [link for link in links if link not in behind]
    return Chain((*carried, *behind), tuple(steps), carrying.origins, independent)


def _as_relay(link: Link) -> Link:
    return replace(link, role="relay") if link.role in ("origin", "speaker") else link


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    attributions: Sequence[Attributed]
    names: Names

    def position(self, index: int) -> tuple[int, int]:
        """Return where an attribution's source, or else its cue, begins."""
        one = self.attributions[index]
        spans = (*one.source, *one.cue, *one.content)
        return (min((span.start for span in spans), default=0), index)

    def read(self, index: int, own: dict[int, _Own]) -> _Own:
        """Read the links of one attribution's own source; earlier attributions have been read."""
        one = self.attributions[index]
        links: list[Link] = []
        origins: list[str] = []
        for source in one.source:
            for piece in pieces(self.text, with_clauses(self.text, source, one.content)):
                found = self._piece(piece, index, own)
                links += found.links
                origins += found.origins
        links += self._venues(one)
        keys = tuple(dict.fromkeys(origins))
        if not keys and any(link.role == "relay" for link in links):
            keys = (f"behind {next(link.name for link in links if link.role == 'relay')}",)
        media_only = bool(keys) and all(key.startswith(("media ", "behind ")) for key in keys)
        return _Own(tuple(sorted(links, key=lambda link: link.role != "relay")), keys, media_only)

    def _piece(self, piece: Piece, index: int, own: dict[int, _Own]) -> _Own:
        if piece.role is not None:
            return _Own(tail_links(self.text, piece.span, piece.role, self.names), (), False)
        words = piece.span.of(self.text)
        earlier = self._again(words, piece.span, own)
        if earlier is not None:
            return earlier
        if PERSON.match(words) or SELF.match(words):
            actor = self._speaker_around(index) if SELF.match(words) else None
            actor = actor or self.names.last_before(piece.span.start)
            name = actor.name if actor else words
            return _Own((Link(name, "speaker", piece.span),), (f"named {name}",), False)
        links = head_links(self.text, piece.span, self.names)
        return _Own(links, tuple(self._key(link) for link in links), False)

    def _key(self, link: Link) -> str:
        actor = self.names.named(link.name)
        if link.anonymous:
            return f"anonymous {link.span.start} {link.name}"
        return f"media {link.name}" if actor is not None and actor.kind == "media" else f"named {link.name}"

    def _speaker_around(self, index: int) -> Actor | None:
        """Return the person whose words an attribution lies in: the "we" of a quotation."""
        outer = self.attributions[index].nested_in
        seen = {index}
        while outer is not None and outer not in seen:
            seen.add(outer)
            for source in self.attributions[outer].source:
                actor = self.names.actor_of(source)
                if actor is not None and actor.kind == "person":
                    return actor
            outer = self.attributions[outer].nested_in
        return None

    def _again(self, words: str, span: Span, own: dict[int, _Own]) -> _Own | None:
        """Return the source that "those sources", "three of the sources" or "they" come back to."""
        subset, again = SUBSET.match(words), AGAIN.match(words)
        noun = (subset and subset["noun"]) or (again and again["noun"]) or ("sources" if PEOPLE.match(words) else "")
        if not (subset or noun):
            return None
        index = self._earlier(noun or "sources", span, own)
        if index is None:
            return None
        before = own[index]
        root = next((link.same_as for link in before.links if link.same_as is not None), index)
        relays = [replace(link, span=span, same_as=root) for link in before.links if link.role == "relay"]
        if subset is not None:
            part = Link(words, "origin", span, _count(subset["many"]), True, subset_of=root)
            return _Own((*relays, part), before.origins, before.media_only)
        same = [replace(link, span=span, same_as=root) for link in before.links if link.role in ("origin", "speaker")]
        return _Own((*relays, *same), before.origins, before.media_only)

    def _earlier(self, noun: str, span: Span, own: dict[int, _Own]) -> int | None:
        """Return the last attribution read before whose source the noun can mean."""
        wants_media = bool(DOCUMENT.fullmatch(noun) or MEDIA_WORDS.fullmatch(noun))
        for index in sorted(own, key=self.position, reverse=True):
            links = own[index].links
            if not links or self.position(index)[0] >= span.start or any(link.subset_of is not None for link in links):
                continue
            if wants_media and any(self._is_media(link) for link in links if link.role in ("origin", "relay")):
                return index
            anonymous = [link for link in links if link.anonymous]
            if not wants_media and any(_same_noun(noun, link.name) for link in anonymous):
                return index
        return None

    def _is_media(self, link: Link) -> bool:
        actor = self.names.named(link.name)
        return (actor is not None and actor.kind == "media") or bool(MEDIA_WORDS.search(link.name))

    def _venues(self, one: Attributed) -> list[Link]:
        """Return where it was said: the outlet that was told, the press conference."""
        links: list[Link] = []
        for cue in one.cue:
            if cue.of(self.text).split()[-1:] == ["told"] or cue.of(self.text).startswith("told"):
                after = cue.start + 4 if cue.of(self.text).startswith("told") else cue.end
                whom = TOLD.match(self.text, after)
                if whom is not None:
                    links += tail_links(
                        self.text, trimmed(self.text, whom.start("whom"), whom.end("whom")), "venue", self.names
                    )
        for place in PLACE.finditer(self.text, *self._around(one)):
            span = Span(place.start(), place.end())
            if not any(part.overlaps(span) for part in (*one.content, *one.source)):
                links += [Link(place.group(), "venue", span)]
        return links

    def _around(self, one: Attributed) -> tuple[int, int]:
        """Return the range of the line around the cue in which a place of speaking is looked for."""
        if not one.cue:
            return (0, 0)
        start, end = one.cue[0].start, one.cue[-1].end
        line = self.text.rfind("\n", 0, start) + 1
        stop = self.text.rfind(". ", line, start)
        return (max(line, start - 120, stop + 2 if stop >= 0 else line), min(len(self.text), end + 60))


def _same_noun(noun: str, name: str) -> bool:
    """Whether a noun can come back to anonymous sources: the same noun, or one that fits any of them."""
    general = ("sources", "source", "people", "them", "officials", "they")
    return noun.lower() in general or noun.lower().rstrip("s") in name.lower()


def _count(words: str) -> int | None:
    plain = words.lower().removeprefix("at least ")
    if plain == "both":
        return 2
    return int(number_value(plain)) or None if plain.isdigit() or number_value(plain) else None
