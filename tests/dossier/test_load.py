from pathlib import Path

import pytest

from offramp.dossier.files import LARGEST_FILE
from offramp.dossier.load import examine, examine_bytes, read_dossier, variant
from offramp.dossier.problems import DossierError

FULL = Path(__file__).parent / "full_dossier.yaml"
REPOSITORY = Path(__file__).parents[2]
DOSSIERS = sorted((REPOSITORY / "dossiers").rglob("*.yaml")) + sorted(
    path for path in (REPOSITORY / "tests" / "cases").glob("*.yaml") if not path.name.endswith(".expected.yaml")
)
SOUND = "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X}}}\n"


def test_a_sound_dossier_is_read() -> None:
    loaded = read_dossier(FULL)
    assert loaded.path == FULL
    assert loaded.model.title == "1984"
    assert loaded.document.at("title") == (3, 8)


def test_there_are_dossiers() -> None:
    assert DOSSIERS


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.name)
def test_every_dossier_of_the_project_is_sound_in_structure(path: Path) -> None:
    assert examine(path).problems == ()


def test_reading_raises_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(SOUND + "as_of: soon\nzzz: 1\n")
    with pytest.raises(DossierError) as error:
        read_dossier(path)
    assert [problem.line for problem in error.value.problems] == [4, 5]
    assert error.value.file == path


@pytest.mark.parametrize("data", [b"", b"\xff", b"a: [", b"\x00", b"- a", b"a: b"])
def test_examining_never_raises(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(data)
    examination = examine(path)
    assert examination.problems
    assert examination.model is None
    assert examine_bytes(data, path) == examination


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as error:
        read_dossier(tmp_path / "absent.yaml")
    assert [problem.code for problem in error.value.problems] == ["unreadable"]


def test_a_file_above_the_limit_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(SOUND.encode() + b"#" * LARGEST_FILE)
    problems = examine(path).problems
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(1, 1, "too-large")]
    assert "at most 4 MB" in problems[0].message
    assert "moves.csv" in str(problems[0].hint)


def test_carriage_returns_and_a_byte_order_mark_change_nothing() -> None:
    plain = examine_bytes(FULL.read_bytes(), "x")
    other = examine_bytes(b"\xef\xbb\xbf" + FULL.read_bytes().replace(b"\n", b"\r\n"), "x")
    assert plain.model == other.model
    assert plain.document is not None
    assert other.document is not None
    assert plain.document.root == other.document.root


@pytest.mark.parametrize(
    ("addition", "codes"),
    [
        ("zzz: {a: 1}", ["unknown-key"]),
        ("as_of: soon", ["bad-date"]),
        ("timeline: [{kind: ofer, title: t}]", ["not-one-of"]),
        ("evidence: {e: {claim: c, supports: [1]}}", ["bad-id"]),
        ("summary:", ["empty-value"]),
    ],
)
def test_the_rest_is_there_when_what_is_wrong_can_be_left_out(addition: str, codes: list[str]) -> None:
    examination = examine_bytes((SOUND + addition + "\n").encode(), "x")
    assert [problem.code for problem in examination.problems] == codes
    assert examination.model is not None
    assert list(examination.model.decision_makers) == ["a"]


@pytest.mark.parametrize(
    "addition",
    [
        "define: [a]",
        "define: {1: a}",
        "scenarios: {s: {title: t}}",
        "constraints: [{}]",
        "actors: {b: {c: d, name: {}}}",
    ],
)
def test_there_is_no_model_when_something_else_could_hang_on_it(addition: str) -> None:
    examination = examine_bytes((SOUND + addition + "\n").encode(), "x")
    assert examination.problems
    assert examination.model is None


def test_a_variant_is_a_dossier_of_its_own() -> None:
    loaded = read_dossier(FULL)
    changed = variant(loaded, "open_gate")
    assert changed.model.status_quo == {"upstream.dam": False, "downstream.talks": False}
    assert changed.model.timeline == ()
    assert changed.model.variants == {}
    assert changed.model.decision_makers == loaded.model.decision_makers
    assert changed.document.at("status_quo", "upstream.dam") == loaded.document.at(
        "variants", "open_gate", "change", "status_quo", "upstream.dam"
    )
    with pytest.raises(KeyError):
        variant(loaded, "absent")
