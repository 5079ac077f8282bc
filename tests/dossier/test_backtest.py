"""The dossiers of the back-test: sound without a warning, and nothing in them but the outcome knows what came after."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from offramp.dossier.check import check, load_dossier
from offramp.dossier.dates import FuzzyDate, parse_date

DOSSIERS = sorted((Path(__file__).parents[2] / "dossiers" / "backtest").glob("*.yaml"))
PUBLISHED = {"elmira-1991", "garrison-1976", "north-korea-2017", "syria-iraq-1975"}
"""Models of others, as published."""
UNCHANGED = {"north-korea-2017"}
"""That nothing changes is what happened."""
each_dossier = pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
LARGEST = 5000  # states: every command is to answer within a minute


def plain(path: Path) -> dict[str, Any]:
    return YAML(typ="safe", pure=True).load(path)


def date_of(value: Any) -> FuzzyDate:
    return parse_date(str(value))


def cited(value: Any) -> Iterator[str]:
    """Yield every claim that is cited in a part of a dossier."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "evidence":
                yield from inner
            else:
                yield from cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited(inner)


def test_there_are_dossiers() -> None:
    assert DOSSIERS


@each_dossier
def test_sound_without_a_warning_and_small_enough(path: Path) -> None:
    report = check(path)
    assert [problem.render(path) for problem in report.problems if problem.severity != "note"] == []
    assert report.built is not None
    assert report.built.conflict.n_states <= LARGEST


@each_dossier
def test_the_outcome_is_an_ending_and_came_after_the_day_of_the_dossier(path: Path) -> None:
    dossier = plain(path)
    outcome, scenarios = dossier["outcome"], dossier["scenarios"]
    assert outcome["scenario"] in scenarios
    assert (4 if path.stem in PUBLISHED else 5) <= len(scenarios) <= 9
    assert list(scenarios.values())[-1]["when"] == "otherwise"
    assert date_of(dossier["as_of"]).last < date_of(outcome["date"]).first
    horizon = dossier.get("dynamics", {}).get("horizon")
    if horizon is not None and not isinstance(horizon, int):
        assert date_of(outcome["date"]).last <= date_of(horizon).last


@each_dossier
def test_the_outcome_is_not_yet_the_case_where_anything_changed(path: Path) -> None:
    report = check(path)
    assert report.built is not None
    conflict, dossier = report.built.conflict, plain(path)
    assert conflict.status_quo is not None
    place = [ending.id for ending in conflict.scenarios].index(dossier["outcome"]["scenario"])
    assert (conflict.scenario_of[conflict.status_quo] == place) == (path.stem in UNCHANGED)


SAME_MODEL = {
    "elmira-1991": "elmira_options",
    "north-korea-2017": "north_korea_2017_base",
    "syria-iraq-1975": "syria_iraq_1975",
}


@pytest.mark.parametrize(("stem", "case"), SAME_MODEL.items())
def test_a_published_model_is_taken_as_it_was_published(stem: str, case: str) -> None:
    """The same as the case whose results are checked against the literature: states, moves and orders."""
    folder = Path(__file__).parents[2]
    ours = load_dossier(folder / "dossiers" / "backtest" / f"{stem}.yaml").conflict
    theirs = load_dossier(folder / "tests" / "cases" / f"{case}.yaml").conflict
    patterns = [[each.space.pattern(state) for state in range(each.n_states)] for each in (ours, theirs)]
    assert patterns[0] == patterns[1]
    assert ours.status_quo == theirs.status_quo
    for dm in range(theirs.n_dms):
        assert ours.types[dm][0].level.tolist() == theirs.types[dm][0].level.tolist()
        for state in range(theirs.n_states):
            assert ours.targets(dm, state).tolist() == theirs.targets(dm, state).tolist()


def test_the_garrison_model_has_its_states_and_orders() -> None:
    """The 23 states of the source by its numbers (feasible states in the order of their codes), and its orders."""
    path = Path(__file__).parents[2] / "dossiers" / "backtest" / "garrison-1976.yaml"
    conflict = load_dossier(path).conflict
    assert conflict.n_states == 23
    orders = {
        "support": [3, 7, [1, 2], 4, [5, 6], 8, 9, 12, 11, 15, 10, 13, 14, 17, 16, 18, 19, 21, 20, 22, 23],
        "opposition": [[2, 6, 10, 13, 17, 21], [19, 23], 15, 11, 8, 4, 22, 18, 14, 7, 3, 20, 16, 12, 9, 5, 1],
        "canada": [23, [20, 21], 19, [16, 17], 11, [9, 10], 15, [12, 13], 2, 4, 1, 8, [5, 6], 22, 18, 14, 3, 7],
        "ijc": [list(range(1, 24))],
    }
    for dm, order in orders.items():
        found = conflict.types[conflict.dm_index(dm)][0].ranks()
        tiers = [tier if isinstance(tier, list) else [tier] for tier in order]
        assert [np.flatnonzero(found == place + 1).tolist() for place in range(len(tiers))] == [
            [state - 1 for state in tier] for tier in tiers
        ]


@each_dossier
def test_nothing_but_the_outcome_rests_on_what_came_after(path: Path) -> None:
    dossier = plain(path)
    ledger, as_of = dossier["evidence"], date_of(dossier["as_of"])
    later = {claim for claim, entry in ledger.items() if date_of(entry["date"]).first > as_of.last}
    before = {part: value for part, value in dossier.items() if part not in ("outcome", "evidence")}
    assert not later & set(cited(before))
    assert later & set(dossier["outcome"]["evidence"])
    happened = [event for event in dossier["timeline"] if "date" in event]
    assert all(date_of(event["date"]).last <= as_of.last or not date_of(event["date"]).is_day for event in happened)


@each_dossier
def test_every_claim_says_where_it_is_from_and_is_used(path: Path) -> None:
    text, dossier = path.read_text(encoding="utf-8"), plain(path)
    ledger = dossier["evidence"]
    assert all({"source", "claim", "attributed_to", "date"} <= entry.keys() for entry in ledger.values())
    assert {entry["source"] for entry in ledger.values()} == set(dossier["sources"])
    # Used: named once more than by its own key, if only in the comment on a belief, which has no place for evidence.
    assert [claim for claim in ledger if len(re.findall(rf"\b{claim}\b", text)) < 2] == []
