"""Claims of a reading as entries of a dossier's ledger."""

from collections.abc import Mapping
from typing import Any

from offramp.reading.chains import Chain
from offramp.reading.claim_words import content_words
from offramp.reading.claims import Claim
from offramp.reading.quantities import Quantity
from offramp.reading.reader import Reading

KEY_WORDS = 8  # of a claim, where its own words may not stand


def evidence_entry(reading: Reading, claim: Claim, source: str, *, quoting: bool, spans: bool) -> dict[str, Any]:
    """Return a claim as an entry of the ledger, with status suggested.

    Parameters
    ----------
    reading, claim
        Where it stands.
    source
        Id of its source in the dossier.
    quoting
        Whether the words of the report may stand in the dossier; else a few key words say what it is about.
    spans
        Whether the source has a file that the span counts in.
    """
    passage = claim.passage
    entry: dict[str, Any] = {"source": source}
    if quoting:
        entry["quote"] = reading.article.words(passage)
        entry |= {"span": [passage.start, passage.end]} if spans else {}
    else:
        entry["claim"] = key_words(reading, claim)
    told, echoes = attribution(claim.chain)
    hedge, condition = _hedges(reading, claim)
    given = {
        "attributed_to": told,
        "echoed_by": echoes,
        "hedge": hedge,
        "condition": condition if quoting else "",
        "quantities": [q for each in claim.quantities if (q := _quantity(reading, each)) is not None]
        if quoting
        else [],
        "date": reading.value(claim.date),
        "grade": claim.grade,
        "status": "suggested",
        "why": f"Proposed by the {claim.rule}." if claim.rule.startswith("second reader") else "",
    }
    return entry | {key: value for key, value in given.items() if value}


def key_words(reading: Reading, claim: Claim) -> str:
    """Return what a claim is about, in key words: where the report's own words may not stand."""
    words = [word.strip(".,;:“”\"'()") for part in claim.content for word in reading.words(part).split()]
    kept = list(dict.fromkeys(word for word in words if content_words(word).tokens))[:KEY_WORDS]
    place = f"paragraph {claim.paragraph + 1}"
    return (
        f"To be put in our own words ({place}): {', '.join(kept)}" if kept else f"To be put in our own words ({place})"
    )


def attribution(chain: Chain) -> tuple[list[Any], list[str]]:
    """Return the chain of a ledger entry, teller first and origin last, and those who only repeat it."""
    venues = [(link.name,) for link in chain.links if link.role == "venue" and not _is_place(link.name)]
    steps = [tuple(dict.fromkeys(step)) for step in (*venues, *chain.tellers)]
    return [list(step) if len(step) > 1 else step[0] for step in steps], list(dict.fromkeys(chain.echoes))


def _is_place(name: str) -> bool:
    """Whether a venue is only where or how something was said: "in a statement"."""
    return name.partition(" ")[0].lower() in ("in", "at", "on", "during", "by", "via")


def _hedges(reading: Reading, claim: Claim) -> tuple[str, str]:
    words = [reading.words(each.span) for each in claim.hedges if each.kind != "condition"]
    words += [reading.words(each.span) for each in claim.quantities if each.approximate]  # "roughly a dozen"
    conditions = [reading.words(each.span) for each in claim.hedges if each.kind == "condition"]
    return "; ".join(dict.fromkeys(words)), "; ".join(dict.fromkeys(conditions))


def _quantity(reading: Reading, quantity: Quantity) -> Mapping[str, Any] | None:
    """Return a quantity that has a bound and says what it counts."""
    if quantity.min is None and quantity.max is None:
        return None
    of = " ".join([*(reading.words(part) for part in quantity.of), quantity.unit]).strip()
    bounds = {key: _plain(value) for key, value in (("min", quantity.min), ("max", quantity.max)) if value is not None}
    return bounds | {"of": of} if of else None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value
