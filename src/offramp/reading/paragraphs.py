"""Paragraphs: the blocks of a report, what kind each is, and the line that introduces a list."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from offramp.reading.article import Article
from offramp.reading.line_blocks import BULLET, blocks, line_spans
from offramp.reading.sentences import sentence_spans
from offramp.reading.span import Span, trimmed

Kind = Literal["body", "bullet", "heading", "standfirst"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the report.

    Attributes
    ----------
    span
        Its words, without the mark of a bullet.
    kind
        body, bullet, heading, or standfirst (the summary above the first paragraph).
    sentences
        Spans of its sentences, in order, none overlapping.
    introduced_by
        For a bullet, the index of the paragraph whose line introduces the list; else None.
    """

    span: Span
    kind: Kind
    sentences: tuple[Span, ...]
    introduced_by: int | None = None


_ENDS_SENTENCE = re.compile(r"[.!?…:;,][”\"’')\]]*$|[-–—]$")
_HEADING_WORDS = 14
_STANDFIRST_WORDS = 60
# Words that begin an English lead and are not part of a name; "The" only before a small letter.
_STARTERS = (
    "Amid|After|Although|As|At|Before|By|Despite|During|Even|Following|For|From|Hours|Days|Weeks|Months|If|In|It|Its|Just|More|Most|"
    "Nearly|No|On|Once|Only|Over|Since|So|Some|Speaking|That|There|They|This|Those|Though|Two|Three|Four|Five|Under|Until|When|"
    "Where|While|With|Within|Without|He|She|His|Her|We|An|A"
)
_GLUED = re.compile(
    rf"(?<=[a-z)]) (?=(?:{_STARTERS}) [a-z\d“\"])"  # unacceptable Amid an unprecedented
    rf"|(?<=[a-z)]) (?=The [a-z])"
    rf"|(?<=[a-z]{{3}})(?=(?:{_STARTERS}|The) )"  # unacceptableAmid an
    r"|(?<=\b[a-z]{4})(?=[A-Z][a-z]*[ ’'])|(?<=[a-z]{5})(?=[A-Z]{2,}\b)"  # rejectedUS President
)
_CAMEL = re.compile(r"\w*$")


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the report in order; ranges that are left out give none."""
    text = article.text
    found = [Paragraph(span, kind, sentence_spans(text, span)) for span, kind in _kinds(article)]
    return _introduced(text, found)


def report_blocks(article: Article) -> list[Span]:
    """Return the spans of the paragraphs alone, which is much faster than to find their sentences too."""
    return [span for span, _ in _kinds(article)]


def _kinds(article: Article) -> list[tuple[Span, Kind]]:
    """Return the span and the kind of each paragraph, a standfirst cut off the lead that it is glued to."""
    text = article.text
    found: list[tuple[Span, Kind]] = []
    report = list(blocks(text, _report_lines(article)))
    only_headings = True
    for index, block in enumerate(report):
        parts = _split_standfirst(text, block) if only_headings else (block,)
        if len(parts) == 2:
            found += [(parts[0], "standfirst"), (parts[1], "body")]
            only_headings = False
            continue
        kind, span = _kind(text, block, is_last=index == len(report) - 1)
        if kind == "heading" and len(span.of(text).split()) > _HEADING_WORDS:
            kind = "standfirst" if only_headings else "body"
        found.append((span, kind))
        only_headings = only_headings and kind == "heading"
    return found


def _kind(text: str, block: Span, *, is_last: bool) -> tuple[Kind, Span]:
    words = block.of(text)
    mark = BULLET.match(words)
    if mark is not None:
        return "bullet", Span(block.start + mark.end(), block.end)
    if is_last or _ENDS_SENTENCE.search(words) or len(words.split()) > _STANDFIRST_WORDS or "\n" in words:
        return "body", block
    return "heading", block


def _report_lines(article: Article) -> list[Span]:
    """Return the lines of the report, without those that are left out."""
    left = [covered.span for covered in article.left_out]
    kept = []
    at = 0
    for line in line_spans(article.text):
        while at < len(left) and left[at].end <= line.start:
            at += 1
        if at == len(left) or not left[at].overlaps(line):
            kept.append(line)
    return kept


def _split_standfirst(text: str, block: Span) -> tuple[Span, ...]:
    """Cut a standfirst off the lead that it is glued to, when a new sentence begins with no full stop before it."""
    words = block.of(text)
    stop = re.search(r"[.!?][”\"]?\s", words)
    head = words[: stop.start()] if stop else words
    for match in _GLUED.finditer(head):
        before = words[: match.start()]
        if _is_running(before) and not _inside_quotation(before) and not _inside_name(words, match.start()):
            first = trimmed(text, block.start, block.start + match.start())
            return first, trimmed(text, block.start + match.end(), block.end)
    return (block,)


def _is_running(before: str) -> bool:
    """Whether the words are running text of some length, and no title With Capitals."""
    words = before.split()
    return len(words) >= 5 and sum(word[:1].isupper() for word in words) < 0.5 * len(words)


def _inside_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _inside_name(words: str, at: int) -> bool:
    """Whether the capital stands inside one word that began with a capital (YouTube, McDonald)."""
    tail = _CAMEL.search(words[:at])
    return words[at : at + 1] != " " and tail is not None and tail.group()[:1].isupper() and len(tail.group()) < 5


def _introduced(text: str, found: list[Paragraph]) -> tuple[Paragraph, ...]:
    introduction: int | None = None
    result = []
    for index, paragraph in enumerate(found):
        if paragraph.kind != "bullet":
            introduction = index if paragraph.span.of(text).rstrip("”\"' ").endswith(":") else None
        result.append(replace(paragraph, introduced_by=introduction if paragraph.kind == "bullet" else None))
    return tuple(result)
