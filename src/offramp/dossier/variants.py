"""Variants: other versions of a dossier, each a few changes laid over it.

A change has the shape of the dossier. Mappings are merged key by key; what is not a mapping replaces what stood there,
and so do preferences, which make sense only as a whole.
"""

from collections.abc import Iterator
from dataclasses import replace

from offramp.dossier.document import Document, node_at
from offramp.dossier.problems import Problem, Severity
from offramp.dossier.yaml_tree import MappingNode, Node, Pair

REPLACED_WHOLE = frozenset({"preferences"})
"""Keys whose mapping is replaced, not merged."""

UNCHANGEABLE = frozenset({"offramp", "variants"})
"""Keys of a dossier that no variant can change."""


def variant_ids(document: Document) -> tuple[str, ...]:
    """Return the ids of the variants that change something, in file order."""
    variants = node_at(document.root, ("variants",))
    ids = variants.pairs if isinstance(variants, MappingNode) else ()
    return tuple(name for name in ids if _change(document, name) is not None)


def variant_document(document: Document, variant: str) -> Document:
    """Return the document of a variant: every node keeps the place in the file that it came from.

    Raises
    ------
    KeyError
        When the dossier has no variant of that id, or the variant changes nothing.
    """
    change = _change(document, variant)
    if change is None:
        raise KeyError(variant)
    root = _merged(document.root, change)
    pairs = {key: pair for key, pair in root.pairs.items() if key != "variants"}
    return replace(document, root=replace(root, pairs=pairs))


def forbidden_changes(document: Document) -> Iterator[Problem]:
    """Yield a problem for each change of a key that no variant can change."""
    for variant in variant_ids(document):
        change = _change(document, variant)
        for key in UNCHANGEABLE.intersection(change.pairs if change else ()):
            path = ("variants", variant, "change", key)
            yield document.problem(path, Severity.ERROR, "bad-variant", f'a variant cannot change "{key}"', key=True)


def _change(document: Document, variant: str) -> MappingNode | None:
    change = node_at(document.root, ("variants", variant, "change"))
    return change if isinstance(change, MappingNode) else None


def _merged(base: MappingNode, change: MappingNode) -> MappingNode:
    pairs = dict(base.pairs)
    for key, pair in change.pairs.items():
        old = base.pairs.get(key)
        pairs[key] = Pair(pair.key, _overlaid(key, old.value if old else None, pair.value))
    return replace(base, pairs=pairs)


def _overlaid(key: str, old: Node | None, new: Node) -> Node:
    if isinstance(old, MappingNode) and isinstance(new, MappingNode) and key not in REPLACED_WHOLE:
        return _merged(old, new)
    return new
