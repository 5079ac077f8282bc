"""Tests that need a browser run where one is found; where none is, the summary says that they did not run."""

from typing import Any

from browser import REQUIRED, RUNNABLE

_LEFT_OUT = not RUNNABLE and not REQUIRED
collect_ignore_glob = ["*/test_browser*.py"] if _LEFT_OUT else []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _LEFT_OUT:
        terminalreporter.write_line("browser tests not run: no Chromium", yellow=True, bold=True)
