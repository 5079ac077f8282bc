"""Markdown page: its words without the markup, by markdown-it-py."""

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from offramp.reading.extracted import Extracted

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)


def extract_markdown(text: str) -> Extracted:
    """Return the words of a Markdown text, a paragraph to a line and "- " before list items.

    Of front matter the fields `title`, `date` (or `published`), `publisher` (or `source`, `author`) and `url` are used.
    """
    from markdown_it import MarkdownIt

    head = _FRONT_MATTER.match(text)
    fields = {key.lower(): value for key, value in _FIELD.findall(head.group(1))} if head else {}
    body = text[head.end() :] if head else text
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    lines = _lines(tokens)
    return Extracted(
        text="\n".join(lines),
        title=fields.get("title") or _first_heading(tokens),
        published=_day(fields.get("published") or fields.get("date")),
        publisher=fields.get("publisher") or fields.get("source") or fields.get("author"),
        url=fields.get("url"),
    )


def _lines(tokens: "list[Token]") -> list[str]:
    lines = []
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = "- "
        elif token.type == "inline":
            lines.append(mark + _words(token))
            mark = ""
        elif token.type in ("fence", "code_block"):
            lines.extend(token.content.strip("\n").split("\n"))
    return [line for line in lines if line.strip()]


def _words(inline: "Token") -> str:
    """Return the words of a run of text: of a link its words, of a picture nothing, a soft line break as a space."""
    words = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)).strip()


def _first_heading(tokens: "list[Token]") -> str | None:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _words(following) or None
    return None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
