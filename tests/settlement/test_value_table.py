import pytest

from offramp.settlement.package_set import PackageError
from offramp.settlement.value_table import packages_from_mapping, read_value_table


def test_a_table_is_read() -> None:
    packages = read_value_table(
        '\ufeffpackage,union,company\nreservation,0.3,0.25\npay only,0.4,0.9\n\n"a, b",-8,5e1\n'
    )
    assert packages.parties == ("union", "company")
    assert packages.names == ("pay only", "a, b")
    assert packages.values.tolist() == [[0.4, 0.9], [-8.0, 50.0]]
    assert packages.reservation.tolist() == [0.3, 0.25]


def test_a_table_without_packages_is_an_empty_set() -> None:
    assert len(read_value_table("package,a,b\nreservation,1,2\n")) == 0


def test_every_problem_at_once_with_its_place() -> None:
    text = "package,a,a\nx,1,two\nx,3\ny,nan,4\n"
    with pytest.raises(PackageError) as caught:
        read_value_table(text, "deal.csv")
    assert caught.value.problems == (
        "deal.csv:1:3: the party 'a' has a column already",
        "deal.csv:2:3: expected a number; found 'two'",
        "deal.csv:3:1: the name 'x' is taken by an earlier row",
        "deal.csv:3:2: expected 2 values after the name; found 1",
        "deal.csv:4:2: expected a number; found 'nan'",
        "deal.csv: there is no row named 'reservation': it says the least that each party accepts",
    )


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(PackageError, match="the table is empty"):
        read_value_table(text)


def test_a_header_without_parties() -> None:
    with pytest.raises(PackageError, match="1:1: expected a header 'package,PARTY,PARTY,…'; found 'package'"):
        read_value_table("package\nreservation\n")


def test_a_mapping_that_misses_a_party() -> None:
    with pytest.raises(PackageError, match="package 'x': expected a value for each of a, b; it has a, c"):
        packages_from_mapping({"x": {"a": 1, "c": 2}}, {"a": 0, "b": 0})
