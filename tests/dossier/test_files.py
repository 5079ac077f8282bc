import hashlib
import os
from pathlib import Path

import pytest

from offramp.dossier.files import FileError, inside, read_beside, read_text_file, replace_file


def test_text_has_no_byte_order_mark_and_lf_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    path.write_bytes(data)
    file = read_text_file(path)
    assert file.text == "one\ntwo\nthree\n"
    assert file.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    with pytest.raises(FileError) as error:
        read_text_file(path, 4 * 1024 * 1024)
    assert error.value.problem.code == "too-large"
    assert error.value.problem.message == "the file has 4,194,305 bytes; at most 4 MB are read"
    assert read_text_file(path).text.startswith("#")


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: x\r\nsummary: é ".encode() + b"caf\xe9\n")
    with pytest.raises(FileError) as error:
        read_text_file(path)
    problem = error.value.problem
    assert (problem.line, problem.column, problem.code) == (2, 15, "not-utf8")
    assert problem.message == "the file is not UTF-8: byte 25 is 0xe9"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as error:
        read_text_file(tmp_path / name)
    assert error.value.problem.code == "unreadable"
    assert error.value.problem.message.startswith("the file cannot be read: ")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "report.txt").write_text("y")
    assert read_beside(folder, "report.txt").text == "y"
    for name in ("link.txt", "../secret.txt"):
        with pytest.raises(FileError) as error:
            inside(folder, name)
        assert error.value.problem.code == "bad-path"


def test_replacing_keeps_the_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_replacing_writes_through_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_text("old")
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as error:
        replace_file(path, b"new")
    assert error.value.problem.message == "the file cannot be written: No space left on device"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError) as error:
        replace_file(path, b"new")
    assert error.value.problem.message == "the file cannot be written: Permission denied"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        replace_file(tmp_path / "nowhere" / "a.yaml", b"new")
    assert error.value.problem.code == "unwritable"
