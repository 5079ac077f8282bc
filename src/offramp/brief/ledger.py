"""The evidence as the brief shows it: every claim with its chain, its grade and its place in a dispute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.dossier.model import Dossier
from offramp.dossier.model_evidence import Claim, Quantity, Source

RELIABILITY = {
    "A": "origin completely reliable",
    "B": "origin usually reliable",
    "C": "origin fairly reliable",
    "D": "origin not usually reliable",
    "E": "origin unreliable",
    "F": "reliability of the origin cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim of the ledger, in words.

    Attributes
    ----------
    number, id, anchor
        Place in the ledger from 1, key in the dossier, and name of its place in the page.
    text
        The claim in our own words, or else the quote.
    quote
        Verbatim words, where the dossier has them.
    chain
        Who says it, teller first, origin last; parallel tellers joined by "and". Empty: the source in its own voice.
    relays
        Who repeats it without an origin of their own.
    source
        Title of the source; ``None`` where none is named.
    grade, grade_words
        The Admiralty code and what it means.
    caution
        Hedge and condition, as the source puts them.
    part_of, supports, contradicts
        Numbers of other claims.
    cited
        How often the model rests on it.
    """

    number: int
    id: str
    anchor: str
    text: str
    quote: str | None
    chain: tuple[str, ...]
    relays: tuple[str, ...]
    source: str | None
    date: str | None
    grade: str | None
    grade_words: str
    caution: tuple[str, ...]
    quantities: tuple[str, ...]
    part_of: int | None
    supports: tuple[int, ...]
    contradicts: tuple[int, ...]
    status: str
    why: str | None
    cited: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of the dossier."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    n_claims: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims, the sources, and the pairs of claims that contradict each other."""

    sources: tuple[SourceView, ...]
    claims: tuple[ClaimView, ...]
    disputes: tuple[tuple[ClaimView, ClaimView], ...]

    def citing(self, ids: Sequence[str]) -> tuple[ClaimView, ...]:
        """Return the claims with these ids, in that order."""
        by_id = {claim.id: claim for claim in self.claims}
        return tuple(by_id[claim] for claim in ids)


def ledger(dossier: Dossier, cited: Mapping[str, int]) -> Ledger:
    """Return the evidence of a dossier; ``cited`` says how often the model rests on each claim."""
    numbers = {claim: place for place, claim in enumerate(dossier.evidence, start=1)}
    claims = tuple(
        _claim_view(dossier, claim_id, claim, numbers, cited.get(claim_id, 0))
        for claim_id, claim in dossier.evidence.items()
    )
    pairs = {frozenset((claim.number, other)) for claim in claims for other in claim.contradicts}
    disputes = tuple((claims[min(pair) - 1], claims[max(pair) - 1]) for pair in sorted(pairs, key=sorted))
    used = [claim.source for claim in dossier.evidence.values()]
    sources = tuple(
        _source_view(source_id, source, used.count(source_id)) for source_id, source in dossier.sources.items()
    )
    return Ledger(sources, claims, disputes)


def _source_view(source_id: str, source: Source, n_claims: int) -> SourceView:
    published = str(source.published) if source.published else None
    return SourceView(
        source_id, source.title or source_id, source.publisher, published, web_address(source.url), n_claims
    )


def web_address(url: str | None) -> str | None:
    """Return an address that is safe to link: http and https only."""
    return url if url is not None and url.casefold().startswith(("http://", "https://")) else None


def _claim_view(dossier: Dossier, claim_id: str, claim: Claim, numbers: Mapping[str, int], cited: int) -> ClaimView:
    source = dossier.sources.get(claim.source) if claim.source else None
    return ClaimView(
        number=numbers[claim_id],
        id=claim_id,
        anchor=f"claim-{claim_id}",
        text=claim.claim or f"“{claim.quote}”",
        quote=claim.quote if claim.claim else None,
        chain=tuple(" and ".join(link) for link in claim.attributed_to),
        relays=claim.echoed_by,
        source=(source.title or claim.source) if source else claim.source,
        date=str(claim.date) if claim.date else None,
        grade=claim.grade,
        grade_words=grade_words(claim.grade),
        caution=tuple(words for words in (claim.hedge, claim.condition) if words),
        quantities=tuple(quantity_words(quantity) for quantity in claim.quantities),
        part_of=numbers[claim.subset_of] if claim.subset_of else None,
        supports=tuple(numbers[other] for other in claim.supports),
        contradicts=tuple(numbers[other] for other in claim.contradicts),
        status=claim.status,
        why=claim.why,
        cited=cited,
    )


def grade_words(grade: str | None) -> str:
    """Return what an Admiralty grade means.

    >>> grade_words("B2")
    'origin usually reliable; probably true'
    """
    return f"{RELIABILITY[grade[0]]}; {CREDIBILITY[grade[1]]}" if grade else "not graded"


def quantity_words(quantity: Quantity) -> str:
    """Return a quantity with its bounds.

    >>> quantity_words(Quantity(min=80, of="people killed"))
    'at least 80 people killed'
    """
    low, high = (f"{bound:,.12g}" if bound is not None else None for bound in (quantity.min, quantity.max))
    if low == high:
        return f"{low} {quantity.of}"
    if low is None:
        return f"at most {high} {quantity.of}"
    return f"at least {low} {quantity.of}" if high is None else f"{low} to {high} {quantity.of}"
