"""Destinations: the three ways, side by side."""

from offramp.conflict.steps import Step
from offramp.evolution.destinations import destinations
from offramp.evolution.movement import Allowance, Movement
from random_conflicts import GraphForm, build


def test_three_ways_to_each_destination() -> None:
    """DM 0 gains by 0 to 1, loses by 0 to 2; DM 1 goes on from 2 to 3; 4 is out of reach."""
    form = GraphForm(5, (((0, 1), (0, 2)), ((2, 3),)), ((1, 2, 0, 0, 0), (0, 0, 1, 1, 0)))
    conflict = build(form)
    assert conflict is not None
    patient = Movement.improvements(2).with_allowance(Allowance.ANY, 0)
    here, one, two, three, four = destinations(conflict, 0, range(5), movement=patient)
    assert here.by_improvements == here.by_moves == ()
    assert one.by_improvements == one.by_allowance == one.by_moves == (Step(0, 1),)
    assert (two.by_improvements, two.by_allowance, two.by_moves) == (None, (Step(0, 2),), (Step(0, 2),))
    assert (three.by_improvements, three.by_allowance) == (None, None)
    assert three.by_moves == (Step(0, 2), Step(1, 3))
    assert [place.reachable for place in (here, one, two, three, four)] == [True, True, True, True, False]
