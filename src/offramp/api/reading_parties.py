"""Parties of a reading: who acts in it, under ids that a dossier can use."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from offramp.dossier.model import Dossier
from offramp.dossier.values import RESERVED_WORDS
from offramp.reading.acts.act import Act, ActType
from offramp.reading.reader import Reading

SAME_NAME = 90.0  # least score of rapidfuzz's token_set_ratio of two names
ID_WORDS = 4
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "his",
        "her",
        "its",
        "their",
        "our",
        "this",
        "that",
        "some",
        "most",
        "all",
        "s",
    ]
)
_SPEAKERS = frozenset(
    {ActType.SUPPORT, ActType.DENOUNCE, ActType.ACCUSE, ActType.REQUEST, ActType.CONSULT, ActType.LAPSE}
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts in a report.

    Attributes
    ----------
    id
        For a dossier.
    name
        As the report calls it, in full.
    n_acts
        Acts that it does or that are done to it.
    decides
        Whether it has something to decide: it offers, demands, acts by force or law, or is offered or asked something.
    """

    id: str
    name: str
    n_acts: int
    decides: bool


def parties(reading: Reading) -> tuple[Party, ...]:
    """Return those who act in a report, the busiest first."""
    counts = Counter[str]()
    decides: set[str | None] = set()
    for act in reading.acts:
        for name in (act.who, act.whom):
            if name is not None:
                counts[name] += 1
        decides |= set(_deciding(act))
    for due in reading.deadlines:
        counts.update(name for name in (due.who, due.whom) if name is not None)
        decides |= {due.who} - {None}
    used: set[str] = set()
    found = []
    for name, number in counts.most_common():
        found.append(Party(fresh_id(name, used), name, number, name in decides))
    return tuple(found)


def _deciding(act: Act) -> Iterable[str]:
    """Yield who has something to decide by an act."""
    if act.who is not None and act.type not in _SPEAKERS and act.modality != "asked":
        yield act.who
    if act.whom is not None and act.type in (ActType.OFFER, ActType.DEMAND, ActType.DEADLINE):
        yield act.whom


def fresh_id(name: str, used: set[str]) -> str:
    """Return an id made from a name that is not used yet, and note it as used.

    >>> fresh_id("the President of Tessaly", set())
    'president_tessaly'
    """
    words = [word.casefold() for word in re.findall(r"[^\W_]+", name) if word.casefold() not in _EMPTY][:ID_WORDS]
    base = "_".join(words) or "x"
    if not base[0].isalpha() or base in RESERVED_WORDS | {"time"}:
        base = f"x_{base}"
    made, number = base, 2
    while made in used:
        made, number = f"{base}_{number}", number + 1
    used.add(made)
    return made


def known_parties(reading: Reading, dossier: Dossier) -> Mapping[str, str]:
    """Return the id in a dossier of each party of a reading that the dossier knows, by name.

    A party is known by an id or a name that it is called in the report; else by one that holds all words of its name,
    where only one does.
    """
    known = {dm: (dm, party.name or dm) for dm, party in dossier.decision_makers.items()}
    known |= {actor: (actor, each.name or actor) for actor, each in dossier.actors.items()}
    found = {}
    for party in parties(reading):
        forms = forms_of(reading, party.name)
        plain = {_plain(form) for form in forms}
        exact = [key for key, names in known.items() if plain & {_plain(name) for name in names}]
        near = [key for key, names in known.items() if any(_same(form, name) for form in forms[:1] for name in names)]
        chosen = exact[:1] or (near if len(near) == 1 else [])
        if chosen:
            found[party.name] = chosen[0]
    return found


def forms_of(reading: Reading, name: str) -> tuple[str, ...]:
    """Return everything that a party is called in a report."""
    return next(((party.name, *party.people, *party.forms) for party in reading.parties if party.name == name), (name,))


def _plain(name: str) -> str:
    from rapidfuzz import utils

    return utils.default_process(name.replace("_", " ")).removeprefix("the ").strip()


def _same(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    a, b = _plain(one), _plain(other)
    return bool(a) and bool(b) and fuzz.token_set_ratio(a, b) >= SAME_NAME
