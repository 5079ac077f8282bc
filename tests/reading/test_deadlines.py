"""Deadlines: until when, by whom, for whom, and whether they have passed."""

from datetime import date

import pytest

from offramp.reading.ingest import from_text
from offramp.reading.reader import Reading, read


def reading(text: str) -> Reading:
    return read(from_text(text, published=date(2026, 5, 18)))


@pytest.mark.parametrize(
    ("text", "value", "by", "demand"),
    [
        ("Kell gave the rebels until May 20 to leave.", "2026-05-20", "Kell", "to leave"),
        ("The court set a deadline of May 20 for the bank to pay.", "2026-05-20", "court", "to pay"),
        ("The rebels must leave the city by May 20.", "2026-05-20", None, "leave the city"),
        (
            "Kell demanded that the rebels leave. He set a deadline: until Wednesday, May 20.",
            "2026-05-20",
            "Kell",
            None,
        ),
    ],
)
def test_a_deadline_has_its_day_and_who_set_it(text: str, value: str, by: str | None, demand: str | None) -> None:
    found = reading(text)
    assert len(found.deadlines) == 1
    due = found.deadlines[0]
    assert found.value(due.date) == value
    if by is not None:
        assert due.who == by
    if demand is not None:
        assert due.demand is not None
        assert demand in found.words(due.demand)


def test_a_deadline_belongs_to_the_offer_of_the_party_that_set_it() -> None:
    found = reading("Kell offered Varga safe passage. Norland made no comment. Kell set a deadline of May 20 to leave.")
    due = found.deadlines[0]
    assert due.act is not None
    assert found.acts[due.act].type == "offer"
    assert due.whom == "Varga"


def test_a_deadline_that_the_text_says_has_passed_is_lapsed() -> None:
    text = "Kell set a deadline of May 10 to leave. After the deadline passed, the navy seized two ships."
    assert [due.status for due in reading(text).deadlines] == ["lapsed"]
    assert [due.status for due in reading(text.partition(" After")[0]).deadlines] == ["open"]


def test_a_day_that_binds_nobody_is_no_deadline() -> None:
    assert reading("The fair is open until May 20. They met by the river.").deadlines == ()
