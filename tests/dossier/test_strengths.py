"""Rules of uncertain strength: which there are, and the conflict without some of them."""

import re
from itertools import product
from pathlib import Path

import pytest

from offramp.dossier.build import BuiltDossier
from offramp.dossier.check import check, load_dossier
from offramp.dossier.names import Names
from offramp.dossier.strengths import MOST_SOFT_RULES, conflict_without, soft_rules

TEXT = """offramp: 1
title: x
decision_makers:
  a:
    options: {x: {title: Build, irreversible: taking, strength: 0.7}, y: {irreversible: dropping, strength: 0.4}, z: Z}
    preferences: {basis: assumed, prioritized: [x, y, z, y and z]}
constraints:
  - {never: x and z, strength: 0.8, why: One gate.}
  - {never: y and not x and z}
  - {requires: {y: x}, strength: 0.5}
  - {no_move: {by: a, from: x, to: z}, strength: 0.2}
  - {at_most_one: [x, y, z], strength: 1}
"""


def built(folder: Path, text: str = TEXT) -> BuiltDossier:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return load_dossier(path)


def test_options_come_first_and_certain_rules_are_none(tmp_path: Path) -> None:
    dossier = built(tmp_path)
    found = soft_rules(Names(dossier.document, dossier.model))
    assert [(rule.text, rule.name, rule.strength) for rule in found] == [
        ("Build cannot be taken back", "Build cannot be taken back", 0.7),
        ("y cannot be taken up again", "y cannot be taken up again", 0.4),
        ("never x and z", "One gate", 0.8),
        ("y requires x", "y requires x", 0.5),
        ("no move by a from x to z", "no move by a from x to z", 0.2),
    ]


def test_without_rules_it_is_the_conflict_of_the_dossier_without_them(tmp_path: Path) -> None:
    """Every set of rules against the text with the rules that do not bind struck out by hand."""
    soft = built(tmp_path)
    paths = [rule.path for rule in soft_rules(Names(soft.document, soft.model))]
    marks = ["irreversible: taking, strength: 0.7", "irreversible: dropping, strength: 0.4", "{never: x and z"]
    marks += ["{requires: {y: x}", "{no_move: {by: a, from: x, to: z}"]
    for binds in product((True, False), repeat=5):
        text = TEXT
        for mark, kept in zip(marks, binds, strict=True):
            if not kept:
                text = text.replace(mark, "why: w" if mark.startswith("irreversible") else "{never: x and not x")
        hard = built(tmp_path, text)
        gone = frozenset(path for path, kept in zip(paths, binds, strict=True) if not kept)
        found = conflict_without(soft, gone)
        assert found.space.codes.tolist() == hard.conflict.space.codes.tolist()
        assert [found.targets(0, k).tolist() for k in range(found.n_states)] == [
            hard.conflict.targets(0, k).tolist() for k in range(found.n_states)
        ]
        assert found.types[0][0].level.tolist() == hard.conflict.types[0][0].level.tolist()


def test_all_else_takes_every_rule_as_binding(tmp_path: Path) -> None:
    hard = built(tmp_path, re.sub(r", strength: [\d.]+", "", TEXT))
    soft = built(tmp_path)
    assert soft.conflict.space.codes.tolist() == hard.conflict.space.codes.tolist()
    assert [rule.text for rule in soft.rules] == [rule.text for rule in hard.rules]


def test_a_ranking_covers_what_is_possible_where_nothing_binds(tmp_path: Path) -> None:
    text = """offramp: 1
title: x
decision_makers: {a: {options: {x: X, y: Y}, preferences: {basis: assumed, ranking: [YY, YN, NY, NN]}}}
constraints: [{never: x and y, strength: 0.5}]
"""
    dossier = built(tmp_path, text)
    assert dossier.conflict.types[0][0].level.tolist() == [0, 2, 1]
    assert conflict_without(dossier, frozenset({("constraints", 0)})).types[0][0].level.tolist() == [0, 2, 1, 3]
    for wrong, said in (
        (("YY, YN, NY, NN", "YN, NY, NN"), "where rules with a strength do not bind: the ranking"),
        (("YY, YN, NY, NN", "YY, YN, NN"), "the ranking leaves out NY"),
    ):
        (tmp_path / "x.yaml").write_text(text.replace(*wrong), encoding="utf-8")
        (problem,) = (each for each in check(tmp_path / "x.yaml").problems if each.severity == "error")
        assert problem.message.startswith(said)


@pytest.mark.parametrize("n_rules", [MOST_SOFT_RULES, MOST_SOFT_RULES + 1])
def test_at_most_so_many(n_rules: int, tmp_path: Path) -> None:
    rules = "".join(f"  - {{never: x and y and not y, strength: 0.{k + 1:02}}}\n" for k in range(n_rules))
    head = "offramp: 1\ntitle: x\ndecision_makers: {a: {options: {x: X, y: Y}, preferences: {prioritized: [x, y]}}}\n"
    (tmp_path / "x.yaml").write_text(f"{head}constraints:\n{rules}", encoding="utf-8")
    report = check(tmp_path / "x.yaml")
    assert report.ok == (n_rules <= MOST_SOFT_RULES)
    told = [problem.render("") for problem in report.problems if problem.severity == "error"]
    said = "13 rules have a strength below 1; at most 12 can be followed (leave out strengths near 1)"
    assert told == ([] if report.ok else [f":17:32: error: {said}"])
