"""Many reports read in one run: the claims that several of them make, from how many origins, and what is new."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from offramp.api.display import Displayed, Part
from offramp.reading.copies import copies
from offramp.reading.corroborate import ReportClaim
from offramp.reading.folder import Unread, read_all, reports_in
from offramp.reading.ingest import read_file
from offramp.reading.reader import Reading, read
from offramp.reading.report_claims import report_claims
from offramp.reading.seen import ClaimNews, Seen, news_of

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that was read: its file, its digest, and the reading (``None``: it was read before)."""

    path: Path
    sha256: str
    reading: Reading | None


@dataclass(frozen=True, eq=False)
class ManyReports(Displayed):
    """What a run over many reports found.

    Attributes
    ----------
    folder
        Where they are.
    reports, unread
        Those that were read, in order, and those that could not be.
    claims, groups
        The claims of earlier readings and of this one, and which of them say the same.
    seen
        The state after this reading.
    n_before
        How many of the claims are of earlier readings.
    copied
        Reports (by digest) that are copies of one text, with a number that these share.
    first
        Whether there was no earlier reading.
    """

    folder: str
    reports: tuple[ReadReport, ...]
    unread: tuple[Unread, ...]
    claims: tuple[ReportClaim, ...]
    groups: tuple[ClaimNews, ...]
    seen: Seen
    n_before: int
    copied: dict[str, int]
    first: bool

    @property
    def readings(self) -> tuple[tuple[Path, Reading], ...]:
        """The reports that were read now, with what was found in each."""
        return tuple((each.path, each.reading) for each in self.reports if each.reading is not None)

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: claims with most origins first."""
        from offramp.api.reading_many_display import many_parts

        return many_parts(self, everything=everything)

    def to_json(self) -> dict[str, Any]:
        """Return what ``read FOLDER --format json`` prints."""
        from offramp.api.reading_many_display import many_json

        return many_json(self)

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each group of claims."""
        from offramp.api.reading_many_display import many_rows

        return many_rows(self)


def read_folder(
    folder: str | Path,
    *,
    published: date | None = None,
    seen: Seen | None = None,
    processes: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> ManyReports:
    """Read every report of a folder.

    Parameters
    ----------
    folder
        Where the reports are, also in folders of it.
    published
        Day of publication of reports that do not say theirs, themselves or in the name of their file (2025-11-28).
    seen
        The state after the last reading: reports that it has are not read again.
    processes
        How many read at the same time; ``None`` for as many as save time (from a script only under
        ``if __name__ == "__main__"``).
    progress
        Called with the number of reports done and of all reports.

    Raises
    ------
    offramp.reading.error.ReadingError
        When the folder has no report.
    """
    before = seen or Seen({})
    paths = reports_in(Path(folder))
    reader = partial(read_report, published=published, known=frozenset(before.reports))
    found = read_all(paths, reader, processes=processes, progress=progress)
    reports = tuple(report for _, report in found.read)
    new = {each.sha256: report_claims(each.reading, each.path.stem) for each in reports if each.reading is not None}
    copied = copies({each.sha256: each.reading.article.text for each in reports if each.reading is not None})
    claims, groups = news_of(before, [claim for claims in new.values() for claim in claims], copied)
    return ManyReports(
        str(folder),
        reports,
        found.unread,
        claims,
        groups,
        before.with_reports(new),
        len(before.claims),
        copied,
        seen is None,
    )


def read_report(path: Path, published: date | None = None, known: frozenset[str] = frozenset()) -> ReadReport:
    """Read one report of a folder, unless it is known by its digest.

    Raises
    ------
    offramp.reading.error.ReadingError
        When it cannot be read.
    """
    article = read_file(path)
    if article.sha256 in known:
        return ReadReport(path, article.sha256, None)
    if article.published is None:
        day = day_in_name(path.stem) or published
        article = article if day is None else read_file(path, published=day)
    if article.title is None:
        article = replace(article, title=path.stem.replace("_", " "))
    return ReadReport(path, article.sha256, read(article))


def day_in_name(stem: str) -> date | None:
    """Return the day that a file's name gives.

    >>> day_in_name("2025-11-28 Harbour")
    datetime.date(2025, 11, 28)
    >>> day_in_name("2025-13-01") is None
    True
    """
    match = _DAY.search(stem)
    try:
        return None if match is None else date(*map(int, match.groups()))
    except ValueError:
        return None


def files_of(found: ManyReports, places: Sequence[int]) -> list[str]:
    """Return the reports that claims are of: by file, or by digest where the file was read earlier and is gone."""
    names = {each.sha256: str(each.path) for each in found.reports}
    reports = dict.fromkeys(found.claims[place].report for place in places)
    return [names.get(report, report) for report in reports]
