"""A reading as JSON: spans are pairs of code points of the frozen text, end excluded."""

from collections.abc import Iterable
from typing import Any

from offramp.reading.acts.act import Act
from offramp.reading.claims import Claim
from offramp.reading.reader import Reading
from offramp.reading.span import Span


def reading_json(reading: Reading, file: str) -> dict[str, Any]:
    """Return a reading as ``offramp read --format json`` prints it; places in other lists count from 0."""
    article = reading.article
    return {
        "offramp": 1,
        "file": file,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "notes": list(article.notes),
        "left_out": [{"span": _pair(each.span), "why": each.why} for each in article.left_out],
        "claims": [_claim(reading, claim) for claim in reading.claims],
        "acts": [_act(reading, act) for act in reading.acts],
        "dates": [
            {
                "span": _pair(each.span), "value": each.value, "precision": each.precision, "relation": each.relation,
                "rule": each.rule, "note": each.note,
            }
            for each in reading.dates
        ],
        "deadlines": [
            {
                "span": _pair(due.span), "date": reading.value(due.date), "by": due.who, "to": due.whom,
                "demand": _pair(due.demand), "act": due.act, "status": due.status,
            }
            for due in reading.deadlines
        ],
        "endings": [
            {"introduction": _pair(each.introduction), "items": _pairs(each.items), "count": each.count}
            for each in reading.endings
        ],
        "parties": [
            {"name": each.name, "people": list(each.people), "forms": list(each.forms), "country": each.country}
            for each in reading.parties
        ],
    }  # fmt: skip


def _claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    return {
        "source": _pairs(claim.source),
        "cue": _pairs(claim.cue),
        "content": _pairs(claim.content),
        "text": reading.article.words(claim.passage),
        "chain": [
            {
                "name": link.name, "role": link.role, "span": _pair(link.span), "count": link.count,
                "anonymous": link.anonymous, "subset_of": link.subset_of, "same_as": link.same_as,
            }
            for link in claim.chain.links
        ],
        "origins": list(claim.chain.origins),
        "independent": claim.chain.independent,
        "hedges": [{"span": _pair(each.span), "kind": each.kind} for each in claim.hedges],
        "quantities": [
            {
                "span": _pair(each.span), "min": each.min, "max": each.max, "approximate": each.approximate,
                "of": _pairs(each.of), "unit": each.unit,
            }
            for each in claim.quantities
        ],
        "date": reading.value(claim.date),
        "acts": list(claim.acts),
        "paragraph": claim.paragraph,
        "nested_in": claim.nested_in,
        "subset_of": claim.subset_of,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "grade": claim.grade,
    }  # fmt: skip


def _act(reading: Reading, act: Act) -> dict[str, Any]:
    return {
        "type": act.type.value,
        "plover": act.plover,
        "actor": act.who,
        "target": act.whom,
        "span": _pair(act.span),
        "cue": _pair(act.cue),
        "actor_span": _pair(act.actor),
        "target_span": _pair(act.target),
        "content": _pair(act.content),
        "terms": _pairs(act.terms),
        "instrument": _pair(act.instrument),
        "condition": _pair(act.condition),
        "negated": act.negated,
        "modality": act.modality,
        "date": reading.value(act.date),
        "answers": act.answers,
        "rule": act.rule,
        "confidence": act.confidence,
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
