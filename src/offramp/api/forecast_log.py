"""The log of forecasts: a small database beside the dossier, to which records are only ever added.

``NAME.forecasts.sqlite`` holds what was said when, so that it can be held against what happened. Each record is written
whole or not at all; several programs may write at once, one after the other. Records are never changed: triggers in
the file refuse it, whoever opens it.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from offramp.api.forecast_record import Chances, ForecastFileError, ForecastRecord, faults

APPLICATION_ID = 0x4F46524C  # "OFRL", in the header of the file: whose database it is
LOG_VERSION = 1
"""Version of the tables, in the header of the file too."""
PATIENCE = 30.0
"""Seconds to wait while another program writes."""

_TABLES = (
    "CREATE TABLE forecasts (id INTEGER PRIMARY KEY, made_at TEXT NOT NULL, as_of TEXT NOT NULL, "
    "horizon TEXT NOT NULL, dossier_sha256 TEXT NOT NULL, version TEXT NOT NULL, settings TEXT NOT NULL)",
    "CREATE TABLE chances (forecast INTEGER NOT NULL REFERENCES forecasts, on_curve INTEGER NOT NULL, "
    "day TEXT NOT NULL, place INTEGER NOT NULL, ending TEXT NOT NULL, probability REAL NOT NULL, low REAL, high REAL, "
    "PRIMARY KEY (forecast, on_curve, day, place)) WITHOUT ROWID",
)
_KEEPERS = tuple(
    f"CREATE TRIGGER {table}_{action} BEFORE {action} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'forecasts are kept as they were made'); END"
    for table in ("forecasts", "chances")
    for action in ("update", "delete")
)
_HEAD = ("made_at", "as_of", "horizon", "dossier_sha256", "version", "settings")
_REASONS = {
    "SQLITE_BUSY": "another program is writing to it: try again when it is done",
    "SQLITE_LOCKED": "another program is writing to it: try again when it is done",
    "SQLITE_CANTOPEN": "the file cannot be opened: is its folder there, and may you write to it?",
    "SQLITE_READONLY": "the file, or its folder, may not be written to",
    "SQLITE_FULL": "no space left on device",
    "SQLITE_NOTADB": "this is not a log of forecasts: move it away, and a new one is made",
    "SQLITE_CORRUPT": "the file is damaged: restore it from a copy, or move it away, and a new one is made",
}
_DAMAGED = _REASONS["SQLITE_CORRUPT"]


def log_path(dossier: str | Path) -> Path:
    """Return where the forecasts of a dossier are logged: ``harbour.yaml`` has ``harbour.forecasts.sqlite``."""
    path = Path(dossier)
    return path.with_name(f"{path.stem}.forecasts.sqlite")


def append_forecast(path: str | Path, record: ForecastRecord) -> int:
    """Add a record to a log, which is made when there is none, and return its number, from 1.

    Parameters
    ----------
    path
        The log; see :func:`log_path`.
    record
        The forecast; one that does not say when it was made is made now.

    Raises
    ------
    ForecastFileError
        When the log cannot be written, is damaged, or is no log; nothing has been written then.
    """
    path = Path(path)
    with _told(path), closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as log, _writing(log):
        _prepare(log, path)
        log.execute(f"INSERT INTO forecasts ({', '.join(_HEAD)}) VALUES (?, ?, ?, ?, ?, ?)", _head(record))
        number: int = log.execute("SELECT last_insert_rowid()").fetchone()[0]
        rows = _rows(number, str(record.horizon), record, on_curve=False)
        for point in record.curve:
            rows += _rows(number, str(point.date), point, on_curve=True)
        log.executemany("INSERT INTO chances VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return number


def read_forecasts(path: str | Path) -> tuple[ForecastRecord, ...]:
    """Return the records of a log, oldest first; none when there is no log yet.

    Raises
    ------
    ForecastFileError
        When the log cannot be read, is damaged, or is no log.
    """
    path = Path(path)
    if not path.exists():
        return ()
    with _told(path), closing(_open_to_read(path)) as log:
        log.execute("BEGIN")  # one moment for all that is read
        if not _is_log(log, path):
            return ()
        if log.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise ForecastFileError([f"{path}: {_DAMAGED}"])
        columns = ("id", *_HEAD)
        found = log.execute(f"SELECT {', '.join(columns)} FROM forecasts ORDER BY id").fetchall()
        rows = log.execute(
            "SELECT forecast, on_curve, day, ending, probability, low, high FROM chances "
            "ORDER BY forecast, on_curve, day, place"
        ).fetchall()
    return _records(path, [dict(zip(columns, row, strict=True)) for row in found], rows)


def _open_to_read(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


@contextmanager
def _writing(log: sqlite3.Connection) -> Iterator[None]:
    """Write all of what follows or nothing, waiting for whoever writes now."""
    log.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if log.in_transaction:  # some errors have ended it already
            log.execute("ROLLBACK")
        raise
    log.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the database says into one clear message."""
    if path.is_dir():
        raise ForecastFileError([f"{path}: {os.strerror(errno.EISDIR)}"])
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        reason = next((words for code, words in _REASONS.items() if name.startswith(code)), str(error))
        raise ForecastFileError([f"{path}: {reason}"]) from None


def _prepare(log: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none."""
    if _is_log(log, path):
        return
    for statement in (*_TABLES, *_KEEPERS):
        log.execute(statement)
    log.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    log.execute(f"PRAGMA user_version = {LOG_VERSION}")


def _is_log(log: sqlite3.Connection, path: Path) -> bool:
    """Return whether a database is a log; ``False``: it is empty. Raise when it is anything else."""
    owner = log.execute("PRAGMA application_id").fetchone()[0]
    if owner == 0 and log.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return False
    if owner != APPLICATION_ID:
        raise ForecastFileError([f"{path}: {_REASONS['SQLITE_NOTADB']}"])
    version = log.execute("PRAGMA user_version").fetchone()[0]
    if version != LOG_VERSION:
        raise ForecastFileError(
            [f"{path}: a log of version {version}; this program knows version {LOG_VERSION}: use a newer Offramp"]
        )
    return True


def _head(record: ForecastRecord) -> tuple[str, ...]:
    """Return what stands in the columns of a record; one that does not say when it was made is made now."""
    made_at = (record.made_at or datetime.now(UTC)).astimezone(UTC).isoformat()
    days = (str(record.as_of), str(record.horizon))
    return made_at, *days, record.dossier_sha256, record.version, json.dumps(dict(record.settings), ensure_ascii=False)


def _rows(number: int, day: str, chances: Chances, *, on_curve: bool) -> list[tuple[Any, ...]]:
    return [
        (number, on_curve, day, place, ending, value, chances.low.get(ending), chances.high.get(ending))
        for place, (ending, value) in enumerate(chances.probability.items())
    ]


def _records(path: Path, heads: list[dict[str, Any]], rows: list[tuple[Any, ...]]) -> tuple[ForecastRecord, ...]:
    """Put records together from the rows of both tables."""
    days: dict[tuple[int, int, str], dict[str, dict[str, float]]] = {}
    for forecast, on_curve, day, ending, probability, low, high in rows:
        chances = days.setdefault((forecast, on_curve, day), {"probability": {}, "low": {}, "high": {}})
        chances["probability"][ending] = probability
        if low is not None:
            chances["low"][ending], chances["high"][ending] = low, high
    curves: dict[int, list[dict[str, Any]]] = {}
    for (forecast, on_curve, day), chances in days.items():
        if on_curve:
            curves.setdefault(forecast, []).append({"date": day, **chances})
    return tuple(_record(path, head, days, curves) for head in heads)


def _record(
    path: Path, head: dict[str, Any], days: Mapping[tuple[int, int, str], Any], curves: Mapping[int, Any]
) -> ForecastRecord:
    number = head.pop("id")
    chances = days.get((number, 0, head["horizon"]), {})
    try:
        settings = json.loads(head.pop("settings"))
        return ForecastRecord(**head, settings=settings, **chances, curve=tuple(curves.get(number, ())))
    except ValidationError as error:
        raise ForecastFileError(faults(f"{path}: forecast {number}", error)) from None
    except (TypeError, ValueError):
        raise ForecastFileError([f"{path}: forecast {number}: its settings are no JSON: {_DAMAGED}"]) from None
