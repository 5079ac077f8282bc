"""With the others' aims unknown: which choice is safe under every type, and what a wrong guess costs.

The decision maker knows its own aim and not the others'. For each of its choices and each combination of the others'
types there is an outcome: the worst that can follow (:mod:`offramp.settlement.outlook`). Its *guarantee* is the worst
outcome over the combinations; a choice with the best guarantee is *safe* (the maximin rule; Wald 1950). Who guesses
the others' types and does what is best for the guess loses, when the guess is wrong, what the best choice would have
brought (regret; Savage 1951).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.settlement.aims import varying
from offramp.settlement.choices import affordable, choices_of, state_to_choose_in
from offramp.settlement.outlook import Ahead, Outlook
from offramp.stability.concepts import Concept


@dataclass(frozen=True, eq=False)
class WrongGuess:
    """The choices of a decision maker that does not know the others' aims.

    Attributes
    ----------
    conflict, dm, state, ahead, concept
        What was asked.
    unknown
        Whose types are unknown (indices); empty when everybody else has one type only.
    combinations
        Every combination of the unknown types; their weights add up to 1.
    choices
        The states that can be chosen, best now first, staying first among equals; shape ``(n,)``.
    n_choices
        Number of all choices; ``choices`` holds the first, and staying.
    outcome
        Shape ``(n, n_combinations)``: the level of the worst that can follow.
    value
        The same in the values that were passed in; ``None`` without values.
    guess
        Shape ``(n_combinations,)``: position of the choice that is best if the combination is true. Of several, the
        one with the best guarantee, then the first.
    """

    conflict: Conflict
    dm: int
    state: int
    ahead: Ahead
    concept: Concept
    unknown: tuple[int, ...]
    combinations: tuple[Combination, ...]
    choices: NDArray[np.int64]
    n_choices: int
    outcome: NDArray[np.int64]
    value: NDArray[np.float64] | None
    guess: NDArray[np.int64]

    @property
    def guarantee(self) -> NDArray[np.int64]:
        """The worst outcome of each choice over the combinations, a level; shape ``(n,)``."""
        worst: NDArray[np.int64] = self.outcome.min(axis=1)
        return worst

    @property
    def safe(self) -> NDArray[np.int64]:
        """Positions of the choices with the best guarantee."""
        return np.flatnonzero(self.guarantee == self.guarantee.max())

    @property
    def best_whatever(self) -> NDArray[np.int64]:
        """Positions of the choices that are best under every combination; often none."""
        return np.flatnonzero((self.outcome == self.outcome.max(axis=0)).all(axis=1))

    @property
    def expected(self) -> NDArray[np.float64] | None:
        """The expected value of each choice, shape ``(n,)``; ``None`` without values, for an order has no mean."""
        if self.value is None:
            return None
        mean: NDArray[np.float64] = self.value @ np.array([each.weight for each in self.combinations])
        return mean

    @property
    def levels_lost(self) -> NDArray[np.int64]:
        """What a guess costs: shape ``(n_combinations, n_combinations)``, guessed by true, in levels, at least 0."""
        lost: NDArray[np.int64] = self.outcome.max(axis=0) - self.outcome[self.guess]
        return lost

    @property
    def value_lost(self) -> NDArray[np.float64] | None:
        """The same in values; ``None`` without values."""
        if self.value is None:
            return None
        lost: NDArray[np.float64] = self.value.max(axis=0) - self.value[self.guess]
        return lost


def wrong_guess(
    conflict: Conflict,
    dm: int,
    state: int | None = None,
    combination: Combination | None = None,
    *,
    ahead: Ahead = Ahead.PREDICTED,
    concept: Concept = Concept.SEQ,
    unknown: Collection[int] | None = None,
    beliefs: Mapping[int, Sequence[float]] | None = None,
    values: NDArray[np.float64] | None = None,
    most_choices: int | None = None,
) -> WrongGuess:
    """Return what each choice comes to under each combination of the others' types.

    Parameters
    ----------
    conflict, dm
        The conflict and the index of the decision maker.
    state
        Where it has to choose; the status quo when left out.
    combination
        The types that are known, its own among them; the likeliest when left out.
    ahead
        What counts as the worst that can follow.
    concept
        What a state must satisfy for play to come to rest there, where ``ahead`` is ``PREDICTED``.
    unknown
        Whose types are unknown (indices); everybody else's when left out.
    beliefs
        What the decision maker thinks of the types, by index; the weights of the conflict where left out.
    values
        The decision maker's value of every state, shape ``(n_states,)``.
    most_choices
        How many choices to look at where ``ahead`` is ``PREDICTED``; :func:`~offramp.settlement.choices.affordable`
        when left out. By replies alone, all of them are looked at.

    Raises
    ------
    ValueError
        When no state is given and the conflict has no status quo, when the decision maker's own type is to be
        unknown to it, or beliefs do not fit the types.
    """
    state = state_to_choose_in(conflict, state)
    if unknown is not None and dm in unknown:
        raise ValueError(f"{conflict.decision_makers[dm].id} knows its own type: leave it out of the unknown ones")
    others = [k for k in range(conflict.n_dms) if k != dm] if unknown is None else sorted(unknown)
    several = tuple(k for k in others if len(conflict.types[k]) > 1)
    combinations = varying(conflict, several, combination, beliefs)
    outlooks = [Outlook(conflict, each, dm, concept) for each in combinations]
    level = outlooks[0].level
    most = (most_choices or affordable(conflict)) if ahead is Ahead.PREDICTED else None
    choices, n_choices = choices_of(conflict, dm, state, level, most)
    outcome = np.stack([_worst(outlook, choices, ahead) for outlook in outlooks], axis=1)
    return WrongGuess(
        conflict, dm, state, ahead, concept, several, combinations, choices, n_choices, outcome,
        value=None if values is None else _value_of_level(level, values)[outcome],
        guess=_best_guess(outcome),
    )  # fmt: skip


def _worst(outlook: Outlook, choices: NDArray[np.int64], ahead: Ahead) -> NDArray[np.int64]:
    if ahead is Ahead.PREDICTED:
        return np.array([outlook.rest(to).span.worst for to in choices.tolist()], dtype=np.int64)
    return outlook.by_replies(choices, credible=ahead is Ahead.CREDIBLE)[0]


def _value_of_level(level: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    table = np.empty(int(level.max()) + 1)
    table[level] = values
    return table


def _best_guess(outcome: NDArray[np.int64]) -> NDArray[np.int64]:
    guarantee = outcome.min(axis=1)
    best = outcome == outcome.max(axis=0)
    guess: NDArray[np.int64] = np.where(best, guarantee[:, None], -1).argmax(axis=0)
    return guess
