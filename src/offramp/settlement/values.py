r"""Cardinal values of states, declared from each decision maker's preferences.

A graph model knows only the order of states. What is bargained over needs more: how much better. So a value is
*declared*, by the basis that the preferences give:

- statements, most important first: geometric weights, the :math:`j`-th statement counts :math:`2^{-j}`, so that the
  value orders the states as option prioritization does (Fang, Hipel, Kilgour & Peng 2003);
- weights: the sum of the weights of the expressions that hold;
- a ranking: evenly spaced ranks.

Each is scaled so that the best feasible state has value 1 and the worst 0. Only explicit weights say how much better
a state is; with the other two, results that use more than the order are results of the convention.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import AimType, Combination, Conflict
from offramp.conflict.preferences import Prioritized, Ranking, Statement, Weights
from offramp.conflict.states import Codes, StateSpace
from offramp.logic.evaluate import Truth, evaluate

EXACT_STATEMENTS = 53
"""Statements whose geometric weights a double holds without rounding."""
_BLOCK = 1 << 16  # states looked at together
_DECIMALS = 9  # of weights that are counted in whole units, so that 0.1 + 0.2 ties with 0.3

Values = NDArray[np.float64]
Weighted = tuple[Statement, float]


class Basis(StrEnum):
    """What a value is declared from."""

    GEOMETRIC = "geometric"
    WEIGHTS = "weights"
    RANKS = "ranks"

    @property
    def words(self) -> str:
        """Say it for people."""
        return {
            Basis.GEOMETRIC: "geometric over the statements: the first counts 1/2, the second 1/4, and so on",
            Basis.WEIGHTS: "the weights given",
            Basis.RANKS: "ranks, evenly spaced",
        }[self]

    @property
    def order_only(self) -> bool:
        """Whether only the order was declared, and the distances are a convention."""
        return self is not Basis.WEIGHTS


@dataclass(frozen=True, eq=False)
class StateValues:
    """The value of every state for one aim of a decision maker.

    Attributes
    ----------
    level
        Shape ``(n_states,)``: the level of each state, as in :class:`~offramp.conflict.model.AimType`.
    table
        Shape ``(n_levels,)``: the value of each level, in [0, 1], strictly increasing, so that values order the states
        as the levels do and tie where they tie.
    basis
        What the values are declared from.
    """

    level: NDArray[np.unsignedinteger]
    table: Values
    basis: Basis

    def at(self, states: NDArray[np.integer]) -> Values:
        """Return the values of some states, shape as ``states``."""
        found: Values = self.table[self.level[states]]
        return found

    def of(self, state: int) -> float:
        """Return the value of one state."""
        return float(self.table[self.level[state]])

    def all(self) -> Values:
        """Return the value of every state, shape ``(n_states,)``."""
        values: Values = self.table[self.level]
        return values


def values_of(conflict: Conflict, dm: int, combination: Combination) -> StateValues:
    """Return the values of a decision maker under its type in a combination."""
    return state_values(conflict.space, conflict.types[dm][combination.types[dm]])


def state_values(space: StateSpace, aim: AimType) -> StateValues:
    """Return the values that an aim gives to the states.

    Only one state of each level is looked at, a block at a time, whatever the number of states. A decision maker that
    is indifferent between all states has value 1 in each.

    Parameters
    ----------
    space
        The feasible states.
    aim
        The preferences, with their levels.
    """
    match aim.preference:
        case Prioritized(statements):
            basis, raw = Basis.GEOMETRIC, _geometric(statements, space, _one_of_each(aim.level))
        case Weights(terms):
            codes = space.codes[_one_of_each(aim.level)]
            basis, raw = Basis.WEIGHTS, _scaled(_weighted(in_whole_units(terms) or terms, codes, space))
        case Ranking():
            basis, raw = Basis.RANKS, _scaled(np.arange(int(aim.level.max()) + 1, dtype=np.float64))
    return StateValues(aim.level, _strictly_increasing(raw), basis)


def in_whole_units(terms: Sequence[Weighted]) -> tuple[Weighted, ...] | None:
    """Return weights in units of their last digit, so that sums are exact; ``None`` if they are not decimals."""
    weights = np.array([weight for _, weight in terms])
    for unit in 10.0 ** np.arange(_DECIMALS + 1):
        if np.allclose(np.round(weights * unit), weights * unit, rtol=1e-12, atol=0.0):
            return tuple((statement, float(np.round(weight * unit))) for statement, weight in terms)
    return None


def _one_of_each(level: NDArray[np.unsignedinteger]) -> NDArray[np.int64]:
    """Return a state of each level, shape ``(n_levels,)``."""
    state = np.empty(int(level.max()) + 1, dtype=np.int64)
    state[level] = np.arange(len(level))
    return state


def _geometric(statements: Sequence[Statement], space: StateSpace, states: NDArray[np.int64]) -> Values:
    if len(statements) > EXACT_STATEMENTS:
        return _geometric_exact(statements, space, states)
    terms = [(statement, 2.0 ** -(j + 1)) for j, statement in enumerate(statements)]
    return _scaled(_weighted(terms, space.codes[states], space))


def _weighted(terms: Sequence[Weighted], codes: Codes, space: StateSpace) -> Values:
    """Return the sum of the weights of what holds in each of some states."""
    value = np.zeros(len(codes), dtype=np.float64)
    for block in _blocks(len(codes)):
        column = space.columns(codes[block])
        for statement, weight in terms:
            value[block] += weight * evaluate(statement.prefer, column, len(codes[block]))
    return value


def _geometric_exact(statements: Sequence[Statement], space: StateSpace, states: NDArray[np.int64]) -> Values:
    """Return the scaled values by whole numbers of any length: a double would lose the statements from the 54th on."""
    keys: list[int] = []
    for block in _blocks(len(states)):
        codes = space.codes[states[block]]
        column = space.columns(codes)
        truth = np.stack([evaluate(statement.prefer, column, len(codes)) for statement in statements], axis=1)
        keys.extend(_whole_numbers(truth))
    worst, spread = keys[0], keys[-1] - keys[0]
    if spread == 0:
        return np.ones(len(keys))
    return np.array([(key - worst) / spread for key in keys])


def _whole_numbers(truth: Truth) -> Iterator[int]:
    """Read each row as a binary number, first column most significant."""
    return (int.from_bytes(row.tobytes(), "big") for row in np.packbits(truth, axis=1))


def _scaled(raw: Values) -> Values:
    """Scale increasing values so that the first is 0 and the last 1."""
    spread = raw[-1] - raw[0]
    if spread == 0:
        return np.ones(len(raw))
    scaled: Values = (raw - raw[0]) / spread
    return scaled


def _strictly_increasing(table: Values) -> Values:
    """Lower values to the next smaller double where rounding made levels equal: a value never contradicts the order.

    The bits of doubles from 0 up, read as whole numbers, are ordered as the doubles are.
    """
    place = np.arange(len(table))
    room = np.maximum(table, 0.0).view(np.int64) - place
    bits = np.minimum.accumulate(room[::-1])[::-1] + place
    return np.maximum(bits, place).view(np.float64)


def _blocks(size: int) -> Iterator[slice]:
    return (slice(first, min(first + _BLOCK, size)) for first in range(0, size, _BLOCK))
