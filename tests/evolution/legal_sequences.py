"""Legal sequences by the definition: grown move by move, from sets of moves and values that the oracle works out."""

from collections.abc import Callable, Iterator

from offramp.conflict.model import Conflict
from oracle import Definitions, Oracle, State
from random_conflicts import GraphForm, OptionForm

Sequence = tuple[tuple[int, int], ...]
"""Pairs (mover, state index)."""
RULES: dict[str, Callable[[Definitions, int, State, State], bool]] = {
    "any": lambda *_: True,
    "none": lambda *_: False,
    "improving": lambda oracle, i, s, q: oracle.better(i, q, s),
    "not worsening": lambda oracle, i, s, q: not oracle.better(i, s, q),
}


class Enumerator:
    """Every legal sequence of up to so many moves, by exhaustion."""

    def __init__(self, description: OptionForm | GraphForm, conflict: Conflict, rules: tuple[str, ...]) -> None:
        self.oracle = Oracle(description)
        self.state = [tuple(int(code) for code in conflict.space.members(s)) for s in range(conflict.n_states)]
        self.index = {state: number for number, state in enumerate(self.state)}
        self.rules = rules
        self.known: dict[tuple[int, int], set[int]] = {}  # the oracle is slow, and sequences pass by the same states

    def moves(self, i: int, s: int) -> set[int]:
        if (i, s) not in self.known:
            rule, here = RULES[self.rules[i]], self.state[s]
            self.known[i, s] = {self.index[q] for q in self.oracle.moves(i, here) if rule(self.oracle, i, here, q)}
        return self.known[i, s]

    def sequences(self, start: int, longest: int, after: int | None = None) -> Iterator[Sequence]:
        """Yield every legal sequence from a state, the empty one first."""
        grown: list[Sequence] = [()]
        for _ in range(longest + 1):
            yield from grown
            grown = [
                (*sequence, (i, q))
                for sequence in grown
                for i in range(self.oracle.n_dms)
                if i != (sequence[-1][0] if sequence else after)
                for q in self.moves(i, sequence[-1][1] if sequence else start)
            ]
