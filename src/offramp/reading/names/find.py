"""Find: the names of an article, then the descriptions that mean them ("the US president")."""

import re
from collections.abc import Sequence
from functools import cache

from offramp.reading.article import Article
from offramp.reading.names.actor import Names
from offramp.reading.names.candidates import candidates
from offramp.reading.names.merge import Group, grouped
from offramp.reading.names.words import adjectives, country, country_name, is_head, offices, place_code
from offramp.reading.paragraphs import Paragraph, paragraphs
from offramp.reading.span import Span

_GOVERNMENT = (
    "government|administration|authorities|regime|military command|military|army|navy|armed forces|forces|state|side|"
    "officials|foreign ministry|defence ministry|defense ministry|parliament|delegation|negotiators|embassy|cabinet|"
    "foreign minister|diplomats|troops|officers|envoys|mediators"
)


def find_names(article: Article, found: Sequence[Paragraph] | None = None) -> Names:
    """Return the actors of an article, each with all its mentions.

    Parameters
    ----------
    article
        The report.
    found
        Its paragraphs, where they are known already.

    Notes
    -----
    A surname belongs to the full name that holds it, and to the one mentioned last where several do. Seats of
    government mean their country (Washington, the Kremlin). "The Venezuelan president" means the person to whom the
    report gives that office, or, when it gives it to nobody, the nearest person before it in the sentence of whom
    nothing else is known.
    """
    text = article.text.replace("\n", " ")  # of one length: lines of a wrapped paragraph read on
    sentences = [sentence for paragraph in (found or paragraphs(article)) for sentence in paragraph.sentences]
    groups = grouped(candidates(text, sentences))
    _add_governments(text, sentences, groups)
    _add_descriptions(text, sentences, groups)
    _drop_covered(len(text), groups)
    actors = [group.frozen() for group in groups if group.mentions]
    return Names(tuple(sorted(actors, key=lambda actor: actor.mentions[0].span)))


def _add_governments(text: str, sentences: Sequence[Span], groups: list[Group]) -> None:
    """Add "the Venezuelan government" and the like as mentions of the country."""
    taken = bytearray(len(text))
    for group in groups:
        for mention in group.mentions if group.kind != "country" else ():
            taken[mention.extent.start : mention.extent.end] = b"\1" * len(mention.extent)
    for sentence in sentences:
        for match in _government().finditer(text, sentence.start, sentence.end):
            known = country(match["adjective"])
            span = Span(match.start(), match.end())
            if known is not None and not any(taken[span.start : span.end]):
                _country_group(known.code, groups).add(span, span, "government")


def _add_descriptions(text: str, sentences: Sequence[Span], groups: list[Group]) -> None:
    """Add "the US president", twice over: what the first pass learns of a person, the second can use before it."""
    waiting = [
        (sentence, match)
        for sentence in sentences
        for match in _description().finditer(text, sentence.start, sentence.end)
        if not re.match(r"(?:[’']s)? [A-Z]", text[match.end() : match.end() + 4])
    ]
    for may_bind in (False, True, False):
        left = []
        for sentence, match in waiting:
            span = Span(match.start(), match.end())
            group = _holder(match, groups) or (_unknown_before(sentence, match.start(), groups) if may_bind else None)
            if group is None:
                left.append((sentence, match))
                continue
            group.entitle("" if _holds(group, match["office"]) else match["office"], place_code(match["adjective"]))
            group.add(span, span, "title")
        waiting = left


def _drop_covered(length: int, groups: list[Group]) -> None:
    """Drop the names of countries inside longer mentions: "US" in "the US president"."""
    covered = bytearray(length)
    for group in groups:
        for mention in group.mentions:
            if mention.how in ("title", "government"):
                covered[mention.extent.start : mention.extent.end] = b"\1" * len(mention.extent)
    for group in groups:
        if group.kind == "country":
            group.mentions = [m for m in group.mentions if m.how == "government" or not covered[m.span.start]]


def _holder(match: re.Match[str], groups: list[Group]) -> Group | None:
    """Return the person to whom the report gives the office, the one named last before the description first."""
    code = place_code(match["adjective"])
    holders = [
        group
        for group in groups
        if group.kind == "person" and _holds(group, match["office"]) and (code is None or group.country == code)
    ]
    before = [group for group in holders if group.last_before(match.start()) >= 0]
    if before:
        return max(before, key=lambda group: group.last_before(match.start()))
    return holders[0] if len(holders) == 1 and code is not None else None


def _unknown_before(sentence: Span, position: int, groups: list[Group]) -> Group | None:
    """Return the person named last before a position in the same sentence, if nothing is known of their office."""
    people = [group for group in groups if group.kind == "person" and not group.country and not group.titles]
    near = [group for group in people if group.last_before(position) >= sentence.start]
    return max(near, key=lambda group: group.last_before(position), default=None)


def _holds(group: Group, office: str) -> bool:
    """Whether a person's titles are an office; any head of a country is its leader."""
    held = [title.lower() for title in group.titles]
    if office.lower() in held:
        return True
    heads = [title for title in held if is_head(title)]
    return bool(heads) and (office.lower() == "leader" or "leader" in heads) and is_head(office)


def _country_group(code: str, groups: list[Group]) -> Group:
    for group in groups:
        if group.kind == "country" and group.country == code:
            return group
    groups.append(Group(country_name(code), "country", code))
    return groups[-1]


@cache
def _government() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he )?(?P<adjective>{adjectives()})(?:[’']s)? (?:{_GOVERNMENT})\b")


@cache
def _description() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he (?:(?P<adjective>{adjectives()}|[A-Z][\w-]+) )?(?P<office>{offices()})\b")
