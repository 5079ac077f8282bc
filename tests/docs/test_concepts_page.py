"""The example of docs/concepts.md: loaded from the page, solved, and held against the table that was worked by hand."""

import re
from pathlib import Path

import offramp
from offramp.stability.concepts import Concept

PAGE = Path(__file__).parents[2] / "docs" / "concepts.md"


def test_the_table_worked_by_hand_is_what_offramp_finds(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    dossier = tmp_path / "drivers.yaml"
    dossier.write_text(example[1], encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| ([YN]{2}) \|(.*)\|$", text, re.MULTILINE)
    assert len(rows) == 4
    analysis = offramp.load(dossier)
    solution = analysis.solve().solution
    for number, pattern, cells in rows:
        state = int(number) - 1
        assert analysis.conflict.space.pattern(state) == pattern
        holds = [cell.strip() == "E" for cell in cells.split("|")]
        assert [bool(solution.equilibrium(concept)[state]) for concept in Concept] == holds


def test_every_concept_has_its_section_and_its_reference() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for concept in Concept:
        assert re.search(
            rf"\*\*[^*]*, {concept.name.replace('NASH', 'R')}\*\* \({re.escape(concept.reference[:8])}", text
        )
