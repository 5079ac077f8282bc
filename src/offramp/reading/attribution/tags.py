"""Part-of-speech tags, after Brill (1992): the lexicon's likeliest tag, then contextual rules, then a few repairs.

The lexicon and the contextual rules are the data files that TextBlob ships (Brill's tagger 1.14, MIT licence); the
verb forms that a word can be come from lemminflect. Tags are the Penn Treebank's.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

from offramp.reading.attribution.context import read_rules, revise

_NUMBER = re.compile(r"[\d$€£%][\d.,:/$%]*(?:th|st|nd|rd|s)?$")
_SIGNS = {",": ",", ";": ":", ":": ":", "--": ":", "—": ":", "–": ":", ".": ".", "!": ".", "?": ".", "...": ":"}
_FIXED = {
    "regarding": "IN", "concerning": "IN", "considering": "IN", "following": "IN", "including": "IN", "during": "IN",
    "us": "PRP", "that": "IN", "n't": "RB", "'ll": "MD", "'re": "VBP", "'ve": "VBP", "'m": "VBP", "there": "EX",
    "reportedly": "RB", "allegedly": "RB", "ca": "MD", "wo": "MD", "who": "WP", "whom": "WP", "which": "WDT",
    "whether": "IN", "not": "RB", "percent": "NN", "is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "be": "VB",
    "been": "VBN", "being": "VBG", "am": "VBP", "has": "VBZ", "have": "VBP", "had": "VBD", "having": "VBG", "do": "VBP",
    "does": "VBZ", "did": "VBD", "can": "MD", "will": "MD", "would": "MD", "may": "MD", "could": "MD", "should": "MD",
    "might": "MD", "must": "MD", "shall": "MD",
}  # fmt: skip


def _data(name: str) -> list[str]:
    """Return the lines of one of TextBlob's English data files, found without importing the package (and NLTK)."""
    found = importlib.util.find_spec("textblob")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("reading needs textblob, whose English lexicon it uses: pip install textblob")
    path = Path(found.submodule_search_locations[0]) / "en" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(";;;")]


@cache
def lexicon() -> dict[str, str]:
    """Return each known word's likeliest tag."""
    return dict(line.rsplit(" ", 1) for line in _data("en-lexicon.txt"))


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Return the verb tags a lower-case word can bear: "said" VBD and VBN, "plans" VBZ, "house" VB and VBP."""
    from lemminflect import getAllInflections, getAllLemmas

    tags = set()
    for lemma in getAllLemmas(word).get("VERB", ()):
        known = getAllInflections(lemma, upos="VERB")
        tags.update(tag for tag, forms in known.items() if word in forms)
        if word in known.get("VBD", ()) and "VBN" not in known:  # listed once where the two are alike
            tags.add("VBN")
        if word in known.get("VB", ()) and "VBP" not in known:
            tags.add("VBP")
    return frozenset(tags)


@cache
def _guess(word: str, first: bool) -> str:
    """Return the likeliest tag of a word out of context; `first` in its sentence, its capital says nothing."""
    low = word.lower().replace("’", "'")
    if word in _SIGNS:
        return _SIGNS[word]
    if low in _FIXED and word != "US":
        return _FIXED[low]
    if _NUMBER.match(word):
        return "CD"
    known = lexicon()
    capital = word[:1].isupper()
    if word == "US" or (capital and not first and known.get(low, "NN")[:2] not in ("DT", "IN", "PR", "CC", "TO", "WP", "WD", "MD")):
        own = known.get(word, "NNP")
        return own if own in ("NNP", "NNPS", "JJ") else "NNP"
    if low in known:
        return known[low]
    if word in known:
        return known[word]
    if capital:
        return "NNP"
    return _by_ending(low)


def _by_ending(low: str) -> str:
    """Return the tag that the ending of an unknown word suggests."""
    if not low[:1].isalnum():
        return "SYM"
    if low.endswith("ly"):
        return "RB"
    for ending, tag in (("ing", "VBG"), ("ed", "VBN")):
        if low.endswith(ending) and tag in verb_forms(low):
            return tag
    if "-" in low or low.endswith(("al", "ous", "ive", "able", "ic", "ed", "ish")):
        return "JJ"
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "us")) else "NN"


def tag(words: list[str]) -> list[str]:
    """Return the tags of one sentence's words.

    Words of a title in which nearly all words bear capitals are looked up as if written small.
    """
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    title = len(long_words) > 3 and capitals > 0.75 * len(long_words)
    tags, opening = [], True
    for word in words:
        tags.append(_guess(word, opening or (title and not _is_name(word))))
        opening = (opening or word in (":", "“", '"', "``", "‘")) and not word[0].isalnum()
    revise(words, tags, _rules(), _can_be)
    repair([word.lower().replace("’", "'") for word in words], tags)
    return tags


@cache
def _can_be(word: str, tag_: str) -> bool:
    """Whether a word may bear a tag: a verb's tag only where it has that form."""
    low = word.lower().replace("’", "'")
    if low.endswith("ly") and lexicon().get(low) == "RB":
        return tag_ == "RB"
    return tag_[:2] != "VB" or low[0] == "'" or tag_ in verb_forms(low) or low in _FIXED


def _is_name(word: str) -> bool:
    """Whether a capitalised word is known as a name only."""
    return lexicon().get(word) == "NNP" and word.lower() not in lexicon()


@cache
def _rules() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """Return Brill's contextual rules."""
    return read_rules(_data("en-context.txt"))


_BE = frozenset("be is are was were been being am 's 're 'm".split())
_HAVE = frozenset("have has had having 've 'd".split())
_MODAL = frozenset("will would can could may might must shall should 'll 'd ca wo".split())
_DO = frozenset("do does did".split())
_SUBJECT = frozenset("he she they we i who it you".split())
_ALONE = frozenset("some many all both few several others most those these".split())


def repair(low: list[str], tags: list[str]) -> None:
    """Mend, in place, the tags on which finding verbs hangs."""
    for i, word in enumerate(low):
        forms = verb_forms(word) if word.isalpha() else frozenset()
        if word in ("'s", "'"):
            tags[i] = _tag_of_s(low, tags, i) if word == "'s" else tags[i]
        if word in _FIXED and _FIXED[word][:2] in ("VB", "MD") and tags[i] != "NNP":
            tags[i] = _fixed_verb(word, low[i - 1] if i else "")
            continue
        if tags[i] in ("VB", "VBP", "VBD", "VBN", "VBZ", "VBG") and word.isalpha() and forms and tags[i] not in forms:
            tags[i] = min(forms, key=("VBD", "VBZ", "VBP", "VB", "VBN", "VBG").index)
        elif tags[i] in ("VB", "VBP", "VBD", "VBN", "VBZ") and not forms and word[0].isalnum():
            tags[i] = "JJ" if word.endswith("ed") else "NNS" if word.endswith("s") else "NN"
        if not forms:
            continue
        back = i - 1
        while back >= 0 and tags[back] == "RB":
            back -= 1
        before, before_tag = (low[back], tags[back]) if back >= 0 else ("", "")
        after = tags[i + 1] if i + 1 < len(tags) else "."
        if low[i + 1 : i + 2] == ["that"] and i + 2 < len(tags) and tags[i + 2][:2] in ("VB", "MD"):
            after = "WDT"  # a relative clause, not a complement
        tags[i] = _verb_tag(word, tags[i], forms, before, before_tag, after, low[i + 1] if i + 1 < len(low) else "")


def _fixed_verb(word: str, before: str) -> str:
    """Return the tag of an auxiliary."""
    if word in ("have", "do") and before in _MODAL | {"to", "n't", "not"}:
        return "VB"
    return "VBN" if word == "had" and before in _HAVE else _FIXED[word]


def _tag_of_s(low: list[str], tags: list[str], i: int) -> str:
    """Return the tag of "'s": a verb after a pronoun or before a participle or "not"; else the possessive."""
    if i and tags[i - 1] in ("PRP", "EX", "WP", "WDT", "WRB") or (i and low[i - 1] in ("that", "here", "what")):
        return "VBZ"
    after = tags[i + 1] if i + 1 < len(tags) else "."
    return "VBZ" if after in ("DT", "VBG", "PRP$") or low[i + 1 : i + 2] == ["not"] else "POS"


def _verb_tag(  # noqa: PLR0913
    word: str, now: str, forms: frozenset[str], before: str, before_tag: str, after: str, next_word: str
) -> str:
    """Return the tag of a word that can be a verb, given its neighbours (adverbs on the left skipped)."""
    if before in _MODAL | _DO | {"to"} and "VB" in forms and not (before == "to" and before_tag == "IN"):
        return "VB" if before != "to" or now not in ("NNP",) else now
    if before in _HAVE and "VBN" in forms and before_tag != "POS":
        return "VBN"
    if before in _BE and before_tag != "POS":
        if "VBN" in forms and now != "JJ":
            return "VBN"
        return "VBG" if "VBG" in forms else now
    if now == "VBG" and before_tag in ("DT", "PRP$", "POS") and after[:2] in ("VB", "MD", "IN", "."):
        return "NN"
    if before in _SUBJECT:
        return _finite(forms, now)
    if before in _ALONE and "VBP" in forms and lexicon().get(word, "")[:2] == "VB":
        return "VBP"
    if before_tag in ("DT", "PRP$", "POS") and now in ("VB", "VBP", "VBZ", "VBD"):
        return "NNS" if now == "VBZ" else "NN" if now != "VBD" else "VBN"
    if before_tag in ("NNS", "NNPS") and "VBP" in forms and now in ("NN", "VB", "VBP", "JJ"):
        return "VBP" if now in ("VB", "VBP") or _complement_follows(after, next_word) else now
    if before_tag == "CC" and now == "NNS" and "VBZ" in forms and next_word in ("that", "it", "he", "she"):
        return "VBZ"
    if before_tag in ("NN", "NNP") and now == "NNS" and "VBZ" in forms and after in ("NNS", "NNPS"):
        return "VBZ"
    if before_tag in ("NN", "NNP", "CD", "NNS") and "VBZ" in forms and now in ("NNS", "VBZ"):
        return "VBZ" if _complement_follows(after, next_word) else now
    if now == "VBN" and "VBD" in forms and before_tag[:2] in ("NN", ",", "RB", "CD") and next_word != "by":
        return "VBD"
    return now


def _finite(forms: frozenset[str], now: str) -> str:
    """Return the finite tag a word has after a subject pronoun, where it has one."""
    for tag_ in ("VBD", "VBZ", "VBP"):
        if tag_ in forms:
            return tag_
    return now


def _complement_follows(after: str, next_word: str) -> bool:
    """Whether the next word opens what a verb takes rather than what a noun is followed by."""
    return after != "WDT" and (
        after in ("DT", "PRP", "PRP$", "TO", "WP", "WRB", "EX", "NNP", "NNPS", "CD", "JJ", "VBG")
        or next_word in ("that", "whether", "if", "“", '"', "``", "''", ":", "how", "no", "more", "to")
    )
