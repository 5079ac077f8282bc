"""Headless Chromium for tests that open a page; where there is none they are left out, and pytest says so."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("OFFRAMP_REQUIRE_BROWSER") == "1"
RUNNABLE = CHROMIUM is not None and find_spec("playwright") is not None
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

TEXT_FAULTS = """() => {
  const texts = [...document.querySelectorAll('svg text')].map(n => [n.textContent, n.getBoundingClientRect()]);
  const page = document.querySelector('svg').getBoundingClientRect();
  const faults = [];
  texts.forEach(([words, a], i) => {
    if (a.left < page.left - 1 || a.right > page.right + 1 || a.bottom > page.bottom + 1) faults.push(words);
    texts.slice(0, i).forEach(([others, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1.5 && down > 2.5) faults.push(words + ' / ' + others);
    });
  });
  return faults;
}"""
"""Script that returns the words in drawings that lie on others or reach out of the first drawing."""


@dataclass
class Opened:
    """A page with everything that it said on the console and asked of the network since it was opened."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a browser and end it."""
    assert CHROMIUM is not None, "OFFRAMP_REQUIRE_BROWSER=1, but no Chromium was found"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Any, file: Path, width: int, scheme: str = "light") -> Iterator[Opened]:
    """Open a file at a width in CSS pixels, in a light or dark colour scheme."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    result = Opened(context.new_page())
    result.page.on("console", lambda message: result.messages.append(message.text))
    result.page.on("pageerror", lambda error: result.messages.append(str(error)))
    result.page.on("request", lambda request: result.requests.append(request.url))
    try:
        result.page.goto(file.as_uri())
        yield result
    finally:
        context.close()
