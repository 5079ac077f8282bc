"""Draws of all that is declared uncertain: aims, orders of statements, rates, responsiveness, foresight, rules.

Each draw has random numbers of its own, spawned from one seed, so that the first thousand of ten thousand draws are
the thousand draws of the same seed, and how the work is shared out changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain, unchecked_chain
from offramp.forecast.menus import Menus
from offramp.forecast.orders import Aim, Reading, aim_of
from offramp.memory import require_memory


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
    strengths
        For each rule that may not bind (see :mod:`offramp.forecast.versions`) the probability that it does, in (0, 1].
    """

    rates: tuple[Range, ...]
    responsiveness: tuple[Range, ...]
    foresight: tuple[Range, ...]
    places: int = 1
    strengths: tuple[float, ...] = ()

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
        for number, strength in enumerate(self.strengths, start=1):
            if not 0 < strength <= 1:
                found.append(f"strength {strength:g} of rule {number}: it lies above 0 and is at most 1")
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
    believed
        Shape ``(n_draws, n_dms, n_dms)``: the type that each decision maker (second axis) takes each of the others
        (last axis) to have, when it reckons with their replies.
    plain
        For each decision maker and each of its types the values by the preferences as written: what others reckon with,
        where they take it for another type than it has.
    binds
        Shape ``(n_draws, n_rules)``: whether each rule of uncertain strength binds.
    number
        Shape ``(n_draws,)``: which draw of the seed each is.
    """

    seed: int
    aims: tuple[tuple[Aim, ...], ...]
    types: NDArray[np.int64]
    readings: tuple[Reading, ...]
    rates: Reals
    responsiveness: Reals
    foresight: NDArray[np.int64]
    believed: NDArray[np.int64]
    plain: tuple[tuple[Reals, ...], ...]
    binds: NDArray[np.bool_]
    number: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.types)

    def values(self, draw: int) -> Reals:
        """Return what each state is worth to each decision maker in a draw, shape ``(n_dms, n_states)``."""
        return np.stack([self._aim(draw, dm).values(self._reading(draw, dm)) for dm in range(len(self.aims))])

    def part(self, draws: NDArray[np.int64], aims: "Aims", values: Sequence[Sequence[Reals]]) -> "Draws":
        """Return some of the draws (indices) for another conflict with the same decision makers and statements.

        ``aims`` and ``values`` are what that conflict's states make of them; see :func:`aims_of` and :func:`draw`.
        """
        return replace(
            self,
            aims=aims,
            plain=tuple(tuple(own) for own in values),
            types=self.types[draws],
            readings=tuple(own[draws] for own in self.readings),
            rates=self.rates[draws],
            responsiveness=self.responsiveness[draws],
            foresight=self.foresight[draws],
            believed=self.believed[draws],
            binds=self.binds[draws],
            number=self.number[draws],
        )

    def chain(self, draw: int, menus: Menus, shift: Reals | None, *, alternating: bool) -> Chain:
        """Return the crisis dynamics of a draw; ``shift`` is added to the values."""
        values = self.values(draw) if shift is None else self.values(draw) + shift
        behaviour = (self.rates[draw], self.responsiveness[draw], self.foresight[draw])
        chain = unchecked_chain(menus, values, *behaviour, alternating)
        mistaken = self._mistaken(draw)
        if not mistaken:
            return chain
        expected = chain.expected.copy()
        for types, dms in mistaken.items():
            seen = self._as_seen(draw, types) if shift is None else self._as_seen(draw, types) + shift
            seen = np.where(np.isin(np.arange(len(values)), dms)[:, None], values, seen)
            expected[dms] = unchecked_chain(menus, np.ascontiguousarray(seen), *behaviour, alternating).expected[dms]
        return replace(chain, expected=expected)

    def _mistaken(self, draw: int) -> dict[tuple[int, ...], list[int]]:
        """Return who reckons with replies of others whom it takes for what they are not, by what it takes them for."""
        found: dict[tuple[int, ...], list[int]] = {}
        for dm in np.flatnonzero(self.foresight[draw]).tolist():
            types = self.believed[draw, dm].copy()
            types[dm] = self.types[draw, dm]
            if (types != self.types[draw]).any():
                found.setdefault(tuple(types.tolist()), []).append(dm)
        return found

    def _as_seen(self, draw: int, types: tuple[int, ...]) -> Reals:
        """Return values under some types: as drawn where a type is the true one, as written otherwise."""
        actual = self.values(draw)
        return np.stack(
            [actual[dm] if index == self.types[draw, dm] else self.plain[dm][index] for dm, index in enumerate(types)]
        )

    def _aim(self, draw: int, dm: int) -> Aim:
        return self.aims[dm][int(self.types[draw, dm])]

    def _reading(self, draw: int, dm: int) -> Reading:
        return self.readings[dm][draw, : self._aim(draw, dm).n_statements]


Beliefs = Mapping[int, Mapping[int, Sequence[float]]]
"""What a decision maker (index) thinks of another's types (index): the weight of each."""


def draw(
    conflict: Conflict,
    values: Sequence[Sequence[Reals]],
    uncertainty: Uncertainty,
    n_draws: int,
    seed: int,
    beliefs: Beliefs | None = None,
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
    beliefs
        What decision makers think of each other's types, where it is not what the weights of the conflict say.

    Raises
    ------
    ValueError
        When ranges are malformed, all of them named; when values do not fit (see
        :func:`offramp.forecast.orders.aim_of`); when there are no draws.
    offramp.memory.TooLargeError
        When the machine has not the memory for so many draws.
    """
    problems = uncertainty.problems([dm.name for dm in conflict.decision_makers])
    if n_draws < 1:
        problems.append(f"{n_draws} draws: at least one is needed")
    if seed < 0:
        problems.append(f"the seed {seed} is negative: take a whole number from 0 up")
    if problems:
        raise ValueError("; ".join(problems))
    aims = aims_of(conflict, values)
    numbers = n_chances(aims) + len(uncertainty.strengths)
    require_memory(16 * n_draws * numbers, f"drawing {n_draws:,} times", "take fewer draws")
    chance = _chances(n_draws, numbers, seed)
    return drawn(conflict, aims, values, uncertainty, chance, seed, beliefs)


Aims = tuple[tuple[Aim, ...], ...]
"""For each decision maker its possible aims."""


def aims_of(conflict: Conflict, values: Sequence[Sequence[Reals]]) -> Aims:
    """Return the aims of each decision maker, with what their uncertain readings make of the states."""
    return tuple(
        tuple(aim_of(conflict.space, aim, value) for aim, value in zip(types, worth, strict=True))
        for types, worth in zip(conflict.types, values, strict=True)
    )


FIXED = 4
"""Numbers that each decision maker takes in any case: its aim, rate, responsiveness and foresight, in that order."""


def n_loose(aims: Aims) -> list[int]:
    """Return for each decision maker how many statements may be read in more than one way."""
    return [max(aim.n_loose for aim in own) for own in aims]


def n_chances(aims: Aims) -> int:
    """Return how many numbers one draw takes, before those of the rules of uncertain strength (one each).

    Four for each decision maker, then one for each loose statement, then one for what each thinks of each.
    """
    return FIXED * len(aims) + sum(n_loose(aims)) + len(aims) ** 2


def drawn(
    conflict: Conflict,
    aims: Aims,
    values: Sequence[Sequence[Reals]],
    uncertainty: Uncertainty,
    chance: Reals,
    seed: int = 0,
    beliefs: Beliefs | None = None,
) -> Draws:
    """Return the draws that some numbers stand for.

    Parameters
    ----------
    conflict, aims, values, uncertainty, beliefs
        As for :func:`draw`; see :func:`aims_of`.
    chance
        Shape ``(n_draws, n_chances + n_rules)``, in [0, 1).
    seed
        Where the numbers come from, for the record.
    """
    n_draws, n_dms, fixed_end = len(chance), len(aims), FIXED * len(aims)
    loose_end = fixed_end + sum(n_loose(aims))
    fixed, loose = chance[:, :fixed_end].reshape(n_draws, n_dms, FIXED), chance[:, fixed_end:loose_end]
    rules_begin = loose_end + n_dms**2
    taken_for = chance[:, loose_end:rules_begin].reshape(n_draws, n_dms, n_dms)
    by_dm = np.split(loose, np.cumsum(n_loose(aims))[:-1], axis=1)
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
        _believed(weights, beliefs or {}, taken_for),
        tuple(tuple(own) for own in values),
        chance[:, rules_begin:] < np.array(uncertainty.strengths),
        np.arange(n_draws),
    )


def _believed(weights: Sequence[Reals], beliefs: Beliefs, chance: Reals) -> NDArray[np.int64]:
    """Draw what each takes each for; shape as ``chance``."""
    believed = np.zeros(chance.shape, dtype=np.int64)
    for holder, about in np.ndindex(chance.shape[1:]):
        held = beliefs.get(holder, {}).get(about)
        shares = weights[about] if held is None else np.asarray(held, dtype=np.float64)
        believed[:, holder, about] = _picked(shares, chance[:, holder, about])
    return believed


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
