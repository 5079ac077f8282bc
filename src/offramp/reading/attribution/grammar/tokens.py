"""Tokens: words and signs with their places, split after the Penn Treebank's habits."""

import re
from dataclasses import dataclass

from offramp.reading.attribution.lexicon.words import words

_ABBREVIATED = "|".join(sorted(words("abbreviations")))
_TOKEN = re.compile(
    rf"""(?:[A-Z]\.){{2,}} | [A-Z]\.(?=\s[A-Z]) | (?:{_ABBREVIATED})\.(?=\s|,) | (?:a|p)\.m\.
    | [A-Z]-(?:[A-Z]\.)+ | [A-Z]-[A-Z]\w+\.(?=\)|,)  # R-S.C., D-Wash.
    | \b[OD]['’][A-Z]\w+ | https?://\S+ | [@\#]\w+
    | \w+(?=n['’]t\b) | n['’]t\b | ['’](?:s|re|ve|ll|d|m|S)\b
    | \d+(?:[.,:/]\d+)* | \w+(?:[-‑]\w+)*(?:&\w+)? | ''|``|--+|\.\.\.+|\S""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign, `low` in small letters with straight apostrophes, and its range of code points."""

    word: str
    low: str
    start: int
    end: int


def lowered(word: str) -> str:
    """Return a word in small letters with straight apostrophes."""
    return word.lower().replace("’", "'")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order.

    Notes
    -----
    A contracted verb or negation is a token of its own, as in the Penn Treebank: "doesn't" is "does" and "n't".
    """
    found = _TOKEN.finditer(text, start, end)
    return [Token(match.group(), lowered(match.group()), match.start(), match.end()) for match in found]
