"""Web Annotations read back: what an annotator corrected, moved, graded or added."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from offramp.reading.exchange.record import (
    PARTS,
    ClaimRecord,
    ExchangeError,
    LedgerRecord,
    Pair,
    ReadBack,
    SourceRecord,
    Status,
    claim_from,
    new_id,
    words_at,
)
from offramp.reading.exchange.selectors import place
from offramp.reading.exchange.web_annotation import annotation_id, source_iri

_GRADE = re.compile(r"[A-F][1-6]")
_WORDS = ("describing", "commenting", "editing")


@dataclass(slots=True)
class _Found:
    """A claim on its way: its record, and the spans of its parts as the annotations have them."""

    record: ClaimRecord
    parts: dict[str, tuple[Pair, ...]] = field(default_factory=dict)


def from_web_annotation(text: str, known: LedgerRecord) -> ReadBack:
    """Read claims back from a JSON-LD file: a collection, a page, a list of annotations, or one.

    An annotation is known by its record, or by its name where the annotator kept that and threw the record away. Words
    and tags in its body count before the record: they are what a person sees. An annotation that is not known is a new
    claim, suggested.

    Parameters
    ----------
    text
        The file.
    known
        The ledger that was written: its texts are those that positions count in.

    Raises
    ------
    ExchangeError
        When the text is no JSON, or there are no annotations in it.
    """
    try:
        items = list(_items(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"not JSON: {error}") from None
    if not items:
        raise ExchangeError("there are no annotations in it")
    names = {
        annotation_id(claim.id, source, part): (claim, part)
        for claim in known.claims
        for part in PARTS
        for source in [known.source(claim.source) or SourceRecord(claim.source or "unnamed")]
    }
    found: dict[str, _Found] = {}
    problems: list[str] = []
    used = {claim.id for claim in known.claims}
    for number, item in enumerate(items, start=1):
        try:
            _read(item, known, names, found, used)
        except (ValueError, ExchangeError) as error:
            problems.append(f"annotation {number}: {error}")
    claims = tuple(_whole(each, known) for each in found.values())
    return ReadBack(claims, tuple(problems))


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from _items(each)
    elif isinstance(data, Mapping):
        if "Annotation" in _listed(data.get("type")):
            yield data
        else:
            for key in ("items", "first", "@graph", "rows"):
                yield from _items(data.get(key))


def _read(
    item: Mapping[str, Any],
    known: LedgerRecord,
    names: Mapping[str, tuple[ClaimRecord, str]],
    found: dict[str, _Found],
    used: set[str],
) -> None:
    source = _source(item, known)
    bodies = [body for body in _listed(item.get("body")) if isinstance(body, Mapping)]
    record, part = _identity(item, bodies, names)
    spans = _spans(item, source)
    if part != "content":
        if record is None:
            raise ValueError(f"the {part} of a claim that is not there")
        if record.id in found:
            found[record.id].parts[part] = spans
        else:
            found[record.id] = _Found(record, {part: spans})
        return
    if record is None or (record.id in found and "content" in found[record.id].parts):
        record = ClaimRecord(new_id(source.id, used), status="suggested")
    used.add(record.id)
    read = _Found(replace(_edited(record, bodies), source=source.id), {"content": spans})
    if record.id in found:
        read.parts |= found[record.id].parts
    found[record.id] = read


def _identity(
    item: Mapping[str, Any], bodies: list[Mapping[str, Any]], names: Mapping[str, tuple[ClaimRecord, str]]
) -> tuple[ClaimRecord | None, str]:
    """Return the claim that an annotation is of, as last recorded, and which part of it."""
    by_name = names.get(str(item.get("id")))
    record = next((body["offramp:record"] for body in bodies if "offramp:record" in body), None)
    if isinstance(record, Mapping) and record.get("part") in PARTS:
        claims = {claim.id: claim for claim, _ in names.values()}
        name = str(record.get("id"))
        return claims.get(name, ClaimRecord(name)), str(record["part"])
    if record is not None:
        return claim_from(record), "content"
    return by_name or (None, "content")


def _source(item: Mapping[str, Any], known: LedgerRecord) -> SourceRecord:
    """Return the source that an annotation is of; where there is only one, any address is taken to mean that."""
    target = next(iter(_listed(item.get("target"))), None)
    about = target.get("source", target) if isinstance(target, Mapping) else target
    name = about.get("id") if isinstance(about, Mapping) else about
    for source in known.sources:
        if name in (source_iri(source), source.url, source.id):
            return source
    if len(known.sources) == 1:
        return known.sources[0]
    raise ValueError(f"the ledger has no source {name}")


def _spans(item: Mapping[str, Any], source: SourceRecord) -> tuple[Pair, ...]:
    targets = [target for target in _listed(item.get("target")) if isinstance(target, Mapping) and "selector" in target]
    if source.text is None:
        return ()
    return tuple(sorted({place(source.text, target["selector"]) for target in targets}))


def _edited(record: ClaimRecord, bodies: list[Mapping[str, Any]]) -> ClaimRecord:
    """Return a record with what the words and tags of the body say."""
    for body in bodies:
        value, purpose = body.get("value"), body.get("purpose", "describing")
        if body.get("type") != "TextualBody" or not isinstance(value, str) or not value.strip():
            continue
        if purpose == "tagging" and _GRADE.fullmatch(value):
            record = replace(record, grade=value)
        elif purpose == "tagging" and value in get_args(Status):
            record = replace(record, status=value)  # type: ignore[arg-type]
        elif purpose in _WORDS:
            record = replace(record, claim=value)
    return record


def _whole(found: _Found, known: LedgerRecord) -> ClaimRecord:
    claim, parts = found.record, found.parts
    content, speaker, cue = (parts.get(part, getattr(claim, part)) for part in PARTS)
    claim = replace(claim, content=content, speaker=speaker, cue=cue)
    source = known.source(claim.source)
    if source is not None and source.text is not None and claim.content:
        claim = replace(claim, quote=words_at(source.text, claim.content))
    return claim


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
