"""Modality: whether an act was done, is announced, is only possible, or is asked of somebody."""

from offramp.reading.acts.act import Modality
from offramp.reading.acts.chunks import Sentence
from offramp.reading.acts.lexicon import Openness, lexicon
from offramp.reading.acts.subjects import governor
from offramp.reading.acts.words import WORDS, verb_lemmas

_TOLD = frozenset(["say", "announce", "declare", "vow", "tell", "state", "confirm", "report"])
_OPEN_LINKS = frozenset(["if", "unless", "whether"])
_BLAMES = frozenset(
    [
        "blame",
        "criticize",
        "criticise",
        "condemn",
        "denounce",
        "fault",
        "punish",
        "sanction",
        "thank",
        "praise",
        "arrest",
    ]
)


def modality_of(sentence: Sentence, place: int) -> Modality:
    """Return the modality of the verb group at a place."""
    chunk = sentence.chunks[place]
    group = sentence.group(chunk)
    modals = [low for low in group if low in WORDS["modals"]]
    if _under(sentence, place):
        return "possible"
    if modals:
        return _of_modal(sentence, place, modals[0])
    before = place - 1
    while before >= 0 and sentence.chunks[before].kind in "RQ":
        before -= 1
    gerund = group[-1].endswith("ing") and not sentence.has_helper(chunk)
    if before >= 0 and (sentence.chunks[before].kind == "T" or (sentence.chunks[before].kind == "V" and gerund)):
        return _of_infinitive(sentence, place)
    if before >= 0 and sentence.chunks[before].kind == "P" and group[-1].endswith("ing"):
        return _of_gerund(sentence, place, sentence.low(sentence.chunks[before].first))
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
    if _says(sentence, back, words.asked):
        return "asked"
    if outer == "possible" or _says(sentence, back, words.possible):
        return "possible"
    if _is_one_of(sentence, back, frozenset({"refuse", "decline", "begin", "start", "continue", "manage"})):
        return outer
    return "intended"


def _of_gerund(sentence: Sentence, place: int, preposition: str) -> Modality:
    """By, after, and blamed for doing: done. Of, from, toward and else for doing: open."""
    if preposition in ("after", "by", "in", "despite", "since", "amid"):
        return "done"
    back = governor(sentence, place)
    return "done" if preposition == "for" and back is not None and _is_one_of(sentence, back, _BLAMES) else "possible"


def _says(sentence: Sentence, place: int, openness: Openness) -> bool:
    """Whether the verb group at a place is one of those that leave an act open, ask for it, or announce it."""
    behind = sentence.low(sentence.chunks[place].head + 1)
    lemmas = verb_lemmas(sentence.low(sentence.chunks[place].head))
    return any(lemma in openness.verbs or f"{lemma} {behind}" in openness.verbs for lemma in lemmas)


def _is_one_of(sentence: Sentence, place: int, lemmas: frozenset[str]) -> bool:
    return bool(lemmas & set(verb_lemmas(sentence.low(sentence.chunks[place].head))))


def possible_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an adjective among words leaves the noun open: "possible ground operations"."""
    return any(sentence.low(k) in lexicon().possible.modifiers for k in range(first, last + 1))


def weighed(sentence: Sentence, place: int) -> bool:
    """Whether the verb group at a place weighs what follows, or fears it."""
    return _says(sentence, place, lexicon().possible)
