"""``offramp read`` and ``offramp review`` as a user meets them: in every format, in 80 columns, on bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "reports"
STRAIT = str(REPORTS / "strait.txt")
DAY = ("--published", "2026-05-18")


def offramp(*arguments: str, cwd: Path = ROOT, answers: str | bytes = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "offramp", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        input=answers.encode() if isinstance(answers, str) else answers,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_ledger_fits_80_columns_and_marks_what_is_claimed() -> None:
    done = offramp("read", STRAIT, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "[Varga put three conditions to the mainland]" in " ".join(done.stdout.split())
    for heading in ("What parties do", "What falls due", "Endings that the report names"):
        assert heading in done.stdout


def test_json_keeps_the_contract_and_every_span_is_verbatim() -> None:
    done = offramp("read", STRAIT, *DAY, "--format", "json")
    found = json.loads(done.stdout)
    text = Path(STRAIT).read_text(encoding="utf-8")
    assert {"sha256", "claims", "acts", "dates"} <= set(found)
    for claim in found["claims"]:
        assert {"source", "cue", "content", "chain", "confidence", "date"} <= set(claim)
        begin, end = claim["content"][0][0], claim["content"][-1][1]
        assert text[begin:end] == claim["text"]
        for link in claim["chain"]:
            assert {"name", "role"} <= set(link)
    demand = next(act for act in found["acts"] if act["terms"])
    assert (demand["type"], demand["plover"], demand["actor"]) == ("demand", "DEMAND", "Ilse Varga")
    assert {"2026-05-16", "2026-05-14"} <= {each["value"] for each in found["dates"]}
    assert found["deadlines"][0]["date"] == "2026-05-16"


def test_csv_has_a_row_for_each_claim() -> None:
    done = offramp("read", STRAIT, *DAY, "--format", "csv")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 15


def test_a_draft_is_written_once_and_the_report_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(STRAIT, tmp_path)
    before = (tmp_path / "strait.txt").read_bytes()
    done = offramp("read", "strait.txt", *DAY, "--draft", "draft.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert "to fill in: preferences of" in done.stderr
    assert offramp("check", "draft.yaml", cwd=tmp_path).returncode == 0
    again = offramp("read", "strait.txt", *DAY, "--draft", "draft.yaml", cwd=tmp_path)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert (tmp_path / "strait.txt").read_bytes() == before


def test_into_tells_what_it_added_and_then_that_nothing_is_new(tmp_path: Path) -> None:
    shutil.copy(STRAIT, tmp_path)
    offramp("new", "case", cwd=tmp_path)
    first = offramp("read", "strait.txt", *DAY, "--into", "case.yaml", cwd=tmp_path)
    assert first.returncode == 0
    assert "claims and" in first.stderr
    second = offramp("read", "strait.txt", *DAY, "--into", "case.yaml", "--format", "json", cwd=tmp_path)
    assert json.loads(second.stdout)["claims"] == []
    assert offramp("check", "case.yaml", cwd=tmp_path).returncode == 0


def test_a_review_is_led_by_its_answers_and_saves_each(tmp_path: Path) -> None:
    shutil.copy(STRAIT, tmp_path)
    offramp("read", "strait.txt", *DAY, "--draft", "draft.yaml", cwd=tmp_path)
    answers = "what?\ng Z9\ng b2\na\ne Two sources say so.\nr\ns\nq\n"
    done = offramp("review", "draft.yaml", cwd=tmp_path, answers=answers)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "a grade is a letter A-F and a digit 1-6" in done.stderr
    assert "2 accepted, 1 rejected" in done.stderr
    text = (tmp_path / "draft.yaml").read_text(encoding="utf-8")
    assert "claim: Two sources say so." in text
    assert "grade: B2" in text
    assert text.count("status: rejected") == 1
    left = json.loads(offramp("review", "draft.yaml", "--format", "json", cwd=tmp_path).stdout)["pending"]
    assert len(left) == text.count("status: suggested")


def test_a_review_whose_input_ends_keeps_what_was_decided(tmp_path: Path) -> None:
    shutil.copy(STRAIT, tmp_path)
    offramp("read", "strait.txt", *DAY, "--draft", "draft.yaml", cwd=tmp_path)
    done = offramp("review", "draft.yaml", cwd=tmp_path, answers="a\n")
    assert done.returncode == 0
    assert "1 accepted, 0 rejected" in done.stderr
    assert (tmp_path / "draft.yaml").read_text(encoding="utf-8").count("status: accepted") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read", "none.txt"], "none.txt"),
        (["read", STRAIT, "--published", "yesterday"], "--published wants a day"),
        (["read", STRAIT, "--into", "a.yaml", "--draft", "b.yaml"], "give one of them"),
        (["read", STRAIT, "--no-quotes"], "--no-quotes goes with"),
        (["read", STRAIT, "--into", "none.yaml"], "none.yaml"),
        (["review", "none.yaml"], "none.yaml"),
    ],
)
def test_bad_input_gets_one_message_and_code_2(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = offramp(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_a_report_reaches_the_terminal_as_a_code(tmp_path: Path) -> None:
    codes = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe\u202c [bold red]not markup[/] \x08\x08"
    calm = "The harbour lies quiet and the boats are moored along the northern wall. " * 12
    said = f"The port is closed {codes}, Minister Ada Kell said. “Go {codes} away,” the army said."
    text = f"{calm}\n{said} The army rejected the {codes} plan.\n{calm}\n"
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")
    for arguments in (
        ["read", "bad.txt"],
        ["read", "bad.txt", "--format", "json"],
        ["read", "bad.txt", "--draft", "bad.yaml"],
        ["review", "bad.yaml"],
        ["check", "bad.yaml"],
    ):
        done = offramp(*arguments, cwd=tmp_path, answers="s\ns\ns\ns\n")
        for stream in (done.stdout, done.stderr):
            assert not set(stream) & {"\x1b", "\x07", "\x08", "\x9b", "\u202e", "\u202c"}, arguments
    assert "[bold red]not markup[/]" in offramp("read", "bad.txt", cwd=tmp_path).stdout.replace("\n    ", " ")
