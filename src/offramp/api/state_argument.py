"""A state as a person names it: a number, a pattern, ``id:NAME``, or ``sq``."""

from offramp.conflict.model import Conflict
from offramp.conflict.states import pattern_code
from offramp.dossier.problems import did_you_mean


class StateArgumentError(ValueError):
    """What was given names no state; the message says why and what would."""


def find_state(conflict: Conflict, text: str | int) -> int:
    """Return the index of the state that a person means.

    Parameters
    ----------
    conflict
        The conflict.
    text
        A number from 1, a pattern of Y and N, ``id:NAME`` of a named state, or ``sq`` for the status quo.

    Raises
    ------
    StateArgumentError
        When there is no such state.
    """
    word = str(text).strip()
    if word == "sq":
        if conflict.status_quo is None:
            raise StateArgumentError("the dossier gives no status_quo")
        return conflict.status_quo
    if word.startswith("id:"):
        return _named(conflict, word[3:])
    if word.isdecimal():
        if not 1 <= int(word) <= conflict.n_states:
            raise StateArgumentError(f"there is no state {word}: they are numbered from 1 to {conflict.n_states:,}")
        return int(word) - 1
    return _patterned(conflict, word)


def _named(conflict: Conflict, name: str) -> int:
    for state, known in conflict.space.names.items():
        if known == name:
            return state
    hint = did_you_mean(name, conflict.space.names.values())
    raise StateArgumentError(f'no state has the id "{name}"' + (f"; {hint}" if hint else ""))


def _patterned(conflict: Conflict, word: str) -> int:
    length, pattern = conflict.space.n_options, word.upper().replace(" ", "")
    if conflict.space.graph_form or not pattern or set(pattern) - set("YN"):
        forms = "a number" if conflict.space.graph_form else f"a number, a pattern of {length} letters Y or N"
        raise StateArgumentError(f'"{word}" names no state: write {forms}, id:NAME or sq')
    if len(pattern) != length:
        raise StateArgumentError(f"the pattern {pattern} has {len(pattern)} letters; the conflict has {length} options")
    state = conflict.space.find(pattern_code(pattern))
    if state is None:
        raise StateArgumentError(f"the pattern {pattern} is not feasible: a constraint excludes it")
    return state
