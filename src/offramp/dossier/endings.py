"""Scenarios of a dossier: the endings, first match wins, and every state has one."""

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.coalesce import disagreeing
from offramp.conflict.scenarios import Scenario
from offramp.conflict.states import StateSpace
from offramp.dossier.names import Names, Path
from offramp.dossier.problems import Severity
from offramp.dossier.wants import named
from offramp.logic.expression import Expression

OTHERWISE = "otherwise"


def scenarios_of(
    names: Names, space: StateSpace
) -> tuple[tuple[Scenario, ...], NDArray[np.int16], dict[str, Expression]]:
    """Return the endings, for each state the index of its ending (-1: none), and each ending's condition.

    An ending given as ``otherwise`` or (graph form) as a list of states has no condition.
    """
    declared = names.model.scenarios
    scenario_of = np.full(len(space), -1, dtype=np.int16)
    conditions: dict[str, Expression] = {}
    sound = True
    for index, (name, scenario) in enumerate(declared.items()):
        holds = _holds(names, space, name, conditions)
        if holds is None:
            sound = False
            continue
        _note_traps(names, name, holds, scenario_of)
        scenario_of[holds & (scenario_of < 0)] = index
        if scenario.when == OTHERWISE and index < len(declared) - 1:
            names.error(("scenarios", name, "when"), "otherwise-not-last", '"otherwise" belongs to the last scenario')
    bare = np.flatnonzero(scenario_of < 0)
    if declared and sound and len(bare):
        message = f"no scenario covers {len(bare):,} of {len(space):,} states: {named(space, bare.tolist())}"
        names.error(("scenarios",), "uncovered-states", message, "add a last scenario with when: otherwise", key=True)
    scenarios = tuple(Scenario(name, scenario.title or name) for name, scenario in declared.items())
    return scenarios, scenario_of, conditions


def _holds(names: Names, space: StateSpace, name: str, conditions: dict[str, Expression]) -> NDArray[np.bool_] | None:
    when, path = names.model.scenarios[name].when, ("scenarios", name, "when")
    if when == OTHERWISE:
        return np.ones(len(space), dtype=np.bool_)
    if isinstance(when, tuple):
        return _listed(names, space, when, path)
    if space.graph_form:
        names.error(path, "bad-scenario", "in graph form an ending lists its states, or says otherwise")
        return None
    expression = names.expression(when, path)
    if expression is None:
        return None
    split = disagreeing(space, expression)
    if len(split):
        merged = named(space, split.tolist())
        names.error(path, "split-state", f"true for only some members of the coalesced state {merged}")
        return None
    conditions[name] = expression
    return space.where(expression)


def _listed(names: Names, space: StateSpace, ids: tuple[str, ...], path: Path) -> NDArray[np.bool_] | None:
    by_name = {name: state for state, name in space.names.items()}
    if not by_name and not names.model.coalesce:
        message = "a list of states belongs to graph form; with options an ending is an expression, or otherwise"
        names.error(path, "bad-scenario", message)
        return None
    names.known(ids, by_name, path, "state")
    holds = np.zeros(len(space), dtype=np.bool_)
    holds[[by_name[each] for each in ids if each in by_name]] = True
    return holds if all(each in by_name for each in ids) else None


def _note_traps(names: Names, name: str, holds: NDArray[np.bool_], scenario_of: NDArray[np.int16]) -> None:
    path = ("scenarios", name)
    if names.model.scenarios[name].when == OTHERWISE:
        if names.widest and not (scenario_of < 0).any():
            _note(
                names,
                path,
                Severity.WARNING,
                "empty-scenario",
                f'the scenario "{name}" never holds: all states are covered before it',
            )
        return
    if not (holds & (scenario_of < 0)).any():
        if not names.widest:
            return  # it may hold where a rule of uncertain strength does not bind
        reason = "earlier scenarios cover its states" if holds.any() else "no feasible state satisfies it"
        _note(names, path, Severity.WARNING, "empty-scenario", f'the scenario "{name}" never holds: {reason}')
        return
    shared = sorted(set(scenario_of[holds].tolist()) - {-1})
    if shared:
        ids = list(names.model.scenarios)
        earlier = ", ".join(f'"{ids[index]}"' for index in shared)
        count = int(np.count_nonzero(holds & (scenario_of >= 0)))
        verb = "comes" if len(shared) == 1 else "come"
        message = f'{count:,} states of the scenario "{name}" also fit {earlier}, which {verb} first'
        _note(names, path, Severity.NOTE, "overlapping-scenarios", message)


def _note(names: Names, path: Path, severity: Severity, code: str, message: str) -> None:
    names.problems.append(names.document.problem(path, severity, code, message, key=True))
