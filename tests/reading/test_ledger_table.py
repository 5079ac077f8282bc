"""The ledger as CSV, and back."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from offramp.reading.exchange.ledger_table import from_table, table_text
from offramp.reading.exchange.record import ClaimRecord, ExchangeError, LedgerRecord
from small_ledger import LEDGER, TEXT, ledgers

ROWS = list(csv.DictReader(io.StringIO(table_text(LEDGER))))


def test_a_row_for_each_claim_with_its_source() -> None:
    assert [row["id"] for row in ROWS] == [claim.id for claim in LEDGER.claims]
    assert ROWS[0]["attributed_to"] == "Coast Wire > three people close to the talks"
    assert (ROWS[0]["publisher"], ROWS[0]["url"]) == ("Coast Wire", "https://example.org/harbour")
    assert ROWS[2]["quantities"] == "80.. ships\\; waiting; ..2.5 berths"


def test_no_cell_is_a_formula() -> None:
    assert ROWS[2]["claim"] == "'=80 ships wait"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in ROWS for cell in row.values())


def test_it_comes_back() -> None:
    back = from_table(table_text(LEDGER), LEDGER)
    assert (back.problems, back.claims) == ((), LEDGER.claims)


@given(ledgers())
@settings(max_examples=80, deadline=None)
def test_any_ledger_comes_back(ledger: LedgerRecord) -> None:
    back = from_table(table_text(ledger), ledger)
    assert (back.problems, back.claims) == ((), ledger.claims)


def test_columns_that_are_missing_stay_as_the_ledger_has_them() -> None:
    back = from_table("grade,id,colour\nA1,stays_shut,red\n,two_weeks,\n", LEDGER)
    assert back.claims == (replace(LEDGER.claims[0], grade="A1"), LEDGER.claims[1])


def test_a_span_that_was_changed_changes_the_quote() -> None:
    back = from_table('id,content\nstays_shut,"0-7; 8-13"\n', LEDGER)
    assert back.claims[0].quote == f"{TEXT[:7]} … {TEXT[8:13]}"


def test_a_row_that_was_added_is_a_new_claim() -> None:
    back = from_table("id,source,claim,status\nnew,wire,Something new.,suggested\n", LEDGER)
    assert back.claims == (ClaimRecord("new", "wire", "Something new.", status="suggested"),)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,5:9,,", 'a span is written "34-50"'),
        ("x,,many ships,", "a quantity is written"),
        ("x,,a..b ships,", "could not convert"),
        (",,,", "it has no id"),
        ("x,,,perhaps", "status"),
    ],
)
def test_each_bad_row_is_told_and_the_others_are_read(row: str, message: str) -> None:
    back = from_table(f"id,content,quantities,status\n{row}\ny,,,\n", LEDGER)
    assert [claim.id for claim in back.claims] == ["y"]
    assert len(back.problems) == 1
    assert back.problems[0].startswith("row 2: ")
    assert message in back.problems[0]


@pytest.mark.parametrize("text", ["", "name\nx\n", 'id\n"unclosed', "id\n"])
def test_what_is_no_table_of_claims_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError):
        from_table(text, LEDGER)
