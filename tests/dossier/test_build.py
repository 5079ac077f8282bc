"""The conflict that a dossier describes: its states, moves, aims, endings and status quo, against their definitions."""

from itertools import product
from pathlib import Path

import pytest

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.conflict.preferences import tiers
from offramp.dossier.build import BuiltDossier
from offramp.dossier.check import check_examined
from offramp.dossier.load import examine_bytes
from oracle import truth

HEAD = "offramp: 1\ntitle: x\ndecision_makers:\n"
THREE = HEAD + "  a: {options: {x: X, y: Y, z: {}}}\n"


def built(text: str, folder: Path = Path()) -> BuiltDossier:
    report = check_examined(examine_bytes(text.encode(), folder / "x.yaml"), advice=False)
    assert report.built is not None, [problem.render("x") for problem in report.problems]
    return report.built


def conflict(text: str, folder: Path = Path()) -> Conflict:
    return built(text, folder).conflict


def patterns(text: str) -> list[str]:
    space = conflict(text).space
    return [space.pattern(state) for state in range(len(space))]


@pytest.mark.parametrize(
    ("constraint", "allowed"),
    [
        ("never: x and y", "NNN YNN NYN NNY YNY NYY"),
        ("always: x or z", "YNN YYN NNY YNY NYY YYY"),
        ("at_most_one: [x, y, z]", "NNN YNN NYN NNY"),
        ("at_least_one: [x, y, z]", "YNN NYN YYN NNY YNY NYY YYY"),
        ("exactly_one: [x, y, z]", "YNN NYN NNY"),
        ("at_most_one: [x]", "NNN YNN NYN YYN NNY YNY NYY YYY"),
        ("exactly_one: [x]", "YNN YYN YNY YYY"),
        ("at_least_one: [x and y]", "YYN YYY"),
        ("exactly_one: [x and y, not z]", "NNN YNN NYN YYY"),
        ("requires: {x: y, not y: z}", "NYN YYN NNY NYY YYY"),
    ],
)
def test_a_constraint_leaves_the_states_that_it_says(constraint: str, allowed: str) -> None:
    assert patterns(f"{THREE}constraints: [{{{constraint}}}]\n") == allowed.split()


def test_options_keep_what_the_dossier_says_of_them() -> None:
    text = HEAD + (
        "  a: {name: Alpha, options: {x_1: {irreversible: taking}, y: {title: Why, when_taken: z}}}\n"
        "  b: {}\n  c: {options: {z: {title: Zed, irreversible: dropping}}}\n"
    )
    found = conflict(text)
    assert [option.id for option in found.options] == ["a.x_1", "a.y", "c.z"]
    assert [option.title for option in found.options] == ["x 1", "Why", "Zed"]
    assert [option.irreversible for option in found.options] == [
        Irreversible.TAKING, Irreversible.NO, Irreversible.DROPPING,
    ]  # fmt: skip
    assert [(dm.id, dm.name, dm.options) for dm in found.decision_makers] == [
        ("a", "Alpha", (0, 1)), ("b", "b", ()), ("c", "c", (2,)),
    ]  # fmt: skip


def moves(found: Conflict, dm: str) -> set[tuple[str, str]]:
    index = found.dm_index(dm)
    return {
        (found.space.label(state), found.space.label(int(target)))
        for state in range(len(found.space))
        for target in found.targets(index, state)
    }


def test_moves_obey_irreversibility_conditions_and_bans() -> None:
    text = HEAD + (
        "  a: {options: {x: {title: X, irreversible: taking, when_taken: z}, y: Y}}\n  b: {options: {z: Z}}\n"
        "constraints: [{no_move: {by: a, from: y, to: not y}}, {no_move: {by: [b], from: z}}]\n"
    )
    found = conflict(text)

    def allowed(before: str, after: str) -> bool:
        x, y, z = (letter == "Y" for letter in before)
        new_x, new_y, new_z = (letter == "Y" for letter in after)
        taken = new_x or not x, z or not (new_x and not x), new_y or not y
        return before != after and z == new_z and all(taken)

    states = ["".join(letters) for letters in product("NY", repeat=3)]
    assert moves(found, "a") == {(before, after) for before in states for after in states if allowed(before, after)}
    assert moves(found, "b") == {(f"{own}N", f"{own}Y") for own in ("NN", "NY", "YN", "YY")}


def ranking(text: str, dm: str = "a", aim: int = 0) -> list[set[str]]:
    found = conflict(text)
    level = found.types[found.dm_index(dm)][aim].level
    return [{found.space.label(state) for state in tier} for tier in tiers(level)]


@pytest.mark.parametrize(
    ("preferences", "order"),
    [
        ("prioritized: [x, not y]", [{"YN"}, {"YY"}, {"NN"}, {"NY"}]),
        ("prioritized: [x if y]", [{"NN", "YN", "YY"}, {"NY"}]),
        ("weights: {x: 1, y: 2, x and y: -2.5}", [{"NY"}, {"YN"}, {"YY"}, {"NN"}]),
        ("weights: {x: 0.1, y: 0.2, not (x or y): 0.3}", [{"NN", "YY"}, {"NY"}, {"YN"}]),
        ("ranking: [YN, [NN, YY], NY]", [{"YN"}, {"NN", "YY"}, {"NY"}]),
        ("ranking: [Y-, N-]", [{"YY", "YN"}, {"NY", "NN"}]),
    ],
)
def test_preferences_give_the_order_that_they_say(preferences: str, order: list[set[str]]) -> None:
    text = HEAD + f"  a: {{options: {{x: X, y: Y}}, preferences: {{{preferences}}}}}\n"
    assert ranking(text) == order


def test_without_preferences_all_states_are_alike() -> None:
    assert ranking(THREE) == [set(patterns(THREE))]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (("", "", ""), (1 / 3, 1 / 3, 1 / 3)),
        (("0.5", "", ""), (0.5, 0.25, 0.25)),
        (("0.2", "0.5", "0.3"), (0.2, 0.5, 0.3)),
    ],
)
def test_what_the_weights_of_types_leave_unsaid_is_shared(
    weights: tuple[str, ...], expected: tuple[float, ...]
) -> None:
    types = ", ".join(
        f"t{k}: {{{f'weight: {weight}, ' if weight else ''}prioritized: [x]}}" for k, weight in enumerate(weights)
    )
    found = conflict(HEAD + f"  a: {{options: {{x: X}}, preferences: {{types: {{{types}}}}}}}\n")
    assert [aim.id for aim in found.types[0]] == ["t0", "t1", "t2"]
    assert [aim.weight for aim in found.types[0]] == pytest.approx(expected)


def test_each_type_has_its_own_order() -> None:
    text = HEAD + "  a: {options: {x: X}, preferences: {types: {p: {prioritized: [x]}, q: {ranking: [N, Y]}}}}\n"
    assert [ranking(text, aim=aim) for aim in (0, 1)] == [[{"Y"}, {"N"}], [{"N"}, {"Y"}]]


def test_the_first_scenario_that_holds_is_the_ending() -> None:
    text = THREE + "scenarios: {p: {title: P, when: x and y}, q: {when: y or z}, r: {when: otherwise}}\n"
    found = built(text)
    for state in range(8):
        row = {f"a.{name}": found.conflict.space.pattern(state)[k] == "Y" for k, name in enumerate("xyz")}
        expected = "p" if truth(found.conditions["p"], row) else "q" if truth(found.conditions["q"], row) else "r"
        scenario = found.conflict.scenario(state)
        assert scenario is not None
        assert scenario.id == expected
    assert [scenario.title for scenario in found.conflict.scenarios] == ["P", "q", "r"]
    assert set(found.conditions) == {"p", "q"}


def test_the_status_quo_is_no_for_what_it_does_not_name() -> None:
    text = THREE + "constraints: [{never: x and y}]\nstatus_quo: {y: yes, z: no}\n"
    found = conflict(text)
    assert found.status_quo is not None
    assert found.space.pattern(found.status_quo) == "NYN"
    assert conflict(THREE).status_quo is None


def test_coalesced_states_are_one() -> None:
    text = HEAD + (
        "  a: {options: {x: X, y: Y}, preferences: {ranking: [over, YN, NN]}}\n"
        "coalesce: [{id: over, title: It is over, when: y}]\nstatus_quo: {x: yes, y: yes}\n"
    )
    found = conflict(text)
    assert [found.space.label(state) for state in range(len(found.space))] == ["NN", "YN", "over"]
    assert found.space.pattern(2) == "-Y"
    assert found.status_quo == 2
    assert ranking(text) == [{"over"}, {"YN"}, {"NN"}]


GRAPH = """offramp: 1
title: x
states: {calm: Calm, tense: Tension, war: War}
decision_makers:
  north: {moves: [[calm, tense], [tense, war]], preferences: {ranking: [calm, [tense, war]]}}
  south: {moves: {file: moves.csv}}
status_quo: tense
scenarios: {peace: {title: Peace, when: [calm, tense]}, war: {title: War, when: otherwise}}
"""


def test_graph_form(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text("from,to\nwar,calm\ncalm,war\n", encoding="utf-8")
    found = conflict(GRAPH, tmp_path)
    assert [found.space.label(state) for state in range(3)] == ["calm", "tense", "war"]
    assert moves(found, "north") == {("calm", "tense"), ("tense", "war")}
    assert moves(found, "south") == {("war", "calm"), ("calm", "war")}
    assert found.status_quo == 1
    assert [scenario.id for state in range(3) if (scenario := found.scenario(state))] == ["peace", "peace", "war"]
    assert [tiers(types[0].level) for types in found.types] == [((0,), (1, 2)), ((0, 1, 2),)]


def test_unknown_states_of_a_moves_file_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text("from,to\nwar,clam\n", encoding="utf-8")
    report = check_examined(examine_bytes(GRAPH.encode(), tmp_path / "x.yaml"))
    assert [problem.render("x") for problem in report.problems if problem.severity == "error"] == [
        'x:6:25: error: moves.csv, line 2: unknown state "clam" (did you mean "calm"?)'
    ]


def test_the_package_is_over_the_options_of_the_conflict() -> None:
    text = HEAD + (
        "  a: {options: {x: X, y: Y}}\n  b: {options: {z: Z, w: W}}\n  c: {options: {v: V}}\n"
        "package: {terms: [z, a.x], with: {y: yes}, open: [w], settled_when: x or z, reservation: {a: 0.3}}\n"
    )
    package = built(text).package
    assert package is not None
    assert (package.terms, package.fixed, package.open, package.parties) == ((0, 2), {1: True}, (3,), (0, 1))
    assert package.reservation == {0: 0.3}
    assert [truth(package.settled_when, {"a.x": x, "b.z": z}) for x, z in product((False, True), repeat=2)] == [
        False, True, True, True,
    ]  # fmt: skip
    assert built(THREE).package is None
