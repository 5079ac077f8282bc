"""What a person asks of paths: who may make which moves, and where to."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.api.state_argument import StateArgumentError, find_state
from offramp.conflict.model import Conflict
from offramp.dossier.problems import did_you_mean
from offramp.evolution.movement import Allowance, Movement
from offramp.question_error import QuestionError

EVERYBODY = "all"
ALLOWED = {"equal": Allowance.NOT_WORSENING, "any": Allowance.ANY}


class PathsError(QuestionError, ValueError):
    """A question about paths cannot be answered."""


@dataclass(frozen=True, eq=False)
class Target:
    """Where to.

    Attributes
    ----------
    asked
        As a person wrote it.
    title
        For people.
    states
        State indices, increasing; perhaps none.
    """

    asked: str
    title: str
    states: NDArray[np.int64]


def movement_of(conflict: Conflict, allow: Mapping[str, str] | None) -> Movement | None:
    """Return what each decision maker may do; ``None`` where nothing but improvements is allowed.

    Parameters
    ----------
    conflict
        The conflict.
    allow
        By id of a decision maker, or ``"all"``: ``"equal"`` for moves that leave it no worse off, ``"any"`` for all its
        moves. Whoever is not named may only improve.

    Raises
    ------
    PathsError
        When a decision maker or a word is not known; all problems at once.
    """
    ids = [maker.id for maker in conflict.decision_makers]
    problems, movement = [], Movement.improvements(conflict.n_dms)
    for name, word in sorted((allow or {}).items(), key=lambda pair: pair[0] in ids):  # "all" first, then by name
        if name not in ids and name != EVERYBODY:
            hint = did_you_mean(name, ids) or f"known are {', '.join([*ids, EVERYBODY])}"
            problems.append(f'allow: there is no decision maker "{name}": {hint}')
        elif word not in ALLOWED:
            problems.append(
                f'allow: "{word}" for {name} is neither equal (moves that leave it no worse off) nor any (all moves)'
            )
        else:
            movement = movement.with_allowance(
                ALLOWED[word], *([ids.index(name)] if name in ids else range(conflict.n_dms))
            )
    if problems:
        raise PathsError(problems)
    return movement if allow else None


def target_of(conflict: Conflict, asked: str | int) -> Target:
    """Return the states that a person wants to reach.

    Parameters
    ----------
    conflict
        The conflict.
    asked
        The id of an ending, or a state: a number from 1, a pattern, ``id:NAME`` or ``sq``.

    Raises
    ------
    offramp.api.state_argument.StateArgumentError
        When it is neither.
    """
    word = str(asked).strip()
    endings = [scenario.id for scenario in conflict.scenarios]
    if word in endings and word != "sq":
        place = endings.index(word)
        states = np.flatnonzero(conflict.scenario_of == place).astype(np.int64)
        return Target(word, conflict.scenarios[place].title, states)
    try:
        state = find_state(conflict, word)
    except StateArgumentError as error:
        known = did_you_mean(word, endings) or (f"endings are {', '.join(endings)}" if endings else "")
        raise StateArgumentError(f"{error}" + (f"; {known}" if known else "")) from None
    return Target(word, f"state {state + 1}, {conflict.space.label(state)}", np.array([state], dtype=np.int64))
