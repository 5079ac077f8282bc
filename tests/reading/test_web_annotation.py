"""Web Annotations: as the W3C model wants them, and back from other annotators."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from offramp.reading.exchange.record import ClaimRecord, ExchangeError, LedgerRecord, SourceRecord
from offramp.reading.exchange.selectors import place, selectors
from offramp.reading.exchange.web_annotation import to_web_annotation, web_annotation_text
from offramp.reading.exchange.web_annotation_back import from_web_annotation
from small_ledger import LEDGER, SOURCE, TEXT, at, ledgers

# What the Web Annotation Data Model (2017) says an annotation, a selector and a collection MUST have.
MODEL: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "type", "total", "first"],
    "properties": {
        "@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
        },
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["describing", "identifying"]},
                "target": {
                    "oneOf": [{"$ref": "#/$defs/target"}, {"type": "array", "items": {"$ref": "#/$defs/target"}}]
                },
            },
        },
        "target": {
            "type": "object",
            "anyOf": [{"required": ["source", "selector"]}, {"required": ["id"]}],
            "properties": {
                "source": {"type": "object", "required": ["id"]},
                "selector": {
                    "oneOf": [{"$ref": "#/$defs/selector"}, {"type": "array", "items": {"$ref": "#/$defs/selector"}}]
                },
            },
        },
        "selector": {
            "oneOf": [
                {
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0},
                    },
                },
                {
                    "required": ["type", "exact"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        **{key: {"type": "string"} for key in ("exact", "prefix", "suffix")},
                    },
                },
            ]
        },
    },
}
COLLECTION = to_web_annotation(LEDGER)
ITEMS: list[dict[str, Any]] = COLLECTION["first"]["items"]


def record_of(item: dict[str, Any]) -> dict[str, Any]:
    return next(body for body in item["body"] if "offramp:record" in body)


def test_the_collection_is_as_the_model_wants_it() -> None:
    jsonschema.validate(COLLECTION, MODEL)
    assert COLLECTION["total"] == len(ITEMS) == len({item["id"] for item in ITEMS})


@given(ledgers())
@settings(max_examples=60, deadline=None)
def test_every_selector_holds_the_words_of_the_text(ledger: LedgerRecord) -> None:
    collection = to_web_annotation(ledger)
    jsonschema.validate(collection, MODEL)
    text = ledger.sources[0].text or ""
    for item in collection["first"]["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            begin, end = position["start"], position["end"]
            assert quote["exact"] == text[begin:end]
            assert text[:begin].endswith(quote.get("prefix", ""))
            assert text[end:].startswith(quote.get("suffix", ""))


def test_provenance_follows_the_chain() -> None:
    body = record_of(ITEMS[0])
    assert body["prov:wasQuotedFrom"]["id"].startswith("ni:///sha-256;")
    assert body["prov:wasAttributedTo"] == {"type": "prov:Agent", "name": "Coast Wire"}
    origin = body["prov:hadPrimarySource"]["prov:wasAttributedTo"]
    assert origin == {"type": "prov:Agent", "name": "three people close to the talks"}
    made = next(body for item in ITEMS for body in item["body"] if "prov:wasGeneratedBy" in body)
    assert made["prov:wasGeneratedBy"]["label"] == "rule: speech verb"


def test_between_teller_and_origin_stand_derived_accounts() -> None:
    chain = (("paper",), ("agency",), ("one source", "another"))
    ledger = LedgerRecord("", (SOURCE,), (ClaimRecord("a", "wire", "x", attributed_to=chain),))
    body = record_of(to_web_annotation(ledger)["first"]["items"][0])
    between = body["prov:wasDerivedFrom"]
    assert between["prov:wasAttributedTo"]["name"] == "agency"
    assert [each["name"] for each in between["prov:hadPrimarySource"]["prov:wasAttributedTo"]] == [
        "one source",
        "another",
    ]


def test_it_comes_back() -> None:
    back = from_web_annotation(web_annotation_text(LEDGER), LEDGER)
    assert (back.problems, back.claims) == ((), LEDGER.claims)


@given(ledgers())
@settings(max_examples=60, deadline=None)
def test_any_ledger_comes_back(ledger: LedgerRecord) -> None:
    back = from_web_annotation(web_annotation_text(ledger), ledger)
    assert back.problems == ()
    assert tuple(replace(claim, quote=None) for claim in back.claims) == ledger.claims


def moved(item: dict[str, Any], begin: int, end: int) -> dict[str, Any]:
    return item | {"target": {"source": "https://example.org/harbour", "selector": selectors(TEXT, (begin, end))}}


def test_what_an_annotator_corrects_comes_back() -> None:
    begin, end = at("“will not reopen” the north quay")
    words = {"type": "TextualBody", "purpose": "commenting", "value": "It stays shut."}
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": value} for value in ("B2", "rejected", "harbour")]
    item = moved(ITEMS[0], begin, end) | {"body": [words, *tags, record_of(ITEMS[0])]}
    (claim,) = from_web_annotation(json.dumps([item]), LEDGER).claims
    assert (claim.id, claim.content, claim.quote) == ("stays_shut", ((begin, end),), TEXT[begin:end])
    assert (claim.claim, claim.grade, claim.status) == ("It stays shut.", "B2", "rejected")
    assert claim.attributed_to == LEDGER.claims[0].attributed_to


def test_an_annotator_that_throws_the_record_away_is_understood_by_the_name() -> None:
    bare = [{"id": item["id"], "type": "Annotation", "target": item["target"]} for item in ITEMS]
    back = from_web_annotation(json.dumps({"type": "AnnotationPage", "items": bare}), LEDGER)
    assert (back.problems, back.claims) == ((), LEDGER.claims)


def test_a_new_annotation_is_a_suggestion() -> None:
    begin, end = at("80 ships wait")
    new = {"type": "Annotation", "body": {"type": "TextualBody", "value": "Ships wait."}}
    (claim,) = from_web_annotation(json.dumps(moved(new, begin, end)), LEDGER).claims
    assert claim == ClaimRecord(
        "wire_added_1", "wire", "Ships wait.", "80 ships wait", ((begin, end),), status="suggested"
    )


def test_positions_in_utf_16_units_find_their_place_by_the_words() -> None:
    begin, end = at("We asked for two weeks")
    units = len(TEXT[:begin].encode("utf-16-le")) // 2
    assert units != begin
    position = {"type": "TextPositionSelector", "start": units, "end": units + end - begin}
    assert place(TEXT, [position, {"type": "TextQuoteSelector", "exact": TEXT[begin:end]}]) == (begin, end)


def test_of_several_places_the_surroundings_decide_then_the_nearest() -> None:
    text = "a quay, the quay; our quay"
    quote = {"type": "TextQuoteSelector", "exact": "quay", "prefix": "the "}
    assert place(text, quote) == (12, 16)
    position = {"type": "TextPositionSelector", "start": 20, "end": 24}
    assert place(text, [position, {"type": "TextQuoteSelector", "exact": "quay"}]) == (22, 26)
    with pytest.raises(ValueError, match="3 places"):
        place(text, {"type": "TextQuoteSelector", "exact": "quay"})


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ({"type": "TextQuoteSelector", "exact": "a bridge"}, "do not stand in the text"),
        ({"type": "TextQuoteSelector"}, "has no words"),
        ({"type": "TextPositionSelector", "start": 5, "end": 5}, "is no span"),
        ({"type": "TextPositionSelector", "start": 5, "end": 10**9}, "is no span"),
        ({"type": "TextPositionSelector", "start": "5", "end": 9}, "needs whole numbers"),
        ({"type": "FragmentSelector", "value": "page=1"}, "neither a TextPositionSelector nor"),
    ],
)
def test_an_annotation_without_a_place_is_told_and_the_others_are_read(selector: Any, message: str) -> None:
    wrong = {"type": "Annotation", "target": {"source": "https://example.org/harbour", "selector": selector}}
    back = from_web_annotation(json.dumps([wrong, *ITEMS]), LEDGER)
    assert back.claims == LEDGER.claims
    assert len(back.problems) == 1
    assert message in back.problems[0]


def test_an_annotation_of_another_source_is_told() -> None:
    item = ITEMS[0] | {"target": {"source": "https://example.org/other", "selector": selectors(TEXT, (0, 7))}}
    back = from_web_annotation(json.dumps(item), LEDGER)
    assert (back.claims, back.problems) == ((), ("annotation 1: the ledger has no source https://example.org/other",))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "3", "[" * 100_000])
def test_what_holds_no_annotations_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError):
        from_web_annotation(text, LEDGER)


def test_a_span_outside_the_text_is_not_written() -> None:
    source = SourceRecord("s", text="short")
    with pytest.raises(ExchangeError) as error:
        to_web_annotation(
            LedgerRecord(
                "", (source,), (ClaimRecord("a", "s", cue=((3, 9),)), ClaimRecord("b", "s", content=((2, 2),)))
            )
        )
    assert len(error.value.problems) == 2
