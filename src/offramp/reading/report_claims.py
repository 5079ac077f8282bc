"""The claims of a reading as they are held against those of other reports."""

import re

from offramp.reading.claims import Claim
from offramp.reading.corroborate import ReportClaim
from offramp.reading.reader import Reading

_TOLD = re.compile(r"(?:told|telling)\s+((?:the\s+)?[A-Z][\w’'&.-]*(?:\s+[A-Z][\w’'&.-]*)*)")


def report_claims(reading: Reading, outlet: str = "") -> tuple[ReportClaim, ...]:
    """Return the claims of a reading.

    Parameters
    ----------
    reading
        Of one report.
    outlet
        Whose report it is, where the report does not say.
    """
    publisher = reading.article.publisher or outlet
    return tuple(_report_claim(reading, place, claim, publisher) for place, claim in enumerate(reading.claims))


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
        tuple(dict.fromkeys([*(link.name for link in links if link.role == "relay"), *_told(reading, claim)])),
        (date.start, date.end) if date is not None and date.start is not None and date.end is not None else None,
    )


def _told(reading: Reading, claim: Claim) -> list[str]:
    """Return who unnamed sources told it, where that has a name: "two officials told Reuters that"."""
    if not (claim.chain.anonymous and claim.cue and claim.content):
        return []
    text = reading.article.text[claim.cue[0].start : max(claim.cue[0].start, claim.content[0].start)]
    return [" ".join(match[1].split()) for match in [_TOLD.match(text)] if match is not None]
