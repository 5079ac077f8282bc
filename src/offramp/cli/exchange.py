"""Ledgers in the formats of other tools, printed or written."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from offramp.cli.ending import fail
from offramp.cli.output import print_json, print_parts, say
from offramp.visible import visible

if TYPE_CHECKING:
    from offramp.reading.exchange.record import LedgerRecord


class LedgerFormat(StrEnum):
    """How a ledger is printed or written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    WEB_ANNOTATION = "web-annotation"
    BRAT = "brat"


def print_record(record: "LedgerRecord", form: LedgerFormat) -> None:
    """Print a ledger."""
    from offramp.api.ledger_display import ledger_json, ledger_parts
    from offramp.api.ledger_files import Exchange, exchange_text

    if form is LedgerFormat.BRAT:
        raise fail("a brat collection is a folder: name it with -o FOLDER")
    if form is LedgerFormat.JSON:
        print_json(ledger_json(record))
    elif form is LedgerFormat.TABLE:
        print_parts(ledger_parts(record))
    else:
        text = exchange_text(record, Exchange(form.value))
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def write_record(record: "LedgerRecord", form: LedgerFormat, path: Path, *, force: bool) -> None:
    """Write a ledger to a file or a folder, and tell so on standard error; a table's format is known by the path."""
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
