"""Scores as JSON."""

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

from offramp.api.scored_forecast import FORECAST, ScoredForecast
from offramp.forecast.reliability import Reliability

if TYPE_CHECKING:
    from offramp.api.scored import Scored


def scored_json(scored: "Scored") -> dict[str, Any]:
    """Return the scores as ``score --format json`` prints them."""
    found = scored.reliability()
    simple = [who for who in scored.forecasters if who != FORECAST]
    return {
        "offramp": 1,
        "counts": {
            "conflicts": len(scored.cases),
            "forecasts": len(scored.forecasts),
            "scored": len(scored.scored),
            "conflicts_scored": len({each.case.name for each in scored.scored}),
        },
        "mean": {who: _plain(scored.mean(who)) for who in scored.forecasters},
        "skill": {who: _plain(scored.skill(who)) for who in simple},
        "better_in": {who: scored.better_in(who) for who in simple},
        "climatology_from": scored.experience,
        "reliability": _reliability_json(found) if found else None,
        "forecasts": [_forecast_json(each) for each in scored.forecasts],
    }


def _plain(numbers: Mapping[str, float | None]) -> dict[str, float | str | None]:
    """Return numbers as JSON can hold them: an infinite loss as ``"inf"``, a skill without bound as ``"-inf"``."""
    return {
        key: value if value is None or isfinite(value) else "inf" if value > 0 else "-inf"
        for key, value in numbers.items()
    }


def _forecast_json(each: ScoredForecast) -> dict[str, Any]:
    case, record = each.case, each.record
    return {
        "file": case.name,
        "title": case.title,
        "outcome": case.outcome,
        "date": str(case.happened) if case.happened else None,
        "as_of": str(record.as_of),
        "horizon": str(record.horizon),
        "made_at": record.made_at.isoformat() if record.made_at else None,
        "hindsight": each.hindsight,
        "dossier_sha256": record.dossier_sha256,
        "version": record.version,
        "probability": dict(record.probability),
        "why_not": each.why_not or None,
        "losses": {who: _plain(losses) for who, losses in each.losses.items()},
    }


def _reliability_json(found: Reliability) -> dict[str, Any]:
    return {
        "statements": found.n,
        "base_rate": found.base_rate,
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "statements": each.n,
                "came_true": each.n_true,
                "said": each.said,
                "observed": each.observed,
                "interval": list(each.interval),
            }
            for each in found.bins
        ],
        "mean_squared_error": found.mean_squared_error,
        "reliability": found.reliability,
        "resolution": found.resolution,
        "uncertainty": found.uncertainty,
        "spread_within": found.spread_within,
        "covariance_within": found.covariance_within,
    }
