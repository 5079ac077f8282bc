"""Part-of-speech tags, after Brill (1992): the lexicon's likeliest tag, then contextual rules, then a few repairs.

The lexicon and the contextual rules are the data files that TextBlob ships (Brill's tagger 1.14, MIT licence); the
verb forms that a word can be come from lemminflect. Tags are the Penn Treebank's.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

from offramp.reading.attribution.grammar.brill import Rule, read_rules, revise
from offramp.reading.attribution.grammar.tokens import lowered

_NUMBER = re.compile(r"[\d$€£%][\d.,:/$%]*(?:th|st|nd|rd|s)?$")
_SIGNS = {",": ",", ";": ":", ":": ":", "--": ":", "—": ":", "–": ":", ".": ".", "!": ".", "?": ".", "...": ":"}
_TAGS_OF_FIXED = {
    "PRP": "us",
    "IN": "that whether regarding concerning considering following including during",
    "RB": "n't not reportedly allegedly",
    "EX": "there",
    "NN": "percent",
    "WP": "who whom",
    "WDT": "which",
    "MD": "'ll ca wo can will would may could should might must shall",
    "VBP": "'re 've 'm are am have do",
    "VBZ": "is has does",
    "VBD": "was were had did",
    "VB": "be",
    "VBN": "been",
    "VBG": "being having",
}
FIXED = {word: tag for tag, line in _TAGS_OF_FIXED.items() for word in line.split()}
_NAMES_TOO = ("May", "Will")
_CLOSED = ("DT", "IN", "PR", "CC", "TO", "WP", "WD", "MD")
_ENDINGS = (("ing", "VBG"), ("ed", "VBN"))
_ADJECTIVAL = ("al", "ous", "ive", "able", "ic", "ed", "ish")
_VERB_TAGS = ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG")


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
def _rules() -> tuple[Rule, ...]:
    return read_rules(_data("en-context.txt"))


@cache
def verb_forms(word: str) -> frozenset[str]:
    """Return the verb tags a word in small letters can bear: "said" VBD and VBN, "plans" VBZ, "house" VB and VBP."""
    from lemminflect import getAllInflections, getAllLemmas

    if not word.isalpha():
        return frozenset()
    tags: set[str] = set()
    for lemma in getAllLemmas(word).get("VERB", ()):
        known = getAllInflections(lemma, upos="VERB")
        tags.update(tag for tag, forms in known.items() if word in forms)
        for listed, alike in (("VBD", "VBN"), ("VB", "VBP")):  # listed once where the two are alike
            if word in known.get(listed, ()) and alike not in known:
                tags.add(alike)
    return frozenset(tags)


def tag(words: list[str]) -> list[str]:
    """Return the tags of one sentence's words.

    Words of a title in which nearly all words bear capitals are looked up as if written small.
    """
    from offramp.reading.attribution.grammar.repairs import repair

    title = _is_title(words)
    tags, opening = [], True
    for word in words:
        tags.append(_guess(word, opening or (title and not _is_name(word))))
        opening = (opening or word in (":", "“", '"', "``", "‘")) and not word[0].isalnum()
    revise(words, tags, _rules(), _can_be)
    repair([lowered(word) for word in words], tags)
    return tags


def _is_title(words: list[str]) -> bool:
    """Whether most of the longer words bear capitals."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) > 0.75 * len(longer)


def _is_name(word: str) -> bool:
    """Whether a capitalised word is known as a name only."""
    return lexicon().get(word) == "NNP" and word.lower() not in lexicon()


@cache
def _guess(word: str, first: bool) -> str:
    """Return the likeliest tag of a word out of context; `first` in its sentence, its capital says nothing."""
    low = lowered(word)
    if word in _SIGNS:
        return _SIGNS[word]
    if word in _NAMES_TOO and not first:
        return "NNP"
    if low in FIXED and word != "US":
        return FIXED[low]
    if _NUMBER.match(word):
        return "CD"
    known = lexicon()
    capital = word[:1].isupper()
    if word == "US" or (capital and not first and known.get(low, "NN")[:2] not in _CLOSED):
        own = known.get(word, "NNP")
        return own if own in ("NNP", "NNPS", "JJ") else "NNP"
    if capital and known.get(word) in ("NNP", "NNPS") and known.get(low, "NN") in ("NN", "JJ"):
        return known[word]
    if low in known or word in known:
        return known.get(low) or known[word]
    return "NNP" if capital else _by_ending(low)


def _by_ending(low: str) -> str:
    """Return the tag that the ending of an unknown word suggests."""
    if not low[:1].isalnum():
        return "SYM"
    if low.endswith("ly"):
        return "RB"
    for ending, verb_tag in _ENDINGS:
        if low.endswith(ending) and verb_tag in verb_forms(low):
            return verb_tag
    if "-" in low or low.endswith(_ADJECTIVAL):
        return "JJ"
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "us")) else "NN"


@cache
def _can_be(word: str, tag_: str) -> bool:
    """Whether a word may bear a tag: a verb's only where it has that form, an adjective's no name."""
    low = lowered(word)
    known = lexicon()
    if low.endswith("ly") and known.get(low) == "RB":
        return tag_ == "RB"
    if tag_ == "JJ" and word[0].isupper():
        return "JJ" in (known.get(word), known.get(low))
    return tag_[:2] != "VB" or low[0] == "'" or tag_ in verb_forms(low) or low in FIXED


def first_verb_tag(forms: frozenset[str]) -> str:
    """Return the tag among `forms` that is likeliest without context."""
    return min(forms, key=_VERB_TAGS.index)
