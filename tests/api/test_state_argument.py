"""The ways to name a state."""

from pathlib import Path

import pytest

import offramp
from offramp.api.state_argument import StateArgumentError, find_state
from offramp.conflict.model import Conflict

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def rivers() -> Conflict:
    return offramp.load(CASES / "syria_iraq_1975.yaml").conflict


@pytest.fixture(scope="module")
def elmira() -> Conflict:
    return offramp.load(CASES / "elmira_graph.yaml").conflict


@pytest.mark.parametrize(("text", "state"), [("1", 0), (6, 5), ("NNN", 0), ("nny", 3), ("NN Y", 3)])
def test_numbers_and_patterns(rivers: Conflict, text: str | int, state: int) -> None:
    assert find_state(rivers, text) == state


def test_names(elmira: Conflict) -> None:
    for state, name in elmira.space.names.items():
        assert find_state(elmira, f"id:{name}") == state


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("7", "there is no state 7: they are numbered from 1 to 6"),
        ("0", "there is no state 0: they are numbered from 1 to 6"),
        ("YYN", "the pattern YYN is not feasible: a constraint excludes it"),
        ("YN", "the pattern YN has 2 letters; the conflict has 3 options"),
        ("deal", '"deal" names no state: write a number, a pattern of 3 letters Y or N, id:NAME or sq'),
        ("sq", "the dossier gives no status_quo"),
        ("id:war", 'no state has the id "war"'),
    ],
)
def test_what_names_no_state(rivers: Conflict, text: str, message: str) -> None:
    from dataclasses import replace

    with pytest.raises(StateArgumentError) as raised:
        find_state(replace(rivers, status_quo=None), text)
    assert str(raised.value) == message
