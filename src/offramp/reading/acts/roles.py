"""Roles: who a verb is about, what it is done to, and where its clause ends, read off the chunks of a sentence."""

from offramp.reading.acts.chunks import Phrase, Sentence
from offramp.reading.acts.parties import is_party
from offramp.reading.acts.words import WORDS
from offramp.reading.span import Span

_BREAKS_AFTER_COMMA = frozenset(
    [
        "following",
        "after",
        "before",
        "according",
        "despite",
        "amid",
        "while",
        "though",
        "although",
        "when",
        "because",
        "where",
        "since",
        "as",
        "including",
        "citing",
        "adding",
        "saying",
        "meanwhile",
        "if",
        "unless",
        "even",
    ]
)
_TURNS_TO_OBJECT = frozenset(["of", "from", "into", "for"])  # accused them of, kept them from, forced them into
_FAR = 40  # chunks looked back at most


def subject(sentence: Sentence, place: int, depth: int = 0) -> tuple[Phrase | None, str]:
    """Return the noun phrase that the verb group at a place is about, and how it was found.

    An infinitive or a participle has the subject of the verb that governs it; a second verb behind "and" that of the
    first.
    """
    chunks = sentence.chunks
    if depth > 6:
        return None, "too deep"
    before = _back_over(sentence, place - 1, "RQ")
    if before < 0:
        return None, "first"
    kind = chunks[before].kind
    gerund = _is_gerund(sentence, place)
    if kind == "N" and not gerund:
        return _noun_before(sentence, before)
    if kind == "W" or (
        kind in "SD" and sentence.low(chunks[before].first) == "that" and before and chunks[before - 1].kind in "N,"
    ):
        return _antecedent(sentence, before)
    if kind == "," and not gerund:
        return _over_insertion(sentence, before, depth)
    return _inherited(sentence, place, before, depth)


def _back_over(sentence: Sentence, place: int, kinds: str) -> int:
    while place >= 0 and sentence.chunks[place].kind in kinds:
        place -= 1
    return place


def _is_gerund(sentence: Sentence, place: int) -> bool:
    chunk = sentence.chunks[place]
    return sentence.low(chunk.head).endswith("ing") and not sentence.has_helper(chunk)


def _noun_before(sentence: Sentence, place: int) -> tuple[Phrase | None, str]:
    """The phrase that ends in front of the verb, from its first noun: "leaders of the two unions"."""
    split = _reduced_relative(sentence, place)
    if split is not None:
        return split, "reduced relative"
    first = place
    while True:
        joined = _joined_before(sentence, first)
        if joined is None:
            break
        first = joined
    return Phrase(first, place, "subject"), "noun before"


def _joined_before(sentence: Sentence, first: int) -> int | None:
    """Where the phrase goes on to the left, over "of", "from" or "and"; ``None`` where it begins."""
    chunks = sentence.chunks
    if first < 2 or chunks[first - 2].kind != "N":
        return None
    link = chunks[first - 1]
    if link.kind == "P" and sentence.low(link.first) not in ("as", "than", "because"):
        before = chunks[first - 3].kind if first >= 3 else "."
        return first - 2 if before not in ("V", "P") else None
    if link.kind == "C" and sentence.low(link.first) == "and":
        return first - 2 if first < 4 or chunks[first - 3].kind not in ("V", "P") else None
    return None


def _reduced_relative(sentence: Sentence, place: int) -> Phrase | None:
    """The name in "a move Caracas denounced": the words before it are what is denounced."""
    chunk = sentence.chunks[place]
    tags = [sentence.tag(k) for k in range(chunk.first, chunk.last + 1)]
    names = len(tags) - len("".join(tags).rstrip("E"))
    rest = tags[: len(tags) - names]
    if not names or "N" not in rest[-1:] or sentence.low(chunk.first) not in ("a", "an", "one", "another"):
        return None
    return Phrase(place, place, f"tail {names}")


def _antecedent(sentence: Sentence, place: int) -> tuple[Phrase | None, str]:
    """The noun in front of "who", "which" or "that"."""
    before = _back_over(sentence, place - 1, "Q,P")
    if before < 0 or sentence.chunks[before].kind != "N":
        return None, "relative"
    phrase, _ = _noun_before(sentence, before)
    return phrase, "relative"


def _over_insertion(sentence: Sentence, comma: int, depth: int) -> tuple[Phrase | None, str]:
    """The noun in front of ", who sits on the committee," or ", a moderate,"; else that of the verb before."""
    for back in range(comma - 1, max(comma - _FAR, 0), -1):
        chunk = sentence.chunks[back]
        if chunk.kind == "," and back and sentence.chunks[back - 1].kind == "N":
            behind = sentence.chunks[back + 1]
            if behind.kind in "WN" or (behind.kind == "V" and _is_participle(sentence, back + 1)):
                return _noun_before(sentence, back - 1)
            return _inherited(sentence, comma, comma - 1, depth)
    return _inherited(sentence, comma, comma - 1, depth)


def _is_participle(sentence: Sentence, place: int) -> bool:
    chunk = sentence.chunks[place]
    return not sentence.has_helper(chunk) and sentence.low(chunk.head).endswith(("ed", "ing", "en"))


def governor(sentence: Sentence, place: int) -> int | None:
    """Return the place of the verb group that governs an infinitive or a participle; ``None`` where none stands before."""
    for back in range(place - 1, max(place - _FAR, -1), -1):
        if sentence.chunks[back].kind == "V":
            return back
        if sentence.chunks[back].kind in ".;":
            return None
    return None


def _inherited(sentence: Sentence, place: int, before: int, depth: int) -> tuple[Phrase | None, str]:
    """The subject of the verb in front: "pledged to resist", "and maintained", ", describing"."""
    chunks = sentence.chunks
    back = governor(sentence, place)
    if back is None:
        return None, "no verb before"
    participle = _is_gerund(sentence, place)
    if chunks[before].kind == "T":
        if any(chunks[k].kind in ",:" for k in range(back, before)):
            return None, "far from its verb"
        asked = object_of_asking(sentence, back, place)
        if asked is not None:
            return asked, "object of asking"
    if participle and chunks[before].kind == "P" and sentence.low(chunks[before].first) in _TURNS_TO_OBJECT:
        turned = object_of_asking(sentence, back, before)
        if turned is not None:
            return turned, "object of asking"
    if participle and chunks[before].kind == ",":
        back = _main_verb(sentence, back)
    return _acting(sentence, back, depth), "inherited"


def _acting(sentence: Sentence, verb: int, depth: int) -> Phrase | None:
    """The subject of a verb, or of one before it when nobody who can act stands there ("declared the sky closed and")."""
    first: Phrase | None = None
    back: int | None = verb
    for _ in range(3):
        if back is None:
            break
        phrase, _how = subject(sentence, back, depth + 1)
        if phrase is not None and is_party(sentence, phrase):
            return phrase
        first = first or phrase
        back = governor(sentence, back)
    return first


def _main_verb(sentence: Sentence, place: int) -> int:
    """The first finite verb of the sentence up to a place: whose subject a participle behind a comma shares."""
    for k in range(place + 1):
        if (
            sentence.chunks[k].kind == "V"
            and not _is_gerund(sentence, k)
            and (not k or sentence.chunks[k - 1].kind != "T")
        ):
            return k
    return place


def object_of_asking(sentence: Sentence, verb: int, infinitive: int) -> Phrase | None:
    """The noun between a verb and an infinitive: "urged the ministry to leave"."""
    between = [k for k in range(verb + 1, infinitive) if sentence.chunks[k].kind == "N"]
    stops = [k for k in range(verb + 1, infinitive) if sentence.chunks[k].kind in "S,W.;:"]
    phrase = Phrase(between[0], between[0], "obj") if len(between) == 1 and not stops else None
    return (
        phrase if phrase is not None and sentence.chunks[verb + 1].kind == "N" and is_party(sentence, phrase) else None
    )


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
    if kind in "WV" or low in _BREAKS_AFTER_COMMA or (low in WORDS["subordinators"] and kind == "S"):
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
    return not _is_gerund(sentence, behind) or sentence.low(sentence.chunks[behind].head) in ("adding", "saying")


def _clause_follows(sentence: Sentence, place: int) -> bool:
    """Whether a noun phrase and then a finite verb follow."""
    chunks = sentence.chunks
    k = place
    while k < len(chunks) and chunks[k].kind in "NPQR" and k - place < 6:
        k += 1
    return k > place and k < len(chunks) and chunks[k].kind == "V" and not _is_participle(sentence, k)


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
