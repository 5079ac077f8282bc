"""The scatter of packages: its marks and words follow from the definition, and nothing lies on anything."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, words_of
from offramp.figures.colours import DARK, LIGHT, Theme, contrast
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.zopa_axes import ZONE_OPACITY, frame, scale
from offramp.figures.zopa_leaders import crosses, ports
from offramp.figures.zopa_points import SOLUTIONS, Panel, Party, Point, Valued, panels, places
from offramp.figures.zopa_scatter import zopa_scatter, zopa_scatters

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
NORTH, SOUTH = Party("North", 0.4), Party("South & <East>", 0.5)
POINTS = [
    Point(0.2, 0.9, accepted=False, efficient=True),
    Point(0.6, 0.7, accepted=True, efficient=True, label="First <offer>", solutions=("N", "KS")),
    Point(0.6, 0.7, accepted=True, efficient=True, n=4),
    Point(0.4, 0.5, accepted=False, efficient=False, label="Second offer"),
    Point(0.9, 0.1, accepted=False, efficient=False, n=3),
]

unit = st.floats(0, 1)
wild = st.one_of(unit, st.floats(-1e6, 1e6), st.floats(0.9, 0.9001))
names = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=60)


def points(values: st.SearchStrategy[float]) -> st.SearchStrategy[Point]:
    return st.builds(
        Point,
        values,
        values,
        st.booleans(),
        st.booleans(),
        st.none() | names,
        st.integers(1, 2000),
        st.lists(st.sampled_from(list(SOLUTIONS)), max_size=4, unique=True).map(tuple),
    )


@WIDTHS
@settings(max_examples=60, deadline=None)
@given(st.lists(points(wild), min_size=1, max_size=14), wild, wild, names)
def test_no_text_lies_on_another(width: float, some: list[Point], first: float, second: float, name: str) -> None:
    """The numbers inside marks are smaller than 11 pixels and left out: a mark may touch its neighbour."""
    assert_apart(zopa_scatter(some, Party(name, first), Party("Other", second), width=width).svg, width, least=11)


@settings(max_examples=60, deadline=None)
@given(st.lists(points(unit), min_size=1, max_size=60), unit, unit, st.floats(5, 30))
def test_a_place_gathers_points_of_one_side_and_loses_none(
    some: list[Point], first: float, second: float, distance: float
) -> None:
    panel = Panel(Party("a", first), Party("b", second), tuple(some))
    at = [(300 * point.x, 300 - 300 * point.y) for point in some]
    found = places(panel, at, distance)
    assert sorted(map(repr, some)) == sorted(repr(point) for place in found for point in place.points)
    for place in found:
        assert len({(point.x >= first, point.y >= second) for point in place.points}) == 1
        for point in place.points:
            near = ((300 * point.x - place.x) ** 2 + (300 - 300 * point.y - place.y) ** 2) ** 0.5
            assert near < distance
    for one, other in combinations((place for place in found if not place.named), 2):
        sides = [(each.points[0].x >= first, each.points[0].y >= second) for each in (one, other)]
        assert sides[0] != sides[1] or (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= distance**2 * (1 - 1e-9)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 400), st.integers(10, 60)), min_size=1, max_size=9),
)
def test_leaders_do_not_cross_and_names_do_not_overlap(some: list[tuple[int, int, int]]) -> None:
    spots = [(float(x), float(y)) for x, y, _ in some]
    ends = ports(spots, [float(height) for *_, height in some], 520, 0, 400)
    lines = list(zip(spots, ends, strict=True))
    assert not any(crosses(one, other) for one, other in combinations(lines, 2))
    spans = sorted((y - height / 2, y + height / 2) for (_, y), (*_, height) in zip(ends, some, strict=True))
    assert spans[0][0] >= 0
    assert all(upper[1] <= lower[0] + 1e-6 for upper, lower in pairwise(spans))


@given(st.lists(wild, min_size=1, max_size=9))
def test_a_scale_holds_its_values_and_begins_and_ends_at_ticks(values: list[float]) -> None:
    found = scale(values, 0, 100)
    ticks = found.ticks()
    slack = 1e-6 * max(1, abs(found.high), abs(found.low))
    assert found.low - slack <= min(values) <= max(values) <= found.high + slack
    assert (found.at(found.low), found.at(found.high)) == (0, 100)
    assert 2 <= len(ticks) <= 8
    assert ticks[-1] == pytest.approx(found.high)


def test_values_between_0_and_1_have_the_axis_from_0_to_1_unless_they_crowd() -> None:
    assert [scale(values, 0, 1).low for values in ([0.3, 0.9], [1.0, 1.0])] == [0, 0]
    assert scale([0.9, 0.95], 0, 1).low > 0.8


@settings(max_examples=100, deadline=None)
@given(points(wild), wild, wild)
def test_a_mark_stands_on_its_side_of_both_reservation_values(point: Point, first: float, second: float) -> None:
    plot = frame(Panel(Party("a", first), Party("b", second), (point,)), 0, 0, 500, 400)
    x, y = plot.clear_of_lines(point)
    across, up = plot.at(first, second)
    assert (x > across) == (point.x >= first)
    assert (y < up) == (point.y >= second)  # pixels run downwards
    assert plot.left < x < plot.right
    assert plot.top < y < plot.bottom


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = zopa_scatter(POINTS, NORTH, SOUTH, note="Values by order <only>.", width=width)
    told = words_of(figure.svg)
    for words in ("First <offer>", "Second offer", "North", "South & <East>", "N KS", "<only>", "Nash", "0.4", "0.5"):
        assert words in told or all(word in told for word in words.split())
    assert "egalitarian" not in told
    assert len(figure.table.rows) == len(POINTS)
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)


def test_the_description_counts_by_definition() -> None:
    said = zopa_scatter(POINTS, NORTH, SOUTH).description
    assert "10 packages: 5 are acceptable to all parties, 6 on the Pareto frontier" in said
    assert "6 are worth at least no deal to both North and South" in said
    assert "“Second offer”: worth 0.40 to North and 0.50 to South & <East>, refused by another party" in said
    outside = replace(POINTS[3], x=0.3)
    assert (
        "0.30 to North and 0.50 to South & <East>, refused by North."
        in zopa_scatter([outside], NORTH, SOUTH).description
    )


def test_shapes_tell_acceptance_and_the_frontier() -> None:
    """One disc for the accepted, a diamond for each refused, a ring for each place on the frontier."""
    root = ET.fromstring(zopa_scatter(POINTS, NORTH, SOUTH).svg)
    marks = [node for node in root.iter(f"{SVG}g") if (node.findtext(f"{SVG}title") or "").find("package") > 0]
    kinds = []
    for mark in marks:
        circles = [node.attrib["class"] for node in mark.iter(f"{SVG}circle")]
        diamond = any(node.tag == f"{SVG}path" for node in mark)
        kinds.append(("f-good" in circles, diamond, "s-ink" in circles, "".join(mark.itertext())[-1]))
    assert sorted(kinds) == sorted(
        [(False, True, True, "r"), (True, False, True, "5"), (False, True, False, "r"), (False, True, False, "3")]
    )


def test_the_zone_begins_at_the_reservation_values() -> None:
    root = ET.fromstring(zopa_scatter(POINTS, NORTH, SOUTH).svg)
    plot, zone = list(root.iter(f"{SVG}rect"))[:2]
    low, high = (float(plot.attrib[key]) for key in ("x", "width"))
    inside = 22.0  # between the frame and the outermost marks
    assert float(zone.attrib["x"]) == pytest.approx(low + inside + 0.4 * (high - 2 * inside), abs=0.06)
    assert float(zone.attrib["x"]) + float(zone.attrib["width"]) == pytest.approx(low + high, abs=0.11)
    height, top = float(plot.attrib["height"]), float(plot.attrib["y"])
    assert float(zone.attrib["y"]) == top
    assert float(zone.attrib["height"]) == pytest.approx(inside + 0.5 * (height - 2 * inside), abs=0.06)


@WIDTHS
def test_thousands_of_points_stay_small(width: float) -> None:
    some = [
        Point(k * 0.618034 % 1, k * 0.754878 % 1, k % 3 == 0, k % 50 == 0, f"no. {k}" if k < 8 else None)
        for k in range(3000)
    ]
    assert len(zopa_scatter(some, NORTH, SOUTH, width=width).svg.encode()) < 200_000


@WIDTHS
def test_a_panel_for_each_pair(width: float) -> None:
    parties = [Party(name, 0.5) for name in ("Aland", "Bland", "Cland", "Dland")]
    some = panels(parties, [Valued((0.1, 0.6, 0.7, 1.0), accepted=False, efficient=True, label="The offer")])
    assert [(panel.x.name[0], panel.y.name[0]) for panel in some] == list(combinations("ABCD", 2))
    assert [(panel.points[0].x, panel.points[0].y) for panel in some] == list(combinations((0.1, 0.6, 0.7, 1.0), 2))
    figure = zopa_scatters(some, width=width)
    assert_apart(figure.svg, width, least=11)
    assert len(figure.table.rows) == 6
    assert words_of(figure.svg).count("The offer") == 1


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    svg = zopa_scatter([replace(POINTS[1], label=HOSTILE)], Party(HOSTILE, 0), SOUTH, note=HOSTILE, width=width).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}
    assert "alert(1)" in words_of(svg).replace(" ", "")


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (zopa_scatter(POINTS, NORTH, SOUTH, width=width).svg for _ in range(2))
    assert first == again
    other = zopa_scatter(POINTS[:2], NORTH, SOUTH, width=width).svg
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]


@pytest.mark.parametrize(
    ("some", "says"),
    [
        ([], "at least one package"),
        ([Point(float("nan"), 0, accepted=False, efficient=False)], "finite"),
        ([Point(0, 0, accepted=False, efficient=False, n=0)], "one package at least"),
    ],
)
def test_what_cannot_be_drawn_is_an_error(some: list[Point], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        zopa_scatter(some, NORTH, SOUTH)
    with pytest.raises(ValueError, match="3 values for 2 parties"):
        panels([NORTH, SOUTH], [Valued((1, 2, 3), accepted=True, efficient=True)])


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_in_the_zone_and_numbers_in_marks(theme: Theme) -> None:
    """WCAG 2.2: 3:1 for graphics, 4.5:1 for text."""
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (theme.good, theme.paper)]
    shade = "#" + "".join(
        f"{round(ZONE_OPACITY * over + (1 - ZONE_OPACITY) * under):02x}" for over, under in zip(*parts, strict=True)
    )
    assert re.fullmatch("#[0-9a-f]{6}", shade)
    for colour in (theme.good, theme.muted, theme.ink, theme.accent):
        assert contrast(colour, shade) >= 3
    assert contrast(theme.paper, theme.good) >= 4.5
