"""Whether a set of states is ever reached, how long that takes, and where the chain ends up.

Exact, by sparse linear equations on the generator Q (Norris 1997, *Markov Chains*, sections 3.3 and 3.5). The
probability h of ever reaching a set A is the least solution of h = 1 on A and Qh = 0 elsewhere: 0 where A cannot be
reached, and the only solution on the rest. The expected time k solves Qk = -1 off A; it is infinite where A may be
missed. The expected time given that A is reached is g / h with Qg = -h.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class FirstPassage:
    """Whether and when a set of states is reached, from each state; nobody has moved before.

    Attributes
    ----------
    probability
        Shape ``(n_states,)``: that it is ever reached, in [0, 1].
    mean_days
        Shape ``(n_states,)``: expected days until then; infinite where it may never be.
    mean_days_if_reached
        Shape ``(n_states,)``: expected days until then, given that it is reached; ``nan`` where it cannot be.
    """

    probability: Reals
    mean_days: Reals
    mean_days_if_reached: Reals


def first_passage(chain: Chain, goal: NDArray[np.bool_]) -> FirstPassage:
    """Return whether and when a set of states is reached.

    Parameters
    ----------
    chain
        The chain; up to some 10^5 states times last movers.
    goal
        The set, shape ``(n_states,)``.

    Raises
    ------
    ValueError
        When the set is empty.
    """
    n_states = chain.menus.n_states
    if not goal.any():
        raise ValueError("no state belongs to the set that is to be reached")
    generator, reached = chain.generator(), np.tile(goal, chain.n_layers)
    can_reach = _can_reach(generator, reached)
    waiting = np.flatnonzero(can_reach & ~reached)
    solved = _Equations(generator, waiting)
    towards = np.asarray(generator[waiting][:, np.flatnonzero(reached)].sum(axis=1)).ravel()
    probability, conditional = reached.astype(np.float64), np.where(can_reach, 0.0, np.nan)
    probability[waiting] = np.clip(solved.by(towards), 0.0, 1.0)
    conditional[waiting] = solved.by(probability[waiting]) / probability[waiting]
    may_miss = _can_reach(_stopped(generator, reached), ~can_reach)
    probability[waiting[~may_miss[waiting]]] = 1.0
    mean = np.where(may_miss | ~can_reach, np.inf, conditional)
    start = slice((chain.n_layers - 1) * n_states, None)
    return FirstPassage(probability[start], mean[start], conditional[start])


def long_run(chain: Chain, start: int) -> Reals:
    """Return the law that the chain settles to from a state, shape ``(n_states,)``.

    Each set of states that is never left once entered (a closed class) has a law of its own; from the start they are
    mixed with the probabilities of ending in each.
    """
    from scipy.sparse.csgraph import connected_components

    generator = chain.generator()
    n_classes, of_state = connected_components(generator, connection="strong")
    arcs = generator.tocoo()
    leaves = np.zeros(n_classes, dtype=np.bool_)
    crossing = (of_state[arcs.row] != of_state[arcs.col]) & (arcs.data > 0)
    leaves[of_state[arcs.row[crossing]]] = True
    passing = np.flatnonzero(leaves[of_state])
    law, first = np.zeros(len(of_state)), (chain.n_layers - 1) * chain.menus.n_states + start
    if leaves[of_state[first]]:
        begin = (passing == first).astype(np.float64)
        stays = _Equations(generator, passing).transposed_by(begin)  # expected days in each state that is passed
        law = np.asarray(generator[passing].T @ stays).ravel()
        law[passing] = 0.0
    else:
        law[first] = 1.0
    for closed in np.flatnonzero(~leaves):
        states = np.flatnonzero(of_state == closed)
        share = law[states].sum()
        if share > 0.0:
            law[states] = share * _stationary(generator[states][:, states])
    total: Reals = law.reshape(chain.n_layers, -1).sum(axis=0)
    return total


class _Equations:
    """The equations of the states that are passed: ``-Q x = b`` on them, factorized once."""

    def __init__(self, generator: "csr_array[Any, tuple[int, int]]", states: NDArray[np.int64]) -> None:
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import splu

        self._factor = splu(csc_array(-generator[states][:, states])) if len(states) else None

    def by(self, right: Reals) -> Reals:
        """Return the solution for a right side."""
        return right if self._factor is None else np.asarray(self._factor.solve(right))

    def transposed_by(self, right: Reals) -> Reals:
        """Return the solution of the transposed equations."""
        return right if self._factor is None else np.asarray(self._factor.solve(right, trans="T"))


def _stationary(generator: "csr_array[Any, tuple[int, int]]") -> Reals:
    """Return the law that one closed class settles to: x Q = 0 with x adding up to 1."""
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    n_states = generator.shape[0]
    if n_states == 1:
        return np.ones(1)
    # fix the last state's weight at 1: the others' equations are then regular
    transposed = csc_array(generator.T)
    rest: Reals = splu(csc_array(-transposed[:-1, :-1])).solve(transposed[:-1, [-1]].toarray().ravel())
    law = np.append(rest, 1.0).clip(min=0.0)
    scaled: Reals = law / law.sum()
    return scaled


def _stopped(generator: "csr_array[Any, tuple[int, int]]", at: NDArray[np.bool_]) -> "csr_array[Any, tuple[int, int]]":
    """Return the generator with some states never left."""
    from scipy.sparse import csr_array, diags_array

    return csr_array(diags_array((~at).astype(np.float64)) @ generator)


def _can_reach(generator: "csr_array[Any, tuple[int, int]]", goal: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return from where a set of states can be reached, the set included."""
    from scipy.sparse import csr_array, hstack, vstack
    from scipy.sparse.csgraph import breadth_first_order

    size = len(goal)
    if not goal.any():
        return goal.copy()
    moves = csr_array(generator > 0, dtype=np.int8)
    into = csr_array(goal[None, :].astype(np.int8))  # from one more node, backwards, to all of the set
    backwards = vstack(
        [hstack([moves.T, csr_array((size, 1), dtype=np.int8)]), hstack([into, csr_array((1, 1), dtype=np.int8)])]
    )
    found = breadth_first_order(csr_array(backwards), size, directed=True, return_predecessors=False)
    mask = np.zeros(size + 1, dtype=np.bool_)
    mask[found] = True
    return mask[:-1]
