"""HTML page: its main text, by jusText (Pomikálek 2011) once what is marked as no part of it has gone."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from offramp.reading.extracted import Extracted
from offramp.reading.html_head import head_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHOLE_PAGE = "The main text of the page was not found: all its text was read, menus included."
_NO_PART = ("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "iframe", "svg")
_MARKED = re.compile(
    r"(?<![a-z])(comments?|disqus|respond|replies|related|recommended|newsletter|subscribe|share|sharing|social|promo|"
    r"sidebar|breadcrumbs?|cookies?|advert(isement)?s?|most-read|read-more|paywall)(?![a-z])",
    re.IGNORECASE,
)
_SHORT, _LONG = 30, 100  # characters: a paragraph is judged by its words, by both, by its neighbours


def extract_page(html: str) -> Extracted:
    """Return the main text of a page, its comments left out, a paragraph to a line and "- " before list items."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        page = document_fromstring(html.encode("utf-8", "replace"), parser=_parser())
    except (LxmlError, ValueError):
        return Extracted("")
    head = head_of(page)
    _cut(page)
    main = _main_lines(page)
    lines = main or _all_lines(page)
    return replace(head, text="\n".join(lines), notes=(_WHOLE_PAGE,) if lines and not main else ())


def _parser() -> object:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def _cut(page: "HtmlElement") -> None:
    """Take out what the page marks as no part of its report: scripts, menus, comments, links to other reports."""
    for element in list(page.iter(*_NO_PART)):
        _drop(element)
    for element in list(page.xpath("//body//*[@class or @id]")):
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        if _MARKED.search(marks) and not _holds_most(element, page):
            _drop(element)


def _holds_most(element: "HtmlElement", page: "HtmlElement") -> bool:
    """Whether an element holds most paragraphs of a page: then its name says something else than it seems to."""
    return 2 * len(element.findall(".//p")) > len(page.findall(".//p"))


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _main_lines(page: "HtmlElement") -> list[str]:
    """Return the paragraphs that are running text, or stand between such."""
    from justext import get_stoplist
    from justext.core import ParagraphMaker, classify_paragraphs, revise_paragraph_classification

    paragraphs = ParagraphMaker.make_paragraphs(page)
    none: frozenset[str] = frozenset()  # without words of its language a page is judged by length
    for words in (get_stoplist("English"), none):
        least = (0.2, 0.25) if words else (0.0, 0.0)
        classify_paragraphs(paragraphs, words, _SHORT, _LONG, *least, 0.4, False)
        revise_paragraph_classification(paragraphs, 400)
        lines = [_line(each.text, each.dom_path) for each in paragraphs if not each.is_boilerplate]
        if lines:
            return lines
    return []


def _line(text: str, path: str) -> str:
    line = " ".join(text.split())
    return f"- {line}" if ".li" in path else line


def _all_lines(page: "HtmlElement") -> list[str]:
    lines = (" ".join(line.split()) for line in page.text_content().split("\n"))
    return [line for line in lines if line]
