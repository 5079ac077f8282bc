"""From a dossier to the conflict that it describes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from offramp.conflict.coalesce import Merge, MergeError, graph_space, state_space
from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.feasibility import LARGEST_CODE, LARGEST_SPACE, Rule, TooManyStatesError, clashing, feasible_codes
from offramp.conflict.graph_moves import graph_moves
from offramp.conflict.model import Conflict
from offramp.conflict.moves import Moves
from offramp.conflict.option_moves import MoveBan, option_moves
from offramp.conflict.package import Package
from offramp.conflict.states import StateSpace, code_pattern
from offramp.dossier.document import Document
from offramp.dossier.endings import scenarios_of
from offramp.dossier.files import FileError
from offramp.dossier.model import Dossier
from offramp.dossier.model_conflict import MovesFile
from offramp.dossier.moves_file import read_moves
from offramp.dossier.names import Names
from offramp.dossier.names import Path as Place
from offramp.dossier.openings import closed_for_good
from offramp.dossier.problems import Problem, did_you_mean
from offramp.dossier.rules import PlacedRule, bans, merges, rules
from offramp.dossier.wants import types_of
from offramp.logic.evaluate import evaluate
from offramp.logic.expression import Expression
from offramp.memory import TooLargeError

_LARGEST_UNSURE = 1 << 16  # states that are listed although a constraint could not be read
_OF_STATES = frozenset(
    {
        "too-many-states", "missing-states", "repeated-state", "no-such-state", "uncovered-states", "empty-scenario",
        "overlapping-scenarios", "split-state", "bad-coalesce", "infeasible-status-quo",
    }
)  # fmt: skip
"""Problems that only those can tell who know the states: guesses when a constraint cannot be read."""


@dataclass(frozen=True, eq=False)
class BuiltDossier:
    """A sound dossier with the conflict that it describes.

    Attributes
    ----------
    document, model
        The file and its content.
    conflict
        The conflict.
    rules
        What holds in every feasible state, in file order.
    conditions
        The condition of each ending that has one, by id, over ``dm.option`` names.
    package
        What can be put on the table together, if the dossier says.
    problems
        Warnings and notes, as far as they were looked for.
    """

    document: Document
    model: Dossier
    conflict: Conflict
    rules: tuple[Rule, ...]
    conditions: Mapping[str, Expression]
    package: Package | None
    problems: tuple[Problem, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return self.document.path


ConflictParts = tuple[Conflict, tuple[Rule, ...], dict[str, Expression]]
"""A conflict, its rules, and the conditions of its endings."""


def build_conflict(names: Names) -> ConflictParts | None:
    """Build the conflict as far as the dossier allows; what is wrong is noted in ``names``.

    Returns
    -------
    tuple or None
        The conflict, its rules and the conditions of its endings; ``None`` when no states can be listed.
    """
    graph = names.model.states is not None
    if not _one_form(names, graph=graph):
        return None
    before = len(names.problems)
    placed, merged = rules(names), merges(names)
    certain = len(names.problems)
    sound = certain == before
    space = _graph_space(names) if graph else _option_space(names, placed, merged, sound=sound)
    if sound:
        certain = len(names.problems)  # with them, why the states cannot be listed
    if space is None and len(names.options) > LARGEST_CODE:
        return None
    conflict, conditions = _on_states(names, _stand_in(names) if space is None else space, placed)
    if space is None or not sound:
        later = [problem for problem in names.problems[certain:] if problem.code not in _OF_STATES]
        names.problems[certain:] = later
    return (conflict, tuple(each.rule for each in placed), conditions) if space is not None else None


def _on_states(names: Names, space: StateSpace, placed: Sequence[PlacedRule]) -> tuple[Conflict, dict[str, Expression]]:
    """Return the conflict on these states, and the conditions of its endings."""
    options = () if space.graph_form else _options(names)
    dms = _decision_makers(names, graph=space.graph_form)
    scenarios, scenario_of, conditions = scenarios_of(names, space)
    conflict = Conflict(
        title=names.model.title,
        decision_makers=dms,
        options=options,
        space=space,
        moves=_graph_moves(names, space) if space.graph_form else _option_moves(names, space, options, dms),
        types=tuple(types_of(names, space, dm) for dm in names.model.decision_makers),
        status_quo=_status_quo(names, space, placed),
        scenarios=scenarios,
        scenario_of=scenario_of,
    )
    return conflict, conditions


def _one_form(names: Names, *, graph: bool) -> bool:
    """Check that the dossier is in option form or in graph form, not in both nor in none."""
    before = len(names.problems)
    for dm, party in names.model.decision_makers.items():
        path = ("decision_makers", dm)
        if graph and party.options:
            names.error((*path, "options"), "mixed-forms", "with states: (graph form) there are no options", key=True)
        if not graph and party.moves is not None:
            names.error((*path, "moves"), "mixed-forms", "moves: belongs to graph form: states: is missing", key=True)
    if not graph and not names.options:
        hint = "give options to a decision maker, or list states (graph form)"
        names.error(("decision_makers",), "no-options", "no decision maker has an option", hint, key=True)
    for key in ("constraints", "coalesce", "define", "package"):
        if graph and getattr(names.model, key):
            names.error((key,), "mixed-forms", f"{key}: needs options; graph form has none", key=True)
    return len(names.problems) == before


def _options(names: Names) -> tuple[Option, ...]:
    options = []
    for dm, party in names.model.decision_makers.items():
        for name, option in party.options.items():
            path: Place = ("decision_makers", dm, "options", name)
            condition = names.expression(option.when_taken, (*path, "when_taken"), dm) if option.when_taken else None
            title = option.title or name.replace("_", " ")
            final = Irreversible.NO if path in names.unbound else Irreversible(option.irreversible)
            options.append(Option(f"{dm}.{name}", title, final, condition))
    return tuple(options)


def _decision_makers(names: Names, *, graph: bool) -> tuple[DecisionMaker, ...]:
    dms, done = [], 0
    for dm, party in names.model.decision_makers.items():
        count = 0 if graph else len(party.options)
        dms.append(DecisionMaker(dm, party.name or dm, tuple(range(done, done + count))))
        done += count
    return tuple(dms)


def _option_space(
    names: Names, placed: Sequence[PlacedRule], merged: Sequence[Merge], *, sound: bool
) -> StateSpace | None:
    """Return the feasible states; ``None``, with a problem noted, when they cannot be listed.

    When not every constraint could be read (not ``sound``), only a small space is listed: it is not the right one.
    """
    held = [each.rule for each in placed]
    try:
        codes = feasible_codes(names.options, held, LARGEST_SPACE if sound else _LARGEST_UNSURE)
        if len(codes):
            return state_space(names.options, codes, merged)
        _note_clash(names, placed)
    except TooManyStatesError as error:
        _refuse_size(names, error)
    except TooLargeError as error:
        names.error(("decision_makers",), "too-many-states", str(error), key=True)
    except MergeError as error:
        index = [each.id for each in names.model.coalesce].index(error.merge)
        overlap = f'some states of "{error.merge}" belong to "{error.other}" already'
        message = overlap if error.other else f'no feasible state satisfies "{error.merge}"'
        names.error(("coalesce", index, "when"), "bad-coalesce", message)
    return None


def _stand_in(names: Names) -> StateSpace:
    """Return one state in place of all, so that every name is resolved and every problem told at once."""
    return state_space(names.options, np.zeros(1, dtype=np.uint64))


def _refuse_size(names: Names, error: TooManyStatesError) -> None:
    raw = f"{error.n_options} options make 2^{error.n_options}"
    if error.n_options > LARGEST_CODE:
        message = f"{raw} combinations; at most {LARGEST_CODE} options can be enumerated"
    else:
        message = (
            f"{raw} = {1 << error.n_options:,} combinations, of which at least {error.at_least:,} would be states; "
            f"at most {error.limit:,} can be enumerated"
        )
    hint = "add constraints (exactly_one groups cut most), or leave out options that no preference mentions"
    if error.n_options > LARGEST_CODE:
        hint = "leave out options that no preference mentions, or join options that go together"
    names.error(("decision_makers",), "too-many-states", message, hint, key=True)


def _note_clash(names: Names, placed: Sequence[PlacedRule]) -> None:
    """Say which constraints leave no state between them, at the last of them."""
    clash = clashing(names.options, [each.rule for each in placed])
    involved = [each for each in placed if any(each.rule is rule for rule in clash)]
    told = "; ".join(f"line {names.document.at(*each.path)[0]}: {each.rule.text}" for each in involved)
    names.error(involved[-1].path, "no-feasible-state", f"no state is feasible: these constraints clash: {told}")


def _graph_space(names: Names) -> StateSpace:
    states = names.model.states or {}
    return graph_space(list(states), [state.title or name for name, state in states.items()])


def _option_moves(
    names: Names, space: StateSpace, options: tuple[Option, ...], dms: tuple[DecisionMaker, ...]
) -> tuple[Moves, ...]:
    silent = Names(names.document, names.model)  # unknown options are noted where deadlines are checked
    banned = [*bans(names), *(_closed(option, dms) for option in closed_for_good(silent))]
    return tuple(option_moves(space, options, index, dm, banned) for index, dm in enumerate(dms))


def _closed(option: str, dms: Sequence[DecisionMaker]) -> MoveBan:
    """Return the ban on taking an option that a deadline has closed."""
    owner = option.partition(".")[0]
    return MoveBan.of_taking(next(index for index, dm in enumerate(dms) if dm.id == owner), option)


def _graph_moves(names: Names, space: StateSpace) -> tuple[Moves, ...]:
    number = {name: state for state, name in space.names.items()}
    moves = []
    for dm, party in names.model.decision_makers.items():
        path: Place = ("decision_makers", dm, "moves")
        arcs: list[tuple[str, str]] = []
        if isinstance(party.moves, MovesFile):
            arcs = _filed_arcs(names, party.moves.file, (*path, "file"), number)
        else:
            for index, arc in enumerate(party.moves or ()):
                names.known(arc, number, (*path, index), "state")
                arcs.append(arc)
        known = [(number[a], number[b]) for a, b in arcs if a in number and b in number]
        moves.append(graph_moves(len(space), known))
    return tuple(moves)


def _filed_arcs(names: Names, file: str, path: Place, states: Mapping[str, int]) -> list[tuple[str, str]]:
    try:
        table = read_moves(names.document.path.parent, file)
    except FileError as error:
        names.error(path, error.problem.code, error.problem.message, error.problem.hint)
        return []
    for problem in table.problems:
        names.error(path, problem.code, f"{file}, line {problem.line}: {problem.message}", problem.hint)
    for move in table.moves:
        for state in (move.from_, move.to):
            if state not in states:
                hint = did_you_mean(state, states)
                names.error(path, "unknown-state", f'{file}, line {move.line}: unknown state "{state}"', hint)
    return [(move.from_, move.to) for move in table.moves]


def _status_quo(names: Names, space: StateSpace, placed: Sequence[PlacedRule]) -> int | None:
    given, path = names.model.status_quo, ("status_quo",)
    if given is None:
        return None
    if space.graph_form:
        by_name = {name: state for state, name in space.names.items()}
        if not isinstance(given, str):
            names.error(path, "bad-status-quo", "in graph form the status quo is the id of a state", key=True)
            return None
        return by_name[given] if names.known_id(given, by_name, path, "state") else None
    if isinstance(given, str):
        names.error(path, "bad-status-quo", "the status quo gives options yes or no", "for example {dm.option: yes}")
        return None
    told = len(names.problems)
    values = names.settings(given, path)
    if len(names.problems) > told:
        return None
    code = sum(1 << k for k, option in enumerate(names.options) if values.get(option))
    state = space.find(code)
    if state is None:
        _note_infeasible(names, code, placed)
    return state


def _note_infeasible(names: Names, code: int, placed: Sequence[PlacedRule]) -> None:
    taken = {option: np.array([bool(code >> k & 1)]) for k, option in enumerate(names.options)}
    broken = [each for each in placed if not evaluate(each.rule.holds, taken.__getitem__, 1)[0]]
    told = "; ".join(f"line {names.document.at(*each.path)[0]}: {each.rule.text}" for each in broken)
    pattern = code_pattern(code, len(names.options))
    names.error(
        ("status_quo",),
        "infeasible-status-quo",
        f"the status quo {pattern} is not feasible: it breaks {told}",
        key=True,
    )
