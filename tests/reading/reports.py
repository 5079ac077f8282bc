"""The reports that tests of reading are written against: fictional, in our own words, with the traps of real pages."""

from datetime import date
from pathlib import Path

from offramp.reading.article import Article
from offramp.reading.ingest import read_file

FOLDER = Path(__file__).parents[1] / "reports"
PUBLISHED = {
    "lakes.txt": date(2026, 2, 19),
    "pipeline.html": None,  # the page says it
    "ferries.md": None,  # the front matter says it
    "border.txt": date(2025, 8, 30),
}


def read(name: str) -> Article:
    return read_file(FOLDER / name, published=PUBLISHED[name])


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
