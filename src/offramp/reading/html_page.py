"""HTML page: the main text of a page and what its head says, by trafilatura and htmldate (Barbaresi 2020, 2021)."""

import logging
from dataclasses import dataclass
from datetime import date

_WHOLE_PAGE = "The main text of the page was not found: all its text was read, menus included."


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text taken out of a file and what the file says of it."""

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def extract_page(html: str) -> Extracted:
    """Return the main text of a page, its comments left out, a paragraph to a line and "- " before list items."""
    import trafilatura
    from lxml.etree import LxmlError

    _quiet("trafilatura", "htmldate")
    try:
        text = trafilatura.extract(html, include_comments=False, output_format="txt")
        whole = "" if text else trafilatura.html2txt(html)
        head = trafilatura.extract_metadata(html)
    except (LxmlError, ValueError, RecursionError):
        return Extracted("")
    return Extracted(
        text=text or whole,
        title=head.title if head else None,
        published=_published(html),
        publisher=head.sitename if head else None,
        url=_canonical(head.url) if head else None,
        notes=() if text else (_WHOLE_PAGE,),
    )


def _published(html: str) -> date | None:
    """Return the day the page says it was first published; its running text is not searched for one."""
    import htmldate
    from lxml.etree import LxmlError

    try:
        found = htmldate.find_date(html, original_date=True, extensive_search=False)
        return date.fromisoformat(found) if found else None
    except (LxmlError, ValueError, RecursionError):
        return None


def _canonical(url: str | None) -> str | None:
    """Return the address without tracking parameters."""
    from courlan import clean_url

    return clean_url(url) if url else None


def _quiet(*names: str) -> None:
    """Keep the remarks of a library off the terminal: what matters of them is said in notes and problems."""
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
