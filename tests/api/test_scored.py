"""Scores of logged forecasts: which are scored, means and references by their definition, every face of the result."""

import csv
import io
import json
import math
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offramp.api.forecast_log import append_forecast, log_path
from offramp.api.forecast_record import ForecastRecord
from offramp.api.scored import Scored, case_of, score_cases
from offramp.api.scored_forecast import Case, ScoreError, why_not
from offramp.dossier.dates import parse_date
from offramp.forecast.reference_classes import reference_class

CASES = Path(__file__).parents[1] / "examples"


def record(*shares: float, as_of: str = "2024-01-01", horizon: str = "2024-12-31", made: int = 2024) -> ForecastRecord:
    endings = dict(zip(("deal", "drift", "clash"), shares, strict=False))
    return ForecastRecord(as_of=as_of, horizon=horizon, made_at=datetime(made, 1, 2, tzinfo=UTC), probability=endings)


def case(name: str, outcome: str | None, *records: ForecastRecord, when: str | None = "2024-06-01") -> Case:
    return Case(f"some/{name}.yaml", name.title(), outcome, parse_date(when) if when else None, records)


ONE = case("one", "deal", record(0.5, 0.3, 0.2), record(0.8, 0.1, 0.1))
TWO = case("two", "drift", record(0.1, 0.6, 0.3))
THREE = case("three", "deal", record(0.4, 0.4, 0.2))


def brier(shares: tuple[float, ...], place: int) -> float:
    return sum((share - (k == place)) ** 2 for k, share in enumerate(shares))


def test_each_conflict_counts_alike_however_often_it_was_forecast() -> None:
    found = score_cases([ONE, TWO])
    one = (brier((0.5, 0.3, 0.2), 0) + brier((0.8, 0.1, 0.1), 0)) / 2
    two = brier((0.1, 0.6, 0.3), 1)
    assert found.mean("forecast")["brier"] == pytest.approx((one + two) / 2)
    assert found.mean("uniform") == pytest.approx({"brier": 2 / 3, "log": math.log(3)})
    assert found.skill("uniform")["brier"] == pytest.approx(1 - (one + two) / 2 / (2 / 3))
    assert found.better_in("uniform") == 2


def test_climatology_leaves_the_conflict_itself_out() -> None:
    """Of three, two deals and one drift: for a deal the others are half and half, for the drift all deals."""
    found = score_cases([ONE, TWO, THREE])
    assert found.experience == "how the other 2 of these conflicts ended"
    assert found.by_case("climatology", "brier") == pytest.approx([0.5, 2.0, 0.5])
    assert found.by_case("climatology", "log") == [pytest.approx(math.log(2)), math.inf, pytest.approx(math.log(2))]
    assert found.skill("climatology")["log"] is None


def test_endings_in_another_order_are_the_same_endings() -> None:
    turned = ForecastRecord(
        as_of="2024-01-01", horizon="2024-12-31", probability={"clash": 0.2, "deal": 0.4, "drift": 0.4}
    )
    found, straight = score_cases([ONE, TWO, case("three", "deal", turned)]), score_cases([ONE, TWO, THREE])
    for who in ("forecast", "climatology"):
        assert found.by_case(who, "brier") == pytest.approx(straight.by_case(who, "brier"))


def test_without_experience_there_is_no_climatology_and_it_is_said() -> None:
    assert score_cases([ONE]).forecasters == ("forecast", "uniform")
    other = case("other", "deal", record(0.5, 0.5))
    found = score_cases([ONE, other])
    assert found.forecasters == ("forecast", "uniform")
    assert "different endings" in found.experience
    assert "different endings" in found.text()


def test_base_rates_by_a_mapping_for_all_and_for_one() -> None:
    reference = reference_class("icb")
    mapping = {"deal": "agreement", "drift": ("unilateral", "faded"), "clash": "war", "two.clash": ("war", "imposed")}
    found = score_cases([ONE, TWO], reference=reference, mapping=mapping)
    without, whole = (158, 214, 93), (158, 214, 115)
    expected = [brier(tuple(n / sum(counts) for n in counts), place) for counts, place in ((without, 0), (whole, 1))]
    assert found.by_case("climatology", "brier") == pytest.approx(expected)
    assert "International crises 1918-2017 (icb, 487 cases)" in found.text(200)


def test_all_faults_of_a_mapping_are_told_at_once() -> None:
    with pytest.raises(ScoreError) as told:
        score_cases(
            [ONE], reference=reference_class("icb"), mapping={"deal": "peace", "peace": "agreement", "drift": "war"}
        )
    assert len(told.value.problems) == 3
    assert 'no forecast has an ending "peace" to map' in told.value.problems
    assert any('"clash" stands for no outcome' in text for text in told.value.problems)
    assert any('no outcome "peace"' in text for text in told.value.problems)


@pytest.mark.parametrize(
    ("outcome", "when", "as_of", "horizon", "says"),
    [
        ("deal", "2024-06-01", "2024-05-31", "2024-06-01", ""),
        ("deal", None, "2024-05-31", "2024-06-01", ""),
        ("deal", "2024-06", "2024-05-31", "2024-06-30", ""),
        ("deal", "2024-06", "2024-06-01", "2024-07-30", "day of the outcome, 2024-06, or later"),
        ("deal", "2024-06", "2024-05-31", "2024-06-29", "ends before the outcome, 2024-06"),
        ("deal", "2024-06-01", "2024-06-01", "2024-07-01", "day of the outcome"),
        ("deal", "2024-06-01", "2024-05-01", "2024-05-31", "ends before the outcome"),
        ("peace", "2024-06-01", "2024-05-01", "2024-07-01", "peace, is not among its endings: deal, drift, clash"),
        (None, None, "2024-05-01", "2024-07-01", "not known yet"),
    ],
)  # fmt: skip
def test_the_outcome_lies_between_the_day_and_the_horizon(outcome, when, as_of: str, horizon: str, says: str) -> None:
    one = record(0.5, 0.3, 0.2, as_of=as_of, horizon=horizon)
    reason = why_not(case("one", outcome, one, when=when), one)
    assert (says in reason) if says else reason == ""


def test_what_was_made_afterwards_is_marked() -> None:
    late = case("one", "deal", record(0.5, 0.3, 0.2, made=2025), record(0.5, 0.3, 0.2, made=2024))
    found = score_cases([late])
    assert [each.hindsight for each in found.forecasts] == [True, False]
    assert "50.0% *" in found.text()
    assert "* made when the outcome may have been known." in found.text()
    unsaid = record(0.5, 0.3, 0.2).model_copy(update={"made_at": None})
    assert score_cases([case("one", "deal", unsaid)]).forecasts[0].hindsight is None


def test_an_impossible_thing_that_happened_scores_without_bound() -> None:
    found = score_cases([case("one", "deal", record(0.0, 1.0, 0.0))])
    assert found.mean("forecast")["log"] == math.inf
    said = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert said["mean"]["forecast"] == {"brier": 2.0, "log": "inf"}
    assert said["skill"]["uniform"]["log"] == "-inf"
    assert "infinite" in found.text()
    assert "none at all" in found.text()


def test_the_ranked_score_only_for_endings_in_order() -> None:
    assert "ranked" not in score_cases([ONE]).mean("forecast")
    found = score_cases([case("one", "deal", record(0.5, 0.3, 0.2))], ordered=True)
    assert found.mean("forecast")["ranked"] == pytest.approx(0.25 + 0.04)


@pytest.fixture(scope="module")
def several() -> Scored:
    early = record(0.2, 0.3, 0.5, horizon="2024-02-01")
    return score_cases([ONE, TWO, THREE, case("four", None, early), case("five", "deal", early), case("six", "deal")])


def test_json_tells_everything(several: Scored) -> None:
    said = json.loads(json.dumps(several.to_json(), allow_nan=False))
    assert said["counts"] == {"conflicts": 6, "forecasts": 6, "scored": 4, "conflicts_scored": 3}
    assert list(said["mean"]) == ["forecast", "uniform", "climatology"]
    assert list(said["skill"]) == list(said["better_in"]) == ["uniform", "climatology"]
    assert [each["why_not"] is None for each in said["forecasts"]] == [True] * 4 + [False] * 2
    first = said["forecasts"][0]
    assert first["losses"]["forecast"]["log"] == pytest.approx(-math.log(0.5))
    assert (first["file"], first["outcome"], first["date"]) == ("some/one.yaml", "deal", "2024-06-01")
    bins = said["reliability"]["bins"]
    assert sum(each["statements"] for each in bins) == said["reliability"]["statements"] == 12
    assert sum(each["came_true"] for each in bins) == 4
    terms = (said["reliability"][key] for key in ("reliability", "uncertainty", "spread_within"))
    less = said["reliability"]["resolution"] + said["reliability"]["covariance_within"]
    assert sum(terms) - less == pytest.approx(said["reliability"]["mean_squared_error"])


def test_rows_for_every_forecast(several: Scored) -> None:
    header, rows = several.rows()
    assert len(rows) == 6
    assert all(len(row) == len(header) for row in rows)
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    assert "forecast_brier" in text.getvalue()


def test_text_fits_and_tells_what_is_missing(several: Scored) -> None:
    told = several.text(80)
    assert max(map(len, told.splitlines())) <= 80
    for words in (
        "6 forecasts of 6 conflicts; 4 could be scored",
        "too few to tell skill from luck",
        "climatology: how the other 2 of these conflicts ended",
        "no forecast of some/six.yaml is in six.forecasts.sqlite",
        "Not scored",
        "squared error",
    ):
        assert words in " ".join(told.split())


def test_long_lists_are_cut_and_say_so() -> None:
    many = case("one", "deal", *[record(0.5, 0.3, 0.2)] * 30)
    assert "10 more forecasts: --all gives every one." in score_cases([many]).text()
    assert score_cases([many]).text(everything=True).count("2024-01-01") == 30


def test_nothing_scored_is_an_answer() -> None:
    found = score_cases([case("one", None)])
    assert found.reliability() is None
    assert found.to_json()["mean"] == {}
    assert "0 could be scored" in found.text()
    with pytest.raises(ValueError, match="one group"):
        found.figure()


def test_the_figure_holds_every_statement(several: Scored) -> None:
    figure = several.figure()
    assert sum(int(row[1]) for row in figure.table.rows) == 12
    assert "4 forecasts; each ending of each is one statement." in figure.svg


def test_a_dossier_with_its_log(tmp_path: Path) -> None:
    dossier = tmp_path / "crossing.yaml"
    dossier.write_bytes((CASES / "crossing.yaml").read_bytes())
    assert case_of(dossier).forecasts == ()
    for drift in (0.4, 0.5):
        said = {"deal": 0.3, "drift": drift, "clash": 0.7 - drift}
        append_forecast(log_path(dossier), ForecastRecord(as_of="2024-03-01", horizon="2024-06-01", probability=said))
    found = case_of(dossier)
    assert (found.title, found.outcome) == ("A closed ferry crossing", "drift")
    assert found.happened is not None
    assert found.happened.first == date(2024, 5, 10)
    assert score_cases([found]).mean("forecast")["log"] == pytest.approx(-(math.log(0.4) + math.log(0.5)) / 2)
