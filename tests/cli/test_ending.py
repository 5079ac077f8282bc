"""How a command ends when the machine, not the input, is at fault."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENEZUELA = "dossiers/venezuela-2025.yaml"
OFFRAMP = [sys.executable, "-m", "offramp"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*OFFRAMP, *arguments], cwd=ROOT, env={**os.environ, **environment}, capture_output=True)


@pytest.mark.parametrize("command", [["concepts"], ["solve", VENEZUELA], ["check", VENEZUELA]], ids=lambda c: c[0])
def test_a_full_disk_is_one_message(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*OFFRAMP, *command], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "offramp: No space left on device\n"


@pytest.mark.parametrize("moment", [0.1, 2.0], ids=["solving", "writing"])
def test_an_interruption_ends_with_130_and_leaves_nothing(moment: float, tmp_path: Path) -> None:
    target = tmp_path / "states.parquet"
    target.write_text("before")
    start = (
        "import offramp.api.parquet as parquet, time\n"
        "parquet._blocks = lambda solved: (time.sleep(60) for _ in range(1))\n"
        "print('ready', flush=True)\n"
    )
    arguments = ["offramp", "solve", VENEZUELA, "--output", str(target)]
    program = f"{start}import sys\nsys.argv = {arguments!r}\nfrom offramp.cli.main import run\nrun()"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors == "interrupted\n"
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_text() == "before"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_unicode_gets_codes_not_an_error(encoding: str) -> None:
    for command in (["solve", VENEZUELA], ["concepts"], ["solve", VENEZUELA, "--format", "json"]):
        done = run(*command, PYTHONIOENCODING=encoding)
        assert done.returncode == 0
        assert done.stderr == b""


def test_json_is_the_same_value_in_every_encoding() -> None:
    import json

    command = ["concepts", "--format", "json"]
    plain, unicode = run(*command, PYTHONIOENCODING="ascii"), run(*command, PYTHONIOENCODING="utf-8")
    assert json.loads(plain.stdout.decode("ascii")) == json.loads(unicode.stdout.decode("utf-8"))
    assert "Rêgo" in unicode.stdout.decode("utf-8")
