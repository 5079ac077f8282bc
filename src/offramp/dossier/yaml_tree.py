"""YAML text as a frozen tree in which every key and every value knows its place.

The tree is built from the parser's events, before any value is interpreted: a scalar keeps its text, so that ``yes``
is read as a truth value only where one is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from offramp.dossier.problems import Problem, Severity
from offramp.dossier.yaml_errors import UNQUOTED_TAG, syntax_problem

DEEPEST = 40
"""Levels of nesting that are read."""

LARGEST_EXPANSION = 10_000
"""Nodes that all aliases of a file may stand for together."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar: its text and where it stands.

    Attributes
    ----------
    text
        The value, quotes removed and lines folded.
    style
        ``None`` for plain, else the sign that opens it: one of ``' " | >``.
    line, column
        1-based place of its first character.
    begin, end
        Where it stands in the file's text: code points from 0, end excluded.
    """

    text: str
    style: str | None
    line: int
    column: int
    begin: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written at all."""
        return self.style is None and not self.text


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value."""

    key: Scalar
    value: "Node"

    @property
    def end(self) -> int:
        """Where the pair ends in the text; the value of an alias stands elsewhere."""
        return max(self.key.end, self.value.end)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping, in file order; ``in_braces`` tells ``{a: b}`` from the form with one key a line."""

    pairs: dict[str, Pair]
    line: int
    column: int
    begin: int
    end: int
    in_braces: bool


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list; ``in_brackets`` tells ``[a, b]`` from the form with one dash a line."""

    items: tuple["Node", ...]
    line: int
    column: int
    begin: int
    end: int
    in_brackets: bool


Node = Scalar | MappingNode | SequenceNode


def parse_yaml(text: str) -> tuple[MappingNode | None, list[Problem]]:
    """Parse the text of a dossier.

    Returns
    -------
    tuple
        The tree, or ``None`` when there is none to speak of, and all problems found: a syntax error ends the
        reading, others (a key given twice, a YAML tag) do not.
    """
    builder = _Builder(text)
    try:
        root = builder.document()
    except _StopReadingError:
        root = None
    except YAMLError as error:
        root = None
        builder.problems.append(syntax_problem(error, text))
    return root, list(dict.fromkeys(builder.problems))


def to_data(node: Node) -> Any:
    """Return a tree as plain dicts, lists and strings; an empty scalar is ``None``."""
    match node:
        case Scalar():
            return None if node.is_empty else node.text
        case MappingNode(pairs=pairs):
            return {key: to_data(pair.value) for key, pair in pairs.items()}
        case SequenceNode(items=items):
            return [to_data(item) for item in items]


class _StopReadingError(Exception):
    """A problem after which the rest of the file makes no sense."""


class _Builder:
    """Builds the tree from the parser's events and collects problems on the way."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._nodes = 0
        self._expanded = 0

    def document(self) -> MappingNode:
        """Read the file's only document."""
        next(self._events)  # the start of the stream
        event = next(self._events)
        if not isinstance(event, DocumentStartEvent):
            self._refuse("empty-file", "the file holds nothing but comments or space", 1, 1)
        first = next(self._events)
        root = self._node(first, 1)
        next(self._events)  # the end of the document
        extra = next(self._events)
        if isinstance(extra, DocumentStartEvent):
            self._report("several-documents", "a second document begins here; a dossier is one", extra.start_mark)
        if not isinstance(root, MappingNode):
            self._refuse_root(root)
        return root

    def _refuse_root(self, root: Scalar | SequenceNode) -> NoReturn:
        if isinstance(root, Scalar) and root.is_empty:
            self._refuse("empty-file", "the file holds nothing but comments or space", 1, 1)
        kind = "a list" if isinstance(root, SequenceNode) else "text"
        self._refuse("not-a-mapping", f"expected keys (offramp: 1, title: …); found {kind}", root.line, root.column)

    def _node(self, event: Any, depth: int) -> Node:
        if depth > DEEPEST:
            self._report("too-deep", f"more than {DEEPEST} levels of nesting", event.start_mark)
            raise _StopReadingError
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.ctag is not None:
            message, hint = UNQUOTED_TAG
            self._report("yaml-tag", message, event.start_mark, hint)
        before = self._nodes
        self._nodes += 1
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, MappingStartEvent):
            node = self._mapping(event, depth)
        else:
            node = self._sequence(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._nodes - before)
        return node

    def _scalar(self, event: ScalarEvent) -> Scalar:
        mark = event.start_mark
        written = self._text[mark.index : event.end_mark.index].rstrip()
        return Scalar(
            event.value, event.style or None, mark.line + 1, mark.column + 1, mark.index, mark.index + len(written)
        )

    def _mapping(self, event: CollectionStartEvent, depth: int) -> MappingNode:
        pairs: dict[str, Pair] = {}
        while not isinstance(key_event := next(self._events), MappingEndEvent):
            key = self._node(key_event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if self._is_key(key, key_event) and isinstance(key, Scalar):
                if key.text in pairs:
                    first = pairs[key.text].key.line
                    message = f'the key "{key.text}" stands twice'
                    self._report("duplicate-key", message, key_event.start_mark, f"first in line {first}")
                else:
                    pairs[key.text] = Pair(key, _placed(value, key))
        mark, in_braces = event.start_mark, bool(event.flow_style)
        last = key_event.end_mark.index if in_braces else max((pair.end for pair in pairs.values()), default=mark.index)
        return MappingNode(pairs, mark.line + 1, mark.column + 1, mark.index, last, in_braces)

    def _is_key(self, key: Node, event: Any) -> bool:
        if not isinstance(key, Scalar) or key.is_empty:
            kind = "nothing" if isinstance(key, Scalar) else "a list or a mapping"
            hint = "quote a value that contains { or [" if not isinstance(key, Scalar) else None
            self._report("bad-key", f"expected text as a key; found {kind}", event.start_mark, hint)
            return False
        if key.text == "<<" and key.style is None:
            message = "merge keys (<<) are not part of the format"
            self._report("merge-key", message, event.start_mark, "write the keys out")
            return False
        return True

    def _sequence(self, event: CollectionStartEvent, depth: int) -> SequenceNode:
        items = []
        while not isinstance(item := next(self._events), SequenceEndEvent):
            items.append(self._node(item, depth + 1))
        mark, in_brackets = event.start_mark, bool(event.flow_style)
        last = item.end_mark.index if in_brackets else items[-1].end
        return SequenceNode(tuple(items), mark.line + 1, mark.column + 1, mark.index, last, in_brackets)

    def _alias(self, event: AliasEvent) -> Node:
        found = self._anchors.get(event.anchor)
        if found is None:
            message = f"*{event.anchor} refers to an anchor that is not above it"
            self._report("unknown-anchor", message, event.start_mark, "quote a value that begins with *")
            mark = event.start_mark
            return Scalar(f"*{event.anchor}", None, mark.line + 1, mark.column + 1, mark.index, event.end_mark.index)
        node, size = found
        self._nodes += size
        self._expanded += size
        if self._expanded > LARGEST_EXPANSION:
            message = f"the aliases up to here stand for more than {LARGEST_EXPANSION:,} values"
            self._report("alias-bomb", message, event.start_mark, "write the values out")
            raise _StopReadingError
        return node

    def _report(self, code: str, message: str, mark: Any, hint: str | None = None) -> None:
        self.problems.append(Problem(mark.line + 1, mark.column + 1, Severity.ERROR, code, message, hint))

    def _refuse(self, code: str, message: str, line: int, column: int) -> NoReturn:
        self.problems.append(Problem(line, column, Severity.ERROR, code, message))
        raise _StopReadingError


def _placed(value: Node, key: Scalar) -> Node:
    """Return a value; one that was left out stands where its key does."""
    if isinstance(value, Scalar) and value.is_empty:
        return Scalar("", None, key.line, key.column, key.end, key.end)
    return value
