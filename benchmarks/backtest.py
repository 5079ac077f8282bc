"""The back-test: what the program gave, on the facts of the day, to what then happened.

``python benchmarks/backtest.py`` forecasts every shipped dossier whose outcome is known, as of its own day and to its
own horizon, with the defaults, and prints a Markdown table with the scores beside those of two forecasts that anyone
can make, uniform and climatology (how international crises ended, :mod:`endings`); ``--write`` puts it into
docs/backtest.md.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import offramp
from endings import ICB
from offramp.forecast.base_rates import base_rate_forecast
from offramp.forecast.reference_classes import reference_class
from offramp.forecast.scoring import brier, log_score, uniform
from page import write

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "backtest.md"
DRAWS = 400
PUBLISHED = {"elmira-1991", "garrison-1976", "north-korea-2017", "syria-iraq-1975"}
HEAD = [
    "| dossier | as of | to | what happened | endings | given to it | rank "
    "| Brier | uniform | climatology | log | uniform | climatology |",
    "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
]


@dataclass(frozen=True)
class Row:
    """One dossier: its name, its cells before the scores, and (Brier, log) of the forecast, uniform, climatology."""

    name: str
    cells: tuple[str, ...]
    scores: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """The row of the table."""
        return _line((self.name, *self.cells), self.scores)


def with_outcomes() -> list[Path]:
    """Return the dossiers whose outcome is known, by name."""
    files = [*sorted((ROOT / "dossiers").glob("*.yaml")), *sorted((ROOT / "dossiers" / "backtest").glob("*.yaml"))]
    return [file for file in files if offramp.load(file).built.model.outcome is not None]


def tested(file: Path, draws: int) -> Row:
    """Forecast a dossier and score it."""
    analysis = offramp.load(file)
    found, outcome = analysis.forecast(draws=draws), analysis.built.model.outcome
    ids = [scenario.id for scenario in found.conflict.scenarios]
    chance, happened = found.mean[-1], ids.index(outcome.scenario)
    said = [chance, uniform(1, len(ids))[0]]
    if file.stem in ICB:
        rates = base_rate_forecast(reference_class("icb"), ids, ICB[file.stem]).probability
        said.append(np.array([rates[ending] for ending in ids]))
    low, high = found.low[-1, happened], found.high[-1, happened]
    cells = (
        str(found.inputs.as_of),
        found.horizon,
        outcome.scenario,
        str(len(ids)),
        f"{chance[happened]:.0%} ({low:.0%}-{high:.0%})",
        str(int(np.sum(chance > chance[happened])) + 1),
    )
    scores = tuple((float(brier(each, happened)[0]), float(log_score(each, happened)[0])) for each in said)
    return Row(file.stem, cells, scores)


def mean_row(name: str, rows: Sequence[Row], who: int = 2) -> str:
    """Return the row of means over some dossiers, of the first ``who`` forecasters."""
    mean = np.mean([row.scores[:who] for row in rows], axis=0)
    return _line((f"**mean of {len(rows)}{name}**", *[""] * 6), [tuple(each) for each in mean])


def _line(cells: Sequence[str], scores: Sequence[tuple[float, float]]) -> str:
    told = [[f"{each[kind]:.2f}" for each in scores] + [""] * (3 - len(scores)) for kind in (0, 1)]
    return f"| {' | '.join((*cells, *told[0], *told[1]))} |"


def main() -> None:
    """Forecast, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/backtest.md")
    parser.add_argument("--draws", type=int, default=DRAWS)
    asked = parser.parse_args()
    rows = [tested(file, asked.draws) for file in with_outcomes()]
    table = [
        *HEAD,
        *(row.text for row in rows),
        mean_row("", rows),
        mean_row(" written for this project", [row for row in rows if row.name not in PUBLISHED]),
        mean_row(" published models", [row for row in rows if row.name in PUBLISHED]),
        mean_row(" with a climatology", [row for row in rows if row.name in ICB], 3),
    ]
    text = f"Command: `make backtest` ({asked.draws} draws each, seed 0).\n\n" + "\n".join(table) + "\n"
    print(text)
    if asked.write:
        write("make backtest", text, PAGE)


if __name__ == "__main__":
    main()
