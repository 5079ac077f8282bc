"""The claims of a reading as they are held against those of other reports."""

from offramp.reading.claims import Claim
from offramp.reading.corroborate import ReportClaim
from offramp.reading.reader import Reading


def report_claims(reading: Reading, outlet: str = "") -> tuple[ReportClaim, ...]:
    """Return the claims of a reading; one inside another is a part of that, and no voice of its own.

    Parameters
    ----------
    reading
        Of one report.
    outlet
        Whose report it is, where the report does not say.
    """
    publisher = reading.article.publisher or outlet
    return tuple(
        _report_claim(reading, place, claim, publisher)
        for place, claim in enumerate(reading.claims)
        if claim.nested_in is None
    )


def _report_claim(reading: Reading, place: int, claim: Claim, publisher: str) -> ReportClaim:
    links = claim.chain.links
    date = None if claim.date is None else reading.dates[claim.date]
    return ReportClaim(
        reading.article.sha256,
        str(place + 1),
        " … ".join(reading.words(piece) for piece in claim.content),
        publisher,
        tuple(dict.fromkeys(link.name for link in links if link.role in ("origin", "speaker"))),
        claim.chain.anonymous,
        _relays(claim),
        (date.start, date.end) if date is not None and date.start is not None and date.end is not None else None,
    )


def _relays(claim: Claim) -> tuple[str, ...]:
    """Return who passed it on; also whom unnamed sources told it, where that has a name: "officials told Reuters"."""
    told = claim.chain.anonymous
    links = [link for link in claim.chain.links if link.role == "relay" or (told and link.role == "venue")]
    return tuple(dict.fromkeys(link.name for link in links if link.role == "relay" or link.name[:1].isupper()))
