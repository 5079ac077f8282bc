"""The order of states in words."""

from pathlib import Path

from offramp.dossier.check import check_examined
from offramp.dossier.load import examine_bytes
from offramp.dossier.order import OrderInWords

TEXT = """offramp: 1
title: x
decision_makers:
  a:
    name: Alpha
    options: {x: X, y: Y}
    preferences: {prioritized: [not y, {prefer: x if y, firm: no}, x]}
  b: {options: {z: Z}, preferences: {types: {p: {weights: {y: 1, z: -2}}, q: {ranking: [--Y, YYN, N-N, YNN]}}}}
  c: {name: Gamma}
scenarios: {calm: {title: Calm, when: not y}, rest: {title: The rest, when: otherwise}}
"""


def orders() -> tuple[OrderInWords, ...]:
    return check_examined(examine_bytes(TEXT.encode(), Path("x.yaml"))).orders


def test_each_aim_has_an_order() -> None:
    assert [(order.dm, order.aim, order.levels) for order in orders()] == [
        ("Alpha", None, 4), ("b", "p", 4), ("b", "q", 4), ("Gamma", None, 1),
    ]  # fmt: skip


def test_statements_are_told_with_the_share_of_states_where_they_hold() -> None:
    assert orders()[0].statements == (
        "above all: not y (true in 50% of the states)",
        "then: x if y (true in 75% of the states; its place is uncertain)",
        "then: x (true in 50% of the states)",
    )


def test_top_middle_and_bottom_with_what_holds_there() -> None:
    alpha = orders()[0]
    assert alpha.best == "YNN (Calm), YNY (Calm): every statement holds"
    assert alpha.middle == "YYN (The rest), YYY (The rest): all hold but not y"
    assert alpha.worst == "NYN (The rest), NYY (The rest): no statement holds"


def test_weights_are_told_largest_first_and_rankings_by_their_states() -> None:
    weighted, ranked, indifferent = orders()[1:]
    assert weighted.statements == ("-2 where z", "+1 where y")
    assert weighted.best == "NYN (The rest), YYN (The rest)"
    assert weighted.worst == "NNY (Calm), YNY (Calm)"
    assert ranked.statements == ()
    assert ranked.best == "NNY (Calm), YNY (Calm), NYY (The rest) and 1 more"
    assert ranked.worst == "YNN (Calm)"
    assert indifferent.best.endswith("and 5 more")
    assert indifferent.middle == ""
