"""Packages from a plain table of values, without a conflict.

The table is CSV: a header ``package,PARTY,PARTY,…``, a row for each package with what it is worth to each party (on any
scale), and one row named ``reservation`` with the least that each party accepts::

    package,union,company
    reservation,0.3,0.25
    pay only,0.4,0.9
    pay and hours,0.8,0.5
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from math import isfinite

import numpy as np

from offramp.settlement.package_set import PackageError, PackageSet, plain_packages

RESERVATION = "reservation"
"""The name of the row that holds the reservation values."""

Row = tuple[int, list[str]]  # line and cells


def packages_from_mapping(values: Mapping[str, Mapping[str, float]], reservation: Mapping[str, float]) -> PackageSet:
    """Return packages from what each is worth to each party.

    Parameters
    ----------
    values
        By the name of the package, then by party.
    reservation
        The least that each party accepts; its keys are the parties, in order.

    Raises
    ------
    PackageError
        When a package misses a party or has another; all problems at once.

    Examples
    --------
    >>> packages = packages_from_mapping({"swap": {"a": 3, "b": 2}, "keep": {"a": 1, "b": 4}}, {"a": 1, "b": 1})
    >>> packages.label(0), packages.gains.tolist()
    ('swap', [[2.0, 1.0], [0.0, 3.0]])
    """
    parties = list(reservation)
    problems = [
        f"package {name!r}: expected a value for each of {', '.join(parties)}; it has {', '.join(row) or 'none'}"
        for name, row in values.items()
        if set(row) != set(parties)
    ]
    if problems:
        raise PackageError(problems)
    table = np.array([[row[party] for party in parties] for row in values.values()], dtype=np.float64)
    least = np.array(list(reservation.values()), dtype=np.float64)
    return plain_packages(parties, table.reshape(-1, len(parties)), least, tuple(values))


def read_value_table(text: str, where: str = "value table") -> PackageSet:
    """Return the packages of a table in CSV.

    Parameters
    ----------
    text
        The table.
    where
        Name of the file, for messages.

    Raises
    ------
    PackageError
        One problem for each fault, with line and column (the column of the table, from 1).
    """
    rows = [(line, cells) for line, cells in _cells(text) if any(cells)]
    if not rows:
        raise PackageError([f"{where}: the table is empty; expected a header 'package,PARTY,PARTY,…'"])
    parties = rows[0][1][1:]
    problems = [f"{where}:{problem}" for problem in (*_header_problems(rows[0]), *_row_problems(rows[1:], parties))]
    if problems:
        raise PackageError(problems)
    numbers = {cells[0]: [float(cell) for cell in cells[1:]] for _, cells in rows[1:]}
    reservation = np.array(numbers.pop(RESERVATION))
    values = np.array(list(numbers.values()), dtype=np.float64).reshape(-1, len(parties))
    return plain_packages(parties, values, reservation, tuple(numbers), f"{where}, row {RESERVATION!r}")


def _cells(text: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text.removeprefix("\ufeff")))
    for cells in reader:
        yield reader.line_num, [cell.strip() for cell in cells]


def _header_problems(header: Row) -> Iterator[str]:
    line, cells = header
    if len(cells) < 2:
        yield f"{line}:1: expected a header 'package,PARTY,PARTY,…'; found {','.join(cells)!r}"
    for column, cell in enumerate(cells[1:], start=2):
        if not cell:
            yield f"{line}:{column}: a party needs a name"
        elif cell in cells[1 : column - 1]:
            yield f"{line}:{column}: the party {cell!r} has a column already"


def _row_problems(rows: Sequence[Row], parties: Sequence[str]) -> Iterator[str]:
    names: set[str] = set()
    for line, cells in rows:
        if cells[0] in names:
            yield f"{line}:1: the name {cells[0]!r} is taken by an earlier row"
        names.add(cells[0])
        if len(cells) != len(parties) + 1:
            yield f"{line}:{len(cells)}: expected {len(parties)} values after the name; found {len(cells) - 1}"
        for column, cell in enumerate(cells[1:], start=2):
            if not _is_number(cell):
                yield f"{line}:{column}: expected a number; found {cell!r}"
    if RESERVATION not in names:
        yield f" there is no row named {RESERVATION!r}: it says the least that each party accepts"


def _is_number(cell: str) -> bool:
    try:
        return isfinite(float(cell))
    except ValueError:
        return False
