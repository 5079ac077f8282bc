"""Wrapping: nothing is lost, nothing is too wide."""

from hypothesis import given
from hypothesis import strategies as st

from offramp.figures.words import counted, listing, text_width, wrap

WIDTH = 60.0


@given(st.text(max_size=200))
def test_wrapping_keeps_every_letter_and_fits(words: str) -> None:
    lines = wrap(words, WIDTH)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(text_width(line) <= WIDTH for line in lines)


@given(st.text(max_size=200), st.integers(1, 3))
def test_a_cut_is_shown(words: str, most: int) -> None:
    whole, cut = wrap(words, WIDTH), wrap(words, WIDTH, max_lines=most)
    assert len(cut) <= most
    assert cut == whole if len(whole) <= most else cut[-1].endswith("…")
    assert all(text_width(line) <= WIDTH for line in cut)


def test_a_long_word_breaks_after_its_hyphen() -> None:
    assert wrap("Secretary-General", 80) == ["Secretary-", "General"]


def test_wide_scripts_take_more_room() -> None:
    assert text_width("国际") > text_width("ab")


def test_lists_and_counts() -> None:
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a and b"
    assert counted(2, "equilibrium", "equilibria") == "2 equilibria"
