"""Attributions of a short text as words, for tests."""

from offramp.reading.article import Article
from offramp.reading.attribution import Attribution, attributions
from offramp.reading.ingest import from_text
from offramp.reading.structure import structure

Words = tuple[str, str, str]


def read(text: str, *, nested: bool = True, least: float = 0.0) -> tuple[Article, tuple[Attribution, ...]]:
    """Return a text as an article with its attributions."""
    article = from_text(text)
    return article, attributions(article, structure(article), nested=nested, least=least)


def found(text: str, *, nested: bool = False, least: float = 0.5) -> list[Words]:
    """Return source, cue and content of each attribution, parts joined by " / "."""
    article, read_ones = read(text, nested=nested, least=least)
    return [
        tuple(" / ".join(article.words(span) for span in part) for part in (one.source, one.cue, one.content))
        for one in read_ones
    ]


def rules(text: str) -> set[str]:
    """Return the rules by which a text's attributions are found, all of them."""
    return {one.rule for one in read(text)[1]}
