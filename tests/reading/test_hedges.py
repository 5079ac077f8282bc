"""Hedges are kept as words, conditions as their whole clause."""

import pytest

from offramp.reading.hedges import hedges
from offramp.reading.ingest import from_text
from reading.reports import read


def found(text: str) -> list[tuple[str, str]]:
    article = from_text(text)
    return [(hedge.kind, article.words(hedge.span)) for hedge in hedges(article)]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("He was reportedly ready.", ("hearsay", "reportedly")),
        ("The alleged attack failed.", ("hearsay", "alleged")),
        ("He is believed to be alive.", ("hearsay", "is believed to")),
        ("The truce could fail.", ("possibility", "could")),
        ("It may fail.", ("possibility", "may")),
        ("They appear to agree.", ("appearance", "appear to")),
        ("She warned that, if confirmed, it was a crime.", ("condition", "if confirmed")),
        ("They will leave only if the guns fall silent, he said.", ("condition", "only if the guns fall silent")),
        ("They agreed, but only in exchange for a loan.", ("condition", "but only in exchange for a loan")),
        ("Unless it rains, they stay.", ("condition", "Unless it rains")),
        ("The figure could not be independently verified.", ("unverified", "could not be independently verified")),
        ("It remains unclear who fired.", ("unverified", "It remains unclear")),
    ],
)
def test_kind_and_words(text: str, hedge: tuple[str, str]) -> None:
    assert found(text) == [hedge]


@pytest.mark.parametrize(
    "text", ["They met in May.", "Their military might is great.", "He asked if they would go.", "It is over."]
)
def test_no_hedge(text: str) -> None:
    assert found(text) == []


def test_own_report() -> None:
    assert ("condition", "unless its neighbour Drava paid at least half of a disputed transit debt") in [
        (hedge.kind, read("pipeline.html").words(hedge.span)) for hedge in hedges(read("pipeline.html"))
    ]
