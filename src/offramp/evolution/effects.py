"""What each move of a path does for its mover: status quo analysis marks it +, = or - (Li, Kilgour & Hipel 2005)."""

from collections.abc import Sequence
from enum import StrEnum

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step


class Effect(StrEnum):
    """What a move does for its mover, judged from the state that it leaves."""

    IMPROVING = "improving"
    EQUAL = "equal"
    WORSENING = "worsening"


def effects(conflict: Conflict, combination: Combination, start: int, path: Sequence[Step]) -> tuple[Effect, ...]:
    """Return the effect of each move of a path on its mover.

    Parameters
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    start
        Index of the state that the path begins at.
    path
        The moves.
    """
    found, here = [], start
    for step in path:
        found.append(effect(conflict, combination, here, step))
        here = step.to
    return tuple(found)


def effect(conflict: Conflict, combination: Combination, before: int, step: Step) -> Effect:
    """Return the effect of one move that leaves the state ``before``."""
    level = conflict.level(step.by, combination)
    gain = int(level[step.to]) - int(level[before])
    return Effect.IMPROVING if gain > 0 else Effect.WORSENING if gain < 0 else Effect.EQUAL
