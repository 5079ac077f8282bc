"""What drives a forecast, as a result to show: sensitivity, single changes, next moves, and what to watch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from offramp.api.display import Displayed, Heading, Line, Part, Table
from offramp.api.forecasted import Forecasted
from offramp.brief.forecast_run import binding_words, per_cent
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.deadlines import closed, shut_today
from offramp.forecast.defaults import reading_sharpness
from offramp.forecast.draws import draw
from offramp.forecast.drivers import (
    RULE,
    Factor,
    Sensitivity,
    SingleChanges,
    ever_reached,
    question_about,
    sensitivity,
    single_changes,
)
from offramp.forecast.equilibrium_shares import equilibrium_shares
from offramp.forecast.next_moves import NextMoves, next_moves
from offramp.forecast.posterior import Telling, telling_acts
from offramp.stability.concepts import Concept

_SHOWN = 8
NEXT_DRAWS = 24
"""Draws that next moves are averaged over."""
SHARE_DRAWS = 500
"""Draws for the share of equilibria, at most."""
_SHARES = 20
BASE_POINTS = 32
"""Base points of the Sobol indices."""


@dataclass(frozen=True, eq=False)
class Driven(Displayed):
    """What drives a forecast.

    Attributes
    ----------
    forecast
        Of what.
    sensitivity, changes, moves
        Sobol indices, single changes, next moves.
    passage
        For each ending, from today, all in the middle of its range: the probability that it is ever reached, and the
        expected days until then if it is; shape ``(n_endings, 2)``.
    shares
        For each concept, the share of draws in which each state is an equilibrium, shape ``(n_states,)``; every rule
        binds.
    telling
        For each decision maker whose aim is in doubt (index): what each next act would say of it, and the expected
        information in bits; every rule binds.
    """

    forecast: Forecasted
    sensitivity: Sensitivity
    changes: SingleChanges
    moves: NextMoves
    passage: Reals
    shares: Mapping[Concept, Reals]
    telling: dict[int, tuple[tuple[Telling, ...], float]]

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.forecast.conflict

    def to_json(self) -> dict[str, Any]:
        """Return the forecast's JSON with what drives it under ``drivers``."""
        ids = [scenario.id for scenario in self.conflict.scenarios]
        return {
            **self.forecast.to_json(),
            "drivers": {
                "sensitivity": {
                    "runs": self.sensitivity.n_runs,
                    "factors": [
                        {
                            **self._factor(factor),
                            "first": _numbers(ids, self.sensitivity.first[:, k]),
                            "total": _numbers(ids, self.sensitivity.total[:, k]),
                        }
                        for k, factor in enumerate(self.sensitivity.factors)
                    ],
                },
                "middle": _numbers(ids, self.changes.middle),
                "changes": [
                    {
                        **self._factor(each.factor),
                        "to": self._value(each.factor, each.to),
                        "probability": _numbers(ids, each.probability),
                    }
                    for each in self.changes.changes
                ],
                "next": [
                    {
                        "by": self.conflict.decision_makers[each.dm].id,
                        "to": self.moves.conflict.space.label(each.to),
                        "chance": each.chance,
                        "probability": _numbers(ids, each.probability),
                        "shift": each.shift,
                    }
                    for each in self.moves.moves
                ],
                "first_passage": [
                    {"scenario": name, "ever": float(ever), "days": float(days) if np.isfinite(days) else None}
                    for name, (ever, days) in zip(ids, self.passage, strict=True)
                ],
                "equilibrium_shares": {concept.value: self._shares(share) for concept, share in self.shares.items()},
                "telling": {
                    self.conflict.decision_makers[dm].id: {
                        "bits": bits,
                        "acts": [self._act(act) for act in acts[:20]],
                    }
                    for dm, (acts, bits) in self.telling.items()
                },
            },
        }

    def _shares(self, share: Reals) -> list[dict[str, Any]]:
        """Return the states that are equilibria in most draws, with their share."""
        order = np.argsort(-share, kind="stable")[:_SHARES]
        return [
            {"state": int(k) + 1, "label": self.conflict.space.label(int(k)), "share": float(share[k])}
            for k in order
            if share[k] > 0
        ]

    def _factor(self, factor: Factor) -> dict[str, str]:
        if factor.kind == RULE:
            return {"rule": self.forecast.inputs.soft_rules[factor.rule].text, "what": factor.kind}
        return {"dm": self.conflict.decision_makers[factor.dm].id, "what": factor.kind}

    def _value(self, factor: Factor, to: float) -> Any:
        if factor.kind == RULE:
            return binding_words(to)
        return self.conflict.types[factor.dm][int(to)].id if factor.kind == "aim" else to

    def _act(self, act: Telling) -> dict[str, Any]:
        aims = [aim.id or "" for aim in self.conflict.types[act.dm]]
        return {
            "to": self.conflict.space.label(act.to),
            "chance": act.chance,
            "types": dict(zip(aims, act.after.tolist(), strict=True)),
            "shift": act.shift,
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each next move."""
        ids = [scenario.id for scenario in self.conflict.scenarios]
        rows: list[list[Any]] = [
            [
                self.conflict.decision_makers[each.dm].id,
                self.moves.conflict.space.label(each.to),
                each.chance,
                each.shift,
                *each.probability.tolist(),
            ]
            for each in self.moves.moves
        ]
        return ["by", "to", "chance", "shift", *ids], rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: the forecast, what drives it, and what to watch."""
        most = None if everything else _SHOWN
        return [
            *self.forecast.parts(everything=everything),
            Heading("What drives it"),
            self._sensitivity(),
            self._changes(most),
            self._next(most),
            *self._telling_parts(most),
            self._passage(),
            self._held(),
        ]

    def _passage(self) -> Table:
        rows = tuple(
            (scenario.title, per_cent(float(ever)), f"{days:,.0f}" if np.isfinite(days) else "-")
            for scenario, (ever, days) in zip(self.conflict.scenarios, self.passage, strict=True)
        )
        columns = ("ending", "ever reached", "days until then")
        note = "all in the middle of its range; days are those expected if it is reached"
        return Table("Is it ever reached?", columns, rows, columns[1:], note)

    def _held(self) -> Table:
        """Say in how many draws some state of each ending is an equilibrium, at least."""
        ending = self.conflict.scenario_of
        rows = tuple(
            (
                scenario.title,
                *(per_cent(float(share[ending == k].max(initial=0.0))) for share in self.shares.values()),
            )
            for k, scenario in enumerate(self.conflict.scenarios)
        )
        columns = ("ending", *(concept.value for concept in self.shares))
        title = "Share of draws in which its firmest state is an equilibrium"
        return Table(title, columns, rows, columns[1:])

    @property
    def leading(self) -> int:
        """The index of the ending that drivers are shown for: of the likely ones, the one in most doubt."""
        return int(np.argmin(np.abs(self.forecast.ensemble.mean[-1] - 0.5)))

    def _name(self, factor: Factor) -> str:
        if factor.kind == RULE:
            return f"“{self.forecast.inputs.soft_rules[factor.rule].name}”"
        return f"{self.conflict.decision_makers[factor.dm].id}: {factor.kind}"

    def _sensitivity(self) -> Table:
        k = self.leading
        total, first = np.nan_to_num(self.sensitivity.total[k]), np.nan_to_num(self.sensitivity.first[k])
        rows = tuple(
            (self._name(self.sensitivity.factors[f]), f"{max(first[f], 0):.2f}", f"{max(total[f], 0):.2f}")
            for f in np.argsort(-total, kind="stable").tolist()
            if total[f] > 0.01
        )
        title = f"Share of the variance of “{self.conflict.scenarios[k].title}” (Sobol indices)"
        columns = ("what is uncertain", "by itself", "with all else")
        return Table(title, columns, rows[:_SHOWN], columns[1:], f"{self.sensitivity.n_runs} forecasts; estimates")

    def _changes(self, most: int | None) -> Table:
        k, middle = self.leading, self.changes.middle
        ordered = sorted(self.changes.changes, key=lambda each: -abs(float(each.probability[k] - middle[k])))
        rows = tuple(
            (self._name(each.factor), str(self._value(each.factor, each.to)), per_cent(float(each.probability[k])))
            for each in ordered[:most]
        )
        title = (
            f"Single changes: “{self.conflict.scenarios[k].title}”, {per_cent(float(middle[k]))} with all in the middle"
        )
        return Table(title, ("what", "changed to", "then"), rows, ("then",))

    def _next(self, most: int | None) -> Table:
        conflict = self.moves.conflict
        start = conflict.status_quo
        assert start is not None  # a forecast starts from one
        rows = []
        for each in self.moves.moves[:most]:
            change = each.probability - self.moves.as_it_stands
            up, down = int(np.argmax(change)), int(np.argmin(change))
            told = f"{self.conflict.scenarios[up].id} up to {per_cent(float(each.probability[up]))}"
            if change[down] < -0.005:
                told += f", {self.conflict.scenarios[down].id} down to {per_cent(float(each.probability[down]))}"
            who = self.conflict.decision_makers[each.dm].id
            rows.append((who, move_words(conflict, start, each.to), per_cent(each.chance), told))
        columns = ("if", "does next", "chance", "then")
        note = "chance: on its next occasion to act"
        return Table("What to watch: next moves that shift the forecast most", columns, tuple(rows), ("chance",), note)

    def _telling_parts(self, most: int | None) -> list[Part]:
        start = self.conflict.status_quo
        assert start is not None  # a forecast starts from one
        parts: list[Part] = []
        for dm, (acts, bits) in self.telling.items():
            name = self.conflict.decision_makers[dm].name
            aims = [aim.id or "" for aim in self.conflict.types[dm]]
            rows = tuple(
                (
                    "stays as it is" if act.to == start else move_words(self.conflict, start, act.to),
                    per_cent(act.chance),
                    *(per_cent(float(share)) for share in act.after),
                )
                for act in acts[:most]
            )
            columns = ("next act", "chance", *aims)
            parts.append(Table(f"What a next act of {name} would say of its aim", columns, rows, columns[1:]))
            parts.append(Line(f"expected from its next act: {bits:.2f} bits of at most {np.log2(len(aims)):.2f}"))
        return parts


def _numbers(ids: list[str], values: Any) -> dict[str, float | None]:
    return {name: float(value) if np.isfinite(value) else None for name, value in zip(ids, values, strict=True)}


def drive(forecast: Forecasted, *, base_points: int = BASE_POINTS) -> Driven:
    """Return what drives a forecast; ``base_points`` of the Sobol indices are a power of 2."""
    inputs, seed = forecast.inputs, forecast.ensemble.draws.seed
    conflict = inputs.conflict
    law = (inputs.values, inputs.uncertainty, inputs.deadlines, float(inputs.days[-1]), inputs.versions)
    question = question_about(conflict, *law)
    assert conflict.status_quo is not None  # a forecast starts from one
    some = draw(conflict, inputs.values, inputs.uncertainty, NEXT_DRAWS, seed, inputs.held)
    today = closed(conflict, shut_today(inputs.deadlines))
    telling = {
        dm: telling_acts(
            today,
            dm,
            conflict.status_quo,
            np.array([aim.weight for aim in types]),
            inputs.values[dm],
            reading_sharpness(inputs.uncertainty.responsiveness[dm]),
        )
        for dm, types in enumerate(conflict.types)
        if len(types) > 1
    }
    many = draw(conflict, inputs.values, inputs.uncertainty, SHARE_DRAWS, seed)
    return Driven(
        forecast,
        sensitivity(question, base_points, seed),
        single_changes(question),
        next_moves(question, some),
        ever_reached(question),
        equilibrium_shares(conflict, many),
        telling,
    )
