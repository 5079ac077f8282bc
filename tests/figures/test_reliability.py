"""The reliability diagram: marks lie where the numbers say, everything is told, nothing lies on anything."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, words_of
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.reliability import Group, reliability_diagram

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
GROUPS = [Group(0.9, 40, 20, (0.35, 0.65)), Group(0.1, 1200, 120, (0.08, 0.12)), Group(0.5, 7, 7, (0.65, 1.0))]


@st.composite
def some_groups(draw: st.DrawFn) -> list[Group]:
    found = []
    for said in draw(st.lists(st.floats(0, 1), min_size=1, max_size=25)):
        n = draw(st.integers(1, 20_000))
        n_true = draw(st.integers(0, n))
        low, high = draw(st.floats(0, n_true / n)), draw(st.floats(n_true / n, 1))
        found.append(Group(said, n, n_true, (low, high)))
    return found


@WIDTHS
@settings(max_examples=60, deadline=None)
@given(some_groups(), st.none() | st.floats(0, 1))
def test_no_text_lies_on_another(width: float, groups: list[Group], base_rate: float | None) -> None:
    assert_apart(reliability_diagram(groups, base_rate=base_rate, note="A note. " * 20, width=width).svg, width)


def nodes(svg: str, kind: str, tag: str) -> list[ET.Element]:
    root = ET.fromstring(svg)
    return [
        node for each in root.iter(f"{SVG}g") if each.attrib.get("class") == kind for node in each.iter(f"{SVG}{tag}")
    ]


@WIDTHS
def test_marks_lie_where_the_numbers_say(width: float) -> None:
    """Distances from the frame, as shares of its side, are what was said and what came true."""
    svg = reliability_diagram(GROUPS, width=width).svg
    plot = next(ET.fromstring(svg).iter(f"{SVG}rect"))
    left, top, side, height = (float(plot.attrib[key]) for key in ("x", "y", "width", "height"))
    assert side == height
    dots = nodes(svg, "group", "circle")
    at = [((float(d.attrib["cx"]) - left) / side, (top + side - float(d.attrib["cy"])) / side) for d in dots]
    wanted = sorted((each.said, each.n_true / each.n) for each in GROUPS)
    assert [value for pair in at for value in pair] == pytest.approx([v for pair in wanted for v in pair], abs=2e-3)
    bars = [(top + side - float(d.attrib[key])) / side for d in nodes(svg, "group", "line") for key in ("y1", "y2")]
    assert bars == pytest.approx(
        [bound for each in sorted(GROUPS, key=lambda g: g.said) for bound in each.interval], abs=2e-3
    )
    assert ["f-accent" in dot.attrib["class"] for dot in dots] == [False, True, True]


def test_bars_are_as_high_as_there_are_statements() -> None:
    heights = [float(bar.attrib["height"]) for bar in nodes(reliability_diagram(GROUPS).svg, "bar", "rect")]
    assert heights[0] / heights[1] == pytest.approx(1200 / 40, abs=2)
    assert len(heights) == 3


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = reliability_diagram(GROUPS, base_rate=0.25, note="From <two> conflicts.", width=width)
    told = words_of(figure.svg)
    for words in ("1,200", "40", "7", "25%", "share that came true", "probability given", "<two>"):
        assert words in told
    assert figure.table.rows[0] == ("10%", "1,200", "120", "10%", "8% to 12%")
    assert "1,247 statements in 3 groups" in figure.description
    assert "In 2 groups the interval leaves out what was said: in 1 things happened more" in figure.description
    assert "given 90% on average: 20 of 40 came true" in figure.svg
    calm = reliability_diagram(GROUPS[1:2])
    assert calm.description == "1,200 statements in 1 group. Every interval holds what was said."
    assert "all statements together" not in words_of(calm.svg)


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    svg = reliability_diagram(GROUPS, title=HOSTILE, note=HOSTILE, width=width).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}
    assert "alert(1)" in words_of(svg).replace(" ", "")


def test_the_same_drawing_with_an_id_of_its_own() -> None:
    first, again, other = (reliability_diagram(some).svg for some in (GROUPS, GROUPS[::-1], GROUPS[:2]))
    assert first == again
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ([], "one group"),
        ([Group(0.5, 0, 0, (0, 1))], "of 0 statements"),
        ([Group(0.5, 3, 4, (0, 1))], "of 3 statements 4"),
        ([Group(1.5, 3, 1, (0, 1))], r"\[0, 1\]"),
        ([Group(float("nan"), 3, 1, (0, 1))], r"\[0, 1\]"),
    ],
)
def test_what_cannot_be_drawn_is_an_error(groups: list[Group], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        reliability_diagram(groups)
