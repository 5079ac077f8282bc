from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.dossier.dates import DateError, parse_date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-11-21", date(2025, 11, 21), date(2025, 11, 21)),
        ("2025-11", date(2025, 11, 1), date(2025, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11-21/2025-11-28", date(2025, 11, 21), date(2025, 11, 28)),
        ("2025-11/2026", date(2025, 11, 1), date(2026, 12, 31)),
        ("2025-11-21/2025-11-21", date(2025, 11, 21), date(2025, 11, 21)),
    ],
)
def test_forms(text: str, first: date, last: date) -> None:
    parsed = parse_date(text)
    assert (parsed.first, parsed.last, parsed.text) == (first, last, text)
    assert parsed.is_day == (first == last)
    assert str(parsed) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30", "2025-02 has only 28 days"),
        ("2025-13", "there is no month 13"),
        ("2025-00-01", "there is no month 00"),
        ("2025-04-00", "there is no day 00"),
        ("0000", "the year 0000 does not exist"),
        ("2025-11-28/2025-11-21", "2025-11-28/2025-11-21 ends before it begins"),
        ("25-11-2025", '"25-11-2025" is not a date'),
        ("2025-1-2", '"2025-1-2" is not a date'),
        ("2025-11-21T10:00", '"2025-11-21T10:00" is not a date'),
        ("2025-11-21/", '"" is not a date'),
        ("٢٠٢٥", '"٢٠٢٥" is not a date'),
        ("", '"" is not a date'),
    ],
)
def test_what_is_no_date(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse_date(text)
    assert str(error.value) == message


@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1, 1, 1)))
def test_a_span_covers_both_ends(one: date, other: date) -> None:
    begin, end = sorted((one, other))
    parsed = parse_date(f"{begin.isoformat()}/{end.isoformat()}")
    assert (parsed.first, parsed.last) == (begin, end)
