"""A draft dossier: sound as it stands, with nothing in it that the report does not say, and marks where to decide."""

import shutil
from pathlib import Path

import pytest

from offramp.api.reading import ReportReading, read_report
from offramp.api.reading_events import suggested_events
from offramp.api.reading_options import suggested_options
from offramp.dossier.check import CheckReport, check
from offramp.dossier.load import read_dossier
from offramp.dossier.model import Dossier
from offramp.dossier.problems import Severity

REPORTS = Path(__file__).parents[1] / "reports"
DAYS = {"strait.txt": "2026-05-18", "dockers.md": "2026-03-09", "lakes.txt": "2026-02-19", "border.txt": "2025-08-30"}
OTHERS = ("pipeline.html", "ferries.md")


def report(name: str, folder: Path) -> ReportReading:
    from datetime import date

    shutil.copy(REPORTS / name, folder)
    return read_report(folder / name, date.fromisoformat(DAYS[name]) if name in DAYS else None)


def drafted(name: str, folder: Path, *, quoting: bool = True) -> tuple[Dossier, str, CheckReport]:
    path = folder / "draft.yaml"
    report(name, folder).draft(path, quoting=quoting)
    return read_dossier(path).model, path.read_text(encoding="utf-8"), check(path)


@pytest.mark.parametrize("name", [*DAYS, *OTHERS])
@pytest.mark.parametrize("quoting", [True, False])
def test_a_draft_is_sound_and_wants_only_preferences(name: str, quoting: bool, tmp_path: Path) -> None:
    model, _, found = drafted(name, tmp_path, quoting=quoting)
    assert [problem.render("") for problem in found.problems if problem.severity is Severity.ERROR] == []
    assert found.built is not None
    missing = {problem.message.split('"')[1] for problem in found.problems if problem.code == "no-preferences"}
    assert missing == set(model.decision_makers)
    codes = {problem.code for problem in found.problems if problem.severity is Severity.WARNING}
    assert codes <= {"no-preferences", "unvalued-option", "overdue", "after-as-of", "empty-scenario", "no-demand"}


def test_a_draft_with_preferences_filled_in_can_be_solved(tmp_path: Path) -> None:
    from offramp import load

    model, text, _ = drafted("strait.txt", tmp_path)
    lines = []
    for line in text.splitlines():
        lines.append(line.replace("# preferences:", "preferences:") if line.startswith("    # preferences:") else line)
    path = tmp_path / "filled.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    solved = load(path).solve().to_json()
    assert solved["decision_makers"] == list(model.decision_makers)
    assert solved["equilibria"]["nash"]


def test_the_parties_options_endings_and_deadlines_are_those_of_the_report(tmp_path: Path) -> None:
    model, text, _ = drafted("strait.txt", tmp_path)
    assert {"mainland", "tessaly", "ilse_varga", "otto_kell"} <= set(model.decision_makers)
    assert [each.title for each in model.decision_makers["mainland"].options.values()][:3] == [
        "Written pledge that no mainland warship will enter the strait",
        "Release of 41 fishermen held since March",
        "End to mainland tariffs on island grain",
    ]
    assert model.status_quo == {
        "tessaly.close_marn_strait": True,
        "mainland.seize_two_island_freighters": True,
        "mainland.deploy_least_six_warships": True,
    }
    assert list(model.scenarios)[-1] == "more_present_blockade"
    assert model.scenarios["mainland_landing"].when == "mainland.landing"
    assert model.scenarios["change_government_island"].when == "others.change_government_island"
    assert [str(due.date) for due in model.deadlines] == ["2026-05-16"]
    assert str(model.as_of) == "2026-05-18"
    assert text.count("# FILL") >= 10


def test_an_offer_carries_its_terms_its_day_and_what_became_of_it(tmp_path: Path) -> None:
    model, _, _ = drafted("strait.txt", tmp_path)
    demand = next(event for event in model.timeline if event.kind == "demand")
    assert len(demand.terms) == 3
    assert set(demand.replies.values()) == {"refused"}
    offer = next(event for event in model.timeline if event.by == ("otto_kell",))
    assert (offer.kind, str(offer.expires)) == ("offer", "2026-05-16")
    lapse = next(event for event in model.timeline if event.kind == "lapse")
    assert (lapse.by, lapse.offer) == (("time",), offer.id)


def test_every_claim_of_a_draft_is_suggested_and_quotes_the_report(tmp_path: Path) -> None:
    model, _, _ = drafted("strait.txt", tmp_path)
    text = (tmp_path / "strait.txt").read_text(encoding="utf-8")
    assert len(model.evidence) > 10
    for claim in model.evidence.values():
        assert claim.status == "suggested"
        assert claim.span is not None
        assert text[slice(*claim.span)] == claim.quote


def test_a_draft_without_quotes_has_no_words_run_of_the_report(tmp_path: Path) -> None:
    model, text, _ = drafted("strait.txt", tmp_path, quoting=False)
    assert model.sources["strait"].file is None
    assert model.sources["strait"].sha256 is not None
    assert all(claim.quote is None and claim.span is None for claim in model.evidence.values())
    words = (tmp_path / "strait.txt").read_text(encoding="utf-8").split()
    flat = " ".join(text.split())
    runs = [" ".join(words[k : k + 12]) for k in range(len(words) - 12)]
    assert [run for run in runs if run in flat] == []


def test_a_page_is_kept_as_text_beside_the_draft(tmp_path: Path) -> None:
    model, _, _ = drafted("pipeline.html", tmp_path)
    source = next(iter(model.sources.values()))
    assert source.file is not None
    assert (tmp_path / source.file).is_file()
    assert source.file.endswith(".txt")


def test_what_is_only_possible_has_not_happened_and_is_an_option(tmp_path: Path) -> None:
    reading = report("strait.txt", tmp_path).reading
    titles = [event.title for event in suggested_events(reading)]
    assert not any("landing" in title for title in titles)
    landing = next(option for option in suggested_options(reading) if "anding" in option.title)
    assert not landing.taken


def test_undated_events_stay_behind_what_was_told_before_them_and_dates_ascend(tmp_path: Path) -> None:
    model, _, _ = drafted("lakes.txt", tmp_path)
    firsts = [event.date.first for event in model.timeline if event.date is not None]
    lasts = [event.date.last for event in model.timeline if event.date is not None]
    assert all(last >= max(firsts[: k + 1][:-1], default=last) for k, last in enumerate(lasts))


def test_a_report_in_which_nothing_is_done_still_makes_a_sound_draft(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text(
        "The sun shone on the bay. It was warm for the time of year.\n", encoding="utf-8"
    )
    read_report(tmp_path / "calm.txt").draft(tmp_path / "draft.yaml")
    assert check(tmp_path / "draft.yaml").ok
