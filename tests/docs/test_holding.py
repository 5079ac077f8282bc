"""The example of docs/holding.md: loaded from the page and held against the table that was worked by hand."""

import re
from pathlib import Path

import pytest

import offramp

TEXT = (Path(__file__).parents[2] / "docs" / "holding.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+) \| (yes|no) \| (yes|no) \| (\d) \|$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("concept", "holds", "plan", "guarantees"), ROWS)
def test_the_table_worked_by_hand(concept: str, holds: str, plan: str, guarantees: str, tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    dossier = tmp_path / "exchange.yaml"
    dossier.write_text(example[1], encoding="utf-8")
    (package,) = offramp.load(dossier).deals(concept).to_json()["packages"]
    assert package["holds"][concept] == (holds == "yes")
    assert (package["plan"]["steps"] is not None) == (plan == "yes")
    assert min((len(group) for group in package["guarantees"]), default=0) == int(guarantees)


def test_every_concept_is_in_the_table() -> None:
    assert [row[0] for row in ROWS] == ["nash", "gmr", "smr", "seq", "sseq"]


def test_tied_hands_do_not_put_the_steps_in_order(tmp_path: Path) -> None:
    """As the page says: with both acts irreversible there is still no order."""
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    dossier = tmp_path / "exchange.yaml"
    dossier.write_text(example[1], encoding="utf-8")
    (package,) = offramp.load(dossier).deals("nash").to_json()["packages"]
    assert [each["kind"] for each in package["guarantees"][0]] == ["irreversible", "irreversible"]
    assert package["plan_with_guarantees"]["steps"] is None
