"""Review: a decision puts a suggestion in its place, or marks it, and changes nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from offramp.api.reading import read_report
from offramp.api.reading_publish import PublishError, publish
from offramp.api.reading_review import Item, Review
from offramp.dossier.check import check
from offramp.dossier.load import read_dossier
from offramp.dossier.problems import Severity

REPORTS = Path(__file__).parents[1] / "reports"
BASE = """\
offramp: 1
title: The strait
decision_makers:
  tessaly: {name: Tessaly, options: {close: Close the strait}}
  mainland: {name: The mainland, options: {land: Land on the islands}}
scenarios:
  war: {title: War, when: mainland.land}
  rest: {title: The rest, when: otherwise}   # last
timeline:
  - {date: 2026-04-01, title: Talks begin, by: [tessaly, mainland]}
  # planned
  - {date: 2026-06-01, title: A summit, by: [tessaly, mainland]}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "strait.yaml"
    path.write_text(BASE, encoding="utf-8")
    shutil.copy(REPORTS / "strait.txt", tmp_path)
    read_report(tmp_path / "strait.txt", date(2026, 5, 18)).merge(path)
    return path


SHORT = """\
The mainland rejected the conditions on Thursday, two officials said. Kell offered Varga a joint patrol of the strait.
Kell set a deadline of May 30 for the island to open the strait. There are two outcomes: a joint patrol or a siege.
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(BASE, encoding="utf-8")
    (tmp_path / "short.txt").write_text(SHORT, encoding="utf-8")
    read_report(tmp_path / "short.txt", date(2026, 5, 18)).merge(path)
    return path


def pick(review: Review, kind: str, words: str = "") -> Item:
    return next(item for item in review.pending() if item.kind == kind and words in item.title)


def test_an_item_shows_its_passage_in_its_surroundings(dossier: Path) -> None:
    item = pick(Review(dossier), "claim", "Varga put three conditions")
    passage = item.passages[0]
    assert passage.words == item.title
    assert passage.before.endswith("Those diplomats say ")
    assert passage.after.startswith(": - A written pledge")


def test_a_claim_is_accepted_reworded_rejected_and_graded(dossier: Path) -> None:
    review = Review(dossier)
    first, second, third = review.pending()[:3]
    review.accept(first)
    review.accept(second, "In our own words: no.")
    review.grade(third, "B3")
    review.reject(third)
    evidence = read_dossier(dossier).model.evidence
    assert evidence[first.id].status == "accepted"
    assert (evidence[second.id].claim, evidence[second.id].status) == ("In our own words: no.", "accepted")
    assert (evidence[third.id].grade, evidence[third.id].status) == ("B3", "rejected")
    assert not {first.id, second.id, third.id} & {item.id for item in review.pending()}


def test_an_event_goes_where_its_day_belongs_and_its_parties_become_known(dossier: Path) -> None:
    review = Review(dossier)
    rejection = pick(review, "event", "rejects: the conditions on Thursday")
    review.accept(rejection, "The mainland says no")
    model = read_dossier(dossier).model
    assert [event.title for event in model.timeline] == ["Talks begin", "The mainland says no", "A summit"]
    assert model.timeline[1].evidence
    assert rejection.id not in model.suggestions
    offer = pick(review, "event", "Otto Kell offers")
    review.accept(offer)
    assert read_dossier(dossier).model.actors["otto_kell"].name == "Otto Kell"
    assert "  # planned\n" in dossier.read_text(encoding="utf-8")


def test_an_option_of_an_actor_makes_it_a_decision_maker(dossier: Path) -> None:
    review = Review(dossier)
    review.accept(pick(review, "event", "Otto Kell offers"))
    review.accept(pick(review, "option", "joint patrol"))
    model = read_dossier(dossier).model
    assert "otto_kell" not in model.actors
    assert model.decision_makers["otto_kell"].name == "Otto Kell"
    assert [option.title for option in model.decision_makers["otto_kell"].options.values()] == [
        "A joint patrol of the strait"
    ]


def test_an_ending_comes_before_the_rest_and_never_holds_until_somebody_says_when(dossier: Path) -> None:
    review = Review(dossier)
    review.accept(pick(review, "scenario", "Change of government"))
    model = read_dossier(dossier).model
    assert list(model.scenarios) == ["war", "change_government_island", "rest"]
    assert "rest: {title: The rest, when: otherwise}   # last" in dossier.read_text(encoding="utf-8")
    assert "empty-scenario" in {problem.code for problem in check(dossier).problems}


def test_a_deadline_is_put_on_the_list(dossier: Path) -> None:
    review = Review(dossier)
    review.accept(pick(review, "deadline"))
    due = read_dossier(dossier).model.deadlines
    assert [(str(each.date), each.status) for each in due] == [("2026-05-16", "lapsed")]


def test_everything_accepted_leaves_a_sound_dossier(small: Path) -> None:
    review = Review(small)
    pending = review.pending()
    assert {item.kind for item in pending} == {"claim", "event", "deadline", "option", "scenario"}
    for item in pending:
        review.accept(item)
    assert review.pending() == ()
    assert [p.message for p in check(small).problems if p.severity is Severity.ERROR] == []
    assert read_dossier(small).model.suggestions == {}


def test_everything_rejected_leaves_the_model_as_it_was(small: Path) -> None:
    review = Review(small)
    for item in review.pending():
        review.reject(item)
    model = read_dossier(small).model
    assert len(model.timeline) == 2
    assert list(model.decision_makers) == ["tessaly", "mainland"]
    assert review.pending() == ()


def test_a_published_copy_holds_no_quote_no_span_and_no_file(dossier: Path, tmp_path: Path) -> None:
    review = Review(dossier)
    claims = [item for item in review.pending() if item.kind == "claim"]
    review.accept(claims[0], "Two officials speak of an offer.")
    for item in claims[1:]:
        review.reject(item)
    publish(dossier, tmp_path / "public.yaml")
    text = (tmp_path / "public.yaml").read_text(encoding="utf-8")
    assert "quote:" not in text
    assert "span:" not in text
    assert "file:" not in text
    model = read_dossier(tmp_path / "public.yaml").model
    assert [claim.claim for claim in model.evidence.values()] == ["Two officials speak of an offer."]
    assert check(tmp_path / "public.yaml").ok


def test_a_claim_in_the_sources_words_only_cannot_be_published(dossier: Path, tmp_path: Path) -> None:
    review = Review(dossier)
    for item in review.pending()[:2]:
        review.accept(item)
    with pytest.raises(PublishError) as caught:
        publish(dossier, tmp_path / "public.yaml")
    assert len(caught.value.problems) == 2
    with pytest.raises(PublishError, match="the dossier itself"):
        publish(dossier, dossier)
    assert not (tmp_path / "public.yaml").exists()
