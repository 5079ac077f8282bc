"""Language: which language a text looks like, by its script and the share of its commonest words."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

_SAMPLE = 20_000  # code points that are looked at
_LEAST_WORDS = 20
_LEAST_SHARE = 0.08  # of all words; running text of the right language has 0.25 and more
_SCRIPT_SHARE = 0.4  # of all letters


def guess_language(text: str) -> str | None:
    """Return the two-letter code of the language `text` looks like, or None when it is too short or mixed to tell."""
    sample = text[:_SAMPLE].lower()
    return _by_script(sample) or _by_words(sample)


def language_name(code: str) -> str:
    """Return the English name of a language that `guess_language` can return."""
    name: str = _languages()[code]["name"]
    return name


def _by_script(sample: str) -> str | None:
    letters = sum(character.isalpha() for character in sample)
    for code, language in _languages().items():
        if "script" not in language or not letters:
            continue
        share = len(re.findall(f"[{language['script']}]", sample)) / letters
        telling = re.search(f"[{language['letters']}]", sample) if "letters" in language else True
        if share > language.get("share", _SCRIPT_SHARE) and telling:
            return code
    return None


def _by_words(sample: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", sample)
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in language["words"].split()) / len(words)
        for code, language in _languages().items()
        if "words" in language
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _LEAST_SHARE else None


@cache
def _languages() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("offramp.reading").joinpath("language.toml").read_text(encoding="utf-8"))
