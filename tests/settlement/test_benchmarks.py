"""The benchmark of packages still runs, and writes to its own place only."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded  # dataclasses look their module up
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def settlement(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return module("settlement")


def test_the_packages_are_what_the_levels_add_up_to(settlement: ModuleType) -> None:
    levels = settlement.levels_of(3, 4)
    assert levels.shape == (3, 4, 2)
    assert (levels == settlement.levels_of(3, 4)).all()
    points = settlement.all_sums(levels)
    assert points.shape == (4**3, 2)
    assert points[1 * 16 + 2 * 4 + 3].tolist() == pytest.approx((levels[0, 1] + levels[1, 2] + levels[2, 3]).tolist())
    assert settlement.opposed(levels)[..., 1] == pytest.approx((levels[..., 1] - levels[..., 0]) / 2)


def test_both_ways_find_one_frontier_and_the_table_says_how_long(
    settlement: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settlement, "RUNS", 1)
    rows = settlement.measured("apart", settlement.levels_of(3, 5), with_negmas=False)
    assert [row.packages for row in rows] == [125, 125]
    rows = [settlement.Row("apart", 125, "this", 0.5, 0.25), settlement.Row("apart", 10**30, "that", 0.5, None)]
    assert settlement.table(rows).splitlines()[2:] == [
        "| apart | 125 | this | 0.5000 | 2.00 |",
        "| apart | 1e30 | that | 0.5000 |  |",
    ]


def test_frontiers_that_differ_stop_the_run(settlement: ModuleType) -> None:
    with pytest.raises(SystemExit, match="the frontiers differ: 1 values here, 2 there"):
        settlement.check_same(np.array([[1.0, 1.0]]), np.array([[1.0, 1.0], [2.0, 0.0]]))


def test_a_report_replaces_what_its_own_command_wrote() -> None:
    page = module("page")
    text = "a\n<!-- written by make bench -->\nold\n<!-- end -->\nb\n"
    text += "<!-- written by make other -->\nkept\n<!-- end -->\nc\n"
    assert page.replaced(text, "make bench", "new\n") == text.replace("old", "new")
    assert page.replaced(text, "make other", "new\n") == text.replace("kept", "new")
    with pytest.raises(SystemExit, match="the page has no place for make nothing"):
        page.replaced(text, "make nothing", "new\n")


def test_the_page_has_a_place_for_each_command() -> None:
    page = module("page")
    text = page.PAGE.read_text(encoding="utf-8")
    for command in ("make bench", "make bench-settlement", "make bench-forecast"):
        assert "-->\nnew\n<!--" in page.replaced(text, command, "new\n")


def test_it_runs_from_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "settlement.py", "--help"], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert "--without-negmas" in done.stdout
