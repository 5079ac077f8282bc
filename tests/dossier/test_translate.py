"""Structural problems: each malformed dossier with its exact message, line, column and hint."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from offramp.dossier.load import examine_bytes

HEAD = "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X}}}\n"


CASES = YAML(typ="safe", pure=True).load(Path(__file__).parent / "malformed_structure.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_one_clear_message(case: dict[str, str]) -> None:
    problems = examine_bytes((HEAD + case["text"]).encode(), "x").problems
    assert [problem.render("") for problem in problems] == [f":{case['problem']}"]


WHOLE = [
    ("title: x\ndecision_makers: {a: {}}\n", '1:1: error: the dossier needs the key "offramp"'),
    ("offramp: 2\ntitle: x\ndecision_makers: {a: {}}\n", '1:10: error: this Offramp reads format version 1; found "2"'),
    ("offramp: 1\ntitle: x\n", '1:1: error: the dossier needs the key "decision_makers"'),
    ("offramp: 1\ntitle: x\ndecision_makers: {}\n", "3:18: error: expected at least one entry; found none"),
    (
        "offramp: 1\ntitle: x\ndecision_makers:\n  a:\n    moves: [[s]]\n",
        "5:13: error: expected a move [from, to]; found a list of 1",
    ),
    (
        "offramp: 1\ntitle: x\ndecision_makers:\n  a:\n    preferences: {weights: {x: 1}, prioritized: [{prefer: }]}\n",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE[:-1])
def test_faults_of_the_whole(text: str, expected: str) -> None:
    problems = examine_bytes(text.encode(), "x").problems
    assert [problem.render("") for problem in problems] == [f":{expected}"]


def test_alternatives_are_counted_even_where_other_values_are_wrong() -> None:
    text = str(WHOLE[-1][0])
    assert [problem.code for problem in examine_bytes(text.encode(), "x").problems] == ["exactly-one", "empty-value"]


def test_all_problems_are_told_at_once_in_file_order() -> None:
    text = HEAD + "".join(case["text"] for case in CASES[:2]) + "as_of: soon\n"
    problems = examine_bytes(text.encode(), "x").problems
    assert [problem.line for problem in problems] == [4, 5, 6]
    assert [problem.code for problem in problems] == ["unknown-key", "unknown-key", "bad-date"]


def test_no_message_is_the_validators_own() -> None:
    """Pydantic says "Input should be" and the like; whatever reaches a reader is in our words."""
    values = ["", "x", "[]", "{}", "[x]", "{x: y}", "[[x]]", "[{x: y}]", "{x: {y: z}}", "-1", "{x: [y]}", "[[x, y]]"]
    for key in ("as_of", "sources", "evidence", "actors", "define", "decision_makers", "beliefs", "constraints",
                "coalesce", "states", "start", "status_quo", "scenarios", "package", "timeline", "deadlines",
                "dynamics", "variants", "outcome"):  # fmt: skip
        for value in values:
            for problem in examine_bytes(f"offramp: 1\ntitle: x\n{key}: {value}\n".encode(), "x").problems:
                assert "Input" not in problem.message
                assert "should" not in problem.message
                assert "_" not in problem.code
