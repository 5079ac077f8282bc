import pytest
from pydantic_core import PydanticCustomError

from offramp.dossier import values


@pytest.mark.parametrize(
    ("written", "meant"),
    [("yes", True), ("no", False), ("Y", True), ("N", False), ("true", True), ("false", False), (True, True)],
)
def test_truth_values(written: object, meant: bool) -> None:
    assert values.read_truth(written) is meant


@pytest.mark.parametrize("written", ["Yes", "NO", "y", "True", "1", "on", "maybe", "", None, ["yes"]])
def test_what_is_no_truth_value(written: object) -> None:
    with pytest.raises(PydanticCustomError, match="expected yes or no; found"):
        values.read_truth(written)


@pytest.mark.parametrize("word", ["dam", "dam2", "a_b", "Öl", "дамба", "水", "x1", "nothing", "yes_men"])
def test_ids(word: str) -> None:
    assert values.read_id(word) == word


@pytest.mark.parametrize("word", ["", "2dam", "_dam", "a-b", "a b", "a.b", "día!", "1", "a\u200b"])
def test_what_is_no_id(word: str) -> None:
    with pytest.raises(PydanticCustomError, match="is not an id"):
        values.read_id(word)


@pytest.mark.parametrize("word", ["not", "and", "or", "if", "iff", "yes", "no", "true", "false", "Not", "YES"])
def test_words_of_the_language_are_no_ids(word: str) -> None:
    with pytest.raises(PydanticCustomError, match="is a reserved word"):
        values.read_id(word)


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3.0), ("-0.5", -0.5), (".5", 0.5), ("1e-3", 0.001), (7, 7.0), (0.25, 0.25)]
)
def test_numbers(written: object, number: float) -> None:
    assert values.read_number(written) == number


@pytest.mark.parametrize("written", ["x", "1_000", "nan", "inf", "1e999", "0x10", "1,5", True, None, "١"])
def test_what_is_no_number(written: object) -> None:
    with pytest.raises(PydanticCustomError, match="expected a number; found"):
        values.read_number(written)


def test_a_percentage_is_told_as_a_number() -> None:
    with pytest.raises(PydanticCustomError) as error:
        values.read_number("30%")
    assert error.value.context == {"message": 'expected a number; found "30%"', "hint": "write 0.3"}


@pytest.mark.parametrize("written", ["-1", "1.0", "x", "9" * 19, True])
def test_what_is_no_whole_number(written: object) -> None:
    with pytest.raises(PydanticCustomError, match="expected a whole number"):
        values.read_whole(written)


@pytest.mark.parametrize("name", ["reports/wire.txt", "wire.txt", "./a b.txt", "日本.txt"])
def test_file_names(name: str) -> None:
    assert values.read_file_name(name) == name


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "C:/x", "c:x", "\\\\server\\x", "a\\b"])
def test_file_names_stay_in_the_folder(name: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        values.read_file_name(name)
    assert error.value.type == "bad-path"


@pytest.mark.parametrize(("written", "horizon"), [("90", 90), (90, 90), ("2026-03-31", "2026-03-31")])
def test_horizons(written: object, horizon: object) -> None:
    read = values.read_horizon(written)
    assert (read if isinstance(read, int) else str(read)) == horizon


@pytest.mark.parametrize("written", ["2026-03", "soon", "2026-02-30"])
def test_what_is_no_horizon(written: object) -> None:
    with pytest.raises(PydanticCustomError) as error:
        values.read_horizon(written)
    assert error.value.type == "bad-date"


def test_long_texts_are_cut_in_messages() -> None:
    assert values.found("x" * 50) == '"' + "x" * 39 + '…"'
    assert values.found(None) == "nothing"
