"""Attributions that reach beyond their paragraph: quotations that run on, and what stands under a line with a colon."""

from dataclasses import replace

from offramp.reading.article import Article
from offramp.reading.attribution.grammar.passage import Passage
from offramp.reading.attribution.model import Attribution
from offramp.reading.attribution.resolve import Placed
from offramp.reading.span import Span
from offramp.reading.structure import Structure

_TAIL = (
    80  # code points that may follow a quotation in its paragraph before its speaker is no longer the one who goes on
)


def quoted_on(made: Passage, placed: list[Placed]) -> list[Placed]:
    """Join each sentence that is one quotation, of no attribution, to the one before it in its paragraph that quotes.

    As in "“We will not yield,” she said. “We never have.”"
    """
    joined = list(placed)
    for a, b in made.sentences:
        alone = made.opens_quotation(a) and made.quotes[made.quoted[a]][1] >= b - 2
        top = [k for k, one in enumerate(joined) if one.nested_in is None]
        if not alone or any(
            x < b and a < y for k in top for x, y in (joined[k].candidate.cue, *joined[k].candidate.content)
        ):
            continue
        before = max(
            (k for k in top if joined[k].candidate.cue[1] <= a), key=lambda k: joined[k].candidate.cue, default=None
        )
        if before is None or not any(made.quoted[x] >= 0 for x, _ in joined[before].candidate.content):
            continue
        one = joined[before].candidate
        joined[before] = replace(joined[before], candidate=replace(one, content=(*one.content, (a, b))))
    return joined


def spread(
    article: Article, structure: Structure, found: list[Attribution], of_paragraph: list[list[int]], *, nested: bool
) -> tuple[Attribution, ...]:
    """Return the attributions of all paragraphs, each with what it reaches beyond its own, in the order of the text.

    ``of_paragraph[k]`` holds the indices in `found` of paragraph `k`. A paragraph that is one quotation goes to the
    speaker before it; a list item inherits what its introducing line attributes; a line that ends "she said:" takes the
    paragraph after it.
    """
    made: list[Attribution | None] = list(found)
    speaker: int | None = None
    for k, paragraph in enumerate(structure.paragraphs):
        top = [i for i in of_paragraph[k] if _is_top(made[i])]
        if paragraph.introduced_by is not None:
            made += _inherited(article, structure, found, of_paragraph[paragraph.introduced_by], k)
            continue
        words = article.words(paragraph.span)
        before = None if speaker is None else made[speaker]
        if not top and before is not None and speaker is not None and words[:1] in '“"' and words[-1:] in '”"':
            if paragraph.span not in before.content:
                made[speaker] = replace(before, content=(*before.content, paragraph.span))
            continue
        _give_blocks(structure, made, of_paragraph, k, nested=nested)
        quoting = (
            i for i in reversed(top) if (one := made[i]) is not None and _ends_quoted(article, one, paragraph.span)
        )
        speaker = next(quoting, None)
    return _in_order(made)


def _is_top(one: Attribution | None) -> bool:
    return one is not None and one.nested_in is None


def _ends_quoted(article: Article, one: Attribution, paragraph: Span) -> bool:
    """Whether an attribution quotes, and its paragraph ends with it."""
    last = max(one.content[-1].end, one.cue[-1].end)
    quotes = any(mark in article.words(part) for part in one.content for mark in '“”"')
    return quotes and (paragraph.end - last < _TAIL or article.words(paragraph)[-1:] in '”"')


def _inherited(
    article: Article, structure: Structure, found: list[Attribution], introducing: list[int], item: int
) -> list[Attribution]:
    """Return the attribution that list item `item` inherits from the line whose attributions are `introducing`."""
    index = structure.paragraphs[item].introduced_by or 0
    line = structure.paragraphs[index].span
    for i in reversed(introducing):
        one = found[i]
        rest = Span(max(span.end for span in (*one.content, *one.cue)), line.end)
        if one.nested_in is None and not article.words(rest).strip(" :"):
            return [Attribution(one.source, one.cue, (structure.paragraphs[item].span,), "list.item", one.confidence)]
    return []


def _give_blocks(
    structure: Structure,
    made: list[Attribution | None],
    of_paragraph: list[list[int]],
    k: int,
    *,
    nested: bool,
) -> None:
    """Give an attribution that ends with the colon of paragraph `k` the paragraph after it; without one, drop it."""
    for i in of_paragraph[k]:
        one = made[i]
        if one is None or one.rule != "speech.block":
            continue
        made[i] = None
        following = structure.paragraphs[k + 1] if k + 1 < len(structure.paragraphs) else None
        if following is None or following.kind != "body":
            continue
        made[i] = replace(one, content=(following.span,))
        for j in of_paragraph[k + 1]:
            inner = made[j]
            if inner is not None and inner.nested_in is None:
                made[j] = replace(inner, nested_in=i) if nested else None


def _in_order(made: list[Attribution | None]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of the text, each after the one it is nested in."""
    kept = {i: one for i, one in enumerate(made) if one is not None}

    def place(i: int) -> tuple[tuple[int, int], ...]:
        chain: list[tuple[int, int]] = []
        at: int | None = i
        while at is not None:
            one = kept[at]
            chain.append((min(span.start for span in (*one.cue, *one.content)), at))
            at = one.nested_in
        return tuple(reversed(chain))

    order = sorted(kept, key=place)
    rank = {old: new for new, old in enumerate(order)}
    return tuple(
        replace(one, nested_in=None if one.nested_in is None else rank[one.nested_in])
        for one in map(kept.get, order)
        if one
    )
