"""A folder of reports, and the second reader, as the command line runs them."""

import json
import shutil
from pathlib import Path

import pytest

from offramp.cli.arguments import Format
from offramp.cli.read_many import read_many
from offramp.cli.second_reader import second_attributions
from offramp.reading.error import ReadingError
from offramp.reading.ingest import from_text
from offramp.reading.reader import read
from stub_model import claims, model, refused

REPORTS = Path(__file__).parents[1] / "reports" / "quay"
ARTICLE = from_text("The union said it would strike. Ministers were dismayed.")


def run(folder: Path, form: Format = Format.TABLE, seen: Path | None = None) -> None:
    read_many(folder, published=None, form=form, seen_file=seen, everything=False)


def test_a_folder_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    run(REPORTS)
    assert "3 reports read" in capsys.readouterr().out
    run(REPORTS, Format.JSON)
    assert len(json.loads(capsys.readouterr().out)["reports"]) == 3
    run(REPORTS, Format.CSV)
    assert capsys.readouterr().out.startswith("claim,origins,from,reports,news\n")


def test_the_state_is_kept_and_says_what_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    courier, lagoon, _ = sorted(REPORTS.iterdir())
    folder, seen = tmp_path / "reports", tmp_path / "seen.json"
    folder.mkdir()
    shutil.copy(courier, folder)
    run(folder, seen=seen)
    assert "Since the last reading" not in capsys.readouterr().out
    shutil.copy(lagoon, folder)
    run(folder, seen=seen)
    assert "Since the last reading: " in capsys.readouterr().out
    assert len(json.loads(seen.read_text(encoding="utf-8"))["reports"]) == 2


def test_a_state_that_is_none_is_refused_and_stays(tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    seen.write_text("{}", encoding="utf-8")
    with pytest.raises(ReadingError):
        run(REPORTS, seen=seen)
    assert seen.read_text(encoding="utf-8") == "{}"


def test_reports_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(sorted(REPORTS.iterdir())[0], tmp_path)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    run(tmp_path)
    told = capsys.readouterr()
    assert "1 report read, 1 not read" in " ".join(told.out.split())
    assert "empty.txt" in told.err


def asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFRAMP_LLM_URL", url)
    monkeypatch.setenv("OFFRAMP_LLM_MODEL", "small-model")
    monkeypatch.delenv("OFFRAMP_LLM_KEY", raising=False)


def test_the_second_reader_adds_and_what_it_drops_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (1, "Ministers", "were", ["dismayed"])
    with model(claims(good, (1, "The union", "said", ["it would fold"]))) as server:
        asked(server.url, monkeypatch)
        second = second_attributions(ARTICLE, verbose=True)
    told = capsys.readouterr().err
    assert "1 item dropped" in told
    assert "it would fold" in told
    by_rules, by_both = read(ARTICLE), read(ARTICLE, second)
    assert [claim.rule for claim in by_both.claims][: len(by_rules.claims)] == [claim.rule for claim in by_rules.claims]
    added = by_both.claims[len(by_rules.claims) :]
    assert [(each.rule, each.confidence) for each in added] == [("second reader: small-model", 0.0)]


def test_the_rules_reading_survives_a_second_reader_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with model(refused(401)) as server:
        asked(server.url, monkeypatch)
        second = second_attributions(ARTICLE)
    assert second == ()
    assert "refuses the key" in capsys.readouterr().err
    assert read(ARTICLE, second) == read(ARTICLE)


def test_a_second_reader_that_is_not_set_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"OFFRAMP_LLM_{name}", raising=False)
    with pytest.raises(ReadingError, match="OFFRAMP_LLM_URL"):
        second_attributions(ARTICLE)
