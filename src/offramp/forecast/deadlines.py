"""Deadlines as stages: on its date options open or close, and whoever threatened must show whether it meant it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.changes import owner, with_ban
from offramp.conflict.model import Conflict
from offramp.conflict.option_moves import MoveBan
from offramp.conflict.states import code_with
from offramp.forecast.menus import Menus, menus_of
from offramp.forecast.stages import Jump, Stage, threat_due
from offramp.logic.expression import Expression


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, what may be done from it on or no longer, and what is threatened for it.

    Attributes
    ----------
    name, day
        For people; in days from now, above 0.
    by
        Index of the decision maker who threatens; ``None`` where nobody does.
    demand
        What must hold by then; ``None``: the threat comes due in any case.
    threat
        How it would set its own options, by index.
    opens, closes
        Indices of the options that may be taken from that day on and not before, or until that day and not after.
        An option's openings and closings take turns.
    """

    name: str
    day: float
    by: int | None
    demand: Expression | None
    threat: Mapping[int, bool]
    opens: frozenset[int] = frozenset()
    closes: frozenset[int] = frozenset()


def stages_with(conflict: Conflict, menus: Menus, deadlines: Sequence[Deadline]) -> list[Stage]:
    """Return the stages that deadlines divide the time to come into; those of one day act one after the other.

    On each day options open and close first. Where the demand holds, or carrying the threat out is none of its
    maker's moves, nothing comes due.

    Parameters
    ----------
    conflict, menus
        In option form, and its menus.
    deadlines
        In any order; those on day 0 or before are passed over.
    """
    ahead, shut = _ahead(deadlines), shut_today(deadlines)
    stages = [Stage(0.0, menus_with(conflict, menus, shut))]
    for day, due in groupby(ahead, key=lambda deadline: deadline.day):
        today = list(due)
        after = shut.union(*(each.closes for each in today)).difference(*(each.opens for each in today))
        own = stages[-1].menus if after == shut else menus_with(conflict, menus, after)
        shut, begins = after, day
        jumps: list[Jump | None] = [*_jumps(closed(conflict, shut), today)]
        for jump in jumps or [None]:
            while begins <= stages[-1].begins:  # a stage needs a day of its own: a moment later will do
                begins += 1e-6
            stages.append(Stage(begins, own, jump=jump))
    return stages


def shut_today(deadlines: Sequence[Deadline]) -> frozenset[int]:
    """Return the options that cannot be taken today: those that are yet to open, and to open before they close."""
    shut: set[int] = set()
    known: set[int] = set()
    for each in _ahead(deadlines):
        shut |= each.opens - known
        known |= each.opens | each.closes
    return frozenset(shut)


def _ahead(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """Return the deadlines still to come, in order of time."""
    return sorted((each for each in deadlines if each.day > 0), key=lambda deadline: deadline.day)


def closed(conflict: Conflict, options: Collection[int]) -> Conflict:
    """Return the conflict in which some options cannot be taken; what is taken stays taken, and can be dropped."""
    for option in sorted(options):
        conflict = with_ban(conflict, MoveBan.of_taking(owner(conflict, option), conflict.options[option].id))
    return conflict


def menus_with(conflict: Conflict, menus: Menus, shut: Collection[int]) -> Menus:
    """Return the menus of a conflict while some options cannot be taken."""
    return menus_of(closed(conflict, shut)) if shut else menus


def _jumps(conflict: Conflict, today: Sequence[Deadline]) -> Iterator[Jump]:
    """Yield what each who threatened must decide on one day; ``conflict`` without what cannot be done that day."""
    for each in today:
        if each.by is not None:
            yield threat_due(conflict.n_states, each.by, carried_out(conflict, each))


def carried_out(conflict: Conflict, deadline: Deadline) -> NDArray[np.int64]:
    """Return the state that each becomes if the threat is carried out; itself where nothing comes due."""
    assert deadline.by is not None  # nobody threatens otherwise
    space = conflict.space
    becomes = np.arange(conflict.n_states)
    after = space.find_each(code_with(space.codes, deadline.threat))
    due = after >= 0 if deadline.demand is None else (after >= 0) & ~space.where(deadline.demand)
    for state in np.flatnonzero(due & (after != becomes)).tolist():
        if after[state] in conflict.targets(deadline.by, state):
            becomes[state] = after[state]
    return becomes
