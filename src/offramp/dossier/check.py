"""Check a dossier: structure, names, rules, preferences, story and traps, every problem at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier, ConflictParts, build_conflict
from offramp.dossier.document import Document
from offramp.dossier.load import Examination, LoadedDossier, examine, variant
from offramp.dossier.model import Dossier
from offramp.dossier.names import Names
from offramp.dossier.order import OrderInWords, orders_in_words
from offramp.dossier.problems import DossierError, Problem, Severity, has_errors, in_file_order
from offramp.dossier.references import check_references
from offramp.dossier.strengths import check_strengths, note_strengths, soft_rules, widest_conflict
from offramp.dossier.terms import package_of
from offramp.dossier.timeline import check_timeline
from offramp.dossier.traps import check_traps
from offramp.dossier.variants import variant_ids


@dataclass(frozen=True, eq=False)
class CheckReport:
    """What a check found.

    Attributes
    ----------
    file
        The dossier.
    problems
        Errors, warnings and notes, in file order.
    built
        The dossier with its conflict; ``None`` when there are errors.
    orders
        The order of states that each decision maker's preferences give, as far as the conflict could be built.
    """

    file: Path
    problems: tuple[Problem, ...]
    built: BuiltDossier | None
    orders: tuple[OrderInWords, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not has_errors(self.problems)


def check(path: Path | str) -> CheckReport:
    """Check a dossier and return every problem; raises nothing for bad input."""
    return check_examined(examine(path))


def check_examined(examination: Examination, *, advice: bool = True) -> CheckReport:
    """Check a dossier whose structure has been examined, as far as its structure allows.

    Parameters
    ----------
    examination
        The file and its structure.
    advice
        Also look for what is legal and probably not meant, and tell the orders in words; without it only errors are
        looked for, which is all that loading needs.
    """
    problems = list(examination.problems)
    built: BuiltDossier | None = None
    orders: tuple[OrderInWords, ...] = ()
    if examination.document is not None and examination.model is not None:
        names, parts, widest = _examined_meaning(examination.document, examination.model)
        if parts is not None and advice:
            orders = tuple(orders_in_words(parts[0]))
            if not has_errors([*problems, *names.problems]):  # what could not be read would look like a trap
                note_strengths(names)
                check_traps(names, parts[0], widest or parts[0])
        problems += names.problems
        if parts is not None and not has_errors(problems):
            built = BuiltDossier(
                examination.document, examination.model, *parts, package_of(names), in_file_order(problems)
            )
        if advice and not has_errors(examination.problems):
            problems += _variant_problems(LoadedDossier(examination.document, examination.model), problems)
    return CheckReport(examination.file, in_file_order(problems), None if has_errors(problems) else built, orders)


def _examined_meaning(document: Document, model: Dossier) -> tuple[Names, ConflictParts | None, Conflict | None]:
    """Return what is wrong, the conflict in which every rule binds, and the one without rules that may not bind."""
    names = Names(document, model)
    check_references(names)
    check_timeline(names)
    check_strengths(names)
    parts = build_conflict(names)
    widest = widest_conflict(names) if parts is not None and soft_rules(names) else None
    return names, parts, widest


def _variant_problems(loaded: LoadedDossier, told: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the errors that each variant adds to those of the dossier itself."""
    known = set(told)
    for name in variant_ids(loaded.document):
        changed = variant(loaded, name)
        names, *_ = _examined_meaning(changed.document, changed.model)
        for problem in names.problems:
            if problem.severity is Severity.ERROR and problem not in known:
                yield replace(problem, message=f'in the variant "{name}": {problem.message}')


def load_dossier(path: Path | str, variant_id: str | None = None) -> BuiltDossier:
    """Load a dossier, or one of its variants, and build its conflict.

    Raises
    ------
    DossierError
        With every problem, when there is any error.
    KeyError
        When the dossier has no such variant.
    """
    built = _built(examine(path))
    if variant_id is None:
        return built
    changed = variant(LoadedDossier(built.document, built.model), variant_id)
    return _built(Examination(changed.path, (), changed.document, changed.model))


def _built(examination: Examination) -> BuiltDossier:
    report = check_examined(examination, advice=False)
    if report.built is None:
        raise DossierError(report.file, report.problems)
    return report.built
