"""The ledger as a CSV table, a row for each claim, and back.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which is taken off again when the table
is read: what stands in an article must not run in anybody's spreadsheet.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from offramp.reading.exchange.record import (
    ClaimRecord,
    ExchangeError,
    LedgerRecord,
    Pair,
    QuantityRecord,
    ReadBack,
    claim_from,
    plain,
    words_at,
)

COLUMNS = (
    "id", "source", "claim", "quote", "content", "speaker", "cue", "attributed_to", "echoed_by", "subset_of",
    "supports", "contradicts", "hedge", "condition", "quantities", "date", "grade", "status", "why",
    "generated_by", "confidence",
)  # fmt: skip
READ_ONLY = ("source_title", "publisher", "published", "url")
_FORMULA = tuple("=+-@\t\r'")
_LISTS = ("echoed_by", "supports", "contradicts")
_SPANS = ("content", "speaker", "cue")


def to_table(ledger: LedgerRecord) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and a row for each claim, as they are written.

    Spans are ``34-50; 60-70``; links of a chain are joined by `` > ``, names in parallel and in lists by ``; ``, with a
    backslash before such a sign inside a name; quantities are ``80..100 people killed``.
    """
    rows = []
    for claim in ledger.claims:
        source = ledger.source(claim.source)
        about = (source.title, source.publisher, source.published, source.url) if source else ("",) * len(READ_ONLY)
        cells = [_cell(column, getattr(claim, column)) for column in COLUMNS]
        rows.append(tuple(_harmless(cell or "") for cell in (*cells, *about)))
    return (*COLUMNS, *READ_ONLY), rows


def table_text(ledger: LedgerRecord) -> str:
    """Return the ledger as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header, rows = to_table(ledger)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def from_table(text: str, known: LedgerRecord) -> ReadBack:
    """Read claims back from a CSV table.

    Columns may stand in any order, and any but ``id`` may be missing: what a claim has there stays as the known ledger
    has it. Columns of other names are passed over. Where a row says where its content stands, the words there are its
    quote, whatever the column ``quote`` says; clear ``content`` to have other words looked for.

    Raises
    ------
    ExchangeError
        When the text is no table of claims.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise ExchangeError(f"not CSV: {error}") from None
    if not rows or "id" not in rows[0]:
        raise ExchangeError('the table needs a header with the column "id" and a row for each claim')
    before = {claim.id: claim for claim in known.claims}
    claims, problems = [], []
    for number, row in enumerate(rows, start=2):
        try:
            claims.append(_claim(row, before, known))
        except (ValueError, ExchangeError) as error:
            problems.append(f"row {number}: {error}")
    return ReadBack(tuple(claims), tuple(problems))


def _claim(row: Mapping[str, Any], before: Mapping[str, ClaimRecord], known: LedgerRecord) -> ClaimRecord:
    cells = {name: _original(row[name]) for name in COLUMNS if isinstance(row.get(name), str)}
    if not cells.get("status"):
        cells.pop("status", None)  # left empty it says nothing; it does not accept
    name = cells.get("id", "").strip()
    if not name:
        raise ValueError("it has no id")
    values = {column: _value(column, cell) for column, cell in cells.items()}
    old = before.get(name)
    if old is not None:
        missing = {key: value for key, value in plain(old).items() if key not in cells}
        values = {**missing, **values}
    claim = claim_from({key: value for key, value in values.items() if value not in ("", None)})
    source = known.source(claim.source)
    bare = old is not None and old.quote is None and old.content == claim.content
    if cells.get("content") and not bare and source is not None and source.text is not None:
        claim = replace(claim, quote=words_at(source.text, claim.content))
    return claim


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column in _SPANS:
        return "; ".join(f"{begin}-{end}" for begin, end in value)
    if column == "attributed_to":
        return " > ".join(_joined(link) for link in value)
    if column in _LISTS:
        return _joined(value)
    if column == "quantities":
        return "; ".join(_quantity(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(column: str, cell: str) -> Any:
    if column in _SPANS:
        return [_span(part) for part in cell.split(";") if part.strip()]
    if column == "attributed_to":
        return [_parted(link, ";") for link in _parted(cell, ">", keep=True)]
    if column in _LISTS:
        return _parted(cell, ";")
    if column == "quantities":
        return [_read_quantity(part) for part in _parted(cell, ";")]
    return cell


def _quantity(quantity: QuantityRecord) -> str:
    low, high = ("" if bound is None else f"{bound:.12g}" for bound in (quantity.min, quantity.max))
    return f"{low}..{high} {_escaped(quantity.of)}"


def _read_quantity(cell: str) -> dict[str, Any]:
    match = re.fullmatch(r"(\S*?)\.\.(\S*)\s+(.+)", cell.strip(), re.DOTALL)
    if match is None:
        raise ValueError(f'a quantity is written "80..100 people killed"; found "{cell.strip()}"')
    bounds = {key: float(text) for key, text in zip(("min", "max"), match.groups(), strict=False) if text}
    return {**bounds, "of": match[3]}


def _span(cell: str) -> Pair:
    match = re.fullmatch(r"\s*(\d+)\s*-\s*(\d+)\s*", cell, re.ASCII)
    if match is None:
        raise ValueError(f'a span is written "34-50"; found "{cell.strip()}"')
    return int(match[1]), int(match[2])


def _joined(names: Sequence[str]) -> str:
    return "; ".join(_escaped(name) for name in names)


def _escaped(name: str) -> str:
    return re.sub(r"([\\;>])", r"\\\1", name)


def _parted(cell: str, sign: str, *, keep: bool = False) -> list[str]:
    """Return the parts between signs that no backslash precedes; with ``keep`` the backslashes stay in them."""
    parts = re.findall(rf"((?:\\.|[^\\{sign}])*)(?:{sign}|$)", cell, re.DOTALL)
    found = [part.strip() for part in parts]
    return [part if keep else re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in found if part]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _original(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
