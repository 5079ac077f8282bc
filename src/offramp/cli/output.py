"""Printing: tables for people, JSON and CSV for programs, diagnostics on standard error."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROWEST = 40


def print_json(value: Any) -> None:
    """Print one JSON value on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.write("\n")


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV on standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def say(message: str) -> None:
    """Print a diagnostic on standard error."""
    print(message, file=sys.stderr)  # noqa: T201


def console() -> "Console":
    """Return the console for standard output, never narrower than a table can bear."""
    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False)
    if found.width < NARROWEST:
        found.width = NARROWEST
    return found


def table(*columns: str, title: str | None = None, numbers: Sequence[str] = ()) -> "Table":
    """Return an empty table; columns named in ``numbers`` are set to the right."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return made


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, markup=False).status(what):
        yield
