"""The model: what a dossier with every key says, and the short forms."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from offramp.dossier.dates import FuzzyDate, parse_date
from offramp.dossier.load import read_dossier
from offramp.dossier.model import Dossier
from offramp.dossier.model_conflict import MovesFile

FULL = Path(__file__).parent / "full_dossier.yaml"
LEAST = {"offramp": 1, "title": "x", "decision_makers": {"a": {}}}


@pytest.fixture(scope="module")
def full() -> Dossier:
    return read_dossier(FULL).model


def test_text_stays_text(full: Dossier) -> None:
    assert full.offramp == 1
    assert full.title == "1984"
    assert full.constraints[1].why == "No dam"


def test_every_key_of_the_format_is_in_the_example(full: Dossier) -> None:
    assert {name for name in Dossier.model_fields if getattr(full, name) in ({}, (), None)} == {"states", "start"}


def test_the_least_dossier_and_its_defaults() -> None:
    least = Dossier.model_validate(LEAST)
    assert (least.evidence, least.timeline, least.status_quo, least.states) == ({}, (), None, None)
    assert least.decision_makers["a"].options == {}
    assert least.decision_makers["a"].preferences is None


def test_ids_keep_file_order(full: Dossier) -> None:
    assert list(full.decision_makers) == ["upstream", "downstream"]
    assert list(full.decision_makers["upstream"].options) == ["release", "dam", "bomb", "öl"]


def test_short_forms_are_lengthened(full: Dossier) -> None:
    downstream = full.decision_makers["downstream"]
    assert downstream.options["attack"].title == "Attack"
    assert downstream.options["attack"].irreversible == "no"
    assert full.actors["press"].name == "The press"
    statements = full.decision_makers["upstream"].preferences
    assert statements is not None
    assert statements.prioritized is not None
    assert [statement.prefer for statement in statements.prioritized] == [
        "ceasefire", "dam if downstream.attack", "not dam"
    ]  # fmt: skip
    assert [statement.firm for statement in statements.prioritized] == [True, False, True]


def test_chains_are_lists_of_parallel_names(full: Dossier) -> None:
    claim = full.evidence["offer"]
    assert claim.attributed_to == (("Reuters",), ("four sources", "an envoy"))
    assert claim.date == FuzzyDate(date(2025, 11, 21), date(2025, 11, 28), "2025-11-21/2025-11-28")
    assert claim.span == (1034, 1071)
    assert claim.status == "suggested"
    assert full.evidence["other"].status == "accepted"


def test_types_and_weights(full: Dossier) -> None:
    preferences = full.decision_makers["downstream"].preferences
    assert preferences is not None
    assert preferences.types is not None
    assert preferences.basis == "assumed"
    assert {name: aim.weight for name, aim in preferences.types.items()} == {"water": 0.7, "war": 0.3, "rest": None}
    weights = preferences.types["war"].weights
    assert weights is not None
    assert {text: (weight.weight, weight.firm) for text, weight in weights.items()} == {
        "attack": (2, True),
        "not upstream.dam": (-1, False),
    }
    assert preferences.types["rest"].ranking == (("YNNNNN",), ("YYNNNN", "-----Y"))


def test_one_or_several_are_always_a_tuple(full: Dossier) -> None:
    assert full.timeline[0].by == ("upstream", "downstream")
    assert full.timeline[1].by == ("upstream",)
    moves = [constraint.no_move for constraint in full.constraints if constraint.no_move]
    assert [(move.by, move.from_, move.to) for move in moves] == [
        (("upstream",), "upstream.dam", "not upstream.dam"),
        (("upstream", "downstream"), None, "upstream.bomb"),
    ]


def test_truth_values(full: Dossier) -> None:
    assert full.status_quo == {"upstream.dam": True, "downstream.talks": False}
    assert full.package is not None
    assert full.package.with_ == {"upstream.dam": False}
    assert full.package.reservation == {"upstream": 0.3}


def test_the_rule_of_a_constraint(full: Dossier) -> None:
    assert [constraint.rule for constraint in full.constraints] == [
        "never", "always", "at_most_one", "at_least_one", "exactly_one", "requires", "no_move", "no_move"
    ]  # fmt: skip


def test_dynamics(full: Dossier) -> None:
    assert full.dynamics is not None
    assert full.dynamics.rate == 0.2
    assert full.dynamics.responsiveness == {"upstream": 2, "downstream": 3}
    assert full.dynamics.horizon == 90


def test_graph_form() -> None:
    graph = Dossier.model_validate(
        {
            "offramp": "1",
            "title": "x",
            "states": {"calm": "Calm", "tense": {"title": "Tension", "why": "x"}, "war": {}},
            "decision_makers": {
                "north": {"moves": [["calm", "tense"]], "preferences": {"ranking": ["calm", ["tense", "war"]]}},
                "south": {"moves": {"file": "moves.csv"}},
            },
            "status_quo": "tense",
            "scenarios": {"peace": {"when": ["calm", "tense"]}, "war": {"when": "otherwise"}},
        }
    )
    assert graph.states is not None
    assert [state.title for state in graph.states.values()] == ["Calm", "Tension", None]
    assert graph.decision_makers["north"].moves == (("calm", "tense"),)
    assert graph.decision_makers["south"].moves == MovesFile(file="moves.csv")
    assert graph.status_quo == "tense"
    assert graph.scenarios["peace"].when == ("calm", "tense")


def test_values_of_python_are_read_too() -> None:
    dossier = Dossier.model_validate(
        LEAST | {"as_of": date(2025, 12, 3), "status_quo": {"a.x": True}, "deadlines": [{"date": parse_date("2026")}]}
    )
    assert dossier.as_of == parse_date("2025-12-03")
    assert dossier.status_quo == {"a.x": True}


def test_a_dossier_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Dossier.model_validate(LEAST).title = "y"  # type: ignore[misc]


def test_the_model_can_be_written_as_json_and_read_again(full: Dossier) -> None:
    text = full.model_dump_json(by_alias=True, exclude_none=True)
    assert Dossier.model_validate_json(text) == full
