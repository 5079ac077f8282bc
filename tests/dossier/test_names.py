"""What names mean: options of their own first, definitions put in, and every problem at its column."""

from pathlib import Path

import pytest

from offramp.dossier.load import examine_bytes
from offramp.dossier.names import DEEPEST_EXPRESSION, LARGEST_EXPRESSION, LONGEST_CHAIN, Names
from offramp.logic.expression import And, Expression, Not, Or, Variable, extent

TEXT = """offramp: 1
title: x
define: {ceasefire: not south.attack, calm: ceasefire and not dam, talk: dam}
summary: >
  not north.dam
  and soth.attack
decision_makers:
  north: {options: {dam: D, attack: A, talk: T}}
  south: {options: {attack: A, release: "R"}}
"""
NORTH, SOUTH = Variable("north.attack"), Variable("south.attack")
DAM = Variable("north.dam")


def names_of(text: str) -> Names:
    examination = examine_bytes(text.encode(), Path("x.yaml"))
    assert examination.document is not None
    assert examination.model is not None, examination.problems
    return Names(examination.document, examination.model)


@pytest.mark.parametrize(
    ("text", "dm", "meaning"),
    [
        ("dam", None, DAM),
        ("north.dam", "south", DAM),
        ("attack", "north", NORTH),
        ("attack", "south", SOUTH),
        ("ceasefire", None, Not(SOUTH)),
        ("not calm", "north", Not(And((Not(SOUTH), Not(DAM))))),
        ("talk", "north", Variable("north.talk")),  # the own option wins over the definition
        ("talk", "south", DAM),
        ("talk or north.talk", None, Or((DAM, Variable("north.talk")))),
    ],
)
def test_resolution(text: str, dm: str | None, meaning: Expression) -> None:
    names = names_of(TEXT)
    assert names.expression(text, ("title",), dm) == meaning
    assert names.problems == []


def test_a_name_that_two_decision_makers_share_is_ambiguous_elsewhere() -> None:
    names = names_of(TEXT)
    assert names.expression("attack", ("title",)) is None
    assert [problem.code for problem in names.problems] == ["ambiguous-option"]


def test_the_column_points_into_a_value_that_runs_over_lines() -> None:
    names = names_of(TEXT)
    assert names.expression("not north.dam and soth.attack", ("summary",)) is None
    assert [(problem.line, problem.column, problem.hint) for problem in names.problems] == [
        (6, 7, 'did you mean "south.attack"?')
    ]


def test_every_unknown_name_of_an_expression_is_told() -> None:
    names = names_of(TEXT)
    names.expression("aa and bb or dam", ("title",))
    assert [problem.message for problem in names.problems] == ['unknown option "aa"', 'unknown option "bb"']


def test_what_is_wrong_in_a_definition_is_told_once() -> None:
    text = TEXT.replace("talk: dam", "talk: damm")
    names = names_of(text)
    assert names.expression("talk and talk", ("title",), "south") is None
    assert [(problem.line, problem.message) for problem in names.problems] == [(3, 'unknown option "damm"')]


def chain(length: int, *, forwards: bool) -> str:
    steps = [f"  p{k}: not p{k - 1}\n" for k in range(1, length)]
    lines = ["  p0: dam\n", *steps]
    return TEXT.replace(
        "define: {ceasefire: not south.attack, calm: ceasefire and not dam, talk: dam}\n",
        "define:\n" + "".join(lines if forwards else reversed(lines)),
    )


@pytest.mark.parametrize("forwards", [True, False])
def test_definitions_may_rest_on_one_another_up_to_a_limit(*, forwards: bool) -> None:
    names = names_of(chain(LONGEST_CHAIN, forwards=forwards))
    expression = names.expression(f"p{LONGEST_CHAIN - 1}", ("title",))
    assert names.problems == []
    assert expression is not None
    assert extent(expression, lambda _: (1, 1)) == (LONGEST_CHAIN, LONGEST_CHAIN)


@pytest.mark.parametrize("forwards", [True, False])
def test_a_longer_chain_is_refused_and_not_followed(*, forwards: bool) -> None:
    names = names_of(chain(3000, forwards=forwards))
    assert {problem.code for problem in names.problems} == {"too-large-expression"}


def test_the_largest_expression() -> None:
    names = names_of(TEXT)
    assert names.expression(" or ".join(["dam"] * (LARGEST_EXPRESSION - 1)), ("title",)) is not None
    assert names.expression(" or ".join(["dam"] * LARGEST_EXPRESSION), ("title",)) is None
    assert [problem.code for problem in names.problems] == ["too-large-expression"]


def test_the_deepest_expression() -> None:
    names = names_of(TEXT)
    inside = "dam"
    for _ in range(DEEPEST_EXPRESSION // 3):
        inside = f"dam if dam or dam and ({inside})"  # three levels each
    assert names.expression(inside, ("title",)) is not None
    assert names.expression(f"not ({inside})", ("title",)) is not None
    assert names.expression(f"not not not ({inside})", ("title",)) is None


def test_settings_name_each_option_once() -> None:
    names = names_of(TEXT)
    assert names.settings({"dam": True, "south.attack": False}, ("title",)) == {
        "north.dam": True,
        "south.attack": False,
    }
    assert names.settings({"dam": True, "north.dam": False}, ("title",)) == {"north.dam": False}
    assert [problem.code for problem in names.problems] == ["duplicate-option"]
