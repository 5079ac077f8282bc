"""The burden of assumptions: which conclusions rest on preference statements that nothing supports.

Two tests, from weak to strong.

- A statement *decides* a verdict when it is what makes a decision maker like the state better than another that it
  compares it with: the states that it could move to, and where it could improve, the state in which the deterring reply
  would leave it. Many statements decide; few are indispensable.
- A conclusion *falls without* a statement when striking that statement out, and solving again, takes it away.

A statement is *bare* when it cites no evidence or its basis is assumed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.brief.deciding import UNDECIDED, Criteria
from offramp.conflict.model import AimType, Combination, Conflict
from offramp.conflict.preferences import Prioritized, Weights, levels
from offramp.stability.concepts import Concept
from offramp.stability.explain import explain
from offramp.stability.solve import solve

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class StatementKey:
    """A preference statement: decision maker, type and place in the order, all from 0."""

    dm: int
    type: int
    place: int


@dataclass(frozen=True, slots=True)
class Decided:
    """How a statement decides a verdict.

    Attributes
    ----------
    statement
        Which statement.
    times
        In how many comparisons it decides.
    """

    statement: StatementKey
    times: int


@dataclass(frozen=True, slots=True)
class Strike:
    """What becomes of the endings when some statements are struck out, for one combination of types.

    Attributes
    ----------
    statements
        Those struck out.
    lost, gained
        Endings (indices) that held under the concept before and not after, and the other way round.
    """

    statements: tuple[StatementKey, ...]
    lost: tuple[int, ...]
    gained: tuple[int, ...]


def deciding_statements(
    conflict: Conflict, combination: Combination, state: int, dm: int, concept: Concept = Concept.SEQ
) -> tuple[Decided, ...]:
    """Return the statements that keep a decision maker in a state, by how often, then by importance.

    Compared are the state with every state that the decision maker could move to and does not like better, and, where
    it could improve, with the state in which the first deterring reply (under ``concept``) would leave it.
    """
    level = conflict.level(dm, combination)
    targets = conflict.targets(dm, state)
    compared = [targets[level[targets] <= level[state]]]
    witness = explain(conflict, state, dm, concept, combination)
    ends = [
        improvement.sanction.path[-1].to for improvement in witness.improvements if improvement.sanction is not None
    ]
    compared.append(np.array(ends, dtype=np.int64))
    criteria = Criteria.of(conflict.types[dm][combination.types[dm]], conflict.space)
    places = criteria.deciding(state, np.concatenate(compared))
    found, times = np.unique(places[places != UNDECIDED], return_counts=True)
    decided = [
        Decided(StatementKey(dm, combination.types[dm], int(place)), int(count))
        for place, count in zip(found, times, strict=True)
    ]
    return tuple(sorted(decided, key=lambda item: (-item.times, item.statement)))


def strike_out(conflict: Conflict, statements: Iterable[StatementKey]) -> Conflict:
    """Return the conflict without some preference statements; a type that keeps none is indifferent everywhere."""
    gone = set(statements)
    types = tuple(
        tuple(
            _without(aim, conflict, {key.place for key in gone if (key.dm, key.type) == (dm, number)})
            for number, aim in enumerate(aims)
        )
        for dm, aims in enumerate(conflict.types)
    )
    return replace(conflict, types=types)


def _without(aim: AimType, conflict: Conflict, places: set[int]) -> AimType:
    if not places:
        return aim
    match aim.preference:
        case Prioritized(statements):
            preference: Prioritized | Weights = Prioritized(tuple(_kept(statements, places)))
        case Weights(terms):
            preference = Weights(tuple(_kept(terms, places)))
        case _:
            return aim  # a ranking has no statements to strike out
    return replace(aim, preference=preference, level=levels(preference, conflict.space))


def _kept(items: Sequence[T], places: set[int]) -> list[T]:
    return [item for place, item in enumerate(items) if place not in places]


def strike(
    conflict: Conflict, combination: Combination, statements: Sequence[StatementKey], before: NDArray[np.bool_],
    concept: Concept = Concept.SEQ,
) -> Strike:  # fmt: skip
    """Strike statements out, solve again and compare.

    Parameters
    ----------
    conflict, combination
        The conflict as it stands, and one type for each decision maker.
    statements
        What to strike out.
    before
        Shape ``(n_scenarios,)``: which endings hold as it stands (see :func:`holding_endings`).
    concept
        Under which concept.
    """
    after = holding_endings(strike_out(conflict, statements), combination, concept)
    return Strike(
        tuple(statements),
        tuple(np.flatnonzero(before & ~after).tolist()),
        tuple(np.flatnonzero(after & ~before).tolist()),
    )


def holding_endings(conflict: Conflict, combination: Combination, concept: Concept) -> NDArray[np.bool_]:
    """Return which endings hold under a concept, shape ``(n_scenarios,)``."""
    found = conflict.scenario_of[solve(conflict, combination, (concept,)).equilibrium(concept)]
    result = np.zeros(len(conflict.scenarios), dtype=np.bool_)
    result[found[found >= 0]] = True
    return result
