"""The brief in a real browser: silent, offline, no wider than a phone, light and dark, whole in print."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import chromium, opened
from offramp.brief.content import BriefContent
from offramp.brief.html import render_html


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def file(venezuela_brief: BriefContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_html(venezuela_brief), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_silent_offline_and_no_wider_than_the_window(browser: Any, file: Path, width: int, scheme: str) -> None:
    with opened(browser, file, width, scheme) as seen:
        assert seen.messages == []
        assert seen.requests == [file.as_uri()]
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_and_light_differ(browser: Any, file: Path) -> None:
    def ground(scheme: str) -> str:
        with opened(browser, file, 390, scheme) as seen:
            return str(seen.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert ground("light") == "rgb(255, 255, 255)"
    assert ground("dark") != ground("light")


def test_a_link_to_a_folded_part_opens_it(browser: Any, file: Path) -> None:
    with opened(browser, file, 1280) as seen:
        seen.page.click("#hold a[href='#ending-negotiated_transition']")
        assert seen.page.is_visible("#ending-negotiated_transition summary")


def test_print_shows_what_is_folded_but_for_the_bulk(browser: Any, file: Path) -> None:
    def visible(seen: Any, selector: str) -> bool:
        return bool(seen.page.evaluate(f"document.querySelector('{selector}').checkVisibility()"))

    with opened(browser, file, 1280) as seen:
        assert not visible(seen, "#ending-negotiated_transition p")
        seen.page.emulate_media(media="print")
        assert visible(seen, "#ending-negotiated_transition p")
        assert not visible(seen, "#equilibria details .scroll")


def test_print_fits_a_sheet(browser: Any, file: Path) -> None:
    """A4 with the margins of the page is 182 mm wide: 688 CSS pixels."""
    with opened(browser, file, 688) as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 688
