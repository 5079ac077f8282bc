"""Writing: by suffix, whole or not at all, with a clear message."""

from pathlib import Path

import pytest

from offramp.brief.content import Stamp
from offramp.brief.write import BriefError, write_brief

STAMP = Stamp("9.9.9", "river.yaml", "offramp report river.yaml -o brief.html")


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", "<!doctype html>"), ("a.HTM", "<!doctype html>"), ("a.md", "# Two neighbours")]
)
def test_the_suffix_chooses_the_form(river, tmp_path: Path, name: str, start: str) -> None:
    written = write_brief(river, tmp_path / name, STAMP)
    assert written.read_text(encoding="utf-8").startswith(start)
    assert list(tmp_path.iterdir()) == [written]  # nothing is left beside it


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.pdf", "PDF comes with a later version; write a.html and print it from a browser"),
        ("a.docx", 'a brief is written as .html or .md; a.docx has ".docx"'),
        ("brief", "a brief is written as .html or .md; brief has no suffix"),
    ],
)
def test_other_suffixes_are_refused_before_anything_is_done(river, tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(BriefError) as error:
        write_brief(river, tmp_path / name, STAMP)
    assert str(error.value) == message
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(river, tmp_path: Path) -> None:
    target = tmp_path / "none" / "a.md"
    with pytest.raises(BriefError) as error:
        write_brief(river, target, STAMP)
    assert str(error.value) == f"{target}: the file cannot be written: No such file or directory"
