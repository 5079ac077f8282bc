"""The benchmark of forecasts still runs, and says what it measured."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("benchmark_forecast", BENCHMARKS / "forecast.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded  # dataclasses look their module up
    spec.loader.exec_module(loaded)
    return loaded


def test_rows_of_dynamics_and_of_shares(benchmark: ModuleType) -> None:
    found = benchmark.Measurement(4416, 1.25, 2.5, 0.333)
    dynamics, shares = (
        benchmark.Row("family", 2, True, 2, 10),
        benchmark.Row("family", 0, False, 1, 100_000, shares=True),
    )
    assert (
        benchmark.line(dynamics, found) == "| family, 180 days, daily | 4,416 | 10 | 2 | yes | 2 | 1.2 | 2.5 | 0.33 |"
    )
    assert (
        benchmark.line(shares, found) == "| family, equilibrium shares | 4,416 | 100,000 |  |  | 1 | 1.2 | 2.5 | 0.33 |"
    )


def test_both_kinds_of_row_can_be_measured(benchmark: ModuleType) -> None:
    for shares in (False, True):
        found = benchmark.measured(benchmark.Row("family", 0, False, 1, 4, shares=shares))
        assert found.n_states == benchmark.conflict_of("family").n_states
        assert found.wall > 0
        assert found.peak > 0


def test_it_runs_from_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "forecast.py", "--help"], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert "--write" in done.stdout
