"""Axes of strategies: Gray-code order, every group in a place of its own, moves along one axis."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.figures.grid_layout import around, axes, gray_rank
from offramp.figures.state_groups import single_states
from random_conflicts import Features, OptionForm, build, option_forms


@given(st.integers(0, 8))
def test_neighbours_in_the_gray_code_differ_in_one_bit(n_bits: int) -> None:
    bits = (np.arange(1 << n_bits)[:, None] >> np.arange(n_bits) & 1).astype(bool)
    rank = gray_rank(bits)
    assert sorted(rank.tolist()) == list(range(1 << n_bits))
    ordered = bits[np.argsort(rank)]
    assert ((ordered[1:] != ordered[:-1]).sum(axis=1) == 1).all()


@settings(max_examples=60, deadline=None)
@given(option_forms(Features(merging=True)), st.integers(2, 20))
def test_every_group_has_a_place_and_every_move_one_direction(description: OptionForm, columns: int) -> None:
    conflict = build(description)
    if conflict is None:
        return
    groups = single_states(conflict)
    across, down = axes(groups, [], columns)
    placed = np.flatnonzero(~groups.mixed)
    places = [(int(across.of_group[g]), int(down.of_group[g])) for g in placed]
    assert len(set(places)) == len(places)
    assert sorted({*across.dms, *down.dms}) == sorted({*range(conflict.n_dms)} & {*across.dms, *down.dms})
    assert not {*across.dms} & {*down.dms}
    place = dict(zip(placed.tolist(), places, strict=True))
    for dm, moves in enumerate(conflict.moves):
        for a, b in zip(*(arcs.tolist() for arcs in moves.arcs()), strict=True):
            if a in place and b in place:
                (ax, ay), (bx, by) = place[a], place[b]
                assert ay == by if dm in across.dms else ax == bx


@pytest.mark.parametrize("count", [1, 2, 7])
def test_points_around_an_ellipse_are_inside_its_box(count: int) -> None:
    points = around(count, 200, 100)
    assert len(set(points)) == count
    assert all(-0.01 <= x <= 200.01 and -0.01 <= y <= 100.01 for x, y in points)
