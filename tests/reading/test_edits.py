"""Three hundred random edits of reports: nothing crashes, every span lies in the text and in order."""

import random
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from offramp.reading.dates import dates
from offramp.reading.hedges import hedges
from offramp.reading.ingest import ReadingError, from_html, from_markdown, from_text
from offramp.reading.names import find_names
from offramp.reading.quantities import quantities
from offramp.reading.span import Span
from offramp.reading.structure import structure
from reading.reports import text_of

TEXTS = [text_of(name) for name in ("lakes.txt", "border.txt", "ferries.md", "pipeline.html")]
MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    "(",
    ")",
    "\n",
    "\n\n",
    "- ",
    " ",
    ".",
    ":",
    "\u200b",
    "\ufffd",
    "ß",
    "İ",
    "𝔘",
    "\t",
    "1",
    "²",
]


def truncated(text: str, rng: random.Random) -> str:
    return text[rng.randrange(len(text)) :][: rng.randrange(1, len(text))]


def noisy(text: str, rng: random.Random) -> str:
    return text.encode().decode(rng.choice(["cp1252", "latin-1", "cp437", "utf-16-le"]), "replace")


def marked(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(60):
        letters.insert(rng.randrange(len(letters)), rng.choice(MARKS))
    return "".join(letters)


def in_one_line(text: str, _: random.Random) -> str:
    return text.replace("\n", "")


def shuffled(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def doubled(text: str, rng: random.Random) -> str:
    return "“" + text.replace(". ", rng.choice([".” “", ". “", "... ", ".", ".\n"]))


EDITS: list[Callable[[str, random.Random], str]] = [truncated, noisy, marked, in_one_line, shuffled, doubled]


def spans_are_verbatim(text: str, spans: list[Span]) -> None:
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()


@seed(6)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), st.integers(0, 2**32))
def test_edited_reports(text: str, edits: list[Callable[[str, random.Random], str]], number: int) -> None:
    rng = random.Random(number)
    if number % 12:  # most edits on a part of the report: as telling, and faster
        start = rng.randrange(len(text) - 700)
        text = text[start : start + 700]
    for edit in edits:
        text = edit(text, rng) or "x"
    try:
        article = from_text(text, published=rng.choice([None, date(2025, 12, 3)]))
    except ReadingError:
        return
    words = article.text
    found = structure(article)
    sentences = [sentence for paragraph in found.paragraphs for sentence in paragraph.sentences]
    assert sentences == sorted(sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    mentions = dates(article)
    assert all(before.span.end <= after.span.start for before, after in pairwise(mentions))
    spans = [*sentences, *(quotation.span for quotation in found.quotations), *(mention.span for mention in mentions)]
    spans += [hedge.span for hedge in hedges(article)]
    spans += [quantity.span for quantity in quantities(article)]
    spans += [mention.extent for actor in find_names(article, found.paragraphs).actors for mention in actor.mentions]
    spans_are_verbatim(words, spans)
    assert not any(article.is_left_out(paragraph.span) for paragraph in found.paragraphs)


@seed(6)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.integers(0, 2**32))
def test_edited_pages(number: int) -> None:
    rng = random.Random(number)
    for text, read in ((TEXTS[3], from_html), (TEXTS[2], from_markdown)):
        edited = rng.choice(EDITS)(text, rng) or "x"
        try:
            article = read(edited)
        except ReadingError:
            continue
        assert article.text.strip()
        structure(article)
