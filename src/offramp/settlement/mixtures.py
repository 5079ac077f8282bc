"""Linear and concave programmes over mixtures of a finite set of gains.

Everything is solved by HiGHS through SciPy. An answer is then mixed from as few columns as its face of the hull allows
(Carathéodory).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.settlement.values import Values

_Found = TypeVar("_Found")

ABLE = 1e-9
"""What a party must be able to gain, as a share of the largest gain or loss, to be counted as able to gain."""
_FEASIBLE = 1e-10  # by how much an answer of HiGHS may miss a bound: the least that it takes
_SLACKS = (1e-10, 1e-9, 1e-8, 1e-7)  # by which what has been found to be possible is asked for again, until it is found
_PRICE = 1e-6  # of a bound, above which it is not rounding
_CHANCE = 1e-12  # chances below are rounding
_GAP = 1e-9  # of the sum of logarithms, between the bound from above and the best found
_TANGENTS = 60  # rounds; one or two are the rule
_STEPS = 30  # of Newton's method; five are the rule


@dataclass(frozen=True, eq=False)
class Mixtures:
    """The mixtures of some columns that leave no party below zero.

    Attributes
    ----------
    gains
        Shape ``(n_columns, n_parties)``; of the order of 1, to which the tolerances are relative.
    """

    gains: Values

    @property
    def n_parties(self) -> int:
        """Number of parties."""
        return int(self.gains.shape[1])

    def ideal(self) -> Values | None:
        """Return the most that each party can gain, shape ``(n_parties,)``; ``None`` when there is no mixture."""
        best = np.zeros(self.n_parties)
        for party in range(self.n_parties):
            chances = self._maximised(self.gains[:, party], np.zeros(self.n_parties))
            if chances is None:
                return None
            best[party] = max(0.0, float(chances @ self.gains[:, party]))
        return best

    def largest_sum(self, weights: Values, least: Values | None = None) -> Values:
        """Return chances with the largest weighted sum of gains, shape ``(n_columns,)``.

        Parameters
        ----------
        weights
            Of the parties' gains, shape ``(n_parties,)``.
        least
            What each party must gain, shape ``(n_parties,)``: something that a mixture is known to give;
            0 when left out.
        """
        floor = np.zeros(self.n_parties) if least is None else least
        return self._few(_within_slack(lambda slack: self._maximised(self.gains @ weights, floor - slack)))

    def leximin(self, units: Values) -> Values:
        """Return chances with the largest smallest gain in the parties' units, then the largest second smallest, ….

        Parameters
        ----------
        units
            Shape ``(n_parties,)``, not negative. A party whose unit is zero has no share, and is given what it can have
            when the others have theirs.
        """
        units = units / (units.max() or 1.0)
        rising = units > ABLE
        least = np.zeros(self.n_parties)
        while rising.any():
            share, stuck = self._largest_share(np.where(rising, units, 0.0), least)
            least[stuck] = share * units[stuck]
            rising[stuck] = False
        return self.largest_sum(np.ones(self.n_parties), least)

    def _largest_share(self, units: Values, least: Values) -> tuple[float, NDArray[np.bool_]]:
        """Return the largest share of their units that all rising parties can have at once, and who cannot have more.

        The prices of the programme say the latter: where the share costs something at a party's row, that row holds
        with equality in every answer (complementary slackness). The prices of the rising parties, in their units, add
        up to 1, so that at least one of them is stuck.

        Parameters
        ----------
        units
            Of the rising parties; 0 for the others.
        least
            What the others keep.
        """
        rows = np.hstack((-self.gains.T, units[:, None]))
        objective = np.concatenate((np.zeros(len(self.gains)), [1.0]))
        floor = np.where(units > 0, 0.0, least)
        answer = _within_slack(
            lambda slack: _programme(objective, rows, np.where(units > 0, 0.0, slack) - floor, len(self.gains))
        )
        prices = answer.prices * units
        return float(answer.x[-1]), prices >= min(_PRICE, prices.max())

    def largest_product(self, ideal: Values, start: Values) -> Values:
        """Return chances with the largest product of the gains of the parties that can gain.

        Parameters
        ----------
        ideal
            The most that each party can gain, shape ``(n_parties,)``.
        start
            The chances of a mixture in which all of these gain, shape ``(n_columns,)``.
        """
        able = np.flatnonzero(ideal > ABLE)
        if not len(able):
            return self.largest_sum(np.ones(self.n_parties))
        chances, cuts = start, []
        for _ in range(_TANGENTS):
            chances = self._polished(self._few(chances), able)
            cuts.append(chances @ self.gains[:, able])
            bound, proposed = self._under_tangents(able, np.array(cuts))
            if bound - self._logarithms(chances, able) <= _GAP:
                break
            chances = max(chances, proposed, key=lambda each: self._logarithms(each, able))
            # the optimum leaves each of n parties an n-th of its ideal: the sum of g_i / g_i* is at most n everywhere
            cuts.append(np.maximum(proposed @ self.gains[:, able], ideal[able] / len(able)))
        return self._few(chances)

    def _logarithms(self, chances: Values, able: NDArray[np.int64]) -> float:
        gains = chances @ self.gains[:, able]
        return float(np.log(gains).sum()) if (gains > 0).all() else -np.inf

    def _under_tangents(self, able: NDArray[np.int64], cuts: Values) -> tuple[float, Values]:
        """Maximise the sum of the parties' logarithms, each read off its lowest tangent: a bound from above.

        A tangent at gain c says: the logarithm is at most log c + (g - c) / c.
        """
        n_cuts, n_able = cuts.shape
        slopes = -(self.gains[:, able].T[None] / cuts[:, :, None]).reshape(n_cuts * n_able, -1)
        rows = np.vstack(
            (
                np.hstack((slopes, np.tile(np.eye(n_able), (n_cuts, 1)))),
                np.hstack((-self.gains.T, np.zeros((self.n_parties, n_able)))),
            )
        )
        limits = np.concatenate(((np.log(cuts) - 1.0).ravel(), np.zeros(self.n_parties)))
        objective = np.concatenate((np.zeros(len(self.gains)), np.ones(n_able)))
        answer = _programme(objective, rows, limits, n_chances=len(self.gains))
        if answer is None:  # cannot be but for rounding: the caller has a mixture
            return -np.inf, np.full(len(self.gains), 1.0 / len(self.gains))
        return float(answer.x[len(self.gains) :].sum()), _cleaned(answer.x[: len(self.gains)])

    def _polished(self, chances: Values, able: NDArray[np.int64]) -> Values:
        """Take Newton steps on the columns that are mixed: tangents find the face, these the point on it."""
        from scipy.linalg import null_space

        drawn = np.flatnonzero(chances)
        fixed = np.setdiff1d(np.arange(self.n_parties), able)
        directions = null_space(np.vstack((np.ones(len(drawn)), self.gains[np.ix_(drawn, fixed)].T)))
        for _ in range(_STEPS if directions.size else 0):
            rates = self.gains[np.ix_(drawn, able)] / (chances @ self.gains[:, able])
            along = directions.T @ rates
            step = np.zeros(len(chances))
            step[drawn] = directions @ np.linalg.lstsq(along @ along.T, along.sum(axis=1))[0]
            better = self._improved(chances, step, able)
            if better is None:
                break
            chances = better
        return _cleaned(chances)

    def _improved(self, chances: Values, step: Values, able: NDArray[np.int64]) -> Values | None:
        """Go along a step as far as chances stay positive, halving it until the sum of logarithms rises."""
        falling = step < 0
        size = min(1.0, float(np.min(-chances[falling] / step[falling], initial=np.inf)))
        before = self._logarithms(chances, able)
        for _ in range(_STEPS):
            after = np.maximum(chances + size * step, 0.0)
            if self._logarithms(after, able) > before:
                return after
            size /= 2
        return None

    def _maximised(self, objective: Values, least: Values) -> Values | None:
        """Return the chances that maximise a linear objective; ``None`` when no mixture gives the least asked for."""
        best = int(np.argmax(objective))
        if (self.gains[best] >= least).all():
            return np.where(np.arange(len(self.gains)) == best, 1.0, 0.0)
        answer = _programme(objective, -self.gains.T, -least, n_chances=len(self.gains))
        return None if answer is None else _cleaned(answer.x)

    def _few(self, chances: Values) -> Values:
        """Move along directions that change neither the gains nor the sum of chances until few columns are left."""
        chances = chances.copy()
        while True:
            drawn = np.flatnonzero(chances)
            if len(drawn) <= 1:
                return chances
            system = np.vstack((self.gains[drawn].T, np.ones(len(drawn))))
            _, singular, directions = np.linalg.svd(system)
            if len(drawn) <= len(singular) and singular[len(drawn) - 1] > ABLE:
                return chances
            direction = directions[-1] * np.sign(directions[-1].sum() or 1.0)
            direction = direction if (direction < 0).any() else -direction
            falling = direction < 0
            shares = -chances[drawn][falling] / direction[falling]
            chances[drawn] += shares.min() * direction
            chances[drawn[falling][np.argmin(shares)]] = 0.0
            chances = _cleaned(chances)


@dataclass(frozen=True, eq=False)
class _Answer:
    """The optimum of a programme, and what each of its bounds costs, as the gain from loosening it."""

    x: Values
    prices: Values


def _programme(objective: Values, rows: Values, limits: Values, n_chances: int) -> _Answer | None:
    """Maximise subject to ``rows @ x <= limits``; the first entries of x are chances, the others are free."""
    from scipy.optimize import linprog

    n_free = len(objective) - n_chances
    together = np.concatenate((np.ones(n_chances), np.zeros(n_free)))[None]
    tolerances = {"primal_feasibility_tolerance": _FEASIBLE, "dual_feasibility_tolerance": _FEASIBLE}
    bounds = np.tile((0.0, np.inf), (len(objective), 1))
    bounds[n_chances:, 0] = -np.inf
    answer = linprog(-objective, rows, limits, together, [1.0], bounds, method="highs", options=tolerances)
    return None if answer.x is None else _Answer(answer.x, -answer.ineqlin.marginals)


def _within_slack(attempt: Callable[[float], _Found | None]) -> _Found:
    """Return what an attempt finds with as little slack as it needs.

    What is asked for has been found to be possible, so that only rounding can stand in the way.
    """
    for slack in _SLACKS:
        found = attempt(slack)
        if found is not None:
            return found
    raise ValueError("no mixture of these columns leaves every party with the least that was asked for")


def _cleaned(chances: Values) -> Values:
    """Drop chances that are nothing but rounding, and let the others add up to 1."""
    chances = np.where(chances > _CHANCE, chances, 0.0)
    cleaned: Values = chances / chances.sum()
    return cleaned
