"""Check a dossier: structure, names, rules, preferences, story and traps, every problem at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from offramp.conflict.feasibility import Rule
from offramp.conflict.model import Conflict
from offramp.dossier.build import build_conflict
from offramp.dossier.document import Document
from offramp.dossier.load import Examination, LoadedDossier, examine, variant
from offramp.dossier.model import Dossier
from offramp.dossier.names import Names
from offramp.dossier.order import OrderInWords, orders_in_words
from offramp.dossier.problems import DossierError, Problem, has_errors, in_file_order
from offramp.dossier.references import check_references
from offramp.dossier.timeline import check_timeline
from offramp.dossier.traps import check_traps
from offramp.logic.expression import Expression


@dataclass(frozen=True, eq=False)
class BuiltDossier:
    """A sound dossier with the conflict that it describes.

    Attributes
    ----------
    document, dossier
        The file and its content.
    conflict
        The conflict.
    rules
        What holds in every feasible state, in file order.
    conditions
        The condition of each ending that has one, by id, over ``dm.option`` names.
    problems
        Warnings and notes.
    """

    document: Document
    dossier: Dossier
    conflict: Conflict
    rules: tuple[Rule, ...]
    conditions: Mapping[str, Expression]
    problems: tuple[Problem, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return self.document.path

    @property
    def sha256(self) -> str:
        """Digest of the file's bytes."""
        return self.document.sha256

    def resolve(self, option: str) -> str:
        """Return ``dm.option`` of an option's name as the dossier writes it; raises ``KeyError`` for others."""
        found = Names(self.document, self.dossier).option(option, ())
        if found is None:
            raise KeyError(option)
        return found

    def expression(self, text: str) -> Expression:
        """Return what an expression of the dossier says, over ``dm.option`` names; ``KeyError`` when nothing."""
        found = Names(self.document, self.dossier).expression(text, ())
        if found is None:
            raise KeyError(text)
        return found


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


def check_examined(examination: Examination) -> CheckReport:
    """Check a dossier whose structure has been examined, as far as its structure allows."""
    problems = list(examination.problems)
    built: BuiltDossier | None = None
    orders: tuple[OrderInWords, ...] = ()
    if examination.document is not None and examination.model is not None:
        names = Names(examination.document, examination.model)
        check_references(names)
        check_timeline(names)
        parts = build_conflict(names)
        if parts is not None:
            check_traps(names, parts[0])
            orders = tuple(orders_in_words(parts[0]))
        problems += names.problems
        if parts is not None and not has_errors(problems):
            built = BuiltDossier(examination.document, examination.model, *parts, in_file_order(problems))
    return CheckReport(examination.file, in_file_order(problems), built, orders)


def load_dossier(path: Path | str, variant_id: str | None = None) -> BuiltDossier:
    """Load a dossier, or one of its variants, and build its conflict.

    Raises
    ------
    DossierError
        With every problem, when there is any error.
    KeyError
        When the dossier has no such variant.
    """
    report = check(path)
    if report.built is None:
        raise DossierError(report.file, report.problems)
    if variant_id is None:
        return report.built
    changed = variant(LoadedDossier(report.built.document, report.built.dossier), variant_id)
    report = check_examined(Examination(changed.path, (), changed.document, changed.model))
    if report.built is None:
        raise DossierError(report.file, report.problems)
    return report.built
