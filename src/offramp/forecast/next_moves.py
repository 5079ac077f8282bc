"""What would follow each next move: the probability of each ending at the horizon if a decision maker made it now.

It is worked out for all states at once, backwards in time (:mod:`offramp.forecast.outlook`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain
from offramp.forecast.draws import Draws
from offramp.forecast.drivers import Question
from offramp.forecast.outlook import outlook
from offramp.forecast.posterior import logit
from offramp.forecast.versions import Version

Move = tuple[int, int]
"""Who moves, and to which state."""


@dataclass(frozen=True, eq=False)
class NextMove:
    """What would follow if a decision maker made a move now.

    Attributes
    ----------
    dm, to
        Who moves, and to which state.
    chance
        The probability that it chooses this on its next occasion.
    probability
        Of each ending at the horizon then, shape ``(n_endings,)``.
    shift
        By how much that differs from the forecast as it stands: half the sum of the absolute differences, in [0, 1].
    """

    dm: int
    to: int
    chance: float
    probability: Reals
    shift: float


@dataclass(frozen=True, eq=False)
class NextMoves:
    """The next moves, those first that shift the forecast most for how likely they are.

    Attributes
    ----------
    as_it_stands
        The forecast without any, shape ``(n_endings,)``.
    moves
        The moves.
    conflict
        The one whose states they lead from and to: that in which no rule of uncertain strength binds.
    """

    as_it_stands: Reals
    moves: tuple[NextMove, ...]
    conflict: Conflict


def next_moves(question: Question, draws: Draws) -> NextMoves:
    """Return what would follow each next move of each decision maker, averaged over some draws.

    Last movers are not tracked, and the time that has passed until the move is not counted. What cannot be done yet is
    no next move. A move that is possible only where some rule of uncertain strength does not bind is averaged over the
    draws in which it is possible: making it shows as much.

    Parameters
    ----------
    question
        What is asked.
    draws
        A few dozen will do.
    """
    parts = list(question.parts(draws))
    widest = question.widest
    moves = _moves_now(widest)
    states = [_states_after(version, widest, moves) for version, _ in parts]
    times = np.sum([(own >= 0) * len(part) for own, (_, part) in zip(states, parts, strict=True)], axis=0)
    after, chance = np.zeros((len(times), len(question.conflict.scenarios))), np.zeros(len(moves))
    for own, (version, part) in zip(states, parts, strict=True):
        can = own >= 0
        for number in range(len(part)):
            found = outlook(part, number, version.stages, version.endings, question.horizon)
            after[can] += found[own[can]] / times[can, None]
            stage = version.stages[0]
            chain = part.chain(number, stage.menus, stage.shift, alternating=False)
            chance += _chances_now(chain, moves, own) / len(draws)
    shift = np.abs(after[1:] - after[0]).sum(axis=1) / 2
    possible = [
        NextMove(dm, to, float(chance[k]), after[k + 1], float(shift[k]))
        for k, (dm, to) in enumerate(moves)
        if times[k + 1]
    ]
    possible.sort(key=lambda move: (-move.shift * move.chance, move.dm, move.to))
    return NextMoves(after[0], tuple(possible), widest.conflict)


def _moves_now(version: Version) -> list[Move]:
    menus, start = version.stages[0].menus, version.start
    return [(dm, int(to)) for dm in range(menus.n_dms) for to in menus.choices(dm, start) if to != start]


def _states_after(version: Version, widest: Version, moves: Sequence[Move]) -> NDArray[np.int64]:
    """Return the status quo of a version, then its states after some moves of the widest; -1 where it has no such."""
    label, name = version.conflict.space.label, widest.conflict.space.label
    own = {(dm, label(to)): to for dm, to in _moves_now(version)}
    return np.array([version.start, *(own.get((dm, name(to)), -1) for dm, to in moves)])


def _chances_now(chain: Chain, moves: Sequence[Move], states: NDArray[np.int64]) -> Reals:
    """Return the probability that its maker chooses each move on its next occasion, shape ``(n_moves,)``."""
    chance = np.zeros(len(moves))
    for dm in range(len(chain.expected)):
        own = [k for k, (mover, _) in enumerate(moves) if mover == dm and states[k + 1] >= 0]
        menu = np.append(states[0], states[1:][own])
        chance[own] = logit(chain.expected[dm][menu], chain.responsiveness[dm])[1:]
    return chance
