"""Clauses: where one ends, and the noun phrases in it, read off the chunks of a sentence."""

from offramp.reading.acts.chunks import Phrase, Sentence
from offramp.reading.acts.words import WORDS
from offramp.reading.span import Span


def is_gerund(sentence: Sentence, place: int) -> bool:
    """Whether a verb group is a bare "-ing" form."""
    chunk = sentence.chunks[place]
    return sentence.low(chunk.head).endswith("ing") and not sentence.has_helper(chunk)


def is_participle(sentence: Sentence, place: int) -> bool:
    """Whether a verb group is a bare participle."""
    chunk = sentence.chunks[place]
    return not sentence.has_helper(chunk) and sentence.low(chunk.head).endswith(("ed", "ing", "en"))


def clause_end(sentence: Sentence, place: int) -> int:
    """Return the place of the last chunk of the clause of the verb group at a place."""
    chunks, last = sentence.chunks, place
    for k in range(place + 1, len(chunks)):
        kind = chunks[k].kind
        low = sentence.low(chunks[k].first)
        if kind in ".;" or (kind == "V" and low == "according"):
            break
        if kind == ":" and k + 1 < len(chunks) and chunks[k + 1].kind != "P":
            break
        if kind == "," and _breaks(sentence, k):
            break
        if kind == "C" and low in ("and", "but", "or") and _verb_follows(sentence, k):
            break
        if kind == "S" and low in ("while", "though", "although", "because", "when", "if", "unless", "after", "before"):
            break
        last = k
    while last > place and chunks[last].kind in ",Q:.C":
        last -= 1
    return last


def _breaks(sentence: Sentence, comma: int) -> bool:
    """Whether the clause ends at a comma."""
    chunks = sentence.chunks
    behind = comma + 1
    while behind < len(chunks) and chunks[behind].kind == "Q":
        behind += 1
    if behind >= len(chunks):
        return True
    low, kind = sentence.low(chunks[behind].first), chunks[behind].kind
    if kind in "WV" or low in WORDS["breaks_after_comma"] or (low in WORDS["subordinators"] and kind == "S"):
        return True
    if kind == "C":
        return low in ("but", "yet", "nor") or _verb_follows(sentence, behind) or _clause_follows(sentence, behind + 1)
    return kind == "N" and _clause_follows(sentence, behind)


def _verb_follows(sentence: Sentence, place: int) -> bool:
    behind = place + 1
    while behind < len(sentence.chunks) and sentence.chunks[behind].kind in "RQ":
        behind += 1
    if behind >= len(sentence.chunks) or sentence.chunks[behind].kind != "V":
        return False
    return not is_gerund(sentence, behind) or sentence.low(sentence.chunks[behind].head) in ("adding", "saying")


def _clause_follows(sentence: Sentence, place: int) -> bool:
    """Whether a noun phrase and then a finite verb follow."""
    chunks = sentence.chunks
    k = place
    while k < len(chunks) and chunks[k].kind in "NPQR" and k - place < 6:
        k += 1
    return k > place and k < len(chunks) and chunks[k].kind == "V" and not is_participle(sentence, k)


def phrases_behind(sentence: Sentence, place: int, last: int, particle: str = "") -> list[Phrase]:
    """Return the noun phrases behind a verb group, each with its preposition; the objects have the role "obj".

    A `particle` right behind the verb belongs to it, and is no preposition of what follows.
    """
    chunks, found = sentence.chunks, list[Phrase]()
    role = "obj"
    k = place + (2 if particle and sentence.low(chunks[place].last + 1) == particle else 1)
    while k <= last:
        chunk = chunks[k]
        if chunk.kind == "N":
            end = _phrase_end(sentence, k, last)
            found.append(Phrase(k, end, role))
            k, role = end, "obj" if role == "obj" and len(found) < 2 else "rest"
        elif chunk.kind in "PT":
            role = sentence.low(chunk.first)
        elif chunk.kind in "SVW":
            role = "clause"
        elif chunk.kind == "," and role == "obj":
            role = "rest"
        k += 1
    return found


def _phrase_end(sentence: Sentence, place: int, last: int) -> int:
    """Extend a noun phrase over "of …" and over names joined by "and"."""
    chunks = sentence.chunks
    while place + 2 <= last:
        link, behind = chunks[place + 1], chunks[place + 2]
        low = sentence.low(link.first)
        if behind.kind != "N" or not (low == "of" or (link.kind == "C" and low in ("and", "or"))):
            break
        if link.kind == "C" and place + 3 <= last and chunks[place + 3].kind == "V":
            break
        place += 2
    return place


def span_of(sentence: Sentence, phrase: Phrase) -> Span:
    """Return the code points of a phrase."""
    chunks = sentence.chunks
    if phrase.role.startswith("tail"):
        names = int(phrase.role.split()[1])
        return sentence.span(chunks[phrase.last].last - names + 1, chunks[phrase.last].last)
    return sentence.span(chunks[phrase.first].first, chunks[phrase.last].last)


def agent(sentence: Sentence, place: int, last: int) -> Phrase | None:
    """Return the phrase behind "by" of a passive."""
    return next((phrase for phrase in phrases_behind(sentence, place, last) if phrase.role == "by"), None)


def is_reduced_passive(sentence: Sentence, place: int) -> bool:
    """Whether a bare participle is a passive: "officials accused of …", "conditions rejected by …"."""
    chunk = sentence.chunks[place]
    low = sentence.low(chunk.head)
    if sentence.has_helper(chunk) or not low.endswith(("ed", "en", "t", "n")) or low in WORDS["be"]:
        return False
    behind = sentence.chunks[place + 1] if place + 1 < len(sentence.chunks) else None
    before = sentence.chunks[place - 1] if place else None
    if before is None or before.kind not in "NC,":
        return False
    return behind is not None and sentence.low(behind.first) == "by"
