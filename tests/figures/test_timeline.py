"""The timeline: everything is told, in both layouts, and no text lies on another."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import SVG, text_boxes, words_of
from offramp.figures.chronology import date_words
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.timeline import Deadline, Event, timeline
from offramp.figures.timeline_lanes import Scale

START = date(2025, 11, 1)
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
EVENTS = [
    Event("The two leaders speak", "Upstream and Downstream", date(2025, 11, 21)),
    Event(
        "Peace for water", "Upstream", date(2025, 11, 21), kind="demand", to="Downstream", expires=date(2025, 11, 28)
    ),
    Event("It <refuses>", "Downstream", date(2025, 11, 21), date(2025, 11, 28), kind="reject", to="Upstream"),
    Event("A flight lands", "Downstream", when="after the call"),
]
DEADLINES = [Deadline(date(2025, 11, 28), "Upstream", "Stop the attack", "lapsed", "Downstream")]

days = st.dates(START, START + timedelta(days=400))
titles = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=80)
events = st.builds(
    Event,
    titles,
    st.sampled_from(["North", "South", "A party with a long name", "time"]),
    first=st.none() | days,
    last=st.none() | days,
    kind=st.sampled_from(["act", "offer", "demand", "reject", "accept", "lapse", "threat", "statement"]),
    to=st.sampled_from(["", "North"]),
    expires=st.none() | days,
)


@WIDTHS
def test_everything_is_told(width: float) -> None:
    figure = timeline(EVENTS, DEADLINES, as_of=date(2025, 12, 3), width=width)
    told = words_of(figure.svg)
    for words in (
        "The two leaders",
        "Peace for water",
        "<refuses>",
        "after the call",
        "28 Nov 2025",
        "lapsed",
        "3 Dec",
    ):
        assert words in told
    assert len(figure.table.rows) == len(EVENTS) + len(DEADLINES)
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)
    assert "lapsed" in figure.description


@WIDTHS
@settings(max_examples=60, deadline=None)
@given(st.lists(events, min_size=1, max_size=12), st.lists(st.builds(Deadline, days, titles, titles), max_size=3))
def test_no_text_lies_on_another(width: float, some: list[Event], falls: list[Deadline]) -> None:
    svg = timeline(some, falls, as_of=START, width=width).svg
    boxes = text_boxes(svg)
    height = float(ET.fromstring(svg).attrib["height"])
    for k, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -1
        assert right <= width + 1
        assert bottom <= height
        for other in boxes[:k]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


def test_order_of_days_is_kept_and_crowded_weeks_get_room() -> None:
    days_of_note = [date(2025, 9, 1), date(2025, 11, 21), date(2025, 11, 28)]
    scale = Scale(days_of_note, 0, 100)
    places = [scale.x(day) for day in days_of_note]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, pytest.approx(100))
    assert places[2] - places[1] > 100 * 7 / 88  # more than its share of the days
    assert places[0] < scale.x(date(2025, 10, 1)) < places[1]


def test_a_demand_is_drawn_until_it_expires() -> None:
    """The bar of the wide drawing ends where the deadline of the same day falls."""
    root = ET.fromstring(timeline(EVENTS, DEADLINES).svg)
    bars = [node.attrib["d"] for node in root.iter(f"{SVG}path") if "s-accent" in node.attrib.get("class", "")]
    ends = {float(re.search(r"H(\S+?)M", d)[1]) for d in bars if "H" in d and "M" in d[1:]}
    falls = {
        float(node.attrib["x1"])
        for node in root.iter(f"{SVG}line")
        if node.attrib.get("stroke-dasharray") == "6 4" and "s-bad" in node.attrib["class"]
    }
    assert ends == falls
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2025, 11, 21), (2025, 11, 21), "21 Nov 2025"),
        ((2024, 2, 1), (2024, 2, 29), "Feb 2024"),
        ((2025, 2, 1), (2025, 2, 27), "1–27 Feb 2025"),
        ((2025, 11, 28), (2025, 12, 3), "28 Nov – 3 Dec 2025"),
        ((2025, 12, 30), (2026, 1, 2), "30 Dec 2025 – 2 Jan 2026"),
        ((2025, 1, 1), (2025, 12, 31), "2025"),
    ],
)
def test_dates_read_as_people_write_them(first: tuple[int, ...], last: tuple[int, ...], words: str) -> None:
    assert date_words(date(*first), date(*last)) == words


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        timeline([])


@WIDTHS
def test_undated_events_alone_can_be_drawn(width: float) -> None:
    assert "not dated" in words_of(timeline([Event("Something", "Somebody")], width=width).svg)


@WIDTHS
def test_deterministic_with_ids_of_its_own(width: float) -> None:
    first, again = (timeline(EVENTS, DEADLINES, width=width).svg for _ in range(2))
    assert first == again
    other = timeline(EVENTS, width=width).svg
    assert ET.fromstring(first).attrib["id"] != ET.fromstring(other).attrib["id"]
