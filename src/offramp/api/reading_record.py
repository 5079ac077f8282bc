"""A reading as a ledger of plain values, for the exchange formats."""

from offramp.api.reading_evidence import evidence_entry
from offramp.reading.claims import Claim
from offramp.reading.exchange.record import ClaimRecord, LedgerRecord, Pair, SourceRecord, claim_from
from offramp.reading.reader import Reading
from offramp.reading.span import Span


def reading_record(reading: Reading, source: str) -> LedgerRecord:
    """Return everything that a report claims, as suggestions.

    Parameters
    ----------
    reading
        Of the report.
    source
        A name for the report: an id as in a dossier.
    """
    article = reading.article
    about = SourceRecord(
        source,
        article.title,
        article.publisher,
        article.published.isoformat() if article.published else None,
        article.url,
        article.language,
        article.text,
        article.sha256,
    )
    claims = tuple(_record(reading, claim, source, place) for place, claim in enumerate(reading.claims))
    return LedgerRecord(article.title or source, (about,), claims)


def _record(reading: Reading, claim: Claim, source: str, place: int) -> ClaimRecord:
    entry = evidence_entry(reading, claim, source, quoting=True, spans=False)
    attributed = [[link] if isinstance(link, str) else link for link in entry.pop("attributed_to", [])]
    parts = {
        "content": _pairs(claim.content),
        "speaker": _pairs(claim.source),
        "cue": _pairs(claim.cue),
        "attributed_to": attributed,
        "subset_of": _subset(claim, source),
        "generated_by": f"rule: {claim.rule}" if not claim.rule.startswith("second reader") else claim.rule,
        "confidence": claim.confidence,
    }
    return claim_from({**entry, **parts, "id": claim_id(source, place)})


def claim_id(source: str, place: int) -> str:
    """Return the name of a claim by its place in the reading."""
    return f"{source}_{place + 1}"


def _subset(claim: Claim, source: str) -> str | None:
    """Return the claim of whose origins these are some; claims with an attribution stand in its order."""
    place = next((link.subset_of for link in claim.chain.links if link.subset_of is not None), None)
    return None if place is None else claim_id(source, place)


def _pairs(spans: tuple[Span, ...]) -> tuple[Pair, ...]:
    return tuple(sorted((span.start, span.end) for span in spans if span))
