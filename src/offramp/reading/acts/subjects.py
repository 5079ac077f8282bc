"""Subjects: who a verb is about, over inserted clauses, relative clauses and verbs that share one."""

from offramp.reading.acts.chunks import Phrase, Sentence
from offramp.reading.acts.clauses import is_gerund, is_participle
from offramp.reading.acts.parties import is_party

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
    gerund = is_gerund(sentence, place)
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
            if behind.kind in "WN" or (behind.kind == "V" and is_participle(sentence, back + 1)):
                return _noun_before(sentence, back - 1)
            return _inherited(sentence, comma, comma - 1, depth)
    return _inherited(sentence, comma, comma - 1, depth)


def governor(sentence: Sentence, place: int) -> int | None:
    """Return the place of the verb group before an infinitive or a participle, which governs it."""
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
    participle = is_gerund(sentence, place)
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
    """The subject of a verb, or where that cannot act of one before it ("declared the sky closed and")."""
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
            and not is_gerund(sentence, k)
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
