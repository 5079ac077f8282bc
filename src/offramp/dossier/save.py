"""Changing a dossier in place: comments, order, quotes and layout stay; only what is edited is written anew.

Every edit is a change to the text at one place (:mod:`offramp.dossier.splice`). Before anything is saved the result
is read again and compared with what the edits mean, so that an edit is made whole or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from offramp.dossier import splice
from offramp.dossier.dates import FuzzyDate
from offramp.dossier.document import child, node_at
from offramp.dossier.files import BYTE_ORDER_MARK, LARGEST_FILE, read_text_file, replace_file
from offramp.dossier.problems import DossierError
from offramp.dossier.translate import models_at
from offramp.dossier.yaml_tree import MappingNode, Node, Scalar, SequenceNode, parse_yaml, to_data

REMOVED = object()
"""Stands for the value of what an edit takes out."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """Stands for the value of an edit that makes room for it in a list."""

    value: Any


@dataclass(frozen=True, slots=True)
class Added:
    """Stands for the keys that an edit adds to a mapping."""

    value: dict[str, Any]


PathInFile = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes
    ----------
    path
        Keys and indices as in the file; mappings that are missing are made, a short form is lengthened, and the
        index after the last of a list appends to it.
    value
        Text, truth value, number, date, or lists and mappings of these; ignored with ``remove``.
    remove
        Whether to take the key or the entry out instead.
    insert
        Whether the value becomes a new entry of a list, before the one at the index that ends the path; or, when that
        is a key, the value is a mapping whose pairs come before that key.
    extend
        Whether the value is a mapping whose keys, all of them new, are added to the one at the path, or to a new one.
    """

    path: PathInFile
    value: Any = None
    remove: bool = False
    insert: bool = False
    extend: bool = False


class EditError(Exception):
    """An edit that cannot be made; the file stays as it was."""


def edit(path: Path | str, edits: Sequence[Edit]) -> None:
    """Apply edits to a dossier, in order, and save it.

    Raises
    ------
    FileError
        When the file cannot be read or written; it stays as it was.
    DossierError
        When the file is not sound YAML.
    EditError
        When an edit names a place that cannot be.
    """
    if not edits:
        return
    path = Path(path)
    file = read_text_file(path, LARGEST_FILE)
    text = edited(file.text, edits, path)
    raw = path.read_bytes()
    if raw.count(b"\r\n") * 2 > raw.count(b"\n"):
        text = text.replace("\n", "\r\n")
    mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK) else b""
    replace_file(path, mark + text.encode())


def edited(text: str, edits: Sequence[Edit], path: Path | str = "dossier") -> str:
    """Return the text of a dossier with edits applied; raises as :func:`edit` does."""
    for change in edits:
        text = _edited_once(text, change, path)
    return text


def _edited_once(text: str, change: Edit, path: Path | str) -> str:
    root, problems = parse_yaml(text)
    if root is None or problems:
        raise DossierError(path, problems)
    place, value = _resolved(root, change)
    result = _spliced(text, root, place, value)
    after, problems = parse_yaml(result)
    if after is None or problems or to_data(after) != _expected(root, place, value):
        raise EditError(f"the layout of the file does not allow an edit of {_shown(change.path)}")
    return result


def _resolved(root: MappingNode, change: Edit) -> tuple[PathInFile, Any]:
    """Return the path at which the text changes, and the value that is to stand there.

    The path ends where the file has nothing yet, at a short form that must be lengthened, or at the last mapping or
    list that keeps an entry when one is removed.
    """
    node: Node = root
    for depth, part in enumerate(change.path):
        below = child(node, part)
        here = change.path[:depth]
        if isinstance(node, Scalar) and not change.remove:
            long = {_short_key(here): node.text}
            return here, long | {str(part): _nested(change.path[depth + 1 :], change)}
        if below is None:
            appends = isinstance(node, SequenceNode) and part == len(node.items)
            if change.remove or not (appends or (isinstance(node, MappingNode) and isinstance(part, str))):
                raise EditError(f"there is no place {_shown(change.path)}")
            return change.path[: depth + 1], _nested(change.path[depth + 1 :], change)
        node = below
    if not change.path:
        raise EditError("an edit needs a path")
    if change.insert:
        if isinstance(change.path[-1], str) and not isinstance(change.value, Mapping):
            raise EditError(f"{_shown(change.path)} is no place in a list")
        return change.path, Inserted(written(change.value))
    if change.extend:
        if (
            not isinstance(node, MappingNode)
            or not isinstance(change.value, Mapping)
            or set(change.value) & set(node.pairs)
        ):
            raise EditError(f"{_shown(change.path)} cannot be extended so")
        return change.path, Added(written(change.value))
    return _kept(root, change.path) if change.remove else (change.path, written(change.value))


def _nested(path: PathInFile, change: Edit) -> Any:
    """Return the value of an edit below keys that the file does not have yet."""
    value = written(change.value)
    for part in reversed(path):
        if not isinstance(part, str):
            raise EditError(f"there is no place {_shown(change.path)}")
        value = {part: value}
    return value


def _kept(root: MappingNode, path: PathInFile) -> tuple[PathInFile, Any]:
    """Return what to take out; where lines would be left without any entry, what to leave in their place."""
    parent = node_at(root, path[:-1])
    if len(path) > 1 and isinstance(parent, MappingNode) and len(parent.pairs) == 1 and not parent.in_braces:
        return path[:-1], {}
    if isinstance(parent, SequenceNode) and len(parent.items) == 1 and not parent.in_brackets:
        return path[:-1], []
    return path, REMOVED


def _spliced(text: str, root: MappingNode, place: PathInFile, value: Any) -> str:
    parent, last = node_at(root, place[:-1]), place[-1]
    match parent:
        case MappingNode(pairs=pairs) if isinstance(last, str):
            if value is REMOVED:
                return splice.remove_pair(text, parent, last)
            if isinstance(value, Added):
                mapping = pairs[last].value
                return splice.add_pairs(text, mapping, value.value) if isinstance(mapping, MappingNode) else text
            if isinstance(value, Inserted):
                return splice.insert_pairs(text, parent, last, value.value)
            if last in pairs:
                return splice.replace_value(text, pairs[last], value, parent.in_braces)
            return splice.add_pair(text, parent, last, value)
        case SequenceNode(items=items) if isinstance(last, int):
            if value is REMOVED:
                return splice.remove_item(text, parent, last)
            if isinstance(value, Inserted):
                return splice.insert_item(text, parent, last, value.value)
            if last < len(items):
                return splice.replace_item(text, parent, last, value)
            return splice.add_item(text, parent, value)
        case _:
            raise EditError(f"there is no place {_shown(place)}")


def _expected(root: MappingNode, place: PathInFile, value: Any) -> Any:
    """Return the content that the edited text must have."""
    data = to_data(root)
    parent = data
    for part in place[:-1]:
        parent = parent[part]
    if value is REMOVED:
        del parent[place[-1]]
    elif isinstance(value, Added):
        parent[place[-1]] = parent[place[-1]] | value.value
    elif isinstance(value, Inserted) and isinstance(last := place[-1], int):
        parent.insert(last, value.value)
    elif isinstance(value, Inserted):
        parent |= value.value
    elif isinstance(parent, list) and place[-1] == len(parent):
        parent.append(value)
    else:
        parent[place[-1]] = value
    return data


def _short_key(path: PathInFile) -> str:
    """Return the key that the scalar at a path stands for."""
    keys = [getattr(model, "short_form", None) for model in models_at(path)]
    if not keys or keys[0] is None:
        raise EditError(f"there is text at {_shown(path)}, and nothing can stand below it")
    return str(keys[0])


def written(value: Any) -> Any:
    """Return a value as it is to stand in the file: every scalar as text.

    Raises
    ------
    EditError
        When there is something in it that a dossier cannot hold.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int() | float() | date() | FuzzyDate():
            return str(value)
        case Mapping():
            return {str(key): written(item) for key, item in value.items()}
        case list() | tuple():
            return [written(item) for item in value]
        case _:
            raise EditError(f"{value!r} cannot stand in a dossier")


def _shown(path: PathInFile) -> str:
    return ".".join(map(str, path))
