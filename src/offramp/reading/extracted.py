"""What is taken out of a file that is more than its text: a page, a Markdown file, a PDF."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text taken out of a file and what the file says of it."""

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
