"""What is legal in a dossier and yet probably not meant."""

from collections.abc import Iterator, Mapping

import numpy as np

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.conflict.preferences import Prioritized, Statement, Weights
from offramp.conflict.states import StateSpace
from offramp.dossier.entry import Citing
from offramp.dossier.model_preferences import Order
from offramp.dossier.model_timeline import Event
from offramp.dossier.names import Names, Path
from offramp.dossier.problems import Severity
from offramp.dossier.timeline import OFFERING
from offramp.logic.expression import Expression, Not, Variable
from offramp.logic.expression import names as names_in

ALMOST = 0.99  # share of states from which a statement counts as true (or false) almost everywhere


def check_traps(names: Names, conflict: Conflict) -> None:
    """Note each trap in a dossier whose conflict could be built."""
    traps = _Traps(names, conflict)
    traps.preferences()
    if not conflict.space.graph_form:
        traps.locked_options()
        traps.options_that_nobody_mentions()
        traps.offers()
        traps.package()


class _Traps:
    def __init__(self, names: Names, conflict: Conflict) -> None:
        self._names, self._conflict = names, conflict
        self._silent = Names(names.document, names.model)  # to resolve again without noting anything twice

    def _warn(self, path: Path, code: str, message: str, hint: str | None = None, severity: Severity = Severity.WARNING,
              *, key: bool = False) -> None:  # fmt: skip
        problem = self._names.document.problem(path, severity, code, message, hint, key=key)
        self._names.problems.append(problem)

    def locked_options(self) -> None:
        """``requires`` on an option that cannot be taken back fixes for ever what it requires."""
        options = {option.id: option for option in self._conflict.options}
        for index, constraint in enumerate(self._names.model.constraints):
            for text, required in (constraint.requires or {}).items():
                path: Path = ("constraints", index, "requires", text)
                taken = self._silent.expression(text, path, key=True)
                held = self._silent.expression(required, path)
                if not isinstance(taken, Variable) or options[taken.name].irreversible is not Irreversible.TAKING:
                    continue
                literal = held.operand if isinstance(held, Not) else held
                if isinstance(literal, Variable) and options[literal.name].irreversible is Irreversible.NO:
                    message = f"{text} cannot be taken back, so {required} holds for ever once {text} is taken"
                    hint = "use when_taken: if it is only a condition for taking it"
                    self._warn(path, "locked-option", message, hint, key=True)

    def options_that_nobody_mentions(self) -> None:
        """An option that no preference mentions changes nothing that anybody minds."""
        mentioned = {name for _, _, statement in self._statements() for name in names_in(statement.prefer)}
        ranked = any(
            not isinstance(each.preference, Prioritized | Weights) for types in self._conflict.types for each in types
        )
        for option in () if ranked else self._conflict.options:
            if option.id not in mentioned:
                dm, _, name = option.id.partition(".")
                message = f'no preference mentions "{option.id}": states that differ only in it are alike to all'
                self._warn(("decision_makers", dm, "options", name), "unvalued-option", message, key=True)

    def preferences(self) -> None:
        """Statements that tell hardly any states apart, that stand twice, or that rest on no evidence."""
        seen: dict[tuple[str, str | None, Expression], Path] = {}
        for path, owner, statement in self._statements():
            place = (*path, "prefer") if self._names.document.node(*path, "prefer") else path
            self._one_sided(statement, place)
            if (first := seen.setdefault((*owner, statement.prefer), path)) != path:
                line = self._names.document.at(*first)[0]
                self._warn(place, "repeated-statement", f"says the same as line {line}: it has no effect on the order")
        for dm in self._names.model.decision_makers:
            self._unsourced(dm)

    def _one_sided(self, statement: Statement, path: Path) -> None:
        space = self._conflict.space
        share = space.share_where(statement.prefer, _codes(space))
        if share >= ALMOST or share <= 1 - ALMOST:
            where = f"in {share:.1%} of the states" if 0 < share < 1 else f"in {'every' if share else 'no'} state"
            hint = "`a if b` is true wherever b is false" if share > 0.5 else None
            self._warn(path, "one-sided-statement", f"this statement is true {where}: {statement.text}", hint)

    def _unsourced(self, dm: str) -> None:
        citing = [entry for _, _, order in self._orders(dm) for entry in (order, *_entries(order))]
        if (party := self._names.model.decision_makers[dm].preferences) is None:
            message = f'"{dm}" has no preferences: all states are alike to it'
            self._warn(("decision_makers", dm), "no-preferences", message, key=True)
        elif not any(entry.evidence or entry.basis for entry in (party, *citing)):
            message = f'the preferences of "{dm}" rest on no evidence'
            hint = "cite ledger entries with evidence: [id], or say basis: assumed"
            self._warn(("decision_makers", dm, "preferences"), "no-evidence", message, hint, key=True)

    def offers(self) -> None:
        """An offer or a demand that no state can settle, whatever else is done."""
        for index, event in enumerate(self._names.model.timeline):
            if event.kind in OFFERING and event.terms and not self._settled(event).any():
                message = "no feasible state has these terms: the constraints exclude them together"
                self._warn(("timeline", index, "terms"), "unsettleable-offer", message, key=True)

    def _settled(self, event: Event) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        space = self._conflict.space
        holds = np.ones(len(_codes(space)), dtype=np.bool_)
        for option, value in self._silent.settings(event.terms, ("timeline",), event.by or ()).items():
            holds &= space.column(option, _codes(space)) == value
        return holds

    def package(self) -> None:
        """A package that no state settles."""
        package = self._names.model.package
        if package is None or package.settled_when is None:
            return
        path = ("package", "settled_when")
        expression = self._silent.expression(package.settled_when, path)
        if expression is not None and not self._conflict.space.where(expression, _codes(self._conflict.space)).any():
            self._warn(path, "empty-package", "no feasible state settles the package")

    def _orders(self, dm: str) -> Iterator[tuple[Path, str | None, Order]]:
        preferences = self._names.model.decision_makers[dm].preferences
        path: Path = ("decision_makers", dm, "preferences")
        if preferences is None:
            return
        if preferences.types is None:
            yield path, None, preferences
        for name, aim in (preferences.types or {}).items():
            yield (*path, "types", name), name, aim

    def _statements(self) -> Iterator[tuple[Path, tuple[str, str | None], Statement]]:
        """Yield every statement and weight with its place and whose it is."""
        for index, dm in enumerate(self._names.model.decision_makers):
            for (path, aim, order), each in zip(self._orders(dm), self._conflict.types[index], strict=False):
                preference = each.preference
                if isinstance(preference, Prioritized) and len(preference.statements) == len(order.prioritized or ()):
                    for position, statement in enumerate(preference.statements):
                        yield (*path, "prioritized", position), (dm, aim), statement
                elif isinstance(preference, Weights):
                    for statement, _ in preference.terms:
                        yield (*path, "weights", statement.text), (dm, aim), statement


def _codes(space: StateSpace) -> "np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]":
    return space.codes if space.merging is None else space.merging.codes


def _entries(order: Order) -> list[Citing]:
    weights: Mapping[str, Citing] = order.weights or {}
    return [*(order.prioritized or ()), *weights.values()]
