"""The ledger as W3C Web Annotations in JSON-LD, with provenance in terms of PROV-O.

One annotation for the content of each claim, and one each for its speaker and its cue; a part in several pieces has
several targets. Each target has a position (code points of the frozen text) and a quote with its surroundings, so that
any annotator finds it. The body says the claim in words, tags its grade and status, and holds the record of the claim
with its provenance: quoted from the report, attributed to the teller, with the origin as primary source.

Sanderson, Ciccarese & Young (2017), Web Annotation Data Model; Lebo, Sahoo & McGuinness (2013), PROV-O.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offramp._version import __version__
from offramp.reading.exchange.record import (
    PARTS,
    ClaimRecord,
    ExchangeError,
    LedgerRecord,
    SourceRecord,
    outside,
    plain,
)
from offramp.reading.exchange.selectors import selectors

TERMS = "urn:x-offramp:ledger:"
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "http://schema.org/",
        "offramp": TERMS,
        "offramp:record": {"@type": "@json"},
    },
]
GENERATOR = {"type": "Software", "name": f"Offramp {__version__}"}
MOTIVES = {"content": "describing", "speaker": "identifying", "cue": "identifying"}


def to_web_annotation(ledger: LedgerRecord) -> dict[str, Any]:
    """Return the ledger as an annotation collection, to be written as JSON-LD.

    Raises
    ------
    ExchangeError
        When a span does not lie in its source's text.
    """
    items: list[dict[str, Any]] = []
    problems: list[str] = []
    for claim in ledger.claims:
        source = ledger.source(claim.source) or SourceRecord(claim.source or "unnamed")
        if claim.content or claim.speaker or claim.cue:
            problems += outside(claim, source.text or "")
        if not problems:
            items += _annotations(claim, source)
    if problems:
        raise ExchangeError(*problems)
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    heading = {"@context": CONTEXT, "type": "AnnotationCollection", "label": ledger.title or "Ledger"}
    return {**heading, "generator": GENERATOR, "total": len(items), "first": page}


def web_annotation_text(ledger: LedgerRecord) -> str:
    """Return the ledger as the text of a JSON-LD file."""
    return json.dumps(to_web_annotation(ledger), ensure_ascii=False, indent=1) + "\n"


def annotation_id(claim: str, source: SourceRecord, part: str = "content") -> str:
    """Return the name of the annotation of a part of a claim: the same in every export of the same claim."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{TERMS}{source_iri(source)}:{claim}:{part}").urn


def source_iri(source: SourceRecord) -> str:
    """Return the name of a source: of the text by its SHA-256 digest (RFC 6920), else its address, else its id."""
    if source.text is not None:
        digest = hashlib.sha256(source.text.encode()).digest()
        return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
    return source.url or f"{TERMS}source:{source.id}"


def _annotations(claim: ClaimRecord, source: SourceRecord) -> Iterator[dict[str, Any]]:
    for part in PARTS:
        targets = _targets(claim, source, part)
        if targets:
            bodies = _bodies(claim, source) if part == "content" else [_part_of(claim, source, part)]
            yield {
                "id": annotation_id(claim.id, source, part),
                "type": "Annotation",
                "motivation": MOTIVES[part],
                "generator": GENERATOR,
                "body": bodies,
                "target": targets[0] if len(targets) == 1 else targets,
            }


def _targets(claim: ClaimRecord, source: SourceRecord, part: str) -> list[Any]:
    about = _about(source)
    pieces = getattr(claim, part)
    if pieces and source.text is not None:
        return [{"source": about, "selector": selectors(source.text, piece)} for piece in pieces]
    if part != "content":
        return []
    if claim.quote is not None:
        return [{"source": about, "selector": {"type": "TextQuoteSelector", "exact": claim.quote}}]
    return [about]


def _about(source: SourceRecord) -> dict[str, Any]:
    found: dict[str, Any] = {"id": source_iri(source), "type": "Text", "format": "text/plain"}
    if source.language:
        found["language"] = source.language
    if source.title:
        found["schema:headline"] = source.title
    if source.publisher:
        found["schema:publisher"] = source.publisher
    if source.published:
        found["schema:datePublished"] = source.published
    if source.url and source.url != found["id"]:
        found["prov:wasDerivedFrom"] = {"id": source.url}
    return found


def _part_of(claim: ClaimRecord, source: SourceRecord, part: str) -> dict[str, Any]:
    record = {"id": claim.id, "part": part}
    return {"type": "offramp:Part", "offramp:of": {"id": annotation_id(claim.id, source)}, "offramp:record": record}


def _bodies(claim: ClaimRecord, source: SourceRecord) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if claim.claim is not None:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": claim.claim, "format": "text/plain"})
    tags = [tag for tag in (claim.grade, claim.status) if tag is not None]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    record: dict[str, Any] = {"type": ["schema:Claim", "prov:Entity"], "prov:wasQuotedFrom": {"id": source_iri(source)}}
    record |= _account(claim.attributed_to)
    if claim.generated_by:
        record["prov:wasGeneratedBy"] = {"type": "prov:Activity", "label": claim.generated_by}
    kept = {key: value for key, value in plain(claim).items() if key not in PARTS}
    return [*bodies, record | {"offramp:record": kept}]


def _account(chain: Sequence[Sequence[str]]) -> Mapping[str, Any]:
    """Return who an account is from, and the account that it rests on: the last is the primary source."""
    if not chain:
        return {}
    agents = [{"type": "prov:Agent", "name": name} for name in chain[0]]
    account: dict[str, Any] = {"prov:wasAttributedTo": agents[0] if len(agents) == 1 else agents}
    if len(chain) > 1:
        term = "prov:hadPrimarySource" if len(chain) == 2 else "prov:wasDerivedFrom"
        account[term] = {"type": "prov:Entity", **_account(chain[1:])}
    return account
