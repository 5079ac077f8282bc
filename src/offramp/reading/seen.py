"""What was read before, and what a new reading adds: the state is a small JSON file that the reader keeps.

The state holds the claims of every report read so far, by the digest of the report's text. A report whose digest it has
is not read again. What is new is found by putting old and new claims together: a claim that is like none before is new;
one that is, from an origin that it did not have, is corroborated; the rest is repetition.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from offramp.reading.corroborate import ReportClaim, SameClaim, corroborate
from offramp.reading.error import ReadingError

VERSION = 1
_TEXTS, _LISTS = ("report", "id", "content", "publisher"), ("origins", "relays")


class News(StrEnum):
    """What the latest reading adds to a claim."""

    NEW = "new"
    CORROBORATED = "corroborated"
    REPEATED = "repeated"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Seen:
    """The claims of the reports read so far; those of a report without any are an empty tuple."""

    reports: Mapping[str, tuple[ReportClaim, ...]]

    @property
    def claims(self) -> tuple[ReportClaim, ...]:
        """All of them, in the order of the reports."""
        return tuple(claim for claims in self.reports.values() for claim in claims)

    def with_reports(self, reports: Mapping[str, Sequence[ReportClaim]]) -> "Seen":
        """Return the state after more reports."""
        return Seen({**self.reports, **{name: tuple(claims) for name, claims in reports.items()}})


@dataclass(frozen=True, slots=True)
class ClaimNews:
    """A group of claims that say the same, and what is new about it.

    Attributes
    ----------
    same
        The group; its places count in the claims seen before, then the new ones.
    news
        New; known before and now with another origin; known, and in another report; or only in reports seen before.
    """

    same: SameClaim
    news: News


def news_of(
    seen: Seen, new: Sequence[ReportClaim], copies: Mapping[str, int] | None = None
) -> tuple[tuple[ReportClaim, ...], tuple[ClaimNews, ...]]:
    """Return all claims, those seen before first, and their groups with what is new about each."""
    old = seen.claims
    claims = (*old, *new)
    groups = corroborate(claims, copies)
    return claims, tuple(ClaimNews(group, _news(group, len(old))) for group in groups)


def _news(group: SameClaim, n_old: int) -> News:
    if group.claims[0] >= n_old:
        return News.NEW
    if group.claims[-1] < n_old:
        return News.KNOWN
    added = any(origin.claims[0] >= n_old for origin in group.origins)
    return News.CORROBORATED if added else News.REPEATED


def seen_text(seen: Seen) -> str:
    """Return the state as the text of a JSON file."""
    reports = {name: [_plain(claim) for claim in claims] for name, claims in seen.reports.items()}
    return json.dumps({"offramp_seen": VERSION, "reports": reports}, ensure_ascii=False, indent=1) + "\n"


def seen_from(text: str) -> Seen:
    """Read a state.

    Raises
    ------
    ReadingError
        When it is none.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"the state of earlier readings is not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("offramp_seen") != VERSION or not isinstance(data.get("reports"), dict):
        raise ReadingError(f'the state of earlier readings needs "offramp_seen": {VERSION} and "reports"')
    try:
        return Seen({name: tuple(_claim(each, name) for each in claims) for name, claims in data["reports"].items()})
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise ReadingError(f"a claim in the state of earlier readings cannot be read: {error}") from None


def _plain(claim: ReportClaim) -> dict[str, Any]:
    found: dict[str, Any] = {key: getattr(claim, key) for key in (*_TEXTS[1:], *_LISTS, "anonymous")}
    if claim.dates is not None:
        found["dates"] = [day.isoformat() for day in claim.dates]
    return {key: value for key, value in found.items() if value}


def _claim(data: Mapping[str, Any], report: str) -> ReportClaim:
    texts = {key: str(data.get(key, "")) for key in _TEXTS[1:]}
    dates = data.get("dates")
    return ReportClaim(
        report,
        **texts,
        origins=_names(data.get("origins", ())),
        anonymous=data.get("anonymous") is True,
        relays=_names(data.get("relays", ())),
        dates=None if dates is None else (date.fromisoformat(dates[0]), date.fromisoformat(dates[1])),
    )


def _names(value: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f'expected a list of names; found "{value}"')
    return tuple(map(str, value))
