"""docs/scoring.md: the tables worked by hand, and the table of reference classes."""

import re
from pathlib import Path

import pytest

from offramp.api.forecast_record import read_forecast_file
from offramp.api.scored import Scored, case_of, score_cases
from offramp.forecast.reference_classes import REFERENCE_CLASSES, reference_class

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
RULES = ("brier", "log", "ranked")


@pytest.fixture(scope="module")
def scored() -> Scored:
    folder = ROOT / "tests" / "examples"
    case = case_of(folder / "crossing.yaml", read_forecast_file(folder / "crossing.forecasts.json"))
    mapping = {"deal": "agreement", "drift": ("unilateral", "faded"), "clash": ("war", "imposed")}
    return score_cases([case], ordered=True, reference=reference_class("icb"), mapping=mapping)


def worked(name: str) -> tuple[list[float], list[float]]:
    row = re.search(rf"^\| {name} \|(.*)\|$", TEXT, re.MULTILINE)
    assert row is not None
    cells = [float(cell) for cell in row[1].split("|") if cell.strip()]
    return cells[:-3], cells[-3:]


def test_the_forecasts_worked_by_hand(scored: Scored) -> None:
    for each in scored.scored:
        said, losses = worked(str(each.record.as_of))
        assert list(each.record.probability.values()) == said
        assert [each.losses["forecast"][rule] for rule in RULES] == pytest.approx(losses, abs=5e-4)
    assert len(scored.scored) == 2


@pytest.mark.parametrize(("row", "who"), [("mean", "forecast"), ("uniform", "uniform")])
def test_the_means_worked_by_hand(scored: Scored, row: str, who: str) -> None:
    assert [scored.mean(who)[rule] for rule in RULES] == pytest.approx(worked(row)[1], abs=5e-4)


def test_the_numbers_in_the_text(scored: Scored) -> None:
    assert scored.skill("uniform")["brier"] == pytest.approx(0.22, abs=5e-3)
    assert scored.mean("climatology")["brier"] == pytest.approx(0.475, abs=5e-4)
    assert (scored.skill("climatology")["brier"] or 0) < 0


def test_the_table_of_reference_classes_is_what_ships() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (\d+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
    shipped = [
        (each.id, str(each.n), ", ".join(f"{outcome.id} {outcome.share:.0%}" for outcome in each.outcomes))
        for each in REFERENCE_CLASSES
    ]
    assert rows == shipped
