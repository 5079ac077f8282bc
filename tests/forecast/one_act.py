"""One party with one option, of which two aims may be true: what follows is known in closed form."""

from dataclasses import replace

import numpy as np

from offramp.conflict.scenarios import Scenario
from offramp.forecast.draws import Range, Uncertainty
from offramp.forecast.drivers import Question
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage
from settlement.spoken import at, spoken

FOUR = Range(4.0, 4.0)


def question(*, two_aims: bool = True, responsiveness: Range = FOUR) -> Question:
    """One party with one option, which one aim wants taken and the other not; the endings are taken and not taken."""
    conflict = spoken({"a": (["act"], ["a.act"]), "b": (["idle"], [])})
    (aim,) = conflict.types[0]
    against = replace(aim, id="against", weight=0.4, level=(aim.level.max() - aim.level).astype(aim.level.dtype))
    types = ((replace(aim, id="for", weight=0.6), against) if two_aims else (aim,), conflict.types[1])
    taken = conflict.space.column("a.act")
    conflict = replace(
        conflict,
        types=types,
        scenarios=(Scenario("left", "Left alone"), Scenario("done", "Done")),
        scenario_of=taken.astype(np.int16),
        status_quo=at(conflict, "NN"),
    )
    worth = taken.astype(float)
    values = [[worth, 1 - worth] if two_aims else [worth], [np.ones(conflict.n_states)]]
    uncertainty = Uncertainty(
        (Range(1.0, 1.0), Range(0.0, 0.0)), (responsiveness, Range(1.0, 1.0)), (Range(0, 0),) * 2, places=0
    )
    return Question(conflict, values, uncertainty, [Stage(0.0, menus_of(conflict))], horizon=200.0)


SURE = np.exp(4.0) / (1 + np.exp(4.0))  # the long run of one option: the product law of the logit
