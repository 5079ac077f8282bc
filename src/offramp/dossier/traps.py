"""What is legal in a dossier and yet probably not meant."""

from collections.abc import Iterator, Mapping

import numpy as np

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.conflict.preferences import Prioritized, Statement, Weights
from offramp.conflict.states import StateSpace
from offramp.dossier.entry import Citing
from offramp.dossier.model_preferences import Order
from offramp.dossier.model_timeline import Deadline, Event
from offramp.dossier.names import Names, Path
from offramp.dossier.openings import openings, stands_open
from offramp.dossier.problems import Severity
from offramp.dossier.timeline import OFFERING
from offramp.logic.expression import And, Expression, Not, Variable
from offramp.logic.expression import names as names_in

LARGEST_REFINED = 1 << 16  # states up to which statements without effect are looked for
ALMOST = 0.99  # share of states from which a statement counts as true (or false) almost everywhere

_FINAL = {True: Irreversible.TAKING, False: Irreversible.DROPPING}


def check_traps(names: Names, conflict: Conflict, widest: Conflict) -> None:
    """Note each trap in a dossier whose conflict could be built.

    ``widest`` is the conflict in which no rule of uncertain strength binds: preferences may be about its states.
    """
    traps = _Traps(names, conflict)
    _Traps(names, widest).preferences()
    traps.definitions()
    traps.story()
    if not conflict.space.graph_form:
        traps.locked_options()
        traps.options_that_nobody_mentions()
        traps.offers()
        traps.package()
        traps.deadlines()


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
                taken = _literal(self._silent.expression(text, path, key=True))
                if taken is None or options[taken[0]].irreversible is not _FINAL[taken[1]]:
                    continue
                held = self._silent.expression(required, path)
                parts = held.operands if isinstance(held, And) else (held,)
                literals = [literal for part in parts if (literal := _literal(part)) is not None]
                if any(options[option].irreversible is Irreversible.NO for option, _ in literals):
                    name = taken[0].partition(".")[2] if "." not in text else taken[0]
                    undone, done = ("back", "taken") if taken[1] else ("up again", "dropped")
                    message = f"{name} cannot be taken {undone}, so {required} holds for ever once {name} is {done}"
                    hint = "use when_taken: if it is only a condition for taking it" if taken[1] else None
                    self._warn(path, "locked-option", message, hint, key=True)

    def definitions(self) -> None:
        """A definition that is named as an option is: which of the two a name means depends on where it stands."""
        for name in self._names.model.define:
            alike = [option for option in self._names.options if option.partition(".")[2] == name]
            if alike:
                message = f'"{name}" is also an option: {", ".join(alike)}; alone it means this definition'
                hint = f"among the preferences and options of {alike[0].partition('.')[0]} it means the option"
                self._warn(("define", name), "shadowed-option", message, hint, key=True)

    def story(self) -> None:
        """What the dossier says of days after its own, and what it says is open though the day has passed."""
        as_of = self._names.model.as_of
        if as_of is None:
            return
        for index, event in enumerate(self._names.model.timeline):
            if event.date is not None and event.date.first > as_of.last:
                message = f"{event.date} is after the day that the status quo describes, {as_of}"
                self._warn(("timeline", index, "date"), "after-as-of", message)
        for index, deadline in enumerate(self._names.model.deadlines):
            if deadline.status == "open" and deadline.date.last < as_of.first:
                message = f"open, though {deadline.date} is before the day that the status quo describes, {as_of}"
                self._warn(("deadlines", index, "date"), "overdue", message, "status: met or status: lapsed")

    def deadlines(self) -> None:
        """Deadlines that no forecast can place in time, and options that are shut when they are to be used."""
        model, turns = self._names.model, openings(self._silent)
        for index, deadline in enumerate(model.deadlines):
            acts = deadline.threat or deadline.opens or deadline.closes
            if model.as_of is None and deadline.status == "open" and acts:
                message = "nothing says how many days off this is: the forecast leaves it out"
                self._warn(("deadlines", index, "date"), "no-as-of", message, "add as_of:")
            for option in self._threatened(deadline):
                if option in turns and not stands_open(turns[option], deadline.date.last):
                    message = f'"{option}" cannot be taken on {deadline.date}: the threat cannot be carried out'
                    self._warn(("deadlines", index, "threat"), "shut-threat", message, "see opens and closes", key=True)
        for option in self._taken_now():
            if option in turns and turns[option][0].opens and not turns[option][0].in_force:
                message = f'"{option}" has yet to open, and is taken in the status quo already'
                self._warn(turns[option][0].path, "open-already", message)

    def _threatened(self, deadline: Deadline) -> Iterator[str]:
        if deadline.status == "open":
            given = self._silent.settings(deadline.threat, (), deadline.by or ())
            yield from (option for option, taken in given.items() if taken)

    def _taken_now(self) -> Iterator[str]:
        quo = self._names.model.status_quo
        if quo is not None and not isinstance(quo, str):
            yield from (option for option, taken in self._silent.settings(quo, ()).items() if taken)

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
        idle = self._idle_statements()
        for path, owner, statement in self._statements():
            place = (*path, "prefer") if self._names.document.node(*path, "prefer") else path
            if (first := seen.setdefault((*owner, statement.prefer), path)) != path:
                line = self._names.document.at(*first)[0]
                self._warn(place, "repeated-statement", f"says the same as line {line}: it has no effect on the order")
            elif not self._one_sided(statement, place) and path in idle:
                message = f"the statements above leave this one nothing to decide: {statement.text}"
                self._warn(place, "idle-statement", message, severity=Severity.NOTE)
        for dm in self._names.model.decision_makers:
            self._unsourced(dm)

    def _one_sided(self, statement: Statement, path: Path) -> bool:
        space = self._conflict.space
        share = space.share_where(statement.prefer, _codes(space))
        if 1 - ALMOST < share < ALMOST:
            return False
        where = f"in {share:.1%} of the states" if 0 < share < 1 else f"in {'every' if share else 'no'} state"
        hint = "`a if b` is true wherever b is false" if share > 0.5 else None
        self._warn(path, "one-sided-statement", f"this statement is true {where}: {statement.text}", hint)
        return True

    def _idle_statements(self) -> set[Path]:
        """Return the places of prioritized statements that tell apart no states that those above leave tied."""
        space, found = self._conflict.space, set[Path]()
        if len(space) > LARGEST_REFINED:
            return found
        level: dict[tuple[str, str | None], np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
        for path, owner, statement in self._statements():
            if "prioritized" in path:
                before = level.get(owner, np.zeros(len(space), dtype=np.int64))
                _, level[owner] = np.unique(2 * before + space.where(statement.prefer), return_inverse=True)
                if level[owner].max() == before.max():
                    found.add(path)
        return found

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
            if event.kind not in OFFERING or self._settled(event).any():
                continue
            path: Path = ("timeline", index)
            if event.terms:
                message = "no feasible state has these terms: the constraints exclude them together"
                self._warn((*path, "terms"), "unsettleable-offer", message, key=True)
            else:
                message = f"no feasible state settles this {event.kind}: {event.about}"
                self._warn((*path, "about"), "unsettleable-offer", message)

    def _settled(self, event: Event) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        space, by = self._conflict.space, event.by or ()
        holds = np.ones(len(_codes(space)), dtype=np.bool_)
        for option, value in self._silent.settings(event.terms, ("timeline",), by).items():
            holds &= space.column(option, _codes(space)) == value
        about = self._silent.expression(event.about, (), next(iter(by), None)) if event.about else None
        return holds if about is None else holds & space.where(about, _codes(space))

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


def _literal(expression: Expression | None) -> tuple[str, bool] | None:
    """Return the option and the value that an expression gives it, when it says no more than that."""
    match expression:
        case Variable(name):
            return name, True
        case Not(Variable(name)):
            return name, False
        case _:
            return None


def _codes(space: StateSpace) -> "np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]":
    return space.codes if space.merging is None else space.merging.codes


def _entries(order: Order) -> list[Citing]:
    weights: Mapping[str, Citing] = order.weights or {}
    return [*(order.prioritized or ()), *weights.values()]
