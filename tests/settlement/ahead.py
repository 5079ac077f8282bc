"""What can follow a choice, by the definitions: sets and loops over the oracle's moves."""

from typing import Any

from offramp.conflict.model import Conflict
from offramp.stability.concepts import Concept
from oracle import Oracle, State
from random_conflicts import GraphForm, OptionForm


class Ahead:
    """The outlook of one decision maker; states are numbered as in the conflict."""

    def __init__(self, description: OptionForm | GraphForm, conflict: Conflict, dm: int, concept: Concept) -> None:
        self.oracle, self.dm, self.concept = Oracle(description), dm, concept
        self._known: dict[tuple[int, int], bool] = {}
        self.states: list[State] = [tuple(map(int, conflict.space.members(s))) for s in range(conflict.n_states)]
        self.others = [j for j in range(self.oracle.n_dms) if j != dm]
        value: dict[State, Any] = self.oracle._value[dm]
        ranks = sorted(set(value.values()))
        self.level = [ranks.index(value[s]) for s in self.states]

    def number(self, s: State) -> int:
        return self.states.index(s)

    def choices(self, s: int) -> set[int]:
        return {s} | {self.number(q) for q in self.oracle.moves(self.dm, self.states[s])}

    def by_replies(self, s: int, *, credible: bool) -> tuple[int, int]:
        """The worst and best level that the others can bring about, doing nothing included."""
        reached = self.oracle.reachable(self.others, self.states[s], improving=credible)
        seen = [self.level[s], *(self.level[self.number(q)] for q in reached)]
        return min(seen), max(seen)

    def stable(self, dm: int, s: int) -> bool:
        if (dm, s) not in self._known:
            self._known[dm, s] = self.oracle.stable(self.concept.value, dm, self.states[s])
        return self._known[dm, s]

    def holds(self, s: int) -> bool:
        return all(self.stable(dm, s) for dm in range(self.oracle.n_dms))

    def through(self, s: int, after: int, movers: list[int]) -> set[int]:
        """Every state on legal sequences of improvements that go no further where a state holds."""
        pairs = {(s, after)}
        while True:
            more = {
                (self.number(q), j)
                for r, last in pairs
                if not self.holds(r)
                for j in movers
                if j != last
                for q in self.oracle.improvements(j, self.states[r])
            }
            if more <= pairs:
                return {r for r, _ in pairs}
            pairs |= more

    def ends(self, s: int, *, idle: bool = False) -> set[int]:
        if all(self.stable(j, s) for j in self.others):
            return {s}
        movers = self.others if idle else list(range(self.oracle.n_dms))
        return {r for r in self.through(s, self.dm, movers) if self.holds(r)}

    def ends_after(self, by: int, s: int) -> set[int]:
        return {r for r in self.through(s, by, self.others) if self.holds(r)}

    def predicted_worst(self, s: int) -> int:
        ends = self.ends(s) or self.through(s, self.dm, list(range(self.oracle.n_dms)))
        return min(self.level[r] for r in ends)
