"""The examples of docs/commitment.md: the code of the page is run and held against the tables worked by hand."""

import re
from math import inf
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "commitment.md"
TEXT = PAGE.read_text(encoding="utf-8")


def run(number: int) -> dict[str, Any]:
    """Run a code block of the page and return what it defines."""
    names: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)[number], names)
    return names


def rows(pattern: str) -> list[list[str]]:
    return [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in re.findall(pattern, TEXT, re.MULTILINE)
    ]


def test_the_terms_in_the_code_are_those_of_the_table() -> None:
    terms = run(0)["terms"]
    table = rows(r"^\| \w+ \| (?:complies|grabs) \|.*\|$")
    assert len(table) == 4
    for party, act, *payoffs in table:
        given = terms["comply" if act == "complies" else "grab"][terms["parties"].index(party)]
        assert given == [-inf if payoff == "nothing" else float(payoff) for payoff in payoffs]


def test_the_results_are_those_worked_by_hand() -> None:
    from offramp.settlement.commitment import commitment
    from offramp.settlement.staged_deal import staged_deal

    names = run(0)
    terms, bare = names["terms"], names["bare"]
    table = rows(r"^\| \w+ \| (?:stage \d|finished) \|.*\|$")
    assert len(table) == 6
    for party, stage, comply, grab, slack, needed, least in table:
        i, k = terms["parties"].index(party), terms["stages"].index(stage)
        assert bare.comply_value[i, k] == float(comply)
        assert bare.grab_value[i, k] == (-inf if grab == "nothing" else float(grab))
        assert bare.slack[i, k] == (inf if slack == "-" else float(slack))
        assert bare.guarantee_needed[i, k] == float(needed)
        alone = [[terms["grab"][p][s] if (p, s) == (i, k) else -inf for s in range(3)] for p in range(2)]
        patience = commitment(staged_deal(**terms | {"grab": alone})).patience[i]
        assert patience.monotone
        assert patience.least == pytest.approx(float(least), abs=5e-4)


def test_what_the_page_says_of_the_example() -> None:
    names = run(0)
    bare = names["bare"]
    assert (bare.first_break.stage, bare.first_break.party, bare.first_break.gain) == (1, 0, 3)
    assert bare.least_guarantee == 3
    assert bare.common_patience.intervals == (pytest.approx((2 / 3, 1)),)
    assert names["honoured"].promised.penalty_needed[0, 1] == 6
    assert names["honoured"].promised.deal.penalty.max() == 6
    assert names["honoured"].promised.stands
    assert names["honoured"].credible.stands
    assert names["hollow"].hollow == (1,)
    assert names["hollow"].credible.first_break == bare.first_break


def test_the_shift_of_power_is_that_worked_by_hand() -> None:
    case = run(1)["case"]
    table = rows(r"^\| `\w+` \| [\d.]+ \|$")
    assert len(table) == 4
    for name, value in table:
        assert getattr(case, name) == pytest.approx(float(value))
    assert case.fights
    assert case.fights_always
