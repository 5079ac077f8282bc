"""Dates: what the words say against a known day of publication, and what stays open."""

from datetime import date

import pytest

from offramp.reading.dates import DateMention, dates
from offramp.reading.ingest import from_text
from reading.reports import read

BASE = date(2025, 12, 3)  # a Wednesday


def read_dates(text: str, base: date | None = BASE) -> list[DateMention]:
    return list(dates(from_text(text, published=base)))


def one(text: str, base: date | None = BASE) -> DateMention:
    (mention,) = read_dates(text, base)
    return mention


# Hand-made cases: the words, the words of the date, its value, its relation.
CASES = [
    ("They met on 2025-11-28.", "2025-11-28", "2025-11-28", "at"),
    ("They met on November 28, 2024 in Vienna.", "November 28, 2024", "2024-11-28", "at"),
    ("They met on 28 November 2024.", "28 November 2024", "2024-11-28", "at"),
    ("They met on Nov. 21.", "Nov. 21", "2025-11-21", "at"),
    ("They met on the 3rd of October.", "3rd of October", "2025-10-03", "at"),
    ("He has until Friday, Nov. 28, to leave.", "Friday, Nov. 28", "2025-11-28", "until"),
    ("They must pay by Friday, Jan. 16.", "Friday, Jan. 16", "2026-01-16", "by"),
    ("A vote is set for Jan. 15.", "Jan. 15", "2026-01-15", "at"),
    ("They met on June 10.", "June 10", "2025-06-10", "at"),
    ("She said on Wednesday that it was over.", "Wednesday", "2025-12-03", "at"),
    ("She said on Thursday that it was over.", "Thursday", "2025-11-27", "at"),
    ("Talks will resume on Thursday.", "Thursday", "2025-12-04", "at"),
    ("They spoke on Tuesday night.", "Tuesday night", "2025-12-02", "at"),
    ("They spoke on Friday last week.", "Friday last week", "2025-11-28", "at"),
    ("In early September they met.", "early September", "2025-09", "at"),
    ("Since early September boats were struck.", "early September", "2025-09/2025-12-03", "since"),
    ("The truce of mid-November failed.", "mid-November", "2025-11", "at"),
    ("They met in late October 2023.", "late October 2023", "2023-10", "at"),
    ("They met in October.", "October", "2025-10", "at"),
    ("They will meet in February.", "February", "2026-02", "at"),
    ("Last March they met.", "Last March", "2025-03", "at"),
    ("The war began in 2014.", "2014", "2014", "at"),
    ("The war began in early 2014.", "early 2014", "2014", "at"),
    ("Since 2019 they have talked.", "2019", "2019/2025-12-03", "since"),
    ("In the 1990s they were friends.", "1990s", "1990/1999", "at"),
    ("In the late 1980s they were friends.", "late 1980s", "1987/1989", "at"),
    ("In the summer of 2021 they met.", "summer of 2021", "2021-06/2021-08", "at"),
    ("They met last summer.", "last summer", "2025-06/2025-08", "at"),
    ("They wait until the spring.", "the spring", "2026-03/2026-05", "until"),
    ("Exports fell in the third quarter of 2025.", "third quarter of 2025", "2025-07/2025-09", "at"),
    ("It happened two weeks ago.", "two weeks ago", "2025-11-17/2025-11-23", "at"),
    ("It happened ten days ago.", "ten days ago", "2025-11-23", "at"),
    ("It happened three months ago.", "three months ago", "2025-09", "at"),
    ("It happened a year ago.", "a year ago", "2024", "at"),
    ("It happened last week.", "last week", "2025-11-24/2025-11-30", "at"),
    ("They meet next week.", "next week", "2025-12-08/2025-12-14", "at"),
    ("They meet this weekend.", "this weekend", "2025-12-06/2025-12-07", "at"),
    ("Shots were fired over the weekend.", "over the weekend", "2025-11-29/2025-11-30", "at"),
    ("It began earlier this month.", "earlier this month", "2025-12/2025-12-03", "at"),
    ("It must end by the end of the month.", "the end of the month", "2025-12", "by"),
    ("In the past week 80 died.", "the past week", "2025-11-26/2025-12-03", "at"),
    ("In the past ten days 80 died.", "the past ten days", "2025-11-23/2025-12-03", "at"),
    ("Over the past three years it grew.", "the past three years", "2022/2025-12-03", "at"),
    ("He left yesterday.", "yesterday", "2025-12-02", "at"),
    ("He leaves the day after tomorrow.", "the day after tomorrow", "2025-12-05", "at"),
    ("Between Nov. 21 and Nov. 28 they spoke.", "Nov. 21 and Nov. 28", "2025-11-21/2025-11-28", "at"),
    ("From September to November 2024 nothing moved.", "September to November 2024", "2024-09/2024-11", "from"),
    ("The talks of Nov. 21-28 failed.", "Nov. 21-28", "2025-11-21/2025-11-28", "at"),
    ("The talks of 1–5 December 2024 failed.", "1–5 December 2024", "2024-12-01/2024-12-05", "at"),
    ("The war of 2014-2016 ended.", "2014-2016", "2014/2016", "at"),
    ("The Friday deadline passed.", "Friday", "2025-11-28", "by"),
    ("Before Nov. 21 nobody knew.", "Nov. 21", "2025-11-21", "before"),
    ("They met on 28/11/2025.", "28/11/2025", "2025-11-28", "at"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "relation"), CASES)
def test_value(text: str, words: str, value: str, relation: str) -> None:
    mention = one(text)
    assert mention.span.of(text) == words
    assert mention.value == value
    assert mention.relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "In recent weeks tension grew.",
        "They met on 3/12/2025.",
        "Three days later he left.",
        "The following week they met.",
        "He must answer within 72 hours.",
        "The winter of 2024 was hard.",
        "In the coming months they will talk.",
    ],
)
def test_stays_open_and_says_why(text: str) -> None:
    mention = one(text)
    assert (mention.start, mention.end, mention.value) == (None, None, None)
    assert mention.note


@pytest.mark.parametrize(
    "text",
    [
        "More than 2000 troops came.", "May we go?", "March on!", "Resolution 1701 failed.", "June Smith left.",
        "He read the Sunday Times.", "It was Black Friday.", "A 15-minute call.", "$2000 was paid.",
        "The second man left.",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read_dates(text) == []


def test_weekday_that_does_not_fit_is_said() -> None:
    mention = one("They met on Friday, Nov. 27, in Geneva.")
    assert mention.value == "2025-11-27"
    assert mention.note == "2025-11-27 is a Thursday, not a Friday"
    assert one("They met on Friday, Nov. 28, in Geneva.").note == ""


def test_two_readings_are_said() -> None:
    assert "two readings" in one("They meet next Friday.").note
    assert "2025-03-12 or 2025-12-03" in one("They met on 3/12/2025.").note


def test_a_month_is_never_a_day() -> None:
    for text in ("In October they met.", "In early October they met.", "In 2019 they met.", "Last week they met."):
        mention = one(text)
        assert mention.precision != "day"
        assert mention.start is not None
        assert mention.end is not None
        assert mention.start < mention.end


def test_without_publication_date_relative_dates_stay_open() -> None:
    for text in (
        "She spoke on Wednesday.",
        "They met on Nov. 21.",
        "Last week they met.",
        "In October they met.",
        "He left yesterday.",
    ):
        mention = one(text, None)
        assert mention.value is None
        assert "publication" in mention.note
    assert one("They met on 21 November 2025.", None).value == "2025-11-21"
    since = one("Since March 2024 they have talked.", None)
    assert (since.start, since.end, since.value) == (date(2024, 3, 1), None, None)


def test_said_in_a_quotation() -> None:
    first, second = read_dates("“We act tomorrow,” he said yesterday.")
    assert "quotation" in first.note
    assert second.note == ""


def test_moved_from_one_day_to_another_is_no_range() -> None:
    assert [mention.value for mention in read_dates("The talks were moved from Friday to Monday.")] == [
        "2025-11-28",
        "2025-12-01",
    ]


def test_range_over_the_new_year() -> None:
    mention = one("From Nov. 30 to Jan. 5 nothing moved.", date(2026, 1, 20))
    assert mention.value == "2025-11-30/2026-01-05"


def test_nearest_year_at_its_turn() -> None:
    assert one("They met on Dec. 28.", date(2026, 1, 4)).value == "2025-12-28"
    assert one("They will meet on Jan. 9.", date(2025, 12, 30)).value == "2026-01-09"
    assert one("They met on Feb. 29.", date(2024, 3, 2)).value == "2024-02-29"


def test_own_reports() -> None:
    values = {
        name: [mention.value for mention in dates(read(name))] for name in ("lakes.txt", "ferries.md", "border.txt")
    }
    assert values["lakes.txt"] == [
        "2026-02-19", "2026-02-06", "2025-09/2026-02-19", "2026-03/2026-05", "2026-02-13", "2026-01/2026-02-19",
        "1994",
    ]  # fmt: skip
    assert values["ferries.md"] == [
        "2025-06-17", "2025-04", "2022", "2025-06-16", "2025-07-01", "2025-06-04/2025-06-18", "2025-06-20",
        "2025-06-09/2025-06-18", "2025-06",
    ]  # fmt: skip
    assert values["border.txt"] == [
        "2021-06/2021-08", "2025-08-30", "2025-08-31", "2025-08-28/2025-08-30", "2025-08-20", "2016", None,
        "2025-09-01/2025-09-07", "2021",
    ]  # fmt: skip


def test_values_are_dates_of_a_dossier() -> None:
    from offramp.dossier.dates import parse_date

    for text, _, value, _ in CASES:
        mention, value_read = one(text), parse_date(value)
        assert mention.start is not None
        assert mention.end is not None
        assert value_read.first <= mention.start <= mention.end <= value_read.last
