"""The JSON of ``solve`` and ``explain``: the keys of the contract, and what they hold equals the definitions."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import offramp
from offramp.api import solved as solving
from offramp.api.solved import solve_all
from offramp.stability.concepts import Concept
from oracle import Oracle
from random_conflicts import OptionForm, build, option_forms

HERE = Path(__file__).parent
DOSSIERS = HERE.parents[1] / "dossiers"
CASES = HERE.parent / "cases"
PLAIN = {"offramp", "title", "decision_makers", "options", "states", "status_quo", "stable", "equilibria", "ranks",
         "counts", "listed"}  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms())
def test_json_equals_the_definitions(description: OptionForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    oracle, found = Oracle(description), solve_all(conflict).to_json()
    assert set(found) == PLAIN
    states = {
        entry["id"]: (sum(1 << k for k, y in enumerate(entry["pattern"]) if y == "Y"),) for entry in found["states"]
    }
    assert sorted(states) == list(range(1, conflict.n_states + 1))
    for concept in Concept:
        stable = [
            {number for number, state in states.items() if oracle.stable(concept, i, state)}
            for i in range(oracle.n_dms)
        ]
        assert {dm: set(ids) for dm, ids in found["stable"][concept].items()} == {
            f"dm{i}": s for i, s in enumerate(stable)
        }
        assert set(found["equilibria"][concept]) == set.intersection(*stable)
        assert found["counts"]["equilibria"][concept] == len(set.intersection(*stable))
    for i in range(oracle.n_dms):
        ranks = found["ranks"][f"dm{i}"]
        best = [number for number, rank in ranks.items() if rank == 1]
        assert all(not oracle.better(i, states[int(other)], states[int(best[0])]) for other in ranks)


def test_types_add_cases_and_name_the_likeliest() -> None:
    found = offramp.load(DOSSIERS / "venezuela-2025.yaml").solve().to_json()
    assert set(found) == PLAIN | {"types", "cases"}
    assert [case["types"] for case in found["cases"]] == [{"washington": "removal"}, {"washington": "networks"}]
    assert sum(case["weight"] for case in found["cases"]) == pytest.approx(1)
    assert found["types"] == {"washington": "removal"}
    likeliest = found["cases"][0]
    assert {key: found[key] for key in ("stable", "equilibria")} == {
        key: likeliest[key] for key in ("stable", "equilibria")
    }


def test_fixing_a_type_leaves_its_case() -> None:
    analysis = offramp.load(DOSSIERS / "venezuela-2025.yaml")
    found = analysis.solve(types={"washington": "networks"}).to_json()
    assert found["types"] == {"washington": "networks"}
    assert len(found["cases"]) == 1
    with pytest.raises(KeyError):
        analysis.solve(types={"washington": "peace"})


def test_graph_form_gives_names_in_place_of_patterns() -> None:
    found = offramp.load(CASES / "elmira_graph.yaml").solve().to_json()
    assert found["options"] == []
    assert all(set(entry) == {"id", "name", "scenario"} for entry in found["states"])


def test_large_conflicts_list_the_first_ids_and_count_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "LISTED_WHOLE", 100)
    monkeypatch.setattr(solving, "LISTED_FIRST", 5)
    result = offramp.load(DOSSIERS / "venezuela-2025.yaml").solve(["nash"])
    found, whole = result.to_json(), result.to_json(everything=True)
    assert found["listed"] == "first"
    assert whole["listed"] == "all"
    assert "ranks" not in found
    assert all(len(ids) <= 5 for ids in found["stable"]["nash"].values())
    named = {number for case in (found, *found["cases"]) for ids in case["stable"]["nash"].values() for number in ids}
    named |= {number for case in (found, *found["cases"]) for number in case["equilibria"]["nash"]}
    assert {entry["id"] for entry in found["states"]} == named | {found["status_quo"]}
    assert found["counts"] == whole["counts"]
    assert len(whole["equilibria"]["nash"]) == whole["counts"]["equilibria"]["nash"]


def test_explanations_as_json() -> None:
    analysis = offramp.load(CASES / "chicken.yaml")
    assert analysis.explain("YY", "one", "smr").to_json() == {
        "state": 4,
        "dm": "one",
        "concept": "smr",
        "stable": True,
        "improvements": [{"to": 3, "sanction": {"path": [{"by": "two", "to": 1}], "escapes": []}}],
    }
    assert analysis.explain("YY", "one", "seq").to_json()["improvements"] == [{"to": 3, "sanction": None}]
    every = analysis.explain(4).to_json()
    assert isinstance(every, list)
    assert len(every) == 2 * len(Concept)


def test_frames_and_notebook_display() -> None:
    result = offramp.load(CASES / "syria_iraq_1975.yaml").solve()
    frame = result.to_frame()
    assert list(frame["state"]) == list(range(1, 7))
    assert set(frame.loc[frame["nash"], "state"]) == set(result.to_json()["equilibria"]["nash"])
    assert "<table>" in result._repr_html_()
