"""Scores of forecasts: how good they were, beside forecasts that anyone can make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from offramp.api.display import Displayed, Part
from offramp.api.forecast_log import log_path, read_forecasts
from offramp.api.forecast_record import ForecastRecord
from offramp.api.scored_forecast import FORECAST, Case, Mapped, ScoredForecast, scored_forecasts
from offramp.dossier.check import load_dossier
from offramp.forecast.base_rates import ReferenceClass
from offramp.forecast.reliability import Reliability, reliability, statements
from offramp.forecast.scoring import skill

if TYPE_CHECKING:
    from offramp.figures.figure import Figure


@dataclass(frozen=True, eq=False)
class Scored(Displayed):
    """The forecasts of some conflicts, scored.

    Attributes
    ----------
    cases
        The conflicts.
    forecasts
        Every forecast of them, those that cannot be scored included.
    experience
        What stands as climatology, or why nothing does.
    """

    cases: tuple[Case, ...]
    forecasts: tuple[ScoredForecast, ...]
    experience: str

    @property
    def scored(self) -> tuple[ScoredForecast, ...]:
        """The forecasts that could be scored."""
        return tuple(each for each in self.forecasts if not each.why_not)

    def by_case(self, who: str, rule: str) -> list[float]:
        """Return the mean loss of each conflict that has a scored forecast, over its forecasts."""
        found: dict[str, list[float]] = {}
        for each in self.scored:
            found.setdefault(each.case.name, []).append(each.losses[who][rule])
        return [float(np.mean(losses)) for losses in found.values()]

    def mean(self, who: str) -> dict[str, float]:
        """Return the mean loss by score; every conflict counts alike, however often it was forecast."""
        rules = self.scored[0].losses[who] if self.scored else {}
        return {rule: float(np.mean(self.by_case(who, rule))) for rule in rules}

    @property
    def forecasters(self) -> tuple[str, ...]:
        """Who is compared: the forecasts first; none when nothing could be scored."""
        return tuple(self.scored[0].losses) if self.scored else ()

    def skill(self, beside: str) -> dict[str, float | None]:
        """Return the share of the loss of a simple forecast that is saved, by score."""
        simple = self.mean(beside)
        return {rule: skill(loss, simple[rule]) for rule, loss in self.mean(FORECAST).items()}

    def better_in(self, beside: str) -> int:
        """Return in how many conflicts the forecasts have the better mean Brier score."""
        pairs = zip(self.by_case(FORECAST, "brier"), self.by_case(beside, "brier"), strict=True)
        return sum(own < other for own, other in pairs)

    def reliability(self) -> Reliability | None:
        """Return how often what was given a probability came about; ``None`` when nothing could be scored."""
        if not self.scored:
            return None
        said, true = [], []
        for each in self.scored:
            row = list(each.record.probability.values())
            some = statements(row, list(each.record.probability).index(each.case.outcome or ""))
            said.append(some[0])
            true.append(some[1])
        return reliability(np.concatenate(said), np.concatenate(true))

    def to_json(self) -> dict[str, Any]:
        """Return the scores as ``score --format json`` prints them."""
        from offramp.api.scored_json import scored_json

        return scored_json(self)

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each forecast."""
        columns = [(who, rule) for who in self.forecasters for rule in self.scored[0].losses[who]]
        header = ["file", "as_of", "horizon", "made_at", "outcome", "given", "hindsight", "why_not"]
        rows = []
        for each in self.forecasts:
            record, made_at = each.record, each.record.made_at
            given = "" if each.why_not else each.given
            hindsight = "" if each.hindsight is None else int(each.hindsight)
            days = [str(record.as_of), str(record.horizon), made_at.isoformat() if made_at else ""]
            losses = ["" if each.why_not else each.losses[who][rule] for who, rule in columns]
            rows.append([each.case.name, *days, each.case.outcome or "", given, hindsight, each.why_not, *losses])
        return header + [f"{who}_{rule}" for who, rule in columns], rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show."""
        from offramp.api.scored_display import scored_parts

        return scored_parts(self, everything=everything)

    def figure(self, width: float | None = None) -> "Figure":
        """Draw the reliability diagram.

        Raises
        ------
        ValueError
            When nothing could be scored.
        """
        from offramp.api.scored_display import scored_figure

        return scored_figure(self, width)


def score_cases(
    cases: Sequence[Case],
    *,
    ordered: bool = False,
    reference: ReferenceClass | None = None,
    mapping: Mapped | None = None,
) -> Scored:
    """Score the forecasts of some conflicts against what happened.

    Parameters
    ----------
    cases
        The conflicts.
    ordered
        Whether the endings, as each forecast lists them, run from one extreme to the other: the ranked probability
        score is given too then.
    reference
        Past cases that stand as climatology. Without one, how the other conflicts ended stands for it, where there are
        two or more with the same endings.
    mapping
        For each ending the outcome of the reference class that it stands for, or several. A key ``NAME.ending`` is for
        the conflict of that name only (its file without folder and suffix).

    Raises
    ------
    ScoreError
        When the mapping does not fit.
    """
    found, experience = scored_forecasts(cases, ordered=ordered, reference=reference, mapping=mapping)
    return Scored(tuple(cases), tuple(found), experience)


def case_of(path: str | Path, forecasts: Sequence[ForecastRecord] | None = None) -> Case:
    """Return the case of a dossier: what happened, and the forecasts given, or else those in its log.

    Raises
    ------
    offramp.dossier.problems.DossierError
        When the dossier is not sound.
    offramp.api.forecast_record.ForecastFileError
        When the log cannot be used.
    """
    built = load_dossier(path)
    found = read_forecasts(log_path(path)) if forecasts is None else tuple(forecasts)
    outcome = built.model.outcome
    return Case(
        str(path),
        built.conflict.title,
        outcome.scenario if outcome else None,
        outcome.date if outcome else None,
        found,
    )
