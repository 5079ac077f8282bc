"""The Pareto frontier of a million packages, beside that of NegMAS measured in the same run.

``python benchmarks/settlement.py`` makes a virtual environment for NegMAS under ``bench-env/`` (once; needs a package
index), hands it the same data in a file, and prints a Markdown table; with ``--write`` (``make bench-settlement``) the
table goes to docs/performance.md. Times are medians of warm runs.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from offramp.settlement.issues import Issue, additive_frontier, additive_packages
from offramp.settlement.pareto import efficient
from page import machine, write

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / "bench-env" / "negmas"
NEGMAS = "negmas==0.16.0"
RUNS = 5
CLOSE = 1e-9  # between values that two programs added in different order


@dataclass(frozen=True)
class Row:
    """The seconds that one way takes to the frontier of some packages, and those of Offramp on the array."""

    interests: str
    packages: int
    way: str
    seconds: float
    ours: float | None


def negmas_python() -> Path:
    """Return the Python of the environment that has NegMAS, made if it is not there."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, NEGMAS], check=True)
        (ENVIRONMENT / "ready").touch()
    return python


def levels_of(n_issues: int, n_levels: int, seed: int = 0) -> np.ndarray:
    """Return random values of levels for two parties, which care about each issue to a different degree."""
    rng = np.random.default_rng(seed)
    return rng.random((n_issues, n_levels, 2)) * rng.dirichlet(np.ones(n_issues), 2).T[:, None]


def opposed(levels: np.ndarray) -> np.ndarray:
    """Return the same where the second party half wants the opposite of the first."""
    first, second = np.moveaxis(levels, -1, 0)
    return np.stack((first, (second - first) / 2), axis=-1)


def all_sums(levels: np.ndarray) -> np.ndarray:
    """Return the values of every package, shape ``(n_packages, 2)``."""
    sums = np.zeros((1, 2))
    for table in levels:
        sums = (sums[:, None] + table[None]).reshape(-1, 2)
    return sums


def median_seconds(task: Callable[[], object]) -> float:
    """Return the median time of some runs after a first one."""
    task()
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def by_negmas(levels: np.ndarray) -> tuple[dict[str, object], np.ndarray]:
    """Return what NegMAS takes, and the frontier that it finds."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "levels.npy", Path(folder) / "frontier.npy"
        np.save(given, levels)
        script = str(Path(__file__).with_name("negmas_frontier.py"))
        command = [str(negmas_python()), script, str(given), str(found), str(RUNS)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1]), np.load(found)


def by_issues(levels: np.ndarray) -> Callable[[], np.ndarray]:
    """Return the frontier by pruning after each issue."""
    issues = [Issue(f"i{k}", table) for k, table in enumerate(levels)]
    packages = additive_packages("ab", issues, {"a": 0.4, "b": 0.4})
    return lambda: additive_frontier(packages).values


def check_same(frontier: np.ndarray, other: np.ndarray) -> None:
    """Stop unless two frontiers hold the same values."""
    one, two = (np.unique(np.round(each / CLOSE), axis=0) for each in (frontier, other))
    if one.shape != two.shape or not np.allclose(one, two, atol=1.5):
        raise SystemExit(f"the frontiers differ: {len(one)} values here, {len(two)} there")


def measured(interests: str, levels: np.ndarray, with_negmas: bool) -> list[Row]:
    """Measure all ways to the frontier of the same packages, which must be the same."""
    points = all_sums(levels)
    frontier = points[efficient(points)]
    check_same(frontier, by_issues(levels)())
    ours = median_seconds(lambda: efficient(points))
    rows = [Row(interests, len(points), "Offramp, values in an array", ours, ours)]
    if with_negmas:
        theirs, found = by_negmas(levels)
        check_same(frontier, found)
        for way, key in (("`pareto_frontier_numpy` on the array", "array"), ("`pareto_frontier`", "functions")):
            seconds = statistics.median(theirs[key])
            rows.append(Row(interests, len(points), f"NegMAS {theirs['version']}, {way}", seconds, ours))
    rows.append(Row(interests, len(points), "Offramp, issue by issue", median_seconds(by_issues(levels)), ours))
    return rows


def table(rows: list[Row]) -> str:
    """Write the rows as a Markdown table."""
    lines = ["| interests | packages | frontier by | seconds | of Offramp's on the array |", "|---|--:|---|--:|--:|"]
    for row in rows:
        size = f"{row.packages:,}" if row.packages < 10**9 else f"{row.packages:.0e}".replace("e+", "e")
        share = "" if row.ours is None else f"{row.seconds / row.ours:.2f}"
        lines.append(f"| {row.interests} | {size} | {row.way} | {row.seconds:.4f} | {share} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-negmas", action="store_true", help="only Offramp's own rows")
    parser.add_argument("--write", action="store_true", help="write the table to docs/performance.md")
    asked = parser.parse_args()
    levels, many = levels_of(6, 10), levels_of(30, 10)
    rows = measured("apart", levels, not asked.without_negmas)
    rows += measured("half opposed", opposed(levels), not asked.without_negmas)
    for interests, each in (("apart", many), ("half opposed", opposed(many))):
        rows.append(Row(interests, 10**30, "Offramp, issue by issue", median_seconds(by_issues(each)), None))
    report = f"Machine: {machine()}. Command: `make bench-settlement`.\n\n{table(rows)}\n"
    print(report)
    if asked.write:
        write("make bench-settlement", report)


if __name__ == "__main__":
    main()
