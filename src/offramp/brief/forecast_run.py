"""One forecast run: what it went from, what came of every draw, and how far the model is doubted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_inputs import ForecastInputs
from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.deadlines import stages_with
from offramp.forecast.defaults import DOUBT
from offramp.forecast.draws import Draws, draw
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import Ensemble, ensemble
from offramp.forecast.menus import menus_of

LOW, HIGH = 5, 95
"""Percentiles of the draws between which a probability is said to lie."""


@dataclass(frozen=True, eq=False)
class ForecastRun:
    """A forecast as numbers.

    Attributes
    ----------
    inputs
        What it goes from.
    ensemble
        The probability of each ending at each date, for every draw.
    alternating
        Whether nobody may move twice in a row.
    doubt
        The weight of a forecast that knows nothing but the names of the endings, in [0, 1]; the model has the rest.
    """

    inputs: ForecastInputs
    ensemble: Ensemble
    alternating: bool
    doubt: float

    @property
    def conflict(self) -> Conflict:
        """The conflict, with the beliefs that the forecast starts from."""
        return self.inputs.conflict

    @cached_property
    def mean(self) -> Reals:
        """The probability of each ending at each date with the doubt counted in, shape ``(n_dates, n_endings)``."""
        return self.doubted(self.ensemble.mean)

    @cached_property
    def low(self) -> Reals:
        """The 5th percentile of the draws, with the doubt counted in; shape as :attr:`mean`."""
        return self.doubted(self.ensemble.percentile(LOW))

    @cached_property
    def high(self) -> Reals:
        """The 95th percentile of the draws, with the doubt counted in; shape as :attr:`mean`."""
        return self.doubted(self.ensemble.percentile(HIGH))

    def doubted(self, probability: Reals) -> Reals:
        """Return probabilities of endings (last axis) with the doubt counted in."""
        counted_in: Reals = (1 - self.doubt) * probability + self.doubt / len(self.conflict.scenarios)
        return counted_in

    def date(self, place: int) -> str:
        """Return a date of the curve, or the number of days where there are no dates."""
        day = self.inputs.days[place]
        date = self.inputs.on(day)
        return f"day {day:g}" if date is None else date.isoformat()


def run_forecast(
    inputs: ForecastInputs,
    n_draws: int,
    seed: int,
    *,
    alternating: bool = False,
    doubt: float = DOUBT,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int], None] | None = None,
    tell: Callable[[str], None] | None = None,
) -> ForecastRun:
    """Make a forecast.

    Parameters
    ----------
    inputs
        What it goes from.
    n_draws, seed
        How many draws of what is uncertain, and from which seed.
    alternating
        Whether nobody may move twice in a row.
    doubt
        The weight of a forecast that knows nothing but the names of the endings, in [0, 1].
    threads, progress
        See :func:`offramp.forecast.ensemble.ensemble`.
    scheduler, tell
        Address of the scheduler of a Dask cluster, or ``None``: this machine; see
        :func:`offramp.forecast.cluster.ensemble_on`.

    Raises
    ------
    ForecastError
        When the numbers make no sense, a state belongs to no ending, or the cluster cannot be used; the message says
        which.
    offramp.memory.TooLargeError
        When the machine has not the memory for it.
    """
    assert inputs.conflict.status_quo is not None  # one of the problems of the inputs otherwise
    if not 0 <= doubt <= 1:
        raise ForecastError([f"a doubt of {doubt:g}; it lies between 0 (trust the model) and 1 (not at all)"])
    if scheduler is None:
        follow: Callable[..., Ensemble] = partial(ensemble, alternating=alternating, threads=threads, progress=progress)
    elif threads is None:
        follow = _OnCluster(scheduler, tell, alternating=alternating, progress=progress)
    else:
        raise ForecastError(["threads are those of this machine, a scheduler has workers of its own: give one of them"])
    try:
        found = _followed(inputs, n_draws, seed, follow)
    except ForecastError:
        raise
    except ValueError as error:
        raise ForecastError([str(error)]) from None
    return ForecastRun(inputs, found, alternating, doubt)


def _followed(inputs: ForecastInputs, n_draws: int, seed: int, follow: Callable[..., Ensemble]) -> Ensemble:
    """Follow the draws; where rules of uncertain strength bind in some only, each set of them in its own version."""
    conflict = inputs.conflict
    draws = draw(conflict, inputs.values, inputs.uncertainty, n_draws, seed, inputs.held)
    if inputs.versions is not None:
        return inputs.versions.ensemble(follow, draws, inputs.days)
    endings = Endings.of(conflict.scenario_of, len(conflict.scenarios))
    stages = stages_with(conflict, menus_of(conflict), inputs.deadlines)
    return follow(draws, stages, conflict.status_quo, endings, inputs.days)


class _OnCluster:
    """Follows draws on a cluster; once it has answered and is then lost, on this machine, so that nothing is lost."""

    def __init__(self, scheduler: str, tell: Callable[[str], None] | None, **settings: Any) -> None:
        from offramp.forecast.cluster import ensemble_on

        self._there: Callable[..., Ensemble] = partial(ensemble_on, scheduler, tell=tell, **settings)
        self._here: Callable[..., Ensemble] = partial(ensemble, **settings)
        self._tell = tell
        self._has_answered = False

    def __call__(self, draws: Draws, *law: Any, **more: Any) -> Ensemble:
        from offramp.forecast.cluster import ClusterError

        try:
            found = self._there(draws, *law, **more)
        except ClusterError as error:
            if not self._has_answered:
                raise ForecastError([str(error)]) from None
            if self._tell is not None:
                self._tell(f"{error}; {len(draws):,} draws are followed on this machine")
            return self._here(draws, *law, **more)
        self._has_answered = True
        return found


def binding_words(binds: float) -> str:
    """Return whether a rule binds (1) or not (0)."""
    return "binds" if binds else "does not bind"


def per_cent(share: float) -> str:
    """Return a probability in per cent; nothing but 0 and 1 is shown as 0 % or 100 %.

    >>> [per_cent(share) for share in (0.0, 0.001, 0.256, 0.9996, 1.0)]
    ['0 %', '< 1 %', '26 %', '> 99 %', '100 %']
    """
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"
