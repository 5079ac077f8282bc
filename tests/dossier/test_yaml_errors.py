"""Syntax errors: each with its place and its words; none speaks the parser's language."""

import pytest

from offramp.dossier.yaml_tree import parse_yaml

CASES = [
    ("title: Two: a river", "1:11", 'a second ": " in one value'),
    ('title: "Two": a river', "1:13", "a key is not expected here"),
    ("- x: y: z", "1:7", 'a second ": " in one value'),
    ("a:b\nc: d", "2:2", "a key is not expected here"),
    ("a: x\n  b: y", "2:4", "a key is not expected here"),
    ("a: 1\n- b", "2:1", "this line does not belong to the lines above it"),
    ("  a: 1\nb: 2", "2:1", "this line does not belong to the lines above it"),
    ("a:\n\tb: 1", "2:1", "a tab in the indentation"),
    ("a: [1, 2", "1:4", "the [ that opens here is not closed"),
    ("a: [1, 2\nb: 3", "1:4", "the [ that opens here is not closed"),
    ("a: {b: c\nd: e", "1:4", "the { that opens here is not closed"),
    ("a: [b: c: d]", "1:9", "expected a comma or the end of the [ here"),
    ("a: 'it's here'", "1:8", "text after the end of a value"),
    ('a: "x" y', "1:8", "text after the end of a value"),
    ("a: 'x\nb: c", "1:4", "the quote that opens here is not closed"),
    ('a: "x', "1:4", "the quote that opens here is not closed"),
    ('a: "C:\\x"', "1:7", 'a \\ inside "…" must begin one of YAML\'s escapes'),
    ("a: @x", "1:4", "a value cannot begin with @"),
    ("a: `x`", "1:4", "a value cannot begin with `"),
    ("a: %x", "1:4", "a value cannot begin with %"),
    ("a: & b", "1:4", "a value that begins with & must be quoted"),
    ("a: * b", "1:4", "a value that begins with * must be quoted"),
    ("a: - b", "1:4", "a list cannot begin in the line of its key"),
    ("a: ? b", "1:4", 'a value cannot begin with "? "'),
    ("a: ]", "1:4", "expected a value; found ]"),
    ("a: [,]", "1:5", "expected a value; found ,"),
    ("a: | x\n  y", "1:6", "text behind the | or > that opens a block"),
    ("a: b\ntext\nc: d", "2:1", 'expected a key with ": " behind it, or a list entry'),
    ("a: x\x07", "1:5", "the character U+0007 is not allowed in YAML"),
    ("a: x\n%b\n", "2:1", "a line cannot begin with %"),
]


@pytest.mark.parametrize(("text", "place", "message"), CASES, ids=[case[0].replace("\n", "⏎") for case in CASES])
def test_message_and_place(text: str, place: str, message: str) -> None:
    root, problems = parse_yaml(text)
    assert root is None
    assert [(f"{each.line}:{each.column}", each.message) for each in problems] == [(place, message)]
    assert problems[0].hint
