"""The examples of docs/settlement.md: loaded and run from the page, and held against what was worked by hand."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import offramp
from offramp.api.analysis import Analysis
from offramp.settlement.deal_breakers import deal_breakers, term_demand
from offramp.settlement.package_set import PackageSet
from offramp.settlement.packages import packages_of
from offramp.settlement.reservation import NoDeal

TEXT = (Path(__file__).parents[2] / "docs" / "settlement.md").read_text(encoding="utf-8")
TERMS = {"raise": "company.raise", "hours": "company.hours", "overtime": "union.overtime"}
SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@pytest.fixture
def strike(tmp_path: Path) -> Analysis:
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    dossier = tmp_path / "strike.yaml"
    dossier.write_text(example[1], encoding="utf-8")
    return offramp.load(dossier)


def cells(pattern: str) -> list[list[str]]:
    lines = re.findall(pattern, TEXT, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def letters(words: str) -> dict[str, str]:
    """Read "raise + overtime" or "overtime alone"."""
    named = words.removesuffix(" alone").split(" + ")
    assert set(named) <= set(TERMS)
    return {option: "Y" if term in named else "N" for term, option in TERMS.items()}


def test_the_packages_worked_by_hand(strike: Analysis) -> None:
    found = strike.deals().to_json()
    assert found["reservation"] == {"union": 0.1, "company": 0.5}
    rows = cells(r"^\| [YN] \| [YN] \|.*\|$")
    assert len(rows) == len(found["packages"]) == 8
    for *setting, union, company, gains, inside, frontier in rows:
        terms = dict(zip(TERMS.values(), setting, strict=True))
        (package,) = (each for each in found["packages"] if each["terms"] == terms)
        values = {"union": float(union), "company": float(company)}
        assert package["values"] == pytest.approx(values)
        expected = [values["union"] - 0.1, values["company"] - 0.5]
        assert [float(gain) for gain in gains.split(", ")] == pytest.approx(expected)
        assert (package["zopa"], package["pareto"]) == (inside == "yes", frontier == "yes")


def test_the_solutions_worked_by_hand(strike: Analysis) -> None:
    found = strike.deals().to_json()
    gains = {
        tuple(each["terms"].values()): (each["values"]["union"] - 0.1, each["values"]["company"] - 0.5)
        for each in found["packages"]
        if each["zopa"]
    }
    measures = {
        "nash": lambda g: g[0] * g[1],
        "kalai_smorodinsky": lambda g: min(g[0] / 0.8, g[1] / 0.5),
        "egalitarian": min,
        "utilitarian": sum,
    }
    columns = ("raise + overtime", "hours + overtime", "raise + hours + overtime")
    order = tuple(found["packages"][0]["terms"])
    rows = cells(r"^\| (?:nash|kalai_smorodinsky|egalitarian|utilitarian) \| [\d.]+ \|.*\|$")
    assert [row[0] for row in rows] == list(SOLUTIONS)
    for name, *numbers, selects in rows:
        assert found["packages"][found["solutions"][name]]["terms"] == letters(selects)
        rated = zip(columns, numbers, strict=True)
        listed = {tuple(letters(words)[option] for option in order): float(n) for words, n in rated}
        for terms, gain in gains.items():
            if terms in listed:
                assert measures[name](gain) == pytest.approx(listed[terms])
            else:
                assert measures[name](gain) < max(listed.values())


def test_the_lotteries_worked_by_hand(strike: Analysis) -> None:
    found = strike.deals().to_json()
    rows = cells(r"^\| \w+ \| \d+/\d+ \|.*\|$")
    assert [row[0] for row in rows] == list(SOLUTIONS[:3])
    for name, of_both, of_one, gains in rows:
        lottery = found["lotteries"][name]
        chances = {str(found["packages"][p["package"]]["terms"]): p["chance"] for p in lottery["packages"]}
        for words, chance in (("raise + overtime", of_both), ("overtime alone", of_one)):
            (terms,) = (each["terms"] for each in found["packages"] if each["terms"] == letters(words))
            assert chances[str(terms)] == pytest.approx(float(Fraction(chance)), abs=1e-6)
        union, company = (float(Fraction(gain)) for gain in gains.split(", "))
        assert lottery["values"] == pytest.approx({"union": union + 0.1, "company": company + 0.5}, abs=1e-6)
    (utilitarian,) = found["lotteries"]["utilitarian"]["packages"]
    assert found["packages"][utilitarian["package"]]["terms"] == letters("raise + hours + overtime")
    assert not found["lotteries"]["opens"]


def test_hours_trade_against_overtime(strike: Analysis) -> None:
    (trade,) = strike.deals().to_json()["trades"]
    assert set(trade["terms"]) == {"company.hours", "union.overtime"}
    assert (trade["trades"], trade["logrolls"]) == (2, 2)
    assert trade["gains"] == pytest.approx({"union": 0.2, "company": 0.1})


def packages_with(strike: Analysis, company: float) -> PackageSet:
    assert strike.built.package is not None
    return packages_of(strike.conflict, strike.built.package, no_deal=NoDeal("given", numbers={1: company}))


def test_either_demand_of_the_union_must_be_opened(strike: Analysis) -> None:
    packages = packages_with(strike, 0.6)
    wants = [("union", "company.raise"), ("union", "company.hours"), ("company", "union.overtime")]
    found = deal_breakers(packages, [term_demand(packages, who, what) for who, what in wants])
    assert [opening.demands for opening in found.least] == [(0,), (1,)]
    selected = [opening.first for opening in found.least]
    assert [packages.values[k].tolist() for k in selected if k is not None] == [
        pytest.approx([0.4, 0.8]),
        pytest.approx([0.6, 0.7]),
    ]
    union, company = found.concessions
    assert (union.demands, union.reservation) == ((0,), None)
    assert company.demands is None
    assert company.reservation == pytest.approx(0.1)


def test_the_number_is_what_the_command_line_takes(strike: Analysis) -> None:
    assert "`--reservation company=0.6`" in TEXT
    assert strike.deals(reservation=["company=0.6"]).to_json()["reservation"]["company"] == 0.6


def test_the_additive_example() -> None:
    """The product by hand, for each number of points that a side may have; the count as binomials over subset sums."""
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    assert names["packages"].n_packages == 2**40
    assert names["frontier"].values.tolist() == [[n, 820 - n * (n + 1) / 2] for n in range(41)]
    assert names["solutions"].nash.package == 22
    assert names["solutions"].nash.measure == 7 * 167
    ways = [[0] * 821 for _ in range(41)]  # by number of points of b, and their sum
    ways[0][0] = 1
    for weight in range(1, 41):
        for n in range(weight, 0, -1):
            for total in range(820, weight - 1, -1):
                ways[n][total] += ways[n - 1][total - weight]
    expected = sum(sum(row[400:]) for n, row in enumerate(ways) if 40 - n >= 15)
    assert (names["count"].least, names["count"].most) == (expected, expected)
