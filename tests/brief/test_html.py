"""The page: self-contained, escaped, stamped, with every anchor in place."""

import re
from html.parser import HTMLParser

import pytest

from offramp.brief.content import BriefContent
from offramp.brief.html import render_html

_VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Collects ids, links, what would be loaded, and whether tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        self.loads += [str(given[key]) for key in ("src", "srcset", "xlink:href") if given.get(key)]
        if tag in ("link", "use", "image"):
            self.loads.append(str(given.get("href")))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop() == tag


@pytest.fixture(scope="module")
def text(river_brief: BriefContent) -> str:
    return render_html(river_brief)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_is_loaded(page: Page, text: str) -> None:
    assert page.loads == ["data:,"]  # the icon, so that no browser asks for one
    assert "script" not in page.tags
    assert "iframe" not in page.tags
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)


def test_hostile_words_stay_words(text: str) -> None:
    assert "Two neighbours &amp; a river &lt;b&gt;" in text
    assert "<script>alert(1)</script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "javascript:" not in text
    assert 'href="https://example.org/wire?a=1&amp;b=2"' in text


def test_every_link_within_the_page_has_its_anchor(page: Page) -> None:
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {"short", "situation", "who", "record", "table", "today", "hold", "reach", "refuse"} <= set(page.ids)
    assert {"picture", "preferences", "burden", "equilibria", "disputes", "evidence", "method"} <= set(page.ids)


def test_the_page_is_stamped(text: str, river) -> None:
    for words in ("Offramp 9.9.9", "river.yaml", river.document.sha256, "offramp report river.yaml -o brief.html"):
        assert words in text


def test_every_claim_statement_and_option_is_there(page: Page, text: str, river_brief: BriefContent) -> None:
    for claim in river_brief.ledger.claims:
        assert claim.anchor in page.ids
    for party in river_brief.people:
        assert all(option.title in text for option in party.options)
        for aim in party.aims:
            for each in aim.statements:
                assert f"s-{each.key.dm}-{each.key.type}-{each.key.place}" in page.ids


def test_beliefs_deadlines_and_what_is_not_firm_are_shown(text: str) -> None:
    assert "“To get water” 50 %; “To fight” 50 %" in text
    assert "Water or war" in text
    assert "Downstream army: Attack" in text  # the threat
    assert "not firm" in text


def test_idle_options_are_said(text: str) -> None:
    assert "Nobody cares, whatever its aim, about Sing a hymn and Join talks" in text


def test_the_venezuelan_brief_is_sound(venezuela_brief: BriefContent) -> None:
    page = Page(render_html(venezuela_brief))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert page.loads == ["data:,"]
    assert 5 <= len(venezuela_brief.points) <= 8
