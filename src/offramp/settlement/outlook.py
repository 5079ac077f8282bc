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
        Whether the others leave it as it is: none of them would move away from it under the concept.
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
    _rests: dict[tuple[int, int], Rest] = field(default_factory=dict, repr=False)

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

    def rest(self, state: int, after: int | None = None) -> Rest:
        """Return where play comes to rest from a state.

        Parameters
        ----------
        state
            Index of the state.
        after
            Who has just chosen it, by a move or by staying, and does not move next; this decision maker when left
            out.
        """
        after = self.dm if after is None else after
        if (state, after) not in self._rests:
            self._rests[state, after] = self._work_out(state, after)
        return self._rests[state, after]

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

    def _work_out(self, state: int, after: int) -> Rest:
        others = (dm for dm in range(self.conflict.n_dms) if dm != after)
        if all(self.solution.stable(self.concept, dm)[state] for dm in others):
            here = int(self.level[state])
            return Rest(True, np.array([state], dtype=np.int64), Span(here, here), (), ())
        holds = self.solution.equilibrium(self.concept)
        reach = reachable(self.conflict, state, self.combination, improvements_only=True, after=after, stop_at=holds)
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
