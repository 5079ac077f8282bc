"""Endings that a report names, in sentences and in lists."""

import pytest

from offramp.reading.endings import NamedEndings, named_endings
from offramp.reading.ingest import from_text
from offramp.reading.structure import structure


def read(text: str) -> tuple[list[list[str]], tuple[NamedEndings, ...]]:
    made = from_text(text)
    found = named_endings(made, structure(made))
    return [[made.words(item) for item in each.items] for each in found], found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Analysts see at least three main scenarios: a truce, a longer blockade, or open war.",
            ["a truce", "a longer blockade", "open war"],
        ),
        ("Two outcomes are possible futures: peace or war.", None),
        ("The possible outcomes include a merger, a sale and a closure.", ["a merger", "a sale", "a closure"]),
        ("The dispute could end in a deal, a lockout or a court case.", ["a deal", "a lockout", "a court case"]),
        ("Scenarios range from a quiet exit to a long siege.", ["a quiet exit", "a long siege"]),
        (
            "There are three scenarios: a split, with half the party leaving; a vote; or a deal.",
            ["a split, with half the party leaving", "a vote", "a deal"],
        ),
    ],
)
def test_a_sentence_lists_endings(text: str, items: list[str] | None) -> None:
    found, _ = read(text)
    if items is not None:
        assert found == [items]


def test_bullets_list_endings_up_to_their_first_stop() -> None:
    found, listed = read(
        "The dispute has three endings:\n\n- a deal: both give way\n- a lockout\n- more of the same.\n"
    )
    assert found == [["a deal", "a lockout", "more of the same"]]
    assert listed[0].count == 3
    assert listed[0].is_complete


def test_a_list_that_is_shorter_than_the_text_says_is_known_to_be() -> None:
    _, listed = read("Observers see four outcomes: a truce, a siege or a war.")
    assert (listed[0].count, listed[0].is_complete) == (4, False)


@pytest.mark.parametrize(
    "text", ["The scenario is grim.", "They met, talked and left.", "It could end in tears.", "Outcomes vary."]
)
def test_other_sentences_list_none(text: str) -> None:
    assert read(text)[0] == []
