"""Merging a reading into a dossier: nothing that stands changes, nothing comes twice, a second report corroborates."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from offramp.api.reading import read_report
from offramp.api.reading_merge import Merged
from offramp.api.reading_review import Review
from offramp.dossier.check import check
from offramp.dossier.load import read_dossier
from offramp.dossier.problems import Severity

REPORTS = Path(__file__).parents[1] / "reports"
BASE = """\
# our notes on the strait
offramp: 1
title: The strait   # working title

sources:
  old: {title: An older report, publisher: Island Radio}
evidence:
  # what we knew before
  shut: {source: old, claim: Tessaly closed the Marn Strait to cargo., attributed_to: [a port clerk], grade: B2}
  rejected: {source: old, claim: The mainland has fallen., status: rejected}
decision_makers:
  tessaly:
    name: Tessaly
    options: {close: Close the strait}
  mainland: {name: The mainland, options: {land: Land on the islands}}
scenarios:
  war: {title: War, when: mainland.land}
  rest: {title: The rest, when: otherwise}   # last
timeline:
  # before all this
  - {date: 2026-04-01, title: Talks begin, by: [tessaly, mainland]}
  - {date: 2026-06-01, title: A summit, by: [tessaly, mainland]}   # planned
"""
SECOND = """\
Tessaly closed the Marn Strait to cargo three weeks ago, a coastguard officer said.
The mainland seized two island freighters, according to the shipping register.
Kell gave the island until May 30 to open the strait.
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "strait.yaml"
    path.write_text(BASE, encoding="utf-8")
    shutil.copy(REPORTS / "strait.txt", tmp_path)
    return path


def merge(dossier: Path, name: str = "strait.txt", *, quoting: bool = True) -> Merged:
    return read_report(dossier.parent / name, date(2026, 5, 18)).merge(dossier, quoting=quoting)


def test_all_that_stood_stands_as_it_was(dossier: Path) -> None:
    merge(dossier)
    text = dossier.read_text(encoding="utf-8")
    old, new = BASE.splitlines(), text.splitlines()
    place = 0
    for line in old:  # every old line is there, in the old order
        place = new.index(line, place) + 1
    model = read_dossier(dossier).model
    assert model.evidence["shut"].status == "accepted"
    assert model.evidence["rejected"].status == "rejected"
    assert model.timeline[0].title == "Talks begin"


def test_the_dossier_is_as_sound_as_before_and_its_model_is_the_same(dossier: Path) -> None:
    before = check(dossier)
    merge(dossier)
    after = check(dossier)
    assert [p for p in after.problems if p.severity is Severity.ERROR] == []
    assert before.built is not None
    assert after.built is not None
    assert after.built.conflict.n_states == before.built.conflict.n_states
    assert len(after.built.model.timeline) == len(before.built.model.timeline)


def test_reading_the_same_report_twice_adds_nothing(dossier: Path) -> None:
    first = merge(dossier)
    assert first.claims
    assert first.suggestions
    text = dossier.read_text(encoding="utf-8")
    second = merge(dossier)
    assert (second.claims, second.suggestions, second.known) == ((), (), len(first.claims))
    assert dossier.read_text(encoding="utf-8") == text


def test_what_was_rejected_or_accepted_is_not_suggested_again(dossier: Path) -> None:
    (dossier.parent / "second.txt").write_text(SECOND, encoding="utf-8")
    merge(dossier, "second.txt")
    review = Review(dossier)
    for number, item in enumerate(review.pending()):
        if number % 2:
            review.reject(item)
        else:
            review.accept(item)
    assert review.pending() == ()
    text = dossier.read_text(encoding="utf-8")
    again = merge(dossier, "second.txt")
    assert (again.claims, again.suggestions) == ((), ())
    assert dossier.read_text(encoding="utf-8") == text


def test_a_claim_in_other_words_is_known_by_its_place(dossier: Path) -> None:
    merge(dossier)
    review = Review(dossier)
    review.accept(review.pending()[0], "Put differently.")
    assert merge(dossier).claims == ()
    assert "Put differently." in dossier.read_text(encoding="utf-8")


def test_the_same_claim_from_another_origin_supports_the_older_one(dossier: Path) -> None:
    (dossier.parent / "second.txt").write_text(SECOND, encoding="utf-8")
    merged = merge(dossier, "second.txt")
    new = next(new for new, old in merged.corroborating.items() if old == "shut")
    claim = read_dossier(dossier).model.evidence[new]
    assert claim.supports == ("shut",)
    assert claim.attributed_to[-1] == ("a coastguard officer",)


def test_the_same_report_under_another_name_is_the_same_source(dossier: Path) -> None:
    merge(dossier)
    shutil.copy(dossier.parent / "strait.txt", dossier.parent / "copy.txt")
    again = merge(dossier, "copy.txt")
    assert (again.source, again.claims) == ("strait", ())


def test_without_quotes_no_words_and_no_copy_are_kept(dossier: Path) -> None:
    page = dossier.parent / "elsewhere"
    page.mkdir()
    shutil.copy(REPORTS / "pipeline.html", page)
    files = sorted(dossier.parent.iterdir())
    merged = read_report(page / "pipeline.html").merge(dossier, quoting=False)
    assert sorted(dossier.parent.iterdir()) == files
    model = read_dossier(dossier).model
    assert all(model.evidence[name].quote is None for name in merged.claims)
    again = read_report(page / "pipeline.html").merge(dossier, quoting=False)
    assert (again.claims, again.suggestions) == ((), ())


def test_suggestions_name_parties_by_the_ids_of_the_dossier(dossier: Path) -> None:
    merged = merge(dossier)
    model = read_dossier(dossier).model
    rejection = next(
        model.suggestions[name].event
        for name in merged.suggestions
        if (event := model.suggestions[name].event) is not None and event.by == ("mainland",) and event.kind == "reject"
    )
    assert rejection is not None
    unknown = {party for each in model.suggestions.values() for party in each.parties}
    assert "mainland" not in unknown
    assert "otto_kell" in unknown


def test_ids_are_ids(dossier: Path) -> None:
    merged = merge(dossier)
    for name in (*merged.claims, *merged.suggestions):
        assert re.fullmatch(r"[^\W\d_]\w*", name)


def test_a_report_whose_words_are_not_kept_is_known_again_by_its_digest(dossier: Path) -> None:
    first = merge(dossier, quoting=False)
    kept = dossier.read_text(encoding="utf-8")
    assert first.claims
    assert "file: strait.txt" not in kept
    (dossier.parent / "moved").mkdir()
    shutil.move(dossier.parent / "strait.txt", dossier.parent / "moved" / "again.txt")
    again = merge(dossier, "moved/again.txt", quoting=False)
    assert (again.source, again.claims) == (first.source, ())
    assert dossier.read_text(encoding="utf-8") == kept
