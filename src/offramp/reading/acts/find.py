"""Acts of an article: sentence by sentence, verbs first, then nouns; the bullets of a list are terms, not acts."""

from dataclasses import replace

from offramp.reading.acts.act import CLAUSES, Act
from offramp.reading.acts.chunks import chunked
from offramp.reading.acts.nouns import noun_acts
from offramp.reading.acts.verbs import verb_acts
from offramp.reading.acts.words import words
from offramp.reading.article import Article
from offramp.reading.span import Span
from offramp.reading.structure import Structure


def acts(article: Article, structure: Structure) -> tuple[Act, ...]:
    """Return the acts that an article tells, in the order of the text.

    Parameters
    ----------
    article, structure
        The frozen text and its paragraphs.

    Notes
    -----
    A bullet that a line with an act introduces ("made four demands:") becomes a term of that act and yields no act of
    its own.
    """
    found: list[Act] = []
    lists: dict[int, list[Span]] = {}
    for paragraph in structure.paragraphs:
        if paragraph.introduced_by is not None:
            lists.setdefault(paragraph.introduced_by, []).append(_item(article, paragraph.span))
    for place, paragraph in enumerate(structure.paragraphs):
        here = [act for sentence in paragraph.sentences for act in sentence_acts(article, sentence)]
        if place in lists:
            here = _with_terms(here, lists[place])
        if paragraph.introduced_by is None or not _has_terms(found):
            found += here
    return tuple(found)


def sentence_acts(article: Article, sentence: Span) -> list[Act]:
    """Return the acts of one sentence."""
    parsed = chunked(words(article.text, sentence.start, sentence.end))
    verbs = list(verb_acts(parsed))
    taken = [act.cue for act in verbs]
    return sorted([*verbs, *noun_acts(parsed, taken)], key=lambda act: (act.span.start, act.cue.start))


def _item(article: Article, span: Span) -> Span:
    """Return a bullet without its full stop."""
    text = article.words(span)
    return Span(span.start, span.start + len(text.rstrip(" .;,")))


def _with_terms(found: list[Act], items: list[Span]) -> list[Act]:
    """Give the last act of speech of a line that ends with a colon the bullets below it as its terms."""
    places = [place for place, act in enumerate(found) if act.type in CLAUSES]
    if not places:
        return found
    last = places[-1]
    return [replace(act, terms=tuple(items)) if place == last else act for place, act in enumerate(found)]


def _has_terms(found: list[Act]) -> bool:
    return bool(found) and bool(found[-1].terms)
