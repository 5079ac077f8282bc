"""Deals as JSON, rows and words, from a dossier and from a table."""

import json
from pathlib import Path

import pytest

import offramp
from offramp.api.table_deals import deals_of_table
from offramp.settlement.package_set import PackageError
from offramp.stability.concepts import Concept

ROOT = Path(__file__).parents[2]
VENEZUELA = ROOT / "dossiers" / "venezuela-2025.yaml"
EXCHANGE = ROOT / "tests" / "examples" / "exchange.yaml"


@pytest.fixture(scope="module")
def venezuela() -> dict:
    return json.loads(json.dumps(offramp.load(VENEZUELA).deals(most=2).to_json()))


def offered(found: dict, offer: str) -> dict:
    return found["packages"][found["offers"][offer][0]]


def test_the_contract_of_the_json(venezuela: dict) -> None:
    assert set(venezuela["parties"]) == set(venezuela["reservation"]) == {"washington", "maduro", "elite", "icc"}
    assert set(venezuela["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    for package in venezuela["packages"]:
        assert set(package["terms"].values()) <= {"Y", "N"}
        assert set(package["values"]) == set(venezuela["parties"])
        assert set(package["holds"]) == {concept.value for concept in Concept}
        assert package["zopa"] == (not package["refused_by"])
        for each in package["broken_by"]:
            assert len(each["to"]) == 15
            assert each["gain"] > 0


def test_acceptance_is_worth_at_least_the_reservation_value(venezuela: dict) -> None:
    for case in venezuela["cases"]:
        least = case["reservation"]
        for package in case["packages"]:
            refused = {party for party, value in package["values"].items() if value < least[party]}
            assert set(package["refused_by"]) == refused


def test_the_two_offers_of_the_call(venezuela: dict) -> None:
    """Who refuses and who breaks each, as the priorities of the dossier have it."""
    assert venezuela["solutions"]["nash"] is None  # no package is acceptable to all
    for case in venezuela["cases"]:
        four, passage = offered(case, "four_demands"), offered(case, "ultimatum")
        # Washington puts "not amnesty" (or "not both") above his exit; the court never closes a case for a bargain
        assert {"washington", "icc"} <= set(four["refused_by"])
        assert {each["by"] for each in four["broken_by"]} == {"washington", "icc"}
        assert not any(four["holds"].values())
        assert "maduro" in passage["refused_by"]  # amnesty if he steps down stands first
        assert {each["by"] for each in passage["broken_by"]} == {"elite"}  # it would rather form the government
        bound = [{(each["kind"], each["against"]) for each in group} for group in four["guarantees"]]
        assert all({against for _, against in group} == {"washington", "icc"} for group in bound)
        assert four["plan"]["steps"] is None
        assert four["plan"]["obstacles"]


def test_a_state_or_a_number_as_what_happens_without_a_deal() -> None:
    analysis = offramp.load(EXCHANGE)
    found = analysis.deals(reservation=["NY", "buyer=0.9"]).to_json()
    assert found["reservation"] == {"seller": 1.0, "buyer": 0.9}
    assert found["reservation_from"]["seller"] == "state 3, NY"
    assert found["packages"][0]["refused_by"] == ["seller", "buyer"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["bayer=0.5"], 'no decision maker "bayer": did you mean "buyer"'),
        (["buyer=much"], '"much" for buyer is not a number; write buyer=0.4'),
        (["buyer=1.5"], "1.5 for buyer is out of range; a reservation value lies between 0"),
        (["NY", "YN"], "give one state or the forecast"),
    ],
)
def test_a_reservation_that_makes_no_sense(given: list[str], message: str) -> None:
    with pytest.raises(PackageError, match=message):
        offramp.load(EXCHANGE).deals(reservation=given)


def test_a_dossier_without_a_package() -> None:
    with pytest.raises(PackageError, match="the dossier has no package"):
        offramp.load(ROOT / "tests" / "cases" / "chicken.yaml").deals()


def test_what_cannot_be_settled_is_said(tmp_path: Path) -> None:
    text = EXCHANGE.read_text().replace(
        "settled_when: seller.ship and buyer.pay", "settled_when: seller.ship and not seller.ship"
    )
    (tmp_path / "none.yaml").write_text(text)
    found = offramp.load(tmp_path / "none.yaml").deals()
    assert found.to_json()["none_because"] is not None
    assert "settled_when holds in none of them" in " ".join(str(found).split())


def test_words_fit_80_columns_and_rows_have_every_package() -> None:
    found = offramp.load(VENEZUELA).deals(most=3)
    assert max(map(len, found.text(80).splitlines())) <= 80
    header, rows = found.rows()
    assert len(rows) == 128
    assert all(len(row) == len(header) for row in rows)
    for words in ("Maduro offers to go against four guarantees", "refused by washington and icc", "no order of the"):
        assert words in found.text(200)


def test_a_plain_table(tmp_path: Path) -> None:
    table = tmp_path / "pay.csv"
    table.write_text("package,union,company\nreservation,0.3,0.25\npay only,0.4,0.9\npay and hours,0.8,0.5\n")
    found = deals_of_table(table).to_json()
    assert found["solutions"] == {"nash": 1, "kalai_smorodinsky": 1, "egalitarian": 1, "utilitarian": 0}
    assert found["counts"] == {"packages": 2, "zopa": 2, "pareto": 2}
    table.write_text("package,union,company\nreservation,0.9,0.9\npay only,0.4,high\n")
    with pytest.raises(PackageError, match=r"pay\.csv:3:3: expected a number; found 'high'"):
        deals_of_table(table)


def test_the_patience_that_keeps_an_exchange() -> None:
    """By hand: 2/3 for ever against 1 once and 1/3 for ever after is worth it from a discount factor of 1/2 on."""
    (package,) = offramp.load(EXCHANGE).deals().to_json()["packages"]
    found = package["commitment"]
    assert found["stands"]
    assert found["patience"] == pytest.approx({"seller": 0.5, "buyer": 0.5})


def test_a_table_without_a_zone_says_what_would_open_one(tmp_path: Path) -> None:
    table = tmp_path / "pay.csv"
    table.write_text("package,union,company\nreservation,0.6,0.6\npay only,0.9,0.1\npay and hours,0.5,0.5\n")
    assert (
        "union accepts 1 of 2, company accepts 0 of 2; a zone of possible agreement opens when each reservation value "
        "is about 0.1 lower"
    ) in " ".join(str(deals_of_table(table)).split())
    table.write_text("package,union,company\nreservation,0.6,0.6\n")
    assert "the table has no packages: add a row for each" in str(deals_of_table(table))


def test_what_the_forecast_expects_as_what_happens_without_a_deal() -> None:
    found = offramp.load(ROOT / "dossiers" / "cuba-1962.yaml").deals(reservation=["forecast"], most=1).to_json()
    assert set(found["reservation_from"].values()) == {"what the forecast expects on 1962-11-10"}
    assert all(0 <= value <= 1 for value in found["reservation"].values())
