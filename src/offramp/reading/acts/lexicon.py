"""The lexicon of acts, read from ``lexicon.toml``: which verb or noun stands for which act."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from offramp.reading.acts.act import ActType


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb that stands for an act.

    Attributes
    ----------
    lemma
        The verb.
    type
        The act.
    particle
        The word that must follow at once ("step down"); empty: none.
    word
        A word that must follow near by ("open fire"); empty: none.
    needs_object
        Whether the act needs something that is acted on.
    """

    lemma: str
    type: ActType
    particle: str = ""
    word: str = ""
    needs_object: bool = False


@dataclass(frozen=True, slots=True)
class Openness:
    """Words that leave an act open, or announce it, or ask for it."""

    verbs: frozenset[str]
    modals: frozenset[str]
    modifiers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries.

    Attributes
    ----------
    verbs
        By lemma; the most particular entry first.
    nouns
        Words of each noun entry, and its act; the longest first.
    targets
        By act: where the other party stands, in the order to look.
    whole
        Acts whose content is all that follows.
    light
        By lemma, the acts whose nouns a light verb takes ("make a demand"); the empty particle stands for none.
    possible, intended, asked
        What makes an act open.
    deadline, lapsed
        Nouns for a deadline, and verbs that say that it has passed.
    """

    verbs: dict[str, tuple[VerbEntry, ...]]
    nouns: tuple[tuple[tuple[str, ...], ActType], ...]
    targets: dict[ActType, tuple[str, ...]]
    whole: frozenset[ActType]
    light: dict[str, frozenset[ActType]]
    possible: Openness
    intended: Openness
    asked: Openness
    deadline: tuple[str, ...]
    lapsed: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    data = tomllib.loads((files("offramp.reading.acts") / "lexicon.toml").read_text(encoding="utf-8"))
    types = [each for each in ActType if "verbs" in data.get(each.value, {})]
    verbs: dict[str, list[VerbEntry]] = {}
    for kind in types:
        for spec in data[kind.value]["verbs"]:
            entry = _verb(spec, kind)
            verbs.setdefault(entry.lemma, []).append(entry)
    nouns = [(tuple(noun.split()), kind) for kind in types for noun in data[kind.value]["nouns"]]
    return Lexicon(
        verbs={lemma: tuple(sorted(entries, key=_particular)) for lemma, entries in verbs.items()},
        nouns=tuple(sorted(nouns, key=lambda noun: -len(noun[0]))),
        targets={kind: tuple(data[kind.value]["target"]) for kind in types},
        whole=frozenset(kind for kind in types if data[kind.value]["content"] == "rest"),
        light={verb: frozenset(map(ActType, kinds)) for verb, kinds in data["light"].items()},
        possible=_openness(data["possible"]),
        intended=_openness(data["intended"]),
        asked=_openness(data["asked"]),
        deadline=tuple(data["deadline"]["nouns"]),
        lapsed=frozenset(data["deadline"]["lapsed"]),
    )


def _particular(entry: VerbEntry) -> tuple[bool, bool]:
    return (not (entry.particle or entry.word), not entry.needs_object)


def _verb(spec: str, kind: ActType) -> VerbEntry:
    needs_object = "*" in spec
    lemma, *rest = spec.replace("*", "").split()
    particle = next((part.removeprefix("+") for part in rest if part.startswith("+")), "")
    word = next((part for part in rest if not part.startswith("+")), "")
    return VerbEntry(lemma, kind, particle, word, needs_object)


def _openness(data: dict[str, Sequence[str]]) -> Openness:
    return Openness(*(frozenset(data.get(key, ())) for key in ("verbs", "modals", "modifiers")))
