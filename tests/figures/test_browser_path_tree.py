"""The tree of paths as a browser sets it: no words over others, none out of the page, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import offramp
from browser import TEXT_FAULTS, chromium, opened

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("width", [960, 350])
@pytest.mark.parametrize("name", ["cuba-1962", "venezuela-2025", "writers-strike-2023"])
def test_words_stand_apart_and_inside(browser: Any, tmp_path: Path, name: str, width: int) -> None:
    analysis = offramp.load(ROOT / "dossiers" / f"{name}.yaml")
    ending = analysis.conflict.scenarios[0].id
    for found in (analysis.paths(), analysis.paths(to=ending, allow={"all": "any"}, longest=3, at_most=30)):
        page = tmp_path / "tree.html"
        page.write_text(f"<!doctype html><meta charset='utf-8'><body style='margin:0'>{found.figure(width).svg}")
        with opened(browser, page, width) as shown:
            assert shown.page.evaluate(TEXT_FAULTS) == []
            assert shown.messages == []


def test_lines_change_colour_with_the_reader(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "tree.html"
    page.write_text(offramp.load(ROOT / "dossiers" / "cuba-1962.yaml").paths().figure().svg)
    colours = []
    for scheme in ("light", "dark"):
        with opened(browser, page, 960, scheme) as shown:
            colours.append(shown.page.evaluate("getComputedStyle(document.querySelector('[data-effect]')).stroke"))
    assert colours[0] != colours[1]
