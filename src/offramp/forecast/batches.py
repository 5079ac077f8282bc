"""What is asked of every draw, and the batches of draws that are followed side by side.

Which draws share a batch is settled by the draws alone, so that batches can be worked through in any order, in threads
here or on other machines, and give the same numbers.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.poisson import PoissonWeights
from offramp.forecast.simulate import walk_block
from offramp.forecast.stages import Stage, dates_by_stage
from offramp.forecast.transient import Span, curves, uniform_rate
from offramp.workers import workers

EXACT_STATES = 100_000
"""States up to which a draw is followed exactly."""
LANES = 8
"""Draws that are followed side by side."""

Progress = Callable[[int], None]
"""Called with the number of draws done since it was last called."""


Answers = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Batch:
    """Draws that are followed side by side: at most ``LANES``, with the same steps per day."""

    draws: NDArray[np.int64]
    rate: float
    weights: dict[tuple[float, ...], PoissonWeights]  # shared by the batches of one rate


def batches(rates: Reals) -> Iterator[Batch]:
    """Yield the batches of draws with these rates, shape ``(n_draws, n_dms)``; every draw is in one."""
    rate = uniform_rate(rates)
    for own in np.unique(rate):
        draws, weights = np.flatnonzero(rate == own), {}  # type: ignore[var-annotated]
        for first in range(0, len(draws), LANES):
            yield Batch(draws[first : first + LANES], float(own), weights)


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of every draw; see :func:`asked`."""

    draws: Draws
    stages: Sequence[Stage]
    start: int
    endings: Endings
    days: Reals
    alternating: bool
    tolerance: float
    n_paths: int

    def answer(self, batch: Batch) -> Answers:
        """Return the probability of each ending at each date, shape ``(n_draws, n_dates, n_endings)``."""
        found = self._followed(batch) if self.n_paths == 0 else self._walked(batch)
        return found.astype(np.float32)

    def empty(self) -> Answers:
        """Return where the answers of all draws go, shape ``(n_draws, n_dates, n_endings)``."""
        return np.empty((len(self.draws), len(self.days), self.endings.count), dtype=np.float32)

    def _followed(self, batch: Batch) -> Reals:
        """Return the exact probabilities, shape ``(n_draws, n_dates, n_endings)``."""
        spare = np.repeat(batch.draws[-1:], LANES - len(batch.draws))  # all lanes filled: one way to compile
        spans = self._spans(np.concatenate((batch.draws, spare)))
        law = (self.start, self.endings, self.days, batch.rate, self.tolerance, batch.weights)
        return np.moveaxis(curves(spans, *law), -1, 0)[: len(batch.draws)]

    def _walked(self, batch: Batch) -> Reals:
        """Return the shares of simulated paths, shape ``(n_draws, n_dates, n_endings)``."""
        slices = dates_by_stage([stage.begins for stage in self.stages], self.days)
        counts = np.zeros((len(batch.draws), len(self.days), self.endings.count), dtype=np.int64)
        for own, draw in zip(counts, batch.draws.tolist(), strict=True):
            key = (int(self.draws.number[draw]), 1)  # not the stream the draw came from
            seed = np.random.SeedSequence(self.draws.seed, spawn_key=key)
            random = np.random.Generator(np.random.PCG64(seed))
            walk_block(
                self._spans([draw]), slices, self.start, self.endings.of_state, self.days, self.n_paths, random, own
            )
        return counts / self.n_paths

    def _spans(self, draws: Sequence[int] | NDArray[np.int64]) -> list[Span]:
        return [
            Span(
                stage.begins,
                [self.draws.chain(draw, stage.menus, stage.shift, alternating=self.alternating) for draw in draws],
                stage.jump,
            )
            for stage in self.stages
        ]


def asked(
    draws: Draws,
    stages: Sequence[Stage],
    start: int,
    endings: Endings,
    days: ArrayLike,
    alternating: bool,
    n_paths: int | None,
    tolerance: float,
) -> Question:
    """Return what :func:`offramp.forecast.ensemble.ensemble` asks of every draw; parameters and errors as there."""
    dates = np.asarray(days, dtype=np.float64)
    dates_by_stage([stage.begins for stage in stages], dates)
    if n_paths is None:
        n_paths = 0 if len(endings.of_state) <= EXACT_STATES else 100
    return Question(draws, stages, start, endings, dates, alternating, tolerance, n_paths)


def answer_here(
    question: Question, todo: Iterable[Batch], by_draw: Answers, threads: int | None, progress: Progress | None
) -> None:
    """Work through batches in threads of this process and put what they give in its place in ``by_draw``."""

    def follow(batch: Batch) -> None:
        by_draw[batch.draws] = question.answer(batch)
        if progress is not None:
            progress(len(batch.draws))

    with workers(threads) as crew:
        crew.run(follow, todo)


def memory_needed(question: Question, threads: int | None) -> int:
    """Return an upper estimate of the bytes that a forecast takes in so many threads, beside the conflict itself."""
    stages, n_dates, n_endings = question.stages, len(question.days), question.endings.count
    menus = stages[0].menus
    lanes = LANES if question.n_paths == 0 else 1
    numbers = menus.n_dms * menus.n_states * 8 + sum(len(stage.menus.onward) for stage in stages) * 4
    at_work = 8 * lanes * (numbers + n_dates * n_endings)
    return 4 * len(question.draws) * n_dates * n_endings * 2 + (threads or os.cpu_count() or 1) * at_work
