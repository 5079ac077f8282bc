"""Saving: nothing is lost, only what is edited changes, and what is saved means what the edits say."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.dossier.files import FileError
from offramp.dossier.load import read_dossier
from offramp.dossier.problems import DossierError
from offramp.dossier.save import Edit, EditError, edit, edited
from offramp.dossier.yaml_tree import MappingNode, Node, Scalar, SequenceNode, parse_yaml, to_data

FULL = Path(__file__).parent / "full_dossier.yaml"
DOSSIERS = sorted((Path(__file__).parents[2] / "dossiers").glob("*.yaml"))

TEXT = """\
# head
offramp: 1   # version
title: "A quoted title"  # why it is quoted
summary: >-
  Folded over
  two lines.
decision_makers:
  # about a
  a:
    options:
      talk:  Talk       # short
      wait:  {title: Wait, why: x}   # aligned
  b: {options: {go: Go}}
timeline:
- {title: one, sets: {a.talk: yes},
   evidence: [e]}   # two lines
- title: two   # first key behind the dash
  by: a
  # between
  kind: act
# tail
"""


def check(edits: list[Edit], old: str, new: str, text: str = TEXT) -> None:
    """The edits replace ``old`` by ``new`` in the text, and nothing else."""
    assert text.count(old) == 1
    assert edited(text, edits) == text.replace(old, new)


def test_no_edits_change_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    edit(path, [])
    assert path.read_bytes() == data


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    check([Edit(("title",), "Plain")], '"A quoted title"', "Plain")


def test_a_value_gets_quotes_only_where_it_needs_them() -> None:
    for value, written in [
        ("yes", "yes"), ("2025-11", "2025-11"), ("12", "12"), ("a: b", '"a: b"'), ("!x", '"!x"'), ("x #y", '"x #y"'),
        ("", '""'), ("null", "null"), ("- x", '"- x"'), ("été", "été"), ("*x", '"*x"'),
    ]:  # fmt: skip
        check([Edit(("title",), value)], '"A quoted title"', written)


def test_a_value_within_braces_is_quoted_for_braces() -> None:
    check([Edit(("decision_makers", "a", "options", "wait", "why"), "a, b")], "why: x", 'why: "a, b"')


def test_truth_values_numbers_and_dates_are_written_as_the_format_has_them() -> None:
    path = ("timeline", 0, "sets", "a.talk")
    check([Edit(path, False)], "a.talk: yes", "a.talk: no")
    check([Edit(("title",), 0.25)], '"A quoted title"', "0.25")
    check([Edit(("title",), date(2025, 11, 21))], '"A quoted title"', "2025-11-21")


def test_a_folded_text_is_replaced_as_a_whole() -> None:
    old = "summary: >-\n  Folded over\n  two lines.\n"
    check([Edit(("summary",), "Short")], old, "summary: Short\n")
    check([Edit(("summary",), "One.\n\nTwo.\n")], old, "summary: |\n  One.\n\n  Two.\n")


def test_a_comment_behind_a_value_goes_behind_the_first_of_several_lines() -> None:
    check([Edit(("offramp",), "a\nb")], "offramp: 1   # version\n", "offramp: |-   # version\n  a\n  b\n")


def test_a_short_form_is_lengthened() -> None:
    place = ("decision_makers", "a", "options", "talk", "irreversible")
    check([Edit(place, "taking")], "talk:  Talk  ", "talk:  {title: Talk, irreversible: taking}  ")


def test_keys_are_added_where_they_belong() -> None:
    check([Edit(("decision_makers", "b", "options", "stop"), "Stop")], "{go: Go}", "{go: Go, stop: Stop}")
    check(
        [Edit(("decision_makers", "a", "options", "quit"), {"title": "Quit", "why": "y"})],
        "# aligned\n",
        "# aligned\n      quit:\n        title: Quit\n        why: y\n",
    )
    check([Edit(("timeline", 1, "to"), "b")], "  kind: act\n", "  kind: act\n  to: b\n")


def test_mappings_on_the_way_are_made() -> None:
    check(
        [Edit(("package", "reservation", "a"), 0.3)],
        "  kind: act\n",
        "  kind: act\npackage:\n  reservation:\n    a: 0.3\n",
    )


def test_entries_are_appended() -> None:
    new = "  kind: act\n- title: three\n  evidence: [e, f]\n"
    check([Edit(("timeline", 2), {"title": "three", "evidence": ["e", "f"]})], "  kind: act\n", new)
    check([Edit(("timeline", 0, "evidence", 1), "f")], "[e]", "[e, f]")


def test_entries_are_taken_out_and_comments_around_them_stay() -> None:
    first = "- {title: one, sets: {a.talk: yes},\n   evidence: [e]}   # two lines\n"
    check([Edit(("timeline", 0), remove=True)], first, "")
    check([Edit(("decision_makers", "a", "options", "talk"), remove=True)], "      talk:  Talk       # short\n", "")
    check(
        [Edit(("decision_makers", "a", "options", "wait", "title"), remove=True)], "{title: Wait, why: x}", "{why: x}"
    )
    check(
        [Edit(("decision_makers", "a", "options", "wait", "why"), remove=True)],
        "{title: Wait, why: x}",
        "{title: Wait}",
    )
    check([Edit(("timeline", 0, "evidence", 0), remove=True)], "[e]", "[]")
    check([Edit(("timeline", 1, "title"), remove=True)], "title: two   # first key behind the dash\n  by", "by")


def test_the_last_entry_leaves_an_empty_mapping_or_list() -> None:
    text = edited(TEXT, [Edit(("timeline", 0), remove=True), Edit(("timeline", 0), remove=True)])
    root, _ = parse_yaml(text)
    assert root is not None
    assert to_data(root)["timeline"] == []
    text = edited("a:\n  b: c\n", [Edit(("a", "b"), remove=True)])
    assert to_data(parse_yaml(text)[0] or Scalar("", None, 1, 1, 0, 0)) == {"a": {}}


def test_edits_are_applied_in_order() -> None:
    text = edited(TEXT, [Edit(("as_of",), "2025"), Edit(("as_of",), "2026"), Edit(("title",), remove=True)])
    assert "as_of: 2026\n" in text
    assert "title: " + '"A' not in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Edit((), "x"), "an edit needs a path"),
        (Edit(("absent",), remove=True), "there is no place absent"),
        (Edit(("timeline", 5), "x"), "there is no place timeline.5"),
        (Edit(("timeline", "x"), "y"), "there is no place timeline.x"),
        (Edit(("title", "x"), "y"), "there is text at title, and nothing can stand below it"),
        (Edit(("package", 0), "y"), "there is no place package.0"),
        (Edit(("title",), None), "None cannot stand in a dossier"),
    ],
)
def test_edits_that_cannot_be_made(change: Edit, message: str) -> None:
    with pytest.raises(EditError, match=re.escape(message)):
        edited(TEXT, [change])


def test_what_an_alias_stands_for_is_not_edited_elsewhere() -> None:
    text = "a: &x {b: c}\nd: *x\n"
    with pytest.raises(EditError, match="the layout of the file does not allow"):
        edited(text, [Edit(("d", "b"), "e")])


def test_a_file_that_is_no_yaml_is_not_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: [")
    with pytest.raises(DossierError):
        edit(path, [Edit(("a",), "x")])
    assert path.read_text() == "a: ["


def test_a_failed_write_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError):
        edit(path, [Edit(("title",), "x")])
    assert path.read_text() == TEXT
    assert list(tmp_path.iterdir()) == [path]


def test_line_ends_and_the_byte_order_mark_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    edit(path, [Edit(("title",), "New")])
    expected = TEXT.replace('"A quoted title"', "New").replace("\n", "\r\n").encode()
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected


def test_a_saved_dossier_loads_with_the_edit(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(FULL.read_bytes())
    edit(path, [Edit(("evidence", "offer", "status"), "accepted"), Edit(("status_quo", "upstream.dam"), False)])
    model = read_dossier(path).model
    assert model.evidence["offer"].status == "accepted"
    assert model.status_quo == {"upstream.dam": False, "downstream.talks": False}


# -- every place of real dossiers ------------------------------------------------------------------------------------


def places(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below: list[tuple[str | int, Node]] = []
    if isinstance(node, MappingNode):
        below = [(key, pair.value) for key, pair in node.pairs.items()]
    elif isinstance(node, SequenceNode):
        below = list(enumerate(node.items))
    return [found for part, child in below for found in [(*path, part), *places(child, (*path, part))]]


def comments(text: str) -> list[str]:
    return re.findall(r"(?:^|\s)(#.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("path", [FULL, *DOSSIERS], ids=lambda path: path.name)
def test_a_value_written_over_itself_changes_nothing_but_its_layout(path: Path) -> None:
    """Every scalar of a dossier, a sample of them in turn: the content and every comment stay."""
    text = path.read_text(encoding="utf-8")
    root, _ = parse_yaml(text)
    assert root is not None
    data, scalars = to_data(root), places(root)
    for place in scalars[:: max(1, len(scalars) // 12)]:
        value = data
        for part in place:
            value = value[part]
        result = edited(text, [Edit(place, value)])
        again, problems = parse_yaml(result)
        assert problems == []
        assert again is not None
        assert to_data(again) == data
        if isinstance(value, str):
            assert comments(result) == comments(text)


PLAIN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\x85")
NASTY = [
    "yes",
    "a: b",
    "# x",
    "- x",
    "[",
    "{a}",
    "!x",
    "&x",
    "*x",
    "'",
    '"',
    "a\nb",
    "a\nb\n",
    " a ",
    "x:",
    "?",
    "|",
    "%",
]
KEYS = st.sampled_from(["k", "l m", "n.o", "p: q"])
VALUES = st.recursive(
    st.one_of(st.text(PLAIN, max_size=12), st.sampled_from(NASTY)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_edit_at_any_place_means_what_it_says(data: st.DataObject) -> None:
    root, _ = parse_yaml(TEXT)
    assert root is not None
    place = data.draw(st.sampled_from(places(root)))
    expected: Any = to_data(root)
    parent: Any = expected
    for part in place[:-1]:
        parent = parent[part]
    if data.draw(st.booleans()):
        value = data.draw(VALUES)
        parent[place[-1]] = value
        change = Edit(place, value)
    else:
        del parent[place[-1]]
        change = Edit(place, remove=True)
    again, problems = parse_yaml(edited(TEXT, [change]))
    assert problems == []
    assert again is not None
    assert to_data(again) == expected


def test_an_entry_is_inserted_and_comments_stay_with_what_follows_them() -> None:
    edits = [Edit(("timeline", 1), {"title": "between"}, insert=True)]
    check(edits, "   evidence: [e]}   # two lines\n", "   evidence: [e]}   # two lines\n- title: between\n")
    check([Edit(("timeline", 0), {"title": "first"}, insert=True)], "timeline:\n- {", "timeline:\n- title: first\n- {")


def test_an_entry_is_inserted_within_brackets() -> None:
    text = "offramp: 1\ntitle: x\ndecision_makers: {a: {}}\ntimeline: [{title: one}]\n"
    check(
        [Edit(("timeline", 0), {"title": "zero"}, insert=True)], "[{title: one}]", "[{title: zero}, {title: one}]", text
    )


def test_only_a_list_can_be_inserted_into() -> None:
    with pytest.raises(EditError, match="no place in a list"):
        edited(TEXT, [Edit(("title",), "x", insert=True)])


def test_several_keys_are_added_at_once() -> None:
    new = {"c": {"options": {"run": "Run"}}, "d": {}}
    text = "offramp: 1\ntitle: x\ndecision_makers:\n  a: {}   # first\n# tail\n"
    added = "  a: {}   # first\n  c:\n    options:\n      run: Run\n  d: {}\n"
    check([Edit(("decision_makers",), new, extend=True)], "  a: {}   # first\n", added, text)
    fresh = [Edit(("evidence",), {"e": {"claim": "x"}}, extend=True)]
    check(fresh, "# tail\n", "evidence:\n  e:\n    claim: x\n# tail\n", text)
    with pytest.raises(EditError, match="cannot be extended"):
        edited(text, [Edit(("decision_makers",), {"a": {}}, extend=True)])


def test_a_key_is_put_before_another_with_its_comment() -> None:
    text = (
        "offramp: 1\ntitle: x\ndecision_makers: {a: {}}\n"
        "scenarios:\n  war: {when: a}   # bad\n  # the rest\n  rest: {when: otherwise}\n"
    )
    edit_ = Edit(("scenarios", "rest"), {"deal": {"when": "b"}}, insert=True)
    check([edit_], "# bad\n", "# bad\n  deal:\n    when: b\n", text)
    first = Edit(("scenarios", "war"), {"deal": {"when": "b"}}, insert=True)
    check([first], "  war:", "  deal:\n    when: b\n  war:", text)
    flow = Edit(("decision_makers", "a"), {"z": {}}, insert=True)
    check([flow], "{a: {}}", "{z: {}, a: {}}", text)
