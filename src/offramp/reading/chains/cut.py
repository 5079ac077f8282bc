"""Cut: the words of a source into its head and what hangs on it (cited by, echoed by, told)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from offramp.reading.chains.chain import Role
from offramp.reading.chains.words import ECHO, RELAY, VENUE
from offramp.reading.span import Span, trimmed

_CLAUSES: tuple[tuple[Role, re.Pattern[str]], ...] = (("relay", RELAY), ("echo", ECHO), ("venue", VENUE))
_CLAUSE_END = re.compile(r"[.;:“”\"\n]|,(?! (?:and )?(?:the )?[A-Z][\w’]*(?: [A-Z][\w’]*)*(?:,| and ))")
_ACTS = re.compile(
    r"[,;]?\s*(?:and |who )?(?:told|spoke)\b", re.IGNORECASE
)  # a verb of its own, not a clause of the source
_OPENERS = re.compile(r"^(?:according to|per|by|from|as)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the words of a source and the role that the words before it give; the head has none."""

    span: Span
    role: Role | None


def pieces(text: str, source: Span) -> list[Piece]:
    """Return the head of a source and the relays, echoes and venues that hang on it, in order."""
    opener = _OPENERS.match(source.of(text))
    start = source.start + (opener.end() if opener else 0)
    cuts = sorted(
        (match.start(), match.end(), role)
        for role, pattern in _CLAUSES
        for match in pattern.finditer(text, start, source.end)
        if match.start() > start
    )
    found: list[Piece] = []
    at, role = start, None
    for begin, end, following in cuts:
        if begin < at:
            continue
        found.append(Piece(trimmed(text, at, begin), role))
        at, role = end, following
    found.append(Piece(trimmed(text, at, source.end), role))
    return [Piece(_bare(text, piece.span), piece.role) for piece in found if piece.span]


def with_clauses(text: str, source: Span, content: Sequence[Span]) -> Span:
    """Return the source with the clauses right behind it that name relays, echoes and venues.

    They end at a comma that no name of a list follows, and where the content begins.
    """
    end = source.end
    while (opening := _opening(text, end)) is not None:
        limit = min((part.start for part in content if part.start >= opening.end()), default=len(text))
        stop = _CLAUSE_END.search(text, opening.end(), limit)
        end = stop.start() if stop else limit
    return trimmed(text, source.start, end)


def _opening(text: str, at: int) -> re.Match[str] | None:
    """Return the words at a place of the text that open a clause of the source."""
    matches = (pattern.match(text, at) for _, pattern in _CLAUSES)
    return next((match for match in matches if match and not _ACTS.match(match.group())), None)


def _bare(text: str, span: Span) -> Span:
    """Return the span without commas and quotation marks at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(' ,;:—–-“"('))
    right = len(words) - len(words.rstrip(' ,;:—–-”")'))
    return Span(span.start + left, max(span.start + left, span.end - right))
