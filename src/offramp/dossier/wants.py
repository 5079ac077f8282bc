"""Preferences of a dossier as preferences over states."""

from collections.abc import Mapping, Sequence
from math import isclose

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.coalesce import disagreeing
from offramp.conflict.model import AimType
from offramp.conflict.preferences import Preference, Prioritized, Ranking, Statement, Weights, levels
from offramp.conflict.states import StateSpace
from offramp.dossier.model_preferences import Order
from offramp.dossier.names import Names, Path
from offramp.dossier.yaml_tree import MappingNode

SHOWN = 5  # states named in a message; the rest is counted
INDIFFERENT = Prioritized(())


def types_of(names: Names, space: StateSpace, dm: str) -> tuple[AimType, ...]:
    """Return the possible aims of a decision maker with the order of states that each gives."""
    preferences = names.model.decision_makers[dm].preferences
    path: Path = ("decision_makers", dm, "preferences")
    if preferences is None:
        return (_aim(None, 1.0, INDIFFERENT, space),)
    if preferences.types is None:
        return (_aim(None, 1.0, _preference(names, space, dm, preferences, path) or INDIFFERENT, space),)
    shares = weights_of(names, dm)
    return tuple(
        _aim(name, shares[name], _preference(names, space, dm, aim, (*path, "types", name)) or INDIFFERENT, space)
        for name, aim in preferences.types.items()
    )


def weights_of(names: Names, dm: str) -> dict[str, float]:
    """Return the belief in each type of a decision maker; what is left unsaid is shared equally."""
    preferences = names.model.decision_makers[dm].preferences
    types = preferences.types if preferences and preferences.types else {}
    given = {name: aim.weight for name, aim in types.items() if aim.weight is not None}
    total, unsaid = sum(given.values()), len(types) - len(given)
    path: Path = ("decision_makers", dm, "preferences", "types")
    if _unread(names, path, given):
        return {name: 1 / len(types) for name in types}
    if total > 1 + 1e-9 or (unsaid == 0 and not isclose(total, 1.0, abs_tol=1e-9)):
        names.error(path, "bad-weights", f"the weights of the types add up to {total:g}, not 1", key=True)
        return {name: 1 / len(types) for name in types}
    return {name: given.get(name, (1 - total) / max(unsaid, 1)) for name in types}


def _unread(names: Names, path: Path, given: Mapping[str, float]) -> bool:
    """Return whether the file has a weight that could not be read, and that was noted: no sum can be told then."""
    types = names.document.node(*path)
    written = types.pairs if isinstance(types, MappingNode) else {}
    return any(name not in given and names.document.node(*path, name, "weight") for name in written)


def _aim(name: str | None, weight: float, preference: Preference, space: StateSpace) -> AimType:
    return AimType(name, weight, preference, levels(preference, space))


def _preference(names: Names, space: StateSpace, dm: str, order: Order, path: Path) -> Preference | None:
    if order.ranking is not None:
        return _ranking(names, space, order.ranking, (*path, "ranking"))
    if space.graph_form:
        names.error(path, "needs-ranking", "in graph form preferences are given as a ranking of states", key=True)
        return None
    if order.prioritized is not None:
        statements = [
            _statement(names, space, dm, each.prefer, each.firm, (*path, "prioritized", index), key=False)
            for index, each in enumerate(order.prioritized)
        ]
        return Prioritized(tuple(each for each in statements if each is not None))
    weights = order.weights or {}
    terms = [
        (_statement(names, space, dm, text, each.firm, (*path, "weights", text), key=True), each.weight)
        for text, each in weights.items()
    ]
    return Weights(tuple((statement, weight) for statement, weight in terms if statement is not None))


def _statement(
    names: Names, space: StateSpace, dm: str, text: str, firm: bool, path: Path, *, key: bool
) -> Statement | None:
    place = path if key or names.document.node(*path, "prefer") is None else (*path, "prefer")
    expression = names.expression(text, place, dm, key=key)
    if expression is None:
        return None
    split = disagreeing(space, expression)
    if len(split):
        merged = ", ".join(space.label(int(state)) for state in split[:SHOWN])
        names.error(
            place, "split-state", f"true for only some members of the coalesced state {merged}: {text}",
            "coalesce only states on which every statement agrees", key=key,
        )  # fmt: skip
        return None
    return Statement(expression, text, firm)


def _ranking(names: Names, space: StateSpace, tiers: Sequence[Sequence[str]], path: Path) -> Ranking | None:
    by_name = {name: state for state, name in space.names.items()}
    found: list[tuple[int, ...]] = []
    place: dict[int, str] = {}
    sound = True
    for index, tier in enumerate(tiers):
        states: list[int] = []
        for position, text in enumerate(tier):
            spot = (*path, index, position) if names.document.node(*path, index, position) else (*path, index)
            matched = _matching(names, space, by_name, text, spot)
            sound = sound and matched is not None
            for state in matched if matched is not None else ():
                if state in place:
                    sound = False
                    names.error(
                        spot, "repeated-state", f"{space.label(state)} is ranked twice, as {place[state]} and as {text}"
                    )
                    break
                place[state] = text
                states.append(state)
        if states:
            found.append(tuple(states))
    missing = [state for state in range(len(space)) if state not in place]
    if sound and missing:
        names.error(path, "missing-states", f"the ranking leaves out {named(space, missing)}", key=True)
        return None
    return Ranking(tuple(found)) if sound else None


def _matching(names: Names, space: StateSpace, by_name: Mapping[str, int], text: str, path: Path) -> list[int] | None:
    """Return the states that a pattern or a name stands for."""
    if text in by_name:
        return [by_name[text]]
    if text in (coalesced.id for coalesced in names.model.coalesce):
        return None  # what is wrong with it has been noted there
    if space.graph_form:
        names.known_id(text, by_name, path, "state")
        return None
    if len(text) != space.n_options or set(text) - set("YN-"):
        names.error(
            path, "bad-pattern", f'"{text}" is not a pattern of {space.n_options} letters Y, N or -',
            "one letter for each option, in file order",
        )  # fmt: skip
        return None
    states = _pattern_states(space, text)
    if not len(states) and names.widest:
        names.error(path, "no-such-state", f"no feasible state has the pattern {text}")
        return None
    return [int(state) for state in states]


def _pattern_states(space: StateSpace, pattern: str) -> NDArray[np.int64]:
    """Return the states that a pattern matches; a coalesced state must be matched whole, by its own pattern."""
    fits = np.ones(len(space), dtype=np.bool_)
    word = space.codes.dtype.type
    care = word(sum(1 << k for k, letter in enumerate(pattern) if letter != "-"))
    want = word(sum(1 << k for k, letter in enumerate(pattern) if letter == "Y"))
    fits &= (space.codes & care) == want
    for state in space.names:
        members = space.members(state)
        fits[state] = bool(((members & care) == want).all())
    return np.flatnonzero(fits).astype(np.int64)


def named(space: StateSpace, states: Sequence[int]) -> str:
    """Return some states by pattern or name, and how many more there are."""
    shown = ", ".join(space.label(int(state)) for state in states[:SHOWN])
    return f"{shown} and {len(states) - SHOWN:,} more" if len(states) > SHOWN else shown
