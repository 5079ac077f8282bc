"""The examples of docs/cli.md: each command is run, and its output begins as the page shows."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ (offramp [^\n]+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_output_begins_as_shown(command: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    arguments = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=tmp_path, env={"COLUMNS": "80"}, capture_output=True, text=True, check=True)
    lines = (done.stdout + done.stderr).splitlines()
    expected = shown.splitlines()
    assert [line.rstrip() for line in lines[: len(expected)]] == expected


def test_every_command_has_its_section() -> None:
    from typer.main import get_command

    from offramp.cli.app import app

    assert set(re.findall(r"^## offramp (\w+)", PAGE, re.MULTILINE)) == set(get_command(app).commands)  # type: ignore[attr-defined]
