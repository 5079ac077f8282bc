"""What drives a forecast: global sensitivity, single changes, and whether each ending is ever reached.

- *Sensitivity*: Sobol indices (Sobol 2001; Saltelli et al. 2010, by SciPy) of each ending's probability at the horizon
  with regard to each decision maker's aim, order of statements, rate, responsiveness and foresight, and to whether each
  rule of uncertain strength binds. A first-order index is the share of the variance that goes when this alone is known,
  a total one the share that is left when all else is.
  The order of a decision maker's statements is many numbers; it is drawn as one, by seeding a generator with it.
- *Single changes*: all at the middle of their ranges, the likeliest aims, rules that bind more often than not binding;
  then one at a time at either end.

What would follow each next move is in :mod:`offramp.forecast.next_moves`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.conflict.model import Conflict
from offramp.forecast.absorption import first_passage
from offramp.forecast.arrays import Reals
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import FIXED, Aims, Draws, Uncertainty, aims_of, drawn, n_chances, n_loose
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage
from offramp.forecast.versions import Version, Versions

KINDS = ("aim", "rate", "responsiveness", "foresight", "order")
RULE = "rule"
_LAST = 1 - 2**-53  # the largest number below 1


@dataclass(frozen=True, slots=True)
class Factor:
    """Something uncertain.

    Attributes
    ----------
    dm
        Of which decision maker (index); -1 for a rule, which nobody has for itself.
    kind
        One of :data:`KINDS`, or :data:`RULE`: whether a rule of uncertain strength binds.
    rule
        The index of the rule; -1 for all else.
    """

    dm: int
    kind: str
    rule: int = -1


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: the probability of each ending on one day.

    Attributes
    ----------
    conflict, values, uncertainty
        As for :func:`offramp.forecast.draws.draw`.
    stages
        As for :func:`offramp.forecast.ensemble.ensemble`.
    horizon
        The day, from now.
    versions
        Of the conflict, where some rules are of uncertain strength; ``conflict`` is the one in which all bind.
    """

    conflict: Conflict
    values: Sequence[Sequence[Reals]]
    uncertainty: Uncertainty
    stages: Sequence[Stage]
    horizon: float
    versions: Versions | None = None

    @property
    def endings(self) -> Endings:
        """The ending of each state."""
        return Endings.of(self.conflict.scenario_of, len(self.conflict.scenarios))

    def probabilities(self, draws: Draws) -> Reals:
        """Return the probability of each ending for each draw, shape ``(n_draws, n_endings)``."""
        if self.versions is not None:
            found = self.versions.ensemble(ensemble, draws, np.array([self.horizon]))
        else:
            start = self.conflict.status_quo
            assert start is not None  # a forecast starts from one
            found = ensemble(draws, self.stages, start, self.endings, [self.horizon])
        return found.by_draw[:, 0].astype(np.float64)

    def parts(self, draws: Draws) -> Iterator[tuple[Version, Draws]]:
        """Yield each version of the conflict that some draws need, and these draws."""
        if self.versions is None:
            yield self.widest, draws
        else:
            yield from ((version, part) for version, _, part in self.versions.parts(draws))

    @property
    def widest(self) -> Version:
        """The version of the conflict that has every state and every move of the others."""
        only = Version(self.conflict, self.values, self.stages)
        return only if self.versions is None else self.versions.widest


def question_about(
    conflict: Conflict,
    values: Sequence[Sequence[Reals]],
    uncertainty: Uncertainty,
    deadlines: Sequence[Deadline],
    horizon: float,
    versions: Versions | None = None,
) -> Question:
    """Return the question that a forecast with some deadlines answers on its last day."""
    stages = stages_with(conflict, menus_of(conflict), deadlines)
    return Question(conflict, values, uncertainty, stages, horizon, versions)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Sobol indices.

    Attributes
    ----------
    factors
        What was varied: all that has a range.
    first, total
        Shape ``(n_endings, n_factors)``; ``nan`` where an ending's probability does not vary. Estimates: they can lie a
        little beyond 0 and 1.
    n_runs
        Forecasts that it took.
    """

    factors: tuple[Factor, ...]
    first: Reals
    total: Reals
    n_runs: int


def sensitivity(question: Question, n: int = 64, seed: int = 0) -> Sensitivity:
    """Return what each uncertain thing contributes to the variance of each ending's probability.

    Parameters
    ----------
    question
        What is asked.
    n
        Base points, a power of 2; ``n * (n_factors + 2)`` forecasts are made.
    seed
        At least 0.
    """
    from scipy.stats import sobol_indices, uniform

    aims = aims_of(question.conflict, question.values)
    factors = tuple(_varying(question, aims))
    n_endings = len(question.conflict.scenarios)
    if not factors:
        return Sensitivity((), np.empty((n_endings, 0)), np.empty((n_endings, 0)), 0)

    def outcome(numbers: Reals) -> Reals:
        chance = np.stack([_chance_of(question, factors, aims, column) for column in numbers.T])
        return question.probabilities(drawn(question.conflict, aims, question.values, question.uncertainty, chance)).T

    with np.errstate(invalid="ignore", divide="ignore"):
        found = sobol_indices(func=outcome, n=n, dists=[uniform()] * len(factors), rng=np.random.default_rng(seed))
    first, total = (np.asarray(each).reshape(n_endings, -1) for each in (found.first_order, found.total_order))
    return Sensitivity(factors, first, total, n * (len(factors) + 2))


def _varying(question: Question, aims: Aims) -> Iterator[Factor]:
    """Yield what has more than one possible value."""
    given = question.uncertainty
    for dm, types in enumerate(question.conflict.types):
        if sum(aim.weight > 0 for aim in types) > 1:
            yield Factor(dm, "aim")
        for kind, ranges in (("rate", given.rates), ("responsiveness", given.responsiveness)):
            if ranges[dm].high > ranges[dm].low:
                yield Factor(dm, kind)
        if given.foresight[dm].high > given.foresight[dm].low:
            yield Factor(dm, "foresight")
        if n_loose(aims)[dm] and given.places:
            yield Factor(dm, "order")
    for rule, strength in enumerate(given.strengths):
        if strength < 1:
            yield Factor(-1, RULE, rule)


def _place(aims: Aims, factor: Factor) -> int:
    """Return which number of a draw stands for a factor; the order of statements takes several."""
    return n_chances(aims) + factor.rule if factor.kind == RULE else FIXED * factor.dm + KINDS.index(factor.kind)


def _chance_of(question: Question, factors: Sequence[Factor], aims: Aims, numbers: Reals) -> Reals:
    """Return the numbers of one draw from one number for each factor; the rest stay in the middle."""
    chance = np.full(n_chances(aims) + len(question.uncertainty.strengths), 0.5)
    begin = FIXED * len(aims) + np.concatenate(([0], np.cumsum(n_loose(aims))))
    for factor, number in zip(factors, numbers, strict=True):
        if factor.kind == "order":
            seeded = np.random.Generator(np.random.PCG64(int(number * 2**53)))
            own = slice(int(begin[factor.dm]), int(begin[factor.dm + 1]))
            chance[own] = seeded.random(own.stop - own.start)
        else:
            chance[_place(aims, factor)] = min(float(number), _LAST)
    return chance


@dataclass(frozen=True, eq=False)
class Change:
    """One thing changed, all else at the middle.

    Attributes
    ----------
    factor
        What is changed.
    to
        The value that it is given: the index of an aim, a number, or for a rule 1 where it binds and 0 where not.
    probability
        Of each ending then, shape ``(n_endings,)``.
    """

    factor: Factor
    to: float
    probability: Reals


@dataclass(frozen=True, eq=False)
class SingleChanges:
    """Every single change, and the probability of each ending without any, shape ``(n_endings,)``."""

    middle: Reals
    changes: tuple[Change, ...]


def single_changes(question: Question) -> SingleChanges:
    """Return what each thing alone changes, at either end of its range, or each aim; orders stay as written."""
    aims = aims_of(question.conflict, question.values)
    middle = _middle(question, aims)
    rows, marks = [middle], []
    for factor in _varying(question, aims):
        if factor.kind == "order":
            continue
        for chance, to in _ends(question, factor):
            row = middle.copy()
            row[_place(aims, factor)] = chance
            rows.append(row)
            marks.append((factor, to))
    found = question.probabilities(
        drawn(question.conflict, aims, question.values, question.uncertainty, np.stack(rows))
    )
    changes = (Change(*mark, probability) for mark, probability in zip(marks, found[1:], strict=True))
    return SingleChanges(found[0], tuple(changes))


def _middle(question: Question, aims: Aims) -> Reals:
    """Return the numbers of a draw with all in the middle, the likeliest aims, and rules as they mostly are."""
    rules = [0.0 if strength >= 0.5 else _LAST for strength in question.uncertainty.strengths]
    middle = np.concatenate((np.full(n_chances(aims), 0.5), rules))
    for dm, types in enumerate(question.conflict.types):
        weights = np.array([aim.weight for aim in types])
        middle[FIXED * dm] = _chance_of_aim(weights, int(np.argmax(weights)))
    return middle


def _ends(question: Question, factor: Factor) -> list[tuple[float, float]]:
    """Return the numbers that give a factor its values, and these: each aim, either end of a range, binding or not."""
    if factor.kind == "aim":
        weights = np.array([aim.weight for aim in question.conflict.types[factor.dm]])
        return [(_chance_of_aim(weights, int(k)), float(k)) for k in np.flatnonzero(weights)]
    if factor.kind == RULE:
        return [(0.0, 1.0), (_LAST, 0.0)]
    given = question.uncertainty
    own = {"rate": given.rates, "responsiveness": given.responsiveness, "foresight": given.foresight}[factor.kind]
    return [(0.0, own[factor.dm].low), (_LAST, own[factor.dm].high)]


def _chance_of_aim(weights: Reals, index: int) -> float:
    """Return a number in [0, 1) that picks an aim."""
    bounds = np.concatenate(([0.0], np.cumsum(weights / weights.sum())))
    return float((bounds[index] + bounds[index + 1]) / 2)


def ever_reached(question: Question) -> Reals:
    """Return for each ending whether it is ever reached from the start, and in how many days if it is.

    All is in the middle of its range, with the likeliest aims; deadlines are left out: every option can be taken.

    Returns
    -------
    ndarray
        Shape ``(n_endings, 2)``: the probability, and the expected days given that it is reached (``nan`` where it
        cannot be).
    """
    aims = aims_of(question.conflict, question.values)
    chance = _middle(question, aims)[None]
    ((version, draws),) = question.parts(drawn(question.conflict, aims, question.values, question.uncertainty, chance))
    chain = draws.chain(0, menus_of(version.conflict), None, alternating=False)
    endings = version.endings
    found = np.full((endings.count, 2), np.nan)
    for ending in range(len(found)):
        goal = endings.of_state == ending
        if goal.any():
            passage = first_passage(chain, goal)
            found[ending] = passage.probability[version.start], passage.mean_days_if_reached[version.start]
        else:
            found[ending, 0] = 0.0
    return found
