"""What a page says of itself in its head: title, publisher, address, and the day it was first published."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from offramp.reading.extracted import Extracted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)
_FOLLOWING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")  # parts of an address that only follow its readers


def head_of(page: "HtmlElement") -> Extracted:
    """Return what the head of a page says; the text is left empty."""
    metas = reversed(page.findall(".//meta"))  # of two with one name the first counts
    meta = {_name(each): each.get("content", "").strip() for each in metas}
    address = page.xpath("string(//link[@rel='canonical']/@href)") or meta.get("og:url") or None
    return Extracted(
        text="",
        title=meta.get("og:title") or _words(page, "//h1") or _words(page, "//title"),
        published=next(_days(page, meta), None),
        publisher=meta.get("og:site_name") or None,
        url=_plain_address(address) if address else None,
    )


def _name(meta: "HtmlElement") -> str:
    name: str = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
    return name.lower()


def _words(page: "HtmlElement", path: str) -> str | None:
    return " ".join(page.xpath(f"string({path})").split()) or None


def _days(page: "HtmlElement", meta: dict[str, str]) -> Iterator[date]:
    """Yield the days on which a page says that it was first published, the plainest word first."""
    given = [meta[name] for name in _PUBLISHED if name in meta]
    given += [day for script in page.xpath("//script[@type='application/ld+json']/text()") for day in _linked(script)]
    given += page.xpath("//*[@itemprop='datePublished']/@datetime")
    given += page.xpath("//article//time/@datetime")[:1] or page.xpath("//time/@datetime")[:1]
    for value in given:
        try:
            yield date.fromisoformat(value.strip()[:10])
        except ValueError:
            continue


def _linked(script: str) -> list[str]:
    """Return the days of first publication in linked data (schema.org)."""
    try:
        return list(_published_in(json.loads(script)))
    except (ValueError, RecursionError):
        return []


def _published_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for value in data.values():
            yield from _published_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _published_in(value)


def _plain_address(address: str) -> str:
    """Return an address without the parts that follow its readers.

    >>> _plain_address("https://wire.example/a?utm_source=front&id=7#top")
    'https://wire.example/a?id=7'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(_FOLLOWING)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))
