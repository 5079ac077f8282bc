"""Forecasts by exact crisis dynamics, and equilibrium shares: time and memory, with one and two threads.

``python benchmarks/forecast.py`` prints a Markdown table; with ``--write`` (``make bench-forecast``) the table goes to
docs/performance.md. Every row runs in a process of its own, after a small warm-up
that loads the compiled loops. *Wall* is the time that a user waits, *processor* what all threads took together: where
other work shares the machine the first grows and the second does not.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

import offramp
from families import constrained
from offramp.conflict.model import Conflict
from offramp.conflict.preferences import Prioritized
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.equilibrium_shares import equilibrium_shares
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage
from offramp.settlement.values import state_values
from page import machine, write

ROOT = Path(__file__).parents[1]
DAYS = np.arange(1.0, 181.0)
N_ENDINGS = 4  # of the family; the dossier has its own
RATES = Range(0.1, 0.2)  # occasions to act a day


@dataclass(frozen=True)
class Row:
    """One measurement."""

    conflict: str
    foresight: int
    alternating: bool
    threads: int
    n_draws: int
    shares: bool = False


def conflict_of(name: str) -> Conflict:
    """Return a conflict with a status quo and endings; every third statement of the family is not firm."""
    if name == "venezuela":
        return offramp.load(ROOT / "dossiers" / "venezuela-2025.yaml").conflict
    conflict = constrained(10, 4)()
    types = []
    for (aim,) in conflict.types:
        assert isinstance(aim.preference, Prioritized)
        loose = (replace(each, firm=k % 3 != 0) for k, each in enumerate(aim.preference.statements))
        types.append((replace(aim, preference=Prioritized(tuple(loose))),))
    ending = (np.arange(conflict.n_states) % N_ENDINGS).astype(np.int16)
    return replace(conflict, status_quo=0, types=tuple(types), scenario_of=ending)


def draws_of(conflict: Conflict, foresight: int, n_draws: int) -> Draws:
    """Return draws of aims, orders, rates and responsiveness."""
    values = [[state_values(conflict.space, aim).all() for aim in own] for own in conflict.types]
    n = conflict.n_dms
    uncertainty = Uncertainty((RATES,) * n, (Range(2, 10),) * n, (Range(foresight, foresight),) * n)
    return draw(conflict, values, uncertainty, n_draws, seed=1)


def task_of(row: Row, n_draws: int) -> Callable[[], object]:
    """Return what is to be measured."""
    conflict = conflict_of(row.conflict)
    if row.shares:
        return lambda: equilibrium_shares(conflict, draws_of(conflict, 0, n_draws), threads=row.threads)
    stages, start = [Stage(0.0, menus_of(conflict))], conflict.status_quo or 0

    def forecast() -> object:
        found = ensemble(
            draws_of(conflict, row.foresight, n_draws),
            stages,
            start,
            Endings.of(conflict.scenario_of, len(conflict.scenarios) or None),
            DAYS,
            alternating=row.alternating,
            threads=row.threads,
        )
        return found.mean, found.percentile(5), found.percentile(95)

    return forecast


@dataclass(frozen=True)
class Measurement:
    """The size of the conflict, wall and processor seconds, and the most memory that the process took in GiB."""

    n_states: int
    wall: float
    processor: float
    peak: float


def measured(row: Row) -> Measurement:
    """Measure a row in this process."""
    task_of(row, 16)()
    task = task_of(row, row.n_draws)
    wall, processor = time.perf_counter(), time.process_time()
    task()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Measurement(conflict_of(row.conflict).n_states, wall, processor, peak)


def measured_alone(row: Row) -> Measurement:
    """Measure a row in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, row).result()


def rows_of(n_draws: int, n_shares: int, conflicts: list[str]) -> list[Row]:
    """Return what is measured."""
    rows = []
    for conflict in conflicts:
        rows += [Row(conflict, 0, False, threads, n_draws) for threads in (1, 2)]
        rows += [
            Row(conflict, 2, False, 2, n_draws),
            Row(conflict, 0, True, 2, n_draws),
            Row(conflict, 2, True, 2, n_draws),
        ]
        rows += [Row(conflict, 0, False, threads, n_shares, shares=True) for threads in (1, 2)]
    return rows


HEAD = """\
| what | states | draws | foresight | last movers | threads | wall s | processor s | GiB |
|---|--:|--:|--:|---|--:|--:|--:|--:|"""


def line(row: Row, found: Measurement) -> str:
    """Write a row of the table; what is meant for the dynamics only is left out of equilibrium shares."""
    what = f"{row.conflict}, {'equilibrium shares' if row.shares else '180 days, daily'}"
    foresight, movers = ("", "") if row.shares else (str(row.foresight), "yes" if row.alternating else "no")
    return (
        f"| {what} | {found.n_states:,} | {row.n_draws:,} | {foresight} | {movers} | {row.threads} "
        f"| {found.wall:.1f} | {found.processor:.1f} | {found.peak:.2f} |"
    )


def main() -> None:
    """Measure, print the table row by row, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000, help="draws that are followed")
    parser.add_argument("--shares", type=int, default=100_000, help="draws for equilibrium shares")
    parser.add_argument("--conflict", choices=["family", "venezuela"], action="append")
    parser.add_argument("--write", action="store_true", help="write the table to docs/performance.md")
    asked = parser.parse_args()
    lines = [HEAD]
    print(HEAD)
    for row in rows_of(asked.draws, asked.shares, asked.conflict or ["family", "venezuela"]):
        lines.append(line(row, measured_alone(row)))
        print(lines[-1], flush=True)
    if asked.write:
        table = "\n".join(lines)
        write("make bench-forecast", f"Machine: {machine()}. Command: `make bench-forecast`.\n\n{table}\n")


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the threads are the program's own
    main()
