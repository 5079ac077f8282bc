"""``offramp ledger``: the evidence as other tools read it, and their corrections taken back."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Dossier, load
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import print_json, print_parts, say

if TYPE_CHECKING:
    from pathlib import Path

    from offramp.reading.exchange.record import LedgerRecord


class LedgerFormat(StrEnum):
    """How the ledger is printed or written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    WEB_ANNOTATION = "web-annotation"
    BRAT = "brat"


def ledger(
    file: Dossier,
    form: Annotated[LedgerFormat, typer.Option("--format", help="How to print or write it.")] = LedgerFormat.TABLE,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="Write it: a file, or for brat a folder.", show_default=False
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PATH", help="Take corrections back from such a file or folder.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --from: show the corrections only.")] = False,
    force: Annotated[bool, typer.Option("--force", help="With -o: write over files that differ.")] = False,
) -> None:
    """Show the evidence, write it for other tools, or take their corrections back."""
    from pathlib import Path

    with bad_input():
        if source is not None:
            if output is not None:
                raise fail("--from and -o are two steps: take corrections back first")
            _take(file, Path(source), form, save=not dry_run)
            return
        from offramp.api.ledger_record import ledger_record

        record = ledger_record(load(file, None).built)
        if output is None:
            _print(record, form)
        else:
            _write(record, form, Path(output), force=force)


def _take(file: str, source: "Path", form: LedgerFormat, *, save: bool) -> None:
    from offramp.api.ledger_corrections import take_corrections
    from offramp.api.ledger_display import corrections_json, corrections_parts

    found = take_corrections(file, source, save=save)
    for problem in found.problems:
        say(f"offramp: {problem}")
    if form is LedgerFormat.JSON:
        print_json(corrections_json(found, saved=save))
    else:
        print_parts(corrections_parts(found, file, saved=save))


def _print(record: "LedgerRecord", form: LedgerFormat) -> None:
    from offramp.api.ledger_display import ledger_json, ledger_parts
    from offramp.api.ledger_files import Exchange, exchange_text

    if form is LedgerFormat.BRAT:
        raise fail("a brat collection is a folder: name it with -o FOLDER")
    if form is LedgerFormat.JSON:
        print_json(ledger_json(record))
    elif form is LedgerFormat.TABLE:
        print_parts(ledger_parts(record))
    else:
        sys.stdout.write(exchange_text(record, Exchange(form.value)))


def _write(record: "LedgerRecord", form: LedgerFormat, path: "Path", *, force: bool) -> None:
    from offramp.api.ledger_files import Exchange, format_of, write_exchange
    from offramp.reading.exchange.brat import without_place

    if form is LedgerFormat.JSON:
        raise fail("--format json prints; to write a file give --format web-annotation, brat or csv")
    chosen = format_of(path) if form is LedgerFormat.TABLE else Exchange(form.value)
    written = write_exchange(record, chosen, path, force=force)
    say(f"{path} written" + (f": {len(written)} files" if len(written) > 1 else ""))
    left_out = without_place(record) if chosen is Exchange.BRAT else ()
    if left_out:
        say(f"left out, having no marked place in a text: {', '.join(left_out)}")
