"""The order of states that a decision maker's preferences give, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Prioritized, Ranking, Weights

SHOWN = 3  # states named at each end of the order


@dataclass(frozen=True, slots=True)
class OrderInWords:
    """What a decision maker wants, read aloud.

    Attributes
    ----------
    dm, aim
        Name of the decision maker, id of the type (``None`` when it has one aim).
    statements
        The statements or weights as sentences, most important first; empty for a ranking.
    best, worst
        The best and the worst states, in words.
    levels
        Number of steps of the order, from worst to best.
    """

    dm: str
    aim: str | None
    statements: tuple[str, ...]
    best: str
    worst: str
    levels: int


def orders_in_words(conflict: Conflict) -> Iterator[OrderInWords]:
    """Yield the order of every decision maker and type, in file order."""
    for dm, types in zip(conflict.decision_makers, conflict.types, strict=True):
        for aim in types:
            top, bottom = int(aim.level.max()), int(aim.level.min())
            yield OrderInWords(
                dm=dm.name,
                aim=aim.id,
                statements=tuple(_sentences(conflict, aim)),
                best=_states(conflict, aim, top),
                worst=_states(conflict, aim, bottom),
                levels=top - bottom + 1,
            )


def _sentences(conflict: Conflict, aim: AimType) -> Iterator[str]:
    match aim.preference:
        case Prioritized(statements):
            for index, statement in enumerate(statements):
                share = conflict.space.share_where(statement.prefer)
                lead = "above all" if index == 0 else "then"
                loose = "" if statement.firm else "; its place is uncertain"
                yield f"{lead}: {statement.text} (true in {share:.0%} of the states{loose})"
        case Weights(terms):
            for statement, weight in sorted(terms, key=lambda term: -abs(term[1])):
                yield f"{weight:+g} where {statement.text}"
        case Ranking():
            return


def _states(conflict: Conflict, aim: AimType, level: int) -> str:
    states = np.flatnonzero(aim.level == level)
    shown = ", ".join(_state(conflict, int(state)) for state in states[:SHOWN])
    more = f" and {len(states) - SHOWN:,} more" if len(states) > SHOWN else ""
    return f"{shown}{more}"


def _state(conflict: Conflict, state: int) -> str:
    scenario = conflict.scenario(state)
    label = conflict.space.label(state)
    return f"{label} ({scenario.title})" if scenario else label
