"""The figure of endings: its numbers are those of the solution, by counting state by state."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.conflict.scenarios import Scenario
from offramp.figures.endings import Case, Reach, count_cell, endings
from offramp.figures.figure import NARROW, WIDE
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from random_conflicts import OptionForm, build, option_forms


def with_endings(conflict: Conflict) -> Conflict:
    """Give a conflict two endings and leave every third state without one."""
    of = (np.arange(conflict.n_states) % 3 - 1).astype(np.int16)
    return replace(conflict, scenarios=(Scenario("a", "Peace & <quiet>"), Scenario("b", "War")), scenario_of=of)


@settings(max_examples=40, deadline=None)
@given(option_forms(), st.randoms(use_true_random=False))
def test_cells_count_states(description: OptionForm, random) -> None:
    conflict = build(description)
    if conflict is None:
        return
    conflict = with_endings(conflict)
    solution = solve(conflict)
    by_moves = np.array([random.random() < 0.5 for _ in range(conflict.n_states)])
    case = Case(solution, by_moves=by_moves, by_improvements=by_moves & False)
    for ending in (-1, 0, 1):
        for concept in Concept:
            held = [s for s in solution.equilibria(concept) if conflict.scenario_of[s] == ending]
            cell = count_cell(case, ending, concept)
            assert (cell.holding, cell.by_moves, cell.by_improvements) == (len(held), sum(by_moves[held]), 0)


@pytest.fixture(scope="module")
def conflict() -> Conflict:
    from offramp.conflict.decision_makers import Irreversible
    from offramp.logic.expression import Not, Variable

    names = ("dm0.o0", "dm1.o1")
    wants = tuple((Variable(name), Not(Variable(other))) for name, other in (names, names[::-1]))
    built = build(OptionForm((0, 1), (Irreversible.NO,) * 2, (None,) * 2, (), (), None, wants))
    assert built is not None
    return with_endings(built)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_ending_and_concept_is_drawn(conflict: Conflict, width: float) -> None:
    solution = solve(conflict)
    cases = [Case(solution, "water", 0.7), Case(solution, "war", 0.3)]
    figure = endings(cases, width=width)
    root = ET.fromstring(figure.svg)
    words = " ".join(" ".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))
    for said in ("Peace & <quiet>", "War", "No named ending", "water (70%)", "war (30%)", "Nash", "SSEQ"):
        assert said in words
    drawn = [node for node in root.iter() if "data-concept" in node.attrib]
    positive = [
        (ending, concept)
        for ending in (-1, 0, 1)
        for concept in Concept
        if count_cell(cases[0], ending, concept).holding
    ]
    assert len(drawn) == 2 * len(positive)
    assert len(figure.table.rows) == 2 * 3
    assert "reached" not in words


@pytest.mark.parametrize(
    ("moves", "improvements", "reach"),
    [
        (True, True, Reach.IMPROVEMENTS),
        (True, False, Reach.MOVES),
        (False, False, Reach.NOT),
        (None, None, Reach.UNKNOWN),
    ],
)
def test_reach_is_the_nearest_of_the_equilibria(conflict: Conflict, moves, improvements, reach: Reach) -> None:
    def mask(value: bool | None) -> np.ndarray | None:
        return None if value is None else np.full(conflict.n_states, value)

    solution = solve(conflict)
    ending = int(conflict.scenario_of[solution.equilibria(Concept.NASH)[0]])
    case = Case(solution, by_moves=mask(moves), by_improvements=mask(improvements))
    assert count_cell(case, ending, Concept.NASH).reach is reach


def test_no_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        endings([])
