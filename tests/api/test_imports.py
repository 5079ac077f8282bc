"""A light start: what ``import offramp`` and ``offramp --help`` may load."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pydantic", "ruamel", "scipy", "numba", "pandas", "jinja2", "rich.console")


@pytest.mark.parametrize("code", ["import offramp", "import offramp.cli.main, offramp.cli.app"])
def test_nothing_heavy_is_imported_before_there_is_work(code: str) -> None:
    show = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True)
    assert sorted(set(HEAVY) & set(done.stdout.split())) == []


def test_a_small_answer_never_loads_the_compiler() -> None:
    show = (
        "import sys\nfrom pathlib import Path\nimport offramp\n"
        f"offramp.load({str(__file__)!r}.replace('api/test_imports.py', 'cases/chicken.yaml')).solve()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True)
    assert "numba" not in done.stdout.split()


def test_the_public_names() -> None:
    import offramp

    assert sorted(offramp.__all__) == ["__version__", "load"]
