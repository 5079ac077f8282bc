"""Attributions that reach beyond their paragraph: quotations that run on, and lists under an introducing line."""

from dataclasses import replace

from offramp.reading.article import Article
from offramp.reading.attribution.model import Attribution
from offramp.reading.span import Span
from offramp.reading.structure import Structure


def spread(
    article: Article, structure: Structure, found: list[Attribution], of_paragraph: list[list[int]]
) -> tuple[Attribution, ...]:
    """Return the attributions with quotations that run on joined to their speakers and list items to their introducing line.

    ``of_paragraph[k]`` holds the indices in `found` of paragraph `k`.
    """
    made = list(found)
    speaker: int | None = None
    for k, paragraph in enumerate(structure.paragraphs):
        here = [i for i in of_paragraph[k] if made[i].nested_in is None]
        words = article.words(paragraph.span)
        if paragraph.introduced_by is not None:
            made.extend(_item(made, of_paragraph[paragraph.introduced_by], structure, paragraph.introduced_by, paragraph.span, article))
        elif not here and speaker is not None and words[:1] in "“\"" and words[-1:] in "”\"":
            before = made[speaker]
            made[speaker] = replace(before, content=(*before.content, paragraph.span))
            continue
        speaker = next((i for i in reversed(here) if _ends_quoted(article, made[i], paragraph.span)), None)
    return _in_order(made)


def _ends_quoted(article: Article, one: Attribution, paragraph: Span) -> bool:
    """Whether an attribution quotes, and its paragraph ends with it."""
    last = max(one.content[-1].end, one.cue[-1].end)
    quotes = any(mark in article.words(part) for part in one.content for mark in "“”\"")
    return quotes and (paragraph.end - last < 80 or article.words(paragraph)[-1:] in "”\"")


def _item(
    made: list[Attribution], indices: list[int], structure: Structure, introduced_by: int, item: Span, article: Article
) -> list[Attribution]:
    """Return the attribution that a list item inherits, where the introducing line ends within one."""
    line = structure.paragraphs[introduced_by].span
    outer = [i for i in indices if made[i].nested_in is None]
    reaching = [i for i in outer if not article.words(Span(max(s.end for s in (*made[i].content, *made[i].cue)), line.end)).strip(" :")]
    if not reaching:
        return []
    one = made[reaching[-1]]
    return [Attribution(one.source, one.cue, (item,), "list.item", one.confidence)]


def _in_order(made: list[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of the text, each after the one it is nested in."""

    def place(i: int) -> tuple[tuple[int, int], ...]:
        chain = []
        at: int | None = i
        while at is not None:
            first = min(span.start for span in (*made[at].cue, *made[at].content))
            chain.append((first, at))
            at = made[at].nested_in
        return tuple(reversed(chain))

    order = sorted(range(len(made)), key=place)
    rank = {old: new for new, old in enumerate(order)}
    return tuple(
        replace(made[i], nested_in=None if made[i].nested_in is None else rank[made[i].nested_in or 0]) for i in order
    )
