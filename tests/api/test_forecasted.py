"""The forecast of a dossier: JSON, dates, beliefs, the log, and what makes no sense."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import offramp
from offramp.api.forecast_log import append_forecast, log_path, read_forecasts
from offramp.api.forecasted import Forecasted
from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_run import per_cent

ROOT = Path(__file__).parents[2]
CUBA = ROOT / "dossiers" / "cuba-1962.yaml"
VENEZUELA = ROOT / "dossiers" / "venezuela-2025.yaml"


@pytest.fixture(scope="module")
def cuba() -> Forecasted:
    return offramp.load(CUBA).forecast(draws=24)


def test_the_contract_of_the_json(cuba: Forecasted) -> None:
    found = cuba.to_json()
    ids = [scenario.id for scenario in cuba.conflict.scenarios]
    assert found["as_of"] == "1962-10-27"
    assert found["horizon"] == found["curve"][-1]["date"]
    for key in ("probability", "low", "high"):
        assert list(found[key]) == ids
    assert sum(found["probability"].values()) == pytest.approx(1.0)
    assert found["probability"] == found["curve"][-1]["probability"]
    for point in found["curve"]:
        assert sum(point["probability"].values()) == pytest.approx(1.0, abs=1e-6)
        for ending in ids:
            assert point["low"][ending] <= point["high"][ending]
    assert sum(found["types"]["ussr"].values()) == pytest.approx(1.0)


def test_the_doubt_is_a_mixture_with_even_chances(cuba: Forecasted) -> None:
    found = cuba.to_json()
    even = 1 / len(cuba.conflict.scenarios)
    for ending, raw in found["model_probability"].items():
        assert found["probability"][ending] == pytest.approx(0.75 * raw + 0.25 * even)
    blind = offramp.load(CUBA).forecast(draws=2, doubt=1.0)
    assert blind.mean == pytest.approx(np.full_like(blind.mean, even))


def test_the_same_seed_gives_the_same_answer_whatever_the_threads(cuba: Forecasted) -> None:
    again = offramp.load(CUBA).forecast(draws=24, threads=1)
    assert again.to_json() == cuba.to_json()
    other = offramp.load(CUBA).forecast(draws=24, seed=1)
    assert other.to_json()["probability"] != cuba.to_json()["probability"]


def test_beliefs_about_washingtons_aim_after_each_event() -> None:
    found = offramp.load(VENEZUELA).forecast(draws=4, horizon=30).to_json()
    told = [each for each in found["beliefs"] if each["by"] == "washington"]
    assert [each["event"] for each in told][:2] == ["boats", "demands_refused"]
    for each in told:
        assert sum(each["types"].values()) == pytest.approx(1.0)
    # boats and airspace are ends in themselves for the one aim only; the offer of passage is dear to the other
    by_event = {(each["event"], each["kind"]): each["likelihood"] for each in told}
    assert by_event["boats", "act"]["networks"] > by_event["boats", "act"]["removal"]
    assert by_event["closure", "act"]["networks"] > by_event["closure", "act"]["removal"]
    assert by_event["ultimatum", "words"]["removal"] > by_event["ultimatum", "words"]["networks"]
    assert found["types"]["washington"] == pytest.approx(told[-1]["types"])
    declared = offramp.load(VENEZUELA).forecast(draws=2, horizon=10, update=False).to_json()
    assert declared["types"]["washington"] == {"removal": 0.5, "networks": 0.5}


def test_the_horizon_is_days_or_a_date() -> None:
    analysis = offramp.load(CUBA)
    assert analysis.forecast(5, draws=1).to_json()["horizon"] == "1962-11-01"
    assert analysis.forecast(date(1962, 11, 1), draws=1).to_json()["days"] == 5
    long = analysis.forecast(1000, draws=1)
    assert len(long.inputs.days) <= 181
    assert long.inputs.days[-1] == 1000


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"horizon": date(1962, 1, 1)}, "is not after as_of, 1962-10-27"),
        ({"horizon": 0}, "no future to look at: 0 days"),
        ({"horizon": 40_000}, "40,000 days ahead; a forecast looks at most 36,525 days ahead"),
        ({"foresight": 101}, "up to 100"),
        ({"draws": 0}, "0 draws: at least one is needed"),
        ({"words": 2.0}, "words weigh 2"),
        ({"doubt": -1.0}, "a doubt of -1"),
        ({"foresight": -2}, "foresight -2"),
        ({"seed": -1}, "the seed -1 is negative"),
    ],
)
def test_what_makes_no_sense_is_said(asked: dict, message: str) -> None:
    with pytest.raises(ForecastError, match=message):
        offramp.load(CUBA).forecast(**asked)


def test_a_dossier_without_endings_or_status_quo_says_both(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "cases" / "chicken.yaml").read_text().replace("status_quo: {}", "")
    (tmp_path / "bare.yaml").write_text(text)
    with pytest.raises(ForecastError) as caught:
        offramp.load(tmp_path / "bare.yaml").forecast()
    assert len(caught.value.problems) == 2


def test_a_forecast_is_kept_and_read_back(cuba: Forecasted, tmp_path: Path) -> None:
    log = log_path(tmp_path / "cuba.yaml")
    assert append_forecast(log, cuba.record()) == 1
    (record,) = read_forecasts(log)
    assert record.probability == pytest.approx(cuba.to_json()["probability"])
    assert record.dossier_sha256 == offramp.load(CUBA).built.document.sha256


def test_words_fit_80_columns(cuba: Forecasted) -> None:
    assert max(map(len, cuba.text(80).splitlines())) <= 80
    assert "What the moves say of the aim of Soviet Union" in cuba.text(120)


def test_drivers_have_every_part(cuba: Forecasted) -> None:
    from offramp.api.driven import drive

    found = drive(cuba, base_points=2)
    told = found.to_json()["drivers"]
    assert {each["what"] for each in told["changes"]} <= {"aim", "rate", "responsiveness", "foresight"}
    n_moves = sum(len(found.conflict.targets(dm, found.conflict.status_quo)) for dm in range(found.conflict.n_dms))
    assert len(told["next"]) == n_moves
    assert set(told["telling"]) == {"ussr"}
    assert max(map(len, found.text(80).splitlines())) <= 80


def test_nothing_but_certainty_is_shown_as_certain() -> None:
    assert [per_cent(share) for share in (0.0, 0.004, 0.5, 0.996, 1.0)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]


def test_rules_of_uncertain_strength_are_told(tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text(
        "offramp: 1\ntitle: x\nas_of: 2025-01-01\nstatus_quo: {}\n"
        "decision_makers:\n  a:\n    options: {x: {title: Build, irreversible: taking, strength: 0.5}, y: Y}\n"
        "    preferences: {prioritized: [x and y]}\n"
        "constraints: [{never: x and y, strength: 0.75, why: There is one gate.}]\n"
        "scenarios: {both: {title: Both, when: x and y}, other: {when: otherwise}}\n",
        encoding="utf-8",
    )
    found = offramp.load(path).forecast(draws=60)
    rules = [
        {"rule": "Build cannot be taken back", "why": None, "strength": 0.5},
        {"rule": "never x and y", "why": "There is one gate.", "strength": 0.75},
    ]
    assert found.to_json()["assumed"]["strength"] == rules
    assert found.record().settings["assumed"]["strength"] == rules
    text = found.text()
    assert "“There is one gate” 75 %" in " ".join(text.split())
    drivers = found.drivers().to_json()["drivers"]
    one = {"rule": "never x and y", "what": "rule"}
    ends = {each["to"]: each["probability"]["both"] for each in drivers["changes"] if one.items() <= each.items()}
    assert ends["binds"] == pytest.approx(0.0, abs=1e-6)
    assert ends["does not bind"] > 0.4
    assert any(each["to"] == "YY" and each["chance"] > 0 for each in drivers["next"])
    assert "“There is one gate”" in found.drivers().text()


def test_without_strengths_none_is_told(cuba: Forecasted) -> None:
    assert set(cuba.to_json()["assumed"]) == {"rate", "responsiveness", "foresight"}
