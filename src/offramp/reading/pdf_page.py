"""PDF: its text by pypdf, broken lines joined into paragraphs."""

import io
import re
from collections import Counter

from offramp.reading.error import ReadingError
from offramp.reading.extracted import Extracted
from offramp.reading.line_blocks import joined_blocks

_MOST_PAGES = 500


def extract_pdf(data: bytes) -> Extracted:
    """Return the text of a PDF file, a paragraph to a line; running heads and page numbers are dropped.

    Raises
    ------
    ReadingError
        When the file is damaged, locked with a password, too long, or holds pictures of text only.
    """
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("The PDF file is locked with a password: save a copy without it.")
        if len(reader.pages) > _MOST_PAGES:
            raise ReadingError(f"The PDF file has {len(reader.pages)} pages: at most {_MOST_PAGES} are read.")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except ReadingError:
        raise
    except Exception as error:  # pypdf raises errors of many kinds on damaged files
        raise ReadingError(f"The PDF file is damaged and cannot be read ({type(error).__name__}).") from error
    text = joined_blocks("\n".join(_without_running_heads(pages)))
    if not text.strip():
        raise ReadingError("The PDF file holds no text, only pictures of it: run text recognition on it first.")
    return Extracted(
        text, title=title.strip() or None if title else None, notes=("The text was taken out of a PDF file.",)
    )


def _without_running_heads(pages: list[str]) -> list[str]:
    """Drop page numbers, and lines that stand first or last on three pages or more."""
    split = [[line.rstrip() for line in page.replace("\r", "\n").split("\n")] for page in pages]
    full = [[line for line in lines if line.strip()] for lines in split]
    edges = Counter(line for lines in full for line in {*lines[:1], *lines[-1:]})
    return [
        "\n".join(
            line for line in lines if edges[line] < 3 and not re.fullmatch(r"\s*(?:page )?\d{1,4}\s*", line, re.I)
        )
        for lines in split
    ]
