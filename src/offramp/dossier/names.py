"""What the names in expressions stand for: options, and the definitions of ``define:``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from offramp.dossier.document import Document
from offramp.dossier.model import Dossier
from offramp.dossier.problems import Problem, Severity, did_you_mean
from offramp.logic.expression import Constant, Expression, Variable, extent, names, substitute
from offramp.logic.parse import ExpressionError, parse

Path = tuple[str | int, ...]
ANYTHING = Constant(True)
TIME = "time"  # what an entry of the timeline may be by, beside decision makers and actors
LARGEST_EXPRESSION = 10_000  # parts, once definitions are put in: a few lines could stand for billions
DEEPEST_EXPRESSION = 200  # levels, once definitions are put in: expressions are evaluated by recursion
LONGEST_CHAIN = 100  # definitions that rest on one another


@dataclass
class Names:
    """The symbol table of a dossier; collects a problem for each name that it cannot resolve.

    Attributes
    ----------
    document, model
        The dossier.
    options
        ``dm.option`` of every option, in file order.
    problems
        What was found wrong so far.
    unbound
        Places of rules of uncertain strength that do not bind.
    """

    document: Document
    model: Dossier
    options: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    unbound: frozenset[Path] = frozenset()
    _by_short_name: dict[str, list[str]] = field(default_factory=dict)
    _definitions: dict[str, Expression | None] = field(default_factory=dict)
    _extents: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.options = tuple(
            f"{dm}.{option}" for dm, party in self.model.decision_makers.items() for option in party.options
        )
        for option in self.options:
            self._by_short_name.setdefault(option.partition(".")[2], []).append(option)
        for name in self.model.define:
            self._define(name, ())

    @property
    def widest(self) -> bool:
        """Whether no constraint of uncertain strength binds, so that no state is left out that could be possible."""
        return all(
            each.strength is None or each.strength == 1 or ("constraints", index) in self.unbound
            for index, each in enumerate(self.model.constraints)
        )

    def error(
        self,
        path: Path,
        code: str,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        offset: int | None = None,
    ) -> None:
        """Note an error at a place of the file."""
        problem = self.document.problem(path, Severity.ERROR, code, message, hint, key=key, offset=offset)
        self.problems.append(problem)

    def expression(self, text: str, path: Path, dm: str | None = None, *, key: bool = False) -> Expression | None:
        """Return what a text says, over ``dm.option`` names; ``None``, with a problem noted, when it says nothing.

        Parameters
        ----------
        text
            The expression.
        path
            Where it stands in the file.
        dm
            The decision maker in whose part it stands: its own options come first.
        key
            Whether it stands as a key.
        """
        try:
            parsed = parse(text)
        except ExpressionError as error:
            self.error(path, "bad-expression", error.message, error.hint, key=key, offset=error.column)
            return None
        return self._resolved(parsed, path, dm, key)

    def _resolved(self, parsed: Expression, path: Path, dm: str | None, key: bool) -> Expression | None:
        """Return an expression with every name resolved; ``None`` when one is unknown, each such one noted."""
        if not self._fits(parsed, path, key):
            return None
        sound = True

        def resolved(variable: Variable) -> Expression:
            nonlocal sound
            found = self._resolve(variable.name, path, dm, key, variable.column)
            sound = sound and found is not None
            return found or ANYTHING

        expression = substitute(parsed, resolved)
        return expression if sound else None

    def _fits(self, parsed: Expression, path: Path, key: bool) -> bool:
        """Return whether an expression can be held once its definitions are put in, without putting them in."""
        depth, size = self._extent(parsed)
        if size > LARGEST_EXPRESSION:
            told = f"{size:,} parts once definitions are put in; at most {LARGEST_EXPRESSION:,} are read"
        elif depth > DEEPEST_EXPRESSION:
            told = f"{depth} levels once definitions are put in; at most {DEEPEST_EXPRESSION} are read"
        else:
            return True
        self.error(path, "too-large-expression", f"this has {told}", "write a simpler expression", key=key)
        return False

    def _extent(self, parsed: Expression) -> tuple[int, int]:
        """Return depth and size with definitions put in; one that is unsound, and noted as such, counts as a name."""
        return extent(parsed, lambda name: self._extents.get(name, (1, 1)))

    def option(self, name: str, path: Path, owners: Sequence[str] = (), *, key: bool = False) -> str | None:
        """Return ``dm.option`` of an option's name; ``None``, with a problem noted, when there is no such option."""
        if name in self.options:
            return name
        candidates = self._by_short_name.get(name, [])
        own = [option for option in candidates if option.partition(".")[0] in owners]
        if len(own or candidates) == 1:
            return (own or candidates)[0]
        self._unknown(name, path, key, None, candidates)
        return None

    def settings(self, given: Mapping[str, bool], path: Path, owners: Sequence[str] = ()) -> dict[str, bool]:
        """Return values of options by ``dm.option``, noting what is unknown or given twice."""
        values: dict[str, bool] = {}
        for name, value in given.items():
            option = self.option(name, (*path, name), owners, key=True)
            if option in values:
                self.error((*path, name), "duplicate-option", f'"{option}" is given twice', key=True)
            if option is not None:
                values[option] = value
        return values

    def known(self, ids: Sequence[str], among: Mapping[str, object] | Sequence[str], path: Path, what: str) -> None:
        """Note an error for each id that is not among those declared; ``what`` names the kind, for the message."""
        for index, each in enumerate(ids):
            if each not in among:
                self._unknown_id(each, among, (*path, index), what)

    def known_id(self, each: str | None, among: Mapping[str, object] | Sequence[str], path: Path, what: str) -> bool:
        """Return whether one id is declared, noting an error when it is not."""
        if each is None or each in among:
            return True
        self._unknown_id(each, among, path, what)
        return False

    def known_key(self, each: str, among: Mapping[str, object] | Sequence[str], path: Path, what: str) -> bool:
        """Return whether a key is a declared id, noting an error when it is not."""
        if each in among:
            return True
        self._unknown_id(each, among, path, what, key=True)
        return False

    def unique(self, each: str, path: Path, seen: dict[str, Path]) -> bool:
        """Return whether an id stands for the first time, noting an error when it does not; ``seen`` remembers it."""
        first = seen.setdefault(each, path)
        if first != path:
            line = self.document.at(*first)[0]
            self.error(path, "duplicate-id", f'the id "{each}" stands at line {line} already')
        return first == path

    def _unknown_id(
        self, each: str, among: Mapping[str, object] | Sequence[str], path: Path, what: str, *, key: bool = False
    ) -> None:
        self.error(
            path, f"unknown-{what.replace(' ', '-')}", f'unknown {what} "{each}"', did_you_mean(each, among), key=key
        )

    def _resolve(self, name: str, path: Path, dm: str | None, key: bool, offset: int) -> Expression | None:
        if name in self.options:
            return Variable(name, offset)
        candidates = self._by_short_name.get(name, [])
        if dm is not None and f"{dm}.{name}" in candidates:
            return Variable(f"{dm}.{name}", offset)
        if name in self.model.define:
            return self._define(name, ())
        if len(candidates) == 1:
            return Variable(candidates[0], offset)
        self._unknown(name, path, key, offset, candidates)
        return None

    def _unknown(self, name: str, path: Path, key: bool, offset: int | None, candidates: Sequence[str]) -> None:
        if candidates:
            message = f'"{name}" may be {" or ".join(candidates)}'
            self.error(path, "ambiguous-option", message, "write it with its decision maker", key=key, offset=offset)
            return
        known = [*self.options, *self.model.define, *self._by_short_name]
        hint = did_you_mean(name, known)
        self.error(path, "unknown-option", f'unknown option "{name}"', hint, key=key, offset=offset)

    def _define(self, name: str, within: tuple[str, ...]) -> Expression | None:
        """Return a definition, expanded; problems in it are noted once, at the definition."""
        if name in self._definitions:
            return self._definitions[name]
        path = ("define", name)
        if len(within) > LONGEST_CHAIN:
            self.error(
                path, "too-large-expression", f"more than {LONGEST_CHAIN} definitions rest on one another", key=True
            )
            self._definitions[name] = None
            return None
        if name in within:
            cycle = " -> ".join([*within[within.index(name) :], name])
            self.error(path, "circular-definition", f'the definition of "{name}" rests on itself: {cycle}', key=True)
            self._definitions[name] = None
            return None
        try:
            parsed = parse(self.model.define[name])
        except ExpressionError as error:
            self.error(path, "bad-expression", error.message, error.hint, offset=error.column)
            self._definitions[name] = None
            return None
        used = [each for each in names(parsed) if each in self.model.define]
        unsound = [each for each in used if self._define(each, (*within, name)) is None]
        expression = None if unsound else self._resolved(parsed, path, None, key=False)
        if expression is not None:
            self._extents[name] = self._extent(parsed)
        self._definitions.setdefault(name, expression)
        return self._definitions[name]
