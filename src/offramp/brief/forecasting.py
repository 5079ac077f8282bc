"""The forecast in the brief: how likely each ending is by when, what the moves say of aims, and the caveats."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from offramp.brief.believing import BeliefView, belief_views
from offramp.brief.driving import DrivingView, driving_view
from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_inputs import forecast_inputs
from offramp.brief.forecast_run import ForecastRun, per_cent, run_forecast
from offramp.brief.likelihood import STANDARD, likelihood_words
from offramp.dossier.build import BuiltDossier
from offramp.figures.words import counted
from offramp.memory import TooLargeError

DRAWS = 200
"""Draws of a brief: enough for the figures that it prints."""
_LARGEST = 20_000  # states; beyond, a brief would wait too long for its forecast


@dataclass(frozen=True, slots=True)
class EndingChance:
    """An ending at the horizon: its probability with its spread, and in words."""

    title: str
    chance: str
    low: str
    high: str
    words: str


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
    driving
        What it hangs on.
    doubt
        Of the model, in per cent.
    """

    run: ForecastRun
    horizon: str
    draws: str
    standard: str
    endings: tuple[EndingChance, ...]
    beliefs: tuple[BeliefView, ...]
    driving: DrivingView
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
        belief_views(built, run, titles),
        driving_view(run, titles),
        per_cent(run.doubt),
    )
