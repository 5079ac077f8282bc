"""Single changes: bars run from the baseline to each end, widest first, and no text lies on another."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, words_of
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.tornado import Change, End, tornado

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
DEAL = "a deal"
CHANGES = [
    Change("Waits <longer>", (End(0.35, "30 days"),)),
    Change("Sharper choices", (End(0.6, "twice"), End(0.1, "half"))),
    Change("Looks ahead", (End(0.45, "one reply"), End(0.5, "two replies"))),
]

names = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90)
shares = st.floats(0, 1)
ends = st.builds(End, shares, st.just("") | names)
changes = st.builds(Change, names, st.lists(ends, min_size=1, max_size=3).map(tuple))


def bars(svg: str) -> list[tuple[float, float]]:
    """From where to where each bar runs, in pixels, from top to bottom."""
    found = [node.attrib for node in ET.fromstring(svg).iter(f"{SVG}rect") if "tornado-bar" in node.attrib["class"]]
    return [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in found]


def baseline(svg: str) -> float:
    lines = [node for node in ET.fromstring(svg).iter(f"{SVG}line") if "tornado-baseline" in node.attrib["class"]]
    (x,) = {line.attrib["x1"] for line in lines}
    return float(x)


@WIDTHS
@settings(max_examples=60, deadline=None)
@given(st.lists(changes, min_size=1, max_size=8), shares, names)
def test_no_text_lies_on_another(width: float, some: list[Change], now: float, of: str) -> None:
    assert_apart(tornado(some, now, of=of, at_most=5, note=of, width=width).svg, width)


@WIDTHS
def test_bars_run_from_the_baseline_in_proportion_widest_first(width: float) -> None:
    """By hand: 0.1 and 0.6 around 0.3, then 0.45 and 0.5, then 0.35."""
    svg = tornado(CHANGES, 0.3, of=DEAL, width=width).svg
    zero = baseline(svg)
    (lower, upper, nearer, further, last) = bars(svg)
    unit = (upper[1] - zero) / 0.3
    assert lower == pytest.approx((zero - 0.2 * unit, zero), abs=0.2)
    assert upper[0] == nearer[0] == further[0] == last[0] == zero
    assert [bar[1] - zero for bar in (nearer, further, last)] == pytest.approx(
        [0.15 * unit, 0.2 * unit, 0.05 * unit], abs=0.2
    )


@given(st.lists(changes, min_size=1, max_size=8), shares)
@settings(max_examples=40, deadline=None)
def test_the_widest_come_first_and_the_table_holds_all(some: list[Change], now: float) -> None:
    figure = tornado(some, now, of=DEAL, at_most=3)
    order = list(dict.fromkeys(row[0] for row in figure.table.rows))
    spans: dict[str, float] = {}
    for change in some:
        values = [now, *(end.probability for end in change.ends)]
        spans[change.name] = max(spans.get(change.name, 0), max(values) - min(values))
    assert all(spans[one] >= spans[other] for one, other in pairwise(order))
    assert len(figure.table.rows) == sum(len(change.ends) for change in some)
    assert ("more, not drawn" in figure.description) == (len(some) > 3)


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = tornado(CHANGES, 0.3, of=DEAL, note="A <note>.", width=width)
    told = words_of(figure.svg)
    for words in ("Waits <longer>", "30 days", "35 % (+5)", "10 % (−20)", "half", "60 % (+30)", "twice", "<note>"):
        assert words in told
    assert figure.title == "What single changes do to the probability of a deal"
    assert figure.table.rows[:2] == (
        ("Sharper choices", "half", "10 %", "−20"),
        ("Sharper choices", "twice", "60 %", "+30"),
    )


def test_what_is_left_out_is_counted_with_its_widest() -> None:
    told = words_of(tornado(CHANGES, 0.3, of=DEAL, at_most=1).svg)
    assert "And 2 more, not drawn: none moves it by more than 20 percentage points." in told
    assert "Waits" not in told


def test_no_effect_is_drawn_as_such() -> None:
    figure = tornado([Change("Nothing", (End(0.3),))], 0.3, of=DEAL)
    ((left, right),) = bars(figure.svg)
    assert right - left <= 1
    assert "30 % (±0)" in words_of(figure.svg)


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    some = [Change(HOSTILE, (End(0.1, HOSTILE), End(0.9, HOSTILE)))]
    svg = tornado(some, 0.5, of=HOSTILE, title=HOSTILE, note=HOSTILE, width=width).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (tornado(CHANGES, 0.3, of=DEAL, width=width).svg for _ in range(2))
    assert first == again
    other = tornado(CHANGES[:1], 0.3, of=DEAL, width=width).svg
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = [replace(CHANGES[0], name="a", ends=()), Change("b", (End(1.2),))]
    with pytest.raises(ValueError, match=r"baseline must be .* not 2; .*drawn; “a” must have an end; “b” has a prob"):
        tornado(wrong, 2, of=DEAL, at_most=0)
    with pytest.raises(ValueError, match="at least one change is needed"):
        tornado([], 0.5, of=DEAL)
