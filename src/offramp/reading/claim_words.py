"""The words of a claim that matter when it is held against another."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*")
_LISTS = tomllib.loads(files("offramp.reading").joinpath("claim_words.toml").read_text(encoding="utf-8"))
_STOP, _NOT, _PRONOUNS, TITLES = (frozenset(_LISTS[key].split()) for key in ("stop", "negations", "pronouns", "titles"))
_NUMBERS = {word: str(number) for number, word in enumerate(_LISTS["numbers"].split())}
_OPPOSED = tuple((frozenset(left.split()), frozenset(right.split())) for left, right in _LISTS["opposed"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim.

    Attributes
    ----------
    tokens
        Content words cut to their stems, in order.
    stems
        The same as a set.
    numbers
        Numbers in it, in figures.
    negated
        Whether it says that something is not so: an odd number of negations.
    begins_with_pronoun
        Whether its first word is a pronoun, which means whoever the report has spoken of.
    """

    tokens: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    begins_with_pronoun: bool

    def agree(self, other: "Words") -> bool:
        """Whether negations and numbers agree, and no word of one is the opposite of a word of the other."""
        if self.negated != other.negated:
            return False
        if self.numbers and other.numbers and not self.numbers & other.numbers:
            return False
        ours, theirs = self.stems - other.stems, other.stems - self.stems
        return not any((left & ours and right & theirs) or (right & ours and left & theirs) for left, right in _OPPOSED)


def content_words(text: str) -> Words:
    """Return the words of a claim that matter.

    >>> words = content_words("The port will not reopen for 2,000 ships")
    >>> words.tokens, sorted(words.numbers), words.negated
    (('port', 'reopen', 'ship'), ['2000'], True)
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    found = _TOKEN.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'"))
    numbers = frozenset(
        _NUMBERS.get(token) or _figure(token) for token in found if token in _NUMBERS or token[0].isdigit()
    )
    words = [token for token in found if not token[0].isdigit() and token not in _NUMBERS]
    negations = sum(token in _NOT or token.endswith("n't") for token in words)
    tokens = tuple(
        stem(token.removesuffix("'s")) for token in words if token.removesuffix("'s") not in _STOP and token not in _NOT
    )
    return Words(tokens, frozenset(tokens), numbers, negations % 2 == 1, bool(found) and found[0] in _PRONOUNS)


def stem(word: str) -> str:
    """Return a word without its commonest English endings; only for comparing.

    >>> [stem(word) for word in ("strikes", "striking", "opened", "parties", "stopped", "gas")]
    ['strik', 'strik', 'open', 'party', 'stop', 'gas']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            cut = word[: -len(ending)]
            doubled = ending in ("ing", "ed") and cut[-1] == cut[-2] and cut[-1] not in "lsz"
            return cut[:-1] if doubled else cut
    return word


def _figure(token: str) -> str:
    return token.replace(",", "")
