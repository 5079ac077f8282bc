"""Competing hypotheses: the matrix of a dossier's claims by its endings, as table, JSON and rows."""

from dataclasses import dataclass
from typing import Any

from offramp.api.display import Displayed, Heading, Line, Part, Table
from offramp.figures.words import counted, listing
from offramp.reading.competing import Competing, Row

ROWS = 20  # claims shown of a longer matrix
LEGEND = "CC, C: (very) consistent; I, II: (very) inconsistent; N: neutral; - not judged, counts as N"
NO_DIFFERENCE = "The ledger does not tell the endings apart: as much speaks against each."
NOTHING_AGAINST = (
    "Nothing in the ledger speaks against any of the endings, so it does not tell them apart: mark what does, with "
    "consistency: or contradicts:."
)
SOURCE = "Heuer (1999), Psychology of Intelligence Analysis, ch. 8"


@dataclass(frozen=True, eq=False)
class CompetingEndings(Displayed):
    """The claims of a dossier against its endings.

    Attributes
    ----------
    title
        Of the dossier.
    matrix
        Marks, scores and what they hang on.
    """

    title: str
    matrix: Competing

    def to_json(self) -> dict[str, Any]:
        """Return the matrix as ``competing --format json`` prints it."""
        matrix = self.matrix
        return {
            "offramp": 1,
            "title": self.title,
            "method": SOURCE,
            "endings": [_ending_json(matrix, each.id, each.title) for each in matrix.hypotheses],
            "claims": [
                {
                    "id": row.id,
                    "claim": row.text,
                    "grade": row.grade,
                    "origins": sorted(row.origins),
                    "diagnosticity": matrix.diagnosticity(row),
                    "marks": {
                        name: {"mark": judged.mark.value, "because": judged.because or None}
                        for name, judged in row.marks.items()
                    },
                }
                for row in matrix.rows
            ],
            "least_inconsistent": list(matrix.least_inconsistent),
            "decisive": [row.id for row in matrix.decisive],
            "left_out": {"bears_on_no_ending": matrix.n_unlinked, "not_accepted": matrix.n_suggested},
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each claim: a column of marks for each ending."""
        names = [each.id for each in self.matrix.hypotheses]
        rows = [
            [row.id, row.text, row.grade or "", "; ".join(sorted(row.origins)), self.matrix.diagnosticity(row)]
            + [_cell(row, name, "") for name in names]
            for row in self.matrix.rows
        ]
        return ["id", "claim", "grade", "origins", "diagnosticity", *names], rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: what there is against each ending, then the claims, those that tell most first."""
        matrix = self.matrix
        if not matrix.hypotheses:
            return [Heading(f"{self.title}: no endings to compare"), Line("Name the endings under scenarios: first.")]
        if not matrix.rows:
            hint = "Let endings cite claims, or say under a claim consistency: {ENDING: I} (CC, C, N, I, II)."
            return [Heading(f"{self.title}: no claim bears on an ending"), Line(hint), *self._left_out()]
        parts: list[Part] = [Heading(self.title), self._scores()]
        parts += [Line(self._verdict()), *self._left_out()]
        return [*parts, self._matrix(everything=everything)]

    def _verdict(self) -> str:
        least = self.matrix.least_inconsistent
        if not least:
            against = any(row.value(each.id) < 0 for row in self.matrix.rows for each in self.matrix.hypotheses)
            return NO_DIFFERENCE if against else NOTHING_AGAINST
        titles = {each.id: each.title for each in self.matrix.hypotheses}
        told = f"Least inconsistent with the ledger: {listing(titles[name] for name in least)}."
        decisive = self.matrix.decisive
        if decisive:
            told += f" This hangs on {listing(row.id for row in decisive)}: without any one of these it would change."
        return told

    def _scores(self) -> Table:
        rows = []
        for number, each in enumerate(self.matrix.hypotheses, start=1):
            score = self.matrix.score(each.id)
            numbers = (score.inconsistency, score.inconsistency_well_graded, score.origins_against, score.in_favour)
            rows.append((str(number), each.title, *(str(count) for count in numbers)))
        columns = ("no.", "ending", "inconsistency", "graded C3 or better", "origins against", "claims for")
        return Table("What speaks against each ending", columns, tuple(rows), columns[2:])

    def _matrix(self, *, everything: bool) -> Table:
        ranked = self.matrix.by_diagnosticity
        shown = ranked if everything else ranked[:ROWS]
        names = [each.id for each in self.matrix.hypotheses]
        rows = tuple(
            (row.text, row.grade or "", *(_cell(row, name, "-") for name in names), str(self.matrix.diagnosticity(row)))
            for row in shown
        )
        cut = f"; {len(ranked) - len(shown)} more (--all shows them)" if len(shown) < len(ranked) else ""
        columns = ("claim", "grade", *(str(place) for place in range(1, len(names) + 1)), "tells apart")
        return Table("Claims, those that tell the endings apart best first", columns, rows, columns[-1:], LEGEND + cut)

    def _left_out(self) -> list[Part]:
        unlinked, suggested = self.matrix.n_unlinked, self.matrix.n_suggested
        told = [f"{counted(unlinked, 'claim')} without a bearing on any ending"] if unlinked else []
        told += [f"{counted(suggested, 'claim')} that nobody has accepted yet"] if suggested else []
        return [Line(f"Left out: {listing(told)}.")] if told else []


def _ending_json(matrix: Competing, name: str, title: str) -> dict[str, Any]:
    score = matrix.score(name)
    return {
        "id": name,
        "title": title,
        "inconsistency": score.inconsistency,
        "inconsistency_well_graded": score.inconsistency_well_graded,
        "claims_against": score.against,
        "claims_for": score.in_favour,
        "origins_against": score.origins_against,
        "judged": score.judged,
    }


def _cell(row: Row, name: str, none: str) -> str:
    judged = row.marks.get(name)
    return none if judged is None else judged.mark.value
