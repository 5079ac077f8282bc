"""What a forecast takes from a dossier: dates, dynamics, deadlines, and beliefs after what has been seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from offramp.brief.forecast_error import ForecastError
from offramp.brief.forecast_versions import versions_of
from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier
from offramp.dossier.model_forecast import MOST_DAYS, MOST_FORESIGHT, Dynamics
from offramp.dossier.names import Names
from offramp.dossier.observed import WORDS, Observed, observed
from offramp.dossier.openings import is_over, yet_to_open
from offramp.dossier.sayings import Sayings
from offramp.dossier.strengths import SoftRule, soft_rules
from offramp.forecast.arrays import Reals
from offramp.forecast.deadlines import Deadline, closed
from offramp.forecast.defaults import HORIZON, reading_sharpness, typical, uncertainty_of
from offramp.forecast.draws import Uncertainty
from offramp.forecast.posterior import Posterior, posterior
from offramp.forecast.versions import Versions
from offramp.settlement.values import state_values

_MOST_POINTS = 181  # of a curve; beyond, not every day is listed


@dataclass(frozen=True, eq=False)
class ForecastInputs:
    """What a forecast goes from.

    Attributes
    ----------
    conflict
        With the beliefs that the forecast starts from as weights of the types.
    as_of
        The day that the status quo stands for; ``None`` where the dossier does not say.
    days
        The dates of the curve, in days from then, shape ``(n_dates,)``; the last is the horizon.
    uncertainty
        What is drawn.
    deadlines
        Those that are open and still to come.
    values
        For each decision maker and each of its types, the value of every state.
    seen, beliefs
        What the timeline shows, and what it says of the types.
    held
        What decision makers think of each other's types, where the dossier says so, after what the timeline shows.
    soft_rules, versions
        The rules of uncertain strength, and the versions of the conflict in which some of them bind; ``None`` where
        there are no such rules. ``conflict`` and ``values`` are those in which all bind, and so the timeline is read.
    """

    conflict: Conflict
    as_of: date | None
    days: Reals
    uncertainty: Uncertainty
    deadlines: tuple[Deadline, ...]
    values: tuple[tuple[Reals, ...], ...]
    seen: Observed
    beliefs: Posterior
    held: Mapping[int, Mapping[int, tuple[float, ...]]]
    soft_rules: tuple[SoftRule, ...] = ()
    versions: Versions | None = None

    def on(self, day: float) -> date | None:
        """Return the date of a day, if dates are known."""
        return None if self.as_of is None else self.as_of + timedelta(days=round(day))


def forecast_inputs(
    built: BuiltDossier,
    horizon: int | date | None = None,
    *,
    foresight: int | None = None,
    update: bool = True,
    words: float = WORDS,
    silence: bool = False,
) -> ForecastInputs:
    """Return what a forecast of a dossier goes from.

    Parameters
    ----------
    built
        The dossier.
    horizon
        Days to look ahead, or the last day; what the dossier says, or else 180 days.
    foresight
        Further replies that everybody reckons with, in place of what the dossier or the defaults say.
    update
        Whether the beliefs about types are updated by what the timeline shows.
    words, silence
        The weight of words, and whether days without an act count.

    Raises
    ------
    ForecastError
        When there is no status quo, no ending or no future to look at; all problems at once.
    """
    conflict, declared = built.conflict, built.model.dynamics
    as_of = built.model.as_of.last if built.model.as_of else None
    problems = list(_problems(conflict, foresight, words))
    last = horizon if horizon is not None else (declared.horizon if declared else None)
    days = _days_ahead(last, as_of, problems)
    if problems:
        raise ForecastError(problems)
    uncertainty = _uncertainty(conflict, declared, foresight)
    values = tuple(tuple(state_values(conflict.space, aim).all() for aim in types) for types in conflict.types)
    so_far = _so_far(built)
    seen = observed(so_far, words)
    beliefs = posterior(
        so_far.conflict,
        seen.observations if update else (),
        values,
        [reading_sharpness(own) for own in uncertainty.responsiveness],
        rates=[typical(own) for own in uncertainty.rates],
        silence=silence,
    )
    soft = soft_rules(Names(built.document, built.model))
    deadlines = tuple(_deadlines(built, as_of, float(days[-1])))
    updated = _believing(conflict, beliefs.final)
    return ForecastInputs(
        updated,
        as_of,
        days,
        replace(uncertainty, strengths=tuple(rule.strength for rule in soft)),
        deadlines,
        values,
        seen,
        beliefs,
        _held(built, beliefs),
        soft,
        versions_of(built, soft, updated, deadlines),
    )


def _uncertainty(conflict: Conflict, declared: Dynamics | None, foresight: int | None) -> Uncertainty:
    """Return what is drawn: as declared, with one foresight for everybody where that is asked."""
    if foresight is None and declared is not None:
        foresights = _by_dm(conflict, declared.foresight)
    else:
        foresights = _by_dm(conflict, foresight)
    rates = _by_dm(conflict, declared.rate if declared else None)
    responsiveness = _by_dm(conflict, declared.responsiveness if declared else None)
    return uncertainty_of(conflict, rates, responsiveness, foresights)


def _believing(conflict: Conflict, beliefs: Sequence[Reals]) -> Conflict:
    """Return the conflict with some beliefs as the weights of the types."""
    types = tuple(
        tuple(replace(aim, weight=float(weight)) for aim, weight in zip(types, weights, strict=True))
        for types, weights in zip(conflict.types, beliefs, strict=True)
    )
    return replace(conflict, types=types)


def _so_far(built: BuiltDossier) -> BuiltDossier:
    """Return the dossier with what could be done up to now: what is yet to open was no choice that anybody had."""
    place = {option.id: k for k, option in enumerate(built.conflict.options)}
    unopened = [place[option] for option in yet_to_open(Names(built.document, built.model))]
    return replace(built, conflict=closed(built.conflict, unopened))


def _held(built: BuiltDossier, beliefs: Posterior) -> dict[int, dict[int, tuple[float, ...]]]:
    """Return the declared beliefs, each updated from its own beginning by what everybody could see."""
    conflict, place = built.conflict, {dm.id: k for k, dm in enumerate(built.conflict.decision_makers)}
    return {
        place[holder]: {
            place[about]: tuple(
                beliefs.from_prior(
                    place[about], np.array([shares.get(aim.id or "", 0.0) for aim in conflict.types[place[about]]])
                ).tolist()
            )
            for about, shares in others.items()
        }
        for holder, others in built.model.beliefs.items()
    }


def _problems(conflict: Conflict, foresight: int | None, words: float) -> list[str]:
    found = []
    if conflict.status_quo is None:
        found.append("a forecast starts from the status quo, and the dossier has none: add status_quo")
    if not conflict.scenarios:
        found.append("a forecast tells of endings, and the dossier names none: add scenarios")
    if foresight is not None and not 0 <= foresight <= MOST_FORESIGHT:
        found.append(f"foresight {foresight}: it counts further replies, 0, 1, 2, … up to {MOST_FORESIGHT}")
    if not 0 <= words <= 1:
        found.append(f"words weigh {words:g}; the weight lies between 0 (they say nothing) and 1 (as acts)")
    return found


def _days_ahead(last: object, as_of: date | None, problems: list[str]) -> Reals:
    """Return the days of the curve; a problem is noted where there is no future to look at."""
    end = HORIZON
    if isinstance(last, int):
        end = last
    elif last is not None:
        day = last if isinstance(last, date) else getattr(last, "last", None)
        if as_of is None:
            problems.append(f"the horizon {day} is a date, and the dossier has no as_of to count from: give days")
        elif day is not None:
            end = (day - as_of).days
    if end < 1:
        told = f"the horizon {last} is not after as_of, {as_of}" if not isinstance(last, int) else f"{end} days"
        problems.append(f"no future to look at: {told}; the horizon lies at least one day ahead")
        return np.array([1.0])
    if end > MOST_DAYS:
        problems.append(f"the horizon lies {end:,} days ahead; a forecast looks at most {MOST_DAYS:,} days ahead")
        return np.array([1.0])
    step = -(-end // (_MOST_POINTS - 1))
    return np.arange(end, 0, -step, dtype=np.float64)[::-1]


def _by_dm(conflict: Conflict, given: float | Mapping[str, float] | None) -> dict[str, float]:
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return {dm: float(number) for dm, number in given.items()}
    return {dm.id: float(given) for dm in conflict.decision_makers}


def _deadlines(built: BuiltDossier, as_of: date | None, horizon: float) -> Iterator[Deadline]:
    """Yield the open deadlines still to come: threats that fall due by the horizon, and all openings and closings.

    An option that opens after the horizon cannot be taken before it.
    """
    if as_of is None or built.conflict.space.graph_form:
        return
    names, sayings = Names(built.document, built.model), Sayings(built)
    dms = [dm.id for dm in built.conflict.decision_makers]
    place = {option.id: k for k, option in enumerate(built.conflict.options)}
    for each in built.model.deadlines:
        if is_over(names, each):
            continue
        day, title = float((each.date.last - as_of).days), each.title or str(each.date)
        opens, closes = (
            frozenset(place[option] for name in given if (option := names.option(name, (), each.by or ())) is not None)
            for given in (each.opens, each.closes)
        )
        if opens or closes:
            yield Deadline(title, day, None, None, {}, opens, closes)
        for by in each.by or () if each.threat and day <= horizon else ():
            if by in dms:
                demand = sayings.expression(each.demands, by) if each.demands else None
                yield Deadline(title, day, dms.index(by), demand, sayings.settings(each.threat, (by,)))
