"""Candidates: runs of words with capitals, each cut into titles and name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from offramp.reading.names.actor import ActorKind
from offramp.reading.names.words import (
    adjectives,
    begins_place,
    country,
    is_media,
    is_ordinary,
    is_organisation,
    offices,
    place_code,
    titles,
)
from offramp.reading.span import Span

_INITIAL = r"[^\W\d_a-zß-öø-ÿ]"  # a capital letter
_TOKEN = re.compile(rf"(?:{_INITIAL}\.){{2,}}(?:[A-Z]\b)?|{_INITIAL}[\w-]*(?:[’'](?!s\b)\w+)*(?:-{_INITIAL}[\w-]*)*")
_ABBREVIATED = (
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Lt",
    "Maj",
    "Col",
    "Capt",
    "Adm",
    "Dr",
    "Prof",
    "Mr",
    "Mrs",
    "Ms",
    "St",
    "No",
    "Jr",
)
_JOIN = re.compile(
    r" (?:(?:of(?: the)?|for|de|del|de la|la|el|al|bin|ibn|van|von|der|van der|da|dos|du|and|&) )?(?=\S)|-(?=[A-Z])"
)
_NUMBER = re.compile(r" \d{1,2}\b(?!\s*%)")
_LONGEST = 5  # words of a name without "of"
_OF = re.compile(r" (?:of(?: the)?|for) ")


@dataclass(slots=True)
class Candidate:
    """A name in the text, before it is known whose it is.

    Attributes
    ----------
    span, extent
        The name, and the name with its titles; equal where the title stands alone.
    name
        The words of the name.
    title
        The title before or behind it, or empty.
    country
        Code of the country that the words around it give ("US President"), or None.
    kind
        What the name looks like.
    starts_sentence
        Whether it begins a sentence, so that its capital may mean nothing.
    """

    span: Span
    extent: Span
    name: str
    title: str
    country: str | None
    kind: ActorKind
    starts_sentence: bool


def candidates(text: str, sentences: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the names in the sentences, in order."""
    for sentence in sentences:
        for run in _runs(text, sentence):
            first = not re.search(r"\w", text[sentence.start : run.start])
            yield from _parts(text, run, sentence, first)


def _runs(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the runs of words with capitals, joined by "of", "de" and the like; "and" joins only within a country."""
    at = sentence.start
    while (match := _TOKEN.search(text, at, sentence.end)) is not None:
        start, end = match.start(), _with_dot(text, match.group(), match.end())
        if start and (text[start - 1].isalnum() or text[start - 1] in "’'"):
            at = match.end()
            continue
        while (join := _JOIN.match(text, end)) is not None:
            following = _TOKEN.match(text, join.end(), sentence.end)
            if following is None or not _joins(text[start:end], join.group().strip(), following.group()):
                break
            end = _with_dot(text, following.group(), following.end())
        number = _NUMBER.match(text, end)
        if number is not None and is_media(text[start : number.end()]):
            end = number.end()
        yield Span(start, min(end, sentence.end))
        at = max(end, match.end())


def _with_dot(text: str, word: str, end: int) -> int:
    return end + 1 if word in _ABBREVIATED and text[end : end + 1] == "." else end


def _joins(run: str, join: str, following: str) -> bool:
    """Whether a small word between two words with capitals joins them to one name."""
    if join == "and":
        return country(f"{run.split()[-1]} and {following}") is not None
    if join == "for":
        return any(is_organisation(word) for word in run.split())
    return True


def _parts(text: str, run: Span, sentence: Span, first: bool) -> Iterator[Candidate]:
    """Cut a run into what stands before a title, the title, and the name; drop words that are no names."""
    start, first = _without_ordinary(text, run, first)
    if start >= run.end:
        return
    words = text[start : run.end]
    found = [match for match in titles().finditer(words) if match.start() == 0 or words[match.start() - 1] == " "]
    title = found[-1] if found else None
    code = place_code(words[: title.start()]) if title else None
    if title is not None and words[title.end() :].strip() and not _OF.match(words[title.end() :]):
        name_start = start + title.end() + (1 if words[title.end()] == " " else 0)
        yield _candidate(text, Span(name_start, run.end), Span(start, run.end), title.group(), code, "person", False)
        return
    if title is not None:
        return  # a title alone or "President of Chile": read as a description
    yield from _untitled(text, Span(start, run.end), sentence, first)


def _untitled(text: str, span: Span, sentence: Span, first: bool) -> Iterator[Candidate]:
    words = span.of(text)
    known = country(words)
    if _is_people(words) or (len(words.split()) > _LONGEST and not _OF.search(words)):
        return  # "Iranians" are nobody in particular; a headline with capitals is no name
    if known is not None and known.how != "adjective":
        yield _candidate(text, span, span, "", known.code, "country", False)
        return
    if known is not None:
        return
    kind = _kind(text, words, span)
    title, code, extent = _title_around(text, span, sentence) if kind in ("person", "other") else ("", None, span)
    yield _candidate(text, span, extent, title, code, "person" if title else kind, first)


def _candidate(
    text: str, span: Span, extent: Span, title: str, code: str | None, kind: ActorKind, first: bool
) -> Candidate:
    return Candidate(span, extent, span.of(text), title, code, kind, first)


def _without_ordinary(text: str, run: Span, first: bool) -> tuple[int, bool]:
    """Return where the run begins without leading words that are no names, and whether that begins a sentence."""
    start = run.start
    while (token := _TOKEN.match(text, start, run.end)) is not None:
        rest = text[start : run.end]
        word = re.sub(r"[’'](?:ve|re|ll|d|m|t)$", "", token.group())
        leads = is_ordinary(word) or (first and (word.endswith("ly") or _is_plural_of(rest)))
        if not leads or is_media(rest) or country(rest) is not None:
            break
        gap = _JOIN.match(text, token.end())
        start = gap.end() if gap is not None and gap.end() < run.end else run.end
        first = False
    return start, first


def _is_plural_of(words: str) -> bool:
    """Whether a plural that begins a sentence only leads to a name: "Ministers of NATO"."""
    head = _OF.split(words)[0]
    return head != words and " " not in head and head.endswith("s") and not is_organisation(head)


def _looks_like_person(parts: list[str]) -> bool:
    """Whether two or three words with capitals can be a given name and a surname: the words of no dictionary."""
    from lemminflect import getAllLemmas

    if not 2 <= len(parts) <= 3 or any(part.isupper() and len(part) > 2 for part in parts) or begins_place(parts[0]):
        return False
    unknown = [not getAllLemmas(part.lower()) for part in parts]
    return any(unknown) if len(parts) == 2 else unknown[-1] or (unknown[0] and len(parts[1].rstrip(".")) == 1)


def _is_people(words: str) -> bool:
    """Whether the words are the people of a country, not one who acts: "Iranians", "Mexican-American"."""
    last = re.split(r"[ -]", words)[-1]
    known = country(words) or country(last.removesuffix("s")) or country(last)
    return known is not None and known.how == "adjective" and country(words) is None


def _kind(text: str, words: str, span: Span) -> ActorKind:
    """Return what an untitled name looks like by its own words and the article before it."""
    parts = words.split()
    if words.isupper() and len(parts) > 3:
        return "other"
    if is_media(words):
        return "media"
    if any(is_organisation(part) for part in parts) or re.fullmatch(r"[A-Z]{2,6}", words):
        return "organisation"
    before = text[max(0, span.start - 16) : span.start]
    if re.search(r"\b[Tt]he $", before) or _OF.search(words):
        return "other"
    if re.search(r"\b(?:in|near|at|across|around|off|outside|inside|over|into|toward|towards) $", before):
        return "place"
    after = text[span.end : span.end + 12]
    acts = re.match(r",? who\b|, \d\d,| (?:said|says|told|tells|wrote|added|argued|warned|tweeted)\b", after)
    if acts and 2 <= len(parts) <= 4:
        return "person"
    return "person" if _looks_like_person(parts) else "other"


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<adjective>{adjectives()}|[A-Z][\w-]+)(?:[’']s)? )?(?P<office>{offices()}),? $")


@cache
def _office_behind() -> re.Pattern[str]:
    return re.compile(
        rf", (?:(?:who is|who was|a|an|the|its|their|then) )?(?:(?P<adjective>{adjectives()}|[A-Z][\w-]+)(?:[’']s)? )?"
        rf"(?:\w+ )?(?P<office>{offices()})\b"
    )


def _title_around(text: str, span: Span, sentence: Span) -> tuple[str, str | None, Span]:
    """Return the office in small letters before or behind a name, its country, and the extent with it."""
    found = _office_before().search(text[max(sentence.start, span.start - 60) : span.start])
    if found is not None:
        start = max(sentence.start, span.start - 60) + found.start()
        return found["office"], place_code(found["adjective"]), Span(start, span.end)
    found = _office_behind().match(text, span.end, sentence.end)
    if found is not None:
        return found["office"], place_code(found["adjective"]), span
    return "", None, span
