"""What drives a forecast: global sensitivity, single changes, and what would follow each next move.

- *Sensitivity*: Sobol indices (Sobol 2001; Saltelli et al. 2010, by SciPy) of each ending's probability at the horizon
  with regard to each decision maker's aim, order of statements, rate, responsiveness and foresight. A first-order index
  is the share of the variance that goes when this alone is known, a total one the share that is left when all else is.
  The order of a decision maker's statements is many numbers; it is drawn as one, by seeding a generator with it.
- *Single changes*: all at the middle of their ranges and the likeliest aims, then one at a time at either end.
- *Next moves*: the probability of each ending at the horizon if a decision maker made a move now. It is worked out for
  all states at once, backwards in time from stage to stage: the matrix exponential of the generator applied to the
  endings, and what is decided on the date of a deadline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.forecast.absorption import first_passage
from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain
from offramp.forecast.deadlines import Deadline, stages_with
from offramp.forecast.draws import FIXED, Aims, Draws, Uncertainty, aims_of, drawn, n_chances, n_loose
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import ensemble
from offramp.forecast.menus import menus_of
from offramp.forecast.stages import Stage

KINDS = ("aim", "rate", "responsiveness", "foresight", "order")


@dataclass(frozen=True, slots=True)
class Factor:
    """Something uncertain: of which decision maker (index), and what (one of :data:`KINDS`)."""

    dm: int
    kind: str


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
    """

    conflict: Conflict
    values: Sequence[Sequence[Reals]]
    uncertainty: Uncertainty
    stages: Sequence[Stage]
    horizon: float

    @property
    def endings(self) -> Endings:
        """The ending of each state."""
        return Endings.of(self.conflict.scenario_of, len(self.conflict.scenarios))

    def probabilities(self, draws: Draws) -> Reals:
        """Return the probability of each ending for each draw, shape ``(n_draws, n_endings)``."""
        start = self.conflict.status_quo
        assert start is not None  # a forecast starts from one
        found = ensemble(draws, self.stages, start, self.endings, [self.horizon])
        return found.by_draw[:, 0].astype(np.float64)


def question_about(
    conflict: Conflict,
    values: Sequence[Sequence[Reals]],
    uncertainty: Uncertainty,
    deadlines: Sequence[Deadline],
    horizon: float,
) -> Question:
    """Return the question that a forecast with some deadlines answers on its last day."""
    return Question(conflict, values, uncertainty, stages_with(conflict, menus_of(conflict), deadlines), horizon)


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
        chance = np.stack([_chance_of(factors, aims, column) for column in numbers.T])
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


def _chance_of(factors: Sequence[Factor], aims: Aims, numbers: Reals) -> Reals:
    """Return the numbers of one draw from one number for each factor; the rest stay in the middle."""
    chance = np.full(n_chances(aims), 0.5)
    begin = FIXED * len(aims) + np.concatenate(([0], np.cumsum(n_loose(aims))))
    for factor, number in zip(factors, numbers, strict=True):
        if factor.kind == "order":
            seeded = np.random.Generator(np.random.PCG64(int(number * 2**53)))
            own = slice(int(begin[factor.dm]), int(begin[factor.dm + 1]))
            chance[own] = seeded.random(own.stop - own.start)
        else:
            chance[FIXED * factor.dm + KINDS.index(factor.kind)] = min(float(number), 1 - 2**-53)
    return chance


@dataclass(frozen=True, eq=False)
class Change:
    """One thing changed, all else at the middle.

    Attributes
    ----------
    factor
        What is changed.
    to
        The value that it is given: the index of an aim, or a number.
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
            row[FIXED * factor.dm + KINDS.index(factor.kind)] = chance
            rows.append(row)
            marks.append((factor, to))
    found = question.probabilities(
        drawn(question.conflict, aims, question.values, question.uncertainty, np.stack(rows))
    )
    changes = (Change(*mark, probability) for mark, probability in zip(marks, found[1:], strict=True))
    return SingleChanges(found[0], tuple(changes))


def _middle(question: Question, aims: Aims) -> Reals:
    """Return the numbers of a draw with all in the middle and the likeliest aims."""
    middle = np.full(n_chances(aims), 0.5)
    for dm, types in enumerate(question.conflict.types):
        weights = np.array([aim.weight for aim in types])
        middle[FIXED * dm] = _chance_of_aim(weights, int(np.argmax(weights)))
    return middle


def _ends(question: Question, factor: Factor) -> list[tuple[float, float]]:
    """Return the numbers that give a factor its values, and these: each aim, or either end of the range."""
    if factor.kind == "aim":
        weights = np.array([aim.weight for aim in question.conflict.types[factor.dm]])
        return [(_chance_of_aim(weights, int(k)), float(k)) for k in np.flatnonzero(weights)]
    given = question.uncertainty
    own = {"rate": given.rates, "responsiveness": given.responsiveness, "foresight": given.foresight}[factor.kind]
    return [(0.0, own[factor.dm].low), (1 - 2**-53, own[factor.dm].high)]


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
    start = question.conflict.status_quo
    assert start is not None  # a forecast starts from one
    aims = aims_of(question.conflict, question.values)
    chance = _middle(question, aims)[None]
    draws = drawn(question.conflict, aims, question.values, question.uncertainty, chance)
    chain = draws.chain(0, menus_of(question.conflict), None, alternating=False)
    found = np.full((question.endings.count, 2), np.nan)
    for ending in range(len(found)):
        goal = question.endings.of_state == ending
        if goal.any():
            passage = first_passage(chain, goal)
            found[ending] = passage.probability[start], passage.mean_days_if_reached[start]
        else:
            found[ending, 0] = 0.0
    return found


@dataclass(frozen=True, eq=False)
class NextMove:
    """What would follow if a decision maker made a move now.

    Attributes
    ----------
    dm, to
        Who moves, and to which state.
    chance
        The probability that it chooses this on its next occasion.
    probability
        Of each ending at the horizon then, shape ``(n_endings,)``.
    shift
        By how much that differs from the forecast as it stands: half the sum of the absolute differences, in [0, 1].
    """

    dm: int
    to: int
    chance: float
    probability: Reals
    shift: float


@dataclass(frozen=True, eq=False)
class NextMoves:
    """The next moves, those first that shift the forecast most for how likely they are, and the forecast without."""

    as_it_stands: Reals
    moves: tuple[NextMove, ...]


def next_moves(question: Question, draws: Draws) -> NextMoves:
    """Return what would follow each next move of each decision maker, averaged over some draws.

    Last movers are not tracked. The time that has passed until the move is not counted. What cannot be done yet is no
    next move.

    Parameters
    ----------
    question
        What is asked.
    draws
        A few dozen will do; each takes a matrix exponential for each stage.
    """
    conflict = question.conflict
    start = conflict.status_quo
    assert start is not None  # a forecast starts from one
    choices = [question.stages[0].menus.choices(dm, start) for dm in range(conflict.n_dms)]
    moves = [(dm, int(to)) for dm, menu in enumerate(choices) for to in menu if to != start]
    states = np.array([start, *(to for _, to in moves)], dtype=np.int64)
    after, chance = np.zeros((len(states), len(conflict.scenarios))), np.zeros(len(moves))
    for number in range(len(draws)):
        chains = [draws.chain(number, stage.menus, stage.shift, alternating=False) for stage in question.stages]
        after += _endings_from(question, chains)[states] / len(draws)
        chosen = [_logit(chains[0], dm, menu)[menu != start] for dm, menu in enumerate(choices)]
        chance += np.concatenate(chosen) / len(draws)
    shift = np.abs(after[1:] - after[0]).sum(axis=1) / 2
    found = [NextMove(dm, to, float(chance[k]), after[k + 1], float(shift[k])) for k, (dm, to) in enumerate(moves)]
    found.sort(key=lambda move: (-move.shift * move.chance, move.dm, move.to))
    return NextMoves(after[0], tuple(found))


def _logit(chain: Chain, dm: int, menu: NDArray[np.int64]) -> Reals:
    """Return the probability of each state of a menu."""
    exponent = chain.responsiveness[dm] * (chain.expected[dm][menu] - chain.expected[dm][menu].max())
    chosen: Reals = np.exp(exponent) / np.exp(exponent).sum()
    return chosen


def _endings_from(question: Question, chains: Sequence[Chain]) -> Reals:
    """Return the probability of each ending at the horizon from each state, shape ``(n_states, n_endings)``."""
    from scipy.sparse.linalg import expm_multiply

    found: Reals = np.zeros((question.conflict.n_states, len(question.conflict.scenarios)))
    found[np.arange(len(found)), question.endings.of_state] = 1.0
    end = question.horizon
    for stage, chain in reversed(list(zip(question.stages, chains, strict=True))):
        if stage.begins > question.horizon:
            continue
        found = expm_multiply(chain.generator() * (end - stage.begins), found)
        if stage.jump is not None:
            found = stage.jump.matrix(chain) @ found
        end = stage.begins
    return found
