"""Links: the sources that a piece of words names, in parallel."""

import re

from offramp.reading.chains.chain import Link, Role
from offramp.reading.chains.words import ANONYMOUS, COUNT, DOCUMENT, MEDIA_WORDS
from offramp.reading.names import Actor, Names
from offramp.reading.numbers import number_value
from offramp.reading.span import Span

_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and\s+|as well as\s+)?|\s+(?:and|as well as|or)\s+)(?:the\s+|by\s+)?", re.IGNORECASE
)


def head_links(text: str, span: Span, names: Names) -> tuple[Link, ...]:
    """Return the origins that the head of a source names: one for each name in a list, else one for the whole."""
    listed = _listed(text, span, names)
    if len(listed) > 1:
        return tuple(Link(actor.name, _role(actor), part) for actor, part in listed)
    words = span.of(text)
    if _is_anonymous(text, span, names):
        return (Link(words, "origin", span, _count(words), True),)
    actor = names.actor_of(span)
    if actor is None or actor.kind == "place":
        return (Link(words, "origin" if _is_document(words) else "speaker", span, _count(words)),)
    if actor.kind == "media" or _is_document(words):
        return (Link(actor.name if actor.kind == "media" else words, "origin", span),)
    return (Link(actor.name, "speaker", span),)


def tail_links(text: str, span: Span, role: Role, names: Names) -> tuple[Link, ...]:
    """Return the relays, echoes or venues in a piece of words."""
    listed = _listed(text, span, names)
    if listed:
        return tuple(Link(actor.name, role, part) for actor, part in listed)
    return (Link(span.of(text), role, span),) if span else ()


def _listed(text: str, span: Span, names: Names) -> list[tuple[Actor, Span]]:
    """Return the actors of a list that is nothing but names, "Reuters and France 24", each with its words."""
    parts: list[tuple[Actor, Span]] = []
    at = span.start
    inside = [pair for pair in names.mentions_in(span) if span.contains(pair[1].extent)]
    for actor, mention in inside:
        gap = text[at : mention.extent.start]
        if parts and not _BETWEEN.fullmatch(gap):
            return []
        if not parts and gap.strip().lower() not in ("", "the", "both", "by"):
            return []
        parts.append((actor, mention.extent))
        at = mention.extent.end
    return parts if not text[at : span.end].strip(" ,.’'s") else []


def _role(actor: Actor) -> Role:
    return "origin" if actor.kind == "media" else "speaker"


def _is_anonymous(text: str, span: Span, names: Names) -> bool:
    """Whether the words are people without a name; a named person among them makes them known."""
    people = [actor for actor in names.actors_in(span) if actor.kind == "person"]
    words = span.of(text)
    head = re.split(r"\b(?:familiar|close|briefed|involved|with|in|at|from|who|to|on|of)\b", words)[0] or words
    return (not people and bool(ANONYMOUS.search(head))) or bool(re.search(r"\b(?:anonym|unnamed)", words))


def _is_document(words: str) -> bool:
    return bool(DOCUMENT.search(words) or MEDIA_WORDS.search(words))


def _count(words: str) -> int | None:
    match = COUNT.match(words)
    if match is None:
        return None
    number = match["number"].lower()
    return 1 if number in ("a", "an") else int(number) if number.isdigit() else int(number_value(number))
