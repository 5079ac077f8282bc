import pytest

from offramp.dossier.yaml_tree import DEEPEST, MappingNode, Scalar, SequenceNode, parse_yaml, to_data


def sound(text: str) -> MappingNode:
    root, problems = parse_yaml(text)
    assert problems == []
    assert root is not None
    return root


def told(text: str) -> list[tuple[int, int, str, str]]:
    _, problems = parse_yaml(text)
    return [(each.line, each.column, each.code, each.message) for each in problems]


def test_scalars_keep_their_text() -> None:
    root = sound("a: yes\nb: 0x1F\nc: 2025-11-21\nd: 1e3\ne: null\nf: ~\ng: 'no'\nh:\n")
    assert to_data(root) == {
        "a": "yes", "b": "0x1F", "c": "2025-11-21", "d": "1e3", "e": "null", "f": "~", "g": "no", "h": None
    }  # fmt: skip


def test_every_key_and_value_knows_its_place() -> None:
    text = "a: [x, 'y']\nb:\n  - c: z\n    # a comment\n    déjà: |\n      text\n"
    root = sound(text)
    items = root.pairs["a"].value
    assert isinstance(items, SequenceNode)
    assert (items.line, items.column, items.in_brackets) == (1, 4, True)
    assert [(item.line, item.column) for item in items.items] == [(1, 5), (1, 8)]
    block = root.pairs["b"].value
    assert isinstance(block, SequenceNode)
    assert (block.line, block.column, block.in_brackets) == (3, 3, False)
    entry = block.items[0]
    assert isinstance(entry, MappingNode)
    key = entry.pairs["déjà"].key
    assert (key.line, key.column) == (5, 5)
    value = entry.pairs["déjà"].value
    assert isinstance(value, Scalar)
    assert (value.text, value.style) == ("text\n", "|")


@pytest.mark.parametrize("written", ["plain", "'single'", '"double"', "two words"])
def test_the_source_of_a_scalar_is_its_slice(written: str) -> None:
    text = f"a: {written}   # comment\nb: {{c: {written} , d: x}}\n"
    root = sound(text)
    first, braces = root.pairs["a"].value, root.pairs["b"].value
    assert isinstance(braces, MappingNode)
    assert text[first.begin : first.end] == written
    inner = braces.pairs["c"].value
    assert text[inner.begin : inner.end] == written
    assert text[braces.begin : braces.end] == f"{{c: {written} , d: x}}"


def test_a_value_that_was_left_out_stands_where_its_key_does() -> None:
    empty = sound("a: x\nbb:\n").pairs["bb"].value
    assert isinstance(empty, Scalar)
    assert empty.is_empty
    assert (empty.line, empty.column) == (2, 1)


def test_a_key_given_twice_keeps_the_first_and_is_told_where() -> None:
    root, problems = parse_yaml("a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert root is not None
    assert to_data(root) == {"a": "1", "b": {"c": "2"}}
    assert [(each.line, each.column, each.message, each.hint) for each in problems] == [
        (2, 11, 'the key "c" stands twice', "first in line 2"),
        (3, 1, 'the key "a" stands twice', "first in line 1"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file(text: str) -> None:
    assert told(text) == [(1, 1, "empty-file", "the file holds nothing but comments or space")]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("- a\n- b\n", (1, 1), "expected keys (offramp: 1, title: …); found a list"),
        ("# x\njust text\n", (2, 1), "expected keys (offramp: 1, title: …); found text"),
    ],
)
def test_the_top_must_be_a_mapping(text: str, place: tuple[int, int], message: str) -> None:
    assert told(text) == [(*place, "not-a-mapping", message)]


def test_a_second_document() -> None:
    assert told("a: 1\n---\nb: 2\n") == [(2, 1, "several-documents", "a second document begins here; a dossier is one")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: !b and c\n", (1, 4)),
        ("a: !b & c\n", (1, 4)),
        ("a:\n  - x\n  - !b\n", (3, 5)),
        ("a: {prefer: !x, why: y}\n", (1, 13)),
        ("a: [!x]\n", (1, 5)),
        ("a: !(x or y)\n", (1, 4)),
        ("a: !!str x\n", (1, 4)),
        ("a: '!'\nb: !c & d\n", (2, 4)),
    ],
)
def test_a_value_that_begins_with_an_exclamation_mark(text: str, place: tuple[int, int]) -> None:
    assert told(text) == [(*place, "yaml-tag", "a value that begins with ! must be quoted")]


def test_aliases_stand_for_their_anchor() -> None:
    root = sound("a: &list [x, y]\nb: *list\nc: {d: *list}\n")
    assert to_data(root) == {"a": ["x", "y"], "b": ["x", "y"], "c": {"d": ["x", "y"]}}


def test_an_alias_without_an_anchor_above_it() -> None:
    assert told("a: *b\nc: &b x\n") == [(1, 4, "unknown-anchor", "*b refers to an anchor that is not above it")]


def test_an_anchor_cannot_hold_itself() -> None:
    assert told("a: &b [*b]\n") == [(1, 8, "unknown-anchor", "*b refers to an anchor that is not above it")]


def test_a_bomb_of_aliases_is_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, 10)]
    problems = told("\n".join(lines))
    assert [(code, message) for _, _, code, message in problems] == [
        ("alias-bomb", "the aliases up to here stand for more than 10,000 values")
    ]


def test_merge_keys_are_refused() -> None:
    assert told("a: &x {b: c}\nd:\n  <<: *x\n") == [(3, 3, "merge-key", "merge keys (<<) are not part of the format")]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [("a: x\n? [b]\n: c\n", (2, 3), "a list or a mapping"), ("a: {{b}}\n", (1, 5), "a list or a mapping"),
     ("a: x\n: c\n", (2, 1), "nothing")],
)  # fmt: skip
def test_keys_are_text(text: str, place: tuple[int, int], found: str) -> None:
    assert told(text) == [(*place, "bad-key", f"expected text as a key; found {found}")]


def test_nesting_has_a_limit() -> None:
    assert parse_yaml("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))[1] == []
    assert told("a: " + "[" * 100_000) == [(1, 3 + DEEPEST, "too-deep", "more than 40 levels of nesting")]
