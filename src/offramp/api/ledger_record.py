"""A dossier's ledger as plain values, for the exchange formats."""

from pathlib import Path

from offramp.dossier.build import BuiltDossier
from offramp.dossier.files import FileError, read_beside
from offramp.dossier.model_evidence import Claim, Source
from offramp.reading.exchange.record import ClaimRecord, LedgerRecord, Pair, QuantityRecord, SourceRecord


def ledger_record(built: BuiltDossier) -> LedgerRecord:
    """Return the ledger of a dossier, with the texts of the sources whose files stand beside it.

    A quote without a span is marked where it first stands in its source.
    """
    dossier, folder = built.model, built.path.parent
    sources = tuple(_source(name, source, folder) for name, source in dossier.sources.items())
    texts = {source.id: source.text for source in sources}
    claims = tuple(_claim(name, claim, texts.get(claim.source or "")) for name, claim in dossier.evidence.items())
    return LedgerRecord(dossier.title, sources, claims)


def _source(name: str, source: Source, folder: Path) -> SourceRecord:
    text = None
    if source.file is not None:
        try:
            text = read_beside(folder, source.file).text
        except FileError:  # loading has told already; without its text the source is a title
            text = None
    published = str(source.published) if source.published else None
    return SourceRecord(name, source.title, source.publisher, published, source.url, text=text, sha256=source.sha256)


def _claim(name: str, claim: Claim, text: str | None) -> ClaimRecord:
    return ClaimRecord(
        name,
        claim.source or "",
        claim.claim,
        claim.quote,
        _content(claim, text),
        attributed_to=claim.attributed_to,
        echoed_by=claim.echoed_by,
        subset_of=claim.subset_of,
        supports=claim.supports,
        contradicts=claim.contradicts,
        hedge=claim.hedge,
        condition=claim.condition,
        quantities=tuple(QuantityRecord(each.of, each.min, each.max) for each in claim.quantities),
        date=str(claim.date) if claim.date else None,
        grade=claim.grade,
        status=claim.status,
        why=claim.why,
    )


def _content(claim: Claim, text: str | None) -> tuple[Pair, ...]:
    if text is None:
        return ()
    if claim.span is not None:
        return (claim.span,)
    begin = -1 if claim.quote is None else text.find(claim.quote)
    return () if claim.quote is None or begin < 0 else ((begin, begin + len(claim.quote)),)
