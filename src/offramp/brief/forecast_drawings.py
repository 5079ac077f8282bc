"""The figures of the forecast: each ending over time, beliefs about aims event by event, and what it hangs on."""

from offramp.brief.believing import BeliefView
from offramp.brief.drawings import Drawing, drawing
from offramp.brief.driving import DrivingView
from offramp.brief.forecasting import ForecastView
from offramp.figures.belief_steps import belief_steps
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.probability_curves import DayMark, Series, probability_curves
from offramp.figures.time_axis import Day
from offramp.figures.tornado import tornado

_NOTE = "Line: the mean of all draws. Band: from the 5th to the 95th percentile. The doubt of the model is counted in."


def curves_drawing(view: ForecastView) -> Drawing | None:
    """Draw the probability of each ending over time; ``None`` where there is one date only."""
    run, days = view.run, view.run.inputs.days
    if len(days) < 2:
        return None
    marks: list[Day] = [run.inputs.on(day) or float(day) for day in days]
    series = [
        Series(scenario.title, run.mean[:, k].tolist(), run.low[:, k].tolist(), run.high[:, k].tolist())
        for k, scenario in enumerate(run.conflict.scenarios)
    ]
    named = dict.fromkeys((each.day, each.name) for each in run.inputs.deadlines if each.day <= days[-1])
    deadlines = [DayMark(run.inputs.on(day) or day, name) for day, name in named]
    wide, narrow = (
        probability_curves(series, marks, deadlines=deadlines, note=_NOTE, width=width) for width in (WIDE, NARROW)
    )
    return drawing(wide, narrow)


def beliefs_drawing(belief: BeliefView) -> Drawing | None:
    """Draw the belief in each aim after each event; ``None`` where nothing was seen of its holder."""
    if not belief.events:
        return None
    title = f"What the moves say of the aim of {belief.who}"
    wide, narrow = (
        belief_steps(belief.aims, belief.prior, belief.events, title=title, width=width) for width in (WIDE, NARROW)
    )
    return drawing(wide, narrow)


def changes_drawing(driving: DrivingView) -> Drawing | None:
    """Draw what single changes do to the ending that is most in doubt; ``None`` where nothing is uncertain."""
    if not driving.changes:
        return None
    of = f"“{driving.ending}”"
    wide, narrow = (tornado(driving.changes, driving.middle, of=of, width=width) for width in (WIDE, NARROW))
    return drawing(wide, narrow)
