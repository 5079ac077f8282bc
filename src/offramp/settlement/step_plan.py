"""Step plans: an order of the steps to a package in which nobody, at any step, gains by stopping or breaking off.

A plan leads from a state to the one that a package is settled in, by legal unilateral moves, each of which brings some
options to how they stand in the package and changes nothing else. It *stands* under a solution concept when

- whoever is to make the next step would not rather leave it at what has been done: it does not like the state before
  its step better than the settled package, or the others' replies there would deter it;
- nobody, at any state on the way, can *break off* and be better off than in the settled package, undeterred. A move
  breaks off when it takes back a step that has been made, makes the rest impossible, or (by a party) leaves another
  party worse off than at that step. Moving ahead on the plan does not break off.

Each is judged against what the plan leads to in the end, which is what its makers look forward to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.settlement.agreement import Agreement
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies

MOST_STEPS = 16
"""Options that may differ, at most: every order of them is looked at."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step: decision maker ``by`` (index) sets some options (indices) as agreed, which leads to state ``to``."""

    by: int
    options: tuple[int, ...]
    to: int


class Obstacle(StrEnum):
    """Why a plan does not get past a state."""

    STOPS = "stops"  # whoever is to move next would rather leave it there
    BREAKS_OFF = "breaks off"  # somebody is better off by a move off the plan
    NO_MOVE = "no move"  # no legal move leads on


@dataclass(frozen=True, slots=True)
class Obstruction:
    """A state that no plan gets past, and why.

    Attributes
    ----------
    at
        The state.
    done
        The options (indices) that stand as agreed by then, out of those that differed at the start.
    why
        What is in the way.
    by, to
        Who is in the way, and where it would rather go (``at`` itself where it stops); ``None`` where there is no move.
    """

    at: int
    done: tuple[int, ...]
    why: Obstacle
    by: int | None
    to: int | None


@dataclass(frozen=True, eq=False)
class StepPlan:
    """A plan, or why there is none.

    Attributes
    ----------
    agreement, concept, combination, start
        What was asked.
    steps
        The fewest steps that stand; ``None`` when no order does. Empty when there is nothing to do.
    obstructions
        When there is none: where the orders that get furthest fail, most steps done first.
    """

    agreement: Agreement
    concept: Concept
    combination: Combination
    start: int
    steps: tuple[PlannedStep, ...] | None
    obstructions: tuple[Obstruction, ...]


def step_plan(
    agreed: Agreement,
    start: int,
    concept: Concept,
    combination: Combination | None = None,
    *,
    replies: Replies | None = None,
) -> StepPlan:
    """Return an order of the steps to a package that stands, with the fewest steps; or why there is none.

    Whether the package then holds is another question: see :mod:`offramp.settlement.holding`.

    Parameters
    ----------
    agreed
        The package and the state that it is settled in.
    start
        Where to start (the status quo).
    concept
        The solution concept: which replies a stop or a break must fear.
    combination
        One type for each decision maker; the likeliest when left out.
    replies
        The replies of this conflict and combination, if they have been asked for already.

    Raises
    ------
    ValueError
        When more than 16 options differ between the start and the package, or one of these is a coalesced state, so
        that it is not told which options differ. A coalesced state between them is never on a plan: to move there
        breaks off.
    """
    _check_told(agreed, start)
    combination = combination or agreed.conflict.likeliest()
    plans = _Plans(agreed, start, concept, replies or Replies(agreed.conflict, combination))
    steps = plans.shortest()
    obstructions = () if steps is not None else tuple(plans.obstructions())
    return StepPlan(agreed, concept, combination, start, steps, obstructions)


def any_order(agreed: Agreement, start: int) -> tuple[PlannedStep, ...] | None:
    """Return the fewest legal steps to a package, whoever would gain by stopping; ``None`` where none lead there.

    Raises
    ------
    ValueError
        As :func:`step_plan`.
    """
    conflict = agreed.conflict
    _check_told(agreed, start)
    return _Plans(agreed, start, Concept.NASH, Replies(conflict, conflict.likeliest()), heedless=True).shortest()


def _check_told(agreed: Agreement, start: int) -> None:
    names = agreed.conflict.space.names
    for state in (start, agreed.state):
        if state in names:
            raise ValueError(f"the steps cannot be told: {names[state]} stands for several states (coalesce)")


class _Plans:
    """The states between a start and a package: each has some of the differing options as agreed."""

    def __init__(
        self, agreed: Agreement, start: int, concept: Concept, replies: Replies, *, heedless: bool = False
    ) -> None:
        self._heedless = heedless  # whether stops and breaks are passed over
        self._agreed, self._start, self._concept, self._replies = agreed, start, concept, replies
        self._conflict: Conflict = agreed.conflict
        codes = self._conflict.space.codes
        self._goal, self._from = int(codes[agreed.state]), int(codes[start])
        self._differing = self._goal ^ self._from
        if self._differing.bit_count() > MOST_STEPS:
            raise ValueError(
                f"{self._differing.bit_count()} options differ between the start and the package; "
                f"at most {MOST_STEPS} can be put in order"
            )
        self._before: dict[int, PlannedStep | None] = {start: None}
        self._blocked: list[Obstruction] = []

    def shortest(self) -> tuple[PlannedStep, ...] | None:
        """Go forwards from the start, a step at a time, past states where nobody breaks off."""
        layer = [self._start]
        while layer and self._agreed.state not in self._before:
            layer = [step.to for state in layer for step in self._onward(state)]
        return self._way() if self._agreed.state in self._before else None

    def obstructions(self) -> Iterator[Obstruction]:
        """Yield where the orders that got furthest failed."""
        furthest = max((len(each.done) for each in self._blocked), default=0)
        yield from (each for each in self._blocked if len(each.done) == furthest)
        yield from (each for each in self._blocked if len(each.done) < furthest)

    def _way(self) -> tuple[PlannedStep, ...]:
        steps, state = [], self._agreed.state
        while (step := self._before[state]) is not None:
            steps.append(step)
            state = self._state(int(self._conflict.space.codes[step.to]) ^ self._bits(step.options))
        return tuple(reversed(steps))

    def _onward(self, state: int) -> list[PlannedStep]:
        """Return the steps to states not yet found, or note what is in the way."""
        obstruction = self._broken_off(state)
        if obstruction is not None:
            self._blocked.append(obstruction)
            return []
        found, stopped = [], None
        for dm in range(self._conflict.n_dms):
            ahead = self._steps_of(dm, state)
            if ahead and not self._heedless and self._gains(dm, np.array([state])).any():
                stopped = stopped or self._obstruction(state, Obstacle.STOPS, dm, state)
                continue
            found += ahead
        if stopped is not None:
            self._blocked.append(stopped)
        elif not found:
            self._blocked.append(self._obstruction(state, Obstacle.NO_MOVE, None, None))
        fresh = {step.to: step for step in reversed(found) if step.to not in self._before}
        self._before.update(fresh)
        return list(fresh.values())

    def _steps_of(self, dm: int, state: int) -> list[PlannedStep]:
        code = int(self._conflict.space.codes[state])
        steps = []
        for to in self._conflict.targets(dm, state).tolist():
            if to in self._conflict.space.names:
                continue
            changed = int(self._conflict.space.codes[to]) ^ code
            if self._ahead(code, changed):
                steps.append(PlannedStep(dm, tuple(_places(changed)), to))
        return steps

    def _ahead(self, code: int, changed: int) -> bool:
        """Whether a change brings options to how they are agreed, and does nothing else."""
        return changed & ~(code ^ self._goal) == 0

    def _broken_off(self, state: int) -> Obstruction | None:
        """Return the first break-off from a state that leaves somebody better off than the package, undeterred."""
        for dm in range(0 if self._heedless else self._conflict.n_dms):
            to = self._conflict.targets(dm, state)
            to = to[self._breaks_off(dm, state, to)]
            gaining = to[self._gains(dm, to)]
            if len(gaining):
                level = self._conflict.level(dm, self._replies.combination)
                best = int(gaining[np.argmax(level[gaining])])
                return self._obstruction(state, Obstacle.BREAKS_OFF, dm, best)
        return None

    def _breaks_off(self, dm: int, state: int, to: NDArray[np.int64]) -> NDArray[np.bool_]:
        code = int(self._conflict.space.codes[state])
        after = [int(each) for each in self._conflict.space.codes[to]]
        done = self._differing & ~(code ^ self._goal)
        mask: NDArray[np.bool_] = np.array([bool((new ^ code) & done) or not self._possible(new) for new in after])
        mask = mask.astype(np.bool_) | self._hurts(dm, state, to)
        ahead = np.array([self._ahead(code, new ^ code) for new in after], dtype=np.bool_)
        return (mask & ~ahead) | np.isin(to, list(self._conflict.space.names))

    def _possible(self, code: int) -> bool:
        """Whether what is left to do can still be a state, whatever else has changed."""
        return self._conflict.space.find(code & ~self._differing | self._goal & self._differing) is not None

    def _hurts(self, dm: int, state: int, to: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which moves of a party leave another party worse off than at this step."""
        parties = self._agreed.package.parties
        hurt = np.zeros(len(to), dtype=np.bool_)
        for party in parties if dm in parties else ():
            if party != dm:
                level = self._conflict.level(party, self._replies.combination)
                hurt |= level[to] < level[state]
        return hurt

    def _gains(self, dm: int, states: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return in which states a decision maker is better off than in the settled package, and undeterred."""
        level = self._conflict.level(dm, self._replies.combination)
        bar = int(level[self._agreed.state])
        better = level[states] > bar
        if better.any():
            better &= ~self._replies.deterred(dm, self._concept, bar, states)
        gains: NDArray[np.bool_] = better
        return gains

    def _obstruction(self, state: int, why: Obstacle, by: int | None, to: int | None) -> Obstruction:
        code = int(self._conflict.space.codes[state])
        return Obstruction(state, tuple(_places(self._differing & ~(code ^ self._goal))), why, by, to)

    def _state(self, code: int) -> int:
        state = self._conflict.space.find(code)
        assert state is not None  # it has been stepped from
        return state

    @staticmethod
    def _bits(options: tuple[int, ...]) -> int:
        return sum(1 << option for option in options)


def _places(bits: int) -> Iterator[int]:
    return (place for place in range(bits.bit_length()) if bits >> place & 1)
