"""The picture of a conflict: well-formed, escaped, every state in exactly one mark, every mark's facts in its table."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import offramp
from offramp.figures.flows import Selection
from offramp.figures.strategy_grid import strategy_grid
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

ROOT = Path(__file__).parents[2]
VENEZUELA = ROOT / "dossiers" / "venezuela-2025.yaml"


def marks(svg: str) -> list[ET.Element]:
    return [node for node in ET.fromstring(svg).iter() if "data-mark" in node.attrib]


def arrows(svg: str) -> list[ET.Element]:
    return [node for node in ET.fromstring(svg).iter() if "data-from" in node.attrib]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(option_forms(Features(merging=True)), graph_forms()))
def test_every_state_is_in_one_mark_and_every_improvement_an_arrow(description: OptionForm | GraphForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    solution = solve(conflict)
    figure = strategy_grid(conflict, solution, concept=Concept.NASH, moves=Selection.IMPROVEMENTS, max_marks=64)
    drawn = marks(figure.svg)
    assert sorted(int(node.attrib["data-state"]) for node in drawn) == list(range(1, conflict.n_states + 1))
    state_of = {node.attrib["data-mark"]: int(node.attrib["data-state"]) for node in drawn}
    found = {
        (a.attrib["data-dm"], state_of[a.attrib["data-from"]] - 1, state_of[a.attrib["data-to"]] - 1)
        for a in arrows(figure.svg)
    }
    wanted = {
        (dm.id, s, int(q))
        for index, dm in enumerate(conflict.decision_makers)
        for s in range(conflict.n_states)
        for q in conflict.improvements(index, s, solution.combination)
    }
    assert found == wanted
    ringed = {int(node.attrib["data-state"]) - 1 for node in drawn if "data-equilibria" in node.attrib}
    assert ringed == set(solution.equilibria(Concept.NASH).tolist())
    assert len(figure.table.rows) == conflict.n_states


@pytest.mark.parametrize("width", [960, 350])
def test_a_large_conflict_is_merged_and_counts_every_state(width: int) -> None:
    conflict = offramp.load(VENEZUELA).conflict
    solution = solve(conflict)
    figure = strategy_grid(conflict, solution, width=width)
    assert len(marks(figure.svg)) <= 60
    assert sum(int(row[1].replace(",", "")) for row in figure.table.rows) == conflict.n_states
    assert sum(int(row[3].replace(",", "")) for row in figure.table.rows) == np.count_nonzero(
        solution.equilibrium(Concept.SEQ)
    )
    assert [row[4] for row in figure.table.rows].count("yes") == 1


def test_moves_of_a_decision_maker_on_an_axis_have_one_direction() -> None:
    """Across is the strategy of one decision maker alone: its arrows stay in their row."""
    conflict = offramp.load(ROOT / "tests" / "cases" / "syria_iraq_1975.yaml").conflict
    figure = strategy_grid(conflict, moves=Selection.ALL, outer=["iraq", "syria"])
    place = {node.attrib["data-mark"]: re.findall(r"[-\d.]+", node.attrib["transform"]) for node in marks(figure.svg)}
    for arrow in arrows(figure.svg):
        (ax, ay), (bx, by) = place[arrow.attrib["data-from"]], place[arrow.attrib["data-to"]]
        assert (ay == by) if arrow.attrib["data-dm"] == "iraq" else (ax == bx)


def test_titles_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "offramp: 1\ntitle: '<script>alert(1)</script>'\n"
        "decision_makers:\n"
        "  a: {name: '<b>A</b>', options: {x: '\"<i>'}, preferences: {basis: assumed, prioritized: [x]}}\n"
        "scenarios: {s: {title: '</svg>', when: otherwise}}\n"
    )
    svg = strategy_grid(offramp.load(path).conflict).svg
    assert "<script" not in svg
    assert "<b>" not in svg
    ET.fromstring(svg)


def test_drawing_is_deterministic_and_ids_are_its_own() -> None:
    conflict = offramp.load(VENEZUELA).conflict
    first, again = strategy_grid(conflict), strategy_grid(conflict)
    assert first.svg == again.svg
    ids = [node.attrib["id"] for node in ET.fromstring(first.svg).iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {
        node.attrib["id"]
        for node in ET.fromstring(strategy_grid(conflict, width=350).svg).iter()
        if "id" in node.attrib
    }


def test_unknown_names_are_refused() -> None:
    conflict = offramp.load(VENEZUELA).conflict
    with pytest.raises(KeyError):
        strategy_grid(conflict, keep=["washington.peace"])
    with pytest.raises(KeyError):
        strategy_grid(conflict, movers=["moscow"])
