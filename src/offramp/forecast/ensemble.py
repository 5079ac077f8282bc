"""The probability of each ending at each date over many draws of all that is uncertain, with its spread.

Exact for each draw (:mod:`offramp.forecast.transient`) up to 10^5 states, simulated above. Draws are worked through in
batches, in threads; what a draw gives hangs on its own numbers only, so the same seed gives the same answer however
many threads share the work.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.poisson import TOLERANCE, PoissonWeights
from offramp.forecast.simulate import walk_block
from offramp.forecast.stages import Stage, dates_by_stage
from offramp.forecast.transient import Span, curves, uniform_rate
from offramp.memory import require_memory
from offramp.workers import workers

EXACT_STATES = 100_000
"""States up to which a draw is followed exactly."""
LANES = 8
"""Draws that are followed side by side."""

Progress = Callable[[int], None]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """The forecast.

    Attributes
    ----------
    draws
        What was drawn.
    days
        The dates, in days from now, shape ``(n_dates,)``.
    by_draw
        Shape ``(n_draws, n_dates, n_endings)``, single precision: the probability of each ending at each date.
    n_paths
        Paths simulated for each draw; 0 when each was followed exactly.
    """

    draws: Draws
    days: Reals
    by_draw: NDArray[np.float32]
    n_paths: int

    @property
    def mean(self) -> Reals:
        """The probability of each ending at each date, shape ``(n_dates, n_endings)``; rows add up to 1."""
        average: Reals = self.by_draw.mean(axis=0, dtype=np.float64)
        return average

    @property
    def standard_error(self) -> Reals:
        """The standard error of :attr:`mean`, as the draws are independent; simulated paths are counted in."""
        deviation: Reals = self.by_draw.std(axis=0, dtype=np.float64, ddof=1 if len(self.by_draw) > 1 else 0)
        error: Reals = deviation / np.sqrt(len(self.by_draw))
        return error

    def percentile(self, per_cent: float) -> Reals:
        """Return a percentile over the draws, shape ``(n_dates, n_endings)``.

        With simulated draws the spread holds the chance of the paths as well.
        """
        columns = self.by_draw.reshape(len(self.by_draw), -1)
        found = np.empty(columns.shape[1])
        for first in range(0, len(found), 256):  # a few columns at a time: sorting takes a copy
            part = slice(first, first + 256)
            found[part] = np.percentile(columns[:, part], per_cent, axis=0)
        return found.reshape(self.by_draw.shape[1:])


def ensemble(
    draws: Draws,
    stages: Sequence[Stage],
    start: int,
    endings: Endings,
    days: ArrayLike,
    *,
    alternating: bool = False,
    n_paths: int | None = None,
    tolerance: float = TOLERANCE,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Return the probability of each ending at each date, for every draw.

    Parameters
    ----------
    draws
        The assumptions.
    stages
        Stretches of time with their menus; one that begins on day 0 when the rules do not change.
    start
        The state on day 0. Nobody has moved before.
    endings
        The ending of each state.
    days
        Days from now, increasing, shape ``(n_dates,)``.
    alternating
        Whether nobody may move twice in a row.
    n_paths
        Paths to simulate for each draw; 0: follow each exactly. By size when left out: exactly up to 10^5 states,
        100 paths above.
    tolerance
        As in :func:`offramp.forecast.transient.occupancy`.
    threads
        How many threads share the work; as many as there are cores when left out.
    progress
        Called with the number of draws done since it was last called.

    Raises
    ------
    ValueError
        When stages or dates are out of order, or rates and horizon ask for too many steps.
    TooLargeError
        When the machine has not the memory for it; nothing has been computed then.
    """
    dates = np.asarray(days, dtype=np.float64)
    dates_by_stage([stage.begins for stage in stages], dates)
    if n_paths is None:
        n_paths = 0 if len(endings.of_state) <= EXACT_STATES else 100
    require_memory(
        _memory(draws, stages, len(dates), endings.count, n_paths, threads), f"a forecast of {len(draws):,} draws"
    )
    question = _Question(draws, stages, start, endings, dates, alternating, tolerance)
    by_draw = np.empty((len(draws), len(dates), endings.count), dtype=np.float32)

    def follow(batch: _Batch) -> None:
        by_draw[batch.draws] = question.followed(batch) if n_paths == 0 else question.walked(batch, n_paths)
        if progress is not None:
            progress(len(batch.draws))

    with workers(threads) as crew:
        crew.run(follow, _batches(draws.rates))
    return Ensemble(draws, dates, by_draw, n_paths)


@dataclass(frozen=True, eq=False)
class _Batch:
    """Draws that are followed side by side: at most ``LANES``, with the same steps per day."""

    draws: NDArray[np.int64]
    rate: float
    weights: dict[tuple[float, ...], PoissonWeights]  # shared by the batches of one rate


def _batches(rates: Reals) -> Iterator[_Batch]:
    rate = uniform_rate(rates)
    for own in np.unique(rate):
        draws, weights = np.flatnonzero(rate == own), {}  # type: ignore[var-annotated]
        for first in range(0, len(draws), LANES):
            yield _Batch(draws[first : first + LANES], float(own), weights)


@dataclass(frozen=True, eq=False)
class _Question:
    """What is asked of every draw."""

    draws: Draws
    stages: Sequence[Stage]
    start: int
    endings: Endings
    days: Reals
    alternating: bool
    tolerance: float

    def followed(self, batch: _Batch) -> Reals:
        """Return the exact probabilities, shape ``(n_draws, n_dates, n_endings)``."""
        spare = np.repeat(batch.draws[-1:], LANES - len(batch.draws))  # all lanes filled: one way to compile
        spans = self._spans(np.concatenate((batch.draws, spare)))
        law = (self.start, self.endings, self.days, batch.rate, self.tolerance, batch.weights)
        return np.moveaxis(curves(spans, *law), -1, 0)[: len(batch.draws)]

    def walked(self, batch: _Batch, n_paths: int) -> Reals:
        """Return the shares of simulated paths, shape ``(n_draws, n_dates, n_endings)``."""
        slices = dates_by_stage([stage.begins for stage in self.stages], self.days)
        counts = np.zeros((len(batch.draws), len(self.days), self.endings.count), dtype=np.int64)
        for own, draw in zip(counts, batch.draws.tolist(), strict=True):
            seed = np.random.SeedSequence(self.draws.seed, spawn_key=(draw, 1))  # not the stream the draw came from
            random = np.random.Generator(np.random.PCG64(seed))
            walk_block(self._spans([draw]), slices, self.start, self.endings.of_state, self.days, n_paths, random, own)
        return counts / n_paths

    def _spans(self, draws: Sequence[int] | NDArray[np.int64]) -> list[Span]:
        return [
            Span(
                stage.begins,
                [self.draws.chain(draw, stage.menus, stage.shift, alternating=self.alternating) for draw in draws],
                stage.jump,
            )
            for stage in self.stages
        ]


def _memory(
    draws: Draws, stages: Sequence[Stage], n_dates: int, n_endings: int, n_paths: int, threads: int | None
) -> int:
    """Return an upper estimate of the bytes that a forecast takes, beside the conflict itself."""
    import os

    menus = stages[0].menus
    lanes = LANES if n_paths == 0 else 1
    numbers = menus.n_dms * menus.n_states * 8 + sum(len(stage.menus.onward) for stage in stages) * 4
    at_work = 8 * lanes * (numbers + n_dates * n_endings)
    return 4 * len(draws) * n_dates * n_endings * 2 + (threads or os.cpu_count() or 1) * at_work
