"""What the brief says of the evidence against each ending."""

from offramp.brief.competing import competing_of, competing_words
from offramp.brief.content import BriefContent
from offramp.brief.html import render_html
from offramp.brief.markdown import render_markdown
from offramp.dossier.build import BuiltDossier
from offramp.reading.competing import Competing, Hypothesis


def test_the_river(river: BuiltDossier) -> None:
    """The settlement cites "offered"; "denied" contradicts that, "patrol" supports the denial."""
    found = competing_of(river.model)
    assert {row.id: {end: each.mark.value for end, each in row.marks.items()} for row in found.rows} == {
        "offered": {"deal": "C"},
        "denied": {"deal": "I"},
        "patrol": {"deal": "I"},
    }
    assert (found.n_suggested, found.n_unlinked) == (1, 0)
    score = found.score("deal")
    assert (score.inconsistency, score.inconsistency_well_graded) == (2, 0)
    assert score.origins_against == 3  # the trap itself; an official and a diplomat, of whom the patrol's are some
    assert "deal" not in found.least_inconsistent


def test_the_brief_says_it_in_both_forms(river_brief: BriefContent) -> None:
    assert any("“A settlement”: 2 claims against it" in sentence for sentence in river_brief.competing)
    for text in (render_html(river_brief), render_markdown(river_brief)):
        assert "What the evidence says against each ending" in text
        assert "2 claims against it" in text


def test_nothing_is_said_where_nothing_speaks_against_an_ending() -> None:
    assert competing_words(Competing((Hypothesis("a", "A"),), ())) == ()
