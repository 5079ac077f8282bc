"""Modality: whether an act was done, is announced, is only possible, or is asked of somebody."""

from offramp.reading.acts.act import Modality
from offramp.reading.acts.chunks import Sentence
from offramp.reading.acts.lexicon import Openness, lexicon
from offramp.reading.acts.roles import governor
from offramp.reading.acts.words import MODALS, verb_lemmas

_TOLD = frozenset("say announce declare vow tell state confirm report".split())
_OPEN_LINKS = frozenset("if unless whether".split())
_AIMS = frozenset("seek try attempt aim want hope be".split())


def modality_of(sentence: Sentence, place: int) -> Modality:
    """Return the modality of the verb group at a place."""
    chunk = sentence.chunks[place]
    group = sentence.group(chunk)
    modals = [low for low in group if low in MODALS]
    if _under(sentence, place):
        return "possible"
    if modals:
        return _of_modal(sentence, place, modals[0])
    before = place - 1
    while before >= 0 and sentence.chunks[before].kind in "RQ":
        before -= 1
    if before >= 0 and sentence.chunks[before].kind == "T":
        return _of_infinitive(sentence, place)
    if before >= 0 and sentence.low(sentence.chunks[before].first) in ("of", "for", "against") and group[-1].endswith("ing"):
        return _of_gerund(sentence, place)
    return "done"


def _under(sentence: Sentence, place: int) -> bool:
    """Whether the clause stands behind "if", "unless" or "whether"."""
    for back in range(place - 1, -1, -1):
        chunk = sentence.chunks[back]
        if chunk.kind == "S" and sentence.low(chunk.first) in _OPEN_LINKS:
            return True
        if chunk.kind in "V,.;SW":
            return False
    return False


def _of_modal(sentence: Sentence, place: int, modal: str) -> Modality:
    words = lexicon()
    if modal in words.intended.modals:
        return "intended"
    if modal == "would":
        back = governor(sentence, place)
        told = back is not None and _is_one_of(sentence, back, _TOLD)
        return "intended" if told else "possible"
    if modal in ("must", "should"):
        return "asked"
    return "possible"


def _of_infinitive(sentence: Sentence, place: int) -> Modality:
    back = governor(sentence, place)
    if back is None:
        return "intended"
    words = lexicon()
    outer = modality_of(sentence, back)
    for kind, openness in (("possible", words.possible), ("asked", words.asked), ("intended", words.intended)):
        if _is_one_of(sentence, back, _single(openness)):
            return "asked" if kind == "asked" else "possible" if "possible" in (kind, outer) else "intended"
    if _is_one_of(sentence, back, frozenset({"refuse", "decline", "begin", "start", "continue", "manage"})):
        return outer
    return "possible" if outer == "possible" else "intended"


def _of_gerund(sentence: Sentence, place: int) -> Modality:
    back = governor(sentence, place)
    if back is not None and _is_one_of(sentence, back, frozenset({"accuse", "suspect", "warn", "consider", "think"})):
        return "possible"
    return "done"


def _single(openness: Openness) -> frozenset[str]:
    return frozenset(verb.split()[0] for verb in openness.verbs)


def _is_one_of(sentence: Sentence, place: int, lemmas: frozenset[str]) -> bool:
    return bool(lemmas & set(verb_lemmas(sentence.low(sentence.chunks[place].head))))


def possible_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an adjective among words leaves the noun open: "possible ground operations"."""
    return any(sentence.low(k) in lexicon().possible.modifiers for k in range(first, last + 1))


def weighed(sentence: Sentence, place: int) -> bool:
    """Whether the verb group at a place weighs what follows, or fears it."""
    return _is_one_of(sentence, place, _single(lexicon().possible))
