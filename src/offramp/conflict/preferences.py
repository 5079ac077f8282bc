"""Preferences: three ways to declare an order of states, and the levels that they give.

- Option prioritization (Fang, Hipel, Kilgour & Peng 2003): statements, most important first; states are compared
  lexicographically by the truth of the statements. Compared as such, never as a sum of powers of two, so that no
  number of statements overflows.
- Weights: each expression that holds adds its weight.
- Ranking: the states themselves, best first, ties together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.states import StateSpace
from offramp.logic.evaluate import evaluate
from offramp.logic.expression import Expression
from offramp.workers import blockwise

_SMALL_TABLE = 1 << 16  # keys in a table that is always worth having

Level = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Statement:
    """A preference statement.

    Attributes
    ----------
    prefer
        What the decision maker would rather see true.
    text
        As written in the dossier.
    firm
        Whether its place in the order is certain.
    """

    prefer: Expression
    text: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Prioritized:
    """Statements, most important first."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of expressions; a state's value is the sum over those that hold."""

    terms: tuple[tuple[Statement, float], ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """States best first, each tier a set of equally liked states (indices)."""

    tiers: tuple[tuple[int, ...], ...]


Preference = Prioritized | Weights | Ranking


def levels(preference: Preference, space: StateSpace) -> Level:
    """Return the level of each state: higher is better, equal is indifferent.

    Returns
    -------
    Level
        Shape ``(n_states,)``, dense from 0, in the smallest unsigned integer type that holds it.
    """
    match preference:
        case Prioritized(statements):
            return _lexicographic(statements, space)
        case Weights(terms):
            return _weighted(terms, space)
        case Ranking(tiers):
            return _ranked(tiers, len(space))


def smallest_unsigned(largest: int) -> type[np.unsignedinteger]:
    """Return the smallest unsigned integer type that holds ``largest``."""
    types: tuple[type[np.unsignedinteger], ...] = (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in types if largest <= np.iinfo(kind).max), np.uint64)


def _lexicographic(statements: Sequence[Statement], space: StateSpace) -> Level:
    """Refine the order by runs of statements, each run through a table of the keys that occur: linear time."""
    level: Level = np.zeros(len(space), dtype=np.uint8)
    n_levels, done = 1, 0
    largest_table = max(_SMALL_TABLE, 2 * len(space))
    while done < len(statements):
        width = 1
        while done + width < len(statements) and n_levels << (width + 1) <= largest_table:
            width += 1
        key = _appended(level, n_levels << width, statements[done : done + width], space)
        level, n_levels = _dense(key, n_levels << width)
        done += width
    return level


def _appended(level: Level, bound: int, statements: Sequence[Statement], space: StateSpace) -> Level:
    """Append the truth of statements to a key, most important first, a block of states at a time."""
    key: Level = level.astype(np.uint64 if bound > np.iinfo(np.uint32).max else np.uint32)
    one = key.dtype.type(1)

    def fill(block: tuple[int, int]) -> None:
        codes, part = space.codes[slice(*block)], key[slice(*block)]
        column = space.columns(codes)
        for statement in statements:
            np.left_shift(part, one, out=part)
            np.bitwise_or(part, evaluate(statement.prefer, column, len(codes)), out=part)

    blockwise(fill, len(key))
    return key


def _dense(key: Level, bound: int) -> tuple[Level, int]:
    """Number the keys that occur from 0, in order."""
    present = np.zeros(bound, dtype=np.bool_)

    def mark(block: tuple[int, int]) -> None:
        present[key[slice(*block)]] = True

    blockwise(mark, len(key))
    number = np.cumsum(present, dtype=np.uint32)
    n_levels = int(number[-1])
    number -= np.uint32(1)
    number = number.astype(smallest_unsigned(n_levels - 1), copy=False)
    level = np.empty(len(key), dtype=number.dtype)

    def look_up(block: tuple[int, int]) -> None:
        level[slice(*block)] = number[key[slice(*block)]]

    blockwise(look_up, len(key))
    return level, n_levels


def _weighted(terms: Sequence[tuple[Statement, float]], space: StateSpace) -> Level:
    """Sums are rounded to 12 significant digits, so that 0.1 + 0.2 ties with 0.3."""
    value = np.zeros(len(space), dtype=np.float64)
    for statement, weight in terms:
        value += weight * space.where(statement.prefer)
    scale = max((abs(weight) for _, weight in terms), default=1.0) or 1.0
    values, inverse = np.unique(np.round(value / scale, 12), return_inverse=True)
    return inverse.astype(smallest_unsigned(len(values) - 1))


def _ranked(tiers: Sequence[Sequence[int]], n_states: int) -> Level:
    level = np.zeros(n_states, dtype=smallest_unsigned(max(len(tiers) - 1, 0)))
    for height, tier in enumerate(reversed(tiers)):
        level[list(tier)] = height
    return level


def tiers(level: Level) -> tuple[tuple[int, ...], ...]:
    """Return the states best first, ties together; the inverse of a :class:`Ranking`."""
    order = sorted(range(len(level)), key=lambda state: (-int(level[state]), state))
    return tuple(tuple(group) for _, group in groupby(order, key=lambda state: int(level[state])))
