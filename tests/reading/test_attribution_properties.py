"""Attribution on cut, noisy and drawn texts: every span verbatim, in order and inside, nesting at most three deep."""

import random
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.reading.article import Article
from offramp.reading.attribution import Attribution
from offramp.reading.attribution.resolve import DEPTH
from reading.attributed import read
from reading.reports import text_of

TEXTS = [text_of(name) for name in ("lakes.txt", "border.txt", "ferries.md")]
PIECES = [
    *("the minister", "said", "says", "according to", "two officials", "that", "the port is closed", "who", "which"),
    *("to", "reportedly", "when asked", "as", "and", "but", "Q:", "RUIZ:", "claims", "a move", "is expected", "by"),
    *("the union's", "described", "adding", "urged", "7 p.m.", "“", "”", '"', "''", "‘", "’", ",", ".", ":", ";", "—"),
    *("(", ")", "\n\n", "- ", "\u200b", "İ", "𝔘"),
]


def check(article: Article, ones: tuple[Attribution, ...]) -> None:
    for index, one in enumerate(ones):
        assert one.cue
        assert one.content
        for part in (one.source, one.cue, one.content):
            assert all(0 <= span.start < span.end <= len(article.text) for span in part)
        assert all(a.end <= b.start for a, b in pairwise(sorted(one.content)))
        assert not any(a.overlaps(b) for a in one.cue for b in one.content)
        depth, outer = 1, one.nested_in
        while outer is not None:
            assert outer < index
            inside = ones[outer].content
            assert any(part.contains(one.cue[0]) for part in inside)
            depth, outer = depth + 1, ones[outer].nested_in
        assert depth <= DEPTH + 1  # a paragraph under a line with a colon may hold three more
    assert len(set(ones)) == len(ones)


def test_reports():
    for text in TEXTS:
        article, ones = read(text)
        assert ones
        check(article, ones)


def test_two_readings_agree():
    for text in TEXTS:
        assert read(text) == read(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_drawn_texts(pieces):
    text = " ".join(pieces)
    if text.strip():
        check(*read(text))


def test_cut_texts():
    rng = random.Random(0)
    for _ in range(150):
        text = rng.choice(TEXTS)
        cut = text[rng.randrange(len(text)) :][: rng.randrange(20, len(text))]
        if cut.strip():
            check(*read(cut))
