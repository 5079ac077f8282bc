"""Syntax errors of YAML in plain words: what the parser says, as what the writer can do about it."""

import re
from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError

from offramp.dossier.problems import Problem, Severity

UNQUOTED_TAG = ("a value that begins with ! must be quoted", 'as in "!a and b", or write "not a and b"')
"""Message and hint for a plain value that begins with ``!``, which YAML takes for a tag."""

_INDENT = "indent it like its neighbours"
_COLON_IN_BRACKETS = "close it; inside [ ] and { } quote a value that contains a comma, a colon or a bracket"


class _Rule(NamedTuple):
    """What we say where the parser, doing something, says something: at its mark, or where that something began."""

    doing: str
    said: str
    at_opening: bool
    message: str
    hint: str


_RULES = (
    _Rule("quoted scalar", "found unexpected", True, "the quote that opens here is not closed", "end it with a quote"),
    _Rule("anchor", "", True, "a value that begins with & must be quoted", "or use the word and"),
    _Rule("alias", "", True, "a value that begins with * must be quoted", 'as in "*"'),
    _Rule(
        "", "could not find", True, 'expected a key with ": " behind it, or a list entry', "quote a text that goes on"
    ),
    _Rule("", "mapping keys", False, 'a value cannot begin with "? "', "quote the value"),
    _Rule("", "sequence entries", False, "a list cannot begin in the line of its key", "begin a new line, or quote it"),
    _Rule("block scalar", "", False, "text behind the | or > that opens a block", "begin the text in a new line"),
    _Rule("", "expected <block end>", False, "this line does not belong to the lines above it", _INDENT),
    _Rule("", "expected '<document start>'", False, "this line does not belong to the lines above it", _INDENT),
)

_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_TAG = re.compile(r"(?:^\s*|[:\-]\s+|[\[{,]\s*)(?=!)")
_SECOND_COLON = re.compile(r"^\s*(?:-\s+)*[^\s:'\"\[{][^:]*:\s+[^\s'\"\[{].*:(?:\s|$)")


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """Return what is wrong, in our words, for an error of the parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _forbidden_character(error, text)
    context = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    tag = _unquoted_tag(lines, context.line, mark.line)
    if tag is not None:
        return _problem(*tag, *UNQUOTED_TAG, "yaml-tag")
    directive = next((number for number, each in enumerate(lines[: mark.line + 1]) if each.startswith("%")), None)
    if directive is not None:
        return _problem(directive, 0, "a line cannot begin with %", "quote the value, or indent the line")
    said, doing = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    line = lines[mark.line] if mark.line < len(lines) else ""
    return _translated(said, doing, mark, context, line)


def _translated(said: str, doing: str, mark: Any, context: Any, line: str) -> Problem:
    here, opened = (mark.line, mark.column), (context.line, context.column)
    if "flow" in doing and said.startswith("expected ','"):
        bracket = "[" if "sequence" in doing else "{"
        if "stream end" in said or mark.line != context.line:
            return _problem(*opened, f"the {bracket} that opens here is not closed", _COLON_IN_BRACKETS)
        return _problem(*here, f"expected a comma or the end of the {bracket} here", _COLON_IN_BRACKETS)
    if "mapping values" in said:
        return _second_colon(here, line)
    if "cannot start any token" in said:
        return _forbidden_start(here, line)
    if said.startswith("expected the node content"):
        return _problem(*here, f"expected a value; found {_named(said)}", "quote the value")
    if said.startswith("expected <block end>") and "scalar" in said and line[: mark.column].strip():
        return _problem(*here, "text after the end of a value", "quote the whole value; write ' as '' inside '…'")
    if "double-quoted" in doing:
        backslash = (mark.line, line.rfind("\\", 0, mark.column))
        return _problem(*backslash, 'a \\ inside "…" must begin one of YAML\'s escapes', "use '…', or write \\\\")
    for rule in _RULES:
        if rule.doing in doing and said.startswith(rule.said):
            return _problem(*(opened if rule.at_opening else here), rule.message, rule.hint)
    return _problem(*here, "this is not valid YAML", said.replace("\0", "the end") or None)


def _named(said: str) -> str:
    """Return what the parser found instead of a value."""
    token = said.rpartition("found ")[2].strip("'")
    return {"<stream end>": "the end of the file", "<document start>": "---"}.get(token, token)


def _second_colon(here: tuple[int, int], line: str) -> Problem:
    if _SECOND_COLON.match(line[: here[1] + 1]):
        return _problem(*here, 'a second ": " in one value', "quote the value")
    hint = f"{_INDENT}; a key needs a space after its colon, in the lines above too"
    return _problem(*here, "a key is not expected here", hint)


def _forbidden_start(here: tuple[int, int], line: str) -> Problem:
    sign = line[here[1] : here[1] + 1]
    if sign == "\t":
        return _problem(*here, "a tab in the indentation", "indent with spaces", "tab")
    return _problem(*here, f"a value cannot begin with {sign}", "quote the value")


def _forbidden_character(error: YAMLError, text: str) -> Problem:
    """Return the problem of a character that YAML does not allow at all."""
    position, character = getattr(error, "position", 0), getattr(error, "character", None)
    before = text[:position]
    name = f"U+{character:04X}" if isinstance(character, int) else "this"
    place = (before.count("\n"), len(before) - before.rfind("\n") - 1)
    return _problem(*place, f"the character {name} is not allowed in YAML", "remove it, or write it as an escape")


def _unquoted_tag(lines: list[str], first: int, last: int) -> tuple[int, int] | None:
    """Return the place of a plain value that begins with ``!`` in some lines."""
    for number in range(first, min(last + 1, len(lines))):
        line = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), lines[number])
        match = _TAG.search(line.split(" #")[0])
        if match is not None:
            return number, match.end()
    return None


def _problem(line: int, column: int, message: str, hint: str | None, code: str = "syntax") -> Problem:
    return Problem(line + 1, column + 1, Severity.ERROR, code, message, hint)
