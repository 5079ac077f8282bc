"""The dossiers of the back-test: sound without a warning, and nothing in them but the outcome knows what came after."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from offramp.dossier.check import check
from offramp.dossier.dates import FuzzyDate, parse_date

DOSSIERS = sorted((Path(__file__).parents[2] / "dossiers" / "backtest").glob("*.yaml"))
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
    assert 5 <= len(scenarios) <= 9
    assert list(scenarios.values())[-1]["when"] == "otherwise"
    assert date_of(dossier["as_of"]).last < date_of(outcome["date"]).first
    horizon = dossier.get("dynamics", {}).get("horizon")
    if horizon is not None and not isinstance(horizon, int):
        assert date_of(outcome["date"]).last <= date_of(horizon).last


@each_dossier
def test_the_outcome_is_not_yet_the_case(path: Path) -> None:
    report = check(path)
    assert report.built is not None
    conflict, dossier = report.built.conflict, plain(path)
    assert conflict.status_quo is not None
    place = [ending.id for ending in conflict.scenarios].index(dossier["outcome"]["scenario"])
    assert conflict.scenario_of[conflict.status_quo] != place


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
