"""Complements: what follows a verb that attributes, and where the content begins and ends."""

from dataclasses import dataclass

from offramp.reading.attribution.clauses import Clauses
from offramp.reading.attribution.verbs import Verb

_ADJUNCT = frozenset("in on at during to after before from via through with by for upon of about following despite amid since over outside inside throughout near".split())
_LOOSE = frozenset("say argue insist".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A complement found: its name, the last chunk of the cue (excluded), and the first chunk of the content."""

    frame: str
    cue_end: int
    content: int


def complement(c: Clauses, k: int, cue: Verb) -> Match | None:
    """Return what the verb group at chunk `k` takes, by the complements that `cue` allows, or None."""
    after = particles_end(c, k + 1, cue.particles)
    if after is None:
        return None
    places = _places(c, after, cue)
    for frame in cue.frames:
        for place in places if frame in ("that", "quote", "wh", "about") else places[: 1 + (frame == "zero" and _brief(c, places))]:
            content = _TESTS[frame](c, place) if frame in _TESTS else None
            if content is None and frame == "zero" and cue.family in ("say", "tell") and place == places[0] and (c.finite_later(place, near=cue.lemma not in _LOOSE) or (cue.lemma in _LOOSE and _quotes_later(c, place))):
                content = place
            if content is None and frame == "that" and c.kind(place) == "NP" and p_same(c, place):
                content = place
            if content is not None:
                return Match(frame, after, content)
    return None


def _quotes_later(c: Clauses, k: int) -> bool:
    """Whether a clause whose verb a quotation holds opens at chunk `k`: "said the plan “amounts to theft.”"."""
    j = c.phrase_right(k) if c.kind(k) == "NP" else k
    return j > k and c.kind(j) == "Q" and c.passage.quoted[c.chunks[j].start] >= 0


def p_same(c: Clauses, k: int) -> bool:
    """Whether the noun phrase is one that stands for a clause: "said the same", "said so", "thinks otherwise"."""
    return c.passage.text(c.chunks[k].start, c.chunks[k].end) in ("the same", "the same thing", "as much", "so", "no", "yes", "the opposite")


def particles_end(c: Clauses, k: int, particles: tuple[str, ...]) -> int | None:
    """Return the chunk after the cue's own particles, which must stand at `k`, or None when they do not."""
    p = c.passage
    i = c.chunks[k].start if k < c.last else len(p.low)
    for word in particles:
        if i >= len(p.low) or p.low[i] != word:
            return None
        i += 1
    if not particles:
        return k
    if i >= len(p.chunk_of):
        return c.last
    j = p.chunk_of[i]
    return j if c.chunks[j].start == i else j + 1


def _places(c: Clauses, k: int, cue: Verb) -> list[int]:
    """Return the chunks at which the complement may begin: after the verb, its hearer, adverbs, times and adjuncts."""
    while c.kind(k) in ("RB", "TIME"):
        k += 1
    if "hearer" in cue.frames and c.kind(k) == "NP" and (c.kind(k + 1) != "VG" or c.chunks[k + 1].form != "finite"):
        k += 1
        while c.kind(k) == "IN" and c.word(k) == "of" and c.kind(k + 1) == "NP":
            k += 2
        while c.kind(k) in ("RB", "TIME"):
            k += 1
    places = [k]
    for _ in range(3):
        if c.kind(k) == "IN" and c.word(k) in _ADJUNCT and c.kind(k + 1) in ("NP", "TIME"):
            k = c.phrase_right(k + 1) if c.kind(k + 1) == "NP" else k + 2
        elif c.kind(k) in ("TIME", "RB"):
            k += 1
        elif c.kind(k) == "," and c.kind(k + 1) == "NP" and (c.kind(k + 2) in ("THAT", "TIME") or (c.kind(k + 2) == "," and c.kind(k + 3) in ("THAT", "TIME"))):
            k += 2 if c.kind(k + 2) != "," else 3
        elif c.kind(k) == "," and len(places) == 1 and c.kind(k + 1) not in ("Q", "THAT"):
            closing = next((j for j in range(k + 1, min(k + 12, c.last)) if c.kind(j) == ","), None)
            if closing is None or c.kind(closing + 1) not in ("THAT", "Q"):
                break
            k = closing + 1
        else:
            break
        places.append(k)
    return places


def _brief(c: Clauses, places: list[int]) -> bool:
    """Whether only a time or a place stands between the verb and a clause that may come without "that"."""
    return len(places) > 1 and c.kind(places[0]) != "," and c.word(places[0]) not in ("of", "about", "by", "for", "from", "with")


def _that(c: Clauses, k: int) -> int | None:
    if c.kind(k) == "THAT" or (c.kind(k) == "NP" and c.passage.low[c.chunks[k].start] == "that"):
        return k if c.kind(k + 1) != "VG" or c.chunks[k + 1].form != "finite" else k
    return None


def _zero(c: Clauses, k: int) -> int | None:
    if c.kind(k) == "SUB" and c.word(k) in ("if", "when", "because", "while", "since", "as", "although") and c.finite_later(k + 1):
        return k if c.kind(k - 1) == "VG" else None
    return k if c.finite_follows(k) else None


def _wh(c: Clauses, k: int) -> int | None:
    if c.kind(k) == "WH" or (c.kind(k) == "SUB" and c.word(k) in ("if", "whether", "when", "where")):
        return k
    return None


def _quote(c: Clauses, k: int) -> int | None:
    while c.kind(k) in (",", ":", "THAT"):
        k += 1
    p = c.passage
    if k >= c.last or p.quoted[c.chunks[k].start] < 0:
        return None
    return k if p.quotes[p.quoted[c.chunks[k].start]][0] == c.chunks[k].start else None


def _to(c: Clauses, k: int) -> int | None:
    return k if c.kind(k) == "VG" and c.chunks[k].form == "infinitive" else None


def _np(c: Clauses, k: int) -> int | None:
    if c.kind(k) in ("NP", "JJ") or (c.kind(k) == "Q" and c.passage.quoted[c.chunks[k].start] >= 0):
        return k
    return None


def _np_to(c: Clauses, k: int) -> int | None:
    if c.kind(k) != "NP":
        return None
    end = c.phrase_right(k)
    while c.kind(end) in ("RB", "TIME"):
        end += 1
    return k if _to(c, end) is not None else None


def _ing(c: Clauses, k: int) -> int | None:
    return k if c.kind(k) == "VG" and c.chunks[k].form == "gerund" else None


def _about(c: Clauses, k: int) -> int | None:
    return k + 1 if c.kind(k) == "IN" and c.word(k) in ("about", "for") and c.kind(k + 1) in ("NP", "WH", "VG") else None


def _np_as(c: Clauses, k: int) -> int | None:
    """A noun phrase with "as" after it: "described him as unfit"; or, seen in the passive, "as" alone."""
    if c.kind(k) not in ("NP", "WH"):
        return None
    for j in range(k + 1, min(k + 8, c.last)):
        if c.word(j) == "as" and c.kind(j) in ("IN", "SUB", "RB") and not (c.kind(j) == "SUB" and c.finite_follows(j + 1)):
            return k
        if c.kind(j) in (",", ";", ".", "THAT", "VG", "Q"):
            return None
    return None


def _np_to_np(c: Clauses, k: int) -> int | None:
    if c.kind(k) != "NP":
        return None
    for j in range(k + 1, min(k + 6, c.last)):
        if c.kind(j) == "IN" and c.word(j) in ("to", "with"):
            return k
        if c.kind(j) not in ("NP", "IN"):
            return None
    return None


_TESTS = {"np-as": _np_as, "np-to-np": _np_to_np, "about": _about, "that": _that, "zero": _zero, "wh": _wh, "quote": _quote, "to": _to, "np": _np, "np-to": _np_to, "ing": _ing}


_BREAKS = frozenset("but while although though adding saying according which noting calling arguing citing telling".split())


def content_end(c: Clauses, k: int, cues: frozenset[str], phrase: bool) -> int:
    """Return the token after the content that opens at chunk `k`; a `phrase` ends before clauses of circumstance."""
    p = c.passage
    j = k
    start = c.chunks[k].start
    while j < c.last:
        chunk = c.chunks[j]
        q = p.quoted[chunk.start]
        if q >= 0 and p.quotes[q][1] >= chunk.end:
            j = min(p.chunk_of[p.quotes[q][1]] + 1, c.last)
            continue
        if j > k and _stops(c, j, start, cues, phrase):
            break
        j += 1
    end = c.chunks[min(j, c.last) - 1].end
    while end - 1 > start and p.words[end - 1] in (".", ",", ";", "—", "!", ":", "–", "?", "--") and p.quoted[end - 1] < 0:
        end -= 1
    return end


def _stops(c: Clauses, j: int, start: int, cues: frozenset[str], phrase: bool) -> bool:
    """Whether the content that opened at token `start` ends before chunk `j`."""
    p = c.passage
    kind, word, after = c.kind(j), c.word(j), c.word(j + 1)
    first_after = p.low[c.chunks[j + 1].start] if j + 1 < c.last else ""
    if kind == ";" or (kind == "." and p.quoted[start] >= 0 and p.quotes[p.quoted[start]][0] != start):
        return True
    if kind == "SUB" and word == "when" and p.low[c.chunks[j + 1].end - 1] == "asked" if j + 1 < c.last else False:
        return True
    if kind == "," and (_breaks(c, j, first_after) or first_after in ("and", "or", "then") and (c.kind(j + 2) == "VG" and _is_cue(c, j + 2, cues))):
        return True
    if kind == "," and c.kind(j + 1) == "CC":
        verb = c.phrase_right(j + 2) if c.kind(j + 2) == "NP" else j
        if c.kind(verb) == "VG" and c.chunks[verb].form == "finite" and (phrase or c.word(verb) in cues):
            return True
    if kind == "," and c.kind(j + 1) == "VG" and c.chunks[j + 1].form == "gerund" and after in cues:
        return True
    if kind == "CC" and c.kind(j + 1) == "VG" and _is_cue(c, j + 1, cues):
        return True
    if kind == "VG" and c.kind(j - 1) == "Q" and c.chunks[j].form == "gerund" and word in cues:
        return True
    if word == "to" and p.low[c.chunks[j].start - 1] == "according" or first_after == "according":
        return True
    if phrase:
        if kind == "," and c.kind(j + 1) == "NP":
            after_phrase = c.phrase_right(j + 1)
            while c.kind(after_phrase) in ("RB", "TIME"):
                after_phrase += 1
            if c.kind(after_phrase) == "VG" and c.chunks[after_phrase].form == "finite":
                return True
        return (
            (kind == "," and c.kind(j + 1) not in ("NP", "CC", "JJ"))
            or (kind == "SUB" and word in ("because", "after", "before", "when", "while", "as", "since", "although", "though", "if") and (word != "as" or c.finite_follows(j + 1)))
            or kind in ("—", "(")
        )
    return False


def _breaks(c: Clauses, j: int, word: str) -> bool:
    """Whether the word after the comma at chunk `j` opens what is no longer said: "but" only before a clause."""
    if word not in _BREAKS:
        return False
    return word != "but" or c.kind(j + 2) == "VG" or c.finite_follows(j + 2)


def _is_cue(c: Clauses, j: int, cues: frozenset[str]) -> bool:
    return c.word(j) in cues and c.chunks[j].form == "finite"
