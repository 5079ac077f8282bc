"""Deadlines that open and close options, from the dossier to the forecast, the brief and the other commands."""

from pathlib import Path

import numpy as np
import pytest

import offramp
from offramp.api.analysis import Analysis
from offramp.brief.content import Stamp, brief_content
from offramp.brief.html import render_html
from offramp.brief.markdown import render_markdown

DOSSIER = """offramp: 1
title: A court
as_of: 2026-01-01
decision_makers:
  ann:
    name: Ann
    options: {sue: {title: Sue, irreversible: taking}}
    preferences: {basis: assumed, weights: {sue: 1}}
  bob:
    name: Bob
    options: {pay: Pay}
    preferences:
      basis: assumed
      types: {fair: {weights: {pay: 1}}, mean: {weights: {not pay: 1}}}
status_quo: {}
scenarios:
  sued: {title: Sued, when: ann.sue}
  rest: {title: Rest, when: otherwise}
dynamics: {rate: {ann: 0.2, bob: 0.1}, responsiveness: 3, foresight: 0, horizon: 60}
deadlines:
  - DEADLINE
"""
USED = 0.2 * np.exp(3.0) / (1 + np.exp(3.0))  # a day: occasions on which Ann sues


def loaded(folder: Path, deadline: str) -> Analysis:
    path = folder / "court.yaml"
    path.write_text(DOSSIER.replace("DEADLINE", deadline), encoding="utf-8")
    return offramp.load(path)


def sued(analysis: Analysis) -> dict[str, float]:
    told = analysis.forecast(draws=2, doubt=0.0).to_json()
    return {point["date"]: point["probability"]["sued"] for point in told["curve"]}


def test_the_probability_is_nil_before_the_date_and_exponential_after(tmp_path: Path) -> None:
    found = sued(loaded(tmp_path, "{date: 2026-01-31, opens: ann.sue}"))
    assert found["2026-01-30"] == 0
    assert found["2026-01-31"] == pytest.approx(0, abs=1e-9)
    assert found["2026-02-10"] == pytest.approx(1 - np.exp(-10 * USED), abs=1e-6)


def test_it_may_open_beyond_the_horizon(tmp_path: Path) -> None:
    assert set(sued(loaded(tmp_path, "{date: 2027, opens: sue}")).values()) == {0.0}


def test_it_closes(tmp_path: Path) -> None:
    found = sued(loaded(tmp_path, "{date: 2026-01-01/2026-01-11, by: ann, closes: [sue]}"))
    assert found["2026-01-06"] == pytest.approx(1 - np.exp(-5 * USED), abs=1e-6)
    assert found["2026-02-10"] == pytest.approx(1 - np.exp(-10 * USED), abs=1e-6)


@pytest.mark.parametrize(
    "deadline",
    [
        "{date: 2026-01-31, opens: sue, status: lapsed}",
        "{date: 2025-12-31, opens: sue}",
        "{date: 2026-01-01, opens: sue}",
    ],
)
def test_what_has_opened_is_open(tmp_path: Path, deadline: str) -> None:
    assert sued(loaded(tmp_path, deadline))["2026-01-11"] == pytest.approx(1 - np.exp(-10 * USED), abs=1e-6)


@pytest.mark.parametrize(
    "deadline", ["{date: 2026-01-31, closes: sue, status: met}", "{date: 2026-01-01, closes: ann.sue}"]
)
def test_what_has_closed_is_closed_to_every_command(tmp_path: Path, deadline: str) -> None:
    analysis = loaded(tmp_path, deadline)
    assert set(sued(analysis).values()) == {0.0}
    assert all(not len(analysis.conflict.targets(0, state)) for state in range(analysis.conflict.n_states))


def test_what_is_still_to_come_is_open_to_the_other_commands(tmp_path: Path) -> None:
    analysis = loaded(tmp_path, "{date: 2026-01-31, opens: ann.sue}")
    assert analysis.conflict.targets(0, 0).tolist() == [1]


def test_what_closed_and_opens_again(tmp_path: Path) -> None:
    turns = "{date: 2025-12-01, closes: sue, status: lapsed}\n  - {date: 2026-01-31, opens: sue}"
    found = sued(loaded(tmp_path, turns))
    assert found["2026-01-30"] == 0
    assert found["2026-02-10"] == pytest.approx(1 - np.exp(-10 * USED), abs=1e-6)


def test_a_choice_that_nobody_had_says_nothing_of_an_aim(tmp_path: Path) -> None:
    """Bob could not pay yet: an entry of the timeline that says he did is left out, and said to be."""
    paid = "{date: 2026-01-31, opens: pay}\nstart: {}\ntimeline:\n  - {id: paid, by: bob, sets: {pay: yes}}"
    paid += "\n  - {id: back, by: bob, sets: {pay: no}}"
    analysis = loaded(tmp_path, paid)
    told = analysis.forecast(draws=2).to_json()
    assert told["left_out"] == ["paid: what bob does is none of its moves in the model"]


def test_json_says_what_opens(tmp_path: Path) -> None:
    analysis = loaded(
        tmp_path, "{date: 2026-01-31, by: ann, demands: pay, threat: {sue: yes}, opens: sue, closes: pay}"
    )
    told = analysis.forecast(draws=2).to_json()["deadlines"]
    assert told == [
        {"name": "2026-01-31", "day": 30.0, "by": None, "opens": ["ann.sue"], "closes": ["bob.pay"]},
        {"name": "2026-01-31", "day": 30.0, "by": "ann"},
    ]


def test_next_moves_are_those_that_can_be_made_today(tmp_path: Path) -> None:
    found = loaded(tmp_path, "{date: 2026-01-31, opens: ann.sue}").forecast(draws=2).drivers()
    assert {move.dm for move in found.moves.moves} == {1}


def test_the_brief_says_what_opens_and_closes(tmp_path: Path) -> None:
    titled = "{date: 2026-01-31, title: The court sits, opens: ann.sue, closes: bob.pay}"
    content = brief_content(loaded(tmp_path, titled).built, Stamp("0", "court.yaml", "offramp report"))
    for text in (render_html(content), render_markdown(content)):
        assert "“Sue” (Ann) can be done from then on" in text
        assert "“Pay” (Bob) can be done no longer" in text
        assert "an option that is yet to open or to close can be taken" in text
    untitled = brief_content(
        loaded(tmp_path, "{date: 2026-01-31, opens: ann.sue}").built, Stamp("0", "court.yaml", "offramp report")
    )
    (view,) = untitled.deadlines
    assert (view.title, view.changes) == ("“Sue” (Ann) can be done from then on", ())
