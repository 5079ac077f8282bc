"""The JSON Schema: current, valid, and of one mind with the reader on what stands in the tests."""

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from offramp.dossier.load import examine_bytes
from offramp.dossier.schema import SCHEMA_FILE, dossier_schema, schema_text, shipped_schema
from offramp.dossier.template import new_dossier
from offramp.dossier.yaml_tree import MappingNode, Node, SequenceNode, parse_yaml

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SOUND = [
    HERE / "full_dossier.yaml",
    *sorted((REPOSITORY / "dossiers").rglob("*.yaml")),
    *(path for path in sorted((REPOSITORY / "tests" / "cases").glob("*.yaml")) if "expected" not in path.name),
]
HEAD = "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X}}}\n"
MALFORMED = YAML(typ="safe", pure=True).load(HERE / "malformed_structure.yaml")
BEYOND_A_SCHEMA = {  # what a schema cannot say, or should not: the reader says it
    "no day", "file outside", "absolute file", "empty span", "claim without words", "quantity without bounds",
    "quantity turned round", "reserved id", "bad option name", "bad option name as a key", "empty text",
    "variant of what cannot vary", "variant with an unknown key", "variant with a wrong value",
}  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(dossier_schema())


def as_an_editor_reads(text: str) -> Any:
    """Read YAML 1.2 with its core schema, as the language server of the editors does: dates stay text."""
    root, _ = parse_yaml(text)
    assert root is not None
    return _resolved(root)


def _resolved(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key: _resolved(pair.value) for key, pair in node.pairs.items()}
    if isinstance(node, SequenceNode):
        return [_resolved(item) for item in node.items]
    if node.style is None and re.fullmatch(r"null|Null|NULL|~|", node.text):
        return None
    if node.style is None and re.fullmatch(r"true|True|TRUE|false|False|FALSE", node.text):
        return node.text.lower() == "true"
    if node.style is None and re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if node.style is None and re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text


def test_the_shipped_schema_is_current() -> None:
    assert shipped_schema() == schema_text(), f"write schema_text() to {SCHEMA_FILE} again"


def test_the_schema_is_a_schema() -> None:
    schema = dossier_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["offramp", "title", "decision_makers"]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_it_accepts_every_dossier(path: Path, validator: Draft202012Validator) -> None:
    read = as_an_editor_reads(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(read)] == []


def test_it_accepts_the_template(validator: Draft202012Validator) -> None:
    assert validator.is_valid(as_an_editor_reads(new_dossier("x")))


@pytest.mark.parametrize("value", ["yes", "no", "Y", "N", "true", "false"])
def test_it_accepts_every_truth_value(value: str, validator: Draft202012Validator) -> None:
    assert validator.is_valid(as_an_editor_reads(f"{HEAD}status_quo: {{a.x: {value}}}\n"))


@pytest.mark.parametrize("case", MALFORMED, ids=[case["id"] for case in MALFORMED])
def test_it_refuses_what_the_reader_refuses(case: dict[str, str], validator: Draft202012Validator) -> None:
    read = as_an_editor_reads(HEAD + case["text"])
    assert validator.is_valid(read) == (case["id"] in BEYOND_A_SCHEMA)


def test_every_key_is_described() -> None:
    schema = dossier_schema()
    entries = [schema, *schema["$defs"].values()]
    for entry in entries:
        long_form = entry.get("anyOf", [entry])[-1]
        for key, value in long_form["properties"].items():
            assert value.get("description"), key


def test_empty_text_is_refused_by_the_reader() -> None:
    assert [problem.code for problem in examine_bytes(f"{HEAD}summary: ''\n".encode(), "x").problems] == ["empty-value"]
