"""The figures of a forecast as a browser sets them: no words over others, none out of the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from browser import TEXT_FAULTS, chromium, opened
from offramp.figures.belief_steps import BeliefEvent, belief_steps
from offramp.figures.figure import NARROW, WIDE, Figure
from offramp.figures.probability_curves import DayMark, Series, probability_curves
from offramp.figures.tornado import Change, End, tornado

LONG = "A negotiated exit of the leader, with guarantees abroad that the army holds to be firm"
DAYS = [date(2025, 12, day) for day in (1, 8, 15, 31)]


def curves(width: float) -> Figure:
    some = [
        Series(LONG if k % 2 else "War", (0.0, 0.1, 0.2, k / 10), (0.0,) * 4, (0.1, 0.3, 0.9, 1.0), "unlikely", k)
        for k in range(5)
    ]
    falls = [DayMark(DAYS[1], LONG), DayMark(DAYS[2], "Talks end"), DayMark(DAYS[2], "Licence expires")]
    return probability_curves(some, DAYS, deadlines=falls, note=LONG, width=width)


def beliefs(width: float) -> Figure:
    events = [BeliefEvent(LONG, (k / 10, 0.2, 0.8 - k / 10), k % 2 > 0, "1–24 Dec 2025") for k in range(6)]
    return belief_steps((LONG, "Oil", "Drugs"), (0.3, 0.3, 0.4), events, width=width)


def single_changes(width: float) -> Figure:
    some = [Change(LONG, (End(k / 20, LONG), End(1 - k / 15, "twice as much"))) for k in range(10)]
    return tornado(some, 0.33, of=LONG, at_most=8, width=width)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("draw", [curves, beliefs, single_changes])
def test_words_stand_apart_and_inside(browser: Any, tmp_path: Path, draw: Any, width: int) -> None:
    page = tmp_path / "figure.html"
    page.write_text(f"<!doctype html><meta charset='utf-8'><body style='margin:0'>{draw(width).svg}")
    with opened(browser, page, width) as shown:
        assert shown.page.evaluate(TEXT_FAULTS) == []
        assert shown.messages == []
