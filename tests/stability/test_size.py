"""What is too large for the machine is refused before it starts; what is large is solved the fast way."""

import numpy as np
import pytest

from offramp import memory
from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.feasibility import feasible_codes
from offramp.conflict.model import Conflict
from offramp.logic.expression import And, Not, Or, Variable
from offramp.memory import TooLargeError, available_memory
from offramp.stability import solve as solving
from offramp.stability.concepts import Concept
from offramp.stability.explain import explain
from offramp.stability.solve import count_arcs, solve, working_memory
from random_conflicts import OptionForm, build


def large(n_options: int = 16) -> Conflict:
    """Two decision makers with half of the options each, as many statements as options."""
    owners = tuple(k * 2 // n_options for k in range(n_options))
    names = tuple(f"dm{owner}.o{k}" for k, owner in enumerate(owners))
    rng = np.random.default_rng(5)

    def literal() -> Variable | Not:
        variable = Variable(names[rng.integers(n_options)])
        return variable if rng.random() < 0.5 else Not(variable)

    statements = tuple(tuple(Or((And((literal(), literal())), literal())) for _ in range(n_options)) for _ in range(2))
    conflict = build(OptionForm(owners, (Irreversible.NO,) * n_options, (None,) * n_options, (), (), None, statements))
    assert conflict is not None
    return conflict


def test_large_models_are_solved_on_cells_and_small_ones_on_arcs() -> None:
    conflict = large()
    assert count_arcs(conflict) == 2 * 2**8 * 2**16
    assert solve(conflict).method == "cells"
    assert solve(large(6)).method == "arcs"


def test_what_does_not_fit_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = large()
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 20)
    with pytest.raises(TooLargeError, match=r"65,536 states for 2 decision makers would need about 0\.0 GiB"):
        solve(conflict)
    with pytest.raises(TooLargeError, match="combinations of options") as refused:
        feasible_codes([f"a.o{k}" for k in range(20)], [])
    assert refused.value.needed > refused.value.available == 1 << 20


def test_the_estimate_covers_what_is_allocated() -> None:
    """At least the arrays that no way of solving can do without: levels, entries, verdicts."""
    conflict = large()
    assert working_memory(conflict) >= conflict.n_states * conflict.n_dms * (1 + 8 + 8)


def test_the_machine_has_memory() -> None:
    assert available_memory() > 1 << 20


def test_explanations_of_large_models_agree_with_their_verdicts() -> None:
    conflict = large()
    solution = solve(conflict)
    for state in range(0, conflict.n_states, 9973):
        for concept in Concept:
            for dm in range(2):
                assert explain(conflict, state, dm, concept).stable == bool(solution.stable(concept, dm)[state])


def test_verbose_notes_name_who_leaves_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "SMALL", 0)
    names = ("dm0.o0", "dm0.o1", "dm1.o2")
    a, b, c = (Variable(name) for name in names)
    conflict = build(OptionForm((0, 0, 1), (Irreversible.NO,) * 3, (None,) * 3, (), ((0, a, b),), None, ((a, b), (c,))))
    assert conflict is not None
    assert len(solve(conflict).notes) == 1
    assert "DM 0" in solve(conflict).notes[0]
