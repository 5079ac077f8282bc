"""The definitions, and nothing else: sets, loops, and no code of the package but the tree of expressions.

States are tuples of member codes (one member unless coalesced), so that nothing depends on how the package numbers
them. Written from Fang, Hipel & Kilgour 1993 and methods.md sections 1 and 3.
"""

from itertools import product
from typing import Any

from offramp.conflict.decision_makers import Irreversible
from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable
from random_conflicts import GraphForm, OptionForm

State = tuple[int, ...]


def truth(expression: Expression, taken: dict[str, bool]) -> bool:
    match expression:
        case Constant(value):
            return value
        case Variable(name):
            return taken[name]
        case Not(operand):
            return not truth(operand, taken)
        case And(operands):
            return all(truth(operand, taken) for operand in operands)
        case Or(operands):
            return any(truth(operand, taken) for operand in operands)
        case Implies(antecedent, consequent):
            return truth(consequent, taken) or not truth(antecedent, taken)
        case Iff(left, right):
            return truth(left, taken) == truth(right, taken)


class Definitions:
    """Stability by the definitions, on moves and values that are given as plain tables.

    ``moves[i][s]`` is the set of states that i can move to from s; ``value[i][s]`` compares as i prefers.
    """

    def __init__(
        self, states: list[State], moves: list[dict[State, set[State]]], value: list[dict[State, Any]]
    ) -> None:
        self.states, self._moves, self._value = states, moves, value
        self.n_dms = len(moves)

    def moves(self, i: int, state: State) -> set[State]:
        return self._moves[i][state]

    def better(self, i: int, q: State, s: State) -> bool:
        return self._value[i][q] > self._value[i][s]

    def improvements(self, i: int, state: State) -> set[State]:
        return {q for q in self.moves(i, state) if self.better(i, q, state)}

    def reachable(self, group: list[int], start: State, *, improving: bool) -> set[State]:
        """R_H(start), or R_H^+: states at the end of legal sequences, nobody moving twice in a row."""
        step = self.improvements if improving else self.moves
        found = {(q, j) for j in group for q in step(j, start)}
        while True:
            more = {(r, k) for q, j in found for k in group if k != j for r in step(k, q)}
            if more <= found:
                return {q for q, _ in found}
            found |= more

    def stable(self, concept: str, i: int, s: State) -> bool:
        """Stability as in methods.md 3.2, with the defaults of its section 10."""
        if concept == "nash":
            return not self.improvements(i, s)
        others = [j for j in range(self.n_dms) if j != i]
        return all(
            any(
                not self.better(i, s2, s)
                and (concept in ("gmr", "seq") or not any(self.better(i, s3, s) for s3 in self.moves(i, s2)))
                for s2 in self.reachable(others, s1, improving=concept in ("seq", "sseq"))
            )
            for s1 in self.improvements(i, s)
        )


class Oracle(Definitions):
    """The definitions on a described conflict, whose states and moves are worked out by trying every pair."""

    def __init__(self, description: OptionForm | GraphForm) -> None:
        if isinstance(description, GraphForm):
            states: list[State] = [(code,) for code in range(description.n_states)]
            moves = [{state: {(b,) for a, b in arcs if (a,) == state} for state in states} for arcs in description.arcs]
            super().__init__(
                states, moves, [{(c,): height for c, height in enumerate(row)} for row in description.heights]
            )
            return
        codes = [code for code in range(1 << len(description.owners)) if self._feasible(description, code)]
        states = self._merged(description, codes)
        moves = [
            {
                state: {
                    other
                    for other in states
                    if other != state and any(self._arc(description, i, a, b) for a, b in product(state, other))
                }
                for state in states
            }
            for i in range(description.n_dms)
        ]
        value = [
            {state: tuple(truth(s, taken(description, state[0])) for s in statements) for state in states}
            for statements in description.statements
        ]
        super().__init__(states, moves, value)

    @staticmethod
    def _feasible(description: OptionForm, code: int) -> bool:
        return all(truth(rule, taken(description, code)) for rule in description.rules)

    @staticmethod
    def _merged(description: OptionForm, codes: list[int]) -> list[State]:
        if description.merge is None:
            return [(code,) for code in codes]
        inside = tuple(code for code in codes if truth(description.merge, taken(description, code)))
        outside = [(code,) for code in codes if code not in inside]
        return sorted([*outside, *([inside] if inside else [])])

    @staticmethod
    def _arc(description: OptionForm, i: int, a: int, b: int) -> bool:
        if a == b or (a ^ b) & ~description.own[i]:
            return False
        before, after = taken(description, a), taken(description, b)
        for k, name in enumerate(description.names):
            if before[name] == after[name]:
                continue
            if after[name] and description.irreversible[k] is Irreversible.DROPPING:
                return False
            if before[name] and description.irreversible[k] is Irreversible.TAKING:
                return False
            condition = description.when_taken[k]
            if after[name] and condition is not None and not truth(condition, before):
                return False
        return not any(
            by == i and truth(source, before) and truth(target, after) for by, source, target in description.bans
        )


def taken(description: OptionForm, code: int) -> dict[str, bool]:
    return {name: bool(code >> k & 1) for k, name in enumerate(description.names)}
