"""What the benchmark suites share: the machine in words, and their place on docs/performance.md."""

import platform
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
END = "<!-- end -->"


def machine() -> str:
    """Describe the machine."""
    import numba
    import numpy as np

    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    cpu = names[0].split(":")[1].strip() if names else platform.processor()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; {len(names)} cores of {cpu}; {platform.system()}; Python "
        f"{platform.python_version()}, NumPy {np.__version__}, Numba {numba.__version__}"
    )


def replaced(text: str, command: str, report: str) -> str:
    """Return a page with a report in the place that a command's marker opens, up to the next end marker."""
    begin = f"<!-- written by {command} -->\n"
    before, found, rest = text.partition(begin)
    if not found or END not in rest:
        raise SystemExit(f"the page has no place for {command}: it must hold {begin.strip()!r} and, after it, {END!r}")
    return before + begin + report + END + rest.partition(END)[2]


def write(command: str, report: str, page: Path = PAGE) -> None:
    """Write a report into its place on a page."""
    page.write_text(replaced(page.read_text(encoding="utf-8"), command, report), encoding="utf-8")
