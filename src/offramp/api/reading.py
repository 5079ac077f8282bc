"""A report that was read: its ledger, as table, JSON and rows; a draft dossier; a merge into one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from offramp.api.display import Displayed, Part
from offramp.api.reading_display import reading_parts
from offramp.api.reading_draft import Draft, draft
from offramp.api.reading_json import reading_json
from offramp.api.reading_merge import Merged, merge
from offramp.api.reading_source import source_entry
from offramp.dossier.files import replace_file
from offramp.reading.article import Article
from offramp.reading.attribution.model import Attribution
from offramp.reading.exchange.record import LedgerRecord
from offramp.reading.ingest import read_file
from offramp.reading.reader import Reading, read


@dataclass(frozen=True, eq=False)
class ReportReading(Displayed):
    """What was read in a report.

    Attributes
    ----------
    file
        The report.
    reading
        Claims, acts, dates, deadlines, endings; see :class:`offramp.reading.reader.Reading`.
    """

    file: Path
    reading: Reading

    @property
    def article(self) -> Article:
        """The frozen text that every span counts in."""
        return self.reading.article

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: the ledger, then acts, deadlines and endings."""
        return reading_parts(self.reading, str(self.file), everything=everything)

    def to_json(self) -> dict[str, Any]:
        """Return what ``offramp read --format json`` prints."""
        return reading_json(self.reading, str(self.file))

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each claim: the columns of the ledger as CSV."""
        from offramp.reading.exchange.ledger_table import to_table

        header, rows = to_table(self.record())
        return list(header), [list(row) for row in rows]

    def record(self) -> LedgerRecord:
        """Return the claims as plain values, for the formats of other tools."""
        from offramp.api.reading_parties import fresh_id
        from offramp.api.reading_record import reading_record

        return reading_record(self.reading, fresh_id(self.article.publisher or self.file.stem, set()))

    def draft(self, path: Path | str, *, title: str | None = None, quoting: bool = True) -> Draft:
        """Write a starting dossier.

        Parameters
        ----------
        path
            The file to write. Where quotes are kept and the report is not plain text beside it, a copy of its text is
            written beside it, too.
        title
            Of the dossier; the report's when left out.
        quoting
            Whether the report's words may stand in the dossier.

        Raises
        ------
        FileError
            When a file cannot be written.
        """
        path = Path(path)
        source = source_entry(self.article, self.file, path, used=set(), quoting=quoting)
        made = draft(self.reading, source, title or self.article.title or self.file.stem, quoting=quoting)
        if source.copy is not None and source.file is not None:
            replace_file(path.parent / source.file, source.copy.encode())
        replace_file(path, made.text.encode())
        return made

    def merge(self, dossier: Path | str, *, quoting: bool = True) -> Merged:
        """Merge into a dossier what it does not have yet, as suggestions; see :mod:`offramp.api.reading_merge`."""
        return merge(self.reading, self.file, dossier, quoting=quoting)


def read_report(
    path: Path | str,
    published: date | None = None,
    second: Callable[[Article], Sequence[Attribution]] | None = None,
) -> ReportReading:
    """Read a report: text, Markdown, HTML or PDF.

    Parameters
    ----------
    path
        The file.
    published
        The day of its publication; where the page gives one, that is used when left out. Without any, dates such as "on
        Wednesday" stay open.
    second
        A second reader: called with the report's text; what it finds and the rules did not is added.

    Raises
    ------
    ReadingError
        When there is nothing to read.
    """
    path = Path(path)
    article = read_file(path, published=published)
    return ReportReading(path, read(article, () if second is None else second(article)))
