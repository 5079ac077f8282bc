"""``offramp score`` as a user meets it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from offramp.api.forecast_log import append_forecast, log_path
from offramp.api.forecast_record import ForecastRecord
from offramp.cli.ending import run_app

CASES = Path(__file__).parents[1] / "examples"
DOSSIER, FORECASTS = str(CASES / "crossing.yaml"), str(CASES / "crossing.forecasts.json")
MAPPED = ("--map", "deal=agreement", "--map", "drift=unilateral,faded", "--map", "clash=war,imposed")


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """The command in this process, which is faster than one of its own for each."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Done:
        monkeypatch.setattr("sys.argv", ["offramp", "score", *arguments])
        return Done(run_app(), *capsys.readouterr())

    return run


def test_a_file_of_forecasts_beside_base_rates(score) -> None:
    done = score(DOSSIER, "--forecasts", FORECASTS, "--ordered", "--reference", "icb", *MAPPED)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    for line in ("the forecasts   0.520   0.857    0.195", "climatology     0.475", "it ends before the outcome"):
        assert line in done.stdout


def test_several_dossiers_with_their_logs(score, tmp_path: Path) -> None:
    files = []
    for name, drift in (("a", 0.4), ("b", 0.8)):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_bytes(Path(DOSSIER).read_bytes())
        said = {"deal": 1 - drift, "drift": drift, "clash": 0.0}
        append_forecast(log_path(files[-1]), ForecastRecord(as_of="2024-03-01", horizon="2024-06-01", probability=said))
    done = score(*map(str, (*files, files[0])), "--format", "json")  # the same file twice is one
    found = json.loads(done.stdout)
    assert found["counts"] == {"conflicts": 2, "forecasts": 2, "scored": 2, "conflicts_scored": 2}
    assert found["mean"]["forecast"]["brier"] == pytest.approx((0.72 + 0.08) / 2)
    assert found["mean"]["climatology"]["brier"] == 0
    assert len(score(*map(str, files), "--format", "csv").stdout.splitlines()) == 3


def test_the_figure_is_written(score, tmp_path: Path) -> None:
    target = tmp_path / "reliability.svg"
    done = score(DOSSIER, "--forecasts", FORECASTS, "--figure", str(target))
    assert done.stderr == f"{target} written\n"
    assert target.read_text(encoding="utf-8").startswith("<svg")


def test_no_forecast_yet_is_an_answer(score) -> None:
    done = score(DOSSIER)
    assert done.returncode == 0
    assert "offramp forecast" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((DOSSIER, "--reference", "icbb"), 'unknown reference class "icbb": did you mean "icb"?'),
        ((DOSSIER, "--map", "deal=agreement"), "give that too"),
        ((DOSSIER, "--reference", "icb", "--map", "deal"), "--map wants ENDING=OUTCOME"),
        ((DOSSIER, "--reference", "icb", "--map", "deal=war", "--map", "deal=war"), '"deal" twice'),
        (
            (DOSSIER, "--forecasts", FORECASTS, "--reference", "icb", *MAPPED[:4]),
            '"clash" stands for no outcome of icb',
        ),
        ((DOSSIER, DOSSIER + "x", "--forecasts", FORECASTS), "give one FILE"),
        ((DOSSIER, "--forecasts", "none.json"), "No such file"),
        ((DOSSIER, "--forecasts", DOSSIER), "Invalid JSON"),
        (("none.yaml",), "No such file"),
        ((DOSSIER, "--figure", "x.png"), "--figure writes a .svg file"),
        ((DOSSIER, "--figure", "x.svg"), "nothing to draw"),
    ],
)
def test_bad_input_is_told_plainly(score, arguments: tuple[str, ...], says: str) -> None:
    done = score(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_log_is_told_plainly(score, tmp_path: Path) -> None:
    dossier = tmp_path / "crossing.yaml"
    dossier.write_bytes(Path(DOSSIER).read_bytes())
    log_path(dossier).write_text("not a database " * 100)
    done = score(str(dossier))
    assert done.returncode == 2
    assert done.stderr == (
        f"offramp: {log_path(dossier)}: this is not a log of forecasts: move it away, and a new one is made\n"
    )
