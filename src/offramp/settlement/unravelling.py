"""Does a package come undone step by step? Harmless improvements that open the way to a break.

A package may hold where it is settled and yet not last: further improvements, each of which leaves it settled, may lead
to a state where somebody gains by breaking it and nothing deters that. Found by status quo analysis (Li, Kilgour &
Hipel 2005) kept inside what counts as settled.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination
from offramp.conflict.steps import Step
from offramp.evolution.reach import reachable
from offramp.settlement.agreement import TO_THE_LETTER, Agreement, Breach
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies


@dataclass(frozen=True, slots=True)
class Unravelling:
    """How a package comes undone.

    Attributes
    ----------
    drift
        Harmless improvements from the settled state, nobody twice in a row; at least one.
    last
        The improvement that then breaks the package, which nothing deters. It may be a second move in a row of the
        one who moved last: time has passed, and the package stood settled.
    """

    drift: tuple[Step, ...]
    last: Step


def unravelling(
    agreement: Agreement,
    concept: Concept,
    combination: Combination | None = None,
    *,
    counted: frozenset[Breach] = TO_THE_LETTER,
    replies: Replies | None = None,
) -> Unravelling | None:
    """Return a shortest way for a package to come undone after it is settled; ``None`` when there is none.

    Parameters
    ----------
    agreement
        The package and the state that it is settled in.
    concept
        What deters the last improvement, or not. The harmless ones before it are made whatever the replies may be.
    combination
        One type for each decision maker; the likeliest when left out.
    counted
        What counts as a break, against the package as settled. The drift stays inside what counts.
    replies
        The replies of this conflict and combination, if they have been asked for already.
    """
    conflict = agreement.conflict
    combination = combination or conflict.likeliest()
    replies = replies or Replies(conflict, combination)
    inside = agreement.inside(counted)
    reach = reachable(conflict, agreement.state, combination, improvements_only=True, stop_at=~inside)
    drifted = np.flatnonzero(inside & reach.reached)
    drifted = drifted[np.argsort(reach.distance[drifted], kind="stable")]
    drifted = drifted[drifted != agreement.state]
    undone = [
        (first[0], Step(dm, first[1]))
        for dm in range(conflict.n_dms)
        if (first := _first_break(agreement, replies, concept, counted, dm, drifted)) is not None
    ]
    if not undone:
        return None
    position, last = min(undone, key=lambda each: each[0])
    return Unravelling(reach.path(int(drifted[position])) or (), last)


def _first_break(
    agreement: Agreement,
    replies: Replies,
    concept: Concept,
    counted: frozenset[Breach],
    dm: int,
    states: NDArray[np.int64],
) -> tuple[int, int] | None:
    """Return the first of some states that a decision maker breaks the package from (its position), and where to."""
    level = replies.conflict.level(dm, replies.combination)
    position, to = replies.conflict.moves_from(dm, states)
    bar = level[states[position]]
    kinds = agreement.breaches(dm, to, replies.combination)
    breaking = (level[to] > bar) & np.logical_or.reduce([kinds[breach] for breach in counted])
    position, to, bar = position[breaking], to[breaking], bar[breaking]
    if concept is not Concept.NASH and len(to):
        undeterred = replies.least(dm, concept)[to] > bar
        position, to = position[undeterred], to[undeterred]
    return (int(position[0]), int(to[0])) if len(to) else None
