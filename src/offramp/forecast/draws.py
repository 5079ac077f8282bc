"""Draws of all that is declared uncertain: aims, orders of statements, rates, responsiveness, foresight.

Each draw has random numbers of its own, spawned from one seed, so that the first thousand of ten thousand draws are
the thousand draws of the same seed, and how the work is shared out changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain, unchecked_chain
from offramp.forecast.menus import Menus
from offramp.forecast.orders import Aim, Reading, aim_of


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is known up to a range; both ends are possible, and may be equal.

    Rates and responsiveness are drawn evenly on a logarithmic scale (evenly, where the range begins at 0); foresight
    as a whole number, each as likely.
    """

    low: float
    high: float


@dataclass(frozen=True)
class Uncertainty:
    """What is uncertain, besides aims and orders, for each decision maker.

    Attributes
    ----------
    rates
        Occasions to act per day, at least 0.
    responsiveness
        How sharply choices follow values (which lie in [0, 1]), at least 0.
    foresight
        How many further replies are reckoned with, whole numbers.
    places
        How many places a statement that is not firm may stand higher or lower than written.
    """

    rates: tuple[Range, ...]
    responsiveness: tuple[Range, ...]
    foresight: tuple[Range, ...]
    places: int = 1

    def problems(self, names: Sequence[str]) -> list[str]:
        """Say what is wrong with it, for decision makers of these names; empty when nothing is."""
        found = []
        kinds = {"rate": self.rates, "responsiveness": self.responsiveness, "foresight": self.foresight}
        for kind, ranges in kinds.items():
            if len(ranges) != len(names):
                found.append(f"{kind} is given for {len(ranges)} decision makers; there are {len(names)}")
            for name, own in zip(names, ranges, strict=False):
                if not 0 <= own.low <= own.high < np.inf:
                    found.append(f"{kind} of {name}: {own.low} to {own.high} is not a range of numbers from 0 up")
                elif kind == "foresight" and (own.low % 1 or own.high % 1):
                    found.append(f"foresight of {name}: {own.low} to {own.high}; it counts replies: 0, 1, 2, …")
        if self.places < 0:
            found.append(f"a statement cannot stand {self.places} places away: 0, 1, 2, …")
        return found


@dataclass(frozen=True, eq=False)
class Draws:
    """Drawn assumptions.

    Attributes
    ----------
    seed
        What they were drawn from.
    aims
        For each decision maker its possible aims.
    types
        Shape ``(n_draws, n_dms)``: the index of the aim drawn.
    readings
        For each decision maker, shape ``(n_draws, n_statements)``: how the statements of the aim are read; what is
        beyond the statements of an aim has no meaning.
    rates, responsiveness
        Shape ``(n_draws, n_dms)``.
    foresight
        Shape ``(n_draws, n_dms)``, whole numbers.
    """

    seed: int
    aims: tuple[tuple[Aim, ...], ...]
    types: NDArray[np.int64]
    readings: tuple[Reading, ...]
    rates: Reals
    responsiveness: Reals
    foresight: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.types)

    def values(self, draw: int) -> Reals:
        """Return what each state is worth to each decision maker in a draw, shape ``(n_dms, n_states)``."""
        return np.stack([self._aim(draw, dm).values(self._reading(draw, dm)) for dm in range(len(self.aims))])

    def chain(self, draw: int, menus: Menus, shift: Reals | None, *, alternating: bool) -> Chain:
        """Return the crisis dynamics of a draw; ``shift`` is added to the values."""
        values = self.values(draw) if shift is None else self.values(draw) + shift
        behaviour = (self.rates[draw], self.responsiveness[draw], self.foresight[draw])
        return unchecked_chain(menus, values, *behaviour, alternating)

    def _aim(self, draw: int, dm: int) -> Aim:
        return self.aims[dm][int(self.types[draw, dm])]

    def _reading(self, draw: int, dm: int) -> Reading:
        return self.readings[dm][draw, : self._aim(draw, dm).n_statements]


def draw(
    conflict: Conflict, values: Sequence[Sequence[Reals]], uncertainty: Uncertainty, n_draws: int, seed: int
) -> Draws:
    """Draw assumptions.

    Parameters
    ----------
    conflict
        Its types give the aims and their weights, the statements whether their places are firm.
    values
        For each decision maker and each of its types what each state is worth, shape ``(n_states,)``, by the
        preferences as written.
    uncertainty
        What else is uncertain.
    n_draws
        How many draws, at least 1.
    seed
        At least 0.

    Raises
    ------
    ValueError
        When ranges are malformed, all of them named; when values do not fit (see
        :func:`offramp.forecast.orders.aim_of`); when there are no draws.
    """
    problems = uncertainty.problems([dm.name for dm in conflict.decision_makers])
    if n_draws < 1:
        problems.append(f"{n_draws} draws: at least one is needed")
    if seed < 0:
        problems.append(f"the seed {seed} is negative: take a whole number from 0 up")
    if problems:
        raise ValueError("; ".join(problems))
    aims = tuple(
        tuple(aim_of(conflict.space, aim, value) for aim, value in zip(types, worth, strict=True))
        for types, worth in zip(conflict.types, values, strict=True)
    )
    n_loose = [max(aim.n_loose for aim in own) for own in aims]
    chance = _chances(n_draws, 4 * len(aims) + sum(n_loose), seed)
    fixed, loose = chance[:, : 4 * len(aims)].reshape(n_draws, len(aims), 4), chance[:, 4 * len(aims) :]
    by_dm = np.split(loose, np.cumsum(n_loose)[:-1], axis=1)
    weights = [np.array([aim.weight for aim in own]) for own in conflict.types]
    types = np.stack([_picked(own, fixed[:, dm, 0]) for dm, own in enumerate(weights)], axis=1)
    readings = [_readings(own, types[:, dm], by_dm[dm], uncertainty.places) for dm, own in enumerate(aims)]
    return Draws(
        seed,
        aims,
        types,
        tuple(readings),
        _numbers(uncertainty.rates, fixed[:, :, 1]),
        _numbers(uncertainty.responsiveness, fixed[:, :, 2]),
        _whole_numbers(uncertainty.foresight, fixed[:, :, 3]),
    )


def _chances(n_draws: int, n_numbers: int, seed: int) -> Reals:
    """Return uniform numbers in [0, 1), a row for each draw, each row from a stream of its own."""
    chance = np.empty((n_draws, n_numbers))
    for row, own in zip(chance, np.random.SeedSequence(seed).spawn(n_draws), strict=True):
        row[:] = np.random.Generator(np.random.PCG64(own)).random(n_numbers)
    return chance


def _picked(weights: Reals, chance: Reals) -> NDArray[np.int64]:
    bounds = np.cumsum(weights) / weights.sum()
    picked: NDArray[np.int64] = np.minimum(np.searchsorted(bounds, chance, side="right"), len(weights) - 1)
    return picked


def _readings(aims: Sequence[Aim], types: NDArray[np.int64], chance: Reals, places: int) -> Reading:
    readings = np.zeros((len(types), max(aim.n_statements for aim in aims)), dtype=np.int16)
    for index, aim in enumerate(aims):
        own = np.flatnonzero(types == index)
        readings[own, : aim.n_statements] = aim.readings(chance[own, : aim.n_loose], places)
    return readings


def _numbers(ranges: Sequence[Range], chance: Reals) -> Reals:
    columns = []
    for own, part in zip(ranges, chance.T, strict=True):
        ratio = own.high / own.low if own.low > 0 else 1.0
        columns.append(own.low * ratio**part if own.low > 0 else own.high * part)
    return np.stack(columns, axis=1)


def _whole_numbers(ranges: Sequence[Range], chance: Reals) -> NDArray[np.int64]:
    low = np.array([own.low for own in ranges])
    size = np.array([own.high for own in ranges]) - low + 1
    whole: NDArray[np.int64] = (low + np.floor(chance * size)).astype(np.int64)
    return whole
