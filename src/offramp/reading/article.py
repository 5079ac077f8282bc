"""Article: the frozen text of one report and what is known of where it comes from."""

from dataclasses import dataclass
from datetime import date

from offramp.reading.span import Span


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A range of the text that is not the report (a comment section, a log-in line), and why no reader looks at it."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report. Every span that reading yields is a range of code points on `text`.

    Attributes
    ----------
    text
        The frozen text: no byte order mark, line ends are line feeds, nothing else is changed after this.
    sha256
        SHA-256 digest of `text` as UTF-8, in hexadecimal.
    title, publisher, url
        As the page gives them, or None.
    published
        Day of publication, or None: then relative dates stay unresolved.
    language
        Two-letter code of the language that the words look like, or None when they are too few to tell.
    left_out
        Ranges that are not the report, in order, none overlapping.
    extracted
        Whether `text` was taken out of a page or a PDF file, so that spans do not count code points of that file.
    notes
        What a person should know of how the text was read, one sentence each.
    """

    text: str
    sha256: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    extracted: bool = False
    notes: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """Return the words of the article that `span` covers."""
        return span.of(self.text)

    def is_left_out(self, span: Span) -> bool:
        """Whether any of `span` lies in a range that is not the report."""
        return any(left.span.overlaps(span) for left in self.left_out)
