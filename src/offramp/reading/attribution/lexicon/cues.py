"""Words that attribute: verbs, nouns and adjectives by family, from families.toml."""

from dataclasses import dataclass
from functools import cache

from offramp.reading.attribution.lexicon.words import forms, read_toml


@dataclass(frozen=True, slots=True)
class Family:
    """Words that attribute in one way.

    `kind` is verbs, nouns or adjectives; `takes` names the complements of a verb, or the words that introduce the
    content of a noun or an adjective.
    """

    kind: str
    name: str
    what: str
    example: str
    takes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of a family, with the particles that must follow it."""

    lemma: str
    family: str
    takes: tuple[str, ...]
    particles: tuple[str, ...] = ()


@cache
def families() -> tuple[Family, ...]:
    """Return all families, in the order in which their complements are tried."""
    found = []
    for kind, entries in read_toml("families.toml").items():
        assert isinstance(entries, list)
        found += [
            Family(kind, e["family"], e["what"], e["example"], tuple(e["takes"].split()), tuple(e["words"].split()))
            for e in entries
        ]
    return tuple(found)


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Return the cues of each verb form, those with particles first."""
    found: dict[str, list[Cue]] = {}
    for family in families():
        for entry in family.words if family.kind == "verbs" else ():
            lemma, *particles = entry.split("-")
            for form in forms(lemma, "VERB"):
                found.setdefault(form, []).append(Cue(lemma, family.name, family.takes, tuple(particles)))
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.particles))) for form, cues in found.items()}


@cache
def nouns() -> dict[str, tuple[Cue, ...]]:
    """Return the cues of each noun form."""
    found: dict[str, list[Cue]] = {}
    for family in families():
        for lemma in family.words if family.kind == "nouns" else ():
            for form in forms(lemma, "NOUN"):
                found.setdefault(form, []).append(Cue(lemma, family.name, family.takes))
    return {form: tuple(cues) for form, cues in found.items()}


@cache
def adjectives() -> dict[str, tuple[Cue, ...]]:
    """Return the cues of each adjective."""
    found: dict[str, list[Cue]] = {}
    for family in families():
        for word in family.words if family.kind == "adjectives" else ():
            found.setdefault(word, []).append(Cue(word, family.name, family.takes))
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def light_verbs() -> frozenset[str]:
    """Return the forms of verbs whose object, a noun, says what is attributed: "voiced concern"."""
    from offramp.reading.attribution.lexicon.words import words

    return frozenset(form for lemma in words("light") for form in forms(lemma, "VERB"))
