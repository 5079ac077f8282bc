"""Scores as they are shown."""

from collections.abc import Sequence
from math import isinf
from typing import TYPE_CHECKING

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.forecast_log import log_path
from offramp.api.scored_forecast import CLIMATOLOGY, FORECAST, UNIFORM, ScoredForecast
from offramp.figures.words import counted

if TYPE_CHECKING:
    from offramp.api.scored import Scored
    from offramp.figures.figure import Figure

_NAMES = {"brier": "Brier", "log": "log", "ranked": "ranked"}
_WHO = {FORECAST: "the forecasts", UNIFORM: "uniform", CLIMATOLOGY: "climatology"}
_SHOWN = 20
FEW = 30
"""Conflicts below which a difference of mean scores says little."""


def scored_parts(scored: "Scored", *, everything: bool = False) -> list[Part]:
    """Return what to show: means, skill, reliability, then every forecast."""
    n_scored = len({each.case.name for each in scored.scored})
    title = scored.cases[0].title if len(scored.cases) == 1 else "How good the forecasts were"
    found: list[Part] = [
        Heading(title),
        Line(
            f"{counted(len(scored.forecasts), 'forecast')} of {counted(len(scored.cases), 'conflict')}; "
            f"{len(scored.scored)} could be scored"
        ),
    ]
    if scored.scored:
        found += [*_means(scored), *_skill(scored, n_scored), *_reliability(scored)]
        found.append(_each(scored.scored, everything=everything))
    return [*found, *_unscored(scored, everything=everything)]


def scored_figure(scored: "Scored", width: float | None = None) -> "Figure":
    """Draw the reliability diagram."""
    from offramp.figures.figure import WIDE
    from offramp.figures.reliability import Group, reliability_diagram

    found = scored.reliability()
    groups = [Group(each.said, each.n, each.n_true, each.interval) for each in found.bins] if found else []
    note = f"{counted(len(scored.scored), 'forecast')}; each ending of each is one statement."
    return reliability_diagram(groups, base_rate=found.base_rate if found else None, note=note, width=width or WIDE)


def _means(scored: "Scored") -> list[Part]:
    rules = list(scored.mean(FORECAST))
    columns = ("", *(_NAMES[rule] for rule in rules))
    rows = tuple((_WHO[who], *(number(scored.mean(who)[rule]) for rule in rules)) for who in scored.forecasters)
    return [
        Table("Mean scores: 0 is perfect, less is better", columns, rows, columns[1:]),
        Line(f"climatology: {scored.experience}" if CLIMATOLOGY in scored.forecasters else scored.experience),
    ]


def _skill(scored: "Scored", n_scored: int) -> list[Part]:
    rules = list(scored.mean(FORECAST))
    columns = ("beside", *(_NAMES[rule] for rule in rules), "better in")
    rows = tuple(
        (
            _WHO[who],
            *(_gain(gain) for gain in scored.skill(who).values()),
            f"{scored.better_in(who)} of {n_scored}",
        )
        for who in scored.forecasters
        if who != FORECAST
    )
    few = f"{counted(n_scored, 'conflict')}: too few to tell skill from luck." if n_scored < FEW else ""
    return [Table("Skill: the share of a simple forecast's loss that is saved", columns, rows, columns[1:], few)]


def _reliability(scored: "Scored") -> list[Part]:
    found = scored.reliability()
    if found is None:
        return []
    columns = ("given", "on average", "statements", "came true", "95 % interval")
    rows = tuple(
        (
            f"{100 * each.low:.0f}-{100 * each.high:.0f} %",
            f"{each.said:.0%}",
            f"{each.n}",
            f"{each.observed:.0%}",
            f"{100 * each.interval[0]:.0f}-{100 * each.interval[1]:.0f} %",
        )
        for each in found.bins
    )
    spread = found.spread_within - found.covariance_within
    return [
        Table("Do the probabilities mean what they say?", columns, rows, columns[1:]),
        Line(
            f"squared error {found.mean_squared_error:.3f} = reliability {found.reliability:.3f} - resolution "
            f"{found.resolution:.3f} + uncertainty {found.uncertainty:.3f} {spread:+.3f} within the bins"
        ),
    ]


def _each(scored: tuple[ScoredForecast, ...], *, everything: bool) -> Table:
    """Tell every forecast; its log score is left out, being the logarithm of what is given."""
    rules = [rule for rule in scored[0].losses[FORECAST] if rule != "log"]
    columns = ("conflict", "as of", "days", "came about", "given", *(_NAMES[rule] for rule in rules))
    shown = scored if everything else scored[:_SHOWN]
    rows = tuple(
        (
            each.case.stem,
            str(each.record.as_of),
            f"{(each.record.horizon - each.record.as_of).days}",
            each.case.outcome or "",
            f"{each.given:.1%}{' *' if each.hindsight else ''}",
            *(number(each.losses[FORECAST][rule]) for rule in rules),
        )
        for each in shown
    )
    notes = ["* made when the outcome may have been known."] if any(each.hindsight for each in shown) else []
    note = " ".join([*notes, _more(scored, shown)]).strip()
    return Table("Each forecast", columns, rows, ("days", *columns[4:]), note)


def _unscored(scored: "Scored", *, everything: bool) -> list[Part]:
    found: list[Part] = []
    for case in scored.cases:
        if not case.forecasts:
            keeps = f"offramp forecast {case.name} --log keeps one"
            found.append(Line(f"no forecast of {case.name} is in {log_path(case.name).name}; {keeps}", lead="-"))
    left = [each for each in scored.forecasts if each.why_not]
    if left:
        shown = left if everything else left[:_SHOWN]
        rows = tuple((each.case.stem, str(each.record.as_of), str(each.record.horizon), each.why_not) for each in shown)
        found.append(Table("Not scored", ("conflict", "as of", "until", "why"), rows, note=_more(left, shown)))
    return found


def _gain(skill: float | None) -> str:
    if skill is None:
        return "–"
    return "none at all" if isinf(skill) else f"{skill:+.0%}"


def _more(every: Sequence[ScoredForecast], shown: Sequence[ScoredForecast]) -> str:
    left = len(every) - len(shown)
    return f"{counted(left, 'more forecast')}: --all gives every one." if left else ""


def number(loss: float) -> str:
    """Return a loss as it is shown."""
    return "infinite" if isinf(loss) else f"{loss:.3f}"
