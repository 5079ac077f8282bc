"""Ingest: from a text to the frozen article that every later span counts on."""

import hashlib
from datetime import date

from offramp.reading.article import Article
from offramp.reading.boilerplate import boilerplate
from offramp.reading.language import NAMES, guess_language
from offramp.reading.problems import ReadingError

LARGEST = 20_000_000  # bytes of a file, and code points of a text

__all__ = ["LARGEST", "ReadingError", "from_text"]


def from_text(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
    extracted: bool = False,
) -> Article:
    """Freeze `text` as an article.

    Parameters
    ----------
    text
        Text of the report. A byte order mark goes and line ends become line feeds; nothing else is changed.
    published
        Day of publication; without it relative dates stay unresolved.
    title, publisher, url
        What is known of where it comes from.
    notes
        What a person should know of how the text was read so far.
    extracted
        Whether the text was taken out of another file.

    Raises
    ------
    ReadingError
        When the text is empty, too long, or no text.
    """
    frozen = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems = _problems(frozen)
    if problems:
        raise ReadingError(*problems)
    language = guess_language(frozen)
    return Article(
        text=frozen,
        sha256=hashlib.sha256(frozen.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        published=published,
        publisher=publisher,
        url=url,
        language=language,
        left_out=boilerplate(frozen),
        extracted=extracted,
        notes=(*notes, *_notes(published, language)),
    )


def _problems(text: str) -> list[str]:
    problems = []
    if not text.strip():
        problems.append("The report is empty: it needs the words of an article.")
    if len(text) > LARGEST:
        problems.append(
            f"The report is {len(text):,} characters long: at most {LARGEST:,} are read. Cut it into its articles."
        )
    if "\0" in text:
        problems.append("The report holds NUL characters: it is not text. Save it as UTF-8 text, HTML or PDF.")
    return problems


def _notes(published: date | None, language: str | None) -> list[str]:
    notes = []
    if published is None:
        notes.append("No publication date is known: relative dates such as “on Wednesday” stay unresolved.")
    if language is not None and language != "en":
        notes.append(
            f"The report looks like {NAMES[language]}: the rules read English, so little or nothing will be found."
        )
    return notes
