import pytest

from offramp.dossier.problems import DossierError, Problem, Severity, did_you_mean, has_errors, in_file_order, nearest

ERROR = Problem(3, 5, Severity.ERROR, "unknown-option", 'unknown option "relase"', 'did you mean "release"?')
NOTE = Problem(2, 9, Severity.NOTE, "overlap", "two endings hold")


def test_json_has_the_keys_of_the_contract() -> None:
    assert ERROR.to_json() == {
        "line": 3,
        "column": 5,
        "severity": "error",
        "code": "unknown-option",
        "message": 'unknown option "relase"',
        "hint": 'did you mean "release"?',
    }


def test_text_leaves_out_an_absent_hint() -> None:
    assert NOTE.render("x.yaml") == "x.yaml:2:9: note: two endings hold"
    assert ERROR.render("x.yaml").endswith('(did you mean "release"?)')


def test_an_error_carries_every_problem_in_file_order_each_once() -> None:
    error = DossierError("x.yaml", [ERROR, NOTE, ERROR])
    assert error.problems == (NOTE, ERROR)
    assert str(error).splitlines() == [NOTE.render("x.yaml"), ERROR.render("x.yaml")]


def test_only_errors_count_as_errors() -> None:
    assert has_errors([NOTE, ERROR])
    assert not has_errors([NOTE])
    assert in_file_order([]) == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Release", "release"), ("relase", "release"), ("release", "release"), ("zzz", None), ("", None)],
)
def test_the_nearest_candidate(word: str, expected: str | None) -> None:
    assert nearest(word, ["release", "divert"]) == expected
    assert did_you_mean(word, ["release", "divert"]) == (f'did you mean "{expected}"?' if expected else None)
