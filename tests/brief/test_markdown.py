"""The Markdown form: the same words, sound tables, no HTML."""

import re

import pytest

from offramp.brief.content import BriefContent
from offramp.brief.markdown import render_markdown


@pytest.fixture(scope="module")
def text(river_brief: BriefContent) -> str:
    return render_markdown(river_brief)


def test_it_says_the_same_in_short(text: str, river_brief: BriefContent) -> None:
    plain = text.replace("\\", "")
    for point in river_brief.points:
        assert f"- **{point.lead}.** {point.text}" in plain


def test_tables_have_as_many_cells_in_each_row_as_in_the_head(text: str) -> None:
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", text, flags=re.MULTILINE)
    assert len(blocks) >= 6
    for block in blocks:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().splitlines()}
        assert len(widths) == 1, block


def test_hostile_words_stay_words(text: str) -> None:
    assert not re.search(r"(?<!\\)<", text)


def test_it_is_stamped_and_ends_in_one_newline(text: str, river) -> None:
    assert river.document.sha256 in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text


def test_venezuela_in_markdown(venezuela_brief: BriefContent) -> None:
    text = render_markdown(venezuela_brief)
    for title in (ending.title for ending in venezuela_brief.endings):
        assert title in text.replace("\\", "")
