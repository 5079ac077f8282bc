"""Ledgers written to files in other tools' formats, and corrections read from them."""

from enum import StrEnum
from pathlib import Path

from offramp.dossier.files import LARGEST_FILE, read_text_file, replace_file
from offramp.reading.exchange.brat import to_brat
from offramp.reading.exchange.brat_back import from_brat
from offramp.reading.exchange.ledger_table import from_table, table_text
from offramp.reading.exchange.record import ExchangeError, LedgerRecord, ReadBack
from offramp.reading.exchange.web_annotation import web_annotation_text
from offramp.reading.exchange.web_annotation_back import from_web_annotation


class Exchange(StrEnum):
    """A format of other tools."""

    WEB_ANNOTATION = "web-annotation"
    BRAT = "brat"
    CSV = "csv"


_BY_SUFFIX = {
    ".json": Exchange.WEB_ANNOTATION,
    ".jsonld": Exchange.WEB_ANNOTATION,
    ".csv": Exchange.CSV,
    ".ann": Exchange.BRAT,
}


def format_of(path: Path) -> Exchange:
    """Return the format that a path means: a folder is a brat collection, a file is known by its suffix.

    Raises
    ------
    ExchangeError
        When it means none.
    """
    if path.is_dir():
        return Exchange.BRAT
    try:
        return _BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        known = ", ".join(_BY_SUFFIX)
        raise ExchangeError(
            f"{path} could be any format: name a file in {known}, a folder of brat files, or give --format"
        ) from None


def exchange_text(ledger: LedgerRecord, form: Exchange) -> str:
    """Return the ledger in a format that is one file."""
    return table_text(ledger) if form is Exchange.CSV else web_annotation_text(ledger)


def write_exchange(ledger: LedgerRecord, form: Exchange, path: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write a ledger and return the files: one, or for brat those of a folder.

    Raises
    ------
    ExchangeError
        When the ledger does not fit the format, or a file that is there would change: it may hold corrections.
    offramp.dossier.files.FileError
        When a file cannot be written.
    """
    if form is Exchange.BRAT:
        files = {path / name: text for name, text in to_brat(ledger).items()}
        if path.exists() and not path.is_dir():
            raise ExchangeError(f"{path} is a file: a brat collection is a folder")
        if len(files) == 1:
            raise ExchangeError("no source of this ledger has its text: brat marks places in texts")
    else:
        files = {path: exchange_text(ledger, form)}
    data = {file: text.encode("utf-8", "surrogatepass") for file, text in files.items()}
    changed = [file for file in data if file.exists() and file.read_bytes() != data[file]]
    if changed and not force:
        raise ExchangeError(
            *(
                f"{file} is there already and differs: take its corrections back first, or write over it with --force"
                for file in changed
            )
        )
    if form is Exchange.BRAT:
        path.mkdir(parents=True, exist_ok=True)
    for file, content in data.items():
        replace_file(file, content)
    return tuple(data)


def read_exchange(path: Path, known: LedgerRecord) -> ReadBack:
    """Read corrections: a folder of brat files, one ``.ann`` file, a JSON-LD file or a CSV table.

    Raises
    ------
    ExchangeError
        When the file has no ledger in it.
    offramp.dossier.files.FileError
        When a file cannot be read.
    """
    form = format_of(path)
    if form is Exchange.BRAT:
        names = sorted(path.glob("*.ann")) + sorted(path.glob("*.txt")) if path.is_dir() else [path]
        if not any(name.suffix == ".ann" for name in names):
            raise ExchangeError(f"{path} holds no .ann file")
        return from_brat({name.name: read_text_file(name, LARGEST_FILE).text for name in names}, known)
    text = read_text_file(path, 16 * LARGEST_FILE).text
    return from_table(text, known) if form is Exchange.CSV else from_web_annotation(text, known)
