"""Which of some states (the equilibria, say) can be reached from a state, and which cannot."""

from collections.abc import Iterable
from dataclasses import dataclass

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.movement import Movement
from offramp.evolution.reach import reachable


@dataclass(frozen=True, slots=True)
class Destination:
    """A state that one might want to reach.

    Attributes
    ----------
    state
        Index.
    by_improvements, by_allowance, by_moves
        A shortest legal path: by improvements only, by what each decision maker was allowed, by any moves. Empty at
        the start itself, ``None`` where there is no way.
    """

    state: int
    by_improvements: tuple[Step, ...] | None
    by_allowance: tuple[Step, ...] | None
    by_moves: tuple[Step, ...] | None

    @property
    def reachable(self) -> bool:
        """Whether there is any way at all."""
        return self.by_moves is not None


def destinations(
    conflict: Conflict,
    start: int,
    states: Iterable[int],
    combination: Combination | None = None,
    movement: Movement | None = None,
) -> tuple[Destination, ...]:
    """Return how each of some states can be reached, in the order given.

    Parameters
    ----------
    conflict
        The conflict.
    start
        Index of the state to start from.
    states
        Where to, as indices: the equilibria of a solution, the states of an ending.
    combination
        One type for each decision maker; the likeliest when left out.
    movement
        What each decision maker may do, between improvements only and any moves; improvements when left out.
    """
    rules = (Movement.improvements(conflict.n_dms), movement, Movement.any_moves(conflict.n_dms))
    improving, allowed, free = (
        reachable(conflict, start, combination, movement=rule or Movement.improvements(conflict.n_dms))
        for rule in rules
    )
    return tuple(Destination(state, improving.path(state), allowed.path(state), free.path(state)) for state in states)
