"""What others have printed of known conflicts is what this program computes.

Each case is a dossier in ``tests/cases/`` with its results beside it in ``NAME.expected.yaml``: who published them,
what kind of evidence they are, and the states by pattern or name, since numbers differ from author to author.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import offramp
from offramp.stability.concepts import Concept

CASES = Path(__file__).parent.parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml") if not path.stem.endswith(".expected"))
KINDS = {"published table", "program fixture", "recomputed"}


def expected(name: str) -> dict[str, Any]:
    content = YAML(typ="safe", pure=True).load(CASES / f"{name}.expected.yaml")
    same_as = content.get("same_as")
    return expected(same_as.removesuffix(".expected.yaml")) if same_as else content


@cache
def loaded(name: str) -> Any:
    return offramp.load(CASES / f"{name}.yaml")


@cache
def solved(name: str) -> Any:
    return loaded(name).solve().solution


def label(name: str, state: int) -> str:
    """The pattern of a state (its name in graph form), as the expected files write it."""
    space = loaded(name).conflict.space
    return space.label(state) if space.graph_form else space.pattern(state)


def labels(name: str, states: Iterable[int]) -> set[str]:
    return {label(name, int(state)) for state in states}


@dataclass(frozen=True)
class Figure:
    """One set of states that a source prints; ``dm`` is ``None`` for the equilibria."""

    case: str
    kind: str
    concept: Concept
    dm: str | None
    states: frozenset[str]

    def __str__(self) -> str:
        return f"{self.case}-{self.concept}-{self.dm or 'equilibria'}-{self.kind.replace(' ', '_')}"


def figures() -> Iterator[Figure]:
    for case in NAMES:
        for result in expected(case)["results"]:
            for concept, parties in result.get("stable", {}).items():
                for dm, states in parties.items():
                    yield Figure(case, result["kind"], Concept(concept), dm, frozenset(states))
            for concept, states in result.get("equilibria", {}).items():
                yield Figure(case, result["kind"], Concept(concept), None, frozenset(states))


def parties_of(key: str) -> list[tuple[str, str]]:
    """(case, dm) wherever ``key`` is given for a decision maker, in the case or in one of its results."""
    found = []
    for case in NAMES:
        content = expected(case)
        for entry in (content, *content["results"]):
            found += [(case, dm) for dm in entry.get(key, {})]
    return found


@pytest.mark.parametrize("figure", list(figures()), ids=str)
def test_stable_states_are_those_printed(figure: Figure) -> None:
    solution = solved(figure.case)
    if figure.dm is None:
        states = solution.equilibria(figure.concept)
    else:
        states = solution.stable(figure.concept, solution.conflict.dm_index(figure.dm)).nonzero()[0]
    assert labels(figure.case, states) == figure.states


@pytest.mark.parametrize("case", NAMES)
def test_number_of_states_is_that_printed(case: str) -> None:
    assert loaded(case).conflict.n_states == expected(case)["states"]


@pytest.mark.parametrize(("case", "dm"), parties_of("rankings"))
def test_order_of_states_is_that_printed(case: str, dm: str) -> None:
    """Where the order is printed apart from the statements that give it, both must agree; it is strict throughout."""
    conflict = loaded(case).conflict
    ranks = conflict.types[conflict.dm_index(dm)][0].ranks().tolist()
    assert sorted(ranks) == list(range(1, conflict.n_states + 1))
    best_first = sorted(range(conflict.n_states), key=lambda state: ranks[state])
    assert [label(case, state) for state in best_first] == expected(case)["rankings"][dm]


@pytest.mark.parametrize(("case", "dm"), parties_of("improvements"))
def test_unilateral_improvements_are_those_printed(case: str, dm: str) -> None:
    conflict = loaded(case).conflict
    (printed,) = (result["improvements"][dm] for result in expected(case)["results"] if "improvements" in result)
    found = {}
    for state in range(conflict.n_states):
        better = conflict.improvements(conflict.dm_index(dm), state, conflict.likeliest())
        if len(better):
            found[label(case, state)] = labels(case, better)
    assert found == {source: set(targets) for source, targets in printed.items()}


def test_both_forms_of_elmira_are_one_model() -> None:
    """The graph form gives the source's moves and orders one by one; the option form must produce the same."""
    options, graph = loaded("elmira_options").conflict, loaded("elmira_graph").conflict
    names = expected("elmira_graph")["patterns"]
    twin = {label("elmira_options", state): state for state in range(options.n_states)}
    twins = [twin[names[label("elmira_graph", state)]] for state in range(graph.n_states)]
    for dm in range(graph.n_dms):
        ranks = options.types[dm][0].ranks()
        assert graph.types[dm][0].ranks().tolist() == [ranks[state] for state in twins]
        for state in range(graph.n_states):
            moves = {twins[target] for target in graph.targets(dm, state)}
            assert moves == set(options.targets(dm, twins[state]).tolist())


@pytest.mark.parametrize("case", NAMES)
def test_every_case_says_where_its_results_come_from(case: str) -> None:
    """Nothing in an expected file is passed over by a misspelt key."""
    content = expected(case)
    assert set(content) <= {"states", "rankings", "patterns", "results"}
    assert content["results"]
    for result in content["results"]:
        assert set(result) <= {"kind", "citation", "stable", "equilibria", "improvements", "not_compared"}
        assert result["kind"] in KINDS
        assert result["citation"].strip()


def test_every_result_belongs_to_a_case() -> None:
    beside = {path.name.removesuffix(".expected.yaml") for path in CASES.glob("*.expected.yaml")}
    assert beside == set(NAMES)
