"""Threats and promises, and what becomes of them: plain values.

A threat says what its maker will do if a demand is not met, a promise what it will do once the other has done its
part (Schelling 1960, The Strategy of Conflict).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from offramp.conflict.model import Combination
from offramp.settlement.acts import Way
from offramp.stability.concepts import Concept


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
    outdone_under
        The concepts under which it has a better move that does not carry it out and that replies do not deter: then
        it gains by keeping its word, and would rather do that other thing.
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
    outdone_under: tuple[Concept, ...]
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

    def first_choice(self, concept: Concept) -> bool:
        """Return whether it keeps its word and has nothing better to do that replies would not deter."""
        return self.kept(concept) and concept not in self.outdone_under
