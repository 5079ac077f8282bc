"""The example of docs/paths.md: loaded from the page and held against the table that was worked by hand."""

import re
from pathlib import Path

import pytest

import offramp
from offramp.api.analysis import Analysis

TEXT = (Path(__file__).parents[2] / "docs" / "paths.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+ \w+ [\w ]+) \| ([NY -]+) \| (\d) \|$", TEXT, re.MULTILINE)
ALLOWED = {
    "nobody but to improve": None,
    "the seller as it likes": {"seller": "any"},
    "the buyer as it likes": {"buyer": "any"},
    "everybody as they like": {"all": "any"},
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    found = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    dossier = tmp_path_factory.mktemp("page") / "exchange.yaml"
    dossier.write_text(found[1], encoding="utf-8")
    return offramp.load(dossier)


def test_every_row_is_read() -> None:
    assert [row[0] for row in ROWS] == list(ALLOWED)


@pytest.mark.parametrize(("who", "reached", "n_paths"), ROWS)
def test_the_table_worked_by_hand(example: Analysis, who: str, reached: str, n_paths: str) -> None:
    allow = ALLOWED[who]
    found = example.paths(to="YY", allow=allow, longest=4, revisit=True)
    told = found.to_json()
    numbers = told["reachable"]["improvements" if allow is None else "as_allowed"]
    pattern = {state["id"]: state["pattern"] for state in told["states"]}
    assert {pattern[number] for number in numbers} == set(reached.split()) - {"-"}
    if allow is None:  # the paths sought are then of any moves, as improvements do not lead there
        assert ("4" in told["shortest_improvements"]) == (int(n_paths) > 0)
    else:
        assert len(told["sought"]["paths"]) == int(n_paths)


def test_the_words_about_what_holds_and_what_coalitions_reach(example: Analysis) -> None:
    told = example.paths(coalitions=True).to_json()
    pattern = {state["id"]: state["pattern"] for state in told["states"]}
    held = told["equilibria"]
    assert {pattern[number] for number in held["by_moves"] + held["unreachable"]} == {"NN", "YY"}
    (end,) = re.findall(r"^Coalitions reach of the states that hold: (\w+)\.$", TEXT, re.MULTILINE)
    assert [pattern[number] for number in told["coalitions"]["equilibria"]] == [end]
    (step,) = told["coalitions"]["paths"]["4"]
    assert (step["by"], len(step["moves"])) == (["seller", "buyer"], 2)
