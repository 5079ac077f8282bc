"""Time and memory of solving, by size and structure, beside a floor: the table and the plot of docs/performance.md.

Run by ``make bench``. Each row runs in a process of its own, so that its peak memory is its own. The time is that
of ranking all states and deciding the five concepts for every decision maker (the median of five warm runs); listing
the feasible states and cells once is apart, under "states". The floor is ``np.sort(kind="stable")`` of as many
random 64-bit keys, once for each ordered pair of decision makers.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from page import PAGE, machine, write

RUNS = 5
HERE = Path(__file__).parent
ROWS = [
    *[("random_prioritized", n, 3) for n in (10, 12, 14, 16, 18, 20, 22, 24)],
    *[("random_prioritized", n, dms) for dms in (2, 4, 6) for n in (18, 20, 22, 24)],
    *[("constrained", n, 3) for n in (12, 18, 20, 22, 24)],
    *[("irreversible_chains", n, 3) for n in (12, 18, 20, 22, 24)],
    *[("constrained", n, 6) for n in (20, 22)],
    *[("irreversible_chains", n, 6) for n in (20, 22)],
    ("escalation_ladder", 40, 4),
    ("exclusive_groups", 20, 6),
]
QUICK = [("random_prioritized", 12, 3), ("constrained", 16, 3), ("exclusive_groups", 20, 6)]
PLAIN = [(n, 3) for n in (6, 8)]


def measure(family: str, n_options: int, n_dms: int) -> dict[str, object]:
    """Measure one row in this process."""
    import numpy as np

    import families
    from offramp.stability.cells import verdicts_by_cells
    from offramp.stability.concepts import Concept

    began = time.perf_counter()
    make = families.exclusive_groups() if family == "exclusive_groups" else getattr(families, family)(n_options, n_dms)
    listed = time.perf_counter() - began
    conflict = make()
    verdicts_by_cells(conflict, conflict.likeliest(), tuple(Concept))
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        conflict = make()
        verdicts_by_cells(conflict, conflict.likeliest(), tuple(Concept))
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    keys = np.random.default_rng(0).integers(0, 2**63, conflict.n_states, dtype=np.uint64)
    floors = []
    for _ in range(3):
        began = time.perf_counter()
        np.sort(keys, kind="stable")
        floors.append(time.perf_counter() - began)
    floor = statistics.median(floors) * n_dms * (n_dms - 1)
    return {
        "family": family,
        "options": n_options,
        "dms": n_dms,
        "states": conflict.n_states,
        "listed": listed,
        "time": statistics.median(times),
        "floor": floor,
        "peak": peak,
    }


def measure_plain(n_options: int, n_dms: int) -> float:
    """Time the definitions, as the tests have them, for the record."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    import families
    from oracle import Definitions

    conflict = families.random_prioritized(n_options, n_dms)()
    states = range(conflict.n_states)
    began = time.perf_counter()
    definitions = Definitions(
        [(s,) for s in states],
        [{(s,): {(q,) for q in conflict.targets(dm, s).tolist()} for s in states} for dm in range(n_dms)],
        [{(s,): int(types[0].level[s]) for s in states} for types in conflict.types],
    )
    for dm in range(n_dms):
        for state in definitions.states:
            for concept in ("nash", "gmr", "smr", "seq", "sseq"):
                definitions.stable(concept, dm, state)
    return time.perf_counter() - began


def in_own_process(*arguments: str) -> object:
    """Run this file for one measurement and return what it printed."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True, cwd=HERE)
    return json.loads(done.stdout)


def table(rows: list[dict[str, float]]) -> str:
    """Write the rows as a Markdown table."""
    lines = [
        "| family | options | DMs | states | states and cells listed, s | ranked and solved, s | floor, s | of floor | "
        "peak memory, GiB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row['family'].replace('_', ' ')} | {row['options']} | {row['dms']} | {row['states']:,} | "
        f"{row['listed']:.2f} | {row['time']:.4f} | {row['floor']:.4f} | {row['time'] / row['floor']:.2f} | "
        f"{row['peak']:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def plot(rows: list[dict[str, float]], path: Path) -> None:
    """Draw time against states, with the floor of three decision makers."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.5))
    series = [("random_prioritized", dms) for dms in (2, 3, 4, 6)] + [("constrained", 3), ("irreversible_chains", 3)]
    for family, dms in series:
        own = [row for row in rows if row["family"] == family and row["dms"] == dms]
        label = f"{family.replace('_', ' ')}, {dms} DMs"
        axes.loglog([row["states"] for row in own], [row["time"] for row in own], marker="o", label=label)
    own = [row for row in rows if row["family"] == "random_prioritized" and row["dms"] == 3]
    axes.loglog([row["states"] for row in own], [row["floor"] for row in own], "k--", label="floor, 3 DMs")
    axes.set_xlabel("states")
    axes.set_ylabel("seconds, ranks and five concepts")
    axes.grid(which="major", alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Run the suite, or (in a process of its own) one measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three small rows, nothing written")
    parser.add_argument("--one", nargs=3, metavar=("FAMILY", "OPTIONS", "DMS"))
    parser.add_argument("--plain", nargs=2, metavar=("OPTIONS", "DMS"))
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], int(asked.one[1]), int(asked.one[2]))))
        return
    if asked.plain:
        print(json.dumps(measure_plain(int(asked.plain[0]), int(asked.plain[1]))))
        return
    rows = []
    for row in QUICK if asked.quick else ROWS:
        rows.append(in_own_process("--one", *map(str, row)))
        print(table(rows[-1:]).splitlines()[-1], flush=True)
    plain = [(n, in_own_process("--plain", str(n), str(dms))) for n, dms in PLAIN]
    lines = [table(rows), "", "The plain solver of the tests, written from the definitions, 3 DMs: "]
    lines[-1] += "; ".join(f"2^{n} states {seconds:.2f} s" for n, seconds in plain) + "."
    report = "\n".join([f"Machine: {machine()}.", "", *lines, ""])
    print(report)
    if not asked.quick:
        write("make bench", report)
        plot(rows, PAGE.with_suffix(".svg"))


if __name__ == "__main__":
    main()
