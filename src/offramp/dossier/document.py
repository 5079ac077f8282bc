"""The dossier's text with its tree: where each key and each value stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from offramp.dossier.problems import Problem, Severity
from offramp.dossier.yaml_tree import MappingNode, Node, Scalar, SequenceNode


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that was read, with the place of everything in it.

    Attributes
    ----------
    path
        The file.
    text
        As read: without a byte order mark, lines ended by LF.
    sha256
        Of the file's bytes.
    root
        The tree.
    """

    path: Path
    text: str
    sha256: str
    root: MappingNode

    def at(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        """Return line and column (1-based) of the value at a path of keys and indices, or of its key.

        A path that goes deeper than the file does, as after a short form was lengthened, gives the deepest place
        that exists.
        """
        node: Node = self.root
        place = key_place = (1, 1)
        for part in path:
            below = child(node, part)
            if below is None:
                break
            place = (below.line, below.column)
            key_place = _key_place(node, part) or place
            node = below
        return key_place if key else place

    def node(self, *path: str | int) -> Node | None:
        """Return the node at a path, or ``None`` when the file has none there."""
        return node_at(self.root, path)

    def inside(self, path: tuple[str | int, ...], offset: int, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the code point at an offset (from 0) of a scalar's text.

        With ``key``, of the text of the key at the path. Where escapes make the count uncertain, the scalar's start.
        """
        scalar = self._key(path) if key else self.node(*path)
        if not isinstance(scalar, Scalar):
            return self.at(*path, key=key)
        index = _source_index(self.text[scalar.begin : scalar.end], scalar, offset)
        if index is None:
            return scalar.line, scalar.column
        before = self.text[: scalar.begin + index]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def problem(
        self,
        path: tuple[str | int, ...],
        severity: Severity,
        code: str,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        offset: int | None = None,
    ) -> Problem:
        """Return a problem at a path: at its value, at its ``key``, or at an ``offset`` within the scalar there."""
        line, column = self.at(*path, key=key) if offset is None else self.inside(path, offset, key=key)
        return Problem(line, column, severity, code, message, hint)

    def _key(self, path: tuple[str | int, ...]) -> Scalar | None:
        parent = self.node(*path[:-1]) if path else None
        pair = parent.pairs.get(path[-1]) if isinstance(parent, MappingNode) and isinstance(path[-1], str) else None
        return pair.key if pair else None


def _key_place(node: Node, part: str | int) -> tuple[int, int] | None:
    """Return line and column of a key; an entry of a list has none."""
    if isinstance(node, MappingNode) and isinstance(part, str):
        key = node.pairs[part].key
        return key.line, key.column
    return None


def child(node: Node, part: str | int) -> Node | None:
    """Return the value of a key of a mapping, or the entry of a list at an index; ``None`` when there is none."""
    match node:
        case MappingNode(pairs=pairs) if isinstance(part, str) and part in pairs:
            return pairs[part].value
        case SequenceNode(items=items) if isinstance(part, int) and 0 <= part < len(items):
            return items[part]
        case _:
            return None


def node_at(root: Node, path: Iterable[str | int]) -> Node | None:
    """Return the node at a path of keys and indices, or ``None`` when there is none."""
    node: Node | None = root
    for part in path:
        if node is None:
            return None
        node = child(node, part)
    return node


def _source_index(source: str, scalar: Scalar, offset: int) -> int | None:
    """Return where the code point at an offset of the text stands in the source of the scalar.

    Line folding changes only white space, so the n-th visible character of the text is the n-th of the source.
    """
    offset = min(offset, len(scalar.text))
    start = 0
    if scalar.style in ("'", '"'):
        start = 1
        if "\\" in source or "''" in source[1:-1]:
            return None
    elif scalar.style is not None:
        start = source.index("\n") + 1
    if "\n" not in source[start:]:
        return start + offset
    visible = len("".join(scalar.text[:offset].split()))
    for index in range(start, len(source)):
        if not source[index].isspace():
            if visible == 0:
                return index
            visible -= 1
    return len(source)
