"""Competing hypotheses: the counts by their definitions."""

from hypothesis import given
from hypothesis import strategies as st

from offramp.reading.competing import Competing, Hypothesis, Judgement, Mark, Row

ENDINGS = ("deal", "war", "stalemate")
VALUES = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2, "": 0}


def row(name: str, marks: str, grade: str | None = "B2", origin: str = "a") -> Row:
    """A row with marks for deal, war and stalemate, as ``C I -``."""
    given = zip(ENDINGS, marks.split(), strict=True)
    return Row(
        name, name, grade, frozenset([origin]), {end: Judgement(Mark(mark)) for end, mark in given if mark != "-"}
    )


def matrix(*rows: Row) -> Competing:
    return Competing(tuple(Hypothesis(name, name.title()) for name in ENDINGS), rows)


def test_the_inconsistency_of_a_worked_matrix() -> None:
    found = matrix(
        row("offer", "CC I N"),
        row("bombs", "II C C", "D4", "b"),
        row("again", "I C C", None, "b"),
        row("same", "C C C"),
    )
    deal = found.score("deal")
    assert (deal.inconsistency, deal.inconsistency_well_graded) == (3, 0)
    assert (deal.against, deal.in_favour, deal.origins_against, deal.judged) == (2, 2, 1, 4)
    assert [found.score(name).inconsistency for name in ENDINGS] == [3, 1, 0]
    assert found.least_inconsistent == ("stalemate",)
    assert [found.diagnosticity(each) for each in found.rows] == [3, 3, 2, 0]
    assert [each.id for each in found.by_diagnosticity] == ["offer", "bombs", "again", "same"]
    assert [each.id for each in found.decisive] == ["offer"]  # without it nothing speaks against war either


def test_a_neutral_mark_speaks_neither_for_nor_against() -> None:
    score = matrix(row("x", "N C I"), row("y", "I C I", None, "b")).score("deal")
    assert (score.against, score.in_favour, score.origins_against, score.judged) == (1, 0, 1, 2)


def test_what_is_not_judged_counts_as_neutral() -> None:
    assert matrix(row("x", "I - N")).score("war").judged == 0
    assert matrix(row("x", "I - N")).diagnosticity(row("x", "I - N")) == 1


def test_no_ending_stands_out_where_as_much_speaks_against_each() -> None:
    assert matrix().least_inconsistent == ()
    assert matrix(row("x", "C C CC")).least_inconsistent == ()
    assert matrix(row("x", "I I I")).least_inconsistent == ()


@given(st.lists(st.lists(st.sampled_from([*VALUES]), min_size=3, max_size=3), max_size=6))
def test_scores_are_sums_over_claims(marks: list[list[str]]) -> None:
    rows = [row(str(place), " ".join(mark or "-" for mark in line)) for place, line in enumerate(marks)]
    found = matrix(*rows)
    totals = [sum(max(0, -VALUES[line[k]]) for line in marks) for k in range(3)]
    assert [found.score(name).inconsistency for name in ENDINGS] == totals
    assert [found.diagnosticity(each) for each in rows] == [
        max(VALUES[mark] for mark in line) - min(VALUES[mark] for mark in line) for line in marks
    ]
    for each in rows:
        others = matrix(*(other for other in rows if other is not each))
        least = [name for name in ENDINGS if others.score(name).inconsistency == min(map(total_of(others), ENDINGS))]
        now = [name for name in ENDINGS if found.score(name).inconsistency == min(totals)]
        assert (each in found.decisive) == (least != now)


def total_of(found: Competing):  # type: ignore[no-untyped-def]
    return lambda name: found.score(name).inconsistency
