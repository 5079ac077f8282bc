"""Many reports in one run."""

import os
import signal
from pathlib import Path

import pytest

from offramp.processes import DiedError, in_processes
from offramp.reading.error import ReadingError
from offramp.reading.folder import read_all, reports_in


def first_line(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if not text:
        raise ReadingError("The report is empty.", "It needs words.")
    if text.startswith("fault"):
        raise ZeroDivisionError("by zero")
    if text.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    return text.partition("\n")[0]


def double(number: int) -> int:
    return 2 * number


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "b.txt": "second\n",
        "a.md": "first\n",
        "c/d.HTML": "third\n",
        "empty.txt": "",
        "notes.csv": "no report",
        ".hidden.txt": "hidden",
        ".git/x.txt": "hidden",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_reports_of_a_folder_in_order(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in reports_in(folder)]
    assert names == ["a.md", "b.txt", "empty.txt", "c/d.HTML"]


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"holds no report: files that end in \.txt"):
        reports_in(tmp_path)


@pytest.mark.parametrize("processes", [1, 2])
def test_each_is_read_and_a_fault_loses_only_itself(folder: Path, processes: int) -> None:
    (folder / "fault.txt").write_text("fault")
    paths = [*reports_in(folder), folder / "gone.txt"]
    told: list[tuple[int, int]] = []
    found = read_all(paths, first_line, processes=processes, progress=lambda *done: told.append(done))
    assert [text for _, text in found.read] == ["first", "second", "third"]
    assert {each.path.name: each.problems for each in found.unread} == {
        "empty.txt": ("The report is empty.", "It needs words."),
        "fault.txt": ("it could not be read: ZeroDivisionError: by zero",),
        "gone.txt": ("the file cannot be read: No such file or directory",),
    }
    assert told == [(number, 6) for number in range(1, 7)]


def test_a_process_that_dies_loses_only_its_own_report(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text("die" if number == 2 else f"report {number}\n")
    found = read_all(reports_in(tmp_path), first_line, processes=2)
    assert [text for _, text in found.read] == [f"report {number}" for number in (0, 1, 3, 4, 5)]
    assert found.unread[0].problems == ("it could not be read: DiedError: the process that worked on it died",)
    assert issubclass(DiedError, Exception)


@pytest.mark.parametrize("processes", [None, 1, 2, 3])
def test_the_results_do_not_depend_on_the_processes(processes: int | None) -> None:
    assert dict(in_processes(double, range(5), processes)) == {number: 2 * number for number in range(5)}
    assert list(in_processes(double, [], processes)) == []
