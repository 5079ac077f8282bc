"""Structure: the paragraphs, sentences and quotations of an article."""

from dataclasses import dataclass

from offramp.reading.article import Article
from offramp.reading.paragraphs import Paragraph, paragraphs
from offramp.reading.quotations import Quotation, quotations
from offramp.reading.span import Span

__all__ = ["Paragraph", "Quotation", "Structure", "structure"]


@dataclass(frozen=True, slots=True)
class Structure:
    """The paragraphs of an article and its quotations, each in order."""

    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]

    def paragraph_of(self, span: Span) -> int | None:
        """Return the index of the paragraph in which `span` begins, or None."""
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.span.start <= span.start < paragraph.span.end:
                return index
        return None

    def sentence_of(self, span: Span) -> Span | None:
        """Return the sentence in which `span` begins, or None."""
        index = self.paragraph_of(span)
        if index is None:
            return None
        return next((s for s in self.paragraphs[index].sentences if s.start <= span.start < s.end), None)


def structure(article: Article) -> Structure:
    """Return the structure of `article`; every span in it lies in a range that is not left out."""
    found = paragraphs(article)
    return Structure(found, quotations(article.text, [paragraph.span for paragraph in found]))
