"""The benchmark suite still runs, and its families are the conflicts that they claim to be."""

import subprocess
import sys
from pathlib import Path

import pytest

from offramp.stability.arcs import verdicts_by_arcs
from offramp.stability.cells import verdicts_by_cells
from offramp.stability.concepts import Concept

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def families(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import families

    return families


def test_families_are_seeded_and_solved_alike_by_both_ways(families) -> None:
    for family in ("random_prioritized", "constrained", "irreversible_chains", "escalation_ladder"):
        for n_dms in (2, 3):
            conflict = getattr(families, family)(9, n_dms)()
            again = getattr(families, family)(9, n_dms)()
            asked = (conflict.likeliest(), tuple(Concept))
            verdicts = verdicts_by_cells(conflict, *asked)
            assert (verdicts == verdicts_by_arcs(conflict, *asked)).all()
            assert (verdicts == verdicts_by_cells(again, *asked)).all()


def test_the_six_party_family_has_the_size_that_it_claims(families) -> None:
    conflict = families.exclusive_groups()()
    assert conflict.n_dms == 6
    assert len(conflict.options) == 20
    assert 135_000 <= conflict.n_states <= 145_000


def test_one_measurement_runs_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "run.py", "--one", "constrained", "10", "3"],
        cwd=BENCHMARKS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"family": "constrained"' in done.stdout
