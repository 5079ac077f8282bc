"""What ``solve`` shows: every equilibrium is told or counted."""

import re
from pathlib import Path

import numpy as np
import pytest

import offramp
from offramp.api import solved_display
from offramp.stability.concepts import Concept

DOSSIERS = Path(__file__).parents[2] / "dossiers"
CASES = Path(__file__).parents[1] / "cases"


def told(text: str) -> int:
    """Add up the states of the rows of equilibria."""
    rows = re.findall(r"^  state [\d,]+(?: and ([\d,]+) like it)?, ", text, re.MULTILINE)
    return sum(1 + int(more.replace(",", "") or 0) for more in rows)


@pytest.mark.parametrize("path", sorted([*DOSSIERS.glob("*.yaml"), *CASES.glob("*[!d].yaml")]), ids=lambda p: p.stem)
def test_every_equilibrium_is_in_one_row(path: Path) -> None:
    if path.stem.endswith(".expected"):
        return
    solved = offramp.load(path).solve()
    found = sum(
        int(np.count_nonzero(np.bitwise_and.reduce(solution.verdicts, axis=0))) for solution in solved.solutions
    )
    assert told(solved.text(10_000, everything=True)) == found


def test_rows_beyond_the_first_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solved_display, "ROWS", 1)
    text = offramp.load(CASES / "syria_iraq_1975.yaml").solve().text(200)
    whole = offramp.load(CASES / "syria_iraq_1975.yaml").solve().text(200, everything=True)
    hidden = len(re.findall(r"^  state ", whole, re.MULTILINE)) - 1
    assert f"… and {hidden} more row" in text


def test_what_is_too_much_to_group_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solved_display, "MOST_GROUPED", 1)
    solved = offramp.load(DOSSIERS / "venezuela-2025.yaml").solve(types={"washington": "removal"})
    text = solved.text(200)
    counted = re.findall(
        r"^  ([\d,]+) states, too many to tell one by one \(--format csv lists them\)", text, re.MULTILINE
    )
    joint = np.bitwise_and.reduce(solved.solution.verdicts, axis=0)
    assert sum(int(number.replace(",", "")) for number in counted) + told(text) == np.count_nonzero(joint)


def test_stable_states_are_counted_for_each_decision_maker() -> None:
    solved = offramp.load(CASES / "chicken.yaml").solve(["nash", "gmr"])
    conflict = solved.conflict
    rows = [line.split() for line in solved.text().splitlines()]
    for dm, maker in enumerate(conflict.decision_makers):
        counts = [str(np.count_nonzero(solved.solution.stable(c, dm))) for c in (Concept.NASH, Concept.GMR)]
        row = next(row for row in rows if row[:-2] == maker.name.split())
        assert [cell.rstrip("*") for cell in row[-2:]] == counts
