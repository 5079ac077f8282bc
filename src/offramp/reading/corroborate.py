"""The same claim in several reports, and how many origins it has: outlets that pass one origin on are one voice.

Whether two claims are the same is a matter of words: most content words are shared, numbers and negations agree, no
word of one is the opposite of a word of the other, and the dates can be the same. Words such as "he" or "we" at the
beginning mean whoever speaks, so there the sources have to agree too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from offramp.reading.claim_words import TITLES, Words, content_words
from offramp.reading.union import groups

OVERLAP, WORDING = 0.5, 70.0  # least share of content words in common; least score of rapidfuzz's token_sort_ratio
SAME_NAME = 90.0  # least score of rapidfuzz's token_set_ratio of two names
LEAST_SHARED = 3  # content words that two claims share, at least


@dataclass(frozen=True)
class ReportClaim:
    """A claim of one report.

    Attributes
    ----------
    report
        Which report; claims of one report have the same.
    id
        Its name within the report.
    content
        What is claimed, in the report's words.
    publisher
        Whose report it is.
    origins
        Names of those who it comes from in the end; none: the report says it in its own voice.
    anonymous
        Whether the origins have no names ("two officials"): they are told apart by who collected their words.
    relays
        Outlets between the report and the origins.
    dates
        First and last day of what is claimed; ``None`` where unknown.
    """

    report: str
    id: str
    content: str
    publisher: str = ""
    origins: tuple[str, ...] = ()
    anonymous: bool = False
    relays: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None

    @cached_property
    def words(self) -> Words:
        """The content words, numbers and the like."""
        return content_words(self.content)

    @property
    def collectors(self) -> tuple[str, ...]:
        """Who collected the words of the origins: the outlets cited, or else the report's own."""
        return self.relays or (self.publisher or self.report,)


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a claim: the names that it goes by, and the claims (places) that come from it."""

    names: tuple[str, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SameClaim:
    """Claims that say the same.

    Attributes
    ----------
    claims
        Their places, in order; the first is the one that the others were held against.
    origins
        Where they come from, each counted once.
    """

    claims: tuple[int, ...]
    origins: tuple[Origin, ...]


def corroborate(claims: Sequence[ReportClaim], copies: Mapping[str, int] | None = None) -> tuple[SameClaim, ...]:
    """Return the claims in groups that say the same, in the order of their first.

    Parameters
    ----------
    claims
        Of all reports, in the order in which they are to be listed.
    copies
        For reports that are copies of one text, a number that they share (:func:`offramp.reading.copies.copies`): what
        they say in their own voice has one origin.
    """
    return tuple(SameClaim(tuple(group), _origins(claims, group, copies or {})) for group in _clusters(claims))


def _clusters(claims: Sequence[ReportClaim]) -> list[list[int]]:
    """Put each claim to the group whose first claim it is most like, or let it begin one."""
    rare = _rarity(claims)
    clusters: list[list[int]] = []
    with_word: dict[str, list[int]] = defaultdict(list)  # clusters by the rarest words of their first claim
    for place, claim in enumerate(claims):
        words = rarest(claim.words.stems, rare)
        near = dict.fromkeys(cluster for word in words for cluster in with_word[word])
        scores = {cluster: likeness(claims[clusters[cluster][0]], claim) for cluster in near}
        best = max(scores, key=lambda cluster: (scores[cluster], -cluster), default=None)
        if best is not None and scores[best] > 0:
            clusters[best].append(place)
            continue
        for word in words:
            with_word[word].append(len(clusters))
        clusters.append([place])
    return clusters


def _rarity(claims: Sequence[ReportClaim]) -> Mapping[str, tuple[int, str]]:
    """Return an order of words, the rarest first."""
    number = Counter(word for claim in claims for word in claim.words.stems)
    return {word: (times, word) for word, times in number.items()}


def rarest(stems: Iterable[str], rare: Mapping[str, tuple[int, str]]) -> list[str]:
    """Return the rarest words of a claim, as many as it takes for any claim like it to share one of its own rarest.

    Two sets that share a fraction t of their union share t of either; so the first n - ceil(t n) + 1 words of either,
    in one order of all words, have one in common (Chaudhuri, Ganti & Kaushik 2006, prefix filter).
    """
    ranked = sorted(stems, key=lambda word: rare[word])
    return ranked[: len(ranked) - ceil(OVERLAP * len(ranked)) + 1] if ranked else []


def likeness(one: ReportClaim, other: ReportClaim) -> float:
    """Return how alike two claims are, in (0, 100]; 0 where they are not the same claim."""
    from rapidfuzz import fuzz

    a, b = one.words, other.words
    shared = len(a.stems & b.stems)
    if shared < max(LEAST_SHARED, OVERLAP * len(a.stems | b.stems)):
        return 0.0
    if not a.agree(b) or not _dates_meet(one.dates, other.dates):
        return 0.0
    if (a.begins_with_pronoun or b.begins_with_pronoun) and not _same_sources(one, other):
        return 0.0
    score = fuzz.token_sort_ratio(" ".join(a.tokens), " ".join(b.tokens))
    return score if score >= WORDING else 0.0


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one, titles apart: "President Maduro" and "Nicolás Maduro"."""
    from rapidfuzz import fuzz, utils

    bare = [
        " ".join(word for word in utils.default_process(name).split() if word not in TITLES) or name
        for name in (one, other)
    ]
    return fuzz.token_set_ratio(*bare) >= SAME_NAME


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are of one outlet: "The Wire" and "the wire", not "The Times" and "The Financial Times"."""
    return _outlet(one) == _outlet(other)


def _outlet(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _dates_meet(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def _same_sources(one: ReportClaim, other: ReportClaim) -> bool:
    known = one.origins and other.origins
    return not known or any(same_name(a, b) for a in one.origins for b in other.origins)


@dataclass(frozen=True, slots=True)
class _Voice:
    """An origin as one claim has it."""

    claim: int
    name: str
    anonymous: bool
    collectors: tuple[str, ...]
    own: bool = False  # the report in its own voice
    copy: int | None = None  # of which text that report is a copy


def _origins(claims: Sequence[ReportClaim], group: Sequence[int], copies: Mapping[str, int]) -> tuple[Origin, ...]:
    voices = [voice for place in group for voice in _voices(place, claims[place], copies)]
    pairs = [
        (one, other) for other in range(len(voices)) for one in range(other) if _same_origin(voices[one], voices[other])
    ]
    return tuple(
        Origin(
            tuple(dict.fromkeys(voices[place].name for place in found)),
            tuple(dict.fromkeys(voices[place].claim for place in found)),
        )
        for found in groups(len(voices), pairs)
    )


def _voices(place: int, claim: ReportClaim, copies: Mapping[str, int]) -> list[_Voice]:
    if claim.origins:
        return [_Voice(place, name, claim.anonymous, claim.collectors) for name in claim.origins]
    own = claim.publisher or claim.report
    return [_Voice(place, own, anonymous=False, collectors=(own,), own=True, copy=copies.get(claim.report))]


def _same_origin(one: _Voice, other: _Voice) -> bool:
    """Whether two origins are to be counted as one; in doubt they are, since a count of origins is a promise."""
    if one.copy is not None and one.copy == other.copy:
        return True
    if one.anonymous and other.anonymous:
        return any(same_outlet(a, b) for a in one.collectors for b in other.collectors)
    if one.anonymous or other.anonymous:  # "Reuters reported" and "two officials told Reuters"
        unnamed, named = (one, other) if one.anonymous else (other, one)
        return any(same_outlet(named.name, outlet) for outlet in unnamed.collectors)
    return same_outlet(one.name, other.name) if one.own or other.own else same_name(one.name, other.name)
