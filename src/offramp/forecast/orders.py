"""What is not certain about an order of statements, and what each way to read it makes of the states.

A statement that is not firm stands up to some places higher or lower than written, each place as likely; a weight that
is not firm is halved, kept or doubled, each as likely. A *reading* is one such choice for all statements of an aim.

Values follow the convention of the rest of the program: the statement at place j counts :math:`2^{-j}`, weights count
as given, and all is scaled so that the best feasible state has value 1 and the worst 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import AimType
from offramp.conflict.preferences import Prioritized, Statement, Weights
from offramp.conflict.states import StateSpace
from offramp.forecast.arrays import Reals

Reading = NDArray[np.int16]
"""For statements in order: the place of each, 0 first. For weights: the power of 2 that each is multiplied by."""

_IN_A_WORD = 62  # truths of statements that fit into a whole number


@dataclass(frozen=True, eq=False)
class FixedAim:
    """An aim of which all is certain.

    Attributes
    ----------
    value
        Shape ``(n_states,)``: what each state is worth, as given.
    levels
        Shape ``(n_states,)``: the order of the states, dense from 0, higher is better.
    """

    value: Reals
    levels: NDArray[np.unsignedinteger]
    n_loose: int = 0
    n_statements: int = 0

    def readings(self, chance: Reals, places: int) -> Reading:  # noqa: ARG002 - as for the other aim
        """Return as many empty readings as there are rows of ``chance``."""
        return np.empty((len(chance), 0), dtype=np.int16)

    def values(self, reading: Reading) -> Reals:  # noqa: ARG002
        """Return the value of each state."""
        return self.value

    def level(self, reading: Reading) -> NDArray[np.unsignedinteger]:  # noqa: ARG002
        """Return the level of each state."""
        return self.levels


@dataclass(frozen=True, eq=False)
class StatedAim:
    """An aim made of statements of which some are not firm.

    Attributes
    ----------
    truth
        Shape ``(n_rows, n_statements)``: the combinations of truths that occur, each once.
    row
        Shape ``(n_states,)``: the combination that holds in each state.
    loose
        Indices of the statements that are not firm.
    weights
        The weight of each statement; ``None`` where they are prioritized.
    """

    truth: Reals
    row: NDArray[np.int64]
    loose: NDArray[np.int64]
    weights: Reals | None

    @property
    def n_loose(self) -> int:
        """How many statements are not firm."""
        return len(self.loose)

    @property
    def n_statements(self) -> int:
        """How many statements there are."""
        return int(self.truth.shape[1])

    def readings(self, chance: Reals, places: int) -> Reading:
        """Return readings drawn by chance.

        Parameters
        ----------
        chance
            Uniform numbers in [0, 1), shape ``(n_draws, n_loose)``.
        places
            How many places a statement that is not firm may be out, at least 0.
        """
        furthest = places if self.weights is None else 1
        shift = np.zeros((len(chance), self.n_statements))
        shift[:, self.loose] = np.floor(chance * (2 * furthest + 1)) - furthest
        if self.weights is not None:
            return shift.astype(np.int16)
        # one that moves by a place goes beyond the one that stands there; ties keep the order as written
        key = np.arange(self.n_statements) + shift + 0.5 * np.sign(shift)
        order = np.argsort(key, axis=1, kind="stable")
        return np.argsort(order, axis=1, kind="stable").astype(np.int16)

    def values(self, reading: Reading) -> Reals:
        """Return the value of each state under a reading, in [0, 1], shape ``(n_states,)``."""
        raw = self.truth @ self._counts(reading)
        spread = raw.max() - raw.min()
        scaled: Reals = (raw - raw.min()) / spread if spread > 0 else np.ones(len(raw))
        return scaled[self.row]

    def level(self, reading: Reading) -> NDArray[np.unsignedinteger]:
        """Return the level of each state under a reading: dense from 0, higher is better, shape ``(n_states,)``."""
        if self.weights is None and self.n_statements <= _IN_A_WORD:
            key = self.truth.astype(np.int64) @ (1 << (self.n_statements - 1 - reading.astype(np.int64)))
        elif self.weights is None:
            key = self.truth[:, np.argsort(reading)]
        else:
            counts = self._counts(reading)
            key = np.round(self.truth @ counts / (np.abs(counts).max() or 1.0), 12)
        place = np.unique(key, axis=0, return_inverse=True)[1]
        return place.ravel()[self.row].astype(np.uint32)

    def _counts(self, reading: Reading) -> Reals:
        counts: Reals = np.exp2(-1.0 - reading) if self.weights is None else self.weights * np.exp2(reading)
        return counts


Aim = FixedAim | StatedAim


def aim_of(space: StateSpace, aim: AimType, value: Reals) -> Aim:
    """Return an aim with what is uncertain about it.

    Parameters
    ----------
    space
        The feasible states.
    aim
        The preferences, with their levels.
    value
        What each state is worth under the preferences as written, shape ``(n_states,)``.

    Raises
    ------
    ValueError
        When some statement is not firm and the values are not those of the convention, so that other readings could
        not be valued alike.
    """
    match aim.preference:
        case Prioritized(statements) if not all(statement.firm for statement in statements):
            stated = _stated(space, statements, None)
        case Weights(terms) if not all(statement.firm for statement, _ in terms):
            stated = _stated(space, [statement for statement, _ in terms], np.array([weight for _, weight in terms]))
        case _:
            return FixedAim(np.asarray(value, dtype=np.float64), aim.level)
    written = np.arange(stated.n_statements) if stated.weights is None else np.zeros(stated.n_statements)
    if not np.allclose(stated.values(written.astype(np.int16)), value, rtol=0, atol=1e-6):
        raise ValueError(
            "the values given are not the ones that the statements give as written (halved from place to place, or "
            "the weights, scaled to 0 … 1): leave them to the program, or mark every statement as firm"
        )
    return stated


def _stated(space: StateSpace, statements: Sequence[Statement], weights: Reals | None) -> StatedAim:
    truth = np.stack([space.where(statement.prefer) for statement in statements], axis=1)
    rows, row = np.unique(truth, axis=0, return_inverse=True)
    loose = np.flatnonzero([not statement.firm for statement in statements])
    return StatedAim(rows.astype(np.float64), row.ravel(), loose, weights)
