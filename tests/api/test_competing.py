"""Competing hypotheses as table, JSON and rows."""

from pathlib import Path

import offramp

RIVER = Path(__file__).parents[1] / "brief" / "river.yaml"
FOUND = offramp.load(RIVER).competing()


def test_json() -> None:
    told = FOUND.to_json()
    assert [each["id"] for each in told["endings"]] == list(offramp.load(RIVER).built.model.scenarios)
    denied = next(each for each in told["claims"] if each["id"] == "denied")
    assert denied["marks"] == {"deal": {"mark": "I", "because": "contradicts what the ending cites"}}
    assert denied["diagnosticity"] == 1
    assert told["left_out"] == {"bears_on_no_ending": 0, "not_accepted": 1}


def test_rows_hold_a_column_for_each_ending() -> None:
    header, rows = FOUND.rows()
    assert header[:5] == ["id", "claim", "grade", "origins", "diagnosticity"]
    marks = [dict(zip(header, row, strict=True))["deal"] for row in rows]
    assert marks == ["C", "I", "I"]


def test_text() -> None:
    text = FOUND.text(100)
    assert "What speaks against each ending" in text
    assert "Left out: 1 claim that are not accepted yet." not in text
    assert "Left out: 1 claim that nobody has accepted yet." in text
