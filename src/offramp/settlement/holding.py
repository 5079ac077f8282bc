"""Will a package hold? Who would break it, by which move, for what gain, and who could punish that.

A package holds under a solution concept when every unilateral improvement that breaks it (leaves what counts as
settled, or departs from a term at another party's cost) is deterred under that concept. That is stability (Fang, Hipel
& Kilgour 1993) asked of the breaches alone: further improvements that leave the package settled are told apart and do
not count against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination
from offramp.conflict.steps import Step
from offramp.settlement.agreement import SETTLED, TO_THE_LETTER, Agreement, Breach
from offramp.stability.concepts import Concept
from offramp.stability.explain import Explainer
from offramp.stability.explanation import Sanction
from offramp.stability.replies import Replies


@dataclass(frozen=True, slots=True)
class Break:
    """A unilateral improvement that breaks a package.

    Attributes
    ----------
    by, to
        Who would move, and to which state.
    breach
        How it breaks the package.
    levels_gained
        By how many levels of its order the mover is better off, at least 1.
    gain
        By how much in the values that were passed in; ``None`` without values.
    hurt
        The parties (indices) that it leaves worse off than the package.
    deterred_under
        The solution concepts, of those asked for, under which it is deterred.
    """

    by: int
    to: int
    breach: Breach
    levels_gained: int
    gain: float | None
    hurt: tuple[int, ...]
    deterred_under: tuple[Concept, ...]


@dataclass(frozen=True, eq=False)
class Holding:
    """Whether a package holds, and what would break it.

    Attributes
    ----------
    agreement, combination, concepts
        What was asked.
    breaks
        Every unilateral improvement that breaks the package, by mover, best for the mover first.
    harmless
        Every further unilateral improvement: it leaves the package settled, and takes nothing back at another's cost.
    """

    agreement: Agreement
    combination: Combination
    concepts: tuple[Concept, ...]
    breaks: tuple[Break, ...]
    harmless: tuple[Step, ...]

    def holds(self, concept: Concept, counted: frozenset[Breach] = TO_THE_LETTER) -> bool:
        """Return whether every break that counts is deterred under a concept."""
        return not self.undeterred(concept, counted)

    def undeterred(self, concept: Concept, counted: frozenset[Breach] = TO_THE_LETTER) -> tuple[Break, ...]:
        """Return the breaks that count and that nothing deters.

        Raises
        ------
        ValueError
            When the concept was not asked for.
        """
        if concept not in self.concepts:
            raise ValueError(f"{concept.value} was not asked for")
        return tuple(each for each in self.breaks if each.breach in counted and concept not in each.deterred_under)

    @property
    def holds_under(self) -> dict[Concept, bool]:
        """Whether the package holds: nobody leaves what counts as settled, or departs from a term at another's cost."""
        return {concept: self.holds(concept) for concept in self.concepts}

    @property
    def stays_settled_under(self) -> dict[Concept, bool]:
        """Whether it at least stays settled, whatever becomes of the terms that ``settled_when`` does not speak of."""
        return {concept: self.holds(concept, SETTLED) for concept in self.concepts}

    @property
    def breakers(self) -> tuple[int, ...]:
        """Whoever would gain by some break, increasing."""
        return tuple(sorted({each.by for each in self.breaks}))

    def punishment(self, broken: Break, concept: Concept) -> Sanction | None:
        """Return a shortest reply of the others that deters a break under a concept, if there is one."""
        if concept not in broken.deterred_under:
            return None
        explainer = Explainer(self.agreement.conflict, self.combination)
        explanation = explainer.explain(self.agreement.state, broken.by, concept)
        return next(each.sanction for each in explanation.improvements if each.to == broken.to)


def holding(
    agreement: Agreement,
    combination: Combination | None = None,
    *,
    values: Sequence[NDArray[np.float64]] | None = None,
    replies: Replies | None = None,
    concepts: Sequence[Concept] = tuple(Concept),
) -> Holding:
    """Return what would break a package, and under which concepts that is deterred.

    Parameters
    ----------
    agreement
        The package and the state that it is settled in.
    combination
        One type for each decision maker; the likeliest when left out.
    values
        Of each decision maker, the value of every state, shape ``(n_states,)``; for the gains.
    replies
        The replies of this conflict and combination, if they have been asked for already.
    concepts
        Which concepts to look at.
    """
    conflict = agreement.conflict
    combination = combination or conflict.likeliest()
    replies = replies or Replies(conflict, combination)
    breaks: list[Break] = []
    harmless: list[Step] = []
    for dm in range(conflict.n_dms):
        to = conflict.improvements(dm, agreement.state, combination)
        kinds = agreement.breaches(dm, to, combination)
        harmless += [Step(dm, state) for state in to[~np.logical_or.reduce(list(kinds.values()))].tolist()]
        own = None if values is None else values[dm]
        for breach, mask in kinds.items():
            breaks += _breaks(agreement, replies, concepts, dm, to[mask], breach, own)
    breaks.sort(key=lambda each: (each.by, -each.levels_gained, each.to))
    return Holding(agreement, combination, tuple(concepts), tuple(breaks), tuple(harmless))


def _breaks(
    agreement: Agreement,
    replies: Replies,
    concepts: Sequence[Concept],
    dm: int,
    to: NDArray[np.int64],
    breach: Breach,
    values: NDArray[np.float64] | None,
) -> list[Break]:
    """Judge one decision maker's breaks of one kind."""
    if not len(to):
        return []
    level, here = agreement.conflict.level(dm, replies.combination).astype(np.int64), agreement.state
    deterred = {concept: replies.deterred(dm, concept, int(level[here]), to) for concept in concepts}
    return [
        Break(
            by=dm,
            to=state,
            breach=breach,
            levels_gained=int(level[state] - level[here]),
            gain=None if values is None else float(values[state] - values[here]),
            hurt=_hurt(agreement, replies.combination, dm, state),
            deterred_under=tuple(concept for concept in concepts if deterred[concept][position]),
        )
        for position, state in enumerate(to.tolist())
    ]


def _hurt(agreement: Agreement, combination: Combination, dm: int, to: int) -> tuple[int, ...]:
    levels = {party: agreement.conflict.level(party, combination) for party in agreement.package.parties if party != dm}
    return tuple(party for party, level in levels.items() if level[to] < level[agreement.state])
