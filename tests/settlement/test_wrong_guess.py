"""Safe choices and the cost of a wrong guess, against the definitions."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.logic.parse import parse
from offramp.settlement.outlook import Ahead as Look
from offramp.settlement.wrong_guess import wrong_guess
from offramp.stability.concepts import Concept
from random_conflicts import Features
from settlement.ahead import Ahead
from settlement.several_aims import WEIGHTS, TwoAims, two_aims, with_types
from settlement.spoken import at, spoken

OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@OFTEN
@given(two_aims(Features(max_options=4, dms=(2, 3))), st.data())
def test_outcomes_and_losses_equal_the_definition(case: TwoAims | None, data: st.DataObject) -> None:
    if case is None:
        return
    conflict, n_dms = case.conflict, case.conflict.n_dms
    dm = data.draw(st.integers(0, n_dms - 1).filter(lambda k: k != case.dm))
    state = data.draw(st.integers(0, conflict.n_states - 1))
    concept, look = data.draw(st.sampled_from(list(Concept))), data.draw(st.sampled_from(list(Look)))
    aheads = [Ahead(description, conflict, dm, concept) for description in case.descriptions]
    level = aheads[0].level
    values = np.array([2.0**height for height in level])
    found = wrong_guess(conflict, dm, state, ahead=look, concept=concept, values=values)

    def worst(k: int, q: int) -> int:
        if look is Look.PREDICTED:
            return aheads[k].predicted_worst(q)
        return aheads[k].by_replies(q, credible=look is Look.CREDIBLE)[0]

    choices = found.choices.tolist()
    assert set(choices) == aheads[0].choices(state)
    assert len(choices) == found.n_choices
    assert [c.types[case.dm] for c in found.combinations] == [0, 1]
    table = [[worst(k, q) for k in (0, 1)] for q in choices]
    assert found.outcome.tolist() == table
    best_guarantee = max(map(min, table))
    assert found.safe.tolist() == [p for p, row in enumerate(table) if min(row) == best_guarantee]
    tops = [max(row[k] for row in table) for k in (0, 1)]
    assert found.best_whatever.tolist() == [p for p, row in enumerate(table) if row == tops]
    mean = [sum(w * 2.0**height for w, height in zip(WEIGHTS, row, strict=True)) for row in table]
    assert found.expected == pytest.approx(mean)
    for guessed in (0, 1):
        chosen = int(found.guess[guessed])
        rivals = [p for p, row in enumerate(table) if row[guessed] == tops[guessed]]
        assert chosen == min(rivals, key=lambda p: (-min(table[p]), p))
        for true in (0, 1):
            assert found.levels_lost[guessed, true] == tops[true] - table[chosen][true]
            assert found.value_lost is not None
            assert found.value_lost[guessed, true] == pytest.approx(2.0 ** tops[true] - 2.0 ** table[chosen][true])
    assert found.levels_lost.diagonal().tolist() == [0, 0]


def stranger() -> Conflict:
    """A host may open the door; the stranger is a guest or a thief, more likely a guest."""
    conflict = spoken(
        {
            "host": (["open"], ["not stranger.steal", "host.open"]),
            "stranger": (["steal"], ["not stranger.steal"]),
        }
    )
    guest, thief = (parse("not stranger.steal"),), (parse("stranger.steal iff host.open"),)
    return with_types(conflict, 1, [guest, thief], [0.9, 0.1])


def test_the_closed_door_is_safe_and_costs_the_friendship() -> None:
    conflict = stranger()
    values = np.array([0.6, 1.0, 0.0, 0.2])  # closed, open, robbed behind a closed door, robbed
    found = wrong_guess(conflict, 0, values=values)
    opened, closed = (found.choices.tolist().index(at(conflict, pattern)) for pattern in ("YN", "NN"))
    assert found.unknown == (1,)
    assert found.safe.tolist() == [closed]
    assert found.best_whatever.tolist() == []
    assert found.guess.tolist() == [opened, closed]
    assert found.levels_lost.tolist() == [[0, 1], [1, 0]]
    assert found.value_lost == pytest.approx(np.array([[0.0, 0.4], [0.4, 0.0]]))
    assert found.expected is not None
    assert found.expected[[opened, closed]] == pytest.approx([0.9 * 1.0 + 0.1 * 0.2, 0.6])


def test_beliefs_may_differ_from_the_weights() -> None:
    found = wrong_guess(stranger(), 0, beliefs={1: [0.25, 0.75]}, values=np.array([0.6, 1.0, 0.0, 0.2]))
    assert [each.weight for each in found.combinations] == [0.25, 0.75]
    assert found.expected is not None
    assert found.expected.max() == pytest.approx(0.6)


def test_with_nothing_unknown_no_guess_is_wrong() -> None:
    found = wrong_guess(stranger(), 0, unknown=[])
    assert len(found.combinations) == 1
    assert found.combinations[0].weight == 1.0
    assert found.levels_lost.tolist() == [[0]]
    assert found.expected is None
    assert found.value_lost is None


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"unknown": [0]}, "host knows its own type"),
        ({"beliefs": {1: [1.0]}}, "beliefs about stranger: 1 weights for 2 types"),
        ({"beliefs": {1: [0.5, 0.6]}}, "must lie between 0 and 1 and add up to 1"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(asked: dict, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match=message):
        wrong_guess(stranger(), 0, **asked)
