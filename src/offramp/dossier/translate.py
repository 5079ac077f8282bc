"""What the validation found wrong, in our words and with its place in the file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from offramp.dossier.document import Document
from offramp.dossier.entry import not_exactly_one
from offramp.dossier.model import Dossier
from offramp.dossier.problems import Problem, Severity, did_you_mean, nearest
from offramp.dossier.values import FORM_TAGS, found
from offramp.dossier.yaml_tree import MappingNode, Node, Scalar, SequenceNode

Path = tuple[str | int, ...]

_KEY_MARK = "[key]"  # pydantic's sign in a location that the key is meant, not its value
_OF_THE_WHOLE = frozenset({"missing-key", "exactly-one"})  # said of a mapping, so placed at its key
_OFTEN_MEANT = {"title": "name", "name": "title", "label": "title", "note": "why", "reason": "why"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A structural problem and what it is about.

    Attributes
    ----------
    problem
        With its place in the file.
    path
        Of what is wrong; of the mapping, where a key is missing.
    meant
        The key that is missing (several, of which one is missing, with spaces between), or that an unknown key was
        probably meant to be.
    """

    problem: Problem
    path: Path
    meant: str | None = None


def findings(error: ValidationError, document: Document) -> list[Finding]:
    """Return what a validation error holds, one finding for each fault; what only follows from another is left out."""
    found = [_finding(detail, document) for detail in error.errors(include_url=False)]
    known = {(finding.path, finding.problem.code) for finding in found}
    found += [other for other in _wrong_alternatives(document) if (other.path, other.problem.code) not in known]
    return _without_consequences(found)


def _without_consequences(found: list[Finding]) -> list[Finding]:
    """Leave out what vanishes when another finding is mended: a key that is missing because it is misspelt, say."""
    misspelt = {(finding.path[:-1], finding.meant) for finding in found if finding.problem.code == "unknown-key"}
    with_faults_inside = {finding.path[:depth] for finding in found for depth in range(len(finding.path))}

    def follows(finding: Finding) -> bool:
        if finding.problem.code == "too-few":
            return finding.path in with_faults_inside
        wanted = (finding.meant or "").split() if finding.problem.code != "unknown-key" else []
        return any((finding.path, key) in misspelt for key in wanted)

    return [finding for finding in found if not follows(finding)]


def _wrong_alternatives(document: Document) -> Iterator[Finding]:
    """Yield a finding for each mapping that does not have exactly one of the keys that exclude each other.

    The validation says so only of entries that are sound otherwise.
    """
    for path, node in _walk(document.root, ()):
        if isinstance(node, MappingNode):
            for model in models_at(path):
                keys = getattr(model, "alternatives", ())
                present = [key for key in keys if key in node.pairs]
                if keys and len(present) != 1:
                    message = not_exactly_one(keys, present)
                    meant = None if present else " ".join(keys)
                    yield _error(document, path, "exactly-one", message, None, key=True, meant=meant)


def empty_values(document: Document, known: set[Path]) -> list[Finding]:
    """Return a finding for each value that was left out, apart from those at known paths."""
    return [
        _error(document, path, "empty-value", *_nothing(path), key=True)
        for path, node in _walk(document.root, ())
        if isinstance(node, Scalar) and node.is_empty and path not in known
    ]


def models_at(path: Path) -> list[type[BaseModel]]:
    """Return the classes that the mapping at a path can be an instance of; empty for a mapping of ids."""
    types: list[Any] = [Dossier]
    for part in path:
        types = [below for kind in types for below in _below(kind, part)]
    return [kind for kind in types if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _finding(detail: ErrorDetails, document: Document) -> Finding:
    is_key = detail["loc"][-1:] == (_KEY_MARK,)
    path = tuple(part for part in detail["loc"] if part not in FORM_TAGS and part != _KEY_MARK)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(path, document)
    if kind == "missing":
        owner = f'"{path[-2]}"' if len(path) > 1 and isinstance(path[-2], str) else "this entry"
        message = f'{owner if len(path) > 1 else "the dossier"} needs the key "{path[-1]}"'
        return _error(document, path[:-1], "missing-key", message, None, key=True, meant=str(path[-1]))
    if detail["input"] is None or kind == "empty-value":
        return _error(document, path, "empty-value", *_nothing(path), key=is_key or not _is_written(document, path))
    code, message, hint = _in_our_words(kind, detail, context)
    return _error(document, path, code, message, hint, key=is_key or code in _OF_THE_WHOLE)


def _in_our_words(kind: str, detail: ErrorDetails, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """Return code, message and hint of a fault in a value."""
    value = detail["input"]
    match kind:
        case "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            message = f"expected one of: {', '.join(choices)}; found {found(value)}"
            return "not-one-of", message, did_you_mean(str(value), choices)
        case "dict_type" | "model_type" | "mapping_type" | "model_attributes_type":
            return "not-a-mapping", f"expected a mapping (key: value); found {found(value)}", None
        case "tuple_type":
            hint = f"write [{value}]" if isinstance(value, str) else None
            return "wrong-type", f"expected a list; found {found(value)}", hint
        case "too_short":
            return "too-few", "expected at least one entry; found none", None
        case "wrong-type" if "message" not in context:  # no form of the value fits
            return "wrong-type", f"{detail['msg']}; found {found(value)}", None
        case _:
            return kind, str(context.get("message", detail["msg"])), context.get("hint")


def _unknown_key(path: Path, document: Document) -> Finding:
    """Return the finding for a key that is not part of the format."""
    key = str(path[-1])
    known = [name for model in models_at(path[:-1]) for name in _keys(model)]
    meant = nearest(key, known) or _meant_by(key, known)
    hint = _punctuation(key, path, document)
    if hint is None:
        hint = f'did you mean "{meant}"?' if meant else f"known here: {', '.join(known)}"
    return _error(document, path, "unknown-key", f'unknown key "{key}"', hint, key=True, meant=meant)


def _meant_by(key: str, known: Sequence[str]) -> str | None:
    meant = _OFTEN_MEANT.get(key)
    return meant if meant in known else None


def _punctuation(key: str, path: Path, document: Document) -> str | None:
    """Return the hint for a key that is really a part of a text, as in ``{title: Peace, and war}``."""
    parent, node = document.node(*path[:-1]), document.node(*path)
    in_braces = isinstance(parent, MappingNode) and parent.in_braces
    if not (in_braces and isinstance(node, Scalar) and node.is_empty):
        return None
    if ":" in key:
        return "a space is missing after the colon"
    return "a comma ends a value inside { }; quote a text that contains one"


def _nothing(path: Path) -> tuple[str, str]:
    """Return message and hint for a value that was left out."""
    if path and isinstance(path[-1], str):
        return f'"{path[-1]}" has no value', "leave the key out, or give it a value"
    return "an entry of the list is empty", "remove the dash, or give it a value"


def _error(
    document: Document, path: Path, code: str, message: str, hint: str | None, *, key: bool, meant: str | None = None
) -> Finding:
    return Finding(document.problem(path, Severity.ERROR, code, message, hint, key=key), path, meant)


def _is_written(document: Document, path: Path) -> bool:
    node = document.node(*path)
    return not (isinstance(node, Scalar) and node.is_empty)


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Yield every node with its path, parents first."""
    yield path, node
    if isinstance(node, MappingNode):
        for key, pair in node.pairs.items():
            yield from _walk(pair.value, (*path, key))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _walk(item, (*path, index))


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _below(kind: Any, part: str | int) -> list[Any]:
    """Return the types that the value at one key or index of a type can have."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
        return _forms(fields[part]) if isinstance(part, str) and part in fields else []
    if get_origin(kind) is Mapping or (isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping)):
        return _forms(get_args(kind)[1])
    if get_origin(kind) is tuple and isinstance(part, int):
        return _forms(get_args(kind)[0])
    return []


def _forms(annotation: Any) -> list[Any]:
    """Return the types of a union, without metadata."""
    if get_origin(annotation) is Annotated:
        return _forms(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [form for member in get_args(annotation) for form in _forms(member)]
    return [annotation]
