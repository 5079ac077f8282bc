"""The example of docs/threats.md: loaded from the page, and held against the table that was worked by hand."""

import re
from pathlib import Path

import pytest

import offramp
from offramp.settlement.acts import Obstacle
from offramp.settlement.commitments import Commitment, Kind, Standing
from offramp.settlement.threats import keeps_word
from offramp.stability.concepts import Concept

TEXT = (Path(__file__).parents[2] / "docs" / "threats.md").read_text(encoding="utf-8")


def test_the_table_worked_by_hand_is_what_offramp_finds(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    (tmp_path / "raid.yaml").write_text(example[1], encoding="utf-8")
    conflict = offramp.load(tmp_path / "raid.yaml").conflict
    patterns = [conflict.space.pattern(s) for s in range(conflict.n_states)]
    threat = Commitment(Kind.THREAT, 0, {0: True}, patterns.index("NY"), patterns.index("NN"))
    found = keeps_word(conflict, threat)
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \| (-?\d+) \| (\w+) \| (\w+) \| (\w+) \|$", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == ["patient", "vengeful"]
    for row, due, anyway in zip(rows, found.due, found.anyway, strict=True):
        type_id, weight, levels, nash, seq, at_met = row
        assert (due.type_id, due.weight, due.levels) == (type_id, float(weight), int(levels))
        assert due.standing[Concept.NASH] == nash
        assert {due.standing[c] for c in Concept} == {Standing(seq)}
        assert {anyway.standing[c] for c in Concept} == {Standing(at_met)}
    assert found.aim_decides(Concept.SEQ)
    assert found.probability(Concept.SEQ) == pytest.approx(0.4)
    assert found.due[1].best


def test_every_standing_and_every_obstacle_is_on_the_page() -> None:
    for standing in Standing:
        assert re.search(rf"\*{standing.value}\*", TEXT), standing
    for obstacle in Obstacle:
        assert f"| `{obstacle.value}`" in TEXT, obstacle
