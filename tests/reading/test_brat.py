"""brat standoff: as brat reads it, and back."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from offramp.reading.exchange.brat import standoff, to_brat, without_place
from offramp.reading.exchange.brat_back import from_brat, read_standoff
from offramp.reading.exchange.record import ClaimRecord, ExchangeError, LedgerRecord
from small_ledger import LEDGER, SOURCE, TEXT, at, ledgers

FILES = to_brat(LEDGER)


def as_brat_reads_it(text: str, ann: str) -> None:
    """The checks of brat's server on text-bound annotations, from its definition of the format."""
    for line in filter(None, ann.split("\n")):
        if not line.startswith("T"):
            continue
        _, head, words = line.split("\t", 2)
        spans = [tuple(map(int, part.split(" "))) for part in head.split(" ", 1)[1].split(";")]
        assert all(0 <= begin < end <= len(text) for begin, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        assert words == " ".join(text[begin:end] for begin, end in spans)
        assert "\n" not in words


def test_the_collection_has_text_annotations_and_configuration() -> None:
    assert set(FILES) == {"annotation.conf", "wire.txt", "wire.ann"}
    assert FILES["wire.txt"] == TEXT
    as_brat_reads_it(TEXT, FILES["wire.ann"])
    assert without_place(LEDGER) == ("in_a_letter",)


def test_offsets_are_code_points_and_a_line_break_splits_a_span() -> None:
    begin, end = at("three people close to the talks, cited by\nCoast Wire")
    cut = TEXT.index("\n", begin)
    line = next(line for line in FILES["wire.ann"].splitlines() if "\tSource " in line)
    assert line.split("\t")[1] == f"Source {begin} {cut};{cut + 1} {end}"
    assert TEXT.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le") != TEXT[begin:end]  # the ship is two units


def test_discontinuous_content_is_one_annotation() -> None:
    (one, two) = (at("We asked for two weeks,"), at("and for nothing else."))
    assert (
        f"Content {one[0]} {one[1]};{two[0]} {two[1]}\tWe asked for two weeks, and for nothing else.\n"
        in FILES["wire.ann"]
    )


def test_it_comes_back() -> None:
    back = from_brat(FILES, LEDGER)
    assert back.problems == ()
    assert back.claims == LEDGER.claims[:3]


@given(ledgers())
@settings(max_examples=80, deadline=None)
def test_any_ledger_comes_back(ledger: LedgerRecord) -> None:
    files = to_brat(ledger)
    as_brat_reads_it(files["s.txt"], files["s.ann"])
    back = from_brat(files, ledger)
    assert back.problems == ()
    assert back.claims == ledger.claims


def test_what_an_annotator_corrects_comes_back() -> None:
    begin, end = at("The port authority “will not reopen” the north quay")
    ann = FILES["wire.ann"].replace(
        f"Content {begin} {end}\t{TEXT[begin:end]}", f"Content {begin + 4} {end}\t{TEXT[begin + 4 : end]}"
    )
    ann = ann.replace("Grade E1 C3", "Grade E1 B2").replace("will keep the north quay shut", "keeps it shut")
    back = from_brat({"wire.ann": ann}, LEDGER)
    expected = replace(
        LEDGER.claims[0],
        content=((begin + 4, end),),
        quote=TEXT[begin + 4 : end],
        grade="B2",
        claim="The port authority keeps it shut.",
    )
    assert back.claims[0] == expected
    assert back.claims[1:] == LEDGER.claims[1:3]


def test_what_an_annotator_adds_is_a_suggestion_with_a_new_id() -> None:
    begin, end = at("80 ships wait")
    added = (
        f"T90\tContent {begin} {end}\t80 ships wait\nT91\tAttribution {begin} {end}\t80 ships wait\n"
        "E90\tAttribution:T91 Content:T90\n"
    )
    back = from_brat({"wire.ann": FILES["wire.ann"] + added}, LEDGER)
    assert back.claims[-1] == ClaimRecord(
        "wire_added_1", "wire", None, "80 ships wait", ((begin, end),), status="suggested"
    )


def test_files_of_the_attribution_corpora_are_read() -> None:
    """PolNeAR writes an event without a source as "Attribution-no-source"."""
    ann = (
        "T1\tCue 0 7\tHarbour\nT2\tContent 8 13\ttalks\nT3\tAttribution-no-source 0 7\tHarbour\n"
        "E1\tAttribution-no-source:T3 Content:T2 Cue:T1\n"
    )
    (claim,) = read_standoff(ann, SOURCE).claims
    assert (claim.content, claim.cue, claim.speaker) == (((8, 13),), ((0, 7),), ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tContent 5\tx", "line 1: expected"),
        ("T1\tContent 5 99999\tx", "is no span of the text"),
        ("T1\tContent 9 5\tx", "is no span of the text"),
        ("T1\tContent a b\tx", "line 1: expected"),
        ("E1\tAttribution", "line 1: expected"),
        ("E1\tAttribution:T1 Content:T2", "there is no T2"),
        ("A1\tGrade", "line 1: expected"),
        ("#1\tLedger", "line 1: expected"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(line: str, message: str) -> None:
    back = from_brat({"wire.ann": f"{line}\n{standoff(TEXT, []) or ''}"}, LEDGER)
    assert message in " ".join(back.problems)
    assert back.claims == ()


def test_a_record_that_was_broken_is_told_and_the_annotation_is_kept() -> None:
    ann = FILES["wire.ann"].replace('{"id": "stays_shut"', '{"id: ')
    back = from_brat({"wire.ann": ann}, LEDGER)
    assert len(back.claims) == 3
    assert "Ledger cannot be read" in back.problems[0]


def test_another_text_is_refused() -> None:
    back = from_brat(FILES | {"wire.txt": TEXT + " "}, LEDGER)
    assert back.claims == ()
    assert "not the text that the ledger has" in back.problems[0]


def test_a_span_outside_the_text_is_not_written() -> None:
    wrong = LedgerRecord(
        "", (SOURCE,), (ClaimRecord("a", "wire", content=((0, 9999),)), ClaimRecord("b", "wire", cue=((5, 5),)))
    )
    with pytest.raises(ExchangeError) as error:
        to_brat(wrong)
    assert [problem.split(":")[0] for problem in error.value.problems] == ["a", "b"]
