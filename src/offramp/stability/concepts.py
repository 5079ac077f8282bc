"""The solution concepts, by their short names."""

from enum import StrEnum


class Concept(StrEnum):
    """A solution concept: when a decision maker would rather stay in a state than leave it.

    In the order of the bits that hold verdicts (see :class:`offramp.stability.solution.Solution`).
    """

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"
    SSEQ = "sseq"

    @property
    def bit(self) -> int:
        """The verdict bit of this concept, a power of two."""
        return 1 << list(Concept).index(self)

    @property
    def full_name(self) -> str:
        """The name in full."""
        return _FULL_NAMES[self]

    @property
    def reference(self) -> str:
        """Who defined it, and when."""
        return _REFERENCES[self]

    @property
    def meaning(self) -> str:
        """When a state is stable for a decision maker, in one line."""
        return _MEANINGS[self]

    @property
    def credible(self) -> bool:
        """Whether sanctioning moves must be improvements for those who make them."""
        return self in (Concept.SEQ, Concept.SSEQ)

    @property
    def escape_proof(self) -> bool:
        """Whether a sanction counts only if the decision maker cannot move on from it to something better."""
        return self in (Concept.SMR, Concept.SSEQ)


_FULL_NAMES = {
    Concept.NASH: "Nash stability (rationality)",
    Concept.GMR: "general metarationality",
    Concept.SMR: "symmetric metarationality",
    Concept.SEQ: "sequential stability",
    Concept.SSEQ: "symmetric sequential stability",
}

_MEANINGS = {
    Concept.NASH: "it has no move that it likes better",
    Concept.GMR: "each better move can be answered so that it ends no better off",
    Concept.SMR: "as GMR, and it cannot escape from the answer by a move of its own",
    Concept.SEQ: "each better move can be answered so by moves that those who answer gain by",
    Concept.SSEQ: "as SEQ, and it cannot escape from the answer by a move of its own",
}

_REFERENCES = {
    Concept.NASH: "Nash 1950, 1951",
    Concept.GMR: "Howard 1971",
    Concept.SMR: "Howard 1971",
    Concept.SEQ: "Fraser & Hipel 1979, 1984",
    Concept.SSEQ: "Rêgo & Vieira 2015, 2017",
}
