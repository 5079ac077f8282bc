"""The forecast in the brief: how likely each ending is by when, what the moves say of aims, and the caveats."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_inputs import forecast_inputs
from offramp.brief.forecast_run import ForecastRun, per_cent, run_forecast
from offramp.brief.likelihood import STANDARD, likelihood_words
from offramp.dossier.build import BuiltDossier
from offramp.figures.words import counted
from offramp.forecast.drivers import SingleChanges, question_about, single_changes
from offramp.memory import TooLargeError

DRAWS = 200
"""Draws of a brief: enough for the figures that it prints."""
_LARGEST = 20_000  # states; beyond, a brief would wait too long for its forecast
_CHANGES = 6


@dataclass(frozen=True, slots=True)
class EndingChance:
    """An ending at the horizon: its probability with its spread, and in words."""

    title: str
    chance: str
    low: str
    high: str
    words: str


@dataclass(frozen=True, slots=True)
class BeliefView:
    """What the moves say of one aim: the aims, and after each event (``act`` or ``words``) the belief in each."""

    who: str
    aims: tuple[str, ...]
    steps: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One thing changed alone: what, to what, and what becomes of the ending that is most in doubt."""

    what: str
    to: str
    chance: str


@dataclass(frozen=True, eq=False)
class ForecastView:
    """The forecast as a brief tells it.

    Attributes
    ----------
    run
        For the figure.
    horizon, draws, standard
        The last date, the number of draws in words, and whose words of probability these are.
    endings
        The likeliest first.
    beliefs
        Of each decision maker whose aim is in doubt.
    leading, middle, changes
        The ending that is most in doubt, its probability with all in the middle, and the single changes that move it
        most.
    doubt
        Of the model, in per cent.
    """

    run: ForecastRun
    horizon: str
    draws: str
    standard: str
    endings: tuple[EndingChance, ...]
    beliefs: tuple[BeliefView, ...]
    leading: str
    middle: str
    changes: tuple[ChangeView, ...]
    doubt: str


def forecast_view(built: BuiltDossier, titles: Mapping[tuple[int, int], str]) -> ForecastView | None:
    """Return the forecast of a dossier; ``None`` where it cannot be made or the conflict is too large for a brief.

    ``titles`` names each type by decision maker and place.
    """
    if built.conflict.n_states > _LARGEST:
        return None
    try:
        run = run_forecast(forecast_inputs(built), DRAWS, seed=0)
    except (ForecastError, TooLargeError):
        return None
    conflict, last = run.conflict, len(run.inputs.days) - 1
    leading = int(np.argmin(np.abs(run.ensemble.mean[-1] - 0.5)))
    inputs = run.inputs
    changes = single_changes(
        question_about(conflict, inputs.values, inputs.uncertainty, inputs.deadlines, float(inputs.days[-1]))
    )
    return ForecastView(
        run,
        run.date(last),
        counted(DRAWS, "draw"),
        STANDARD,
        tuple(
            EndingChance(
                conflict.scenarios[k].title,
                per_cent(float(run.mean[-1, k])),
                per_cent(float(run.low[-1, k])),
                per_cent(float(run.high[-1, k])),
                likelihood_words(float(run.mean[-1, k])),
            )
            for k in np.argsort(-run.mean[-1], kind="stable").tolist()
        ),
        tuple(_belief(run, dm, titles) for dm, types in enumerate(conflict.types) if len(types) > 1),
        conflict.scenarios[leading].title,
        per_cent(float(changes.middle[leading])),
        _changes(run, changes, leading, titles),
        per_cent(run.doubt),
    )


def _belief(run: ForecastRun, dm: int, titles: Mapping[tuple[int, int], str]) -> BeliefView:
    beliefs, aims = run.inputs.beliefs, run.conflict.types[dm]
    steps = [("Before the first event", "", tuple(per_cent(float(share)) for share in beliefs.prior[dm]))]
    for seen, after in zip(beliefs.observations, beliefs.after, strict=True):
        if seen.by == dm:
            told = tuple(per_cent(float(share)) for share in after)
            steps.append((seen.title, "words" if seen.words else "act", told))
    names = tuple(titles.get((dm, k)) or aim.id or "" for k, aim in enumerate(aims))
    return BeliefView(run.conflict.decision_makers[dm].name, names, tuple(steps))


def _changes(
    run: ForecastRun, found: SingleChanges, leading: int, titles: Mapping[tuple[int, int], str]
) -> tuple[ChangeView, ...]:
    conflict, middle = run.conflict, float(found.middle[leading])
    ordered = sorted(found.changes, key=lambda each: -abs(float(each.probability[leading]) - middle))
    views = []
    for each in ordered[:_CHANGES]:
        dm, kind = each.factor.dm, each.factor.kind
        aim = conflict.types[dm][int(each.to)].id if kind == "aim" else None
        to = f"“{titles.get((dm, int(each.to))) or aim}”" if kind == "aim" else f"{each.to:g}"
        views.append(
            ChangeView(f"{kind} of {conflict.decision_makers[dm].name}", to, per_cent(float(each.probability[leading])))
        )
    return tuple(views)
