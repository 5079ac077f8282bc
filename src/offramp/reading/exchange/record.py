"""The ledger as plain values: what every exchange format is written from and read into.

The values know neither the dossier nor the reader: whoever has a ledger makes these from it. Their fields are named as
the keys of the dossier's ledger. A span is a pair (begin, end) of code points of its source's text, end excluded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from offramp.reading.error import ReadingError

Pair = tuple[int, int]
Status = Literal["suggested", "accepted", "rejected"]
PARTS = ("content", "speaker", "cue")


class ExchangeError(ReadingError):
    """A ledger that cannot be written or read in another tool's format."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A report that claims were read in.

    Attributes
    ----------
    id
        Its name in the ledger.
    text
        Without a byte order mark, lines ended by LF; ``None`` where only its title is known. Spans count in it.
    sha256
        Digest of the file's bytes, as the ledger has it.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    text: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    """A number that a claim gives, as bounds (``None``: no bound)."""

    of: str
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim.

    Attributes
    ----------
    id, source
        Its name in the ledger, and that of its source (empty: none is named).
    claim, quote
        In our own words; verbatim.
    content, speaker, cue
        What is claimed, by whom, and the words that attribute it, as spans of the source's text, in order.
    attributed_to
        The chain, teller first, origin last; names that stand in parallel share a link.
    generated_by
        What made it: a rule, or a model; empty where a person did.
    confidence
        Of whatever made it, in [0, 1].

    The other fields are the keys of the dossier's ledger.
    """

    id: str
    source: str = ""
    claim: str | None = None
    quote: str | None = None
    content: tuple[Pair, ...] = ()
    speaker: tuple[Pair, ...] = ()
    cue: tuple[Pair, ...] = ()
    attributed_to: tuple[tuple[str, ...], ...] = ()
    echoed_by: tuple[str, ...] = ()
    subset_of: str | None = None
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    hedge: str | None = None
    condition: str | None = None
    quantities: tuple[QuantityRecord, ...] = ()
    date: str | None = None
    grade: str | None = None
    status: Status = "accepted"
    why: str | None = None
    generated_by: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """A ledger: its title, its sources and its claims, each in order."""

    title: str = ""
    sources: tuple[SourceRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()

    def source(self, name: str) -> SourceRecord | None:
        """Return the source of that name, or ``None``."""
        return next((source for source in self.sources if source.id == name), None)

    def claims_of(self, source: SourceRecord) -> tuple[ClaimRecord, ...]:
        """Return the claims that were read in a source."""
        return tuple(claim for claim in self.claims if claim.source == source.id)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What came back from another tool: the claims that could be read, and a sentence for each that could not."""

    claims: tuple[ClaimRecord, ...]
    problems: tuple[str, ...]


def words_at(text: str, pieces: Iterable[Pair]) -> str:
    """Return the words of several spans, an ellipsis between pieces.

    >>> words_at("He said, smiling, that he would go", [(0, 7), (18, 34)])
    'He said … that he would go'
    """
    return " … ".join(text[begin:end] for begin, end in pieces)


def outside(claim: ClaimRecord, text: str) -> list[str]:
    """Return a sentence for each span of a claim that is empty or leaves the text."""
    return [
        f"{claim.id}: the {part} [{begin}, {end}] is no span of the text, which has {len(text):,} code points"
        for part in PARTS
        for begin, end in getattr(claim, part)
        if not 0 <= begin < end <= len(text)
    ]


def plain(claim: ClaimRecord) -> dict[str, Any]:
    """Return a claim as JSON holds it; what is empty, and what is as it would be anyway, is left out."""
    found = {field.name: getattr(claim, field.name) for field in fields(claim)}
    kept = {name: value for name, value in found.items() if value not in (None, "", ())}
    if claim.quantities:
        kept["quantities"] = [
            {name: value for name in ("min", "max", "of") if (value := getattr(quantity, name)) is not None}
            for quantity in claim.quantities
        ]
    return {name: _listed(value) for name, value in kept.items() if (name, value) != ("status", "accepted")}


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


def claim_from(value: Any) -> ClaimRecord:
    """Return the claim that :func:`plain` made; unknown keys are passed over.

    Raises
    ------
    ExchangeError
        With a sentence for each value that does not fit.
    """
    from pydantic import TypeAdapter, ValidationError

    if not isinstance(value, Mapping):
        raise ExchangeError("the record of a claim is not a mapping")
    known = {field.name for field in fields(ClaimRecord)}
    try:
        return TypeAdapter(ClaimRecord).validate_python({key: value[key] for key in value if key in known})
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, each['loc']))}: {each['msg'].lower()}" for each in error.errors())
        raise ExchangeError(*problems) from None


def new_id(stem: str, used: Iterable[str]) -> str:
    """Return the first id ``STEM_added_N`` that is not used."""
    taken = set(used)
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}_added_{number}") not in taken)
