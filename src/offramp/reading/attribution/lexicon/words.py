"""Closed sets of words, from words.toml, and the forms of verbs and nouns."""

import tomllib
from functools import cache
from importlib.resources import files


def read_toml(name: str) -> dict[str, object]:
    """Return one of the data files beside this module."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the set of words of that name."""
    line = read_words()[name]
    return frozenset(line.split())


@cache
def read_words() -> dict[str, str]:
    """Return all lines of words.toml by their names."""
    return {name: str(line) for name, line in read_toml("words.toml").items()}


@cache
def forms(lemma: str, kind: str) -> frozenset[str]:
    """Return the forms of a lemma as a ``VERB`` or a ``NOUN``, itself included."""
    from lemminflect import getAllInflections

    return frozenset({lemma, *(form for some in getAllInflections(lemma, upos=kind).values() for form in some)})
