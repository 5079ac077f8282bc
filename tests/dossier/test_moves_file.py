from pathlib import Path

import pytest

from offramp.dossier.files import FileError
from offramp.dossier.moves_file import ListedMove, read_moves


def test_moves_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_bytes(b'\xef\xbb\xbffrom,to\r\ncalm, tense\r\n\r\n"tense","war"\r\n')
    table = read_moves(tmp_path, "moves.csv")
    assert table.problems == ()
    assert table.moves == (ListedMove("calm", "tense", 2), ListedMove("tense", "war", 4))
    assert table.path == tmp_path / "moves.csv"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("calm,tense\n", 1, 'expected the columns "from,to" in the first line; found "calm,tense"'),
        ("from,two\n", 1, 'expected the columns "from,to" in the first line; found "from,two"'),
        ("from,to\ncalm\n", 2, "expected two states; found 1 values"),
        ("from,to\na,b\na,b,c\n", 3, "expected two states; found 3 values"),
        ("from,to\na,\n", 2, 'the "to" of this move is empty'),
    ],
)
def test_what_is_wrong_is_said_by_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "moves.csv").write_text(text)
    problems = read_moves(tmp_path, "moves.csv").problems
    assert [(problem.line, problem.message) for problem in problems] == [(line, message)]


def test_an_unclosed_quote_is_said(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text('from,to\n"a,b\n')
    problems = read_moves(tmp_path, "moves.csv").problems
    assert [problem.code for problem in problems] == ["bad-csv"]


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_moves(tmp_path / "folder", "../moves.csv")
