"""Words of names: titles, offices, organisations, news media and countries, read from this folder's tables."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """What a word says of a country: its code, and whether it is its name, an adjective, or a seat of government."""

    code: str
    how: str


def titles() -> re.Pattern[str]:
    """Return a pattern for a title before a name, the longest first."""
    return _one_of("titles")


def is_office(words: str) -> bool:
    """Whether words in small letters name an office, such as "prime minister"."""
    return words.lower() in _set("offices", lower=True) or is_head(words)


def is_head(words: str) -> bool:
    """Whether words name whoever leads a country."""
    return words.lower() in _set("heads", lower=True)


@cache
def offices() -> str:
    """Return a pattern fragment for an office in small letters, the longest first."""
    words = sorted({*_set("offices", lower=True), *_set("heads", lower=True)}, key=len, reverse=True)
    return "|".join(map(re.escape, words))


def is_organisation(word: str) -> bool:
    """Whether a word of a name makes it that of an organisation."""
    return word in _set("organisations")


def is_media(name: str) -> bool:
    """Whether a name is that of a news outlet, known or by its last word."""
    plain = name.removeprefix("The ").removeprefix("the ")
    known = _set("media")
    if plain in known or f"The {plain}" in known:
        return True
    words = plain.split()
    return len(words) > 1 and (words[-1] in _set("media_words") or words[0] in ("Radio", "TV", "Television", "Channel"))


def is_ordinary(word: str) -> bool:
    """Whether a word with a capital is no name: it begins a sentence, or is a day or a month."""
    return word in _set("not_names")


def begins_place(word: str) -> bool:
    """Whether a first word makes a name that of a place, such as "New" or "San"."""
    return word in _set("place_starts")


def country(words: str) -> Country | None:
    """Return what words say of a country: its name, the adjective or its people, or a seat of its government."""
    return _countries()[0].get(words.removeprefix("the ").removeprefix("The "))


def place_code(words: str | None) -> str | None:
    """Return the code of the country that the words before an office name, or a place that the table lacks as it is.

    Parties and ranks ("Republican", "Deputy") are no places.
    """
    if not words or not words.strip():
        return None
    known = country(words.strip()) or next((found for word in words.split() if (found := country(word))), None)
    if known is not None:
        return known.code
    plain = [word.removesuffix("’s").removesuffix("'s") for word in words.split()]
    left = [word for word in plain if word not in _set("no_places") and not is_ordinary(word) and word[:1].isupper()]
    return " ".join(left) or None


def country_name(code: str) -> str:
    """Return the usual name of a country from its code."""
    return _countries()[1][code]


@cache
def adjectives() -> str:
    """Return a pattern fragment for the adjectives of all countries, the longest first."""
    words = [word for word, meaning in _countries()[0].items() if meaning.how == "adjective"]
    both = ["US", "U.S.", "UK", "U.K.", "EU"]
    return "|".join(map(re.escape, sorted({*words, *both}, key=len, reverse=True)))


@cache
def _countries() -> tuple[dict[str, Country], dict[str, str]]:
    table: dict[str, list[str]] = _table("countries.toml")
    meanings: dict[str, Country] = {}
    for how, column in (("seat", 2), ("adjective", 1), ("name", 0)):
        for code, row in table.items():
            for word in filter(None, row[column].split("; ")):
                meanings[word.removeprefix("the ")] = Country(code, how)
    return meanings, {code: row[0].split("; ")[0] for code, row in table.items()}


@cache
def _one_of(key: str) -> re.Pattern[str]:
    words = sorted(_set(key), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _set(key: str, *, lower: bool = False) -> frozenset[str]:
    words = [word.strip() for word in _table("words.toml")[key].replace("\n", " ").split(",")]
    return frozenset(word.lower() if lower else word for word in words if word)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("offramp.reading.names").joinpath(name).read_text(encoding="utf-8"))
