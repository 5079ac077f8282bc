"""Reading a folder of reports on the command line: progress, the state of earlier readings, and what is new."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from offramp.cli.arguments import Format
from offramp.cli.output import on_terminal, print_result, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from offramp.api.reading_many import ManyReports


def read_many(
    folder: Path,
    *,
    published: date | None,
    form: Format,
    seen_file: Path | None,
    everything: bool,
    quiet: bool = False,
) -> "ManyReports":
    """Read the reports of a folder, print what they claim, and keep the state.

    Parameters
    ----------
    folder, published
        The reports, and their day of publication where they do not say it.
    form, everything
        How to print, and whether lists are printed whole.
    quiet
        Print nothing but what could not be read.
    seen_file
        The state of earlier readings: read where it is there, and written when all is done.

    Raises
    ------
    offramp.reading.error.ReadingError
        When there is no report, or the state cannot be read.
    offramp.dossier.files.FileError
        When the state cannot be written.
    """
    from offramp.api.reading_many import read_folder
    from offramp.dossier.files import read_text_file, replace_file
    from offramp.reading.seen import seen_from, seen_text

    seen = seen_from(read_text_file(seen_file).text) if seen_file is not None and seen_file.exists() else None
    with _bar() as advance:
        found = read_folder(folder, published=published, seen=seen, processes=None, progress=advance)
    for each in found.unread:
        for problem in each.problems:
            say(f"offramp: {problem}")
    if not quiet:
        print_result(found, form, everything=everything)
    if seen_file is not None:
        replace_file(seen_file, seen_text(found.seen).encode("utf-8", "surrogatepass"))
    return found


@contextmanager
def _bar() -> "Iterator[Callable[[int, int], None] | None]":
    """Show on a terminal how many reports are done."""
    if not on_terminal():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
