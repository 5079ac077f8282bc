"""What the links of a ledger say of the endings."""

from pathlib import Path

from offramp.dossier.check import check, load_dossier
from offramp.dossier.consistency import consistency_of, origins_of

HEAD = """\
offramp: 1
title: t
sources: {wire: {publisher: Coast Wire}}
decision_makers: {a: {options: {go: Go}, preferences: {basis: assumed, prioritized: [go]}}}
scenarios:
  went: {title: It went, when: go, evidence: [cited]}
  stayed: {title: It stayed, when: otherwise, evidence: [other]}
evidence:
"""


def marks(tmp_path: Path, ledger: str) -> dict[str, dict[str, str]]:
    found = consistency_of(load_dossier(written(tmp_path, ledger)).model)
    return {name: {ending: mark for ending, (mark, _) in by_ending.items()} for name, by_ending in found.items()}


def written(tmp_path: Path, ledger: str) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + ledger, encoding="utf-8")
    return path


def test_cited_supporting_and_contradicting_claims(tmp_path: Path) -> None:
    ledger = """\
  cited: {claim: c}
  other: {claim: o}
  helper: {claim: h, supports: [cited]}
  helpers_helper: {claim: hh, supports: [helper]}
  rival: {claim: r, contradicts: [cited]}
  rivals_helper: {claim: rh, supports: [rival]}
  undermines: {claim: u, contradicts: [helper]}
  bystander: {claim: b}
"""
    assert marks(tmp_path, ledger) == {
        "cited": {"went": "C"},
        "other": {"stayed": "C"},
        "helper": {"went": "C"},
        "helpers_helper": {"went": "C"},
        "rival": {"went": "I"},
        "rivals_helper": {"went": "I"},
        "undermines": {},
        "bystander": {},
    }


def test_a_contradiction_holds_both_ways_and_a_rejected_claim_has_no_say(tmp_path: Path) -> None:
    ledger = """\
  cited: {claim: c, contradicts: [denial]}
  other: {claim: o}
  denial: {claim: d}
  gone: {claim: g, supports: [cited], status: rejected}
  by_way_of_gone: {claim: w, supports: [gone]}
"""
    found = marks(tmp_path, ledger)
    assert found["denial"] == {"went": "I"}
    assert "gone" not in found
    assert found["by_way_of_gone"] == {}


def test_both_ways_is_neutral_and_says_so(tmp_path: Path) -> None:
    ledger = "  cited: {claim: c}\n  other: {claim: o, supports: [cited], contradicts: [cited]}\n"
    found = consistency_of(load_dossier(written(tmp_path, ledger)).model)
    mark, because = found["other"]["went"]
    assert mark == "N"
    assert because.startswith("both ways: ")


def test_what_the_dossier_says_counts(tmp_path: Path) -> None:
    ledger = "  cited: {claim: c, consistency: {went: CC, stayed: II}}\n  other: {claim: o, consistency: {stayed: N}}\n"
    found = consistency_of(load_dossier(written(tmp_path, ledger)).model)
    assert found["cited"] == {"went": ("CC", ""), "stayed": ("II", "")}
    assert found["other"] == {"stayed": ("N", "")}


def test_unknown_endings_and_marks_are_errors(tmp_path: Path) -> None:
    ledger = "  cited: {claim: c, consistency: {wen: I}}\n  other: {claim: o}\n"
    (problem,) = [each for each in check(written(tmp_path, ledger)).problems if each.severity == "error"]
    assert 'did you mean "went"' in f"{problem.message} {problem.hint}"
    ledger = "  cited: {claim: c, consistency: {went: X}}\n  other: {claim: o}\n"
    (problem,) = [each for each in check(written(tmp_path, ledger)).problems if each.severity == "error"]
    assert "CC" in f"{problem.message} {problem.hint}"


def test_origins(tmp_path: Path) -> None:
    ledger = """\
  cited: {claim: c, attributed_to: [Coast Wire, [one, two]]}
  other: {claim: o, source: wire}
  part: {claim: p, attributed_to: [Coast Wire, one of them], subset_of: cited}
  bare: {claim: b}
"""
    model = load_dossier(written(tmp_path, ledger)).model
    assert origins_of(model, "cited") == origins_of(model, "part") == {"one", "two"}
    assert origins_of(model, "other") == {"Coast Wire"}
    assert origins_of(model, "bare") == {"bare"}
