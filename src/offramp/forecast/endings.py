"""The endings whose probabilities are added up: every state belongs to one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Words


@dataclass(frozen=True, eq=False)
class Endings:
    """The ending of each state.

    Attributes
    ----------
    of_state
        Shape ``(n_states,)``: from 0 to ``count - 1``.
    count
        How many endings there are, with those that no state belongs to.
    """

    of_state: Words
    count: int

    @classmethod
    def of(cls, ending: NDArray[np.integer], count: int | None = None) -> "Endings":
        """Return endings from their numbers, shape ``(n_states,)``; as many as occur unless ``count`` says more.

        Raises
        ------
        ValueError
            When a state belongs to none, or to one beyond ``count``.
        """
        largest = int(ending.max()) + 1
        if ending.min() < 0:
            lost = np.flatnonzero(ending < 0)
            raise ValueError(
                f"no ending is given for {len(lost)} of {len(ending)} states, first for state {lost[0] + 1}: "
                "let one hold 'otherwise'"
            )
        if count is not None and largest > count:
            raise ValueError(f"there are {count} endings, but a state belongs to number {largest}")
        return cls(ending.astype(np.uint32), count or largest)

    @cached_property
    def listed(self) -> tuple[Words, Words]:
        """Where the states of each ending begin in a list of the states, shape ``(count + 1,)``, and the list."""
        sizes = np.bincount(self.of_state, minlength=self.count)
        start = np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32)
        return start, np.argsort(self.of_state, kind="stable").astype(np.uint32)
