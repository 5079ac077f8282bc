"""Threats and promises in words: would their maker carry each out when the time comes, under each of its aims."""

from collections.abc import Mapping
from dataclasses import dataclass

from offramp.brief.phrases import alike, capital, settings_words, state_name
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.dossier.announcements import Announcement, announcements_of
from offramp.dossier.build import BuiltDossier
from offramp.figures.words import listing
from offramp.settlement.commitments import Commitment, Kind, Standing, Word
from offramp.settlement.threats import KeptWord, keeps_word
from offramp.stability.concepts import Concept

CONCEPT = Concept.SEQ
"""Which replies a maker fears: those that the others would want to make."""


@dataclass(frozen=True, slots=True)
class AnnouncedView:
    """A threat or a promise.

    Attributes
    ----------
    kind, title, maker
        ``threat`` or ``promise``, what it is called in the timeline, and who made it.
    act, due
        What would be done, and where it comes due.
    verdicts
        For each aim of the maker (empty words where it has only one): would it do it?
    decides
        Whether some aims would and others would not.
    kept_by_some
        Whether some aim would.
    """

    kind: str
    title: str
    maker: str
    act: str
    due: str
    verdicts: tuple[tuple[str, str], ...]
    decides: bool
    kept_by_some: bool

    @property
    def kept(self) -> str:
        """The verdicts as one text."""
        return " ".join(f"If {aims}: {text}." if aims else f"{text}." for aims, text in self.verdicts)


def announced_views(built: BuiltDossier, titles: Mapping[tuple[int, int], str]) -> tuple[AnnouncedView, ...]:
    """Return every threat and promise of a dossier's timeline, with what becomes of it."""
    return tuple(_view(built.conflict, each, titles) for each in announcements_of(built))


def kept_word(conflict: Conflict, each: Announcement) -> KeptWord:
    """Return whether an announcement of the timeline is kept."""
    return keeps_word(conflict, Commitment(Kind(each.kind), each.by, each.act, each.state, each.otherwise))


def _view(conflict: Conflict, each: Announcement, titles: Mapping[tuple[int, int], str]) -> AnnouncedView:
    found = kept_word(conflict, each)
    words = [word_words(conflict, each, found, place) for place in range(len(found.due))]
    names = [f"“{titles.get((each.by, place), '')}”" for place in range(len(words))]
    several = len(words) > 1
    return AnnouncedView(
        each.kind,
        each.title,
        conflict.decision_makers[each.by].name,
        "; ".join(settings_words(conflict, list(each.act.items()))).partition(": ")[2],
        "today" if each.state == conflict.status_quo else state_name(conflict, each.state),
        tuple(
            (listing((names[k] for k in places), "or") if several else "", capital(text))
            for places, text in alike(words)
        ),
        found.aim_decides(CONCEPT),
        bool(found.kept_by(CONCEPT)),
    )


def word_words(conflict: Conflict, each: Announcement, found: KeptWord, place: int) -> str:
    """Return what becomes of an announcement under one type of its maker, as one sentence without a full stop."""
    word = found.due[place]
    told = _standing_words(conflict, each, word)
    if place in found.unconditional(CONCEPT):
        unless = "even if the demand were met: a plan, not a threat" if each.kind == "threat" else "in any case"
        told += f"; and would do so {unless}"
    return told


def _standing_words(conflict: Conflict, each: Announcement, word: Word) -> str:
    match word.standing[CONCEPT]:
        case Standing.CANNOT:
            return "cannot do it there"
        case Standing.DETERRED:
            return "would gain by it, but is deterred by what the others would answer"
        case Standing.INDIFFERENT:
            return "would neither gain nor lose by it"
        case Standing.BLUFF:
            return "would lose by it: " + ("a bluff" if each.kind == "threat" else "an empty promise")
        case Standing.KEPT:
            if CONCEPT not in word.outdone_under or word.instead is None:
                return "would do it"
            return f"would gain by it, but has something better to do: {move_words(conflict, each.state, word.instead)}"
