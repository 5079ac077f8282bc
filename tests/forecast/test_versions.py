"""Rules of uncertain strength: closed forms, and each draw against a dossier written without any."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from forecast import plain_dynamics as plain
from offramp.brief.forecast_inputs import ForecastInputs, forecast_inputs
from offramp.brief.forecast_run import run_forecast
from offramp.dossier.check import load_dossier
from offramp.forecast.draws import Range, draw
from offramp.forecast.drivers import RULE, Factor, ever_reached, question_about, sensitivity, single_changes
from offramp.forecast.ensemble import ensemble
from offramp.forecast.next_moves import next_moves
from offramp.settlement.values import state_values

Data = dict[str, Any]


def inputs_of(data: Data, folder: Path, horizon: int = 20) -> ForecastInputs:
    path = folder / "x.yaml"
    YAML().dump({"offramp": 1, "title": "x", **data}, path)
    return forecast_inputs(load_dossier(path), horizon)


def gate(rule: Data | None = None, **option: Any) -> Data:
    """One party, that likes to act; ``option`` says what else holds of acting, ``rule`` what cannot be."""
    return {
        "decision_makers": {
            "a": {"options": {"act": {"title": "Act", **option}}, "preferences": {"prioritized": ["act"]}},
            "b": {"options": {"idle": "Idle"}},
        },
        "constraints": [{"never": "b.idle"}, *([rule] if rule else [])],
        "status_quo": {"a.act": option.get("irreversible") is not None},
        "dynamics": {"rate": 1, "responsiveness": 2, "foresight": 0},
        "scenarios": {"done": {"when": "act"}, "left": {"when": "otherwise"}},
    }


ACTS = np.exp(2) / (1 + np.exp(2))  # the logit of responsiveness 2 between values 1 and 0


@pytest.mark.parametrize("rule", [{"never": "act"}, {"no_move": {"by": "a", "to": "act"}}], ids=str)
def test_a_soft_rule_mixes_what_is_with_it_and_without_it(rule: Data, tmp_path: Path) -> None:
    """With two states the law tends to the logit at the rate of occasions; where the rule binds nothing is done."""
    inputs = inputs_of(gate({**rule, "strength": 0.7}), tmp_path)
    found = run_forecast(inputs, 2000, 0)
    binds = found.ensemble.draws.binds[:, 0]
    free = ACTS * (1 - np.exp(-inputs.days))
    assert np.allclose(found.ensemble.by_draw[binds, :, 0], 0.0, atol=1e-6)
    assert np.allclose(found.ensemble.by_draw[~binds, :, 0], free, atol=1e-6)
    share = 1 - binds.mean()
    assert share == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / 2000))
    assert found.ensemble.mean[:, 0] == pytest.approx(share * free, abs=1e-6)


def test_a_guarantee_of_uncertain_strength(tmp_path: Path) -> None:
    """What cannot be taken back stays; where the guarantee does not hold it is dropped and taken by the logit."""
    inputs = inputs_of(gate(irreversible="taking", strength=0.6), tmp_path)
    found = run_forecast(inputs, 200, 1)
    binds = found.ensemble.draws.binds[:, 0]
    assert 0 < binds.sum() < 200
    assert np.allclose(found.ensemble.by_draw[binds, :, 0], 1.0, atol=1e-6)
    assert np.allclose(found.ensemble.by_draw[~binds, :, 0], 1 - (1 - ACTS) * (1 - np.exp(-inputs.days)), atol=1e-6)


def test_all_else_is_drawn_as_without_strengths(tmp_path: Path) -> None:
    soft = run_forecast(inputs_of(gate({"never": "act", "strength": 0.5}), tmp_path), 50, 3).ensemble.draws
    hard = run_forecast(inputs_of(gate({"never": "act"}), tmp_path), 50, 3).ensemble.draws
    assert np.array_equal(soft.rates, hard.rates)
    assert np.array_equal(soft.foresight, hard.foresight)
    assert np.array_equal(soft.believed, hard.believed)
    assert hard.binds.shape == (50, 0)


def test_a_strength_of_one_is_none(tmp_path: Path) -> None:
    sure, plainly = (inputs_of(gate({"never": "act", **more}), tmp_path) for more in ({"strength": 1}, {}))
    assert sure.versions is None
    assert np.array_equal(run_forecast(sure, 20, 0).ensemble.by_draw, run_forecast(plainly, 20, 0).ensemble.by_draw)


OPTIONS = ("a.x", "a.y", "b.z")
RULES: Sequence[Data] = (
    {"never": "x and z"},
    {"never": "y and not x"},
    {"at_most_one": ["x", "y", "z"]},
    {"requires": {"z": "x or y", "y": "x"}},
    {"always": "not (x and y and z)"},
    {"no_move": {"by": "a", "from": "not z", "to": "y"}},
    {"no_move": {"by": ["a", "b"], "from": "x", "to": "not x or z"}},
)


@st.composite
def dossiers(choose: st.DrawFn) -> Data:
    """Return a random dossier in which nothing is done yet and every rule allows that."""
    texts = st.sampled_from(["x", "not y", "z if x", "x or z", "y and not z", "not z", "x iff y"])
    rules = choose(st.lists(st.sampled_from(RULES), max_size=3, unique_by=str))
    strengths = st.sampled_from([0.3, 0.5, 0.9])
    maybe = st.one_of(st.just({}), st.builds(lambda s: {"strength": s}, strengths))
    aims = st.fixed_dictionaries({"prefer": texts, "firm": st.sampled_from(["yes", "no"])})

    def option() -> Data:
        final = choose(st.sampled_from(["no", "taking"]))
        return {"irreversible": final, **(choose(maybe) if final == "taking" else {})}

    def party(*names: str) -> Data:
        statements = choose(st.lists(aims, min_size=1, max_size=3, unique_by=str))
        return {"options": {name: option() for name in names}, "preferences": {"prioritized": statements}}

    return {
        "decision_makers": {"a": party("x", "y"), "b": party("z")},
        "constraints": [{**rule, **choose(maybe)} for rule in rules],
        "status_quo": {"a.x": False},
        "dynamics": {"rate": {"a": 0.4, "b": 0.7}, "responsiveness": {"a": 3, "b": 5}},
        "scenarios": {
            "broken": {"when": "x and z"},
            "one": {"when": "x or y"},
            "other": {"when": "otherwise"},
        },
    }


def hardened(data: Data, binds: Sequence[bool]) -> Data:
    """Return a dossier of which the soft rules that bind are hard and the others struck out, in file order."""
    turn = iter(binds)
    parties = {
        dm: {
            **party,
            "options": {
                name: {"irreversible": each["irreversible"] if "strength" not in each or next(turn) else "no"}
                for name, each in party["options"].items()
            },
        }
        for dm, party in data["decision_makers"].items()
    }
    rules = [
        {key: value for key, value in rule.items() if key != "strength"}
        for rule in data["constraints"]
        if "strength" not in rule or next(turn)
    ]
    return {**data, "decision_makers": parties, "constraints": rules}


@settings(max_examples=20, deadline=None)
@given(data=dossiers(), seed=st.integers(0, 1000), alternating=st.booleans())
def test_each_draw_is_that_of_the_dossier_with_the_rules_that_bind(data: Data, seed: int, alternating: bool) -> None:
    with TemporaryDirectory() as folder:
        soft = inputs_of(data, Path(folder))
        found = run_forecast(soft, 5, seed, alternating=alternating)
        binds = found.ensemble.draws.binds
        assert binds.shape[1] == str(data).count("'strength'")
        for number in range(5):
            hard = inputs_of(hardened(data, binds[number].tolist()), Path(folder))
            assert hard.versions is None
            told = by_the_definition(hard, number, seed, alternating)
            assert found.ensemble.by_draw[number, -1] == pytest.approx(told, abs=1e-5)


def by_the_definition(hard: ForecastInputs, number: int, seed: int, alternating: bool) -> np.ndarray:
    """Return the probability of each ending at the horizon in one draw, state by state."""
    conflict = hard.conflict
    draws = draw(conflict, hard.values, hard.uncertainty, 5, seed, hard.held)
    own = (draws.rates[number], draws.responsiveness[number])
    menus = plain.menus_of(conflict)
    value = plain.expected(menus, draws.values(number), *own, draws.foresight[number].tolist(), alternating)
    matrix = plain.generator(menus, value, *own, alternating)
    assert conflict.status_quo is not None
    law = plain.law(matrix, conflict.n_states, conflict.status_quo, float(hard.days[-1]))
    return np.bincount(conflict.scenario_of, law, minlength=len(conflict.scenarios))


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> ForecastInputs:
    """Three soft rules, of which one is a guarantee."""
    data = {
        "decision_makers": {
            "a": {
                "options": {"x": {"irreversible": "taking", "strength": 0.5}, "y": {"title": "Y"}},
                "preferences": {"prioritized": [{"prefer": "y", "firm": "no"}, {"prefer": "not x", "firm": "no"}]},
            },
            "b": {"options": {"z": "Z"}, "preferences": {"prioritized": ["z", "not x"]}},
        },
        "constraints": [
            {"never": "x and z", "strength": 0.6},
            {"no_move": {"by": "a", "to": "y"}, "strength": 0.4},
        ],
        "status_quo": {"a.x": True},
        "scenarios": {"broken": {"when": "x and z"}, "y": {"when": "y"}, "other": {"when": "otherwise"}},
    }
    return inputs_of(data, tmp_path_factory.mktemp("several"), 30)


def test_the_same_numbers_whatever_the_threads(several: ForecastInputs) -> None:
    done: list[int] = []
    one = run_forecast(several, 120, 5, threads=1, progress=done.append).ensemble.by_draw
    assert sum(done) == 120
    assert np.array_equal(one, run_forecast(several, 120, 5, threads=3).ensemble.by_draw)
    # draws stand for themselves: the first of many are those of few
    assert np.array_equal(one[:40], run_forecast(several, 40, 5).ensemble.by_draw)


def test_simulated_paths_are_of_the_draw_and_close_to_the_exact_law(several: ForecastInputs) -> None:
    assert several.versions is not None
    draws = draw(several.conflict, several.values, several.uncertainty, 60, 5)
    exact, walked = (several.versions.ensemble(ensemble, draws, several.days, n_paths=n_paths) for n_paths in (0, 2000))
    assert walked.n_paths == 2000
    assert np.allclose(exact.by_draw, walked.by_draw, atol=5 * np.sqrt(0.25 / 2000))


def test_a_soft_rule_is_a_factor(tmp_path: Path) -> None:
    """Where it alone is uncertain all the variance is its own; its two ends are what is with it and without it."""
    inputs = inputs_of(gate({"never": "act", "strength": 0.7}), tmp_path)
    law = (inputs.values, inputs.uncertainty, inputs.deadlines, 20.0, inputs.versions)
    asked = question_about(inputs.conflict, *law)
    assert sensitivity(asked, 64).factors == (Factor(-1, RULE, 0),)
    assert sensitivity(asked, 64).total[:, 0] == pytest.approx([1.0, 1.0], abs=0.1)
    found = single_changes(asked)
    told = {each.to: each.probability[0] for each in found.changes}
    assert found.middle[0] == pytest.approx(0.0, abs=1e-6)  # it binds more often than not
    assert told == {1.0: pytest.approx(0.0, abs=1e-6), 0.0: pytest.approx(ACTS, abs=1e-6)}
    assert ever_reached(asked)[0, 0] == 0.0
    rarely = replace(asked, uncertainty=replace(inputs.uncertainty, strengths=(0.2,)))
    assert single_changes(rarely).middle[0] == pytest.approx(ACTS, abs=1e-6)
    assert ever_reached(rarely)[0] == pytest.approx([1.0, 1 / ACTS])


def test_a_move_that_a_soft_rule_forbids_can_be_a_next_move(tmp_path: Path) -> None:
    inputs = inputs_of(gate({"never": "act", "strength": 0.7}), tmp_path)
    law = (inputs.values, inputs.uncertainty, inputs.deadlines, 1e-9, inputs.versions)
    draws = draw(inputs.conflict, inputs.values, inputs.uncertainty, 40, 0)
    found = next_moves(question_about(inputs.conflict, *law), draws)
    (move,) = found.moves
    assert found.conflict.space.label(move.to) == "YN"
    assert move.probability == pytest.approx([1.0, 0.0], abs=1e-6)  # made, it shows that the rule does not bind
    assert move.chance == pytest.approx(ACTS * (1 - draws.binds.mean()))
    assert found.as_it_stands == pytest.approx([0.0, 1.0], abs=1e-6)


def test_strengths_out_of_bounds_are_refused(several: ForecastInputs) -> None:
    wrong = replace(several.uncertainty, strengths=(0.5, 0.0, 1.5), rates=(Range(1, 1),) * 2)
    with pytest.raises(ValueError, match=r"strength 0 of rule 2: it lies above 0.*strength 1.5 of rule 3"):
        draw(several.conflict, several.values, wrong, 2, 0)


def test_values_are_scaled_in_each_version(several: ForecastInputs) -> None:
    """The best state of a version is worth 1 there and its worst 0, as if its rules had no strength."""
    assert several.versions is not None
    for binding in ((True, True, True), (False, True, False)):
        version = several.versions.where(binding)
        for types, values in zip(version.conflict.types, version.values, strict=True):
            for aim, value in zip(types, values, strict=True):
                assert np.array_equal(value, state_values(version.conflict.space, aim).all())
                assert (value.min(), value.max()) == (0.0, 1.0)
    assert several.versions.widest.conflict.n_states == 8
    assert several.versions.where((True, True, True)).conflict.n_states == several.conflict.n_states == 6
