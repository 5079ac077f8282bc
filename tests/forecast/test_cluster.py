"""A forecast on a Dask cluster of two worker processes: the numbers of the local run, also when a worker is killed."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from distributed import LocalCluster

from forecast.deadly import DeadlyEndings
from forecast.uncertain_conflict import draws_of
from offramp.conflict.model import Conflict
from offramp.forecast.cluster import ensemble_on
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage, threat_due

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
