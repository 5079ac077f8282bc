"""Merge: candidates that name one actor, by full names, parts of names, spellings and countries."""

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from offramp.reading.names.actor import Actor, ActorKind, How, Mention
from offramp.reading.names.candidates import Candidate
from offramp.reading.names.words import country, country_name
from offramp.reading.span import Span

_SPELLING = 90  # rapidfuzz ratio, 0-100, from which two spellings of a name are one
_SHORTEST = 6  # letters of a name whose spelling may differ


@dataclass(slots=True)
class Group:
    """The mentions of one actor, while they are gathered."""

    name: str
    kind: ActorKind
    country: str | None = None
    titles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, span: Span, extent: Span, how: How) -> None:
        """Add a mention."""
        self.mentions.append(Mention(span, extent, how))
        insort(self.starts, span.start)

    def last_before(self, position: int) -> int:
        """Return where the last mention before a position begins, or -1."""
        at = bisect_left(self.starts, position)
        return self.starts[at - 1] if at else -1

    def entitle(self, title: str, code: str | None) -> None:
        """Take over a title and a country that the text gives."""
        if title and title not in self.titles:
            self.titles.append(title)
        self.country = self.country or code

    def frozen(self) -> Actor:
        """Return the group as an actor."""
        mentions = tuple(sorted(self.mentions, key=lambda mention: mention.span))
        return Actor(self.name, self.kind, tuple(self.titles), self.country, mentions)


def grouped(found: Iterable[Candidate]) -> list[Group]:
    """Return the groups that the candidates make, fuller names first so that parts of names find them."""
    candidates = list(found)
    firm = {candidate.name for candidate in candidates if not candidate.starts_sentence}
    groups: list[Group] = []
    known: dict[tuple[str, str], list[Group]] = {}  # a name once placed fits no group that is made after it
    for candidate in sorted(candidates, key=lambda one: (-len(one.name.split()), one.span)):
        group = _group_of(candidate, groups, known)
        if group is None:
            if candidate.starts_sentence and candidate.name not in firm and _may_be_a_word(candidate):
                continue
            group = Group(_full_name(candidate), candidate.kind)
            groups.append(group)
        group.entitle(candidate.title, candidate.country)
        if candidate.kind == "person" and group.kind in ("other", "place"):
            group.kind = "person"
        group.add(candidate.span, candidate.extent, _how(candidate, group))
        if _is_surname(candidate.name, group):
            group.kind = "person"
    return groups


def _is_surname(name: str, group: Group) -> bool:
    """Whether a group of unknown kind is called by the last word of its name alone, as people are."""
    words = group.name.split()
    return group.kind in ("other", "place") and 1 < len(words) < 5 and " of " not in group.name and name == words[-1]


def _full_name(candidate: Candidate) -> str:
    if candidate.kind == "country" and candidate.country is not None:
        return country_name(candidate.country)
    return " ".join(candidate.name.split()).removeprefix("The ")


def _how(candidate: Candidate, group: Group) -> How:
    if candidate.kind == "country":
        known = country(candidate.name)
        return "metonym" if known is not None and known.how == "seat" else "name"
    return "name" if len(candidate.name.split()) >= len(group.name.split()) else "part of name"


def _group_of(candidate: Candidate, groups: list[Group], known: dict[tuple[str, str], list[Group]]) -> Group | None:
    """Return the group that a candidate belongs to: of several that share a surname the one named last before it."""
    if candidate.kind == "country":
        return next((group for group in groups if group.kind == "country" and group.country == candidate.country), None)
    key = (candidate.name, candidate.kind)
    if not known.get(key):
        known[key] = [group for group in groups if group.kind != "country" and _is_name_of(candidate, group)]
    fitting = known[key]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda group: group.last_before(candidate.span.start))


def _is_name_of(candidate: Candidate, group: Group) -> bool:
    from rapidfuzz import fuzz

    short, full = _plain(candidate.name), _plain(group.name)
    if short == full:
        return True
    if candidate.kind == "media" or group.kind == "media":
        return False
    words, all_words = short.split(), full.split()
    if group.kind in ("organisation",) or candidate.kind == "organisation":
        return False
    if len(words) < len(all_words):
        is_part = words[-1] == all_words[-1] or (len(words) == 1 and words[0] == all_words[0])
        return is_part and fuzz.token_set_ratio(short, full) == 100
    return len(short) >= _SHORTEST and fuzz.ratio(short, full) >= _SPELLING and words[0][:1] == all_words[0][:1]


def _plain(name: str) -> str:
    """Return a name in small letters without accents, dots and an article."""
    bare = unicodedata.normalize("NFKD", name.removeprefix("The ").removeprefix("the "))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).replace(".", "").lower()


def _may_be_a_word(candidate: Candidate) -> bool:
    """Whether a single word that begins a sentence may owe its capital to that alone."""
    from lemminflect import getAllLemmas

    if len(candidate.name.split()) > 1 or candidate.title or candidate.kind in ("media", "country"):
        return False
    return bool(getAllLemmas(candidate.name.lower()))
