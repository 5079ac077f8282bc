from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.dossier.document import Document
from offramp.dossier.problems import Problem, Severity
from offramp.dossier.yaml_tree import parse_yaml

TEXT = """\
define:
  peace: "not a.x and
    b.y"
  calm: 'a.x or b.y'
  plain: a.x if
    b.y
  folded: >-
    a.x
    and b.y
options: {talk: Talk, wait: {title: Wait}}
list:
  - one
  - two: 2
requires: {"a.x and b": b.y}
"""


def document(text: str = TEXT) -> Document:
    root, problems = parse_yaml(text)
    assert root is not None
    assert problems == []
    return Document(Path("x.yaml"), text, "", root)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("options",), (10, 10), (10, 1)),
        (("options", "wait", "title"), (10, 37), (10, 30)),
        (("list", 0), (12, 5), (12, 5)),
        (("list", 1, "two"), (13, 10), (13, 5)),
    ],
)
def test_places_of_values_and_keys(path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    assert document().at(*path) == value
    assert document().at(*path, key=True) == key


def test_a_path_below_a_short_form_gives_the_short_form() -> None:
    assert document().at("options", "talk", "title") == (10, 17)
    assert document().at("options", "talk", "title", key=True) == (10, 11)


def test_a_path_to_nowhere_gives_the_deepest_place_there_is() -> None:
    assert document().at() == (1, 1)
    assert document().at("absent") == (1, 1)
    assert document().at("list", 7) == (12, 3)
    assert document().node("list", 7) is None


@pytest.mark.parametrize(
    ("name", "word"), [("peace", "b.y"), ("calm", "b.y"), ("plain", "b.y"), ("folded", "and"), ("calm", "a.x")]
)
def test_a_place_within_a_scalar(name: str, word: str) -> None:
    data = {
        "peace": "not a.x and b.y", "calm": "a.x or b.y", "plain": "a.x if b.y", "folded": "a.x and b.y"
    }  # fmt: skip
    line, column = document().inside(("define", name), data[name].index(word))
    assert TEXT.splitlines()[line - 1][column - 1 :].startswith(word)


def test_a_place_within_a_key() -> None:
    assert document().inside(("requires", "a.x and b"), len("a.x and "), key=True) == (14, 21)


def test_escapes_give_the_start_of_the_scalar() -> None:
    doc = document("a: \"x\\ty z\"\nb: 'it''s z'\n")
    assert doc.inside(("a",), 4) == (1, 4)
    assert doc.inside(("b",), 4) == (2, 4)


def test_a_place_within_what_is_no_scalar_is_its_place() -> None:
    assert document().inside(("list",), 3) == document().at("list")


def test_a_problem_stands_at_its_path() -> None:
    doc = document()
    at_value = doc.problem(("options", "talk"), Severity.WARNING, "code", "message", "hint")
    assert at_value == Problem(10, 17, Severity.WARNING, "code", "message", "hint")
    at_key = doc.problem(("options", "talk"), Severity.ERROR, "code", "message", key=True)
    assert (at_key.line, at_key.column) == (10, 11)
    within = doc.problem(("define", "calm"), Severity.ERROR, "code", "message", offset=7)
    assert (within.line, within.column) == (4, 17)


@given(st.lists(st.sampled_from(["a.x", "and", "not", "b"]), min_size=1, max_size=6), st.data())
def test_every_word_of_a_folded_plain_scalar_is_found(words: list[str], data: st.DataObject) -> None:
    breaks = [data.draw(st.sampled_from([" ", "\n    ", "  "])) for _ in words[1:]]
    source = words[0] + "".join(gap + word for gap, word in zip(breaks, words[1:], strict=True))
    text = f"key:\n  - {source}\n"
    doc = document(text)
    scalar = doc.node("key", 0)
    assert scalar is not None
    which = data.draw(st.integers(0, len(words) - 1))
    parsed = scalar.text  # type: ignore[union-attr]
    offset = 0
    for word in words[:which]:
        offset = parsed.index(word, offset) + len(word)
    offset = parsed.index(words[which], offset)
    line, column = doc.inside(("key", 0), offset)
    assert text.splitlines()[line - 1][column - 1 :].startswith(words[which])
