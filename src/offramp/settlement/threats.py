"""Threats and promises: whether their maker would carry them out when the time comes, under each of its aims.

A threat says what its maker will do if a demand is not met, a promise what it will do once the other has done its
part. Words alone bind nobody (Schelling 1960, The Strategy of Conflict): when the time comes the maker faces a move
like any other, and makes it if it gains by it and the others' replies do not deter it. What deters is what each
solution concept says (Fang, Hipel & Kilgour 1993). Since that depends on what the maker wants, each of its types is
asked; the others have their likeliest types.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Conflict
from offramp.settlement.acts import Doing, doing, holds_act
from offramp.settlement.aims import varying
from offramp.settlement.commitments import Commitment, Standing, Word
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies


@dataclass(frozen=True, eq=False)
class KeptWord:
    """Whether a threat or promise is kept.

    Attributes
    ----------
    conflict, commitment, concepts
        What was asked.
    due
        For each type of the maker, what becomes of it where it comes due.
    anyway
        For each type, what becomes of the same act where it does not come due; empty when that was not asked.
    """

    conflict: Conflict
    commitment: Commitment
    concepts: tuple[Concept, ...]
    due: tuple[Word, ...]
    anyway: tuple[Word, ...]

    def kept_by(self, concept: Concept) -> tuple[int, ...]:
        """Return the types (indices) that keep the word under a concept."""
        return tuple(k for k, word in enumerate(self.due) if word.kept(concept))

    def probability(self, concept: Concept) -> float:
        """Return the belief, in [0, 1], that it is kept under a concept: the weight of the types that keep it."""
        return sum((self.due[k].weight for k in self.kept_by(concept)), 0.0)

    def aim_decides(self, concept: Concept) -> bool:
        """Return whether some types keep the word and others do not."""
        return 0 < len(self.kept_by(concept)) < len(self.due)

    def unconditional(self, concept: Concept) -> tuple[int, ...]:
        """Return the types that would do it whether or not it comes due: for them it is a plan, no threat or promise.

        Empty when ``otherwise`` was not given.
        """
        return tuple(k for k in self.kept_by(concept) if self.anyway and self.anyway[k].kept(concept))


def keeps_word(
    conflict: Conflict,
    commitment: Commitment,
    *,
    values: Sequence[NDArray[np.float64]] | None = None,
    concepts: Sequence[Concept] = tuple(Concept),
) -> KeptWord:
    """Return whether the maker of a threat or promise would carry it out, under each of its types.

    Parameters
    ----------
    conflict
        In option form.
    commitment
        The threat or promise.
    values
        For each type of the maker the value of every state, shape ``(n_states,)``; for the gains.
    concepts
        Which concepts to look at.

    Raises
    ------
    ValueError
        When the act is empty, names options that are not there, or the conflict is in graph form; when ``values``
        are not one for each type.
    """
    maker = commitment.by
    if values is not None and len(values) != len(conflict.types[maker]):
        raise ValueError(f"values: {len(values)} arrays for {len(conflict.types[maker])} types; give one for each")
    combinations = varying(conflict, (maker,))
    replies = [Replies(conflict, combination) for combination in combinations]

    def words(state: int) -> tuple[Word, ...]:
        deed = doing(conflict, maker, state, commitment.act)
        own = [None] * len(replies) if values is None else values
        return tuple(
            _word(commitment, deed, state, each, value, concepts) for each, value in zip(replies, own, strict=True)
        )

    anyway = () if commitment.otherwise is None else words(commitment.otherwise)
    return KeptWord(conflict, commitment, tuple(concepts), words(commitment.state), anyway)


def _word(
    commitment: Commitment,
    deed: Doing,
    state: int,
    replies: Replies,
    values: NDArray[np.float64] | None,
    concepts: Sequence[Concept],
) -> Word:
    conflict, maker = replies.conflict, commitment.by
    aim = conflict.types[maker][replies.combination.types[maker]]
    level = aim.level.astype(np.int64)
    bar, possible = int(level[state]), deed.possible
    away = conflict.targets(maker, state)
    away = away[~holds_act(conflict, commitment.act, away)]
    away = away[np.argsort(-level[away], kind="stable")]
    away = away[level[away] > bar]  # improvements that do not carry it out, best first
    aside = int(away[0]) if len(away) else state
    way = max(deed.ways, key=lambda each: int(level[each.to]), default=None)
    kept_at = state if way is None else way.to
    compared = aside if deed.in_place else state
    tempting = away if deed.in_place else np.array([kept_at])
    tempting = tempting[level[tempting] > bar]

    def deterred(concept: Concept, to: NDArray[np.int64]) -> bool:
        return bool(replies.deterred(maker, concept, bar, to).all())

    better = away[level[away] > level[kept_at]]
    word = Word(
        type_id=aim.id,
        weight=aim.weight,
        combination=replies.combination,
        in_place=deed.in_place,
        way=way,
        levels=int(level[kept_at] - level[compared]) if possible else None,
        gain=float(values[kept_at] - values[compared]) if possible and values is not None else None,
        instead=aside if possible and level[aside] > level[kept_at] else None,
        outdone_under=tuple(c for c in concepts if possible and len(better) and not deterred(c, better)),
        deterred_under=tuple(c for c in concepts if len(tempting) and deterred(c, tempting)),
        standing={},
    )
    return replace(word, standing={c: _standing(word, c) for c in concepts})


def _standing(word: Word, concept: Concept) -> Standing:
    plain = word.standing_without_replies
    if concept not in word.deterred_under:
        return plain
    # what replies deter is the gain: of the act where it is to be done, of giving it up where it is in place
    return Standing.KEPT if word.in_place else Standing.DETERRED
