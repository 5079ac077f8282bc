"""What a decision maker can choose in a state: its moves, or staying."""

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict

_STATES_SEARCHED = 1 << 22


def state_to_choose_in(conflict: Conflict, state: int | None) -> int:
    """Return the state that a choice is about: the status quo when none is given.

    Raises
    ------
    ValueError
        When no state is given and the conflict has no status quo.
    """
    state = conflict.status_quo if state is None else state
    if state is None:
        raise ValueError("the conflict has no status quo to choose in: say which state it is about")
    return state


def affordable(conflict: Conflict) -> int:
    """Return how many searches through a conflict can be waited for: 200 in a small one, at least 8 in a large one."""
    return max(8, min(200, _STATES_SEARCHED // conflict.n_states))


def choices_of(
    conflict: Conflict, dm: int, state: int, level: NDArray[np.int64], most: int | None = None
) -> tuple[NDArray[np.int64], int]:
    """Return the states that a decision maker can choose, by a move or by staying, and their number.

    Best first by its ``level`` of each state, staying first among equals, then by index. At most ``most`` are
    returned; staying is always among them. The number is that of all.
    """
    every = np.append(state, conflict.targets(dm, state))
    every = every[np.argsort(-level[every], kind="stable")]
    listed = every[:most]
    if state not in listed:
        listed = np.append(listed[:-1], state)
    return listed, len(every)
