"""Changes to the text of a YAML file that touch nothing but their own place.

Each function returns the new text. New values are laid out as what surrounds them: within ``{ }`` and ``[ ]`` in one
line, elsewhere one key or dash a line. ruamel.yaml writes them; every scalar is text.
"""

import re
from collections.abc import Mapping
from io import StringIO
from textwrap import dedent, indent
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from offramp.dossier.yaml_tree import MappingNode, Node, Pair, Scalar, SequenceNode

_PLAIN = re.compile(
    r"""\w(?:[^,\[\]{}:#"'\\&*!|>%@`?\n]*[^\s,\[\]{}:#"'\\&*!|>%@`?])?\Z"""
)  # plain in any surroundings
_LONGEST_LINE = 90  # characters; what is longer gets one key or dash a line


def replace_value(text: str, pair: Pair, value: Any, in_braces: bool) -> str:
    """Return the text with another value for a key; a comment behind a value of one line stays."""
    old = pair.value
    if in_braces or _fits_in_line(old, value):
        return text[: old.begin] + in_line(value) + text[old.end :]
    lines = in_lines({pair.key.text: value}, pair.key.column - 1)
    end = text.index(":", pair.end) + 1 if isinstance(old, Scalar) and old.is_empty else pair.end
    return _replace_lines(text, pair.key.begin, end, lines)


def replace_item(text: str, sequence: SequenceNode, index: int, value: Any) -> str:
    """Return the text with another entry in a list."""
    old = sequence.items[index]
    if sequence.in_brackets or _fits_in_line(old, value):
        return text[: old.begin] + in_line(value) + text[old.end :]
    lines = in_lines([value], sequence.column - 1)
    return _replace_lines(text, old.begin, old.end, lines.removeprefix("- "))


def add_pair(text: str, mapping: MappingNode, key: str, value: Any) -> str:
    """Return the text with another key at the end of a mapping."""
    if mapping.in_braces:
        return _add_in_line(text, mapping.end, list(mapping.pairs.values()), _pair_in_line(key, value))
    return _add_lines(text, mapping.end, in_lines({key: value}, mapping.column - 1), mapping.column - 1)


def add_pairs(text: str, mapping: MappingNode, values: Mapping[str, Any]) -> str:
    """Return the text with several other keys at the end of a mapping, in order."""
    if not values:
        return text
    if mapping.in_braces:
        entries = ", ".join(_pair_in_line(key, value) for key, value in values.items())
        return _add_in_line(text, mapping.end, list(mapping.pairs.values()), entries)
    return _add_lines(text, mapping.end, in_lines(values, mapping.column - 1), mapping.column - 1)


def add_item(text: str, sequence: SequenceNode, value: Any) -> str:
    """Return the text with another entry at the end of a list."""
    if sequence.in_brackets:
        return _add_in_line(text, sequence.end, list(sequence.items), in_line(value))
    return _add_lines(text, sequence.end, in_lines([value], sequence.column - 1), sequence.column - 1)


def insert_item(text: str, sequence: SequenceNode, index: int, value: Any) -> str:
    """Return the text with another entry before the one at an index; a comment above that one stays with it."""
    item = sequence.items[index]
    if sequence.in_brackets:
        return text[: item.begin] + in_line(value) + ", " + text[item.begin :]
    lines, margin = in_lines([value], sequence.column - 1), " " * (sequence.column - 1)
    if index:
        return _add_lines(text, sequence.items[index - 1].end, lines, sequence.column - 1)
    at = _dash(text, item, sequence)
    return text[:at] + lines + "\n" + margin + text[at:]


def insert_pairs(text: str, mapping: MappingNode, key: str, values: Mapping[str, Any]) -> str:
    """Return the text with other keys before one of a mapping; a comment above that one stays with it."""
    keys = list(mapping.pairs)
    pair = mapping.pairs[key]
    if mapping.in_braces:
        entries = ", ".join(_pair_in_line(each, value) for each, value in values.items())
        return text[: pair.key.begin] + entries + ", " + text[pair.key.begin :]
    lines, margin = in_lines(values, mapping.column - 1), " " * (mapping.column - 1)
    if keys.index(key):
        return _add_lines(text, mapping.pairs[keys[keys.index(key) - 1]].end, lines, mapping.column - 1)
    return text[: pair.key.begin] + lines + "\n" + margin + text[pair.key.begin :]


def remove_pair(text: str, mapping: MappingNode, key: str) -> str:
    """Return the text without a key; a mapping with one key a line must keep another."""
    pairs = list(mapping.pairs.values())
    spans = [(pair.key.begin, pair.end) for pair in pairs]
    return _remove(text, spans, list(mapping.pairs).index(key), mapping.in_braces)


def remove_item(text: str, sequence: SequenceNode, index: int) -> str:
    """Return the text without an entry of a list; a list with one dash a line must keep another."""
    begins = [item.begin if sequence.in_brackets else _dash(text, item, sequence) for item in sequence.items]
    spans = [(begin, item.end) for begin, item in zip(begins, sequence.items, strict=True)]
    return _remove(text, spans, index, sequence.in_brackets)


def in_line(value: Any) -> str:
    """Return a value in one line, as it can stand within brackets."""
    return _pair_in_line("v", value).removeprefix("v: ")


def _pair_in_line(key: str, value: Any) -> str:
    """Return a key and its value as they can stand within braces."""
    return _dump({key: _laid_out(value, in_line=True)}, flow=True).strip()[1:-1]


def in_lines(value: Any, margin: int) -> str:
    """Return a mapping or a list with one key or dash a line, all but the first line behind a margin."""
    laid_out = [_laid_out(item) for item in value] if isinstance(value, list) else _laid_out(value)
    lines = dedent(_dump(laid_out, flow=False)).rstrip("\n")
    return indent(lines, " " * margin).lstrip(" ")


def _fits_in_line(old: Node, value: Any) -> bool:
    """Return whether a value can take the place of an old one between the key and the end of the line."""
    if isinstance(old, MappingNode):
        return old.in_braces
    if isinstance(old, SequenceNode):
        return old.in_brackets
    one_line = old.style in (None, "'", '"') and not old.is_empty and "\n" not in str(value)
    return one_line and (isinstance(value, str) or len(in_line(value)) <= _LONGEST_LINE)


def _replace_lines(text: str, begin: int, end: int, lines: str) -> str:
    """Put lines in the place of others; a comment behind the old ones goes behind the first of the new."""
    line_end = _line_end(text, end)
    first, *more = lines.split("\n")
    return text[:begin] + "\n".join([first + text[end:line_end], *more]) + text[line_end:]


def _add_in_line(text: str, end: int, before: list[Pair] | list[Node], entry: str) -> str:
    """Put an entry behind the last, or between brackets that hold nothing."""
    at = before[-1].end if before else end - 1
    return text[:at] + (", " if before else "") + entry + text[at:]


def _add_lines(text: str, end: int, lines: str, margin: int) -> str:
    """Put lines below the line in which what they are added to ends."""
    at = _line_end(text, end)
    return text[:at] + "\n" + " " * margin + lines + text[at:]


def _remove(text: str, spans: list[tuple[int, int]], index: int, in_line: bool) -> str:
    """Take out one of several entries, with the comma or the lines that are its own."""
    begin, end = spans[index]
    follows = index + 1 < len(spans)
    line_begin = text.rfind("\n", 0, begin) + 1
    if in_line or text[line_begin:begin].strip():
        if follows:
            end = spans[index + 1][0]
        elif index:
            begin = spans[index - 1][1]
        return text[:begin] + text[end:]
    return text[:line_begin] + text[_line_end(text, end) + 1 :]


def _dash(text: str, item: Node, sequence: SequenceNode) -> int:
    """Return where the dash of an entry stands: in its line, or above when the entry begins below its dash."""
    line_begin = text.rfind("\n", 0, item.begin) + 1
    while line_begin and text[line_begin + sequence.column - 1 :][:1] != "-":
        line_begin = text.rfind("\n", 0, line_begin - 1) + 1
    return line_begin + sequence.column - 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _dump(value: Any, flow: bool) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextResolver
    yaml.default_flow_style = flow
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def _laid_out(value: Any, *, in_line: bool = False) -> Any:
    """Return a value in which texts of several lines stand line by line, and short lists in one line."""
    if isinstance(value, Mapping):
        return {key: _laid_out(item, in_line=in_line) for key, item in value.items()}
    if isinstance(value, str):
        if not value or (in_line and not _PLAIN.match(value)):
            return DoubleQuotedScalarString(value)
        return LiteralScalarString(value) if "\n" in value.rstrip("\n") else value
    entries = CommentedSeq(_laid_out(item, in_line=in_line) for item in value)
    if not in_line and not any(isinstance(item, Mapping) for item in value) and len(repr(value)) <= _LONGEST_LINE:
        entries.fa.set_flow_style()
    return entries


class _TextResolver(VersionedResolver):
    """Takes every scalar as text, so that none gets quotes that it does not need."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        return super().resolve(kind, value, (False, False) if kind is ScalarNode else implicit)
