"""Signs that steer a terminal or hide words become visible; everything else stays as it is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from offramp.visible import visible


@given(st.text())
def test_no_control_sign_is_left(text: str) -> None:
    for sign in visible(text):
        assert sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(sign) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_words_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_the_codes_are_those_of_python() -> None:
    assert visible("\x1b[31m\x9b\u202e\U000e0041") == r"\x1b[31m\x9b\u202e\U000e0041"
