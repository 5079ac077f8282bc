"""What the moves say of an aim: the belief in each aim after each act or word of its holder."""

from collections.abc import Mapping
from dataclasses import dataclass

from offramp.brief.forecast_run import ForecastRun, per_cent
from offramp.dossier.build import BuiltDossier
from offramp.figures.belief_plot import BeliefEvent
from offramp.figures.chronology import date_words


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
    """

    who: str
    aims: tuple[str, ...]
    prior: tuple[float, ...]
    events: tuple[BeliefEvent, ...]

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
    return BeliefView(run.conflict.decision_makers[dm].name, names, tuple(beliefs.prior[dm].tolist()), events)


def _dates(built: BuiltDossier) -> dict[str, str]:
    """Return the date of each entry of the timeline that has one, by the name that observations give it."""
    return {
        event.id or str(number): date_words(event.date.first, event.date.last)
        for number, event in enumerate(built.model.timeline, start=1)
        if event.date is not None
    }
