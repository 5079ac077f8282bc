"""What a forecast hangs on, as a brief tells it: single changes, and the next moves to watch for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.brief.alike_moves import alike_moves, told_as_one
from offramp.brief.forecast_run import ForecastRun, binding_words, per_cent
from offramp.conflict.model import Conflict
from offramp.figures.tornado_rows import Change, End
from offramp.forecast.arrays import Reals
from offramp.forecast.draws import draw
from offramp.forecast.drivers import RULE, Factor, Question, question_about, single_changes
from offramp.forecast.next_moves import NextMove, next_moves

_CHANGES, _MOVES = 6, 6
_NEXT_DRAWS = 8  # that next moves are averaged over
_LEAST_SHIFT = 0.005  # what shifts the forecast by less is not told
_SAME = 0.01  # moves after which the forecast differs by no more shift it alike
_LEAST_MOVE = 0.02  # nor is a next move that shifts it by less
_ASKED = {
    "aim": "Aim of {}",
    "rate": "Occasions of {} to act",
    "responsiveness": "Responsiveness of {}",
    "foresight": "Foresight of {}",
}


@dataclass(frozen=True, slots=True)
class NextView:
    """A next move to watch for.

    Attributes
    ----------
    who, does
        Whose move, and what it does.
    others
        How many other moves of the same decision maker shift the forecast alike.
    chance
        Of this or one of those on its next occasion, in per cent.
    then
        The two endings that it shifts most.
    """

    who: str
    does: str
    others: int
    chance: str
    then: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class DrivingView:
    """What the forecast hangs on.

    Attributes
    ----------
    ending
        The title of the ending that is most in doubt: single changes are told of it.
    middle
        Its probability with all else in the middle of its range, without the doubt of the model.
    changes
        What single changes make of it, the widest first.
    moves
        The next moves that shift the forecast most for how likely they are.
    """

    ending: str
    middle: float
    changes: tuple[Change, ...]
    moves: tuple[NextView, ...]

    @property
    def middle_words(self) -> str:
        """The probability in per cent."""
        return per_cent(self.middle)


def driving_view(run: ForecastRun, titles: Mapping[tuple[int, int], str]) -> DrivingView:
    """Return what a forecast hangs on; ``titles`` names types by decision maker and place."""
    conflict, inputs = run.conflict, run.inputs
    law = (inputs.values, inputs.uncertainty, inputs.deadlines, float(inputs.days[-1]), inputs.versions)
    question = question_about(conflict, *law)
    ending = int(np.argmin(np.abs(run.ensemble.mean[-1] - 0.5)))
    found = single_changes(question)
    ends: dict[Factor, list[End]] = {}
    for each in found.changes:
        name = _value_words(run, each.factor, each.to, titles)
        ends.setdefault(each.factor, []).append(End(float(np.clip(each.probability[ending], 0, 1)), name))
    middle = float(np.clip(found.middle[ending], 0, 1))
    changes = [Change(_asked(run, factor), tuple(own)) for factor, own in ends.items()]
    changes = [change for change in changes if change.width(middle) >= _LEAST_SHIFT]
    changes.sort(key=lambda change: -change.width(middle))
    return DrivingView(conflict.scenarios[ending].title, middle, tuple(changes[:_CHANGES]), _moves(run, question))


def _asked(run: ForecastRun, factor: Factor) -> str:
    if factor.kind == RULE:
        return f"“{run.inputs.soft_rules[factor.rule].name}”"
    return _ASKED[factor.kind].format(run.conflict.decision_makers[factor.dm].name)


def _value_words(run: ForecastRun, factor: Factor, to: float, titles: Mapping[tuple[int, int], str]) -> str:
    if factor.kind == "aim":
        return f"“{titles.get((factor.dm, int(to))) or run.conflict.types[factor.dm][int(to)].id}”"
    if factor.kind == RULE:
        return binding_words(to)
    if factor.kind == "rate":
        return f"{to:g} times a day"
    if factor.kind == "foresight":
        return "no reply" if to == 0 else "1 reply" if to == 1 else f"{to:g} replies"
    return f"{to:g}"


def _moves(run: ForecastRun, question: Question) -> tuple[NextView, ...]:
    """Return the next moves to watch for, the doubt of the model counted in."""
    inputs, seed = run.inputs, run.ensemble.draws.seed
    few = draw(run.conflict, inputs.values, inputs.uncertainty, _NEXT_DRAWS, seed, inputs.held)
    found = next_moves(question, few)
    stands = run.doubted(found.as_it_stands)
    least = _LEAST_MOVE / (1 - run.doubt) if run.doubt < 1 else np.inf
    groups = alike_moves(found.moves, lambda each: each.probability, _SAME, least)
    return tuple(_move(run, found.conflict, group, stands) for group in groups[:_MOVES])


def _move(run: ForecastRun, conflict: Conflict, alike: Sequence[NextMove], stands: Reals) -> NextView:
    """Tell of moves that shift the forecast alike by the likeliest, the first; ``conflict`` has their states."""
    start = conflict.status_quo
    assert start is not None  # a forecast starts from one
    then = run.doubted(alike[0].probability)
    change = then - stands
    most = np.argsort(-np.abs(change), kind="stable")[:2].tolist()
    told = [(k, per_cent(float(then[k])), per_cent(float(stands[k]))) for k in most]
    words = tuple(
        f"“{run.conflict.scenarios[k].title}” {now} instead of {before}" for k, now, before in told if now != before
    )
    maker = run.conflict.decision_makers[alike[0].dm].name
    return NextView(maker, *told_as_one(conflict, start, alike), words)
