"""Rules of uncertain strength: the versions of a conflict, one for each set of the rules that may bind.

A constraint, a ban on moves or an irreversibility may turn out not to bind. In each draw each such rule binds or does
not. A draw is followed in the version of the conflict in which the rules that bind hold, and the others do not exist:
its states, its moves, and values between its own worst state and its own best. So where a rule binds the forecast is
that of a rule without a strength.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.batches import EXACT_STATES
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import Aims, Draws, aims_of
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import Ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage
from offramp.memory import require_memory

Binding = tuple[bool, ...]
"""For each rule of uncertain strength whether it binds."""
Values = Sequence[Sequence[Reals]]
"""For each decision maker and each of its types what each state is worth."""
_KEPT = 64  # versions that are kept once made


@dataclass(frozen=True, eq=False)
class Version:
    """A conflict with what a forecast needs to know of it.

    Attributes
    ----------
    conflict, values
        As for :func:`offramp.forecast.draws.draw`.
    stages
        As for :func:`offramp.forecast.ensemble.ensemble`.
    """

    conflict: Conflict
    values: Values
    stages: Sequence[Stage]

    @cached_property
    def aims(self) -> Aims:
        """The aims of each decision maker."""
        return aims_of(self.conflict, self.values)

    @property
    def start(self) -> int:
        """The status quo."""
        start = self.conflict.status_quo
        assert start is not None  # a forecast starts from one
        return start

    @property
    def endings(self) -> Endings:
        """The ending of each state."""
        return Endings.of(self.conflict.scenario_of, len(self.conflict.scenarios))


@dataclass(frozen=True, eq=False)
class Versions:
    """The versions of a conflict.

    Attributes
    ----------
    n_rules
        How many rules are of uncertain strength.
    make
        Makes the conflict in which some of them bind, with the value of its states. Decision makers, options, types,
        statements and endings are the same in all.
    deadlines
        Those to come.
    """

    n_rules: int
    make: Callable[[Binding], tuple[Conflict, Values]]
    deadlines: Sequence[Deadline] = ()
    _known: dict[Binding, Version] = field(default_factory=dict)

    def where(self, binding: Binding) -> Version:
        """Return the version in which some rules bind."""
        found = self._known.get(binding)
        if found is None:
            conflict, values = self.make(binding)
            stages = stages_with(conflict, menus_of(conflict), self.deadlines)
            found = Version(conflict, values, stages)
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[binding] = found
        return found

    @property
    def widest(self) -> Version:
        """The version in which none of them binds: it has every state and every move of the others."""
        return self.where((False,) * self.n_rules)

    def parts(self, draws: Draws) -> Iterator[tuple[Version, NDArray[np.int64], Draws]]:
        """Yield each version that some draws need, which draws these are (indices), and the draws."""
        sets, of_draw = np.unique(draws.binds, axis=0, return_inverse=True)
        for number, binding in enumerate(sets.tolist()):
            version, own = self.where(tuple(binding)), np.flatnonzero(of_draw.ravel() == number)
            yield version, own, draws.part(own, version.aims, version.values)

    def ensemble(self, follow: Callable[..., Ensemble], draws: Draws, days: Reals, **settings: object) -> Ensemble:
        """Return the probability of each ending at each date, for every draw.

        Parameters
        ----------
        follow
            :func:`offramp.forecast.ensemble.ensemble`, or another function of the same parameters.
        draws
            The assumptions, for any of the versions.
        days
            Days from now, increasing, shape ``(n_dates,)``.
        settings
            What else ``follow`` takes by name.
        """
        widest = self.widest
        n_paths = 0 if widest.conflict.n_states <= EXACT_STATES else 100  # the same in all versions
        size = (len(draws), len(days), widest.endings.count)
        require_memory(4 * int(np.prod(size)) * 2, f"a forecast of {len(draws):,} draws")
        by_draw = np.empty(size, dtype=np.float32)
        for version, own, part in self.parts(draws):
            law = (part, version.stages, version.start, version.endings, days)
            found = follow(*law, **{"n_paths": n_paths} | settings)
            by_draw[own], n_paths = found.by_draw, found.n_paths
        return Ensemble(draws, np.asarray(days, dtype=np.float64), by_draw, n_paths)
