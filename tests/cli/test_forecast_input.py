"""What a forecast cannot be made from: one plain message each, exit code 2, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from offramp.cli.ending import run_app

DOSSIER = """offramp: 1
title: A court
as_of: 2026-01-01
decision_makers:
  ann: {options: {sue: Sue}, preferences: {basis: assumed, prioritized: [sue]}}
  bob:
    options: {pay: Pay}
    preferences:
      basis: assumed
      types: {fair: {weight: 0.5, prioritized: [pay]}, mean: {weight: 0.5, prioritized: [not pay]}}
status_quo: {}
scenarios: {sued: {when: ann.sue}, rest: {when: otherwise}}
package: {terms: [bob.pay]}
dynamics: {horizon: 10}
"""  # fmt: skip
CHANGED = [
    ("horizon: 10", "rate: -0.1", "expected a number not below 0; found -0.1"),
    ("horizon: 10", "rate: {anne: 1}", 'unknown decision maker "anne" (did you mean "ann"?)'),
    ("horizon: 10", "responsiveness: .nan", 'expected a number; found ".nan"'),
    ("horizon: 10", "foresight: 1.5", "foresight counts further replies: 0, 1, 2, … up to 100; found 1.5"),
    ("horizon: 10", "foresight: {ann: 101}", "foresight counts further replies: 0, 1, 2, … up to 100; found 101"),
    ("horizon: 10", "horizon: 0", "the horizon lies 1 to 36,525 days ahead; found 0"),
    ("horizon: 10", "horizon: -5", "the horizon lies 1 to 36,525 days ahead; found -5"),
    ("horizon: 10", "horizon: 2025-12-31", "the horizon 2025-12-31 is not after as_of, 2026-01-01 (a later day)"),
    ("horizon: 10", "horizon: 2026-01-01", "the horizon 2026-01-01 is not after as_of, 2026-01-01 (a later day)"),
    ("fair: {weight: 0.5", "fair: {weight: 0.9", "the weights of the types add up to 1.4, not 1"),
    ("fair: {weight: 0.5", "fair: {weight: -1", "expected a number not below 0; found -1"),
    ("dynamics", "beliefs: {ann: {bob: {fair: 0.9, mean: 0.9}}}\ndynamics", "these beliefs add up to 1.8, not 1"),
    ("rest: {when: otherwise}", "paid: {when: bob.pay}", "no scenario covers 1 of 4 states: NN"),
    (
        "dynamics",
        "deadlines: [{date: 2026-01-05, by: ann, threat: {sue: yes}}]\ndynamics",
        "a threat without a demand: nothing says when it would be spared (add demands:)",
    ),
    ("dynamics", "outcome: {scenario: suedd}\ndynamics", 'unknown scenario "suedd" (did you mean "sued"?)'),
]  # fmt: skip


Offramp = Callable[..., tuple[int, str, str]]


@pytest.fixture
def offramp(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offramp:
    """Run the command line in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["offramp", *arguments])
        code = run_app()
        return (code, *capsys.readouterr())

    return run


def written(folder: Path, old: str = "", new: str = "") -> str:
    path = folder / "court.yaml"
    path.write_text(DOSSIER.replace(old, new, 1) if old else DOSSIER, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("old", "new", "message"), CHANGED, ids=[message for *_, message in CHANGED])
def test_a_dossier_is_refused(offramp: Offramp, tmp_path: Path, old: str, new: str, message: str) -> None:
    code, _, told = offramp("forecast", written(tmp_path, old, new), "--draws", "2")
    assert code == 2
    (line,) = told.splitlines()
    assert message in line
    assert ": error: " in line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--horizon", "2025-12-31"], "the horizon 2025-12-31 is not after as_of, 2026-01-01"),
        (["--horizon", "soon"], "--horizon wants a number of days or a date such as 2026-06-01"),
        (["--horizon", "10000000"], "a forecast looks at most 36,525 days ahead"),
        (["--draws", "-5"], "-5 draws: at least one is needed"),
        (["--draws", "1000000000000000"], "take fewer draws"),
        (["--foresight", "-1"], "foresight -1: it counts further replies"),
        (["--doubt", "nan"], "a doubt of nan; it lies between 0 (trust the model) and 1 (not at all)"),
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], "give one of them"),
    ],
)
def test_arguments_are_refused(offramp: Offramp, tmp_path: Path, arguments: list[str], message: str) -> None:
    code, _, told = offramp("forecast", written(tmp_path), *arguments)
    assert code == 2
    (line,) = told.splitlines()
    assert message in line


@pytest.mark.parametrize("command", [["forecast", "--draws", "2"], ["deals", "--reservation", "forecast"]])
def test_rates_that_nobody_can_follow(offramp: Offramp, tmp_path: Path, command: list[str]) -> None:
    name, *more = command
    code, _, told = offramp(name, written(tmp_path, "horizon: 10", "rate: 1e9"), *more)
    assert code == 2
    (line,) = told.splitlines()
    assert "use smaller rates or a nearer horizon" in line


def test_an_ending_without_states_is_told_by_check_and_forecast(offramp: Offramp, tmp_path: Path) -> None:
    path = written(tmp_path, "rest: {", "never: {when: ann.sue and not ann.sue}, rest: {")
    told = 'the scenario "never" never holds: no feasible state satisfies it'
    assert told in "".join(offramp("check", path)[1:])
    code, shown, _ = offramp("forecast", path, "--draws", "2")
    assert code == 0
    assert "no state belongs to never: all that is given to it is the doubt of the" in shown
