"""All legal paths from a state to others, shortest first, up to a stated length and number.

A path is a legal sequence of moves, nobody twice in a row (Fang, Hipel & Kilgour 1993): a coloured path in the words
of Xu, Kilgour, Hipel & Kemkes 2010 (European Journal of Operational Research 207), who find all paths by matrices.
Here they are enumerated length by length; what is still to go from each state (:mod:`offramp.evolution.remaining`) cuts
off every way that cannot end in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.fan import fans
from offramp.evolution.movement import Movement
from offramp.evolution.remaining import NEVER, remaining

Path = tuple[Step, ...]

MOST_WORK = 1_000_000
"""Steps that the search tries before it stops and says so."""
_FAR = np.iinfo(np.int32).max
_NOBODY = -1


class Listed(StrEnum):
    """How much of what was asked is listed."""

    ALL = "all"
    FIRST = "first"  # the number of paths was reached
    AS_FAR_AS_TRIED = "as far as tried"  # the search grew too long


@dataclass(frozen=True, eq=False)
class Paths:
    """Paths from a state, shortest first, ties by the movers and states of their steps.

    Attributes
    ----------
    conflict, start, targets, combination, movement
        What was asked; ``targets`` are state indices, increasing, shape ``(n_targets,)``.
    longest, at_most, simple, through
        What was asked: the greatest length, the greatest number, whether no state is visited twice, and whether a
        path may pass through one target on its way to another.
    paths
        The paths; an empty one when the start is a target itself.
    listed
        Whether these are all.
    complete_to
        Every path of up to so many moves is listed.
    """

    conflict: Conflict
    start: int
    targets: NDArray[np.int64]
    combination: Combination
    movement: Movement
    longest: int
    at_most: int
    simple: bool
    through: bool
    paths: tuple[Path, ...]
    listed: Listed
    complete_to: int

    def __len__(self) -> int:
        return len(self.paths)

    def to(self, state: int) -> tuple[Path, ...]:
        """Return the paths that end in a state."""
        return tuple(path for path in self.paths if (path[-1].to if path else self.start) == state)


def paths(
    conflict: Conflict,
    start: int,
    targets: NDArray[np.int64],
    combination: Combination | None = None,
    *,
    movement: Movement | None = None,
    longest: int = 6,
    at_most: int = 1000,
    simple: bool = True,
    through: bool = True,
) -> Paths:
    """Return the legal paths from a state to any of some targets.

    Parameters
    ----------
    conflict
        The conflict.
    start
        Index of the state to start from.
    targets
        State indices.
    combination
        One type for each decision maker; the likeliest when left out.
    movement
        What each decision maker may do; any moves when left out.
    longest
        Greatest number of moves in a path.
    at_most
        Greatest number of paths; the shortest are kept.
    simple
        Whether no state is visited twice, the start included.
    through
        Whether a path may pass through one target on its way to another; otherwise it ends at the first it meets.
    """
    combination = combination or conflict.likeliest()
    movement = movement or Movement.any_moves(conflict.n_dms)
    targets = np.unique(np.asarray(targets, dtype=np.int64))
    search = _Enumeration(conflict, start, targets, combination, movement, simple, through)
    found: list[Path] = []
    listed, complete_to = Listed.ALL, longest
    for length in range(longest + 1):
        try:
            for path in search.of_length(length):
                if len(found) == at_most:
                    listed, complete_to = Listed.FIRST, length - 1
                    break
                found.append(path)
        except _TooLongError:
            listed, complete_to = Listed.AS_FAR_AS_TRIED, length - 1
        if listed is not Listed.ALL:
            break
    return Paths(
        conflict, start, targets, combination, movement, longest, at_most, simple, through,
        tuple(found), listed, complete_to,
    )  # fmt: skip


class _TooLongError(Exception):
    """More steps have been tried than is reasonable."""


class _Enumeration:
    """The search for paths of one length after another."""

    def __init__(
        self,
        conflict: Conflict,
        start: int,
        targets: NDArray[np.int64],
        combination: Combination,
        movement: Movement,
        simple: bool,
        through: bool,
    ) -> None:
        self._start, self._simple, self._through = start, simple, through
        self._fans = fans(conflict, combination, movement)
        self._target = np.zeros(conflict.n_states, dtype=np.bool_)
        self._target[targets] = True
        to_go = remaining(conflict, targets, combination, movement)
        self._to_go = _by_others(np.where(to_go == NEVER, _FAR, to_go))
        self._onward: dict[int, list[Step]] = {}
        self._work = 0

    def of_length(self, length: int) -> Iterator[Path]:
        """Yield the paths of exactly so many moves."""
        if length == 0:
            if self._target[self._start]:
                yield ()
            return
        if not self._through and self._target[self._start]:
            return
        yield from self._extended((), self._start, _NOBODY, {self._start}, length)

    def _extended(self, path: Path, state: int, last: int, visited: set[int], left: int) -> Iterator[Path]:
        """Yield the paths that go on for ``left`` moves from where one has led."""
        for step in self._steps(state):
            if step.by == last or (self._simple and step.to in visited):
                continue
            self._work += 1
            if self._work > MOST_WORK:
                raise _TooLongError
            ends = bool(self._target[step.to])
            if left == 1:
                if ends:
                    yield (*path, step)
            elif (self._through or not ends) and self._to_go[step.by, step.to] < left:
                yield from self._extended((*path, step), step.to, step.by, visited | {step.to}, left - 1)

    def _steps(self, state: int) -> list[Step]:
        if state not in self._onward:
            origin = np.array([state], dtype=np.int64)
            self._onward[state] = [
                Step(dm, to)
                for dm, fan in enumerate(self._fans)
                for to in sorted({int(to) for _, found in fan.arcs_from(origin) for to in found})
            ]
        return self._onward[state]


def _by_others(to_go: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the least over everybody else, shape as ``to_go``: who may move when the decision maker has just moved."""
    others = [np.delete(to_go, dm, axis=0).min(axis=0, initial=_FAR) for dm in range(len(to_go))]
    return np.stack(others)
