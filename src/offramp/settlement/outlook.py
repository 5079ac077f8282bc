"""What can follow for a decision maker once it has made a choice: by the others' replies, and where play comes to rest.

Three ways of looking ahead from a state, from the most cautious to the most definite:

- *any replies*: the others may make any legal sequence of moves (as in GMR; Howard 1971);
- *credible replies*: each of them improves by its own move (as in SEQ; Fraser & Hipel 1979);
- *predicted*: all improve in turn, the decision maker too after the others' first move, until they come to a state
  that holds under a solution concept (status quo analysis; Li, Kilgour & Hipel 2005).
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.movement import Allowance, Movement
from offramp.evolution.reach import reachable
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies
from offramp.stability.solution import Solution
from offramp.stability.solve import solve


class Ahead(StrEnum):
    """A way of looking ahead."""

    ANY = "any replies"
    CREDIBLE = "credible replies"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True)
class Span:
    """The worst and the best that can follow, as levels (higher is better)."""

    worst: int
    best: int


@dataclass(frozen=True, eq=False)
class Rest:
    """Where play comes to rest after a choice.

    Attributes
    ----------
    stands
        Whether it is left as it is: a choice of the decision maker, because none of the others would move away from it
        under the concept; an answer, because it is an equilibrium.
    ends
        The states where play can come to rest, increasing: the state itself where it stands, otherwise the equilibria
        that improvements lead to. Empty when improvements lead to none.
    span
        The worst and the best of them; where there is none, of everything that the improvements lead through, the
        state itself included.
    to_worst, to_best
        Shortest paths by improvements to the first of the worst and of the best; empty where it stands.
    """

    stands: bool
    ends: NDArray[np.int64]
    span: Span
    to_worst: tuple[Step, ...]
    to_best: tuple[Step, ...]

    @property
    def settles(self) -> bool:
        """Whether play comes to rest at all."""
        return bool(len(self.ends))


@dataclass(frozen=True, eq=False)
class Outlook:
    """What a decision maker has to expect in one conflict; each part is worked out when first asked for.

    Attributes
    ----------
    conflict, combination, dm, concept
        The conflict, one type for each decision maker, whose outlook it is, and what a state must satisfy to hold.
    """

    conflict: Conflict
    combination: Combination
    dm: int
    concept: Concept
    _rests: dict[tuple[int, int, bool], Rest] = field(default_factory=dict, repr=False)

    @cached_property
    def level(self) -> NDArray[np.int64]:
        """The decision maker's level of each state, shape ``(n_states,)``."""
        return self.conflict.level(self.dm, self.combination).astype(np.int64)

    @cached_property
    def solution(self) -> Solution:
        """Which states are stable under the concept, and for whom."""
        return solve(self.conflict, self.combination, [self.concept])

    def by_replies(self, states: NDArray[np.int64], *, credible: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the worst and the best that replies of the others can lead to from some states.

        The states themselves count, since the others may do nothing. Levels, shape as ``states`` each.
        """
        concept, highest = Concept.SEQ if credible else Concept.GMR, int(self.level.max())
        own = self.level[states]
        worst = np.minimum(own.astype(np.uint64), self._replies.least(self.dm, concept)[states].astype(np.uint64))
        turned = (highest - own).astype(np.uint64)
        least = np.minimum(turned, self._mirrored.least(self.dm, concept)[states].astype(np.uint64))
        return worst.astype(np.int64), highest - least.astype(np.int64)

    def rest(self, state: int, *, idle: bool = False) -> Rest:
        """Return where play comes to rest once the decision maker has chosen a state, by a move or by staying.

        Parameters
        ----------
        state
            Index of the state. The others move next.
        idle
            Whether this decision maker makes no move on the way either, so that all depends on the others.
        """
        key = (state, self.dm, idle)
        if key not in self._rests:
            others = (dm for dm in range(self.conflict.n_dms) if dm != self.dm)
            stands = all(self.solution.stable(self.concept, dm)[state] for dm in others)
            self._rests[key] = self._standing(state) if stands else self._by_improvements(*key)
        return self._rests[key]

    def rest_after(self, answer: Step) -> Rest:
        """Return where play comes to rest after an answer of one of the others, by improvements of the others alone."""
        key = (answer.to, answer.by, True)
        if key not in self._rests:
            holds = self.solution.equilibrium(self.concept)[answer.to]
            self._rests[key] = self._standing(answer.to) if holds else self._by_improvements(*key)
        return self._rests[key]

    @cached_property
    def _replies(self) -> Replies:
        return Replies(self.conflict, self.combination)

    @cached_property
    def _mirrored(self) -> Replies:
        """The replies to a decision maker with the opposite order: the worst for it is the best for this one."""
        own = self.conflict.types[self.dm]
        chosen = self.combination.types[self.dm]
        level = own[chosen].level
        turned = replace(own[chosen], level=level.max() - level)
        types = tuple(turned if k == chosen else aim for k, aim in enumerate(own))
        every = tuple(types if k == self.dm else aims for k, aims in enumerate(self.conflict.types))
        return Replies(replace(self.conflict, types=every), self.combination)

    def _standing(self, state: int) -> Rest:
        here = int(self.level[state])
        return Rest(True, np.array([state], dtype=np.int64), Span(here, here), (), ())

    def _by_improvements(self, state: int, after: int, idle: bool) -> Rest:
        holds = self.solution.equilibrium(self.concept)
        movement = Movement.improvements(self.conflict.n_dms)
        if idle:
            movement = movement.with_allowance(Allowance.NONE, self.dm)
        reach = reachable(self.conflict, state, self.combination, movement=movement, after=after, stop_at=holds)
        ends = np.flatnonzero(reach.reached & holds).astype(np.int64)
        seen = ends if len(ends) else np.flatnonzero(reach.reached)
        worst, best = (int(seen[pick(self.level[seen])]) for pick in (np.argmin, np.argmax))
        return Rest(
            stands=False,
            ends=ends,
            span=Span(int(self.level[worst]), int(self.level[best])),
            to_worst=reach.path(worst) or (),
            to_best=reach.path(best) or (),
        )
