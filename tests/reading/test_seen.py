"""What a new reading adds to those before it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.reading.corroborate import ReportClaim
from offramp.reading.error import ReadingError
from offramp.reading.seen import News, Seen, news_of, seen_from, seen_text

OFFER = "the port authority offered the dockers an amnesty"
SHIPS = "at least 80 ships are waiting outside the harbour"
OLD = (
    ReportClaim("r1", "1", OFFER, "A News", ("four sources",), anonymous=True, relays=("Reuters",)),
    ReportClaim("r1", "2", "the mayor met the dockers at the town hall", "A News"),
)
SEEN = Seen({"r1": OLD, "r0": ()})


def news(*new: ReportClaim) -> dict[str, News]:
    claims, found = news_of(SEEN, new)
    return {claims[each.same.claims[0]].content: each.news for each in found}


def test_a_claim_like_none_before_is_new() -> None:
    found = news(ReportClaim("r2", "1", SHIPS, "B News"))
    assert found[SHIPS] is News.NEW
    assert found[OFFER] is News.KNOWN


def test_another_origin_corroborates() -> None:
    assert news(ReportClaim("r2", "1", OFFER, "B News", ("Ana Ruiz",)))[OFFER] is News.CORROBORATED


def test_the_same_origin_is_a_repetition() -> None:
    again = ReportClaim("r2", "1", OFFER, "B News", ("people close to it",), anonymous=True, relays=("Reuters",))
    assert news(again)[OFFER] is News.REPEATED


def test_reading_twice_adds_nothing() -> None:
    _, found = news_of(SEEN.with_reports({"r1": OLD}), ())
    assert {each.news for each in found} == {News.KNOWN}


names = st.lists(st.text(max_size=5), max_size=2).map(tuple)
claims = st.builds(
    ReportClaim,
    report=st.just("r"),
    id=st.text(max_size=5),
    content=st.text(max_size=20),
    publisher=st.text(max_size=5),
    origins=names,
    anonymous=st.booleans(),
    relays=names,
    dates=st.none() | st.tuples(st.dates(), st.dates()),
)


@given(st.lists(claims, max_size=3))
def test_the_state_comes_back(found: list[ReportClaim]) -> None:
    state = Seen({"r": tuple(found), "empty": ()})
    assert seen_from(seen_text(state)) == state


def test_a_day_is_written_as_a_day() -> None:
    state = Seen({"r": (ReportClaim("r", "1", "x", dates=(date(2025, 11, 1), date(2025, 11, 30))),)})
    assert json.loads(seen_text(state))["reports"]["r"][0]["dates"] == ["2025-11-01", "2025-11-30"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"offramp_seen": 2, "reports": {}}',
        '{"offramp_seen": 1}',
        '{"offramp_seen": 1, "reports": {"r": 3}}',
        '{"offramp_seen": 1, "reports": {"r": ["x"]}}',
        '{"offramp_seen": 1, "reports": {"r": [{"dates": ["soon", "later"]}]}}',
        '{"offramp_seen": 1, "reports": {"r": [{"dates": []}]}}',
        '{"offramp_seen": 1, "reports": {"r": [{"origins": "Ana"}]}}',
    ],
)
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="state of earlier readings"):
        seen_from(text)
