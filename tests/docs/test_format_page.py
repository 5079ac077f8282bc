"""docs/format.md: its examples load, and it names every key, choice and default of the model."""

import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from offramp.dossier import (
    model,
    model_conflict,
    model_evidence,
    model_forecast,
    model_package,
    model_preferences,
    model_suggestions,
    model_timeline,
)
from offramp.dossier.check import check_examined
from offramp.dossier.load import LoadedDossier, examine_bytes, variant
from offramp.dossier.problems import Severity
from offramp.dossier.values import RESERVED_WORDS, TRUTH_VALUES

TEXT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml( fragment)?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
WHOLE = [block for fragment, block in BLOCKS if not fragment]
FRAGMENTS = [block for fragment, block in BLOCKS if fragment]
MODULES = [
    model, model_conflict, model_evidence, model_forecast, model_package, model_preferences, model_suggestions,
    model_timeline,
]  # fmt: skip
ENTRIES = {
    entry
    for module in MODULES
    for entry in vars(module).values()
    if isinstance(entry, type) and issubclass(entry, BaseModel) and entry is not BaseModel
}


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: block.splitlines()[1])
def test_whole_examples_are_sound(block: str) -> None:
    report = check_examined(examine_bytes(block.encode(), "format.md"))
    assert [problem for problem in report.problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize("block", FRAGMENTS, ids=lambda block: block.splitlines()[0])
def test_fragments_load_in_a_dossier(block: str) -> None:
    head = "offramp: 1\ntitle: x\ndecision_makers: {a: {}}\n"
    assert examine_bytes((head + block).encode(), "format.md").problems == ()


def test_the_variant_of_the_example_is_a_dossier() -> None:
    block = next(block for block in WHOLE if "variants:" in block)
    examination = examine_bytes(block.encode(), "format.md")
    assert examination.document is not None
    assert examination.model is not None
    changed = variant(LoadedDossier(examination.document, examination.model), "flood")
    assert changed.model.status_quo == {"upstream.dam": False, "upstream.release": True}


def keys() -> list[str]:
    return sorted({field.alias or name for entry in ENTRIES for name, field in entry.model_fields.items()})


@pytest.mark.parametrize("key", keys())
def test_every_key_is_on_the_page(key: str) -> None:
    assert re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`", TEXT), key


def test_every_choice_and_every_word_is_on_the_page() -> None:
    annotations = [field.annotation for entry in ENTRIES for field in entry.model_fields.values()]
    flat = [*annotations, *(part for annotation in annotations for part in get_args(annotation))]
    words = {word for part in flat if get_origin(part) is Literal for word in get_args(part)}
    assert len(words) > 20
    for word in words | set(TRUTH_VALUES) | RESERVED_WORDS:
        assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", TEXT), word
