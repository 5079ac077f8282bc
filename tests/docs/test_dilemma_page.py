"""The example of docs/dilemma.md: loaded from the page, and held against the table that was worked by hand."""

import re
from pathlib import Path

import offramp
from offramp.settlement.outlook import Ahead
from offramp.settlement.wrong_guess import wrong_guess

TEXT = (Path(__file__).parents[2] / "docs" / "dilemma.md").read_text(encoding="utf-8")


def test_the_table_worked_by_hand_is_what_offramp_finds(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    (tmp_path / "door.yaml").write_text(example[1], encoding="utf-8")
    conflict = offramp.load(tmp_path / "door.yaml").conflict
    patterns = [conflict.space.pattern(s) for s in range(conflict.n_states)]
    found = wrong_guess(conflict, 0)
    rows = re.findall(r"^\| (\w+) \| (\d) \| (\d) \| (\d) \|$", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == ["open", "stay"]
    assert [patterns[s] for s in found.choices] == ["YN", "NN"]
    assert [[int(cell) for cell in row[1:3]] for row in rows] == found.outcome.tolist()
    assert [int(row[3]) for row in rows] == found.guarantee.tolist()
    assert found.safe.tolist() == [1]
    assert found.best_whatever.tolist() == []
    assert found.levels_lost.tolist() == [[0, 1], [1, 0]]


def test_every_way_of_looking_ahead_is_on_the_page() -> None:
    for ahead in Ahead:
        assert f"| {ahead.value} |" in TEXT
