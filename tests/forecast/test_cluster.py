"""A forecast on a Dask cluster of two worker processes: the numbers of the local run, also when a worker is killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, LocalCluster

import offramp
from forecast.deadly import DeadlyEndings
from forecast.uncertain_conflict import draws_of
from offramp.brief.forecast_error import ForecastError
from offramp.cli.ending import run_app
from offramp.conflict.model import Conflict
from offramp.forecast import cluster as on_cluster
from offramp.forecast.cluster import ClusterError, ensemble_on
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage, threat_due

CROSSING = Path(__file__).parents[1] / "examples" / "crossing.yaml"
DAYS = np.array([1.0, 10.0, 30.0])


def started(n_workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=n_workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with started(2) as cluster:
        yield cluster.scheduler_address


def question(n_draws: int) -> tuple[Draws, list[Stage], int]:
    conflict: Conflict
    conflict, draws = draws_of(n_draws, 3)
    due = threat_due(conflict.n_states, 0, np.roll(np.arange(conflict.n_states), 3))
    return draws, [Stage(0.0, menus_of(conflict)), Stage(12.0, menus_of(conflict), jump=due)], 0


def endings(stages: list[Stage]) -> Endings:
    return Endings.of(np.arange(stages[0].menus.n_states) % 4)


@pytest.mark.parametrize("how", [{}, {"alternating": True}, {"n_paths": 20}], ids=str)
def test_the_numbers_of_the_local_run(address: str, how: dict[str, int]) -> None:
    asked = question(300)
    done: list[int] = []
    there = ensemble_on(address, *asked, endings(asked[1]), DAYS, progress=done.append, **how)  # type: ignore[arg-type]
    here = ensemble(*asked, endings(asked[1]), DAYS, **how)  # type: ignore[arg-type]
    assert np.array_equal(there.by_draw, here.by_draw)
    assert (there.n_paths, sum(done)) == (here.n_paths, 300)


def test_a_worker_killed_in_the_middle_loses_nothing(address: str, tmp_path: Path) -> None:
    asked = question(300)
    harmless = endings(asked[1])
    deadly = DeadlyEndings(harmless.of_state, harmless.count, tmp_path, os.getpid(), 1)
    told: list[str] = []
    there = ensemble_on(address, *asked, deadly, DAYS, tell=told.append)
    assert len(list(tmp_path.glob("deaths-*"))) == 1
    assert told == []
    assert np.array_equal(there.by_draw, ensemble(*asked, harmless, DAYS).by_draw)


def test_a_dossier_forecast_on_a_cluster(address: str) -> None:
    analysis = offramp.load(CROSSING)
    there, here = analysis.forecast(draws=40, scheduler=address), analysis.forecast(draws=40)
    assert there.to_json() == here.to_json()
    with pytest.raises(ForecastError, match="give one of them"):
        analysis.forecast(draws=40, scheduler=address, threads=2)


def test_the_command_line(address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["offramp", "forecast", str(CROSSING), "--draws", "40", "--format", "json"]
    shown = []
    for more in ([], ["--scheduler", address]):
        monkeypatch.setattr("sys.argv", [*command, *more])
        assert run_app() == 0
        shown.append(capsys.readouterr())
    assert shown[0] == shown[1]
    for more, said in (("elsewhere",), "no Dask scheduler"), ((address, "--workers", "2"), "give one of them"):
        monkeypatch.setattr("sys.argv", [*command, "--scheduler", *more])
        assert run_app() == 2
        error = capsys.readouterr().err.splitlines()
        assert len(error) == 1
        assert said in error[0]


@contextmanager
def dask(*arguments: str, ready: str) -> Iterator[tuple[int, str]]:
    """Start a Dask command as a user does and yield its process and the line of its output that holds ``ready``."""
    with subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stderr is not None
        try:
            yield process.pid, next(line for line in process.stderr if ready in line)
        finally:
            process.kill()
            process.stderr.read()


@pytest.mark.parametrize("victim", ["the only worker", "the scheduler"])
def test_a_cluster_lost_in_the_middle_loses_nothing(
    victim: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(on_cluster, "PATIENCE", 0.5)
    asked = question(300)
    harmless = endings(asked[1])
    told: list[str] = []
    done: list[int] = []
    here = ("--host", "127.0.0.1", "--no-dashboard")
    with dask("scheduler", *here, "--port", "0", ready="Scheduler at:") as (pid, line):
        address = line.split()[-1]
        with dask("worker", address, *here, "--no-nanny", "--nthreads", "1", ready="Registered to"):
            law = (harmless.of_state, harmless.count, tmp_path, os.getpid(), 1)
            deadly = DeadlyEndings(*law, pid if victim == "the scheduler" else None)
            there = ensemble_on(address, *asked, deadly, DAYS, progress=done.append, tell=told.append)
    assert len(told) == 1
    assert "followed on this machine" in told[0]
    assert not [record for record in caplog.records if record.name == "distributed.client" and record.exc_info]
    assert sum(done) == 300
    assert np.array_equal(there.by_draw, ensemble(*asked, harmless, DAYS).by_draw)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "no Dask scheduler answers"),
        ("elsewhere", "missing port number"),
        ("post://127.0.0.1:1", "unknown address scheme"),
        ("127.0.0.1:1", "no Dask scheduler answers"),
    ],
)
def test_no_such_scheduler(address: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_cluster, "CONNECT", 0.3)
    asked = question(5)
    with pytest.raises(ClusterError, match=message) as caught:
        ensemble_on(address, *asked, endings(asked[1]), DAYS)
    assert "start one with 'dask scheduler'" in str(caught.value)


def test_a_worker_is_no_scheduler(address: str) -> None:
    asked = question(5)
    with Client(address) as client:
        worker = next(iter(client.nthreads()))
    with pytest.raises(ClusterError, match="there is a Dask worker, not a scheduler"):
        ensemble_on(worker, *asked, endings(asked[1]), DAYS)


def test_other_versions_are_refused_at_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offramp._version.__version__", "99.0")
    asked = question(5)
    with pytest.raises(ClusterError, match=r"same versions as this machine: .* has offramp \S+ \(here 99.0\)"):
        ensemble_on(address, *asked, endings(asked[1]), DAYS)


def test_the_extra_is_named_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    asked = question(5)
    with pytest.raises(ClusterError, match=r"pip install 'offramp\[cluster\]'"):
        ensemble_on("127.0.0.1:1", *asked, endings(asked[1]), DAYS)


def test_what_the_question_asks_too_much_is_refused_as_here(address: str) -> None:
    draws, stages, start = question(5)
    with pytest.raises(ValueError, match="at most 10,000,000"):
        ensemble_on(address, draws, stages, start, endings(stages), np.array([1e12]))


def test_rules_of_uncertain_strength_on_a_cluster(address: str, tmp_path: Path) -> None:
    """Each set of rules that binds is sent as a question of its own."""
    dossier = tmp_path / "x.yaml"
    dossier.write_text(
        "offramp: 1\ntitle: x\nstatus_quo: {}\n"
        "decision_makers:\n  a:\n    options: {x: {irreversible: taking, strength: 0.5}, y: Y}\n"
        "    preferences: {prioritized: [x]}\n"
        "constraints: [{never: x and y, strength: 0.5}]\nscenarios: {both: {when: x and y}, other: {when: otherwise}}\n"
    )
    analysis = offramp.load(dossier)
    there, here = analysis.forecast(draws=40, scheduler=address), analysis.forecast(draws=40)
    assert np.array_equal(there.ensemble.by_draw, here.ensemble.by_draw)
    assert len(np.unique(here.ensemble.draws.binds, axis=0)) == 4
