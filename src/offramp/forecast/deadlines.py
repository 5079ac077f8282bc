"""Deadlines as stages: on its date, whoever threatened must show whether it meant it where the demand is not met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.conflict.states import code_with
from offramp.forecast.menus import Menus
from offramp.forecast.stages import Stage, threat_due
from offramp.logic.expression import Expression


@dataclass(frozen=True, slots=True)
class Deadline:
    """A demand with a date and what is threatened otherwise.

    Attributes
    ----------
    name, day
        For people; in days from now, above 0.
    by
        Index of the decision maker who threatens.
    demand
        What must hold by then; ``None``: it comes due in any case.
    threat
        How it would set its own options, by index.
    """

    name: str
    day: float
    by: int
    demand: Expression | None
    threat: Mapping[int, bool]


def stages_with(conflict: Conflict, menus: Menus, deadlines: Sequence[Deadline]) -> list[Stage]:
    """Return the stages that deadlines divide the time to come into; those of one day act one after the other.

    Where the demand holds, or carrying the threat out is none of its maker's moves, nothing comes due.

    Parameters
    ----------
    conflict, menus
        In option form, and its menus.
    deadlines
        In any order; those on day 0 or before are passed over.
    """
    stages = [Stage(0.0, menus)]
    taken = {0.0}
    for each in sorted(deadlines, key=lambda deadline: deadline.day):
        if each.day <= 0:
            continue
        day = each.day
        while day in taken:  # a stage needs a day of its own: a moment later will do
            day += 1e-6
        taken.add(day)
        due = threat_due(conflict.n_states, each.by, carried_out(conflict, each))
        stages.append(Stage(day, menus, jump=due))
    return stages


def carried_out(conflict: Conflict, deadline: Deadline) -> NDArray[np.int64]:
    """Return the state that each becomes if the threat is carried out; itself where nothing comes due."""
    space = conflict.space
    becomes = np.arange(conflict.n_states)
    after = space.find_each(code_with(space.codes, deadline.threat))
    due = after >= 0 if deadline.demand is None else (after >= 0) & ~space.where(deadline.demand)
    for state in np.flatnonzero(due & (after != becomes)).tolist():
        if after[state] in conflict.targets(deadline.by, state):
            becomes[state] = after[state]
    return becomes
