"""The source that a report is in a dossier: its entry, and the file beside the dossier that its spans count in."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offramp.api.reading_parties import fresh_id
from offramp.dossier.files import unify
from offramp.reading.article import Article


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A report as a source of a dossier.

    Attributes
    ----------
    id
        Its key among the sources.
    entry
        Its keys and values.
    file
        Its text, as a path relative to the dossier; ``None`` where the report's words are left out.
    copy
        The text to write to that file; ``None`` where it is there already.
    """

    id: str
    entry: dict[str, Any]
    file: str | None = None
    copy: str | None = None


def source_entry(article: Article, report: Path, dossier: Path, *, used: set[str], quoting: bool) -> SourceEntry:
    """Return the source that a report is.

    Its file is the report itself where that is plain text beside the dossier, and else a copy of the text that was
    read, beside the dossier.

    Parameters
    ----------
    article, report
        What was read, and from which file.
    dossier
        The dossier's file.
    used
        Ids of sources that are taken.
    quoting
        Whether words of the report may be kept with the dossier.
    """
    source = fresh_id(article.publisher or report.stem, used)
    known = {
        "title": article.title or report.stem.replace("_", " ").replace("-", " "),
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }
    entry: dict[str, Any] = {key: value for key, value in known.items() if value}
    if not quoting:
        return SourceEntry(source, entry | {"sha256": article.sha256})
    beside = _beside(article, report, dossier.resolve().parent)
    if beside is not None:
        digest = hashlib.sha256(report.read_bytes()).hexdigest()
        return SourceEntry(source, entry | {"file": beside, "sha256": digest}, beside)
    name = f"{dossier.stem}.{source}.txt"
    return SourceEntry(source, entry | {"file": name, "sha256": article.sha256}, name, article.text)


def _beside(article: Article, report: Path, folder: Path) -> str | None:
    """Return the report's path relative to the dossier's folder when its text is what was read, and lies there."""
    if article.extracted or not report.resolve().is_relative_to(folder):
        return None
    try:
        same = unify(report.read_bytes().decode("utf-8")) == article.text
    except (OSError, UnicodeDecodeError):
        return None
    return report.resolve().relative_to(folder).as_posix() if same else None
