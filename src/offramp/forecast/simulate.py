"""The law of a chain by simulation, with its standard error: for conflicts too large to be followed exactly.

Paths are walked in blocks of a fixed size, each with random numbers of its own, spawned from one seed (NumPy's
``SeedSequence``), so that the number of threads changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals, Words
from offramp.forecast.chain import Chain
from offramp.forecast.endings import Endings
from offramp.forecast.simulate_kernels import jump, walk
from offramp.forecast.stages import dates_by_stage
from offramp.forecast.transient import Span
from offramp.workers import workers

BLOCK = 1024  # paths that share a stream of random numbers


@dataclass(frozen=True, eq=False)
class Simulation:
    """What comes of simulated paths.

    Attributes
    ----------
    days
        The dates, in days from now.
    counts
        Shape ``(n_dates, n_endings)``: how many paths were found in each ending.
    n_paths
        How many there were.
    """

    days: Reals
    counts: NDArray[np.int64]
    n_paths: int

    @property
    def probability(self) -> Reals:
        """The share of paths in each ending, shape ``(n_dates, n_endings)``."""
        share: Reals = self.counts / self.n_paths
        return share

    @property
    def standard_error(self) -> Reals:
        """The standard error of each probability, as the paths are independent; same shape.

        Taken from (count + 1) / (n + 2), so that it is not 0 where no path, or every path, was found.
        """
        share = (self.counts + 1) / (self.n_paths + 2)
        error: Reals = np.sqrt(share * (1 - share) / self.n_paths)
        return error


def simulate(
    chain: Chain | Sequence[Span],
    start: int,
    endings: Endings,
    days: ArrayLike,
    *,
    n_paths: int,
    seed: int,
    threads: int | None = None,
) -> Simulation:
    """Simulate paths of a chain.

    Parameters
    ----------
    chain
        A chain, or several that follow one another (spans with one chain each).
    start
        The state on day 0. Nobody has moved before.
    endings
        The ending of each state.
    days
        Days from now, increasing, shape ``(n_dates,)``.
    n_paths
        How many paths, at least 1.
    seed
        The same seed gives the same numbers, whatever the number of threads.
    threads
        How many threads; as many as there are cores when left out.

    Raises
    ------
    ValueError
        When stages or dates are out of order, or there are no paths.
    """
    spans = [Span(0.0, [chain])] if isinstance(chain, Chain) else list(chain)
    dates = np.asarray(days, dtype=np.float64)
    slices = dates_by_stage([span.begins for span in spans], dates)
    if n_paths < 1:
        raise ValueError(f"{n_paths} paths: at least one is needed")
    sizes = [end - first for first, end in pairwise([*range(0, n_paths, BLOCK), n_paths])]
    seeds = np.random.SeedSequence(seed).spawn(len(sizes))
    counts = np.zeros((len(sizes), len(dates), endings.count), dtype=np.int64)

    def block(number: int) -> None:
        random = np.random.Generator(np.random.PCG64(seeds[number]))
        walk_block(spans, slices, start, endings.of_state, dates, sizes[number], random, counts[number])

    with workers(threads) as crew:
        crew.run(block, range(len(sizes)))
    return Simulation(dates, counts.sum(axis=0), n_paths)


def walk_block(
    spans: Sequence[Span],
    slices: Sequence[slice],
    start: int,
    ending: Words,
    days: Reals,
    n_paths: int,
    random: np.random.Generator,
    counts: NDArray[np.int64],
) -> None:
    """Walk some paths through all stages, with one stream of random numbers, and add to ``counts``.

    Parameters are as in :func:`simulate`; ``slices`` says which dates belong to each stage.
    """
    state, last_mover = np.full(n_paths, start, dtype=np.uint32), np.full(n_paths, -1, dtype=np.int64)
    ends = [*(span.begins for span in spans[1:]), np.inf]
    for span, own, end in zip(spans, slices, ends, strict=True):
        if span.begins > days[-1]:
            break
        chain = span.chains[0]
        if span.jump is not None:
            by, menus = span.jump.by, span.jump.menus
            worth, sharpness = chain.expected[by], float(chain.responsiveness[by])
            jump(menus.structure, by, worth, sharpness, random, state, last_mover)
        law = (chain.expected, chain.rates, chain.responsiveness, chain.alternating)
        until = min(end, float(days[-1]) + 1e-9)
        walk(
            chain.menus.structure, *law, random, state, last_mover, span.begins, until, days[own], ending, counts[own]
        )  # fmt: skip
