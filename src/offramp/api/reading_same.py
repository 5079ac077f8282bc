"""Claims of a report that say the same as claims that a dossier has, and whether they come from another origin."""

from collections.abc import Mapping

from offramp.dossier.model import Dossier
from offramp.dossier.model_evidence import Claim as LedgerClaim
from offramp.reading.claims import Claim
from offramp.reading.corroborate import ReportClaim, corroborate
from offramp.reading.reader import Reading


def corroboration(
    reading: Reading, source: str, added: Mapping[str, Claim], dossier: Dossier
) -> dict[str, tuple[str, bool]]:
    """Return, by id, the older claim of another source that a new claim repeats, and whether its origin is another.

    Parameters
    ----------
    reading, source
        The report that is new, and the id of its source.
    added
        Its claims that the dossier has not, by their ids.
    dossier
        The dossier; claims that it rejects are not held against.
    """
    older = {
        name: claim
        for name, claim in dossier.evidence.items()
        if claim.source != source and claim.status != "rejected" and (claim.quote or claim.claim)
    }
    names = [*older, *added]
    claims = [_ledger_claim(dossier, name, claim) for name, claim in older.items()]
    claims += [_report_claim(reading, source, name, claim) for name, claim in added.items()]
    found: dict[str, tuple[str, bool]] = {}
    for group in corroborate(claims):
        first = group.claims[0]
        if first >= len(older):
            continue
        for place in group.claims:
            if place >= len(older):
                shared = any({first, place} <= set(origin.claims) for origin in group.origins)
                found[names[place]] = (names[first], not shared)
    return found


def _ledger_claim(dossier: Dossier, name: str, claim: LedgerClaim) -> ReportClaim:
    source = dossier.sources.get(claim.source or "")
    origins = claim.attributed_to[-1] if claim.attributed_to else ()
    return ReportClaim(
        report=claim.source or name,
        id=name,
        content=claim.quote or claim.claim or "",
        publisher=(source.publisher if source else None) or "",
        origins=origins,
        anonymous=bool(origins) and all(each[:1].islower() or each[:1].isdigit() for each in origins),
        relays=tuple(each for link in claim.attributed_to[:-1] for each in link),
        dates=(claim.date.first, claim.date.last) if claim.date is not None else None,
    )


def _report_claim(reading: Reading, source: str, name: str, claim: Claim) -> ReportClaim:
    links = claim.chain.links
    origins = [link for link in links if link.role in ("origin", "speaker")]
    when = reading.dates[claim.date] if claim.date is not None else None
    return ReportClaim(
        report=source,
        id=name,
        content=reading.words(claim.passage),
        publisher=reading.article.publisher or "",
        origins=tuple(link.name for link in origins),
        anonymous=bool(origins) and all(link.anonymous for link in origins),
        relays=tuple(link.name for link in links if link.role == "relay"),
        dates=(when.start, when.end) if when is not None and when.start is not None and when.end is not None else None,
    )
