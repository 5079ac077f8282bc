"""What a dossier means: each malformed or risky dossier with all its messages, and sound ones with none."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from offramp.dossier.check import check, load_dossier
from offramp.dossier.problems import DossierError

HERE = Path(__file__).parent
CASES = YAML(typ="safe", pure=True).load(HERE / "malformed_meaning.yaml")
DOSSIERS = sorted((HERE.parents[1] / "dossiers").rglob("*.yaml"))


def written(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_problem_is_told_at_its_place(case: dict, tmp_path: Path) -> None:
    report = check(written(tmp_path, f"offramp: 1\ntitle: x\n{case['text']}"))
    assert [problem.render("") for problem in report.problems] == [f":{problem}" for problem in case["problems"]]
    assert report.ok == all(": error:" not in problem for problem in case["problems"])
    assert (report.built is not None) == report.ok


def test_structure_and_meaning_are_told_together(tmp_path: Path) -> None:
    text = (
        "offramp: 1\ntitle: x\nsumary: y\ndecision_makers:\n"
        "  a: {options: {x: X}, preferences: {prioritized: [not z]}}\nas_of: soon\n"
    )
    report = check(written(tmp_path, text))
    assert [(problem.line, problem.code) for problem in report.problems if problem.severity == "error"] == [
        (3, "unknown-key"),
        (5, "unknown-option"),
        (6, "bad-date"),
    ]


QUOTED = """offramp: 1
title: x
sources: {wire: {title: A report, file: wire.txt}}
evidence:
  found: {source: wire, quote: "will “do” it", span: [8, 20]}
  shape: {source: wire, quote: 'will "do" it'}
  lost: {source: wire, quote: never said}
  moved: {source: wire, quote: He says, span: [1, 8]}
  beyond: {source: wire, quote: He says, span: [0, 99]}
decision_makers: {a: {options: {x: X}, preferences: {prioritized: [{prefer: x, evidence: [found]}]}}}
"""


def test_quotes_must_stand_in_their_source(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("He says will “do” it soon.\n", encoding="utf-8")
    problems = check(written(tmp_path, QUOTED)).problems
    assert [problem.render("") for problem in problems] == [
        ":6:32: error: these words do not stand in wire.txt (they do but for the shape of quotation marks)",
        ":7:31: error: these words do not stand in wire.txt",
        ":8:47: error: the span does not hold the quote (the quote stands at [0, 7])",
        ":9:48: error: the span [0, 99] goes beyond wire.txt, which has 27 code points",
    ]


def test_a_source_that_changed_or_is_missing(tmp_path: Path) -> None:
    text = QUOTED.replace("file: wire.txt", f"file: wire.txt, sha256: {'0' * 64}")
    missing = check(written(tmp_path, text)).problems
    assert [(problem.line, problem.code) for problem in missing] == [(3, "unreadable")]
    (tmp_path / "wire.txt").write_text("He says will “do” it soon.\n", encoding="utf-8")
    assert "changed-file" in {problem.code for problem in check(written(tmp_path, text)).problems}


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_the_shipped_dossiers_are_sound(path: Path) -> None:
    report = check(path)
    assert report.ok, [problem.render(path) for problem in report.problems]
    assert {problem.severity for problem in report.problems} <= {"note", "warning"}


def test_the_worked_example_is_as_large_as_it_says() -> None:
    conflict = load_dossier(HERE.parents[1] / "dossiers" / "venezuela-2025.yaml").conflict
    assert len(conflict.options) >= 10
    assert conflict.n_states >= 400
    assert conflict.status_quo is not None


def test_loading_raises_with_every_error(tmp_path: Path) -> None:
    path = written(
        tmp_path, "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X}}}\nstatus_quo: {y: yes}\nfoo: 1\n"
    )
    with pytest.raises(DossierError) as raised:
        load_dossier(path)
    assert {problem.code for problem in raised.value.problems} >= {"unknown-option", "unknown-key"}


def test_a_variant_is_a_conflict_of_its_own(tmp_path: Path) -> None:
    text = (
        "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X, y: Y}, preferences: {prioritized: [x, y]}}}\n"
        "variants: {tight: {change: {constraints: [{never: x and y}]}}}\n"
    )
    path = written(tmp_path, text)
    assert load_dossier(path).conflict.n_states == 4
    assert load_dossier(path, "tight").conflict.n_states == 3
    with pytest.raises(KeyError):
        load_dossier(path, "loose")
