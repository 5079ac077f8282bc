"""The command line as a user meets it: exit codes, standard output and error, every format, 80 columns."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
VENEZUELA = "dossiers/venezuela-2025.yaml"


def offramp(*arguments: str, cwd: Path = ROOT, columns: int = 80) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": str(columns), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "offramp", *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )


def test_help_lists_every_command() -> None:
    done = offramp("--help")
    assert done.returncode == 0
    for command in ("new", "check", "states", "solve", "explain", "paths", "deals", "score", "report", "concepts"):
        assert f"\n  {command} " in done.stdout


def test_solve_prints_counts_and_names_in_80_columns() -> None:
    done = offramp("solve", VENEZUELA)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "4,416 states, 5 decision makers, 15 options" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_solve_json_is_one_object_on_standard_output() -> None:
    done = offramp("solve", VENEZUELA, "--format", "json", "--concept", "nash,seq")
    found = json.loads(done.stdout)
    assert list(found["stable"]) == ["nash", "seq"]
    assert done.stderr == ""


def test_solve_csv_has_a_row_for_each_state() -> None:
    done = offramp("solve", VENEZUELA, "--format", "csv")
    assert len(done.stdout.splitlines()) == 4417


def test_parquet_holds_every_verdict(tmp_path: Path) -> None:
    target = tmp_path / "states.parquet"
    assert offramp("solve", VENEZUELA, "--output", str(target)).returncode == 0
    frame = pd.read_parquet(target)
    found = json.loads(offramp("solve", VENEZUELA, "--format", "json").stdout)
    assert len(frame) == 4416
    assert frame.loc[frame["seq"], "state"].tolist() == found["equilibria"]["seq"]
    assert dict(zip(frame["state"].astype(str), frame["rank_elite"], strict=True)) == found["ranks"]["elite"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "states.parquet"
    done = offramp("solve", VENEZUELA, "--output", str(target))
    assert done.returncode == 2
    assert done.stderr.startswith("offramp: ")
    assert "No such file" in done.stderr
    assert not target.parent.exists()


def test_a_full_disk_is_reported_and_leaves_nothing() -> None:
    if not Path("/dev/full").exists():
        pytest.fail("this system has no /dev/full to stand for a full disk")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "offramp", "solve", VENEZUELA, "--format", "json"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_in_words_and_as_json() -> None:
    words = offramp("explain", VENEZUELA, "sq", "--dm", "washington", "--concept", "seq")
    assert words.returncode == 0
    assert "Washington would leave" in words.stdout
    one = json.loads(
        offramp("explain", VENEZUELA, "sq", "--dm", "washington", "--concept", "seq", "--format", "json").stdout
    )
    assert one["stable"] is False
    assert any(improvement["sanction"] is None for improvement in one["improvements"])
    several = json.loads(offramp("explain", VENEZUELA, "465", "--format", "json").stdout)
    assert len(several) == 25


def test_states_tell_what_each_constraint_removes() -> None:
    done = offramp("states", VENEZUELA)
    assert "4,416 feasible states" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80
    found = json.loads(offramp("states", VENEZUELA, "--format", "json").stdout)
    assert len(found["states"]) == 4416
    assert all(rule["removed"] > 0 for rule in found["constraints"])


def test_new_writes_a_dossier_that_check_accepts_and_never_writes_over(tmp_path: Path) -> None:
    assert offramp("new", "harbour", cwd=tmp_path).returncode == 0
    assert offramp("check", "harbour.yaml", cwd=tmp_path).returncode == 0
    before = (tmp_path / "harbour.yaml").read_bytes()
    again = offramp("new", "harbour", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert (tmp_path / "harbour.yaml").read_bytes() == before


def test_written_files_are_told_to_programs_too(tmp_path: Path) -> None:
    done = offramp("new", "harbour", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout) == {"written": "harbour.yaml"}
    assert done.stderr == ""
    assert offramp("new", "", cwd=tmp_path).stderr == 'offramp: "" names no file: give a name such as harbour.yaml\n'


def test_verbose_tells_how_and_how_long() -> None:
    done = offramp("solve", VENEZUELA, "--verbose")
    assert "4,416 states solved on lists of moves" in done.stderr
    assert re.search(r"loaded in \d+\.\d\d s, solved in \d+\.\d\d s\n", done.stderr)


def test_check_finds_errors_with_exit_code_1_and_others_with_2(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X}}}\nstaus_quo: {}\n")
    checked = offramp("check", "x.yaml", cwd=tmp_path)
    assert checked.returncode == 1
    assert 'x.yaml:4:1: error: unknown key "staus_quo" (did you mean "status_quo"?)' in checked.stdout
    found = json.loads(offramp("check", "x.yaml", "--format", "json", cwd=tmp_path).stdout)
    assert found["ok"] is False
    assert found["problems"][0] == {
        "line": 4,
        "column": 1,
        "severity": "error",
        "code": "unknown-key",
        "message": 'unknown key "staus_quo"',
        "hint": 'did you mean "status_quo"?',
    }
    solved = offramp("solve", "x.yaml", cwd=tmp_path)
    assert solved.returncode == 2
    assert solved.stdout == ""
    assert solved.stderr == 'x.yaml:4:1: error: unknown key "staus_quo" (did you mean "status_quo"?)\n'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["solve", "nowhere.yaml"], "nowhere.yaml:1:1: error: the file cannot be read: No such file or directory"),
        (["solve", VENEZUELA, "--concept", "sqe"], 'offramp: unknown concept "sqe": did you mean "seq"?'),
        (["explain", VENEZUELA, "9999"], "offramp: there is no state 9999: they are numbered from 1 to 4,416"),
        (["explain", VENEZUELA, "sq", "--dm", "washingtn"], "did you mean \"washington\"?"),
        (["solve", VENEZUELA, "--type", "washington=war"], '"washington" has no type "war": removal, networks'),
        (["solve", VENEZUELA, "--variant", "none"], 'offramp: the dossier has no variant "none"'),
        (["solve", VENEZUELA, "--output", "x.csv"], "offramp: --output writes a .parquet file; found x.csv"),
        (["report", VENEZUELA, "-o", "brief.docx"], 'a brief is written as .html or .md; brief.docx has ".docx"'),
        (["paths", VENEZUELA, "--allow", "maduro"], 'allow: "" for maduro is neither equal'),
        (["paths", VENEZUELA, "--to", "stalemat"], 'did you mean "stalemate"?'),
        (["paths", VENEZUELA, "--longest", "4"], "longest is about the paths to a state or an ending"),
        (["paths", VENEZUELA, "--figure", "x.png"], "offramp: --figure writes a .svg file; found x.png"),
        (["paths", VENEZUELA, "--figure", "nowhere/x.svg"], "nowhere/x.svg: the file cannot be written: No such file"),
        (["solve"], "Missing argument 'FILE'."),
        (["slove", VENEZUELA], "No such command 'slove'."),
    ],
)  # fmt: skip
def test_bad_usage_is_one_message_and_exit_code_2(arguments: list[str], message: str) -> None:
    done = offramp(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_paths_to_an_ending_as_words_rows_and_a_picture(tmp_path: Path) -> None:
    target = tmp_path / "tree.svg"
    wanted = ("paths", "dossiers/cuba-1962.yaml", "--to", "pledge", "--allow", "ussr=any", "--figure", str(target))
    done = offramp(*wanted)
    assert done.returncode == 0
    assert done.stderr == f"{target} written\n"
    assert "4 paths of 2 moves, the fewest that lead there: these are all" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert target.read_text(encoding="utf-8").startswith("<svg ")
    assert list(tmp_path.iterdir()) == [target]
    rows = offramp(*wanted, "--format", "csv").stdout.splitlines()
    assert (rows[0], len(rows)) == ("moves,path,state,label,scenario,holds", 5)
    told = json.loads(offramp(*wanted, "--format", "json").stdout)
    assert told["allowed"] == {"us": "improving", "ussr": "any", "cuba": "improving"}
    assert [path["to"] for path in told["sought"]["paths"]] == [259, 260, 275, 276]


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f'"{sys.executable}" -m offramp solve {VENEZUELA} --format csv | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("state,label,scenario")
    assert done.stderr == ""


def test_concepts_name_their_sources() -> None:
    found = json.loads(offramp("concepts", "--format", "json").stdout)["concepts"]
    assert [each["concept"] for each in found] == ["nash", "gmr", "smr", "seq", "sseq"]
    assert "Fraser & Hipel" in found[3]["source"]
