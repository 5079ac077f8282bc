r"""Would the guarantor act? His own cost of acting against his own stake in the deal.

A guarantee is worth what its giver would do when the time comes. Against a grab in stage :math:`k` acting costs him
:math:`a_k`; letting it pass loses him :math:`b_k`, his stake (a loss of :math:`s` in every period from the next on is
worth :math:`d s/(1-d)`). He acts when :math:`b_k \ge a_k`. Walter (1997, 2002): a guarantor must have an interest of
his own in the deal, the means, and a will that can be seen. Where he would not act the test is made again without him.

References
----------
B. F. Walter (1997). The critical barrier to civil war settlement. International Organization 51:335-364; (2002)
Committing to Peace. Princeton University Press.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.settlement.commitment import Commitment, commitment
from offramp.settlement.staged_deal import CommitmentError, StagedDeal, as_numbers
from offramp.settlement.values import Values


@dataclass(frozen=True, eq=False)
class Guarantor:
    """Whether a guarantor's own act is worth it for him. Arrays have shape ``(n_stages,)``.

    Attributes
    ----------
    promised
        The test with the guarantee as it was promised.
    cost, stake
        What acting costs him, and what he loses by letting a grab in that stage pass, as present values.
    credible
        The test with the guarantee only where he would act.
    """

    promised: Commitment
    cost: Values
    stake: Values
    credible: Commitment

    @property
    def gain(self) -> Values:
        """What acting brings him on balance; below 0 he would rather let the grab pass."""
        return self.stake - self.cost

    @property
    def acts(self) -> NDArray[np.bool_]:
        """Where acting is worth it for him; he does not break his word where it makes no difference to him."""
        acts: NDArray[np.bool_] = np.asarray(self.stake >= self.cost)
        return acts

    @property
    def needed(self) -> NDArray[np.bool_]:
        """Where somebody would grab without him."""
        needed: NDArray[np.bool_] = np.any(~unguaranteed(self.promised.deal).holds, axis=0)
        return needed

    @property
    def hollow(self) -> tuple[int, ...]:
        """The stages in which he is needed and would not act."""
        return tuple(np.flatnonzero(self.needed & ~self.acts).tolist())


def guarantor(deal: StagedDeal, cost: ArrayLike, stake: ArrayLike) -> Guarantor:
    """Return where the guarantor of a deal would act, and whether it holds on what he would do.

    Parameters
    ----------
    deal
        The deal with his chance and penalty as promised.
    cost, stake
        One number, or shape ``(n_stages,)``: what acting costs him, and what letting a grab pass does; 0 or more.

    Raises
    ------
    CommitmentError
        A ``ValueError``: what does not fit, all problems at once.
    """
    n_stages = len(deal.stages)
    given = dict(zip(("cost", "stake"), as_numbers(cost=cost, stake=stake), strict=True))
    problems = [
        f"{name}: expected one number, or {n_stages}, one for each stage; the shape is {each.shape}"
        for name, each in given.items()
        if each.shape not in ((), (n_stages,))
    ]
    problems += [
        f"{name} must be 0 or more, and finite; it is {each.tolist()}"
        for name, each in given.items()
        if not np.all((each >= 0) & np.isfinite(each))
    ]
    if problems:
        raise CommitmentError(problems)
    costs, stakes = (np.broadcast_to(each, (n_stages,)) for each in given.values())
    believed = replace(deal, chance=np.where(stakes >= costs, deal.chance, 0))
    return Guarantor(commitment(deal), costs, stakes, commitment(believed))


def unguaranteed(deal: StagedDeal) -> Commitment:
    """Return the test without a guarantor."""
    return commitment(replace(deal, chance=np.zeros_like(deal.chance)))
