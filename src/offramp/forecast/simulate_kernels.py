"""Compiled loops for simulation: one path after another, choices worked out where the path stands.

Nothing is kept but the menus and what each decision maker goes by, so the memory is that of the conflict itself; an
occasion costs the length of one menu.
"""

import numpy as np
from numpy.typing import NDArray

from offramp.forecast.arrays import Reals, Words
from offramp.forecast.choice_kernels import Structure, compiled


@compiled
def drawn_choice(
    structure: Structure, group: int, value: Reals, sharpness: float, random: np.random.Generator
) -> np.uint32:
    """Return a state drawn from a menu by logit response.

    Goes through the menu once: each state takes the place of the one kept so far with its share of the weight up to
    and including it. Weights are relative to the largest exponent so far.
    """
    kept, top, total = np.uint32(0), -np.inf, 0.0
    for pair in range(structure.onward_start[group], structure.onward_start[group + 1]):
        onward = structure.onward[pair]
        for position in range(structure.start[onward], structure.start[onward + 1]):
            exponent = sharpness * value[structure.member[position]]
            if exponent > top:
                total *= np.exp(top - exponent)
                top = exponent
            weight = np.exp(exponent - top)
            total += weight
            if random.random() * total < weight:
                kept = structure.member[position]
    return kept


@compiled
def walk(
    structure: Structure,
    expected: Reals,
    rates: Reals,
    sharpness: Reals,
    alternating: bool,
    random: np.random.Generator,
    state: Words,
    last_mover: NDArray[np.int64],
    begin: float,
    end: float,
    days: Reals,
    ending: Words,
    counts: NDArray[np.int64],
) -> None:
    """Walk each path from day ``begin`` to ``end`` and count the endings in which it is found.

    ``state`` and ``last_mover``, shape ``(n_paths,)``, hold where each path is, -1 where nobody has moved, and are
    changed. ``counts`` has shape ``(n_dates, n_endings)``, ``days`` the dates that belong to the stage.
    """
    n_dms, total = len(rates), rates.sum()
    for path in range(len(state)):
        now, date, here = begin, 0, state[path]
        while True:
            now = now + random.standard_exponential() / total if total > 0.0 else np.inf
            while date < len(days) and days[date] < now:
                counts[date, ending[here]] += 1
                date += 1
            if now >= end:
                break
            mark, dm = random.random() * total, 0
            while dm < n_dms - 1 and mark >= rates[dm]:
                mark -= rates[dm]
                dm += 1
            if (alternating and last_mover[path] == dm) or rates[dm] == 0.0:
                continue
            there = drawn_choice(structure, structure.group[dm, here], expected[dm], sharpness[dm], random)
            if there != here:
                here, last_mover[path] = there, dm
        state[path] = here


@compiled
def jump(
    structure: Structure,
    by: int,
    value: Reals,
    sharpness: float,
    random: np.random.Generator,
    state: Words,
    last_mover: NDArray[np.int64],
) -> None:
    """Let one decision maker act at once on each path, from the menus of the date, which are for it alone."""
    for path in range(len(state)):
        there = drawn_choice(structure, structure.group[0, state[path]], value, sharpness, random)
        if there != state[path]:
            state[path], last_mover[path] = there, by
