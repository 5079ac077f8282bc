"""Analysis of competing hypotheses: which claims tell the endings apart, and which ending has least against it.

A matrix of claims by hypotheses; each cell says how consistent the claim is with the hypothesis. What speaks for a
hypothesis counts little, since it may speak for others as well; what speaks against it counts: the hypothesis to hold
to is the one with the least evidence against it. Evidence that is as consistent with every hypothesis is of no use for
the choice: it is not diagnostic.

Heuer, R. J. (1999), Psychology of Intelligence Analysis, chapter 8. Center for the Study of Intelligence. The marks CC
and II (very) and the count of inconsistency are those of later practice; diagnosticity as a range of marks is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How consistent a claim is with a hypothesis."""

    CC = "CC"
    C = "C"
    N = "N"
    I = "I"  # noqa: E741 - the field's letter
    II = "II"

    @property
    def number(self) -> int:
        """From 2 (very consistent) over 0 (neutral) to -2 (very inconsistent)."""
        return {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}[self.value]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A mark, and what it follows from; ``because`` is empty where the analyst gave it."""

    mark: Mark
    because: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An ending."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim.

    Attributes
    ----------
    id, text, grade
        Its name, what it says, and its Admiralty code.
    origins
        Who it comes from in the end.
    marks
        By hypothesis; one without a mark has not been judged, and counts as neutral.
    """

    id: str
    text: str
    grade: str | None
    origins: frozenset[str]
    marks: Mapping[str, Judgement]

    def value(self, hypothesis: str) -> int:
        """Return the mark for a hypothesis as a number from -2 to 2."""
        judged = self.marks.get(hypothesis)
        return 0 if judged is None else judged.mark.number

    @property
    def well_graded(self) -> bool:
        """Whether the origin is at least fairly reliable (A to C), the information at least possibly true (1 to 3)."""
        return self.grade is not None and self.grade[0] in "ABC" and self.grade[1] in "123"


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks against a hypothesis, and for it.

    Attributes
    ----------
    inconsistency
        Each I counts 1, each II 2.
    inconsistency_well_graded
        The same over the claims that are well graded.
    against, in_favour
        How many claims are inconsistent with it, and consistent.
    origins_against
        How many different origins the claims against it have: many claims of one origin are one voice.
    judged
        How many claims have a mark for it.
    """

    inconsistency: int
    inconsistency_well_graded: int
    against: int
    in_favour: int
    origins_against: int
    judged: int


@dataclass(frozen=True, slots=True)
class Competing:
    """The matrix.

    Attributes
    ----------
    hypotheses, rows
        Columns, and the claims that have a mark for any.
    n_unlinked, n_suggested
        Claims that bear on no hypothesis, and claims that nobody has accepted yet: neither is in the matrix.
    """

    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    n_unlinked: int = 0
    n_suggested: int = 0

    def diagnosticity(self, row: Row) -> int:
        """Return how well a claim tells the hypotheses apart: its highest mark less its lowest, from 0 to 4."""
        values = [row.value(each.id) for each in self.hypotheses]
        return max(values, default=0) - min(values, default=0)

    @property
    def by_diagnosticity(self) -> tuple[Row, ...]:
        """The claims, those that tell the hypotheses apart best first."""
        return tuple(sorted(self.rows, key=self.diagnosticity, reverse=True))

    def score(self, hypothesis: str) -> Score:
        """Return what speaks against a hypothesis."""
        against = [row for row in self.rows if row.value(hypothesis) < 0]
        return Score(
            sum(-row.value(hypothesis) for row in against),
            sum(-row.value(hypothesis) for row in against if row.well_graded),
            len(against),
            sum(row.value(hypothesis) > 0 for row in self.rows),
            len(frozenset[str]().union(*(row.origins for row in against))),
            sum(hypothesis in row.marks for row in self.rows),
        )

    @property
    def least_inconsistent(self) -> tuple[str, ...]:
        """The hypotheses with the least against them, ties in order; none where nothing speaks against any."""
        found = self._least({each.id: self.score(each.id).inconsistency for each in self.hypotheses})
        return found if len(found) < len(self.hypotheses) else ()

    @property
    def decisive(self) -> tuple[Row, ...]:
        """The claims without any one of which other hypotheses would have the least against them (Heuer's step 6)."""
        inconsistency = {each.id: self.score(each.id).inconsistency for each in self.hypotheses}
        now = self._least(inconsistency)
        return tuple(
            row
            for row in self.rows
            if self._least({name: total + min(0, row.value(name)) for name, total in inconsistency.items()}) != now
        )

    @staticmethod
    def _least(inconsistency: Mapping[str, int]) -> tuple[str, ...]:
        least = min(inconsistency.values(), default=0)
        return tuple(name for name, total in inconsistency.items() if total == least)
