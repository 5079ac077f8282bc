"""Words of a sentence with a guess at what each is: enough to find verbs and what stands around them, no parser.

The guess is the commonest part of speech of the word (Brill's lexicon, which TextBlob carries), mended by the words
beside it: behind "the" nothing is a verb, behind "to" and "will" little is a noun.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Jr|Sr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Prof|No)\.(?=\s)"
    r"|\d+(?:[.,:]\d+)*(?:[-–][^\W\d]\w*)*%?"
    r"|\w+(?:[-–]\w+)*(?=n['’]t\b)"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[-–.’']\w+)*(?<!['’]s)"
    r"|\S"
)
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "many",
        "several",
        "most",
        "all",
        "both",
        "no",
        "any",
        "another",
        "other",
        "each",
        "few",
        "every",
        "either",
        "neither",
        "such",
        "what",
        "half",
        "enough",
        "much",
    ]
)
POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your"])
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "him",
        "them",
        "us",
        "me",
        "who",
        "himself",
        "herself",
        "themselves",
        "itself",
    ]
)
PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "in",
        "from",
        "at",
        "with",
        "on",
        "by",
        "about",
        "against",
        "into",
        "under",
        "among",
        "between",
        "over",
        "without",
        "within",
        "inside",
        "outside",
        "near",
        "along",
        "through",
        "during",
        "toward",
        "towards",
        "across",
        "after",
        "before",
        "since",
        "amid",
        "amidst",
        "despite",
        "following",
        "via",
        "per",
        "until",
        "till",
        "behind",
        "beyond",
        "onto",
        "upon",
        "around",
        "above",
        "below",
        "off",
        "alongside",
        "throughout",
        "past",
        "because",
        "as",
        "than",
        "like",
        "except",
        "including",
    ]
)
CONJUNCTIONS = frozenset(["and", "or", "but", "nor", "yet"])
SUBORDINATORS = frozenset(
    [
        "that",
        "if",
        "whether",
        "because",
        "while",
        "when",
        "whenever",
        "although",
        "though",
        "unless",
        "until",
        "once",
        "where",
        "since",
        "after",
        "before",
        "as",
        "so",
        "how",
        "why",
        "lest",
    ]
)
RELATIVES = frozenset(["who", "which", "whom", "whose"])
BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
HAVE = frozenset(["have", "has", "had", "having", "'ve", "’ve"])
DO = frozenset(["do", "does", "did"])
MODALS = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "'ll",
        "’ll",
        "'d",
        "’d",
        "ca",
        "wo",
        "cannot",
    ]
)
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor"])
GET = frozenset(["get", "gets", "got", "gotten", "getting"])
AUXILIARIES = BE | HAVE | DO | MODALS | GET
_ADVERBS = frozenset(
    [
        "also",
        "then",
        "later",
        "once",
        "now",
        "still",
        "often",
        "even",
        "already",
        "just",
        "again",
        "soon",
        "always",
        "only",
        "so",
        "far",
        "first",
        "finally",
        "instead",
        "therefore",
        "however",
        "meanwhile",
        "ago",
        "yesterday",
        "today",
        "tomorrow",
        "back",
        "away",
        "further",
        "almost",
        "nearly",
        "about",
        "roughly",
        "ultimately",
        "twice",
        "too",
        "very",
        "more",
        "most",
        "less",
        "least",
    ]
)
_PLAIN_LY = frozenset(
    [
        "family",
        "ally",
        "supply",
        "reply",
        "rally",
        "italy",
        "july",
        "assembly",
        "monopoly",
        "only",
        "early",
        "likely",
        "daily",
        "friendly",
        "anomaly",
    ]
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$")
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign.

    Attributes
    ----------
    text, low
        As it stands, and in lower case.
    start, end
        Code points of the article.
    tag
        D determiner, P preposition, N noun, E name, A adjective, R adverb, V verb, X auxiliary, O pronoun, C
        conjunction, S subordinator, W relative, T "to", # number, G possessive sign, Q quotation mark, "." stop,
        "," comma, ":" colon or dash, ";" and other signs.
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


@cache
def _lexicon() -> dict[str, str]:
    """Return the commonest tag of each word (Brill 1992; the file comes with TextBlob, which is not imported)."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("textblob")
    places = list(spec.submodule_search_locations or ()) if spec else []
    tags: dict[str, str] = {}
    if places:
        for line in (Path(places[0]) / "en" / "en-lexicon.txt").read_text(encoding="utf-8").splitlines():
            word, _, tag = line.rpartition(" ")
            if word and not line.startswith(";;;"):
                tags[word] = tag
    return tags


def penn(word: str) -> str:
    """Return the commonest Penn tag of a word; guessed by its end when it is unknown."""
    tags = _lexicon()
    found = tags.get(word) or tags.get(word.lower())
    if found:
        return found
    low = word.lower()
    for end, tag in (
        ("ly", "RB"),
        ("ing", "VBG"),
        ("ed", "VBN"),
        ("ous", "JJ"),
        ("ful", "JJ"),
        ("ive", "JJ"),
        ("s", "NNS"),
    ):
        if low.endswith(end) and len(low) > len(end) + 2:
            return tag
    if "-" in low:
        return penn(low.rpartition("-")[2]) if low.rpartition("-")[2] else "NN"
    return "NN"


def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a range of the article."""
    found = [(match.group(), start + match.start(), start + match.end()) for match in _TOKEN.finditer(text[start:end])]
    made = []
    for place, (word, begin, stop) in enumerate(found):
        first = place == 0 or (place == 1 and not found[0][0][0].isalnum())
        made.append(Word(word, word.lower(), begin, stop, _tag(word, first)))
    return tuple(_mended(made))


def _tag(word: str, first: bool) -> str:
    low = word.lower()
    closed = _closed(word, low)
    if closed:
        return closed
    if word[0].isupper() and low in MONTHS | {"may"}:
        return "E"
    if _WEEKDAY.match(low) and word[0].isupper():
        return "E"
    if word[0].isupper() and (not first or low not in _lexicon() or word.isupper()):
        return "A" if penn(word).startswith("JJ") and word in _lexicon() else "E"
    return _open(penn(low), low)


def _closed(word: str, low: str) -> str | None:
    if not word[0].isalnum():
        return _sign(word, low)
    if word[0].isdigit():
        return "#"
    for tag, known in (
        ("X", AUXILIARIES), ("R", NEGATIONS), ("T", {"to"}), ("W", RELATIVES), ("C", CONJUNCTIONS), ("D", DETERMINERS),
        ("O", PRONOUNS), ("P", PREPOSITIONS), ("S", SUBORDINATORS), ("R", _ADVERBS),
    ):  # fmt: skip
        if low in known and not (low in ("may", "us") and word[0].isupper()):
            return tag
    return None


def _sign(word: str, low: str) -> str:
    if low in ("n't", "n’t"):
        return "R"
    if low in ("'s", "’s"):
        return "G"
    if low in AUXILIARIES:
        return "X"
    if word in "'’":
        return "G"
    if word in '"“”„«»``':
        return "Q"
    return {
        ",": ",",
        ".": ".",
        "!": ".",
        "?": ".",
        ":": ":",
        "—": ":",
        "–": ":",
        "-": ":",
        ";": ";",
        "(": ";",
        ")": ";",
    }.get(word, ";")


def _open(penn_tag: str, low: str) -> str:
    if low.endswith("ly") and low not in _PLAIN_LY:
        return "R"
    if penn_tag.startswith("NNP"):
        return "E"
    return {"NN": "N", "VB": "V", "JJ": "A", "RB": "R", "CD": "#", "MD": "X", "PR": "O", "IN": "P", "RP": "R"}.get(
        penn_tag[:2], "N"
    )


_QUANTIFIERS = (
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("up", "to"),
    ("as", "many", "as"),
)
_AROUND = frozenset(["roughly", "about", "around", "nearly", "almost", "over", "some"])


def _as_quantifiers(found: list[Word]) -> None:
    """Let "at least" and "roughly" before a number belong to the number."""
    lows = [word.low for word in found]
    for place, word in enumerate(found):
        if word.tag != "#":
            continue
        for signs in _QUANTIFIERS:
            first = place - len(signs)
            if first >= 0 and tuple(lows[first:place]) == signs:
                for k in range(first, place):
                    found[k] = replace(found[k], tag="D")
        if place and lows[place - 1] in _AROUND:
            found[place - 1] = replace(found[place - 1], tag="D")


def _mended(found: list[Word]) -> list[Word]:
    """Mend guesses by the word before and the word behind."""
    _as_quantifiers(found)
    for place, word in enumerate(found):
        before = found[place - 1] if place else None
        tag = _mended_tag(word, before, found[place + 1] if place + 1 < len(found) else None)
        if tag != word.tag:
            found[place] = replace(word, tag=tag)
    return found


def _mended_tag(word: Word, before: Word | None, behind: Word | None) -> str:
    if word.tag == "G" and word.low in ("'s", "’s") and behind and before and before.tag == "O":
        return "X"  # he's
    if word.low == "that" and behind and behind.tag in "DOE," and not (before and before.tag == "P"):
        return "S"
    if before is None:
        return word.tag
    if word.tag in "NA" and (before.tag in "T" or before.low in MODALS | DO) and _is_base_form(word.low):
        return "V"
    if word.tag == "V" and before.tag in "DA" and before.low not in ("that",) and not word.low.endswith(("ing", "ed")):
        return "N"
    if word.tag == "V" and before.tag in "DG" and behind is not None and behind.tag in "NEA":
        return "A"
    if word.tag == "V" and before.tag in "D" and before.low not in ("that",):
        return "N"
    if word.tag == "V" and before.tag in "NE#" and not before.low.endswith("s") and _is_base_form(word.low):
        return "V" if word.low in verb_pasts() else "N"  # "the phone call": a base form needs "to", a modal or a plural
    return word.tag


def _is_base_form(low: str) -> bool:
    return bool(verb_lemmas(low)) and low in verb_lemmas(low)


@cache
def verb_pasts() -> frozenset[str]:
    """Return verbs whose past looks like the base form, as "set" and "put"."""
    return frozenset(
        [
            "set",
            "put",
            "cut",
            "let",
            "hit",
            "shut",
            "hurt",
            "cost",
            "read",
            "split",
            "quit",
            "bid",
            "cast",
            "spread",
            "shed",
            "beat",
            "burst",
        ]
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
