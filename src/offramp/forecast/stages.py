"""Stretches of time in which the rules stay the same, and what happens on the dates between them.

A deadline ends one stage and begins another: options open or close (other menus), what a state is worth changes, and
the one whose threat has come due must show whether it meant it (a :class:`Jump`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain, choice_matrix, logit_choices
from offramp.forecast.menus import Menus, menus_from_arcs

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Jump:
    """What happens at once on a date.

    Attributes
    ----------
    menus
        What can be chosen that day, for one decision maker; see :func:`threat_due` and :func:`forced`.
    by
        Index of the decision maker who chooses, by its values and responsiveness in the stage that begins.
    """

    menus: Menus
    by: int

    def applied(self, law: Reals, chain: Chain) -> Reals:
        """Return the law after the jump; shape ``(n_layers, n_states)``, as before.

        Where the chain tells last movers apart, whoever has moved becomes the last mover. On its date it acts even if
        it moved last.
        """
        matrix = self._choices(chain)
        stay = matrix.diagonal()
        arrived: Reals = matrix.T @ law.sum(axis=0)
        after: Reals = law * stay
        after[self.by if chain.alternating else 0] += arrived - law.sum(axis=0) * stay
        return after

    def pulled_back(self, outcome: Reals, chain: Chain) -> Reals:
        """Return the outcome expected before the jump; shape ``(n_states, n_outcomes)``, as after it."""
        before: Reals = self._choices(chain) @ outcome
        return before

    def _choices(self, chain: Chain) -> "csr_array[Any, tuple[int, int]]":
        worth = chain.expected[self.by : self.by + 1]
        chosen = logit_choices(self.menus, worth, chain.responsiveness[self.by : self.by + 1])
        return choice_matrix(self.menus, 0, *chosen)


def threat_due(n_states: int, by: int, carried_out: NDArray[np.integer]) -> Jump:
    """Return the jump of a decision maker who chooses whether to carry a threat out or to let the date pass.

    Parameters
    ----------
    n_states
        Number of states.
    by
        Index of the decision maker.
    carried_out
        Shape ``(n_states,)``: the state that each becomes if the threat is carried out; itself where nothing is due.
    """
    source = np.flatnonzero(carried_out != np.arange(n_states))
    return Jump(menus_from_arcs(n_states, [(source, carried_out[source])]), by)


def forced(n_states: int, by: int, becomes: NDArray[np.integer]) -> Jump:
    """Return the jump that leaves no choice: each state becomes another, or stays itself, as ``becomes`` says."""
    source = np.flatnonzero(becomes != np.arange(n_states))
    no_stay = np.zeros((1, n_states), dtype=np.bool_)
    return Jump(menus_from_arcs(n_states, [(source, becomes[source])], no_stay), by)


@dataclass(frozen=True, eq=False)
class Stage:
    """A stretch of time and its menus.

    Attributes
    ----------
    begins
        Days from now; the first stage begins at 0, each ends where the next begins.
    menus
        What can be chosen.
    shift
        Shape ``(n_dms, n_states)``: added to the values of states; ``None``: nothing.
    jump
        What happens at once when it begins, or ``None``.
    """

    begins: float
    menus: Menus
    shift: Reals | None = None
    jump: Jump | None = None


def dates_by_stage(begins: Sequence[float], days: Reals) -> list[slice]:
    """Return which of the dates belong to each stage; a date on which a stage begins belongs to the new one.

    Raises
    ------
    ValueError
        When stages or dates are out of order, or before day 0.
    """
    if not len(begins) or begins[0] != 0 or any(b <= a for a, b in pairwise(begins)):
        raise ValueError("the first stage begins on day 0, each other later than the one before it")
    if len(days) == 0 or days[0] < 0 or (np.diff(days) <= 0).any() or not np.isfinite(days).all():
        raise ValueError("dates are days from now, at least one, none before day 0, each later than the one before")
    first = [0, *np.searchsorted(days, begins[1:]).tolist(), len(days)]
    return [slice(a, b) for a, b in pairwise(first)]
