"""The ledger on the command line: printed, written for other tools, and taken back."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIVER = ROOT / "tests" / "brief" / "river.yaml"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    shutil.copy(RIVER, tmp_path / "river.yaml")
    return tmp_path


def offramp(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "offramp", *arguments]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True)


def test_printed_in_every_format_that_is_one_text(here: Path) -> None:
    table, js, rows, annotations = (
        offramp(here, "ledger", "river.yaml", "--format", form) for form in ("table", "json", "csv", "web-annotation")
    )
    assert max(map(len, table.stdout.splitlines())) <= 80
    assert [each["id"] for each in json.loads(js.stdout)["claims"]] == ["offered", "denied", "patrol", "unused"]
    assert [row["id"] for row in csv.DictReader(io.StringIO(rows.stdout))] == ["offered", "denied", "patrol", "unused"]
    assert json.loads(annotations.stdout)["total"] == 4
    assert [done.stderr for done in (table, js, rows, annotations)] == [""] * 4


def test_there_and_back(here: Path) -> None:
    assert offramp(here, "ledger", "river.yaml", "-o", "ledger.csv").stderr == "ledger.csv written\n"
    table = here / "ledger.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("It rained.", "It poured."), encoding="utf-8")
    refused = offramp(here, "ledger", "river.yaml", "-o", "ledger.csv")
    assert (refused.returncode, "take its corrections back first" in refused.stderr) == (2, True)
    assert "would change" in offramp(here, "ledger", "river.yaml", "--from", "ledger.csv", "--dry-run").stdout
    done = offramp(here, "ledger", "river.yaml", "--from", "ledger.csv", "--format", "json")
    assert json.loads(done.stdout)["corrections"] == [
        {"claim": "unused", "key": "claim", "before": "It rained.", "after": "It poured."}
    ]
    assert "claim: It poured." in (here / "river.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "brat"], "name it with -o FOLDER"),
        (["--format", "brat", "-o", "b"], "no source of this ledger has its text"),
        (["--format", "json", "-o", "x.json"], "--format json prints"),
        (["-o", "x.xyz"], "give --format"),
        (["--from", "gone.csv"], "cannot be read"),
        (["--from", "a.csv", "-o", "b.csv"], "two steps"),
        (["--from", "river.yaml"], "could be any format"),
    ],
)
def test_bad_usage_is_one_clear_message(here: Path, arguments: list[str], message: str) -> None:
    done = offramp(here, "ledger", "river.yaml", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_competing_in_every_format(here: Path) -> None:
    table, js, rows = (offramp(here, "competing", "river.yaml", "--format", form) for form in ("table", "json", "csv"))
    assert "What speaks against each ending" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80
    assert json.loads(js.stdout)["endings"][0]["inconsistency"] == 2
    assert [row["deal"] for row in csv.DictReader(io.StringIO(rows.stdout))] == ["C", "I", "I"]
