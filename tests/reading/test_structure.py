"""Paragraphs, bullets with their introducing line, sentences and quotations of own reports and of small cases."""

import pytest

from offramp.reading.ingest import from_text
from offramp.reading.structure import structure
from reading.reports import PUBLISHED, read


def kinds(text: str) -> list[tuple[str, str]]:
    article = from_text(text)
    return [(paragraph.kind, article.words(paragraph.span)) for paragraph in structure(article).paragraphs]


@pytest.mark.parametrize("name", PUBLISHED)
def test_spans_lie_in_order_inside_their_paragraph(name: str) -> None:
    article = read(name)
    found = structure(article)
    ends = 0
    for paragraph in found.paragraphs:
        assert paragraph.span.start >= ends
        ends = paragraph.span.end
        assert article.words(paragraph.span) == article.words(paragraph.span).strip()
        assert paragraph.sentences[0].start == paragraph.span.start
        assert paragraph.sentences[-1].end == paragraph.span.end
        for before, after in zip(paragraph.sentences, paragraph.sentences[1:], strict=False):
            assert before.end <= after.start
            assert article.text[before.end : after.start].strip() == ""
        assert not article.is_left_out(paragraph.span)


def test_standfirst_glued_to_the_lead_is_cut() -> None:
    article = read("lakes.txt")
    first, second = structure(article).paragraphs[:2]
    assert first.kind == "standfirst"
    assert article.words(first.span).endswith("that Velmark called impossible")
    assert second.kind == "body"
    assert article.words(second.span).startswith("After three months of drought")


@pytest.mark.parametrize(
    "text",
    [
        "The island was ready to talk about the fish but not the boats|Amid a strike of the crews, the mayor said no.",
        "The island was ready to talk about the fish but not the boats| The mayor said on Monday that it was over.",
        "The island was ready to talk but on terms that the owners rejected|US envoy Ann Lee said so on Monday.",
    ],
)
def test_glue_without_space_and_with(text: str) -> None:
    head, lead = text.split("|")
    more = "\nThe talks went on for hours.\n"
    assert kinds(head + lead + more)[:2] == [("standfirst", head), ("body", lead.strip())]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met reporters of The Island Post on Monday and told them of the deal.",
        "The crews of the YouTube channel and of iPhone makers in McAllen met Dr. DeSantis on Monday.",
        "He was held in The Hague for a week, and the court in Den Haag let him go.",
        "The paper called it “a peace In name only” and the crews agreed with all of it.",
    ],
)
def test_capitals_inside_a_sentence_are_no_glue(text: str) -> None:
    assert kinds(text + "\nMore was said.\n")[0] == ("body", text)


def test_bullets_belong_to_their_line() -> None:
    for name, line in (
        ("lakes.txt", "three conditions:"),
        ("ferries.md", "three demands:"),
        ("pipeline.html", "in writing:"),
    ):
        article = read(name)
        found = structure(article).paragraphs
        bullets = [paragraph for paragraph in found if paragraph.kind == "bullet"]
        assert len(bullets) == 3
        for bullet in bullets:
            assert bullet.introduced_by is not None
            assert article.words(found[bullet.introduced_by].span).endswith(line)
            assert article.words(bullet.span)[0] not in "-*1"


def test_bullets_without_a_line() -> None:
    article = from_text("They met.\n- First point.\n- Second point.\nThey left.\n")
    assert [paragraph.introduced_by for paragraph in structure(article).paragraphs] == [None] * 4


def test_lines_broken_at_a_width_make_paragraphs() -> None:
    article = read("border.txt")
    found = structure(article).paragraphs
    assert [paragraph.kind for paragraph in found] == ["heading"] + ["body"] * 6
    assert [len(paragraph.sentences) for paragraph in found] == [1, 1, 2, 1, 3, 3, 2]


def test_headings() -> None:
    assert [kind for kind, _ in kinds("Talks fail once again\nThe sides met.\nWhat comes next\nNobody knows.\n")] == [
        "heading", "body", "heading", "body",
    ]  # fmt: skip


def test_sentences_that_lost_their_space() -> None:
    article = from_text("Nothing was agreed.Then they left. He reads example.com daily.")
    (paragraph,) = structure(article).paragraphs
    assert [article.words(sentence) for sentence in paragraph.sentences] == [
        "Nothing was agreed.", "Then they left.", "He reads example.com daily.",
    ]  # fmt: skip


def test_abbreviations_end_no_sentence() -> None:
    text = "Sen. Tim Ortega met Gov. Ann Lee on Nov. 21 in the U.S. capital. They spoke for 2.5 hours."
    article = from_text(text)
    assert len(structure(article).paragraphs[0].sentences) == 2


def quoted(text: str) -> list[tuple[list[str], bool, bool, int]]:
    article = from_text(text)
    return [
        ([article.words(part) for part in quotation.parts], quotation.label, quotation.closed, quotation.depth)
        for quotation in structure(article).quotations
    ]


def test_quotation_over_two_paragraphs() -> None:
    for name, parts in (
        ("pipeline.html", ["Nobody wants a cold winter.", "But nobody in Sarn will freeze to keep others warm,"]),
        ("border.txt", ["We answered once.", "If they come again we will answer twice,"]),
    ):
        article = read(name)
        found = [[article.words(part) for part in q.parts] for q in structure(article).quotations]
        assert parts in found


def test_labels_have_at_most_three_words_and_no_verb() -> None:
    text = "The “bandits” took “very soon” and “we will go” and “seize it” as “the old war band”."
    assert [label for _, label, _, _ in quoted(text)] == [True, True, False, False, False]


def test_nested_and_single_marks() -> None:
    assert quoted("“He said ‘never’ to me,” she said.") == [
        (["He said ‘never’ to me,"], False, True, 0),
        (["never"], True, True, 1),
    ]
    assert quoted("The officials’ plan, he said, was ‘the only way to stop it.’ It’s late.") == [
        (["the only way to stop it."], False, True, 0)
    ]


def test_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted("He said: “We are leaving now.\nThey left.\n") == [(["We are leaving now."], False, False, 0)]


def test_straight_marks() -> None:
    assert quoted('"We go," he said, "and we stay."') == [
        (["We go,"], False, True, 0),
        (["and we stay."], False, True, 0),
    ]
    assert quoted('The 6" gun was silent.') == []
