"""Time the Pareto frontier of NegMAS; run by ``settlement.py`` with the Python of an environment of its own.

Reads the levels of issues, shape ``(n_issues, n_levels, 2)``, from one .npy file and writes the frontier's values to
another; prints the seconds of each run as JSON. NegMAS (AGPL) is used from outside only, through its documented names.
"""

import json
import sys
import time

import negmas
import numpy as np
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import pareto_frontier, pareto_frontier_numpy


def timed(task, runs: int):
    """Return the seconds of each run and the last result."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        result = task()
        seconds.append(time.perf_counter() - began)
    return seconds, result


def main() -> None:
    """Time both ways that NegMAS offers: from utility functions, and from a ready array."""
    levels = np.load(sys.argv[1])
    runs = int(sys.argv[3])
    issues = [make_issue(range(len(table)), f"i{k}") for k, table in enumerate(levels)]
    space = make_os(issues)
    functions = [
        LinearAdditiveUtilityFunction(
            {f"i{k}": dict(enumerate(table[:, party].tolist())) for k, table in enumerate(levels)}, outcome_space=space
        )
        for party in range(2)
    ]
    points = np.zeros((1, 2))
    for table in levels:
        points = (points[:, None] + table[None]).reshape(-1, 2)
    from_functions, (frontier, _) = timed(lambda: pareto_frontier(functions, issues=issues), min(runs, 3))
    from_array, chosen = timed(lambda: pareto_frontier_numpy(points), runs)
    np.save(sys.argv[2], np.array(frontier))
    seconds = {"version": negmas.__version__, "functions": from_functions, "array": from_array}
    print(json.dumps({**seconds, "n_array": len(chosen)}))


if __name__ == "__main__":
    main()
