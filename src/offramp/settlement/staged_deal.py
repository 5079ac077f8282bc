"""A deal carried out in stages: what each party has by complying, by grabbing, and when it is punished for that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.question_error import QuestionError
from offramp.settlement.patience import TIE
from offramp.settlement.values import Values

LONGEST = 1000
"""Periods that a punishment may be spelled out for; one that is longer is as good as for ever."""


class CommitmentError(QuestionError, ValueError):
    """The question about a commitment cannot be asked as it was."""


@dataclass(frozen=True, eq=False)
class StagedDeal:
    """A deal in stages, one period each, and what stands behind it. Made by :func:`staged_deal`.

    Attributes
    ----------
    parties, stages
        Names.
    comply
        Shape ``(n_parties, n_stages)``: the payoff in each stage if all comply. The last stage is the finished deal,
        which goes on for ever.
    grab
        The same shape: the payoff in the stage of a grab; ``-inf`` where the party has nothing to grab.
    punishment
        Shape ``(n_parties, n_stages, n_periods)``: its payoffs in the periods after a grab in that stage.
    resumes
        Whether the deal is then taken up again at the stage where it was broken. Otherwise the last payoff of the
        punishment goes on for ever.
    discount
        Shape ``(n_parties,)``: what a payoff one period later is worth, in [0, 1).
    chance, penalty
        Shape ``(n_parties, n_stages)``: how likely the guarantor acts against a grab, and what that costs the party,
        at once.
    grab_to
        The same shape: the state that each grab leads to, where that was given; negative where there is none.
    """

    parties: tuple[str, ...]
    stages: tuple[str, ...]
    comply: Values
    grab: Values
    punishment: Values
    resumes: bool
    discount: Values
    chance: Values
    penalty: Values
    grab_to: NDArray[np.int64] | None = None

    @property
    def guarantee(self) -> Values:
        """The expected penalty, q K, shape ``(n_parties, n_stages)``."""
        return self.chance * self.penalty

    @property
    def size(self) -> Values:
        """The largest payoff, plus or minus, that each test weighs, shape ``(n_parties, n_stages)``."""
        going_on = np.abs(self.comply).max(axis=1, keepdims=True)
        grabs = np.abs(np.where(np.isfinite(self.grab), self.grab, 0))
        punished = np.abs(self.punishment).max(axis=2)
        size: Values = np.maximum(np.maximum(going_on, grabs), np.maximum(self.guarantee, punished))
        return size

    @property
    def rounding(self) -> Values:
        """What each test cannot tell from 0, per period, shape ``(n_parties, n_stages)``."""
        return TIE * self.size


def staged_deal(
    comply: ArrayLike,
    grab: ArrayLike,
    *,
    punishment: ArrayLike,
    discount: ArrayLike,
    periods: int | None = None,
    chance: ArrayLike = 0.0,
    penalty: ArrayLike = 0.0,
    parties: Sequence[str] = (),
    stages: Sequence[str] = (),
    grab_to: ArrayLike | None = None,
) -> StagedDeal:
    """Return a deal in stages.

    Parameters
    ----------
    comply
        Shape ``(n_parties, n_stages)``: payoffs per stage if all comply. The last stage is the finished deal, for ever.
    grab
        The same shape: the payoff in the stage of a grab; ``-inf`` where there is nothing to grab.
    punishment
        What a party has after its grab: one value per period, shape ``(n_parties,)``; or a path of payoffs per period,
        shape ``(n_parties, n_periods)``, or one for each stage, ``(n_parties, n_stages, n_periods)``. The last payoff
        of a path goes on.
    discount
        One number in [0, 1), or one for each party.
    periods
        How long the punishment lasts before the deal is taken up again where it was broken; for ever when left out.
    chance, penalty
        The guarantor's: one number, one for each stage, or shape ``(n_parties, n_stages)``. Probabilities and costs.
    parties, stages
        Names; numbered from 1 when left out.
    grab_to
        The shape of ``grab``: the number of the state that each grab leads to, negative where there is none.

    Raises
    ------
    CommitmentError
        A ``ValueError``: what does not fit, all problems at once.
    """
    table, grabs, path, factor, likely, costs = as_numbers(
        comply=comply, grab=grab, punishment=punishment, discount=discount, chance=chance, penalty=penalty
    )
    to = None if grab_to is None else as_numbers(grab_to=grab_to)[0].astype(np.int64)
    problems = [
        *_shape_problems(table, grabs, path, factor, (likely, costs)),
        *_number_problems(table, grabs, path, factor, likely, costs),
        *_period_problems(path, periods),
        *(_name_problems(table.shape, parties, stages) if table.ndim == 2 else ()),
    ]
    if to is not None and to.shape != table.shape:
        problems.append(f"grab_to: expected a state for each grab, {table.shape}; the shape is {to.shape}")
    if problems:
        raise CommitmentError(problems)
    n_parties, n_stages = table.shape
    return StagedDeal(
        parties=tuple(parties) or tuple(f"party {i + 1}" for i in range(n_parties)),
        stages=tuple(stages) or tuple(f"stage {k + 1}" for k in range(n_stages)),
        comply=table,
        grab=grabs,
        punishment=_spelled_out(path, table.shape, periods),
        resumes=periods is not None,
        discount=np.broadcast_to(factor, (n_parties,)),
        chance=np.broadcast_to(likely, table.shape),
        penalty=np.broadcast_to(costs, table.shape),
        grab_to=to,
    )


def as_numbers(**given: ArrayLike) -> tuple[Values, ...]:
    """Return arrays of numbers, or raise a :class:`CommitmentError` that names what is none."""
    arrays, problems = [], []
    for name, each in given.items():
        try:
            arrays.append(np.asarray(each, dtype=np.float64))
        except (TypeError, ValueError):
            problems.append(f"{name}: expected numbers in rows of one length")
    if problems:
        raise CommitmentError(problems)
    return tuple(arrays)


def _spelled_out(path: Values, shape: tuple[int, ...], periods: int | None) -> Values:
    """Return the punishment as shape ``(n_parties, n_stages, n_periods)``."""
    if path.ndim == 1:
        path = path[:, None]
    if path.ndim == 2:
        path = path[:, None, :]
    missing = 0 if periods is None else periods - path.shape[2]
    longer = np.concatenate([path, np.repeat(path[:, :, -1:], missing, axis=2)], axis=2)
    return np.broadcast_to(longer, (*shape, longer.shape[2]))


def _shape_problems(
    comply: Values, grab: Values, path: Values, discount: Values, guarantor: tuple[Values, Values]
) -> Iterator[str]:
    if comply.ndim != 2:
        yield f"comply: expected a row for each party and a column for each stage; the shape is {comply.shape}"
        return
    n_parties, n_stages = comply.shape
    if not n_parties:
        yield "no parties: comply needs a row for each"
    if not n_stages:
        yield "no stages: comply needs a column for each, the last for the finished deal"
    if grab.shape != comply.shape:
        yield f"grab: expected the shape of comply, {comply.shape}; it is {grab.shape}. Nothing to grab is -inf"
    fits = ((n_parties,), (n_parties, *path.shape[1:2]), (n_parties, n_stages, *path.shape[2:3]))
    if path.ndim not in (1, 2, 3) or path.shape != fits[path.ndim - 1]:
        yield (
            f"punishment: expected ({n_parties},), ({n_parties}, periods) or ({n_parties}, {n_stages}, periods); "
            f"the shape is {path.shape}"
        )
    elif n_parties and n_stages and not path.size:
        yield "punishment: a path needs one period or more"
    if discount.shape not in ((), (n_parties,)):
        yield f"discount: expected one number, or {n_parties}, one for each party; the shape is {discount.shape}"
    for name, each in zip(("chance", "penalty"), guarantor, strict=True):
        if each.shape not in ((), (n_stages,), comply.shape):
            yield f"{name}: expected one number, {n_stages}, one for each stage, or {comply.shape}; it is {each.shape}"


def _number_problems(
    comply: Values, grab: Values, path: Values, discount: Values, chance: Values, penalty: Values
) -> Iterator[str]:
    if not (np.isfinite(comply).all() and np.isfinite(path).all()):
        yield "comply and punishment must be finite numbers"
    if not np.all(np.isfinite(grab) | np.isneginf(grab)):
        yield "grab must be finite numbers, or -inf where there is nothing to grab"
    if not np.all((discount >= 0) & (discount < 1)):
        yield f"discount must be at least 0 and below 1; it is {_told(discount)}"
    if not np.all((chance >= 0) & (chance <= 1)):
        yield f"chance is a probability, between 0 and 1; it is {_told(chance)}"
    if not np.all((penalty >= 0) & np.isfinite(penalty)):
        yield f"penalty is what a grab costs, 0 or more, and finite; it is {_told(penalty)}"


def _period_problems(path: Values, periods: int | None) -> Iterator[str]:
    longest = path.shape[-1] if path.ndim > 1 else 1
    if longest > LONGEST or (periods is not None and periods > LONGEST):
        yield f"a punishment may be spelled out for up to {LONGEST} periods; leave periods out for one that never ends"
    if periods is not None and periods < 1:
        yield f"periods: a punishment lasts 1 period or more; here {periods}"
    elif periods is not None and longest > periods:
        yield f"periods: the punishment path has {longest} payoffs for {periods} periods"


def _name_problems(shape: tuple[int, ...], parties: Sequence[str], stages: Sequence[str]) -> Iterator[str]:
    for name, given, expected in (("parties", parties, shape[0]), ("stages", stages, shape[1])):
        if given and len(given) != expected:
            yield f"{name}: there are {len(given)} names for {expected}"


def _told(numbers: Values) -> str:
    return str(numbers.tolist())
