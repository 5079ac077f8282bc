"""Moves that come to the same are told as one, by the likeliest of them."""

import numpy as np
import pytest

from offramp.brief.alike_moves import alike_moves, told_as_one
from offramp.forecast.posterior import Telling
from settlement.spoken import at, spoken


def act(to: int, chance: float, belief: float, shift: float, dm: int = 0) -> Telling:
    return Telling(dm, to, chance, np.array([belief, 1 - belief]), shift)


def test_moves_of_one_maker_with_one_effect_are_one_group_the_likeliest_first() -> None:
    moves = [act(1, 0.1, 0.80, 0.3), act(2, 0.2, 0.81, 0.3), act(3, 0.3, 0.2, 0.3), act(4, 0.1, 0.80, 0.3, dm=1)]
    groups = alike_moves(moves, lambda each: each.after, 0.05, 0.01)
    assert sorted([each.to for each in group] for group in groups) == [[2, 1], [3], [4]]


def test_groups_that_shift_most_for_how_likely_they_are_come_first_and_the_rest_is_left_out() -> None:
    moves = [act(1, 0.9, 0.9, 0.02), act(2, 0.3, 0.1, 0.5), act(3, 0.5, 0.6, 0.2), act(4, 0.9, 0.4, 0.01)]
    groups = alike_moves(moves, lambda each: each.after, 0.05, 0.02)
    assert [[each.to for each in group] for group in groups] == [[2], [3], [1]]


def test_one_is_told_with_the_number_of_the_others_and_the_chance_of_all() -> None:
    conflict = spoken({"a": (["act", "wait"], []), "b": (["idle"], [])})
    start = at(conflict, "NNN")
    told = told_as_one(
        conflict, start, [act(at(conflict, "YNN"), 0.2, 0.5, 0.1), act(at(conflict, "YYN"), 0.13, 0.5, 0.1)]
    )
    assert told.does == f"“{conflict.options[0].title}”"
    assert told.others == 1
    assert told.chance == "33 %"
    alone = told_as_one(conflict, start, [act(at(conflict, "NYN"), 0.2, 0.5, 0.1)])
    assert (alone.others, alone.chance) == (0, "20 %")


@pytest.mark.parametrize("step", [0.01, 0.05])
def test_effects_are_the_same_to_a_step(step: float) -> None:
    near = [act(1, 0.5, 0.5, 0.3), act(2, 0.5, 0.5 + step / 4, 0.3)]
    far = [act(1, 0.5, 0.5, 0.3), act(2, 0.5, 0.5 + 2 * step, 0.3)]
    assert len(alike_moves(near, lambda each: each.after, step, 0.01)) == 1
    assert len(alike_moves(far, lambda each: each.after, step, 0.01)) == 2
