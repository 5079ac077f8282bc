"""The probability of each ending at each date over many draws of all that is uncertain, with its spread.

Exact for each draw (:mod:`offramp.forecast.transient`) up to 10^5 states, simulated above. Draws are worked through in
batches, in threads; what a draw gives hangs on its own numbers only, so the same seed gives the same answer however
many threads share the work.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.batches import Progress, answer_here, asked, batches, memory_needed
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.poisson import TOLERANCE
from offramp.forecast.stages import Stage
from offramp.memory import require_memory


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
    question = asked(draws, stages, start, endings, days, alternating, n_paths, tolerance)
    require_memory(memory_needed(question, threads), f"a forecast of {len(draws):,} draws")
    by_draw = question.empty()
    answer_here(question, batches(draws.rates), by_draw, threads, progress)
    return Ensemble(draws, question.days, by_draw, question.n_paths)
