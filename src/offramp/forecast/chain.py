"""Crisis dynamics: a continuous-time Markov chain on the states of a conflict.

Each decision maker gets occasions to act at a rate per day (a Poisson process). On each it chooses from its menu, to
stay included, by logit response: with probability proportional to ``exp(responsiveness * value)`` (Blume 1993;
McKelvey & Palfrey 1995). With foresight 0 the value is that of the state chosen. With foresight h it is the value
expected after h further replies: who replies next is drawn in proportion to the rates of those who can leave the
state, and each of them chooses by logit response with the foresight that is left, or its own if that is less. On a
tree this is logit backward induction, the agent quantal response equilibrium of McKelvey & Palfrey (1998).

Where nobody may move twice in a row the chain remembers the last mover. A reply that is reckoned with then never comes
from the one who has just had its say, whether it moved or stayed.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.choice_kernels import choose, foresee, room_for
from offramp.forecast.menus import Menus

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Chain:
    """Who acts how often, and what each goes by when it chooses.

    Attributes
    ----------
    menus
        What can be chosen.
    rates
        Occasions to act per day of each decision maker, shape ``(n_dms,)``.
    responsiveness
        How sharply each chooses, shape ``(n_dms,)``.
    expected
        Shape ``(n_dms, n_states)``: what each expects from a state, as far as it looks ahead.
    alternating
        Whether nobody may move twice in a row, so that the chain lives on pairs of a state and a last mover.
    """

    menus: Menus
    rates: Reals
    responsiveness: Reals
    expected: Reals
    alternating: bool

    @cached_property
    def choices(self) -> tuple[Reals, Reals]:
        """The choices of all decision makers, as :func:`logit_choices` gives them; worked out when first asked for."""
        return logit_choices(self.menus, self.expected, self.responsiveness)

    @property
    def n_layers(self) -> int:
        """Number of last movers told apart, nobody (the last one) among them; 1 when that does not matter."""
        return self.menus.n_dms + 1 if self.alternating else 1

    def generator(self) -> "csr_array[Any, tuple[int, int]]":
        """Return the rates at which the chain goes from state to state, per day; rows sum to 0.

        Shape ``(n_layers * n_states,)`` squared: state s with last mover k is number ``k * n_states + s``.
        """
        from scipy.sparse import block_array, csr_array, diags_array

        n_dms, n_states = self.menus.n_dms, self.menus.n_states
        leaving = []
        for dm in range(n_dms):
            chosen = choice_matrix(self.menus, dm, *self.choices) * self.rates[dm]
            leaving.append(csr_array(chosen - diags_array(chosen.diagonal())))
        if not self.alternating:
            moving = csr_array(sum(leaving))
            return csr_array(moving - diags_array(moving.sum(axis=1)))
        rows = []
        for last in range(n_dms + 1):
            row: list[Any] = [move if dm != last else None for dm, move in enumerate(leaving)] + [None]
            row[last] = -diags_array(sum((move.sum(axis=1) for move in row if move is not None), np.zeros(n_states)))
            rows.append(row)
        return csr_array(block_array(rows))


def crisis_chain(
    menus: Menus,
    values: Reals,
    rates: ArrayLike,
    responsiveness: ArrayLike,
    foresight: ArrayLike = 0,
    *,
    alternating: bool = False,
) -> Chain:
    """Return the crisis dynamics for one set of assumptions.

    Parameters
    ----------
    menus
        What can be chosen.
    values
        Shape ``(n_dms, n_states)``: what each state is worth to each decision maker; higher is better.
    rates
        Occasions to act per day, one number or one for each decision maker; at least 0.
    responsiveness
        How sharply choices follow values, in 1 / value, at least 0 (random choice); one number or one for each.
    foresight
        How many further replies each decision maker reckons with, at least 0; one number or one for each.
    alternating
        Whether nobody may move twice in a row.

    Raises
    ------
    ValueError
        When a number is out of its range or an array has another shape; all that is wrong is said at once.
    """
    rate, sharpness, depth = (_each(given, menus.n_dms) for given in (rates, responsiveness, foresight))
    worth = np.ascontiguousarray(values, dtype=np.float64)
    _check(menus, worth, rate, sharpness, depth)
    return unchecked_chain(menus, worth, rate, sharpness, depth.astype(np.int64), alternating)


def unchecked_chain(
    menus: Menus, values: Reals, rates: Reals, responsiveness: Reals, foresight: NDArray[np.int64], alternating: bool
) -> Chain:
    """Return what :func:`crisis_chain` does, from arrays that are known to be sound: one entry for each."""
    if not foresight.any():
        return Chain(menus, rates, responsiveness, values, alternating)
    expected = foresee(menus.structure, values, rates, responsiveness, foresight, alternating)
    return Chain(menus, rates, responsiveness, expected, alternating)


def logit_choices(menus: Menus, expected: Reals, responsiveness: Reals) -> tuple[Reals, Reals]:
    """Return the logit choices from menus.

    Parameters
    ----------
    menus
        What can be chosen.
    expected
        Shape ``(n_dms, n_states)``.
    responsiveness
        Shape ``(n_dms,)``.

    Returns
    -------
    within
        Shape ``(n_dms * n_states,)``: the probability of each ``menus.member`` once its group is chosen.
    between
        Shape ``(n_pairs,)``: the probability of each group of ``menus.onward`` for those who choose.
    """
    room = room_for(menus.structure)
    for dm in range(menus.n_dms):
        choose(menus.structure, dm, expected[dm], responsiveness[dm], room)
    return room.within, room.between


def choice_matrix(menus: Menus, dm: int, within: Reals, between: Reals) -> "csr_array[Any, tuple[int, int]]":
    """Return the probability of each state after a decision maker's choice, shape ``(n_states, n_states)``, sparse.

    Its size is the number of moves: for the exact solution of smaller conflicts.
    """
    from scipy.sparse import csr_array

    n_states = menus.n_states
    begin, end = int(menus.first_group[dm]), int(menus.first_group[dm + 1])
    pairs = slice(int(menus.onward_start[begin]), int(menus.onward_start[end]))
    places = slice(dm * n_states, (dm + 1) * n_states)
    states, shape = np.arange(n_states), (end - begin, n_states)
    index = menus.group[dm].astype(np.int64) - begin
    own = csr_array((np.ones(n_states), (states, index)), shape=shape[::-1])
    row_start = menus.onward_start[begin : end + 1].astype(np.int64)
    columns = menus.onward[pairs].astype(np.int64) - begin
    of_groups = csr_array((between[pairs], columns, row_start - row_start[0]), shape=(end - begin, end - begin))
    members = menus.member[places].astype(np.int64)
    of_states = csr_array((within[places], (index[members], members)), shape=shape)
    return csr_array(own @ of_groups @ of_states)


def _each(given: ArrayLike, n_dms: int) -> Reals:
    array = np.asarray(given, dtype=np.float64)
    return np.full(n_dms, float(array)) if array.ndim == 0 else np.ascontiguousarray(array)


def _check(menus: Menus, values: Reals, rates: Reals, sharpness: Reals, foresight: Reals) -> None:
    wrong = []
    if values.shape != (menus.n_dms, menus.n_states):
        wrong.append(
            f"values have shape {values.shape}; one row for each of {menus.n_dms} decision makers and one "
            f"column for each of {menus.n_states} states are needed"
        )
    elif not np.isfinite(values).all():
        wrong.append("values must be finite numbers")
    for name, array in (("rates", rates), ("responsiveness", sharpness), ("foresight", foresight)):
        if array.shape != (menus.n_dms,):
            wrong.append(f"{name} must be one number, or one for each of {menus.n_dms} decision makers")
        elif not (np.isfinite(array).all() and (array >= 0).all()):
            wrong.append(f"{name} must be finite and not negative")
    if foresight.shape == (menus.n_dms,) and (foresight % 1 != 0).any():
        wrong.append("foresight is a number of replies: 0, 1, 2, …")
    if wrong:
        raise ValueError("; ".join(wrong))
