"""Complements: what follows a verb that attributes, and at which chunk its content begins."""

from collections.abc import Callable
from dataclasses import dataclass

from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.lexicon.cues import Cue
from offramp.reading.attribution.lexicon.words import words

_ADJUNCTS, _LOOSE = words("adjuncts"), words("loose")
_PROFORMS = frozenset(form.replace("_", " ") for form in words("clause_proforms"))
_FAR = ("that", "quote", "wh", "about")  # these are known by their first word, so they may stand far from the verb
_CONDITIONS = ("if", "when", "because", "while", "since", "as", "although")
_ADJUNCT_LIMIT = 3
_INSERTION = 12  # chunks that an insertion between commas holds, at most


@dataclass(frozen=True, slots=True)
class Match:
    """A complement found: its name, the chunk after the cue, and the first chunk of the content."""

    frame: str
    cue_end: int
    content: int


def complement(c: Clauses, k: int, cue: Cue) -> Match | None:
    """Return what the verb group at chunk `k` takes, by the complements that `cue` allows, or None."""
    after = particles_end(c, k + 1, cue.particles)
    if after is None:
        return None
    places = _places(c, after, cue)
    for frame in cue.takes:
        test = _TESTS.get(frame)
        reach = len(places) if frame in _FAR else 2 if frame == "zero" and _is_brief(c, places) else 1
        for place in places[:reach] if test else ():
            content = test(c, place) if test else None
            if content is None and frame == "zero" and place == places[0] and _opens_long_clause(c, place, cue):
                content = place
            if content is not None:
                return Match(frame, after, content)
    return None


def particles_end(c: Clauses, k: int, particles: tuple[str, ...]) -> int | None:
    """Return the chunk after the cue's own particles, which must stand at `k`, or None when they do not."""
    p = c.passage
    i = c.start(k) if k < c.last else len(p.low)
    for word in particles:
        if p.low[i : i + 1] != [word]:
            return None
        i += 1
    if not particles:
        return k
    if i >= len(p.chunk_of):
        return c.last
    j = p.chunk_of[i]
    return j if c.start(j) == i else j + 1


# ---- where a complement may begin


def _places(c: Clauses, k: int, cue: Cue) -> list[int]:
    """Return the chunks at which the complement may begin: after the verb, its hearer, adverbs, times and adjuncts."""
    k = c.skip(k, "RB", "TIME")
    if "hearer" in cue.takes and c.kind(k) == "NP" and not c.is_verb(k + 1, "finite"):
        k += 1
        while c.kind(k) == "IN" and c.word(k) == "of" and c.kind(k + 1) == "NP":
            k += 2
        k = c.skip(k, "RB", "TIME")
    places = [k]
    for _ in range(_ADJUNCT_LIMIT):
        following = _after_adjunct(c, k, first=len(places) == 1)
        if following is None:
            break
        k = following
        places.append(k)
    return places


def _after_adjunct(c: Clauses, k: int, *, first: bool) -> int | None:
    """Return the chunk after one time, place or insertion at chunk `k`, or None when there is none."""
    if c.kind(k) == "IN" and c.word(k) in _ADJUNCTS and c.kind(k + 1) in ("NP", "TIME"):
        return c.phrase_right(k + 1) if c.kind(k + 1) == "NP" else k + 2
    if c.kind(k) in ("TIME", "RB"):
        return k + 1
    if c.kind(k) != ",":
        return None
    place_end = k + 3 if c.kind(k + 2) == "," else k + 2  # in Salem, Oregon, that ...
    if c.kind(k + 1) == "NP" and c.kind(place_end) in ("THAT", "TIME"):
        return place_end
    closing = next((j for j in range(k + 1, min(k + _INSERTION, c.last)) if c.kind(j) == ","), None)
    inserted = first and c.kind(k + 1) not in ("Q", "THAT")
    if inserted and closing is not None and c.kind(closing + 1) in ("THAT", "Q"):
        return closing + 1
    return None


def _is_brief(c: Clauses, places: list[int]) -> bool:
    """Whether only a time or a place stands between the verb and a clause that may come without "that"."""
    governed = c.word(places[0]) in ("of", "about", "by", "for", "from", "with")
    return len(places) > 1 and c.kind(places[0]) != "," and not governed


# ---- the complements


def _opens_long_clause(c: Clauses, k: int, cue: Cue) -> bool:
    """Whether a clause without "that" opens at `k` whose subject is long, or whose verb a quotation holds."""
    if cue.family not in ("say", "tell"):
        return False
    if cue.lemma not in _LOOSE:
        return c.finite_later(k, near=True)
    j = c.phrase_right(k) if c.kind(k) == "NP" else k
    return c.finite_later(k) or (j > k and c.kind(j) == "Q" and c.is_quoted(j))


def _that(c: Clauses, k: int) -> int | None:
    stands_for_clause = c.kind(k) == "NP" and c.passage.text(c.start(k), c.end(k)) in _PROFORMS
    opens = c.kind(k) == "THAT" or (c.kind(k) == "NP" and c.first_word(k) == "that")
    return k if opens or stands_for_clause else None


def _zero(c: Clauses, k: int) -> int | None:
    if c.kind(k) == "SUB" and c.word(k) in _CONDITIONS and c.finite_later(k + 1):
        return k if c.kind(k - 1) == "VG" else None
    return k if c.finite_follows(k) else None


def _wh(c: Clauses, k: int) -> int | None:
    asks = c.kind(k) == "SUB" and c.word(k) in ("if", "whether", "when", "where")
    return k if c.kind(k) == "WH" or asks else None


def _quote(c: Clauses, k: int) -> int | None:
    k = c.skip(k, ",", ":", "THAT")
    return k if k < c.last and c.passage.opens_quotation(c.start(k)) else None


def _to(c: Clauses, k: int) -> int | None:
    return k if c.is_verb(k, "infinitive") else None


def _np(c: Clauses, k: int) -> int | None:
    return k if c.kind(k) in ("NP", "JJ") or (c.kind(k) == "Q" and c.is_quoted(k)) else None


def _np_to(c: Clauses, k: int) -> int | None:
    if c.kind(k) != "NP":
        return None
    return k if c.is_verb(c.skip(c.phrase_right(k), "RB", "TIME"), "infinitive") else None


def _np_as(c: Clauses, k: int) -> int | None:
    """A noun phrase with "as" after it: "described him as unfit"."""
    if c.kind(k) not in ("NP", "WH"):
        return None
    for j in range(k + 1, min(k + 8, c.last)):
        clause = c.kind(j) == "SUB" and c.finite_follows(j + 1)
        if c.word(j) == "as" and c.kind(j) in ("IN", "SUB", "RB") and not clause:
            return k
        if c.kind(j) in (",", ";", ".", "THAT", "VG", "Q"):
            return None
    return None


def _np_to_np(c: Clauses, k: int) -> int | None:
    """A noun phrase with "to" or "with" after it: "likened him to a king"."""
    if c.kind(k) != "NP":
        return None
    j = c.skip(k + 1, "NP")
    while c.kind(j) == "IN" and c.word(j) not in ("to", "with") and j < k + 5:
        j = c.skip(j + 1, "NP")
    return k if c.kind(j) == "IN" and c.word(j) in ("to", "with") and j < k + 6 else None


def _ing(c: Clauses, k: int) -> int | None:
    return k if c.is_verb(k, "gerund") else None


def _about(c: Clauses, k: int) -> int | None:
    opens = c.kind(k) == "IN" and c.word(k) in ("about", "for") and c.kind(k + 1) in ("NP", "WH", "VG")
    return k + 1 if opens else None


_TESTS: dict[str, Callable[[Clauses, int], int | None]] = {
    "that": _that,
    "zero": _zero,
    "wh": _wh,
    "quote": _quote,
    "to": _to,
    "np": _np,
    "np-to": _np_to,
    "np-as": _np_as,
    "np-to-np": _np_to_np,
    "ing": _ing,
    "about": _about,
}
