"""Cut: the words of a source into its head and what hangs on it (cited by, echoed by, told)."""

import re
from dataclasses import dataclass

from offramp.reading.chains.chain import Role
from offramp.reading.chains.words import ECHO, RELAY, VENUE
from offramp.reading.span import Span, trimmed

_CLAUSES: tuple[tuple[Role, re.Pattern[str]], ...] = (("relay", RELAY), ("echo", ECHO), ("venue", VENUE))
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


def _bare(text: str, span: Span) -> Span:
    """Return the span without commas and quotation marks at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(' ,;:—–-“"('))
    right = len(words) - len(words.rstrip(' ,;:—–-”")'))
    return Span(span.start + left, max(span.start + left, span.end - right))
