from pathlib import Path

import pytest

from offramp.dossier.document import Document
from offramp.dossier.variants import forbidden_changes, variant_document, variant_ids
from offramp.dossier.yaml_tree import parse_yaml, to_data

TEXT = """\
offramp: 1
title: x
decision_makers:
  a:
    options: {x: X, y: Y}
    preferences: {prioritized: [x, y]}
constraints: [never: x and y]
status_quo: {x: yes}
variants:
  other:
    change:
      decision_makers:
        a: {options: {x: {title: Other, why: w}, z: Z}, preferences: {weights: {x: 2}}}
        b: {name: B}
      constraints: []
      status_quo: {y: yes}
  idle: {title: Nothing}
  wrong: {change: {offramp: 2, variants: {}}}
"""


def document() -> Document:
    root, problems = parse_yaml(TEXT)
    assert problems == []
    assert root is not None
    return Document(Path("x.yaml"), TEXT, "", root)


def test_variants_that_change_something() -> None:
    assert variant_ids(document()) == ("other", "wrong")


def test_mappings_are_merged_and_the_rest_replaced() -> None:
    assert to_data(variant_document(document(), "other").root) == {
        "offramp": "1",
        "title": "x",
        "decision_makers": {
            "a": {
                "options": {"x": {"title": "Other", "why": "w"}, "y": "Y", "z": "Z"},
                "preferences": {"weights": {"x": "2"}},
            },
            "b": {"name": "B"},
        },
        "constraints": [],
        "status_quo": {"x": "yes", "y": "yes"},
    }


def test_places_are_those_in_the_file() -> None:
    changed = variant_document(document(), "other")
    assert changed.at("decision_makers", "a", "options", "y") == (5, 24)
    assert changed.at("decision_makers", "b", "name") == (14, 19)


@pytest.mark.parametrize("name", ["idle", "absent"])
def test_there_is_no_document_of_a_variant_that_changes_nothing(name: str) -> None:
    with pytest.raises(KeyError):
        variant_document(document(), name)


def test_the_version_and_the_variants_cannot_be_changed() -> None:
    assert sorted((problem.line, problem.message) for problem in forbidden_changes(document())) == [
        (18, 'a variant cannot change "offramp"'),
        (18, 'a variant cannot change "variants"'),
    ]
