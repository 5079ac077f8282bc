r"""What the moves say of hidden aims: Bayesian updating of the types of decision makers.

An *act* is a choice from a menu: to stay, or any state that one move leads to. Under each type it has the probability
of the logit response that the crisis dynamics have (Blume 1993), so it tells the more, the more the types differ in
what they would have done. *Words* (an offer, a threat, a refusal, a statement) say that the speaker likes one state
better than another; their probability under each type is that of the logit choice between the two,
:math:`1 / (1 + e^{-\beta (u(q) - u(s))})`. Words can be meant or not, so their likelihood is raised to a declared power
below 1: at 0 they say nothing, at 1 they count as acts. By Bayes' rule the posterior is the prior times the likelihood,
scaled to add up to 1.

How sharply somebody chooses is not known, and a model leaves out reasons; read with a sharp eye, an act that was not
the best under any type would count as proof for the type under which it was less bad. So likelihoods are averages over
a range of responsiveness, from dull to sharp.

That nothing happens between two events can count as well, as a choice to stay on each occasion that has passed; whether
it does is a declared choice, and by default it does not: dossiers tell what was reported, not all that was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.conflict.model import Conflict
from offramp.conflict.observation import Observation
from offramp.forecast.arrays import Reals


@dataclass(frozen=True, eq=False)
class Posterior:
    """What observations say of the types.

    Attributes
    ----------
    observations
        In the order in which they were made.
    prior
        For each decision maker, shape ``(n_types,)``.
    likelihoods
        For each observation the likelihood under each type of its maker, weighted, shape ``(n_types,)``.
    after
        For each observation the beliefs about its maker's types once it has been made, shape ``(n_types,)``.
    final
        For each decision maker, the beliefs after all of them, shape ``(n_types,)``.
    """

    observations: tuple[Observation, ...]
    prior: tuple[Reals, ...]
    likelihoods: tuple[Reals, ...]
    after: tuple[Reals, ...]
    final: tuple[Reals, ...]

    def from_prior(self, dm: int, prior: Reals) -> Reals:
        """Return somebody's beliefs about a decision maker's types after all observations, from another prior."""
        belief = np.asarray(prior, dtype=np.float64)
        for observation, likelihood in zip(self.observations, self.likelihoods, strict=True):
            if observation.by == dm:
                belief = updated(belief, likelihood)
        return belief


def posterior(
    conflict: Conflict,
    observations: Sequence[Observation],
    values: Sequence[Sequence[Reals]],
    responsiveness: Sequence[ArrayLike],
    *,
    rates: Sequence[float] | None = None,
    silence: bool = False,
) -> Posterior:
    """Return what observations say of the types of each decision maker.

    Parameters
    ----------
    conflict
        Its weights of types are the beliefs before the first observation.
    observations
        In the order in which they were made.
    values
        For each decision maker and each of its types the value of every state, shape ``(n_states,)``.
    responsiveness
        Of each decision maker, at least 0: one number, or several that are averaged over.
    rates, silence
        Whether days without an act of a decision maker count, at its rate of occasions a day.

    Raises
    ------
    ValueError
        When silence is to count and no rates are given, or an act is none of its maker's moves.
    """
    if silence and rates is None:
        raise ValueError("silence counts at the rate of occasions to act: give rates")
    prior = tuple(np.array([aim.weight for aim in types]) for types in conflict.types)
    now, likelihoods, after = list(prior), [], []
    last_seen: dict[int, tuple[float, int]] = {}
    for each in observations:
        own, sharpness = values[each.by], responsiveness[each.by]
        likelihood = likelihood_of(conflict, each, own, sharpness)
        if silence and rates is not None and each.day is not None and each.by in last_seen:
            day, state = last_seen[each.by]
            likelihood = likelihood * quiet(conflict, each.by, state, own, sharpness, rates[each.by] * (each.day - day))
        if each.day is not None:
            last_seen[each.by] = (each.day, each.before if each.words else each.after)
        now[each.by] = updated(now[each.by], likelihood)
        likelihoods.append(likelihood)
        after.append(now[each.by])
    return Posterior(tuple(observations), prior, tuple(likelihoods), tuple(after), tuple(now))


def updated(belief: Reals, likelihood: Reals) -> Reals:
    """Return beliefs after an observation by Bayes' rule; unchanged where no type could have made it."""
    product: Reals = belief * likelihood
    total = product.sum()
    after: Reals = product / total if total > 0 else belief
    return after


def likelihood_of(conflict: Conflict, seen: Observation, values: Sequence[Reals], responsiveness: ArrayLike) -> Reals:
    """Return the weighted likelihood of an observation under each type of its maker, shape ``(n_types,)``."""
    menu = np.array([seen.before, seen.after]) if seen.words else menu_of(conflict, seen.by, seen.before)
    chosen = np.flatnonzero(menu == seen.after)
    if not len(chosen):
        who, states = conflict.decision_makers[seen.by].id, conflict.space
        raise ValueError(
            f"{seen.id}: {who} has no move from {states.label(seen.before)} to {states.label(seen.after)}; "
            "an act must be one of its moves"
        )
    chances = np.array([logit(value[menu], responsiveness)[chosen[0]] for value in values])
    weighted: Reals = chances**seen.weight
    return weighted


def quiet(
    conflict: Conflict, dm: int, state: int, values: Sequence[Reals], responsiveness: ArrayLike, occasions: float
) -> Reals:
    """Return the probability of no move for an expected number of occasions, under each type, shape ``(n_types,)``.

    Occasions come as a Poisson process, so it is :math:`e^{-n (1 - p)}` with the chance p to stay on each.
    """
    menu = menu_of(conflict, dm, state)
    stays = np.array([logit(value[menu], responsiveness)[0] for value in values])
    chances: Reals = np.exp(-max(occasions, 0.0) * (1.0 - stays))
    return chances


def menu_of(conflict: Conflict, dm: int, state: int) -> NDArray[np.int64]:
    """Return what a decision maker can choose in a state: to stay, first, then its moves."""
    return np.append(state, conflict.targets(dm, state))


def logit(values: Reals, responsiveness: ArrayLike) -> Reals:
    """Return the logit choice probabilities among some values, averaged over responsiveness; shape as ``values``."""
    exponent = np.atleast_1d(responsiveness)[:, None] * (values - values.max())
    raised = np.exp(exponent)
    chances: Reals = (raised / raised.sum(axis=1, keepdims=True)).mean(axis=0)
    return chances


@dataclass(frozen=True, eq=False)
class Telling:
    """What a next act of a decision maker would say of its aim.

    Attributes
    ----------
    dm, to
        The decision maker, and the state that it would choose; the present one if it stays.
    chance
        The probability that it chooses so on its next occasion, over its types.
    after
        The beliefs about its types then, shape ``(n_types,)``.
    shift
        By how much they move: half the sum of the absolute changes, in [0, 1].
    """

    dm: int
    to: int
    chance: float
    after: Reals
    shift: float


def telling_acts(
    conflict: Conflict, dm: int, state: int, belief: Reals, values: Sequence[Reals], responsiveness: ArrayLike
) -> tuple[tuple[Telling, ...], float]:
    """Return what each next act would say of a decision maker's aim, most telling first, and how much to expect.

    Returns
    -------
    acts, information
        The acts, by what they shift the beliefs times their chance, and the expected information of the next act about
        the type in bits (the mutual information; Lindley 1956).
    """
    menu = menu_of(conflict, dm, state)
    chances = np.stack([logit(value[menu], responsiveness) for value in values])
    chance = belief @ chances
    acts = [
        Telling(dm, int(to), float(chance[k]), after := updated(belief, chances[:, k]), _shift(belief, after))
        for k, to in enumerate(menu)
    ]
    acts.sort(key=lambda act: (-act.shift * act.chance, act.to))
    ratio = np.where(chances > 0, chances / np.where(chance > 0, chance, 1.0), 1.0)
    information = float((belief[:, None] * chances * np.log2(ratio)).sum())
    return tuple(acts), max(information, 0.0)


def _shift(before: Reals, after: Reals) -> float:
    return float(np.abs(after - before).sum() / 2)
