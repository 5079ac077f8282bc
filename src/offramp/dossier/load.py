"""Reading a dossier: from the file to the model, with every structural problem at its place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from offramp.dossier.document import Document
from offramp.dossier.files import LARGEST_FILE, FileError, TextFile, decode, read_text_file
from offramp.dossier.model import Dossier
from offramp.dossier.problems import DossierError, Problem, has_errors, in_file_order
from offramp.dossier.translate import Finding, empty_values, findings, models_at
from offramp.dossier.variants import forbidden_changes, variant_document, variant_ids
from offramp.dossier.yaml_tree import parse_yaml, to_data


@dataclass(frozen=True, slots=True)
class LoadedDossier:
    """A dossier that is sound in structure.

    Attributes
    ----------
    document
        Its text and the places in it.
    model
        Its content.
    """

    document: Document
    model: Dossier

    @property
    def path(self) -> Path:
        """The file."""
        return self.document.path


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a file.

    Attributes
    ----------
    file
        The file.
    problems
        In file order.
    document
        Its text and the places in it; ``None`` when it is not a YAML mapping.
    model
        Its content; when some keys are wrong, the content without these keys, so that the checks of the content can
        go on; ``None`` when what is wrong cannot be left out.
    """

    file: Path
    problems: tuple[Problem, ...]
    document: Document | None = None
    model: Dossier | None = None


def read_dossier(path: Path | str) -> LoadedDossier:
    """Read a dossier and validate its structure.

    Raises
    ------
    DossierError
        With every structural problem, when there is any error.
    """
    examination = examine(path)
    if has_errors(examination.problems) or examination.document is None or examination.model is None:
        raise DossierError(examination.file, examination.problems)
    return LoadedDossier(examination.document, examination.model)


def examine(path: Path | str) -> Examination:
    """Read a dossier and return all structural problems; raises nothing for bad input."""
    path = Path(path)
    try:
        file = read_text_file(path, LARGEST_FILE)
    except FileError as error:
        return Examination(path, (error.problem,))
    return _examine_text(file)


def examine_bytes(data: bytes, path: Path | str) -> Examination:
    """Examine bytes as if they were the content of a file, for text that is not saved yet."""
    path = Path(path)
    try:
        file = decode(path, data)
    except FileError as error:
        return Examination(path, (error.problem,))
    return _examine_text(file)


def _examine_text(file: TextFile) -> Examination:
    root, problems = parse_yaml(file.text)
    if root is None:
        return Examination(file.path, in_file_order(problems))
    document = Document(file.path, file.text, file.sha256, root)
    model, found = validate(document)
    return Examination(file.path, in_file_order([*problems, *found]), document, model)


def validate(document: Document) -> tuple[Dossier | None, list[Problem]]:
    """Validate the structure of a document.

    Returns
    -------
    tuple
        The model, without the keys that are wrong where these can be left out, else ``None``; and all problems.
    """
    data = to_data(document.root)
    model, found = _model(data, document)
    if model is None and _drop(data, found):
        model, _ = _model(data, document)
    found += empty_values(document, {finding.path for finding in found})
    return model, [*(finding.problem for finding in found), *_variant_problems(document)]


def variant(loaded: LoadedDossier, name: str) -> LoadedDossier:
    """Return a variant of a dossier as a dossier of its own; every place is that in the file.

    Raises
    ------
    KeyError
        When the dossier has no variant of that name.
    """
    document = variant_document(loaded.document, name)
    return LoadedDossier(document, Dossier.model_validate(to_data(document.root)))


def _variant_problems(document: Document) -> list[Problem]:
    """Return what is wrong with the dossiers that the variants make; problems of the dossier itself come again."""
    problems = list(forbidden_changes(document))
    for name in variant_ids(document):
        changed = variant_document(document, name)
        _, found = _model(to_data(changed.root), changed)
        problems += [finding.problem for finding in found]
    return problems


def _model(data: Any, document: Document) -> tuple[Dossier | None, list[Finding]]:
    try:
        model = Dossier.model_validate(data)
    except ValidationError as error:
        return None, findings(error, document)
    return model, []


def _drop(data: Any, found: list[Finding]) -> bool:
    """Take out of the data what is wrong, where nothing else can hang on it; return whether that was possible.

    Only unknown keys and scalar values of known keys are taken out: an id, an entry or a whole list that went
    missing would make correct references to it look wrong.
    """
    for finding in found:
        path = finding.path[:-1] if finding.path and isinstance(finding.path[-1], int) else finding.path
        if not path or not models_at(path[:-1]):
            return False
        parent = data
        for part in path[:-1]:
            parent = parent[part]
        value = parent.get(path[-1]) if isinstance(parent, dict) else None
        code = finding.problem.code
        if code != "unknown-key" and (code == "not-a-mapping" or not _is_flat(value)):
            return False
        if isinstance(parent, dict):
            parent.pop(path[-1], None)
    return True


def _is_flat(value: Any) -> bool:
    """Return whether a value is a scalar or a list of scalars."""
    items = value if isinstance(value, list) else [value]
    return not any(isinstance(item, dict | list) for item in items)
