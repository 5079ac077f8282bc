"""``offramp ledger``: the evidence as other tools read it, and their corrections taken back."""

from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.arguments import Dossier, load
from offramp.cli.ending import bad_input, fail
from offramp.cli.exchange import LedgerFormat, print_record, write_record
from offramp.cli.output import print_json, print_parts, say


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
    with bad_input():
        if source is not None:
            if output is not None:
                raise fail("--from and -o are two steps: take corrections back first")
            _take(file, Path(source), form, save=not dry_run)
            return
        from offramp.api.ledger_record import ledger_record

        record = ledger_record(load(file, None).built)
        if output is None:
            print_record(record, form)
        else:
            write_record(record, form, Path(output), force=force)


def _take(file: str, source: Path, form: LedgerFormat, *, save: bool) -> None:
    from offramp.api.ledger_corrections import take_corrections
    from offramp.api.ledger_display import corrections_json, corrections_parts

    found = take_corrections(file, source, save=save)
    for problem in found.problems:
        say(f"offramp: {problem}")
    if form is LedgerFormat.JSON:
        print_json(corrections_json(found, saved=save))
    else:
        print_parts(corrections_parts(found, file, saved=save))
