"""Repairs of tags on which finding verbs hangs: noun or verb, past tense or participle, "'s" as verb or possessive."""

from offramp.reading.attribution.grammar.tags import FIXED, first_verb_tag, lexicon, verb_forms
from offramp.reading.attribution.lexicon.words import words

_BE, _HAVE, _DO, _MODAL = words("be"), words("have"), words("do"), words("modal")
_BASE_AFTER = _MODAL | _DO | {"to"}
_SUBJECTS, _ALONE = words("subject_pronouns"), words("stand_alone")
_ATTRIBUTIVE = ("DT", "PRP$", "POS")
_OPENS_OBJECT = ("DT", "PRP", "PRP$", "TO", "WP", "WRB", "EX", "NNP", "NNPS", "CD", "JJ", "VBG")
_OPENS_CLAUSE = frozenset(("that", "whether", "if", "how", "no", "more", "to", "“", "``", "''", ":", '"'))


def repair(low: list[str], tags: list[str]) -> None:
    """Mend, in place, the tags of one sentence; `low` are its words in small letters."""
    for i, word in enumerate(low):
        if word == "'s":
            tags[i] = _tag_of_s(low, tags, i)
        elif word in FIXED and FIXED[word][:2] in ("VB", "MD") and tags[i] != "NNP":
            tags[i] = _tag_of_auxiliary(word, low[i - 1] if i else "")
        else:
            forms = verb_forms(word)
            tags[i] = _possible(word, tags[i], forms)
            if forms:
                tags[i] = _tag_of_verb(low, tags, i, forms)


def _possible(word: str, now: str, forms: frozenset[str]) -> str:
    """Return a tag that the word can bear in place of a verb's tag that it cannot."""
    if now not in ("VB", "VBP", "VBD", "VBN", "VBZ", "VBG") or now in forms:
        return now
    if forms:
        return first_verb_tag(forms)
    if now == "VBG" or not word[0].isalnum():
        return now
    return "JJ" if word.endswith("ed") else "NNS" if word.endswith("s") else "NN"


def _tag_of_auxiliary(word: str, before: str) -> str:
    if word in ("have", "do") and before in _BASE_AFTER | {"n't", "not"} - _DO:
        return "VB"
    return "VBN" if word == "had" and before in _HAVE else FIXED[word]


def _tag_of_s(low: list[str], tags: list[str], i: int) -> str:
    """Return the tag of "'s": a verb after a pronoun or before a participle or "not"; else the possessive."""
    if i and (tags[i - 1] in ("PRP", "EX", "WP", "WDT", "WRB") or low[i - 1] in ("that", "here", "what")):
        return "VBZ"
    after = tags[i + 1] if i + 1 < len(tags) else "."
    return "VBZ" if after in ("DT", "VBG", "PRP$") or low[i + 1 : i + 2] == ["not"] else "POS"


def _tag_of_verb(low: list[str], tags: list[str], i: int, forms: frozenset[str]) -> str:
    """Return the tag of a word that can be a verb, given its neighbours (adverbs on the left skipped)."""
    back = i - 1
    while back >= 0 and tags[back] == "RB":
        back -= 1
    before, before_tag = (low[back], tags[back]) if back >= 0 else ("", "")
    following = _tag_after(low, tags, i)
    next_word = low[i + 1] if i + 1 < len(low) else ""
    after_auxiliary = _after_auxiliary(tags[i], forms, before, before_tag)
    if after_auxiliary:
        return after_auxiliary
    return _noun_or_verb(low[i], tags[i], forms, (before, before_tag), (next_word, following))


def _tag_after(low: list[str], tags: list[str], i: int) -> str:
    """Return the next tag; WDT where "that" opens a relative clause rather than a complement."""
    if low[i + 1 : i + 2] == ["that"] and i + 2 < len(tags) and tags[i + 2][:2] in ("VB", "MD"):
        return "WDT"
    return tags[i + 1] if i + 1 < len(tags) else "."


def _after_auxiliary(now: str, forms: frozenset[str], before: str, before_tag: str) -> str:
    """Return the tag of a verb after an auxiliary or "to", or an empty string."""
    if before in _BASE_AFTER and "VB" in forms and not (before == "to" and (before_tag == "IN" or now == "NNP")):
        return "VB"
    if before_tag == "POS":
        return ""
    if before in _HAVE and "VBN" in forms:
        return "VBN"
    if before in _BE:
        return "VBN" if "VBN" in forms and now != "JJ" else "VBG" if "VBG" in forms else now
    return ""


def _noun_or_verb(word: str, now: str, forms: frozenset[str], before: tuple[str, str], after: tuple[str, str]) -> str:
    """Return the tag of a word that may be a noun or a verb, from the word and tag on either side."""
    (word_before, tag_before), (word_after, tag_after) = before, after
    if now == "VBG" and tag_before in _ATTRIBUTIVE and tag_after[:2] in ("VB", "MD", "IN", "."):
        return "NN"
    if word_before in _SUBJECTS:
        return next((one for one in ("VBD", "VBZ", "VBP") if one in forms), now)
    if word_before in _ALONE and "VBP" in forms and lexicon().get(word, "")[:2] == "VB":
        return "VBP"
    if tag_before in _ATTRIBUTIVE and now in ("VB", "VBP", "VBZ", "VBD"):
        return {"VBZ": "NNS", "VBD": "VBN"}.get(now, "NN")
    if tag_before in ("NNS", "NNPS") and "VBP" in forms and now in ("NN", "VB", "VBP", "JJ"):
        return "VBP" if now in ("VB", "VBP") or _complement_follows(word_after, tag_after) else now
    if now in ("NNS", "VBZ") and "VBZ" in forms:
        return _singular_verb(now, tag_before, word_after, tag_after)
    if now == "VBN" and "VBD" in forms and tag_before[:2] in ("NN", ",", "RB", "CD") and word_after != "by":
        return "VBD"
    return now


def _singular_verb(now: str, tag_before: str, word_after: str, tag_after: str) -> str:
    """Return VBZ or NNS for a word in -s that can be either."""
    if tag_before == "CC" and now == "NNS" and word_after in ("that", "it", "he", "she"):
        return "VBZ"
    if tag_before in ("NN", "NNP") and now == "NNS" and tag_after in ("NNS", "NNPS"):
        return "VBZ"
    if tag_before in ("NN", "NNP", "NNPS", "CD", "NNS"):
        return "VBZ" if _complement_follows(word_after, tag_after) else now
    return now


def _complement_follows(word: str, tag: str) -> bool:
    """Whether the next word opens what a verb takes rather than what a noun is followed by."""
    return tag != "WDT" and (tag in _OPENS_OBJECT or word in _OPENS_CLAUSE)
