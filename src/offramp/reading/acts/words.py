"""Words of a sentence with the sort of each: what finding verbs and the noun groups around them needs.

The parts of speech are those of :mod:`offramp.reading.attribution.grammar.tags`, cut down to a letter each.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from offramp.reading.attribution.grammar.tags import lexicon, tag
from offramp.reading.attribution.grammar.tokens import Token, tokens

WORDS = {
    key: frozenset(listed.split())
    for key, listed in tomllib.loads((files("offramp.reading.acts") / "words.toml").read_text(encoding="utf-8")).items()
}
"""Word lists by name."""

AUXILIARIES = WORDS["be"] | WORDS["have"] | WORDS["do"] | WORDS["modals"] | WORDS["get"]
_SORTS = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "W", "IN": "P", "TO": "T", "CC": "C", "PRP": "O", "EX": "O", "MD": "X",
    "POS": "G", "WDT": "W", "WP": "W", "WRB": "S", "CD": "#", "RP": "R",
}  # fmt: skip
_SIGNS = {",": ",", ".": ".", "!": ".", "?": ".", ":": ":", "—": ":", "–": ":", "-": ":", "--": ":"}
_QUOTES = frozenset(("“", "”", '"', "``", "''", "„", "«", "»"))
_QUANTIFIERS = tuple(
    tuple(words.split())
    for words in ("at least", "at most", "more than", "less than", "fewer than", "up to", "as many as", "no more than")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign.

    Attributes
    ----------
    text, low
        As it stands, and in lower case with straight apostrophes.
    start, end
        Code points of the article.
    tag
        D determiner, P preposition, N noun, E name, A adjective, R adverb, V verb, X auxiliary, O pronoun, C
        conjunction, S subordinator, W relative, T "to", # number, G possessive sign, Q quotation mark, "." stop,
        "," comma, ":" colon or dash, ";" other signs.
    """

    text: str
    low: str
    start: int
    end: int
    tag: str

    @property
    def is_title(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a range of the article."""
    found = tokens(text, start, end)
    tags = tag([each.word for each in found])
    made = [
        Word(each.word, each.low, each.start, each.end, _sort(each, penn))
        for place, (each, penn) in enumerate(zip(found, tags, strict=True))
    ]
    _join_measures(made)
    _join_quantifiers(made)
    return tuple(_mended(made))


def _sort(token: Token, penn: str) -> str:
    """Return the letter of a word."""
    word, low = token.word, token.low
    closed = _closed(word, low, penn)
    if closed:
        return closed
    if word[0].isupper() and low in WORDS["months"] | WORDS["days"]:
        return "E"
    if penn.startswith("NNP") and low == word:
        penn = lexicon().get(low, "NN")  # what follows a name is seldom one itself when it is written small
    if penn.startswith("NNP"):
        return "E"
    return _SORTS.get(penn) or {"N": "N", "V": "V", "J": "A", "R": "R"}.get(penn[:1], "N")


def _closed(word: str, low: str, penn: str) -> str | None:
    """Return the letter of a sign or of a word of which there are few; else ``None``."""
    if word in _QUOTES:
        return "Q"
    if word in _SIGNS:
        return _SIGNS[word]
    if word in "$€£¥":
        return "#"
    if low in WORDS["negations"]:
        return "R"
    if low in AUXILIARIES and not (low == "may" and word[0].isupper()) and not (penn == "POS" and low == "'s"):
        return "X"
    if low in WORDS["quantifiers"]:
        return "D"
    if low.endswith("ly") and low == word and low not in WORDS["no_adverbs"]:
        return "R"
    if not word[0].isalnum():
        return "G" if penn == "POS" or word in "'’" else "V" if penn[:2] == "VB" else ";"
    if low in WORDS["relatives"]:
        return "W"
    if low in WORDS["subordinators"] and penn in ("IN", "WRB", "WDT", "DT", "RB"):
        return "D" if low == "that" and penn == "DT" else "S"
    return None


def _join_measures(found: list[Word]) -> None:
    """Let "15-minute" be one word: a number, a dash and a noun that touch."""
    place = 0
    while place + 2 < len(found):
        one, dash, noun = found[place : place + 3]
        if one.tag == "#" and dash.text in "-–‑" and dash.text and one.end == dash.start and dash.end == noun.start:
            text = one.text + dash.text + noun.text
            found[place : place + 3] = [Word(text, text.lower(), one.start, noun.end, "#")]
        place += 1


def _join_quantifiers(found: list[Word]) -> None:
    """Let "at least" and "roughly" before a number belong to the number."""
    lows = [word.low for word in found]
    for place, word in enumerate(found):
        if word.tag != "#":
            continue
        for signs in _QUANTIFIERS:
            first = place - len(signs)
            if first >= 0 and tuple(lows[first:place]) == signs:
                found[first:place] = [replace(each, tag="D") for each in found[first:place]]
        if place and lows[place - 1] in WORDS["around"]:
            found[place - 1] = replace(found[place - 1], tag="D")


def _mended(found: list[Word]) -> list[Word]:
    """Mend what the tags leave: "that" before a clause, and verbs that stand where only a noun can."""
    for place, word in enumerate(found):
        made = _mended_tag(
            word, found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
        )
        if made != word.tag:
            found[place] = replace(word, tag=made)
    return found


def _mended_tag(word: Word, before: Word | None, behind: Word | None) -> str:
    if word.low == "that" and behind is not None and behind.tag in "DOE," and not (before and before.tag == "P"):
        return "S"
    if before is None or word.tag != "V":
        return word.tag
    if before.tag == "#" and word.low.endswith("s"):
        return "N"
    if before.tag in "DG" and before.low != "that":
        return "A" if behind is not None and behind.tag in "NEA" and word.low.endswith(("ed", "ing", "en")) else "N"
    if before.tag in "NE#" and not before.low.endswith("s") and word.low in verb_lemmas(word.low):
        return (
            "V" if word.low in _PAST_LIKE_BASE else "N"
        )  # "the phone call": a base form needs "to", a modal or a plural
    return word.tag


_PAST_LIKE_BASE = frozenset(
    {"set", "put", "cut", "let", "hit", "shut", "hurt", "cost", "read", "split", "quit", "bid", "cast"}
)


@cache
def verb_lemmas(low: str) -> tuple[str, ...]:
    """Return the verbs that a word may be a form of."""
    import lemminflect

    return tuple(lemminflect.getAllLemmas(low, upos="VERB").get("VERB", ()))


@cache
def noun_lemma(low: str) -> str:
    """Return the singular of a noun."""
    import lemminflect

    found = lemminflect.getAllLemmas(low, upos="NOUN").get("NOUN", ()) or lemminflect.getLemma(low, upos="NOUN")
    return found[0] if found else low
