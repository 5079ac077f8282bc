import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.dossier.splice import in_line, in_lines
from offramp.dossier.yaml_tree import MappingNode, SequenceNode, parse_yaml, to_data


def read(text: str) -> object:
    root, problems = parse_yaml(text)
    assert problems == []
    assert root is not None
    return to_data(root)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("two words", "two words"),
        ("a, b", '"a, b"'),
        ("", '""'),
        (["a", ["b", "c"]], "[a, [b, c]]"),
        ({"k": "v"}, "{k: v}"),
        ([{"k": "v"}, {"l": "w"}], "[k: v, l: w]"),
        ({}, "{}"),
        ([], "[]"),
    ],
)
def test_values_in_one_line(value: object, written: str) -> None:
    assert in_line(value) == written


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\x85"))
)
def test_any_text_can_stand_within_brackets(text: str) -> None:
    assert read(f"k: [x, {in_line(text)}, {{a: {in_line(text)}}}]") == {"k": ["x", text, {"a": text}]}


def test_lines_have_a_margin_but_the_first() -> None:
    assert in_lines({"k": {"a": "b", "c": "d"}}, 4) == "k:\n      a: b\n      c: d"
    assert in_lines([{"a": "b", "c": "d"}], 2) == "- a: b\n    c: d"


def test_short_lists_stand_in_one_line_and_long_ones_in_several() -> None:
    assert in_lines({"k": ["a", "b"]}, 0) == "k: [a, b]"
    long = in_lines({"k": ["word " * 10 + "end"] * 3}, 0)
    assert long.count("\n") == 3
    root, _ = parse_yaml(long)
    assert isinstance(root, MappingNode)
    value = root.pairs["k"].value
    assert isinstance(value, SequenceNode)
    assert not value.in_brackets
