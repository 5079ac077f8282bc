"""The back-test: what the program gave, on the facts of the day, to what then happened.

``python benchmarks/backtest.py`` forecasts every shipped dossier whose outcome is known, as of its own day and to its
own horizon, with the defaults, and prints a Markdown table with the scores beside uniform ones; ``--write`` puts it
into docs/backtest.md.
"""

import argparse
from pathlib import Path

import numpy as np

import offramp
from offramp.forecast.scoring import brier, log_score, uniform
from page import write

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "backtest.md"
DRAWS = 400


def with_outcomes() -> list[Path]:
    """Return the dossiers whose outcome is known, by name."""
    files = [*sorted((ROOT / "dossiers").glob("*.yaml")), *sorted((ROOT / "dossiers" / "backtest").glob("*.yaml"))]
    return [file for file in files if offramp.load(file).built.model.outcome is not None]


def main() -> None:
    """Forecast, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/backtest.md")
    parser.add_argument("--draws", type=int, default=DRAWS)
    asked = parser.parse_args()
    rows, scores = [], []
    for file in with_outcomes():
        analysis = offramp.load(file)
        found = analysis.forecast(draws=asked.draws)
        outcome = analysis.built.model.outcome
        ids = [scenario.id for scenario in found.conflict.scenarios]
        chance = found.mean[-1]
        happened = ids.index(outcome.scenario)
        even = uniform(1, len(ids))[0]
        low, high = found.low[-1, happened], found.high[-1, happened]
        own = [float(rule(chance, happened)[0]) for rule in (brier, log_score)]
        plain = [float(rule(even, happened)[0]) for rule in (brier, log_score)]
        scores.append((*own, *plain))
        rows.append(
            f"| {file.stem} | {found.inputs.as_of} | {found.horizon} | {outcome.scenario} | {len(ids)} | "
            f"{chance[happened]:.0%} ({low:.0%}-{high:.0%}) | {int(np.sum(chance > chance[happened])) + 1} | "
            f"{own[0]:.2f} | {plain[0]:.2f} | {own[1]:.2f} | {plain[1]:.2f} |"
        )
    mean = np.mean(scores, axis=0)
    table = [
        "| dossier | as of | to | what happened | endings | given to it | rank | Brier | uniform | log | uniform |",
        "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|",
        *rows,
        f"| **mean of {len(rows)}** | | | | | | | "
        f"**{mean[0]:.2f}** | {mean[2]:.2f} | **{mean[1]:.2f}** | {mean[3]:.2f} |",
    ]
    text = f"Command: `make backtest` ({asked.draws} draws each, seed 0).\n\n" + "\n".join(table) + "\n"
    print(text)
    if asked.write:
        write("make backtest", text, PAGE)


if __name__ == "__main__":
    main()
