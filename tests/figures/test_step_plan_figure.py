"""The picture of a step plan: everything is told in its lane and in order, and nothing leads past an obstacle."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, text_boxes, words_of
from offramp.figures.colours import DARK, LIGHT, Theme, contrast, dm_colour
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.plan_steps import Kind, stages
from offramp.figures.step_plan_figure import Obstacle, Plan, Step, step_plan_figure

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
STEPS = (
    Step("South", ("Stop <firing>",)),
    Step("North", ("Open the road", "Free & return prisoners")),
    Step("South", ("Leave",)),
)
STANDS = Plan("The truce", STEPS, makers=("North", "East", "South"))
FAILS = Plan("The truce", STEPS[:2], Obstacle("North would rather stop there.", "North"), STEPS[2:], in_order=False)

words = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90)
many = st.text("ab ", min_size=200, max_size=300).map("x".__add__)
makers = st.sampled_from(["North", "South", "A party with a rather long name", "West"])
steps = st.lists(st.builds(Step, makers, st.lists(words, min_size=1, max_size=3).map(tuple)), max_size=9).map(tuple)
plans = st.builds(Plan, words | many, steps) | st.builds(
    Plan, words, steps, st.builds(Obstacle, words, st.sampled_from([None, "North", "Elsewhere"])), steps, st.booleans()
)


@WIDTHS
@settings(max_examples=80, deadline=None)
@given(plans)
def test_no_text_lies_on_another(width: float, plan: Plan) -> None:
    assert_apart(step_plan_figure(plan, width=width).svg, width)


Rectangle = tuple[float, float, float, float]


def boxes(svg: str) -> list[tuple[str, Rectangle]]:
    """The kind of each box of a wide drawing, and its left, top, right and bottom."""
    found = []
    for node in ET.fromstring(svg).iter(f"{SVG}g"):
        rect = node.find(f"{SVG}rect")
        if "data-kind" in node.attrib and rect is not None:
            x, y, wide, high = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
            found.append((node.attrib["data-kind"], (x, y, x + wide, y + high)))
    return found


@settings(max_examples=80, deadline=None)
@given(plans)
def test_boxes_are_apart_and_hold_their_words(plan: Plan) -> None:
    svg = step_plan_figure(plan).svg
    found = [box for _, box in boxes(svg)]
    assert len(found) == sum(len(stage.cards) for stage in stages(plan))
    for k, (left, top, right, bottom) in enumerate(found):
        assert left >= 0
        assert right <= WIDE
        for other in found[:k]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom
    for text in text_boxes(svg):
        for box in found:  # a text that touches a box is inside it
            touches = not (text[0] >= box[2] or box[0] >= text[2] or text[1] >= box[3] or box[1] >= text[3])
            assert not touches or (
                box[0] <= text[0] and text[2] <= box[2] + 0.1 and box[1] <= text[1] and text[3] <= box[3] + 0.1
            )


def heads(svg: str) -> int:
    return sum(node.attrib.get("class", "").startswith("head") for node in ET.fromstring(svg).iter(f"{SVG}path"))


@WIDTHS
def test_an_arrow_leads_from_each_step_to_the_next(width: float) -> None:
    assert heads(step_plan_figure(STANDS, width=width).svg) == len(STEPS) + 1


def test_no_arrow_leads_past_an_obstacle() -> None:
    """From the start to two parallel boxes, and from these to the obstacle."""
    assert heads(step_plan_figure(FAILS).svg) == 4
    assert heads(step_plan_figure(FAILS, width=NARROW).svg) == 2
    assert heads(step_plan_figure(replace(FAILS, in_order=True)).svg) == 3


def test_steps_run_to_the_right_in_the_lane_of_their_maker() -> None:
    svg = step_plan_figure(STANDS).svg
    found = [box for kind, box in boxes(svg) if kind == Kind.STEP]
    assert [box[0] for box in found] == sorted(box[0] for box in found)
    edges = sorted({float(node.attrib["y1"]) for node in ET.fromstring(svg).iter(f"{SVG}line")})
    assert len(edges) == 3  # of North and South; East does nothing and has no lane
    lanes = {"North": edges[:2], "South": edges[1:]}
    for step, (_, top, _, bottom) in zip(STEPS, found, strict=True):
        upper, lower = lanes[step.maker]
        assert upper <= top < bottom <= lower


def test_a_maker_keeps_its_colour_whoever_else_acts() -> None:
    svg = step_plan_figure(STANDS).svg
    assert f"f-{dm_colour(2)}" in svg.split("</style>")[1]
    assert f"f-{dm_colour(1)}" not in svg.split("</style>")[1]


@WIDTHS
@pytest.mark.parametrize("plan", [STANDS, FAILS, replace(FAILS, obstacle=Obstacle("No legal move leads on."))])
def test_everything_is_told(width: float, plan: Plan) -> None:
    figure = step_plan_figure(plan, width=width)
    told, also = words_of(figure.svg).split(), figure.description.split()
    said = [plan.end, *(what for step in (*plan.steps, *plan.left) for what in step.what)]
    said += [plan.obstacle.words, "Here every order fails", "Not reached:"] if plan.obstacle else []
    assert {word for words in said for word in words.split()} <= set(told)
    assert {word.strip(".;") for step in plan.steps for word in step.what[0].split()} <= {w.strip(".;:") for w in also}
    assert len(figure.table.rows) == len(plan.steps) + len(plan.left) + (plan.obstacle is not None)
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)


@WIDTHS
def test_nothing_to_do_is_a_plan(width: float) -> None:
    figure = step_plan_figure(Plan("The truce", ()), width=width)
    assert heads(figure.svg) == 1
    assert "0 steps" in figure.description


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    plan = Plan(
        HOSTILE, (Step(HOSTILE, (HOSTILE,)),), Obstacle(HOSTILE, HOSTILE), (Step("x", (HOSTILE,)),), start=HOSTILE
    )
    svg = step_plan_figure(plan, width=width).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}
    assert_apart(svg, width)


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (step_plan_figure(STANDS, width=width).svg for _ in range(2))
    assert first == again
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(step_plan_figure(FAILS, width=width).svg).attrib["id"]


def test_what_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="what is done"):
        step_plan_figure(Plan("x", (Step("North", ()),)))
    with pytest.raises(ValueError, match="no obstacle"):
        step_plan_figure(Plan("x", (), left=STEPS))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_in_their_discs(theme: Theme) -> None:
    for colour in (*theme.dms, theme.bad):
        assert contrast(theme.paper, colour) >= 4.5  # WCAG 2.2, 1.4.3
