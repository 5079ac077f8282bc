"""The dilemma of a decision maker: its choices now, side by side, with what each can lead to.

A choice is a legal move, or staying. For each: how the decision maker likes it now, the worst and the best that the
others' replies can make of it, and where play comes to rest from there. A *gamble* is a move that worsens things now
and that the others' improvements alone may turn into something better; which of them answers, and how, decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.settlement.choices import affordable, choices_of, state_to_choose_in
from offramp.settlement.outlook import Outlook, Rest, Span
from offramp.stability.concepts import Concept


class Pays(StrEnum):
    """What becomes of a gamble after an answer."""

    ALWAYS = "always"  # wherever play comes to rest it is better than now
    SOMETIMES = "sometimes"
    NEVER = "never"  # nowhere, or play does not come to rest


@dataclass(frozen=True, eq=False)
class Choice:
    """One thing that a decision maker can do now.

    Attributes
    ----------
    to, stays
        The state that it leads to, and whether that is staying.
    level, levels_gained
        The decision maker's level of it (higher is better), and by how many levels that is above now; may be negative.
    gain
        The same in the values that were passed in; ``None`` without values.
    any_replies, credible_replies
        The worst and the best that the others can make of it, doing nothing included: by any legal sequence of moves,
        and by moves that each of them gains by.
    rest
        Where play comes to rest from there.
    """

    to: int
    stays: bool
    level: int
    levels_gained: int
    gain: float | None
    any_replies: Span
    credible_replies: Span
    rest: Rest


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer to a gamble.

    Attributes
    ----------
    step
        The unilateral improvement that one of the others answers with.
    rest
        Where play comes to rest after it, by the others' improvements.
    pays
        Whether that is better for the one who gambled than what it had.
    """

    step: Step
    rest: Rest
    pays: Pays


@dataclass(frozen=True, eq=False)
class Gamble:
    """A move that worsens things now and may pay later.

    Attributes
    ----------
    choice
        The move.
    rest
        Where play comes to rest if the one who gambles then waits and only the others improve. The best of it is
        better than now.
    answers
        What the others may answer with, whoever answers in file order, what it likes best first.
    n_answers
        Number of all answers; ``answers`` lists the first.
    """

    choice: Choice
    rest: Rest
    answers: tuple[Answer, ...]
    n_answers: int

    def decided_by(self, pays: Pays) -> tuple[Answer, ...]:
        """Return the answers listed after which it pays always, sometimes or never."""
        return tuple(answer for answer in self.answers if answer.pays is pays)


@dataclass(frozen=True, eq=False)
class Dilemma:
    """The choices of a decision maker, side by side.

    Attributes
    ----------
    conflict, dm, state, combination, concept
        What was asked.
    level
        The level of the state now.
    choices
        Best for the decision maker now first, staying first among equals. Staying is always among them.
    n_choices
        Number of all choices; ``choices`` lists the first.
    gambles
        Among the choices listed, those that worsen things now and may pay later, best hope first.
    """

    conflict: Conflict
    dm: int
    state: int
    combination: Combination
    concept: Concept
    level: int
    choices: tuple[Choice, ...]
    n_choices: int
    gambles: tuple[Gamble, ...]

    @property
    def staying(self) -> Choice:
        """The choice to stay."""
        return next(choice for choice in self.choices if choice.stays)


def dilemma(
    conflict: Conflict,
    dm: int,
    state: int | None = None,
    combination: Combination | None = None,
    *,
    concept: Concept = Concept.SEQ,
    values: NDArray[np.float64] | None = None,
    most_choices: int | None = None,
    most_answers: int | None = None,
) -> Dilemma:
    """Return the choices of a decision maker, with what each can lead to.

    Parameters
    ----------
    conflict, dm
        The conflict and the index of the decision maker.
    state
        Where it has to choose; the status quo when left out.
    combination
        One type for each decision maker; the likeliest when left out.
    concept
        What a state must satisfy for play to come to rest there.
    values
        The decision maker's value of every state, shape ``(n_states,)``; for the gains.
    most_choices, most_answers
        How many choices, and answers to each gamble, to look at, since each takes a search of its own;
        :func:`~offramp.settlement.choices.affordable` when left out.

    Raises
    ------
    ValueError
        When no state is given and the conflict has no status quo.
    """
    state = state_to_choose_in(conflict, state)
    outlook = Outlook(conflict, combination or conflict.likeliest(), dm, concept)
    listed, n_choices = choices_of(conflict, dm, state, outlook.level, most_choices or affordable(conflict))
    spans = [_spans(outlook, listed, credible=credible) for credible in (False, True)]
    choices = tuple(
        Choice(
            to=to,
            stays=to == state,
            level=int(outlook.level[to]),
            levels_gained=int(outlook.level[to] - outlook.level[state]),
            gain=None if values is None else float(values[to] - values[state]),
            any_replies=any_replies,
            credible_replies=credible_replies,
            rest=outlook.rest(to),
        )
        for to, any_replies, credible_replies in zip(listed.tolist(), *spans, strict=True)
    )
    now = int(outlook.level[state])
    gambles = sorted(
        _gambles(outlook, choices, now, most_answers or affordable(conflict)), key=lambda each: -each.rest.span.best
    )
    return Dilemma(conflict, dm, state, outlook.combination, concept, now, choices, n_choices, tuple(gambles))


def _spans(outlook: Outlook, states: NDArray[np.int64], *, credible: bool) -> list[Span]:
    worst, best = outlook.by_replies(states, credible=credible)
    return [Span(*pair) for pair in zip(worst.tolist(), best.tolist(), strict=True)]


def _gambles(outlook: Outlook, choices: tuple[Choice, ...], now: int, most_answers: int) -> Iterator[Gamble]:
    for choice in choices:
        if choice.level >= now:
            continue
        rest = outlook.rest(choice.to, idle=True)
        if rest.settles and rest.span.best > now:
            steps = list(_answers(outlook, choice.to))
            answers = tuple(_answer(outlook, step, now) for step in steps[:most_answers])
            yield Gamble(choice, rest, answers, len(steps))


def _answers(outlook: Outlook, state: int) -> Iterator[Step]:
    """Yield what the others may improve on a state by, what each likes best first."""
    for other in range(outlook.conflict.n_dms):
        if other != outlook.dm:
            to = outlook.conflict.improvements(other, state, outlook.combination)
            level = outlook.conflict.level(other, outlook.combination).astype(np.int64)
            yield from (Step(other, each) for each in to[np.argsort(-level[to], kind="stable")].tolist())


def _answer(outlook: Outlook, step: Step, now: int) -> Answer:
    rest = outlook.rest_after(step)
    if not rest.settles or rest.span.best <= now:
        return Answer(step, rest, Pays.NEVER)
    return Answer(step, rest, Pays.ALWAYS if rest.span.worst > now else Pays.SOMETIMES)
