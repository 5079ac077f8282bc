"""Probabilities over time: lines lie where the numbers say, nothing is left out, no text lies on another."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import HOSTILE, SVG, assert_apart, words_of
from offramp.figures.curve_panel import flags
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.probability_curves import DayMark, Series, probability_curves
from offramp.figures.time_axis import TimeAxis
from offramp.figures.words import text_width

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
DAYS = [date(2025, 11, 21) + timedelta(days=30 * k) for k in range(4)]
WAR = Series("War <at sea>", (0.0, 0.1, 0.2, 0.25), (0.0, 0.0, 0.02, 0.05), (0.0, 0.3, 0.5, 0.6), "unlikely", 0)
DEAL = Series("A deal", (0.0, 0.2, 0.3, 0.4), (0.0, 0.1, 0.1, 0.2), (0.0, 0.3, 0.6, 0.8), scenario=1)
FLOOD = Series("Flood", (0.0, 0.001, 0.002, 0.002), (0.0,) * 4, (0.0, 0.01, 0.03, 0.04))
DEADLINES = [DayMark(DAYS[1], "Ultimatum"), DayMark(date(2030, 1, 1), "Too late")]

names = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90)
shares = st.floats(0, 1)


@st.composite
def forecasts(draw: st.DrawFn) -> tuple[list[Series], list[date] | list[float], list[DayMark]]:
    n = draw(st.integers(2, 6))
    if draw(st.booleans()):
        steps = draw(st.lists(st.integers(1, 400), min_size=n, max_size=n))
        days: list = [date(2025, 1, 31) + timedelta(days=sum(steps[:k])) for k in range(n)]
    else:
        gaps = draw(st.lists(st.floats(0.01, 500), min_size=n, max_size=n))
        days = [sum(gaps[:k]) for k in range(n)]
    some = []
    for _ in range(draw(st.integers(1, 7))):
        columns = [sorted(draw(st.tuples(shares, shares, shares))) for _ in days]
        low, mean, high = (tuple(column[k] for column in columns) for k in range(3))
        some.append(
            Series(draw(names), mean, low, high, draw(st.just("") | names), draw(st.none() | st.integers(-1, 9)))
        )
    falls = draw(st.lists(st.builds(DayMark, st.sampled_from(days), names), max_size=6))
    return some, days, falls


@WIDTHS
@settings(max_examples=50, deadline=None)
@given(forecasts(), names)
def test_no_text_lies_on_another(width: float, forecast: tuple, note: str) -> None:
    some, days, falls = forecast
    assert_apart(probability_curves(some, days, deadlines=falls, note=note, width=width).svg, width, least=11)


def panel(svg: str, kind: str) -> list[list[tuple[float, float]]]:
    paths = [node for node in ET.fromstring(svg).iter(f"{SVG}path") if kind in node.attrib.get("class", "").split()]
    return [[(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([^LZ]+)", node.attrib["d"])] for node in paths]


def test_lines_and_bands_lie_where_the_numbers_say() -> None:
    """The zero of an axis and its scale follow from the grid; the likeliest ending on the last day comes first."""
    svg = probability_curves([WAR, DEAL], DAYS).svg
    grid = [node for node in ET.fromstring(svg).iter(f"{SVG}line") if "s-line" in node.attrib.get("class", "")][:3]
    zero, half, one = (float(node.attrib["y1"]) for node in grid)  # 0, 50 and 100 %: 0.8 is the most
    assert half == pytest.approx((zero + one) / 2)
    for shown, series in zip(panel(svg, "curve-mean"), (DEAL, WAR), strict=True):
        assert [(zero - y) / (zero - one) for _, y in shown] == pytest.approx(series.mean, abs=0.001)
        gaps = [later[0] - earlier[0] for earlier, later in pairwise(shown)]
        assert gaps == pytest.approx([gaps[0]] * 3, abs=0.11)
    for shown, series in zip(panel(svg, "curve-band"), (DEAL, WAR), strict=True):
        assert [(zero - y) / (zero - one) for _, y in shown] == pytest.approx(
            [*series.high, *series.low[::-1]], abs=0.001
        )


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = probability_curves([WAR, FLOOD, DEAL], DAYS, deadlines=DEADLINES, note="A <note>.", width=width)
    told = words_of(figure.svg)
    for words in ("War <at sea>", "A deal", "unlikely", "25 %", "(5–60)", "40 %", "(20–80)", "Ultimatum", "<note>"):
        assert words in told
    assert "Too late" not in told  # after the last date
    assert "A deal 40 % (20–80); War <at sea> 25 % (5–60), unlikely; Flood <1 % (0–4)" in figure.description
    assert [row[0] for row in figure.table.rows] == ["A deal", "War <at sea>", "Flood"]
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)
    assert figure.table.rows[0][1:5] == ("0 % (0–0)", "20 % (10–30)", "30 % (10–60)", "40 % (20–80)")


def test_what_stays_below_one_per_cent_is_named_not_drawn() -> None:
    svg = probability_curves([WAR, FLOOD], DAYS).svg
    assert len(panel(svg, "curve-mean")) == 1
    assert "not drawn: Flood (95th percentile up to 4 %)." in words_of(svg)
    assert len(panel(probability_curves([FLOOD], DAYS).svg, "curve-mean")) == 1  # an empty figure would say nothing


def test_all_panels_have_the_same_axes() -> None:
    svg = probability_curves([WAR, DEAL, replace(FLOOD, mean=(0.0, 0.0, 0.01, 0.02))], DAYS, deadlines=DEADLINES).svg
    starts = [lines[0] for lines in panel(svg, "curve-mean")]
    lengths = [lines[-1][0] - lines[0][0] for lines in panel(svg, "curve-mean")]
    assert len({y for _, y in starts}) == 1
    assert lengths == pytest.approx([lengths[0]] * 3, abs=0.11)
    marks = [
        node for node in ET.fromstring(svg).iter(f"{SVG}line") if node.attrib.get("class", "") == "curve-deadline s-ink"
    ]
    offsets = [float(mark.attrib["x1"]) - x for mark, (x, _) in zip(marks, starts, strict=True)]
    assert offsets == pytest.approx([lengths[0] / 3] * 3, abs=0.11)


@given(st.lists(st.tuples(st.floats(0, 400), names), max_size=8))
def test_no_line_of_a_deadline_crosses_the_name_of_another(some: list[tuple[float, str]]) -> None:
    placed = flags(some, 3000) or []
    assert len(placed) == len(some)
    for one in placed:
        for other in placed:
            if one.x < other.x and other.level >= one.level:
                assert one.x + 4 + text_width(one.words, 11.5) <= other.x


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 40_000), st.floats(200, 900))
def test_ticks_of_a_calendar_are_that_day(first: date, days: int, room: float) -> None:
    axis = TimeAxis(first.toordinal(), first.toordinal() + days, 44, 44 + room, 44 + room, calendar=True)
    ticks = axis.ticks()
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    year = None
    for x, _, words in ticks[: len(ticks) if len(ticks) > 1 else 0]:
        *day, month, year = words.split() if words.split()[-1].isdigit() else [*words.split(), year]
        at = date(int(year), months.index(month) + 1, int(day[0]) if day else 1)
        assert x == pytest.approx(axis.at(at))


def test_the_mean_stands_out_in_its_band() -> None:
    """A rim of paper lies below each line: the palette is tested for contrast with paper, not with a tint."""
    svg = probability_curves([WAR, DEAL], DAYS).svg
    assert panel(svg, "curve-rim") == panel(svg, "curve-mean")
    for rim in ET.fromstring(svg).iter(f"{SVG}path"):
        if "curve-rim" in rim.attrib.get("class", "").split():
            assert "s-paper" in rim.attrib["class"].split()
            assert float(rim.attrib["stroke-width"]) > 2.4


@WIDTHS
def test_hostile_words_are_words(width: float) -> None:
    svg = probability_curves(
        [replace(WAR, name=HOSTILE, words=HOSTILE), replace(FLOOD, name=HOSTILE)],
        DAYS,
        deadlines=[DayMark(DAYS[1], HOSTILE)],
        title=HOSTILE,
        note=HOSTILE,
        width=width,
    ).svg
    assert "script" not in {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (probability_curves([WAR, DEAL], DAYS, width=width).svg for _ in range(2))
    assert first == again
    other = probability_curves([WAR], DAYS, width=width).svg
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ValueError, match=r"days must increase.*“a” must have.*4 dates.*“b” has a prob.*“c” has a low"):
        probability_curves(
            [
                Series("a", (0.1,), (0.1,), (0.1,)),
                replace(WAR, name="b", high=(2.0,) * 4),
                replace(WAR, name="c", low=(0.9,) * 4, high=(0.3,) * 4),
            ],
            DAYS[::-1],
        )
    with pytest.raises(ValueError, match=r"at least one ending.*two at least"):
        probability_curves([], [])
    with pytest.raises(ValueError, match="all days of the calendar or all numbers"):
        probability_curves([replace(WAR, mean=(0,) * 2, low=(0,) * 2, high=(0,) * 2)], [DAYS[0], 1e6])
    with pytest.raises(ValueError, match="same kind"):
        probability_curves([WAR], DAYS, deadlines=[DayMark(3.0, "a")])
