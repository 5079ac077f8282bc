"""The order of states that a decision maker's preferences give, in words."""

from collections.abc import Iterator, Sequence
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
    best, middle, worst
        States at the top, half way down and at the bottom, with the statements that hold there; ``middle`` is empty
        for fewer than three levels.
    levels
        Number of steps of the order, from worst to best.
    """

    dm: str
    aim: str | None
    statements: tuple[str, ...]
    best: str
    middle: str
    worst: str
    levels: int


def orders_in_words(conflict: Conflict) -> Iterator[OrderInWords]:
    """Yield the order of every decision maker and type, in file order."""
    for dm, types in zip(conflict.decision_makers, conflict.types, strict=True):
        for aim in types:
            top = int(aim.level.max())
            yield OrderInWords(
                dm=dm.name,
                aim=aim.id,
                statements=tuple(_sentences(conflict, aim)),
                best=_level(conflict, aim, top),
                middle=_level(conflict, aim, top // 2) if top > 1 else "",
                worst=_level(conflict, aim, 0),
                levels=top + 1,
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


def _level(conflict: Conflict, aim: AimType, level: int) -> str:
    states = np.flatnonzero(aim.level == level)
    shown = ", ".join(_state(conflict, int(state)) for state in states[:SHOWN])
    more = f" and {len(states) - SHOWN:,} more" if len(states) > SHOWN else ""
    return f"{shown}{more}{_met(conflict, aim, int(states[0]))}"


def _met(conflict: Conflict, aim: AimType, state: int) -> str:
    """Say which statements hold in a state: the same in every state of its level."""
    if not isinstance(aim.preference, Prioritized) or not aim.preference.statements:
        return ""
    code = conflict.space.codes[state : state + 1]
    met: list[str] = []
    failed: list[str] = []
    for statement in aim.preference.statements:
        (met if conflict.space.where(statement.prefer, code)[0] else failed).append(statement.text)
    if not failed:
        return ": every statement holds"
    if not met:
        return ": no statement holds"
    return f": all hold but {_some(failed)}" if len(failed) <= len(met) else f": only {_some(met)} hold"


def _some(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - SHOWN:,} more" if len(texts) > SHOWN else ""
    return f"{'; '.join(texts[:SHOWN])}{more}"


def _state(conflict: Conflict, state: int) -> str:
    scenario = conflict.scenario(state)
    label = conflict.space.label(state)
    return f"{label} ({scenario.title})" if scenario else label
