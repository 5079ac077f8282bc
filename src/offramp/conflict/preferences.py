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
from offramp.logic.expression import Expression

_TABLE_BITS = 22  # statements taken together: a table of 4 million flags stays in the cache of a small machine
_LARGEST_TABLE = 1 << 26

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
            return _lexicographic([space.where(statement.prefer) for statement in statements], len(space))
        case Weights(terms):
            return _weighted(terms, space)
        case Ranking(tiers):
            return _ranked(tiers, len(space))


def smallest_unsigned(largest: int) -> type[np.unsignedinteger]:
    """Return the smallest unsigned integer type that holds ``largest``."""
    types: tuple[type[np.unsignedinteger], ...] = (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in types if largest <= np.iinfo(kind).max), np.uint64)


def _lexicographic(truths: Sequence[NDArray[np.bool_]], n_states: int) -> Level:
    """Refine the order by blocks of statements, each block through a table of the keys that occur: linear time."""
    level: Level = np.zeros(n_states, dtype=np.uint8)
    n_levels, done = 1, 0
    while done < len(truths):
        width = 1
        while width < _TABLE_BITS and done + width < len(truths) and n_levels << (width + 1) <= _LARGEST_TABLE:
            width += 1
        wide = n_levels << width > np.iinfo(np.uint32).max
        key: Level = level.astype(np.uint64 if wide else np.uint32)
        for truth in truths[done : done + width]:
            key <<= key.dtype.type(1)
            key |= truth
        level, n_levels = _dense(key, n_levels << width)
        done += width
    return level


def _dense(key: NDArray[np.unsignedinteger], bound: int) -> tuple[Level, int]:
    """Number the keys that occur from 0, in order."""
    if bound <= max(_LARGEST_TABLE, 4 * len(key)):
        present = np.zeros(bound, dtype=np.bool_)
        present[key] = True
        number = np.cumsum(present, dtype=np.uint32) - np.uint32(1)
        n_levels = int(number[-1]) + 1
        return number.astype(smallest_unsigned(n_levels - 1))[key], n_levels
    values, inverse = np.unique(key, return_inverse=True)
    return inverse.astype(smallest_unsigned(len(values) - 1)), len(values)


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
