"""The comply-or-grab test (:mod:`offramp.settlement.commitment`) along the steps to a package."""

from collections.abc import Sequence

import numpy as np

from offramp.conflict.model import Combination
from offramp.settlement.agreement import Agreement
from offramp.settlement.commitment import Commitment, commitment_of
from offramp.settlement.step_plan import PlannedStep
from offramp.settlement.values import Values

DISCOUNT = 0.9
"""The discount factor where none is given: what comes one step later counts nine tenths."""


def plan_commitment(
    agreed: Agreement,
    steps: Sequence[PlannedStep],
    start: int,
    values: Sequence[Values],
    no_deal: Values,
    combination: Combination,
    *,
    discount: float = DISCOUNT,
    chance: float = 0.0,
    penalty: float = 0.0,
) -> Commitment:
    """Return where along the steps to a package a party would rather grab than comply.

    At each state, from the start to the settled package, a party can let the plan go on, or do what it values most of
    what does not follow the plan (a move, or leaving its own step undone), and have its no-deal value ever after.

    Parameters
    ----------
    agreed, steps, start
        The package, and an order of the steps to it from a state.
    values
        Of each decision maker, the value of every state, shape ``(n_states,)``.
    no_deal
        What each party to the package has without a deal, shape ``(n_parties,)``.
    combination
        One type for each decision maker, the one that the values are for: what is a breach depends on it.
    discount, chance, penalty
        As in :func:`~offramp.settlement.commitment.commitment_of`.
    """
    conflict, parties = agreed.conflict, agreed.package.parties
    states = [start, *(step.to for step in steps)]
    following = [{step.to for step in steps[place:]} for place in range(len(states))]
    worth = np.array([values[dm][states] for dm in parties])
    grab, grab_to = np.full(worth.shape, -np.inf), np.full(worth.shape, -1)
    for row, dm in enumerate(parties):
        for column, state in enumerate(states):
            to = conflict.targets(dm, state)
            to = to[~np.isin(to, list(following[column]))]
            if column < len(steps) and steps[column].by == dm:
                to = np.append(to, state)  # it can leave its step undone
            elif column == len(steps):
                breaking = agreed.breaches(dm, to, combination)
                to = to[np.logical_or.reduce(list(breaking.values()))]
            if len(to):
                best = int(to[np.argmax(values[dm][to])])
                grab[row, column], grab_to[row, column] = values[dm][best], best
    return commitment_of(
        worth,
        grab,
        grab_to,
        punishment=no_deal,
        discount=discount,
        chance=chance,
        penalty=penalty,
        parties=[conflict.decision_makers[dm].name for dm in parties],
        steps=[f"step {number}" for number in range(1, len(steps) + 1)],
    )
