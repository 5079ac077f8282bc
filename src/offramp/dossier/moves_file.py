"""Moves of graph form from a CSV file beside the dossier: the columns ``from`` and ``to``, one move a line."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from offramp.dossier.files import read_beside
from offramp.dossier.problems import Problem, Severity, did_you_mean

_COLUMNS = ["from", "to"]


@dataclass(frozen=True, slots=True)
class ListedMove:
    """A move as the file lists it: ids of states, and the line (1-based) that it stands in."""

    from_: str
    to: str
    line: int


@dataclass(frozen=True, slots=True)
class MovesTable:
    """The content of a file of moves; the problems have their places in that file."""

    path: Path
    moves: tuple[ListedMove, ...]
    problems: tuple[Problem, ...]


def read_moves(folder: Path, name: str) -> MovesTable:
    """Read a file of moves.

    Parameters
    ----------
    folder
        The dossier's folder.
    name
        The path in the dossier, relative to that folder.

    Raises
    ------
    FileError
        When the file lies outside the folder, cannot be read, or is not UTF-8.
    """
    file = read_beside(folder, name)
    moves: list[ListedMove] = []
    problems: list[Problem] = []
    rows = csv.reader(StringIO(file.text), strict=True)
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if rows.line_num == 1:
                problems += _header_problems(cells)
            elif any(cells):
                problems += _row_problems(cells, rows.line_num)
                if len(cells) == 2:
                    moves.append(ListedMove(cells[0], cells[1], rows.line_num))
    except csv.Error as error:
        problems.append(_error(rows.line_num, "bad-csv", f"this is not valid CSV: {error}"))
    if rows.line_num == 0:
        problems.append(_error(1, "bad-csv", "the file is empty", 'the first line is "from,to"'))
    return MovesTable(file.path, tuple(moves), tuple(problems))


def _header_problems(cells: list[str]) -> list[Problem]:
    if cells == _COLUMNS:
        return []
    wrong = next((cell for cell in cells if cell not in _COLUMNS), None)
    near = did_you_mean(wrong, _COLUMNS) if wrong else None
    message = f'expected the columns "from,to" in the first line; found "{",".join(cells)}"'
    return [_error(1, "bad-csv", message, near)]


def _row_problems(cells: list[str], line: int) -> list[Problem]:
    if len(cells) != 2:
        return [_error(line, "bad-csv", f"expected two states; found {len(cells)} values")]
    if not all(cells):
        return [_error(line, "bad-csv", f'the "{_COLUMNS[cells.index("")]}" of this move is empty')]
    return []


def _error(line: int, code: str, message: str, hint: str | None = None) -> Problem:
    return Problem(line, 1, Severity.ERROR, code, message, hint)
