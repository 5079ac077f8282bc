"""Ingest: from a file to the frozen article that every later span counts on."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from offramp.reading.article import Article
from offramp.reading.boilerplate import boilerplate
from offramp.reading.decode import Decoded, decode, why_not_text
from offramp.reading.error import ReadingError
from offramp.reading.extracted import Extracted
from offramp.reading.head_lines import first_title, printed_date
from offramp.reading.html_page import extract_page
from offramp.reading.language import guess_language, language_name
from offramp.reading.markdown_page import extract_markdown
from offramp.reading.pdf_page import extract_pdf

__all__ = ["LARGEST", "ReadingError", "from_html", "from_markdown", "from_pdf", "from_text", "read_file"]

LARGEST = 20_000_000  # bytes of a file, and code points of a text
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown")


def read_file(path: str | Path, *, published: date | None = None) -> Article:
    """Read a report from a text, Markdown, HTML or PDF file.

    Parameters
    ----------
    path
        The file. HTML and PDF are known by their first bytes as well as by name.
    published
        Day of publication; goes before what the file says.

    Raises
    ------
    ReadingError
        When the file is missing, too large, empty or not a report; every problem that can be told, at once.
    """
    file = Path(path)
    data = _bytes(file)
    suffix = file.suffix.lower()
    try:
        if data.startswith(b"%PDF-") or suffix == ".pdf":
            return from_pdf(data, published=published)
        what = why_not_text(data)
        if what is not None:
            raise ReadingError(f"It is {what}, not a report: save it as text, Markdown, HTML or PDF.")
        if suffix in _HTML or _looks_like_html(data):
            return from_html(data, published=published)
        decoded = decode(data)
        if suffix in _MARKDOWN:
            return from_markdown(decoded.text, published=published, notes=decoded.notes)
        return from_text(decoded.text, published=published, notes=decoded.notes)
    except ReadingError as error:
        raise ReadingError(*(f"{file}: {problem}" for problem in error.problems)) from error


def from_html(page: str | bytes, *, published: date | None = None, notes: tuple[str, ...] = ()) -> Article:
    """Freeze the main text of an HTML page as an article; comments, menus and links to other reports go."""
    decoded = decode(page) if isinstance(page, bytes) else Decoded(page, "text")
    _refuse(_too_long(decoded.text))
    page_text = extract_page(decoded.text)
    if not page_text.text.strip():
        raise ReadingError("The page holds no text: it may load it by script. Save the page from a browser, or as PDF.")
    return _from_extracted(page_text, published, (*notes, *decoded.notes))


def from_markdown(text: str, *, published: date | None = None, notes: tuple[str, ...] = ()) -> Article:
    """Freeze the words of a Markdown text as an article, without its markup."""
    frozen = _unified(text)
    _refuse(_problems(frozen))
    return _from_extracted(extract_markdown(frozen), published, notes)


def from_pdf(data: bytes, *, published: date | None = None) -> Article:
    """Freeze the text of a PDF file as an article."""
    return _from_extracted(extract_pdf(data), published, ())


def from_text(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """Freeze `text` as an article.

    Parameters
    ----------
    text
        Text of the report. A byte order mark goes, line ends become line feeds, and text that was decoded wrongly
        somewhere on its way is put right with a note; nothing else is changed.
    published
        Day of publication; without it a line at the top may say it, else relative dates stay unresolved.
    title, publisher, url
        What is known of where it comes from.
    notes
        What a person should know of how the text was read so far.

    Raises
    ------
    ReadingError
        When the text is empty, too long, or no text.
    """
    unified = _unified(text)
    _refuse(_problems(unified))
    frozen = _mended(unified)
    if frozen != unified:
        notes = (
            *notes,
            "The text had been decoded wrongly on its way here and was put right: check its quotation marks.",
        )
    left_out = boilerplate(frozen)
    printed = printed_date(frozen) if published is None else None
    if printed is not None:
        published = printed[0]
        notes = (*notes, f"The publication date {published} was read from the line “{printed[1]}”.")
    language = guess_language(frozen)
    return Article(
        text=frozen,
        sha256=hashlib.sha256(frozen.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title or first_title(frozen, tuple(left.span for left in left_out)),
        published=published,
        publisher=publisher,
        url=url,
        language=language,
        left_out=left_out,
        extracted=frozen != unified,
        notes=(*notes, *_notes(published, language)),
    )


def _from_extracted(page: Extracted, published: date | None, notes: tuple[str, ...]) -> Article:
    article = from_text(
        page.text,
        published=published or page.published,
        title=page.title,
        publisher=page.publisher,
        url=page.url,
        notes=(*notes, *page.notes),
    )
    return replace(article, extracted=True)


def _bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise ReadingError(f"{file}: It is a folder: name one report in it.")
        size = file.stat().st_size
        if size > LARGEST:
            raise ReadingError(f"{file}: It has {size:,} bytes: at most {LARGEST:,} are read. Cut it into its reports.")
        return file.read_bytes()
    except OSError as error:
        raise ReadingError(f"{file}: It cannot be opened: {error.strerror or error}.") from error


def _looks_like_html(data: bytes) -> bool:
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)


def _unified(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _mended(text: str) -> str:
    """Return the text with the traces of a wrong decoding removed (â€œ becomes “); quotation marks stay curled."""
    import ftfy

    return ftfy.fix_encoding(text) if any(trace in text for trace in ("â€", "Ã", "Â")) else text


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ReadingError(*problems)


def _problems(text: str) -> list[str]:
    problems = _too_long(text)
    if not text.strip():
        problems.append("The report is empty: it needs the words of an article.")
    if "\0" in text:
        problems.append("The report holds NUL characters: it is not text. Save it as UTF-8 text, HTML or PDF.")
    return problems


def _too_long(text: str) -> list[str]:
    if len(text) <= LARGEST:
        return []
    return [f"The report is {len(text):,} characters long: at most {LARGEST:,} are read. Cut it into its reports."]


def _notes(published: date | None, language: str | None) -> list[str]:
    notes = []
    if published is None:
        notes.append("No publication date is known: relative dates such as “on Wednesday” stay unresolved.")
    if language is not None and language != "en":
        notes.append(f"It looks like {language_name(language)}: the rules read English, so little or nothing is found.")
    return notes
