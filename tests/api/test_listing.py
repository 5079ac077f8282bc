"""The list of states: what constraints remove, ranks, moves."""

from pathlib import Path

import pytest

import offramp
from offramp.api import listing as listings
from offramp.api import solved as solving
from offramp.conflict.preferences import tiers

DOSSIERS = Path(__file__).parents[2] / "dossiers"
CASES = Path(__file__).parents[1] / "cases"


def test_json_holds_states_constraints_ranks_and_moves() -> None:
    analysis = offramp.load(CASES / "syria_iraq_1975.yaml")
    found = analysis.states().to_json()
    assert [state["pattern"] for state in found["states"]] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert [(rule["removed"], rule["removed_alone"]) for rule in found["constraints"]] == [(2, 2)]
    assert found["counts"]["states"] == 6
    assert found["listed"] == "all"
    assert found["ranks"] == analysis.solve().to_json()["ranks"]
    for dm, moves in found["moves"].items():
        ranks, improvements = found["ranks"][dm], found["improvements"][dm]
        better = {start: [to for to in targets if ranks[str(to)] < ranks[start]] for start, targets in moves.items()}
        assert improvements == {start: targets for start, targets in better.items() if targets}
        assert sum(map(len, moves.values())) == found["counts"]["moves"][dm]
        assert sum(map(len, improvements.values())) == found["counts"]["improvements"][dm]
    syria, iraq = (found["moves"][dm] for dm in found["decision_makers"])
    assert syria["1"] == [2, 3]  # NNN to YNN and NYN: its own options only
    assert iraq["1"] == [4]


def test_a_large_conflict_lists_the_first_states_and_all_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (solving, listings):
        monkeypatch.setattr(module, "LISTED_WHOLE", 100)
    monkeypatch.setattr(solving, "LISTED_FIRST", 7)
    listing = offramp.load(DOSSIERS / "venezuela-2025.yaml").states()
    found, whole = listing.to_json(), listing.to_json(everything=True)
    assert (len(found["states"]), found["listed"]) == (7, "first")
    assert (len(whole["states"]), whole["listed"]) == (found["counts"]["states"], "all")
    assert "ranks" not in found
    assert found["counts"]["moves"] == dict.fromkeys(found["decision_makers"])
    assert len(list(listing.rows()[1])) == 7
    assert len(list(listing.rows(everything=True)[1])) == found["counts"]["states"]


def test_rankings_show_both_ends_and_all_on_demand() -> None:
    listing = offramp.load(CASES / "elmira_graph.yaml").states()
    names = listing.conflict.space.names
    text, whole = listing.text(), listing.text(everything=True)
    for each in listing.by_dm:
        order = [names[tier[0]] for tier in tiers(each.aim.level)]
        assert f"  1. {order[0]}\n" in text
        assert f"  {len(order)}. {order[-1]}\n" in text
        for rank, name in enumerate(order, start=1):
            assert f"  {rank}. {name}\n" in whole
    assert "… 3 levels between (--all shows them)" in text
    assert "levels between" not in whole


def test_states_are_told_against_the_status_quo() -> None:
    listing = offramp.load(CASES / "elmira_options.yaml").states()
    quo = listing.conflict.status_quo
    rows = [line.split() for line in listing.text(200).splitlines()]
    assert quo is not None
    assert next(row for row in rows if row[:1] == [str(quo + 1)])[2:] == ["as", "today"]


def test_frame() -> None:
    listing = offramp.load(CASES / "syria_iraq_1975.yaml").states()
    frame = listing.to_frame()
    assert list(frame["label"]) == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    for dm, ranks in listing.to_json()["ranks"].items():
        assert list(frame[f"rank_{dm}"]) == list(ranks.values())
