"""Printing: parts for people, JSON and CSV for programs, diagnostics on standard error."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from offramp.cli.arguments import Format
from offramp.cli.ending import fail

if TYPE_CHECKING:
    from offramp.api.display import Part
    from offramp.figures.figure import Figure


_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Signs that JSON need not escape and that steer a terminal; they occur within its strings only."""


def never_stumble() -> None:
    r"""Let a terminal that cannot show a character show its code (``\u2026``) instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_parts(parts: "Sequence[Part]") -> None:
    """Print what a result shows, as wide as the terminal."""
    from rich.console import Console

    from offramp.api.display import NARROWEST, set_text

    console = Console()
    if console.width < NARROWEST:
        console.width = NARROWEST
    sys.stdout.write(set_text(parts, console))


def print_json(value: Any) -> None:
    """Print one JSON value on standard output; plain ASCII where that is not UTF-8."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, separators=(",", ":"))
    sys.stdout.write(_UNSEEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text) + "\n")


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV on standard output."""
    from offramp.visible import visible

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([visible(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


class Result(Protocol):
    """A result that can be printed in every form."""

    def to_json(self) -> Any:
        """Return it as JSON holds it."""

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and rows."""

    def parts(self, *, everything: bool = False) -> "list[Part]":
        """Return what to show to people."""


def print_result(found: Result, form: Format, *, everything: bool = False) -> None:
    """Print a result in the form that was asked for; ``everything``: no list is cut where people read it."""
    if form is Format.JSON:
        print_json(found.to_json())
    elif form is Format.CSV:
        print_csv(*found.rows())
    else:
        print_parts(found.parts(everything=everything))


def print_written(path: object, form: Format, next_step: str = "") -> None:
    """Tell which file was written: on standard error, or as JSON or CSV on standard output."""
    if form is Format.JSON:
        print_json({"written": str(path)})
    elif form is Format.CSV:
        print_csv(["written"], [[str(path)]])
    else:
        say(f"{path} written{next_step}")


def write_figure(figure: "Figure", target: str) -> None:
    """Write a drawing as SVG and tell so on standard error."""
    from pathlib import Path

    from offramp.dossier.files import FileError, replace_file

    try:
        replace_file(Path(target), figure.svg.encode())
    except FileError as error:
        raise fail(f"{target}: {error.problem.message}") from None
    say(f"{target} written")


def say(message: str) -> None:
    """Print a diagnostic on standard error."""
    from offramp.visible import visible

    print(visible(message), file=sys.stderr)  # noqa: T201


def say_first(listed: int, n_states: int) -> None:
    """Say that a list of states is not whole, where it is not."""
    if listed < n_states:
        say(f"the first {listed:,} of {n_states:,} states; --all gives every state")


def on_terminal() -> bool:
    """Whether somebody is watching standard error."""
    return sys.stderr.isatty()


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on; nothing elsewhere."""
    if not on_terminal():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, markup=False).status(what):
        yield
