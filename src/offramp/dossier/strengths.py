"""Rules of uncertain strength: constraints, and options that cannot be taken back, which may turn out not to bind.

A rule binds or does not; only a forecast asks. The conflict without the rules that do not bind is built from the same
file as the conflict with all of them, so it is what a dossier without these rules would give.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier, build_conflict
from offramp.dossier.model_conflict import Constraint
from offramp.dossier.names import Names, Path
from offramp.dossier.problems import Problem, Severity

MOST_SOFT_RULES = 12
"""Rules of uncertain strength in one dossier: each set of them that binds is another conflict."""
_OF_THE_WIDEST = frozenset({"empty-scenario"})
"""Warnings that only the conflict in which no rule of uncertain strength binds can tell."""


@dataclass(frozen=True, slots=True)
class SoftRule:
    """A rule that may not bind.

    Attributes
    ----------
    path
        Where it stands in the file.
    strength
        The probability that it binds, in (0, 1).
    text
        For people, as close to the dossier as can be.
    why
        The reason that the dossier gives.
    """

    path: Path
    strength: float
    text: str
    why: str | None

    @property
    def name(self) -> str:
        """The reason where there is one, or else the rule itself; without a full stop."""
        return (self.why or self.text).rstrip(".")


def soft_rules(names: Names) -> tuple[SoftRule, ...]:
    """Return the rules that may not bind: options in file order, then constraints."""
    return tuple(_soft_options(names)) + tuple(
        SoftRule(("constraints", index), each.strength, _text(each), each.why)
        for index, each in enumerate(names.model.constraints)
        if each.strength is not None and each.strength < 1
    )


def _soft_options(names: Names) -> Iterator[SoftRule]:
    for dm, party in names.model.decision_makers.items():
        for name, option in party.options.items():
            if option.strength is None or option.strength == 1 or option.irreversible == "no":
                continue
            way = "taken back" if option.irreversible == "taking" else "taken up again"
            text = f"{option.title or name.replace('_', ' ')} cannot be {way}"
            yield SoftRule(("decision_makers", dm, "options", name), option.strength, text, None)


def _text(constraint: Constraint) -> str:
    if constraint.requires is not None:
        return "; ".join(f"{a} requires {b}" for a, b in constraint.requires.items())
    if (ban := constraint.no_move) is not None:
        ends = [f"{word} {end}" for word, end in (("from", ban.from_), ("to", ban.to)) if end is not None]
        return " ".join((f"no move by {', '.join(ban.by)}", *ends))
    single = constraint.never or constraint.always
    if single is not None:
        return f"{constraint.rule} {single}"
    texts = constraint.at_most_one or constraint.at_least_one or constraint.exactly_one or ()
    return f"{constraint.rule.replace('_', ' ')} of {', '.join(texts)}"


def check_strengths(names: Names) -> None:
    """Note a strength that stands beside no rule, and more rules of uncertain strength than can be followed."""
    for dm, party in names.model.decision_makers.items():
        for name, option in party.options.items():
            if option.strength is not None and option.irreversible == "no":
                path = ("decision_makers", dm, "options", name, "strength")
                message = f'"{name}" can be taken back: there is no rule that could bind or not'
                names.error(path, "strength-of-nothing", message, "say irreversible: taking or dropping", key=True)
    soft = soft_rules(names)
    if len(soft) > MOST_SOFT_RULES:
        message = f"{len(soft)} rules have a strength below 1; at most {MOST_SOFT_RULES} can be followed"
        hint = "leave out strengths near 1"
        names.error((*soft[MOST_SOFT_RULES].path, "strength"), "too-many-strengths", message, hint, key=True)


def note_strengths(names: Names) -> None:
    """Note, at the first strength of a dossier, who asks for it."""
    for rule in soft_rules(names)[:1]:
        message = "a strength matters to the forecast only: everything else takes the rule as binding"
        path = (*rule.path, "strength")
        names.problems.append(names.document.problem(path, Severity.NOTE, "strength-in-forecast", message, key=True))


def widest_conflict(names: Names) -> Conflict | None:
    """Return the conflict in which no rule of uncertain strength binds; what is wrong with it is noted in ``names``.

    Errors that ``names`` holds already are not noted again. ``None`` where it cannot be built.
    """
    soft = soft_rules(names)
    wide = Names(names.document, names.model, unbound=frozenset(each.path for each in soft))
    known = {(each.line, each.column, each.code) for each in names.problems}
    parts = build_conflict(wide)
    for problem in wide.problems:
        if (problem.line, problem.column, problem.code) not in known and (
            problem.severity is Severity.ERROR or problem.code in _OF_THE_WIDEST
        ):
            names.problems.append(_where_none_binds(problem) if problem.severity is Severity.ERROR else problem)
    return None if parts is None else parts[0]


def _where_none_binds(problem: Problem) -> Problem:
    return replace(problem, message=f"where rules with a strength do not bind: {problem.message}")


def conflict_without(built: BuiltDossier, rules: frozenset[Path]) -> Conflict:
    """Return the conflict of a sound dossier in which some rules of uncertain strength do not bind."""
    parts = build_conflict(Names(built.document, built.model, unbound=rules))
    assert parts is not None  # check has built the one in which none binds, and that in which all do
    return parts[0]
