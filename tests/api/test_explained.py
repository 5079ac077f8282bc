"""Explanations as words, rows and frames."""

from pathlib import Path

import offramp

DOSSIERS = Path(__file__).parents[2] / "dossiers"
CASES = Path(__file__).parents[1] / "cases"


def test_concepts_that_say_the_same_share_their_words() -> None:
    text = offramp.load(CASES / "chicken.yaml").explain("NY").text()
    assert "Under NASH, GMR, SMR, SEQ, SSEQ:\n" in text


def test_a_single_improvement_is_told_in_the_singular() -> None:
    analysis = offramp.load(CASES / "chicken.yaml")
    free, deterred = analysis.explain("YY", "one", "seq").text(200), analysis.explain("YY", "one", "gmr").text(200)
    assert "it could do better in 1 way, and nothing deters it." in free
    assert "it could do better in 1 way, and that is deterred." in deterred


def test_improvements_beyond_the_first_are_counted_and_told_on_demand() -> None:
    found = offramp.load(DOSSIERS / "venezuela-2025.yaml").explain("sq", "washington", "nash")
    n_improvements = len(found.explanations[0].improvements)
    assert f"… and {n_improvements - 3} more ways." in found.text()
    assert found.text(1000, everything=True).count("\n  - By ") == n_improvements


def test_a_row_for_each_improvement() -> None:
    found = offramp.load(CASES / "chicken.yaml").explain("YY")
    header, rows = found.rows()
    expected = found.to_json()
    assert isinstance(expected, list)
    assert len(rows) == sum(max(1, len(each["improvements"])) for each in expected)
    smr = next(dict(zip(header, row, strict=True)) for row in rows if row[1:3] == ["one", "smr"])
    assert smr == {"state": 4, "dm": "one", "concept": "smr", "stable": 1, "improvement": 3, "sanction": "two:1"}
    frame = found.to_frame()
    assert list(frame.columns) == header
    assert int(frame["sanction"].isna().sum()) == sum(row[5] is None for row in rows)
