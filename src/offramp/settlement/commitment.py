r"""Does each party comply at every stage of a deal, or grab what it can? The commitment problem (Powell 2006).

With payoffs per period and the discount factor :math:`d`, complying in stage :math:`k` and ever after is worth
:math:`V_i(k) = \sum_j d^j c_i(k+j)` to party :math:`i`, the last stage going on for ever. Grabbing brings
:math:`G_i(k)` at once and the punishment path, worth :math:`W_i(k)`, from the next period on; a guarantor acts with
probability :math:`q` and then costs it :math:`K` at once (Walter 1997, 2002). The deal holds when for each party and
stage

.. math:: V_i(k) \ge G_i(k) + d\,W_i(k) - qK .

By the one-shot deviation principle that is the test of a subgame-perfect equilibrium on the path of the deal. With one
stage that repeats and the worst equilibrium as punishment it is the grim trigger (Friedman 1971), with
:math:`d^* = (G-c)/(G-p)`. Whether those who punish would carry it out is not tested here.

References
----------
J. W. Friedman (1971). A non-cooperative equilibrium for supergames. Review of Economic Studies 38:1-12.
R. Powell (2006). War as a commitment problem. International Organization 60:169-203.
B. F. Walter (1997). The critical barrier to civil war settlement. International Organization 51:335-364; (2002)
Committing to Peace. Princeton University Press.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.settlement.patience import TIE, Patience, common, patience_of
from offramp.settlement.staged_deal import StagedDeal, as_numbers, staged_deal
from offramp.settlement.values import Values

FINISHED = "the finished deal"
"""What the last stage of a step plan is called."""


@dataclass(frozen=True, slots=True)
class Break:
    """A party that would rather grab.

    Attributes
    ----------
    stage, party
        Indices.
    gain
        What it gains by that in present value, above 0.
    to
        The state that the grab leads to, where it was given.
    """

    stage: int
    party: int
    gain: float
    to: int | None


@dataclass(frozen=True, eq=False)
class Commitment:
    """The comply-or-grab test of a staged deal. Arrays have shape ``(n_parties, n_stages)``.

    Attributes
    ----------
    deal
        What was asked of.
    comply_value, grab_value
        The present value of complying, and of grabbing with the punishment and the guarantor counted.
    holds
        Whether the party complies, ties within rounding included.
    patience
        For each party: the discount factors at which it complies in every stage, all else as given.
    guarantee_needed
        The smallest expected penalty q K at which the party complies; 0 where none is needed.
    """

    deal: StagedDeal
    comply_value: Values
    grab_value: Values
    holds: NDArray[np.bool_]
    patience: tuple[Patience, ...]
    guarantee_needed: Values

    @property
    def slack(self) -> Values:
        """What each party would lose by grabbing; below 0 it gains. Infinite where there is nothing to grab."""
        return self.comply_value - self.grab_value

    @property
    def stands(self) -> bool:
        """Whether every party complies in every stage."""
        return bool(self.holds.all())

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Who would grab, by stage and then by what it gains, most first."""
        slack, to = self.slack, self.deal.grab_to
        found = [
            Break(int(stage), int(party), float(-slack[party, stage]), None if to is None else int(to[party, stage]))
            for party, stage in np.argwhere(~self.holds)
        ]
        return tuple(sorted(found, key=lambda each: (each.stage, -each.gain)))

    @property
    def first_break(self) -> Break | None:
        """The earliest stage at which a party would grab, and who gains most by it; ``None`` if the deal holds."""
        return min(self.breaks, key=lambda each: each.stage, default=None)

    @property
    def common_patience(self) -> Patience:
        """The discount factors at which the deal holds if all parties have the same."""
        return common(self.patience)

    @property
    def least_guarantee(self) -> float:
        """The smallest expected penalty q K that holds the deal if it is the same for each party and stage."""
        return float(self.guarantee_needed.max())

    @property
    def penalty_needed(self) -> Values:
        """The smallest penalty K at the chance given; infinite where none would do, since the guarantor never acts."""
        return _shared(self.guarantee_needed, self.deal.chance)

    @property
    def chance_needed(self) -> Values:
        """The smallest chance q at the penalty given; infinite where even a guarantor sure to act would not do."""
        needed = _shared(self.guarantee_needed, self.deal.penalty)
        return np.where(needed <= 1 + TIE, np.minimum(needed, 1), np.inf)


def commitment(deal: StagedDeal) -> Commitment:
    """Return whether each party complies in every stage, and what would make it comply."""
    comply_value = _comply_value(deal)
    factor = deal.discount[:, None]
    grab_value = deal.grab - deal.guarantee + factor * _punished_value(deal, comply_value)
    slack = comply_value - grab_value
    gain = deal.guarantee - slack  # of grabbing, without the guarantor
    return Commitment(
        deal=deal,
        comply_value=comply_value,
        grab_value=grab_value,
        holds=slack * (1 - factor) >= -deal.rounding,
        patience=tuple(_patience(deal, party) for party in range(len(deal.parties))),
        guarantee_needed=np.where(gain * (1 - factor) > deal.rounding, gain, 0),
    )


def commitment_of(
    values: ArrayLike,
    grab: ArrayLike,
    grab_to: ArrayLike | None = None,
    *,
    punishment: ArrayLike,
    discount: ArrayLike,
    periods: int | None = None,
    chance: ArrayLike = 0.0,
    penalty: ArrayLike = 0.0,
    parties: Sequence[str] = (),
    steps: Sequence[str] = (),
) -> Commitment:
    """Return the comply-or-grab test along a step plan, one step a period.

    In the k-th period the plan stands in its k-th state. To comply is to let the next step be taken: the party has
    the value of the state after it in that period. Once the last step is taken the last state goes on for ever, and can
    still be left.

    Parameters
    ----------
    values
        Shape ``(n_parties, n_steps + 1)``: what each state of the plan is worth per period, the first before any step.
    grab
        The same shape: the value of the best state that the party could grab from there; ``-inf`` where it has none.
    grab_to
        The same shape: that state; a negative number where there is none.
    punishment
        Shape ``(n_parties,)``: the value of the state without a deal (or a path, see :func:`staged_deal`).
    discount, periods, chance, penalty, parties
        As in :func:`staged_deal`; the guarantor's numbers by stage have ``n_steps + 1`` entries.
    steps
        What each step is called.

    Raises
    ------
    CommitmentError
        A ``ValueError``: what does not fit, all problems at once; it speaks of ``values`` as of ``comply``.
    """
    (states,) = as_numbers(values=values)
    after = np.concatenate([states[:, 1:], states[:, -1:]], axis=1) if states.ndim == 2 else states
    deal = staged_deal(
        after,
        grab,
        punishment=punishment,
        discount=discount,
        periods=periods,
        chance=chance,
        penalty=penalty,
        parties=parties,
        stages=(*steps, FINISHED) if steps else (),
        grab_to=grab_to,
    )
    return commitment(deal)


def _comply_value(deal: StagedDeal) -> Values:
    """Backwards from the finished deal, which goes on for ever."""
    values = np.empty_like(deal.comply)
    values[:, -1] = deal.comply[:, -1] / (1 - deal.discount)
    for stage in range(values.shape[1] - 2, -1, -1):
        values[:, stage] = deal.comply[:, stage] + deal.discount * values[:, stage + 1]
    return values


def _punished_value(deal: StagedDeal, comply_value: Values) -> Values:
    """Backwards along the punishment, from what comes after it: the deal again, or its last payoff for ever."""
    factor = deal.discount[:, None]
    value = comply_value if deal.resumes else deal.punishment[:, :, -1] / (1 - factor)
    for period in range(deal.punishment.shape[2] - 1, -1, -1):
        value = deal.punishment[:, :, period] + factor * value
    return value


def _patience(deal: StagedDeal, party: int) -> Patience:
    """Stage by stage, the stream of complying less that of grabbing."""
    stages = np.flatnonzero(np.isfinite(deal.grab[party])).tolist()
    return common(patience_of(_difference(deal, party, stage), float(deal.size[party, stage])) for stage in stages)


def _difference(deal: StagedDeal, party: int, stage: int) -> Values:
    """Return payoffs per period, complying less grabbing, until both are the same for ever."""
    going_on = deal.comply[party, stage:]
    now = deal.grab[party, stage] - deal.guarantee[party, stage]
    after = going_on if deal.resumes else deal.punishment[party, stage, -1:]
    grabbing = np.concatenate([[now], deal.punishment[party, stage], after])
    length = max(len(going_on), len(grabbing))
    comply, grab = (np.pad(each, (0, length - len(each)), mode="edge") for each in (going_on, grabbing))
    difference: Values = comply - grab
    return difference


def _shared(needed: Values, by: Values) -> Values:
    """Return ``needed / by``; infinite where something is needed and ``by`` is 0."""
    shares = np.where(needed > 0, np.inf, 0.0)
    return np.divide(needed, by, out=shares, where=by > 0)
