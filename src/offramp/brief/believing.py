"""What the moves say of an aim: the belief in each aim after each act or word of its holder."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from offramp.brief.alike_moves import alike_moves, told_as_one
from offramp.brief.forecast_run import ForecastRun, per_cent
from offramp.dossier.build import BuiltDossier
from offramp.figures.belief_plot import BeliefEvent
from offramp.figures.chronology import date_words
from offramp.forecast.defaults import reading_sharpness
from offramp.forecast.posterior import telling_acts

_TOLD = 3  # acts that would tell of an aim
_SAME = 0.05  # acts after which beliefs differ by no more say the same
_LEAST_SHIFT = 0.03  # of the beliefs; an act that says less is not told


@dataclass(frozen=True, slots=True)
class TellingView:
    """A next act that would tell of an aim.

    Attributes
    ----------
    does, others
        What is done, and how many other acts would say the same.
    chance
        Of one of those on the next occasion to act, in per cent.
    after
        The belief in each aim then, in per cent.
    """

    does: str
    others: int
    chance: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeliefView:
    """What the moves of one decision maker say of its aim.

    Attributes
    ----------
    who, aims
        Whose, and the aims that are thought possible.
    prior
        The belief in each aim before the first event, adding up to 1.
    events
        What it did and said, oldest first, with the belief in each aim after it.
    telling
        Which next acts would say most, for how likely they are.
    """

    who: str
    aims: tuple[str, ...]
    prior: tuple[float, ...]
    events: tuple[BeliefEvent, ...]
    telling: tuple[TellingView, ...]

    @property
    def steps(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What happened, ``act`` or ``words``, and the belief in each aim then, in per cent; the prior first."""
        return (
            ("Before the first event", "", tuple(map(per_cent, self.prior))),
            *((event.title, event.kind, tuple(map(per_cent, event.after))) for event in self.events),
        )


def belief_views(
    built: BuiltDossier, run: ForecastRun, titles: Mapping[tuple[int, int], str]
) -> tuple[BeliefView, ...]:
    """Return what the moves say of each aim that is in doubt; ``titles`` names types by decision maker and place."""
    dates = _dates(built)
    return tuple(_view(run, dm, titles, dates) for dm, types in enumerate(run.conflict.types) if len(types) > 1)


def _view(run: ForecastRun, dm: int, titles: Mapping[tuple[int, int], str], dates: Mapping[str, str]) -> BeliefView:
    beliefs = run.inputs.beliefs
    events = tuple(
        BeliefEvent(seen.title, tuple(after.tolist()), words=seen.words, when=dates.get(seen.id, ""))
        for seen, after in zip(beliefs.observations, beliefs.after, strict=True)
        if seen.by == dm
    )
    names = tuple(titles.get((dm, k)) or aim.id or "" for k, aim in enumerate(run.conflict.types[dm]))
    return BeliefView(
        run.conflict.decision_makers[dm].name, names, tuple(beliefs.prior[dm].tolist()), events, _telling(run, dm)
    )


def _telling(run: ForecastRun, dm: int) -> tuple[TellingView, ...]:
    """Tell of the acts that would say most of an aim; those that would say the same are one."""
    conflict, inputs = run.conflict, run.inputs
    start = conflict.status_quo
    assert start is not None  # a forecast starts from one
    belief = np.array([aim.weight for aim in conflict.types[dm]])
    eye = reading_sharpness(inputs.uncertainty.responsiveness[dm])
    acts, _ = telling_acts(conflict, dm, start, belief, inputs.values[dm], eye)
    moves = (act for act in acts if act.to != start)
    return tuple(
        TellingView(*told_as_one(conflict, start, alike), tuple(per_cent(float(share)) for share in alike[0].after))
        for alike in alike_moves(moves, lambda act: act.after, _SAME, _LEAST_SHIFT)[:_TOLD]
    )


def _dates(built: BuiltDossier) -> dict[str, str]:
    """Return the date of each entry of the timeline that has one, by the name that observations give it."""
    return {
        event.id or str(number): date_words(event.date.first, event.date.last)
        for number, event in enumerate(built.model.timeline, start=1)
        if event.date is not None
    }
