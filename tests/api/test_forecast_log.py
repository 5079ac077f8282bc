"""The log of forecasts: what is written is read, nothing is changed or lost, a file that is none is told plainly."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.api.forecast_log import append_forecast, log_path, read_forecasts
from offramp.api.forecast_record import ForecastFileError, ForecastRecord, read_forecast_file
from offramp.dossier.files import FileError

RECORD = ForecastRecord(
    as_of="2025-12-03", horizon="2026-06-01", made_at=datetime(2025, 12, 4, 9, 30, tzinfo=UTC),
    dossier_sha256="ab" * 32, version="0.1.0", settings={"draws": 1000, "foresight": {"north": 2}},
    probability={"deal": 0.3, "war": 0.7}, low={"deal": 0.1, "war": 0.5}, high={"deal": 0.5, "war": 0.9},
    curve=({"date": "2026-01-01", "probability": {"deal": 0.1, "war": 0.9}},),
)  # fmt: skip

ids = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def records(draw: st.DrawFn) -> ForecastRecord:
    endings = draw(st.lists(ids, min_size=1, max_size=5, unique=True))

    def chances() -> dict[str, dict[str, float]]:
        weights = draw(st.lists(st.integers(0, 99), min_size=len(endings), max_size=len(endings)))
        total = sum(weights)
        shares = [weight / total for weight in weights] if total else [1 / len(endings)] * len(endings)
        spread = draw(st.booleans())
        return {
            "probability": dict(zip(endings, shares, strict=True)),
            "low": dict.fromkeys(endings, 0.0) if spread else {},
            "high": dict.fromkeys(endings, 1.0) if spread else {},
        }

    as_of = draw(days)
    ahead = sorted(draw(st.sets(st.integers(1, 400), max_size=4)))
    return ForecastRecord(
        as_of=as_of,
        horizon=as_of + timedelta(draw(st.integers(1, 500))),
        made_at=draw(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))),
        dossier_sha256=draw(st.text("0123456789abcdef", max_size=64)),
        version=draw(ids),
        settings=draw(st.dictionaries(ids, st.one_of(st.integers(-9, 9), st.text(max_size=5), st.none()), max_size=3)),
        curve=tuple({"date": as_of + timedelta(each), **chances()} for each in ahead),
        **chances(),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(records(), min_size=1, max_size=3))
def test_what_is_written_is_read_in_order(some: list[ForecastRecord]) -> None:
    with TemporaryDirectory() as folder:
        log = Path(folder) / "a?#%.forecasts.sqlite"
        assert [append_forecast(log, each) for each in some] == list(range(1, len(some) + 1))
        found = read_forecasts(log)
    assert list(found) == some
    for one, other in zip(found, some, strict=True):
        assert list(one.probability) == list(other.probability)


def test_the_log_stands_beside_its_dossier() -> None:
    assert log_path("some/harbour.yaml") == Path("some/harbour.forecasts.sqlite")


def test_rounding_above_one_is_one() -> None:
    """Single precision may add up to a little more than 1."""
    said = ForecastRecord(as_of="2025-12-03", horizon="2026-06-01", probability={"deal": 1.0000001, "war": 0})
    assert said.probability["deal"] == 1


def test_no_log_and_an_empty_one_hold_nothing(tmp_path: Path) -> None:
    log = tmp_path / "none.sqlite"
    assert read_forecasts(log) == ()
    assert not log.exists()
    log.touch()
    assert read_forecasts(log) == ()
    assert append_forecast(log, RECORD) == 1


def test_a_record_without_a_moment_is_made_now(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    append_forecast(tmp_path / "log", RECORD.model_copy(update={"made_at": None}))
    (found,) = read_forecasts(tmp_path / "log")
    assert before <= found.made_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    "change",
    ["UPDATE forecasts SET as_of = '1999-01-01'", "DELETE FROM forecasts", "UPDATE chances SET probability = 1"],
)
def test_records_cannot_be_changed(tmp_path: Path, change: str) -> None:
    append_forecast(tmp_path / "log", RECORD)
    with (
        closing(sqlite3.connect(tmp_path / "log")) as log,
        pytest.raises(sqlite3.DatabaseError, match="as they were made"),
    ):
        log.execute(change)
    assert read_forecasts(tmp_path / "log") == (RECORD,)


WRITER = """
import sys
from offramp.api.forecast_log import append_forecast
from offramp.api.forecast_record import ForecastRecord
for k in range(20):
    append_forecast(sys.argv[1], ForecastRecord(
        as_of="2025-01-01", horizon="2025-02-01", version=sys.argv[2], settings={"k": k}, probability={"a": 1.0}))
"""


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.sqlite"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, log, str(name)]) for name in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = [(each.version, each.settings["k"]) for each in read_forecasts(log)]
    assert sorted(found) == [(str(name), k) for name in range(3) for k in range(20)]


def test_a_write_that_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """The second day of the curve, forced in past the checks, breaks the key of the table."""
    append_forecast(tmp_path / "log", RECORD)
    twice = RECORD.model_copy(update={"curve": RECORD.curve * 2})
    with pytest.raises(ForecastFileError, match="UNIQUE"):
        append_forecast(tmp_path / "log", twice)
    assert read_forecasts(tmp_path / "log") == (RECORD,)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE things (id INTEGER)")


def newer(path: Path) -> None:
    append_forecast(path, RECORD)
    with closing(sqlite3.connect(path)) as log:
        log.execute("PRAGMA user_version = 2")


def no_database(path: Path) -> None:
    path.write_text("as_of: 2025-12-03\n" * 100)


def torn(path: Path) -> None:
    append_forecast(path, RECORD)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100])


def garbled(path: Path) -> None:
    append_forecast(path, RECORD)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (foreign, "this is not a log of forecasts"),
        (newer, "a log of version 2; this program knows version 1"),
        (no_database, "this is not a log of forecasts"),
        (torn, "the file is damaged"),
        (garbled, "the file is damaged"),
        (Path.mkdir, "Is a directory"),
    ],
)
def test_a_file_that_is_no_sound_log_is_told_in_one_line(tmp_path: Path, spoil, says: str) -> None:
    log = tmp_path / "log.sqlite"
    spoil(log)
    before = log.read_bytes() if log.is_file() else b""
    for use in (read_forecasts, lambda path: append_forecast(path, RECORD)):
        with pytest.raises(ForecastFileError, match=says) as told:
            use(log)
        assert str(told.value).startswith(f"{log}: ")
        assert "\n" not in str(told.value)
    assert not log.is_file() or log.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ForecastFileError, match="is its folder there"):
        append_forecast(tmp_path / "missing" / "log.sqlite", RECORD)


def test_a_log_whose_numbers_were_tampered_with(tmp_path: Path) -> None:
    log = tmp_path / "log.sqlite"
    append_forecast(log, RECORD)
    with closing(sqlite3.connect(log)) as opened, opened:
        opened.execute("DROP TRIGGER chances_update")
        opened.execute("UPDATE chances SET probability = 0.9 WHERE ending = 'deal' AND on_curve = 0")
    with pytest.raises(ForecastFileError, match=r"forecast 1: the probabilities add up to 1.6"):
        read_forecasts(log)


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_forecasts_from_a_file_one_or_several(tmp_path: Path) -> None:
    one = RECORD.to_json() | {"offramp": 1, "types": {}}
    assert read_forecast_file(write(tmp_path / "one.json", one)) == (RECORD,)
    assert read_forecast_file(write(tmp_path / "two.json", [one, one])) == (RECORD, RECORD)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"probability": {"deal": 0.3, "war": 0.6}}, "add up to 0.9; they must add up to 1"),
        ({"probability": {"deal": -0.3, "war": 1.3}}, "probability.deal: "),
        ({"probability": {}}, "probability: "),
        ({"high": {}}, "together, or neither"),
        ({"low": {"deal": 0.1}, "high": {"deal": 0.2}}, "low must name the same endings"),
        ({"low": {"deal": 0.6, "war": 0.5}}, "low lies above high"),
        ({"horizon": "2025-12-03"}, "is not after the day of the forecast"),
        ({"horizon": 20260601}, "horizon: "),
        ({"made_at": "2025-12-04T09:30:00"}, "made_at: "),
        ({"curve": [{"date": "2026-01-01", "probability": {"deal": 1.0}}]}, "every day of the curve must name"),
        ({"curve": [{"date": f"2026-0{k}-01", "probability": {"deal": 1, "war": 0}} for k in (2, 1)]}, "increase"),
    ],
)  # fmt: skip
def test_what_is_no_forecast_is_told_with_its_place(tmp_path: Path, change: dict, says: str) -> None:
    path = write(tmp_path / "bad.json", RECORD.to_json() | change)
    with pytest.raises(ForecastFileError, match=says) as told:
        read_forecast_file(path)
    assert all(line.startswith(f"{path}: ") for line in str(told.value).splitlines())


def test_a_file_of_forecasts_that_is_not_there_or_no_json(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="No such file"):
        read_forecast_file(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("{as_of", encoding="utf-8")
    with pytest.raises(ForecastFileError, match="Invalid JSON"):
        read_forecast_file(tmp_path / "bad.json")
