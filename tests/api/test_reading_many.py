"""Three reports of one dispute, read in one run: the same claim, its origins, and what is new afterwards."""

import json
import shutil
from pathlib import Path

import pytest

from offramp.api.reading_many import ManyReports, day_in_name, read_folder
from offramp.reading.error import ReadingError
from offramp.reading.seen import News, seen_from, seen_text

REPORTS = Path(__file__).parents[1] / "reports" / "quay"


def of(found: ManyReports, *words: str) -> dict[str, object]:
    """The group of claims whose words hold these."""
    (group,) = (each for each in found.to_json()["claims"] if all(word in each["content"].casefold() for word in words))
    return dict(group)


@pytest.fixture(scope="module")
def found() -> ManyReports:
    return read_folder(REPORTS, processes=1)


def test_reports_that_cite_one_agencys_sources_are_one_origin_and_a_name_is_another(found: ManyReports) -> None:
    offer = of(found, "port authority", "amnesty")
    assert len(offer["reports"]) == 3  # type: ignore[arg-type]
    assert len(offer["origins"]) == 2  # type: ignore[arg-type]
    assert ["Piet Maas"] in offer["origins"]  # type: ignore[operator]


def test_one_person_quoted_twice_is_one_origin(found: ManyReports) -> None:
    quay = of(found, "north quay", "inspected")
    assert len(quay["reports"]) == 2  # type: ignore[arg-type]
    assert quay["origins"] == [["Ilka Renn"]]


def test_the_day_in_a_files_name_resolves_its_dates(found: ManyReports) -> None:
    days = {path.name[:10]: reading.article.published.isoformat() for path, reading in found.readings}  # type: ignore[union-attr]
    assert all(name == day for name, day in days.items())
    assert day_in_name("12025-11-281") is None


def test_the_text_and_the_rows_name_each_group_once(found: ManyReports) -> None:
    assert "3 reports read" in found.text(100)
    header, rows = found.rows()
    assert header == ["claim", "origins", "from", "reports", "news"]
    assert len(rows) == len(found.groups)
    most = found.text(100).index("amnesty")
    assert most < found.text(100).index("80 ships")  # most origins first


def test_what_is_new_since_the_last_reading(tmp_path: Path) -> None:
    courier, lagoon, union = sorted(REPORTS.iterdir())
    shutil.copy(courier, tmp_path)
    first = read_folder(tmp_path, processes=1)
    assert {each.news for each in first.groups} == {News.NEW}
    state = seen_from(seen_text(first.seen))

    again = read_folder(tmp_path, seen=state, processes=1)
    assert (len(again.readings), {each.news for each in again.groups}) == (0, {News.KNOWN})
    assert "0 reports read, 1 read before" in again.text(200)

    shutil.copy(lagoon, tmp_path)
    second = read_folder(tmp_path, seen=state, processes=1)
    assert [path.name for path, _ in second.readings] == [lagoon.name]
    assert of(second, "port authority", "amnesty")["news"] == "repeated"  # the same sources of the same agency
    assert of(second, "pay", "inspection")["news"] == "new"

    shutil.copy(union, tmp_path)
    third = read_folder(tmp_path, seen=second.seen, processes=1)
    assert of(third, "port authority", "amnesty")["news"] == "corroborated"
    assert "1 claim known before and now from another origin" in third.text(200)
    assert set(third.seen.reports) == {each.sha256 for each in third.reports}


def test_a_copy_adds_no_origin_and_a_broken_file_loses_only_itself(tmp_path: Path) -> None:
    text = sorted(REPORTS.iterdir())[0].read_text(encoding="utf-8") + "\n".join(
        f"The cranes number {number} at the quay are older than the law allows." for number in range(12)
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"From our news desk\n\n{text}", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    found = read_folder(tmp_path, processes=1)
    assert found.to_json()["copies"] == [[str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]]
    assert all(len(each.same.origins) <= 2 for each in found.groups)
    assert {each.path.name for each in found.unread} == {"empty.txt", "noise.txt"}
    assert "2 reports read, 2 not read" in found.text(200)


def test_in_several_processes_the_same_is_found(found: ManyReports) -> None:
    assert read_folder(REPORTS, processes=2).to_json() == found.to_json()


def test_a_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(ReadingError):
        read_folder(tmp_path)


def test_json_is_json(found: ManyReports) -> None:
    assert json.loads(json.dumps(found.to_json()))["reports"][0]["read_before"] is False
