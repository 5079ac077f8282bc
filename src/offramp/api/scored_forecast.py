"""One forecast held against what happened, and beside what simple forecasts would have said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from offramp.api.forecast_record import ForecastRecord
from offramp.dossier.dates import FuzzyDate
from offramp.forecast.arrays import Reals
from offramp.forecast.base_rates import ReferenceClass, base_rate_forecast
from offramp.forecast.scoring import brier, leave_one_out, log_score, ranked_probability, uniform
from offramp.question_error import QuestionError

RULES: Mapping[str, Callable[[Reals, int], Reals]] = {
    "brier": brier,
    "log": log_score,
    "ranked": ranked_probability,
}
"""Scores by id; the ranked one is for endings that have an order."""

FORECAST, UNIFORM, CLIMATOLOGY = "forecast", "uniform", "climatology"
Mapped = Mapping[str, str | Sequence[str]]
"""For each ending the outcome of a reference class that it stands for, or several."""


class ScoreError(QuestionError):
    """Forecasts cannot be scored as was asked."""

    between = "\n"


@dataclass(frozen=True, eq=False)
class Case:
    """A conflict, what became of it, and what was forecast.

    Attributes
    ----------
    name
        The dossier's file, as it was named.
    title
        For people.
    outcome
        Id of the ending that came about; ``None`` when that is not known yet.
    happened
        When; ``None`` when the dossier does not say.
    forecasts
        Oldest first.
    """

    name: str
    title: str
    outcome: str | None
    happened: FuzzyDate | None
    forecasts: tuple[ForecastRecord, ...]

    @property
    def stem(self) -> str:
        """The name without folder and suffix."""
        return Path(self.name).stem


@dataclass(frozen=True, eq=False)
class ScoredForecast:
    """A forecast with its scores.

    Attributes
    ----------
    case, record
        The conflict and what was said.
    why_not
        Why it cannot be scored; empty when it is.
    losses
        By who said it (``forecast``, ``uniform``, and ``climatology`` where there is one), then by score; empty when
        it is not scored.
    """

    case: Case
    record: ForecastRecord
    why_not: str
    losses: Mapping[str, Mapping[str, float]]

    @property
    def given(self) -> float:
        """The probability of what came about; only for those that are scored."""
        return self.record.probability[self.case.outcome or ""]

    @property
    def hindsight(self) -> bool | None:
        """Whether it was made when the outcome may have been known; ``None``: one of the dates is not said."""
        if self.record.made_at is None or self.case.happened is None:
            return None
        return self.record.made_at.date() >= self.case.happened.first


def scored_forecasts(
    cases: Sequence[Case],
    *,
    ordered: bool = False,
    reference: ReferenceClass | None = None,
    mapping: Mapped | None = None,
) -> tuple[list[ScoredForecast], str]:
    """Score every forecast of every case that can be scored, and say what stands as climatology.

    Parameters are those of :func:`offramp.api.scored.score_cases`.
    """
    reasons = [(case, record, why_not(case, record)) for case in cases for record in case.forecasts]
    due = [(case, record) for case, record, reason in reasons if not reason]
    rows, words = _climatology(due, reference, mapping or {}, cases)
    experience = iter(rows)
    found = []
    for case, record, reason in reasons:
        losses = {} if reason else _losses(case, record, next(experience), ordered=ordered)
        found.append(ScoredForecast(case, record, reason, losses))
    return found, words


def why_not(case: Case, record: ForecastRecord) -> str:
    """Return why a forecast cannot be scored; empty when it can.

    Its probabilities are for its horizon, so the outcome must lie between its day and its horizon; a date that is
    known to a span must do so wholly.
    """
    if case.outcome is None:
        return "what happened is not known yet: the dossier has no outcome:"
    if case.outcome not in record.probability:
        return f"what happened, {case.outcome}, is not among its endings: {', '.join(record.probability)}"
    if case.happened is not None and record.as_of >= case.happened.first:
        return f"it is of the day of the outcome, {case.happened}, or later"
    if case.happened is not None and record.horizon < case.happened.last:
        return f"it ends before the outcome, {case.happened}"
    return ""


def _losses(
    case: Case, record: ForecastRecord, experience: Reals | None, *, ordered: bool
) -> dict[str, dict[str, float]]:
    endings = list(record.probability)
    said = {FORECAST: _row(record), UNIFORM: uniform(1, len(endings))[0]}
    if experience is not None:
        said[CLIMATOLOGY] = experience
    place = endings.index(case.outcome or "")
    rules = {id_: rule for id_, rule in RULES.items() if ordered or id_ != "ranked"}
    return {who: {id_: float(rule(row, place)[0]) for id_, rule in rules.items()} for who, row in said.items()}


def _row(record: ForecastRecord) -> Reals:
    return np.array(list(record.probability.values()))


def _climatology(
    due: Sequence[tuple[Case, ForecastRecord]],
    reference: ReferenceClass | None,
    mapping: Mapped,
    cases: Sequence[Case],
) -> tuple[Sequence[Reals | None], str]:
    """Return what experience gives for each forecast, and in words what experience that is."""
    if reference is not None:
        return _from_class(due, reference, mapping, cases), f"{reference.name} ({reference.id}, {reference.n:,} cases)"
    none: list[Reals | None] = [None] * len(due)
    known = {case.name: case for case, _ in due}
    if len(known) < 2:
        return none, "no climatology: name a reference class, or score two conflicts or more with the same endings"
    endings = list(due[0][1].probability)
    if any(set(record.probability) != set(endings) for _, record in due):
        return none, "no climatology: the conflicts have different endings; name a reference class and map them to it"
    others = leave_one_out([endings.index(case.outcome or "") for case in known.values()], len(endings))
    share = {name: dict(zip(endings, row.tolist(), strict=True)) for name, row in zip(known, others, strict=True)}
    rows = [np.array([share[case.name][ending] for ending in record.probability]) for case, record in due]
    return rows, f"how the other {len(known) - 1} of these conflicts ended" if len(known) > 2 else "how the other ended"


def _from_class(
    due: Sequence[tuple[Case, ForecastRecord]], reference: ReferenceClass, mapping: Mapped, cases: Sequence[Case]
) -> list[Reals]:
    """Return the base rates of a reference class for each forecast; all faults of the mapping are told at once."""
    problems = _unknown_keys(mapping, cases)
    found = []
    for case, record in due:
        keys = {ending: _key(mapping, case, ending) for ending in record.probability}
        own = {ending: mapping[key] for ending, key in keys.items() if key is not None}
        try:
            rates = base_rate_forecast(reference, list(record.probability), own).probability
        except ValueError as error:
            problems += [f"{case.name}: {line}" for line in str(error).splitlines()]
        else:
            found.append(np.array([rates[ending] for ending in record.probability]))
    if problems:
        raise ScoreError(list(dict.fromkeys(problems)))
    return found


def _key(mapping: Mapped, case: Case, ending: str) -> str | None:
    """Return the key that maps an ending of a case: the case's own goes before the one for all."""
    return next((key for key in (f"{case.stem}.{ending}", ending) if key in mapping), None)


def _unknown_keys(mapping: Mapped, cases: Sequence[Case]) -> list[str]:
    known = {
        key
        for case in cases
        for record in case.forecasts
        for ending in record.probability
        for key in (ending, f"{case.stem}.{ending}")
    }
    return [f'no forecast has an ending "{key}" to map' for key in mapping if key not in known]
