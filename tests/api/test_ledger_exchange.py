"""A dossier's ledger to other tools' formats, and corrections back into the dossier."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from offramp.api.ledger_corrections import take_corrections
from offramp.api.ledger_files import Exchange, format_of, write_exchange
from offramp.api.ledger_record import ledger_record
from offramp.dossier.build import BuiltDossier
from offramp.dossier.check import load_dossier
from offramp.dossier.problems import DossierError
from offramp.reading.exchange.record import ExchangeError
from small_ledger import TEXT, at

SHUT = "The port authority “will not reopen” the north quay"
WEEKS = at("We asked for two weeks,")
DOSSIER = f"""\
# A harbour, with a report of our own.
offramp: 1
title: A harbour
sources:
  wire: {{title: Harbour talks stall, publisher: Coast Wire, url: "https://example.org/harbour", file: wire.txt}}
  letter: {{title: A letter}}
evidence:
  stays_shut:   # the main thing
    source: wire
    claim: The port authority keeps the north quay shut.
    quote: "{SHUT}"
    attributed_to: [Coast Wire, [three people close to the talks]]
    quantities: [{{min: 80, of: ships}}]
    grade: C3
  two_weeks: {{source: wire, claim: The dockers asked for two weeks., span: [{WEEKS[0]}, {WEEKS[1]}]}}
  offer: {{source: letter, claim: The mayor offers to pay., consistency: {{open: C}}}}
decision_makers: {{mayor: {{options: {{pay: Pay}}, preferences: {{basis: assumed, prioritized: [pay]}}}}}}
scenarios:
  open: {{title: The quay opens, when: pay, evidence: [offer]}}
  shut: {{title: It stays shut, when: otherwise}}
"""


@pytest.fixture
def built(tmp_path: Path) -> BuiltDossier:
    (tmp_path / "wire.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "harbour.yaml").write_text(DOSSIER, encoding="utf-8")
    return load_dossier(tmp_path / "harbour.yaml")


def test_the_record_of_a_dossier(built: BuiltDossier) -> None:
    found = ledger_record(built)
    assert found.sources[0].text == TEXT  # without the mark, lines ended by LF: spans count in that
    shut, weeks, offer = found.claims
    assert shut.content == (at(SHUT),)
    assert shut.attributed_to == (("Coast Wire",), ("three people close to the talks",))
    assert weeks.content == (WEEKS,)
    assert offer.content == ()


def written(built: BuiltDossier, form: Exchange) -> Path:
    path = built.path.parent / {"web-annotation": "out.jsonld", "brat": "out", "csv": "out.csv"}[form]
    write_exchange(ledger_record(built), form, path)
    assert format_of(path) is form
    return path


@pytest.mark.parametrize("form", Exchange)
def test_what_was_not_touched_changes_nothing(built: BuiltDossier, form: Exchange) -> None:
    found = take_corrections(built.path, written(built, form))
    assert (found.corrections, found.problems) == ((), ())
    assert built.path.read_text(encoding="utf-8") == DOSSIER


def in_brat(folder: Path, begin: int, end: int) -> None:
    path, (old_begin, old_end) = folder / "wire.ann", at(SHUT)
    text = path.read_text(encoding="utf-8")
    for kind in ("Content", "Attribution"):
        text = text.replace(f"{kind} {old_begin} {old_end}\t{SHUT}", f"{kind} {begin} {end}\t{TEXT[begin:end]}")
    text = text.replace("Grade E1 C3", "Grade E1 B2")
    added = at("at least 80 ships wait")
    text += f"T80\tContent {added[0]} {added[1]}\tat least 80 ships wait\nT81\tAttribution {added[0]} {added[1]}\tx\n"
    path.write_text(text + "E80\tAttribution:T81 Content:T80\n", encoding="utf-8")


def in_web_annotation(path: Path, begin: int, end: int) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    items = data["first"]["items"]
    items[0]["target"]["selector"] = [{"type": "TextPositionSelector", "start": begin, "end": end}]
    next(body for body in items[0]["body"] if body.get("value") == "C3")["value"] = "B2"
    added = at("at least 80 ships wait")
    selector = {"type": "TextPositionSelector", "start": added[0], "end": added[1]}
    items.append({"type": "Annotation", "target": items[0]["target"] | {"selector": selector}})
    path.write_text(json.dumps(data), encoding="utf-8")


def in_csv(path: Path, begin: int, end: int) -> None:
    old, added = at(SHUT), at("at least 80 ships wait")
    text = path.read_text(encoding="utf-8").replace(f"{old[0]}-{old[1]}", f"{begin}-{end}").replace(",C3,", ",B2,")
    cells = ["wire_added_1", "wire", "", "", f"{added[0]}-{added[1]}"]
    path.write_text(text + ",".join(cells) + "," * 20 + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "correct"),
    [(Exchange.BRAT, in_brat), (Exchange.WEB_ANNOTATION, in_web_annotation), (Exchange.CSV, in_csv)],
)
def test_corrections_come_back_and_the_rest_of_the_file_stays(
    built: BuiltDossier, form: Exchange, correct: Callable[[Path, int, int], None]
) -> None:
    begin, end = at("“will not reopen” the north quay")
    path = written(built, form)
    correct(path, begin, end)
    found = take_corrections(built.path, path)
    assert found.problems == ()
    assert {(each.claim, each.key) for each in found.corrections} == {
        ("stays_shut", "span"),
        ("stays_shut", "quote"),
        ("stays_shut", "grade"),
        ("wire_added_1", ""),
    }
    text = built.path.read_text(encoding="utf-8")
    assert text.startswith("# A harbour, with a report of our own.\n")
    assert "  stays_shut:   # the main thing\n" in text
    now = load_dossier(built.path).model.evidence
    assert (now["stays_shut"].span, now["stays_shut"].quote) == ((begin, end), TEXT[begin:end])
    assert (now["stays_shut"].grade, now["stays_shut"].claim) == ("B2", "The port authority keeps the north quay shut.")
    added = now["wire_added_1"]
    assert (added.quote, added.status, added.source) == ("at least 80 ships wait", "suggested", "wire")
    assert now["offer"].consistency == {"open": "C"}  # no format holds it, none takes it away
    assert take_corrections(built.path, path).corrections == ()  # twice is once


def test_without_saving_the_file_stays(built: BuiltDossier) -> None:
    path = written(built, Exchange.CSV)
    in_csv(path, *at("“will not reopen” the north quay"))
    assert take_corrections(built.path, path, save=False).corrections
    assert built.path.read_text(encoding="utf-8") == DOSSIER


def test_a_key_that_was_emptied_goes(built: BuiltDossier) -> None:
    path = built.path.parent / "out.csv"
    path.write_text("id,grade,quantities\nstays_shut,,\n", encoding="utf-8")
    take_corrections(built.path, path)
    now = load_dossier(built.path).model.evidence["stays_shut"]
    assert (now.grade, now.quantities) == (None, ())
    assert now.attributed_to != ()


def test_words_that_were_changed_find_their_place(built: BuiltDossier) -> None:
    path = built.path.parent / "out.csv"
    path.write_text("id,quote\nstays_shut,the north quay\n", encoding="utf-8")
    take_corrections(built.path, path)
    assert load_dossier(built.path).model.evidence["stays_shut"].span == at("the north quay")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("id,grade\nstays_shut,Z9\n", "bad-grade"),
        ("id,supports\nstays_shut,nobody\n", "unknown-claim"),
        ("id,quote\nstays_shut,words that nobody wrote\n", "quote-not-found"),
        ("id,claim,source\nnot an id,Something.,wire\n", "bad-id"),
        ("id,date\noffer,soon\n", "bad-date"),
    ],
)
def test_corrections_that_would_spoil_the_dossier_are_refused(built: BuiltDossier, table: str, code: str) -> None:
    path = built.path.parent / "out.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(DossierError) as error:
        take_corrections(built.path, path)
    assert code in {problem.code for problem in error.value.problems}
    assert built.path.read_text(encoding="utf-8") == DOSSIER


@pytest.mark.parametrize("form", Exchange)
def test_corrections_are_not_written_over(built: BuiltDossier, form: Exchange) -> None:
    path = written(built, form)
    write_exchange(ledger_record(built), form, path)  # the same again changes nothing
    file = path / "wire.ann" if form is Exchange.BRAT else path
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match="take its corrections back first"):
        write_exchange(ledger_record(built), form, path)
    write_exchange(ledger_record(built), form, path, force=True)
    assert not file.read_text(encoding="utf-8").endswith("\n\n")


def test_a_path_that_means_no_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="give --format"):
        format_of(tmp_path / "out.xyz")
    with pytest.raises(ExchangeError, match=r"holds no \.ann file"):
        take_corrections_from_an_empty_folder(tmp_path)


def take_corrections_from_an_empty_folder(folder: Path) -> None:
    from offramp.api.ledger_files import read_exchange
    from offramp.reading.exchange.record import LedgerRecord

    read_exchange(folder, LedgerRecord())
