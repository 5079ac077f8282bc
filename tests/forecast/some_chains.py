"""Chains with closed forms, and random ones."""

from dataclasses import dataclass

import numpy as np

from offramp.conflict.model import Conflict
from offramp.forecast.menus import Menus, menus_from_arcs


@dataclass(frozen=True)
class Behaviour:
    """Random values and ways to act."""

    values: np.ndarray
    rates: np.ndarray
    sharpness: np.ndarray
    foresight: np.ndarray


def behaviour(conflict: Conflict, seed: int, foresight: int = 2) -> Behaviour:
    rng = np.random.default_rng(seed)
    n_dms = conflict.n_dms
    rates = rng.uniform(0.05, 1.0, n_dms) * (rng.random(n_dms) < 0.9)
    return Behaviour(
        rng.random((n_dms, conflict.n_states)), rates, rng.uniform(0, 6, n_dms), rng.integers(0, foresight + 1, n_dms)
    )


def cube(n_dms: int) -> Menus:
    """One option for each decision maker, all reversible: state s has option k at bit k."""
    states = np.arange(1 << n_dms)
    return menus_from_arcs(len(states), [(states, states ^ (1 << dm)) for dm in range(n_dms)])


def walk(n_states: int, may_stay: bool) -> Menus:
    """A path: the first decision maker moves up, the second down; the ends are left by nobody."""
    inner = np.arange(1, n_states - 1)
    stay = np.full((2, n_states), may_stay)
    return menus_from_arcs(n_states, [(inner, inner + 1), (inner, inner - 1)], stay)
