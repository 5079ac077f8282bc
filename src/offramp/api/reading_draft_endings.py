"""Endings that a report names, as scenarios of a draft: which options each seems to mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.api.reading_options import SuggestedOption
from offramp.api.reading_parties import fresh_id
from offramp.api.reading_suggested import SuggestedEnding
from offramp.reading.acts.act import ActType
from offramp.reading.acts.lexicon import lexicon
from offramp.reading.acts.words import noun_lemma
from offramp.reading.claim_words import content_words
from offramp.reading.reader import Reading

_STAYS = re.compile(
    r"\b(?:stalemate|status quo|deadlock|impasse|standoff|stand-off|continu\w+|stays?|remain\w*|drags? on|no change|"
    r"present|current|muddl\w+)\b",
    re.IGNORECASE,
)
_SETTLES = re.compile(
    r"\b(?:deal|settle\w*|agree\w*|negotiat\w+|truce|ceasefire|peace|transition|compromise|accord|joint)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DraftEnding:
    """A scenario of a draft.

    Attributes
    ----------
    id, title, when
        As in a dossier.
    why
        How the condition came about.
    own_option
        The option of "others" that was made for it; empty where an option of the report fits.
    claims
        Places of the claims that name it.
    """

    id: str
    title: str
    when: str
    why: str = ""
    own_option: str = ""
    claims: tuple[int, ...] = ()


def draft_endings(
    reading: Reading,
    endings: Sequence[SuggestedEnding],
    options: Sequence[SuggestedOption],
    keys: Mapping[int, str],
) -> tuple[DraftEnding, ...]:
    """Return the endings as scenarios, the one in which things stay as they are last.

    Parameters
    ----------
    reading
        Of the report.
    endings, options
        What it suggests.
    keys
        ``dm.option`` of each option that the model has.
    """
    made: list[DraftEnding] = []
    last: DraftEnding | None = None
    used_ids, used_options = set[str](), set[str]()
    for ending in endings:
        name = fresh_id(ending.title, used_ids)
        if _STAYS.search(ending.title) and last is None:
            last = DraftEnding(name, ending.title, "otherwise", "", "", ending.claims)
            continue
        key = _meant(reading, ending.title, options, keys, used_options)
        if key is not None:
            used_options.add(key)
            why = "read off the words of the report; check that it is meant"
            made.append(DraftEnding(name, ending.title, key, why, "", ending.claims))
        else:
            why = "no option of the report says this"
            made.append(DraftEnding(name, ending.title, f"others.{name}", why, name, ending.claims))
    return (*made, last or DraftEnding(fresh_id("present", used_ids), "The present goes on", "otherwise"))


def _meant(
    reading: Reading,
    title: str,
    options: Sequence[SuggestedOption],
    keys: Mapping[int, str],
    used: set[str],
) -> str | None:
    """Return the option that an ending means: by its words, or by its kind among what is not done yet."""
    parties = frozenset(
        stem for party in reading.parties for stem in content_words(" ".join((party.name, *party.people))).stems
    )
    stems = content_words(title).stems - parties
    free = {k: key for k, key in keys.items() if key not in used and not options[k].taken}
    scores = {k: len(stems & content_words(options[k].title).stems) for k in free}
    best = max(scores, key=lambda k: (scores[k], -k), default=None)
    if best is not None and scores[best] >= max(1, len(stems) / 2):
        return free[best]
    kinds = _kinds(title)
    fitting = [k for k in free if reading.acts[options[k].act].type in kinds and options[k].term is None]
    return free[fitting[0]] if fitting else None


def _kinds(title: str) -> frozenset[ActType]:
    """Return the acts that an ending comes about by: settling, or what its nouns stand for."""
    if _SETTLES.search(title):
        return frozenset({ActType.CONCEDE, ActType.OFFER})
    lemmas = [noun_lemma(word.strip(".,").lower()) for word in title.split()]
    text = f" {' '.join(lemmas)} "
    return frozenset(kind for words, kind in lexicon().nouns if f" {' '.join(words)} " in text) | _war(text)


def _war(text: str) -> frozenset[ActType]:
    return frozenset({ActType.ASSAULT}) if " war " in text or " fighting " in text else frozenset()
