"""Threats and promises: whether their maker would carry them out when the time comes, under each of its aims.

A threat says what its maker will do if a demand is not met, a promise what it will do once the other has done its
part. Words alone bind nobody (Schelling 1960, The Strategy of Conflict): when the time comes the maker faces a move
like any other, and makes it if it gains by it and the others' replies do not deter it. What deters is what each
solution concept says (Fang, Hipel & Kilgour 1993). Since that depends on what the maker wants, each of its types is
asked; the others have their likeliest types.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.settlement.acts import Doing, Way, doing, holds_act
from offramp.settlement.aims import varying
from offramp.stability.concepts import Concept
from offramp.stability.replies import Replies


class Kind(StrEnum):
    """What has been announced."""

    THREAT = "threat"
    PROMISE = "promise"


class Standing(StrEnum):
    """What becomes of an announcement when it comes due."""

    CANNOT = "cannot"  # no move of the maker does it
    KEPT = "kept"  # it gains by it and nothing deters it; or it is in place, and nothing undeterred tempts it away
    DETERRED = "deterred"  # it would gain by the move itself, and the others' replies deter it
    INDIFFERENT = "indifferent"  # it neither gains nor loses
    BLUFF = "bluff"  # it loses by it (of a promise: an empty promise)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A threat or a promise.

    Attributes
    ----------
    kind, by
        What it is, and the index of its maker.
    act
        What the maker says that it will do, by option index. An act that is in place when it comes due (a promise to
        leave something undone) is kept by not moving away from it.
    state
        Index of the state in which it comes due. Of a threat: the demand is not met there. Of a promise: the other
        has done its part.
    otherwise
        Index of the state in which it does not come due. Of a threat: the demand is met there. Of a promise: the
        other has not done its part. ``None``: not looked at.
    """

    kind: Kind
    by: int
    act: Mapping[int, bool]
    state: int
    otherwise: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What becomes of an announcement if its maker has one of its types.

    Attributes
    ----------
    type_id, weight, combination
        The maker's type (``None``: it has one only), the belief in it, and the combination that was looked at.
    in_place
        Whether the act is in place already when it comes due.
    way
        The move that carries it out with as few other changes as can be, of several the one that this type likes
        best; ``None`` where it is in place or cannot be done.
    levels
        By how many levels of its order the maker is better off having carried it out than not having moved. Where it
        is in place: than by its best move away from it (0 where no move away is an improvement). ``None`` where it
        cannot be done.
    gain
        The same in the values that were passed in.
    instead
        A state that the maker likes still better, by a move that does not carry it out, or by staying; ``None`` where
        there is none.
    deterred_under
        The concepts under which the others' replies deter what it would gain by: carrying it out or, where it is in
        place, every improvement that moves away from it.
    standing
        By concept.
    """

    type_id: str | None
    weight: float
    combination: Combination
    in_place: bool
    way: Way | None
    levels: int | None
    gain: float | None
    instead: int | None
    deterred_under: tuple[Concept, ...]
    standing: Mapping[Concept, Standing]

    @property
    def best(self) -> bool:
        """Whether the maker has nothing better to do than to carry it out (or leave it in place)."""
        return self.standing_without_replies in (Standing.KEPT, Standing.INDIFFERENT) and self.instead is None

    @property
    def standing_without_replies(self) -> Standing:
        """What becomes of it if the maker does not think of replies."""
        if self.levels is None:
            return Standing.CANNOT
        if self.levels < 0:
            return Standing.BLUFF
        return Standing.KEPT if self.levels > 0 or self.in_place else Standing.INDIFFERENT

    def kept(self, concept: Concept) -> bool:
        """Return whether it keeps its word under a concept."""
        return self.standing[concept] is Standing.KEPT


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
        return sum(self.due[k].weight for k in self.kept_by(concept))

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
    away = conflict.targets(maker, state)
    away = away[~holds_act(conflict, commitment.act, away)]
    best_away = int(away[np.argmax(level[away])]) if len(away) else state
    if deed.in_place:
        kept_at, way = state, None
        other = best_away if level[best_away] > level[state] else state
        tempting = away[level[away] > level[state]]
    else:
        way = max(deed.ways, key=lambda each: int(level[each.to]), default=None)
        kept_at, other = state if way is None else way.to, state
        tempting = np.array([kept_at]) if level[kept_at] > level[state] else np.empty(0, dtype=np.int64)
        if level[best_away] <= level[state]:
            best_away = state
    bar = int(level[state])
    deterred = tuple(c for c in concepts if len(tempting) and bool(replies.deterred(maker, c, bar, tempting).all()))
    possible = deed.possible
    word = Word(
        type_id=aim.id,
        weight=aim.weight,
        combination=replies.combination,
        in_place=deed.in_place,
        way=way,
        levels=int(level[kept_at] - level[other]) if possible else None,
        gain=float(values[kept_at] - values[other]) if possible and values is not None else None,
        instead=best_away if possible and level[best_away] > level[kept_at] else None,
        deterred_under=deterred,
        standing={},
    )
    return replace(word, standing={c: _standing(word, c) for c in concepts})


def _standing(word: Word, concept: Concept) -> Standing:
    plain = word.standing_without_replies
    if concept not in word.deterred_under:
        return plain
    # what replies deter is the gain: of the act where it is to be done, of giving it up where it is in place
    return Standing.KEPT if word.in_place else Standing.DETERRED
