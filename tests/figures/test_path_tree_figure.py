"""The tree of paths: each path can be read off the drawing, and each line says by whom and at whose gain."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import offramp
from offramp.conflict.scenarios import Scenario
from offramp.conflict.steps import Step
from offramp.evolution.paths import paths
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.path_tree_figure import path_tree_figure
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

ROOT = Path(__file__).parents[2]
DASHES = {"improving": None, "equal": "8 3", "worsening": "2 4"}
SVG = "{http://www.w3.org/2000/svg}"


def nodes(root: ET.Element) -> dict[str, ET.Element]:
    return {node.attrib["data-mark"]: node for node in root.iter() if "data-mark" in node.attrib}


def edges(root: ET.Element) -> list[ET.Element]:
    return [node for node in root.iter() if "data-effect" in node.attrib]


def read_off(root: ET.Element) -> set[tuple[tuple[str, int], ...]]:
    """Return every path from the first node to a leaf, as pairs of mover and state."""
    state = {key: int(node.attrib["data-state"]) - 1 for key, node in nodes(root).items()}
    after: dict[str, list[ET.Element]] = {}
    for edge in edges(root):
        after.setdefault(edge.attrib["data-from"], []).append(edge)

    def grown(key: str) -> list[tuple[tuple[str, int], ...]]:
        if key not in after:
            return [()]
        return [
            ((edge.attrib["data-dm"], state[edge.attrib["data-to"]]), *onward)
            for edge in after[key]
            for onward in grown(edge.attrib["data-to"])
        ]

    return set(grown("n0"))


def words(before: int, after: int) -> str:
    return f"from {before} <to> {after}"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(description=st.one_of(option_forms(Features(merging=True, max_options=4)), graph_forms()), data=st.data())
def test_the_drawing_tells_the_paths(description: OptionForm | GraphForm, width: float, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    state = st.integers(0, conflict.n_states - 1)
    start, targets = data.draw(state), data.draw(st.sets(state, max_size=3))
    solution = solve(conflict)
    listed = paths(
        conflict, start, np.array(sorted(targets), dtype=np.int64), longest=3, at_most=30, through=False
    ).paths  # fmt: skip
    figure = path_tree_figure(
        solution, start, listed, moved=words, concept=Concept.NASH, most=30, width=width
    )  # fmt: skip
    root = ET.fromstring(figure.svg)
    ids = [dm.id for dm in conflict.decision_makers]
    assert read_off(root) == {tuple((ids[step.by], step.to) for step in path) for path in listed or [()]}
    drawn = nodes(root)
    for key, node in drawn.items():
        held = int(node.attrib["data-state"]) - 1 in solution.equilibria(Concept.NASH)
        assert ("data-equilibria" in node.attrib) == held, key
    for edge in edges(root):
        level = conflict.level(ids.index(edge.attrib["data-dm"]), solution.combination).astype(int)
        before, after = (int(drawn[edge.attrib[end]].attrib["data-state"]) - 1 for end in ("data-from", "data-to"))
        gain = level[after] - level[before]
        effect = "improving" if gain > 0 else "worsening" if gain < 0 else "equal"
        assert edge.attrib["data-effect"] == effect
        assert edge.attrib.get("stroke-dasharray") == DASHES[effect]
    assert len(figure.table.rows) == sum(map(len, listed))


def places(root: ET.Element) -> list[tuple[float, float]]:
    moved = [node.attrib["transform"].removeprefix("translate(").rstrip(")").split() for node in nodes(root).values()]
    return [(float(x), float(y)) for x, y in moved]


@pytest.mark.parametrize("width", [WIDE, 700, NARROW, 320])
@pytest.mark.parametrize("name", ["cuba-1962", "venezuela-2025"])
def test_nodes_stay_on_the_page_and_apart(name: str, width: float) -> None:
    analysis = offramp.load(ROOT / "dossiers" / f"{name}.yaml")
    for found in (analysis.paths(), analysis.paths(to=analysis.conflict.scenarios[0].id, longest=3)):
        figure = found.figure(width)
        root = ET.fromstring(figure.svg)
        found_at, height = places(root), float(root.attrib["height"])
        assert len(found_at) > 1
        for k, (x, y) in enumerate(found_at):
            assert 14 <= x <= width - 14
            assert 14 <= y <= height - 14
            assert all(abs(x - u) > 28 or abs(y - v) > 28 for u, v in found_at[:k])


def test_leaves_name_their_endings_and_lines_their_movers() -> None:
    analysis = offramp.load(ROOT / "dossiers" / "cuba-1962.yaml")
    figure = analysis.paths(to="pledge", allow={"ussr": "any"}).figure()
    root = ET.fromstring(figure.svg)
    said = [" ".join(" ".join(node.itertext()).split()) for node in root.iter(f"{SVG}text")]
    assert said.count("Missiles out of Cuba for a pledge") == 4 + 1  # at each leaf, and in the legend
    assert said.count("Soviet Union (Khrushchev)") == 2 + 1
    assert "its mover loses by it" in said
    assert "its mover gains nothing" not in said
    assert figure.description.startswith(
        "4 paths from state 210, of up to 2 moves: 4 to Missiles out of Cuba for a pledge (2 to an equilibrium)."
    )


def test_paths_that_are_not_drawn_are_counted() -> None:
    analysis = offramp.load(ROOT / "dossiers" / "cuba-1962.yaml")
    found = analysis.paths(to="general_war", longest=3, allow={"all": "any"}, at_most=44)
    assert "The first 3 of 44 paths are drawn." in found.figure(most=3).svg
    assert "are drawn" not in found.figure(most=44).svg


def test_without_a_path_the_start_stands_alone() -> None:
    analysis = offramp.load(ROOT / "dossiers" / "cuba-1962.yaml")
    figure = analysis.paths(to="163").figure()
    root = ET.fromstring(figure.svg)
    assert list(nodes(root)) == ["n0"]
    assert not edges(root)
    assert figure.description.startswith("No path from state 210. Cannot be reached, whatever anybody does.")


def test_words_are_escaped_and_ids_are_its_own() -> None:
    conflict = build(GraphForm(3, (((0, 1),), ((1, 2),)), ((0, 1, 2), (0, 1, 2))))
    assert conflict is not None
    conflict = replace(
        conflict, scenarios=(Scenario("a", "</svg><script>"),), scenario_of=np.zeros(3, dtype=np.int16), status_quo=0
    )
    listed = ((Step(0, 1), Step(1, 2)),)
    wide, narrow = (
        path_tree_figure(solve(conflict), 0, listed, moved=words, title="<b>", width=width) for width in (WIDE, NARROW)
    )
    assert "<script" not in wide.svg
    assert "<b>" not in wide.svg
    ids = [
        node.attrib["id"] for svg in (wide.svg, narrow.svg) for node in ET.fromstring(svg).iter() if "id" in node.attrib
    ]
    assert len(ids) == len(set(ids))


def test_a_concept_that_was_not_solved_is_refused() -> None:
    conflict = build(GraphForm(2, (((0, 1),), ()), ((0, 1), (0, 1))))
    assert conflict is not None
    with pytest.raises(ValueError, match="it was solved for nash"):
        path_tree_figure(solve(conflict, concepts=[Concept.NASH]), 0, (), moved=words, concept=Concept.SEQ)
