"""The forecast of a dossier: how likely each ending is by when, with its spread, and what the moves say of aims."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from offramp.api.display import Displayed, Heading, Line, Part, Table
from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_inputs import ForecastInputs
from offramp.brief.forecast_run import HIGH, LOW, ForecastRun, per_cent
from offramp.brief.likelihood import likelihood_words
from offramp.conflict.model import Conflict
from offramp.figures.words import counted, listing
from offramp.forecast.arrays import Reals
from offramp.forecast.deadlines import Deadline
from offramp.forecast.draws import Range
from offramp.forecast.ensemble import Ensemble

if TYPE_CHECKING:
    from offramp.api.driven import Driven
    from offramp.api.forecast_record import ForecastRecord

_SHOWN_DATES, _SHOWN_ENDINGS = 6, 4


@dataclass(frozen=True, eq=False)
class Forecasted(Displayed):
    """A forecast.

    Attributes
    ----------
    title, sha256
        Of the dossier, and the digest of its bytes.
    run
        What it went from, what came of every draw, and how far the model is doubted.
    """

    title: str
    sha256: str
    run: ForecastRun

    @property
    def inputs(self) -> ForecastInputs:
        """What it goes from."""
        return self.run.inputs

    @property
    def ensemble(self) -> Ensemble:
        """The probability of each ending at each date, for every draw, without any doubt of the model."""
        return self.run.ensemble

    @property
    def mean(self) -> Reals:
        """The probability of each ending at each date, shape ``(n_dates, n_endings)``."""
        return self.run.mean

    @property
    def low(self) -> Reals:
        """The 5th percentile of the draws, shape as :attr:`mean`."""
        return self.run.low

    @property
    def high(self) -> Reals:
        """The 95th percentile of the draws, shape as :attr:`mean`."""
        return self.run.high

    @property
    def conflict(self) -> Conflict:
        """The conflict, with the beliefs that the forecast starts from."""
        return self.inputs.conflict

    @property
    def horizon(self) -> str:
        """The last date, or the number of days where there are no dates."""
        return self._date(len(self.inputs.days) - 1)

    def record(self) -> "ForecastRecord":
        """Return the forecast as a record for the log.

        Raises
        ------
        ForecastError
            When the dossier does not say of which day it speaks: a record needs dates.
        """
        from offramp._version import __version__
        from offramp.api.forecast_record import ForecastRecord

        if self.inputs.as_of is None:
            raise ForecastError(["a forecast can be logged only with dates: add as_of to the dossier"])
        told = self.to_json()
        keys = ("as_of", "horizon", "probability", "low", "high", "curve")
        settings = {key: told[key] for key in ("draws", "seed", "exact", "last_movers", "doubt", "types", "assumed")}
        return ForecastRecord.model_validate(
            {key: told[key] for key in keys}
            | {"dossier_sha256": self.sha256, "version": __version__, "settings": settings}
        )

    def drivers(self) -> "Driven":
        """Return what drives the forecast: sensitivity, single changes, and what would follow each next move."""
        from offramp.api.driven import drive

        return drive(self)

    def _date(self, place: int) -> str:
        return self.run.date(place)

    def to_json(self) -> dict[str, Any]:
        """Return the forecast as ``forecast --format json`` prints it."""
        mean, low, high = (self._by_ending(each) for each in (self.mean, self.low, self.high))
        draws = self.ensemble.draws
        return {
            "offramp": 1,
            "title": self.title,
            "as_of": None if self.inputs.as_of is None else self.inputs.as_of.isoformat(),
            "horizon": self.horizon,
            "days": float(self.inputs.days[-1]),
            "draws": len(draws),
            "seed": draws.seed,
            "exact": self.ensemble.n_paths == 0,
            "last_movers": self.run.alternating,
            "probability": mean[-1],
            "low": low[-1],
            "high": high[-1],
            "standard_error": self._by_ending((1 - self.run.doubt) * self.ensemble.standard_error)[-1],
            "doubt": self.run.doubt,
            "model_probability": self._by_ending(self.ensemble.mean)[-1],
            "curve": [
                {"date": self._date(place), "probability": mean[place], "low": low[place], "high": high[place]}
                for place in range(len(mean))
            ],
            "types": self._types(),
            "beliefs": [self._belief(place) for place in range(len(self.inputs.beliefs.observations))],
            "left_out": list(self.inputs.seen.left_out),
            "deadlines": [self._deadline(each) for each in self.inputs.deadlines],
            "assumed": self._assumed(),
        }

    def _by_ending(self, table: Any) -> list[dict[str, float]]:
        ids = [scenario.id for scenario in self.conflict.scenarios]
        return [dict(zip(ids, row.tolist(), strict=True)) for row in table]

    def _deadline(self, each: Deadline) -> dict[str, Any]:
        told: dict[str, Any] = {
            "name": each.name,
            "day": each.day,
            "by": None if each.by is None else self.conflict.decision_makers[each.by].id,
        }
        for key, options in (("opens", each.opens), ("closes", each.closes)):
            if options:
                told[key] = [self.conflict.options[option].id for option in sorted(options)]
        return told

    def _types(self) -> dict[str, dict[str, float]]:
        return {
            dm.id: {aim.id: aim.weight for aim in types if aim.id is not None}
            for dm, types in zip(self.conflict.decision_makers, self.conflict.types, strict=True)
            if len(types) > 1
        }

    def _belief(self, place: int) -> dict[str, Any]:
        beliefs = self.inputs.beliefs
        seen = beliefs.observations[place]
        aims = [aim.id for aim in self.conflict.types[seen.by]]
        result: dict[str, Any] = {
            "event": seen.id,
            "by": self.conflict.decision_makers[seen.by].id,
            "kind": "words" if seen.words else "act",
        }
        if len(aims) > 1:
            result["types"] = dict(zip(aims, beliefs.after[place].tolist(), strict=True))
            result["likelihood"] = dict(zip(aims, beliefs.likelihoods[place].tolist(), strict=True))
        return result

    def _assumed(self) -> dict[str, Any]:
        given = self.inputs.uncertainty
        assumed: dict[str, Any] = {
            name: {dm.id: [own.low, own.high] for dm, own in zip(self.conflict.decision_makers, ranges, strict=True)}
            for name, ranges in (
                ("rate", given.rates),
                ("responsiveness", given.responsiveness),
                ("foresight", given.foresight),
            )
        }
        if self.inputs.soft_rules:
            assumed["strength"] = [
                {"rule": rule.text, "why": rule.why, "strength": rule.strength} for rule in self.inputs.soft_rules
            ]
        return assumed

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each date and ending."""
        mean, low, high = self.mean, self.low, self.high
        rows = [
            [self._date(place), scenario.id, *(float(each[place, k]) for each in (mean, low, high))]
            for place in range(len(mean))
            for k, scenario in enumerate(self.conflict.scenarios)
        ]
        return ["date", "scenario", "probability", "low", "high"], rows

    def parts(self, *, everything: bool = False) -> list[Part]:  # noqa: ARG002 - nothing here is ever cut
        """Return what to show: the endings at the horizon, on the way there, beliefs, and what was assumed."""
        count = counted(len(self.ensemble.draws), "draw")
        how = "each followed exactly" if self.ensemble.n_paths == 0 else f"{self.ensemble.n_paths} paths simulated each"
        return [
            Heading(self.title),
            Line(
                f"forecast from {self.inputs.as_of or 'today'} to {self.horizon}; {count} of what is uncertain, {how}"
            ),
            self._at_horizon(),
            *self._never(),
            self._over_time(),
            *self._beliefs_parts(),
            Line(self._assumptions()),
        ]

    def _never(self) -> list[Part]:
        """Say which endings no state belongs to: all that they are given is the doubt."""
        of_state = self.conflict.scenario_of
        none = [scenario.id for k, scenario in enumerate(self.conflict.scenarios) if not (of_state == k).any()]
        told = f"no state belongs to {listing(none, 'or')}: all that is given to it is the doubt of the model"
        return [Line(told)] if none else []

    def _order(self) -> list[int]:
        return sorted(range(len(self.conflict.scenarios)), key=lambda k: -float(self.mean[-1, k]))

    def _at_horizon(self) -> Table:
        mean, low, high = self.mean[-1], self.low[-1], self.high[-1]
        rows = tuple(
            (
                self.conflict.scenarios[k].title,
                per_cent(mean[k]),
                f"{per_cent(low[k])} to {per_cent(high[k])}",
                likelihood_words(float(mean[k])),
            )
            for k in self._order()
        )
        columns = ("ending", "prob.", f"{LOW}th to {HIGH}th percentile", "in words")
        note = "what the stated priorities and the assumptions below imply, not what will happen"
        return Table(f"On {self.horizon}", columns, rows, ("prob.", columns[2]), note)

    def _over_time(self) -> Table:
        """Show dates down and the likeliest endings across: titles are long, dates are not."""
        places = np.unique(np.linspace(0, len(self.inputs.days) - 1, _SHOWN_DATES).astype(int)).tolist()
        order = self._order()
        likely, rest = order[:_SHOWN_ENDINGS], order[_SHOWN_ENDINGS:]
        mean = self.mean
        rows = tuple(
            (
                self._date(place),
                *(per_cent(mean[place, k]) for k in likely),
                *([per_cent(mean[place, rest].sum())] if rest else []),
            )
            for place in places
        )
        columns = ("date", *(self.conflict.scenarios[k].id for k in likely), *(["others"] if rest else []))
        return Table("On the way", columns, rows, columns[1:])

    def _beliefs_parts(self) -> list[Part]:
        parts: list[Part] = []
        for dm, types in enumerate(self.conflict.types):
            if len(types) < 2:
                continue
            own = [k for k, seen in enumerate(self.inputs.beliefs.observations) if seen.by == dm]
            prior = self.inputs.beliefs.prior[dm]
            rows = [("before the first event", "", *map(per_cent, prior))]
            for place in own:
                seen = self.inputs.beliefs.observations[place]
                after = map(per_cent, self.inputs.beliefs.after[place])
                rows.append((seen.title, "words" if seen.words else "act", *after))
            columns = ("after", "", *(aim.id or "" for aim in types))
            name = self.conflict.decision_makers[dm].name
            parts.append(Table(f"What the moves say of the aim of {name}", columns, tuple(rows), columns[2:]))
        return parts

    def _assumptions(self) -> str:
        given = self.inputs.uncertainty

        def told(ranges: tuple[Range, ...]) -> str:
            every = {(own.low, own.high) for own in ranges}
            low, high = min(own.low for own in ranges), max(own.high for own in ranges)
            return f"{low:g}" if len(every) == 1 and low == high else f"{low:g} to {high:g}"

        return (
            f"assumed: {told(given.rates)} occasions to act a day each, responsiveness {told(given.responsiveness)}, "
            f"foresight {told(given.foresight)}; doubt of the model {per_cent(self.run.doubt)}; statements "
            f"that are not firm up to {counted(given.places, 'place')} higher or lower; "
            f"{self._strengths()}seed {self.ensemble.draws.seed}"
        )

    def _strengths(self) -> str:
        told = (f"“{rule.name}” {per_cent(rule.strength)}" for rule in self.inputs.soft_rules)
        listed = ", ".join(told)
        return f"binding with probability: {listed} (beliefs are read with all binding); " if listed else ""
