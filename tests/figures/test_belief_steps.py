"""Beliefs event by event: steps lie where the numbers say, every event is told, no text lies on another."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, words_of
from offramp.figures.belief_plot import spread
from offramp.figures.belief_steps import BeliefEvent, belief_steps
from offramp.figures.figure import NARROW, WIDE

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
TYPES, PRIOR = ("Wants <water>", "Wants war"), (0.5, 0.5)
EVENTS = [
    BeliefEvent("It makes an offer", (0.6, 0.4), words=True, when="21 Nov 2025"),
    BeliefEvent("It lets the ships pass", (0.9, 0.1)),
]

names = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[str], tuple[float, ...], list[BeliefEvent]]:
    types = draw(st.lists(names, min_size=1, max_size=6))

    def beliefs() -> tuple[float, ...]:
        weights = draw(st.lists(st.integers(0, 9), min_size=len(types), max_size=len(types)))
        return tuple((weight + 0.1) / sum(each + 0.1 for each in weights) for weight in weights)

    events = [
        BeliefEvent(draw(names), beliefs(), draw(st.booleans()), draw(st.just("") | names))
        for _ in range(draw(st.integers(1, 14)))
    ]
    return types, beliefs(), events


@WIDTHS
@settings(max_examples=50, deadline=None)
@given(stories(), names)
def test_no_text_lies_on_another(width: float, story: tuple, note: str) -> None:
    assert_apart(belief_steps(*story, note=note, width=width).svg, width, least=11)


@WIDTHS
@settings(max_examples=30, deadline=None)
@given(stories())
def test_steps_lie_where_the_numbers_say(width: float, story: tuple) -> None:
    """Each line keeps a belief until the next event; the zero and the whole follow from the grid."""
    types, prior, events = story
    root = ET.fromstring(belief_steps(types, prior, events, width=width).svg)
    grid = [float(node.attrib["y1"]) for node in root.iter(f"{SVG}line") if "s-line" in node.attrib.get("class", "")]
    zero, whole = max(grid), min(grid)
    lines = [node for node in root.iter(f"{SVG}path") if "belief" in node.attrib.get("class", "").split()]
    assert len(lines) == len(types)
    for kind, line in enumerate(lines):
        start, *levels = (float(y) for y in re.findall(r"(?:^M\S+ |V)([^HV]+)", line.attrib["d"]))
        believed = [prior[kind], *(event.after[kind] for event in events)]
        assert [(zero - y) / (zero - whole) for y in (start, *levels)] == pytest.approx(believed, abs=0.001)
        turns = [float(x) for x in re.findall(r"(?:^M|H)([^ HV]+)", line.attrib["d"])]
        assert turns == sorted(turns)
        gap = (turns[-1] - turns[0]) / (len(events) + 1)
        assert turns == pytest.approx([turns[0] + k * gap for k in range(len(turns))], abs=0.11)


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = belief_steps(TYPES, PRIOR, EVENTS, note="A <note>.", width=width)
    told = words_of(figure.svg)
    for words in (
        "Wants <water>",
        "Wants war",
        "90 %",
        "10 %",
        "It makes an offer",
        "21 Nov 2025",
        "at first",
        "<note>",
    ):
        assert all(word in told for word in words.split())
    assert "Wants <water> from 50 % to 90 % and Wants war from 50 % to 10 %" in figure.description
    assert "largest change came with It lets the ships pass (act)" in figure.description
    assert figure.table.rows == (
        ("", "at first", "", "50 %", "50 %"),
        ("21 Nov 2025", "It makes an offer", "words", "60 %", "40 %"),
        ("", "It lets the ships pass", "act", "90 %", "10 %"),
    )


@WIDTHS
def test_words_and_acts_have_marks_of_their_own(width: float) -> None:
    """A disc for each act, a square for each of words, and once more in the legend and in the key of a phone."""
    events = [*EVENTS, replace(EVENTS[1], title="It moves troops")]
    root = ET.fromstring(belief_steps(TYPES, PRIOR, events, width=width).svg)
    times = 2 if width == NARROW else 1
    assert len(list(root.iter(f"{SVG}circle"))) == 2 * times + 1
    assert len(list(root.iter(f"{SVG}rect"))) == times + 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), min_size=1, max_size=5))
def test_names_are_moved_apart_in_their_order(some: list[tuple[float, float]]) -> None:
    middles, heights = ([one[k] for one in some] for k in (0, 1))
    placed = spread(middles, heights, 0, 100)
    order = sorted(range(len(some)), key=lambda k: middles[k])
    edges = [edge for k in order for edge in (placed[k] - heights[k] / 2, placed[k] + heights[k] / 2)]
    assert edges[0] >= -1e-9
    assert edges[-1] <= 100 + 1e-9
    assert all(upper <= lower + 1e-9 for upper, lower in zip(edges[1:-1:2], edges[2::2], strict=True))
    assert spread(placed, heights, 0, 100) == pytest.approx(placed)


def test_types_are_told_by_more_than_colour() -> None:
    four = belief_steps("abcd", (0.25,) * 4, [BeliefEvent("An event", (0.25,) * 4)]).svg
    lines = [node for node in ET.fromstring(four).iter(f"{SVG}path") if "belief" in node.attrib["class"].split()]
    assert len({line.attrib.get("stroke-dasharray") for line in lines}) == 4


def test_no_change_is_said() -> None:
    assert "No event changed them." in belief_steps(TYPES, PRIOR, [BeliefEvent("Nothing", PRIOR)]).description


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    event = BeliefEvent(HOSTILE, (0.5, 0.5), when=HOSTILE)
    svg = belief_steps((HOSTILE, "b"), PRIOR, [event], title=HOSTILE, note=HOSTILE, width=width).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (belief_steps(TYPES, PRIOR, EVENTS, width=width).svg for _ in range(2))
    assert first == again
    other = belief_steps(TYPES, PRIOR, EVENTS[:1], width=width).svg
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = [BeliefEvent("a", (1.0,)), BeliefEvent("b", (2.0, -1.0)), BeliefEvent("c", (0.5, 0.4))]
    with pytest.raises(ValueError, match=r"“a” must have .* 2 types; “b” has .* 0 and 1; .* “c” must add up to 1"):
        belief_steps(TYPES, PRIOR, wrong)
    with pytest.raises(ValueError, match=r"at least one type.*at least one event"):
        belief_steps((), (), [])
