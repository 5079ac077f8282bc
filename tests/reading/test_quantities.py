"""Quantities keep the bounds and the words of what they count."""

import pytest

from offramp.reading.dates import dates
from offramp.reading.ingest import from_text
from offramp.reading.numbers import number_value
from offramp.reading.quantities import quantities
from reading.reports import read


def found(text: str) -> list[tuple[str, float | None, float | None, bool, list[str], str]]:
    article = from_text(text)
    return [
        (article.words(q.span), q.min, q.max, q.approximate, [article.words(part) for part in q.of], q.unit)
        for q in quantities(article)
    ]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("At least 80 people have been killed.", ("At least 80", 80, None, False, ["people", "killed"], "")),
        ("There were more than 20 strikes.", ("more than 20", 20, None, False, ["strikes"], "")),
        ("Up to 40 ships sailed.", ("Up to 40", None, 40, False, ["ships"], "")),
        ("They hold roughly 100 officials accused of theft.", ("roughly 100", 100, 100, True, ["officials"], "")),
        ("Some 30,000 passengers waited.", ("Some 30,000", 30_000, 30_000, True, ["passengers"], "")),
        ("Between 200 and 300 people died.", ("200 and 300", 200, 300, False, ["people"], "")),
        ("It sank 3 to 5 ships.", ("3 to 5", 3, 5, False, ["ships"], "")),
        ("It grew by 10-15 percent.", ("10-15 percent", 10, 15, False, [], "%")),
        ("It cost nearly $1.5 billion.", ("nearly $1.5 billion", 1.5e9, 1.5e9, True, [], "$")),
        ("Twenty-one thousand soldiers came.", ("Twenty-one thousand", 21_000, 21_000, False, ["soldiers"], "")),
        ("Dozens of homes burned.", ("Dozens of", None, None, True, ["homes"], "")),
        ("Two dozen lorries burned.", ("Two dozen", 24, 24, False, ["lorries"], "")),
        (
            "At least seven of its soldiers had been killed.",
            ("At least seven", 7, None, False, ["soldiers", "killed"], ""),
        ),
        ("Four sources familiar with it spoke.", ("Four", 4, 4, False, ["sources"], "")),
    ],
)
def test_bounds_and_what_is_counted(text: str, quantity: tuple[object, ...]) -> None:
    assert found(text) == [quantity]


@pytest.mark.parametrize(
    "text",
    [
        "France 24 said so.",
        "A 40-year-old man.",
        "The 3rd time.",
        "At 9 a.m. it began.",
        "Under Resolution 1701 it ended.",
        "One said no.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert found(text) == []


def test_dates_are_no_quantities() -> None:
    article = read("lakes.txt")
    days = [mention.span for mention in dates(article)]
    for quantity in quantities(article, days):
        assert not any(quantity.span.overlaps(day) for day in days)
    assert "1994" not in [article.words(quantity.span) for quantity in quantities(article, days)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7),
        ("1,250.5", 1250.5),
        ("3bn", 3e9),
        ("two hundred", 200),
        ("a million", 1e6),
        ("ninety-nine", 99),
        ("a half-dozen", 6),
    ],
)
def test_number_value(words: str, value: float) -> None:
    assert number_value(words) == value
