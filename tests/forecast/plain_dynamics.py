"""Crisis dynamics from the definition, state by state: what the code under test is held against."""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import expm

from offramp.conflict.model import Conflict

Menus = list[list[list[int]]]  # of each decision maker in each state, itself first


def menus_of(conflict: Conflict) -> Menus:
    return [
        [[state, *conflict.targets(dm, state).tolist()] for state in range(conflict.n_states)]
        for dm in range(conflict.n_dms)
    ]


def softmax(exponents: Sequence[float]) -> np.ndarray:
    weights = np.exp(np.array(exponents) - max(exponents))
    return weights / weights.sum()


def choice(menu: Sequence[int], value: Sequence[float], sharpness: float) -> np.ndarray:
    """Return the probability of each state of a menu."""
    return softmax([sharpness * value[state] for state in menu])


def expected(
    menus: Menus,
    values: np.ndarray,
    rates: np.ndarray,
    sharpness: np.ndarray,
    foresight: Sequence[int],
    alternating: bool,
) -> np.ndarray:
    """Return what each decision maker expects from each state, by recursion on the replies."""
    n_dms, n_states = values.shape

    def ahead(who: int, state: int, replies: int, spoke: int) -> float:
        """The value for ``who`` after some replies from a state where ``spoke`` has just had its say."""
        if replies == 0:
            return values[who, state]
        able = [
            dm
            for dm in range(n_dms)
            if menus[dm][state] != [state] and rates[dm] > 0 and not (alternating and dm == spoke)
        ]
        if not able:
            return ahead(who, state, replies - 1, spoke)
        total = 0.0
        for dm in able:
            depth = min(replies - 1, foresight[dm])
            own = [ahead(dm, there, depth, dm) for there in menus[dm][state]]
            chance = softmax([sharpness[dm] * value for value in own])
            then = [ahead(who, there, replies - 1, dm) for there in menus[dm][state]]
            total += rates[dm] * float(chance @ np.array(then))
        return total / sum(rates[dm] for dm in able)

    return np.array([[ahead(dm, state, foresight[dm], dm) for state in range(n_states)] for dm in range(n_dms)])


def generator(
    menus: Menus, value: np.ndarray, rates: np.ndarray, sharpness: np.ndarray, alternating: bool
) -> np.ndarray:
    """Return the dense generator on states, or on pairs (last mover, state) with nobody last."""
    n_dms, n_states = value.shape
    layers = n_dms + 1 if alternating else 1
    matrix = np.zeros((layers * n_states, layers * n_states))
    for layer in range(layers):
        for dm in range(n_dms):
            if alternating and layer == dm:
                continue
            for state in range(n_states):
                menu = menus[dm][state]
                for there, chance in zip(menu, choice(menu, value[dm], sharpness[dm]), strict=True):
                    if there != state:
                        onward = dm if alternating else 0
                        matrix[layer * n_states + state, onward * n_states + there] += rates[dm] * chance
    return matrix - np.diag(matrix.sum(axis=1))


def law(matrix: np.ndarray, n_states: int, start: int, days: float) -> np.ndarray:
    """Return the law on states at a date."""
    first = len(matrix) - n_states + start
    return expm(matrix * days)[first].reshape(-1, n_states).sum(axis=0)
