"""The figure of the forecast: the probability of each ending over time."""

from offramp.brief.drawings import Drawing, drawing
from offramp.brief.forecasting import ForecastView
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.probability_curves import DayMark, Series, probability_curves
from offramp.figures.time_axis import Day

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
