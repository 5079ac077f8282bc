"""Which preference statement decides between two states.

With option prioritization that is the most important statement that is true in one of them and false in the other
(Fang, Hipel, Kilgour & Peng 2003). With weights it is the expression that adds most to the difference. A ranking
names states, not reasons: nothing but the ranking decides.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import AimType
from offramp.conflict.preferences import Preference, Prioritized, Ranking, Statement, Weights
from offramp.conflict.states import StateSpace

UNDECIDED = -1


@dataclass(frozen=True, eq=False)
class Criteria:
    """The statements of one aim and where each holds.

    Attributes
    ----------
    statements
        As in the preference; empty for a ranking.
    truth
        Shape ``(n_statements, n_states)``.
    importance
        Shape ``(n_statements,)``: for weights the weight of each; ``None`` when the order of statements says it.
    """

    statements: tuple[Statement, ...]
    truth: NDArray[np.bool_]
    importance: NDArray[np.float64] | None

    @classmethod
    def of(cls, aim: AimType, space: StateSpace) -> "Criteria":
        """Evaluate the statements of an aim on every state."""
        statements = statements_of(aim.preference)
        truth = np.zeros((len(statements), len(space)), dtype=np.bool_)
        for row, statement in zip(truth, statements, strict=True):
            row[:] = space.where(statement.prefer)
        weights = [weight for _, weight in aim.preference.terms] if isinstance(aim.preference, Weights) else None
        return cls(statements, truth, np.array(weights) if weights is not None else None)

    def deciding(self, state: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which statement decides between a state and each of some others.

        Returns
        -------
        NDArray
            Shape ``(n_others,)``: indices into ``statements``, -1 where no statement tells the two apart.
        """
        if not len(self.statements) or not len(others):
            return np.full(len(others), UNDECIDED, dtype=np.int64)
        there = self.truth[:, others]
        differs = there != self.truth[:, [state]]
        if self.importance is None:
            first: NDArray[np.int64] = np.where(differs.any(axis=0), differs.argmax(axis=0), UNDECIDED)
            return first
        gain = self.importance[:, None] * (there.astype(np.float64) - self.truth[:, [state]])
        towards = gain * np.sign(gain.sum(axis=0))
        largest: NDArray[np.int64] = np.where(towards.max(axis=0) > 0, towards.argmax(axis=0), UNDECIDED)
        return largest


def statements_of(preference: Preference) -> tuple[Statement, ...]:
    """Return the statements of a preference, in file order; none for a ranking."""
    match preference:
        case Prioritized(statements):
            return statements
        case Weights(terms):
            return tuple(statement for statement, _ in terms)
        case Ranking():
            return ()
