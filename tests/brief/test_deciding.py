"""The statement that decides, against lexicographic comparison written out."""

import numpy as np
from hypothesis import given, settings

from offramp.brief.deciding import UNDECIDED, Criteria
from offramp.conflict.model import AimType
from offramp.conflict.preferences import Ranking, Statement, Weights, levels
from offramp.logic.expression import Not, Variable
from random_conflicts import Features, OptionForm, build, option_forms


@given(option_forms(Features(max_options=4)))
@settings(max_examples=60, deadline=None)
def test_the_first_statement_that_differs_decides(description: OptionForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    for (aim,) in conflict.types:
        criteria = Criteria.of(aim, conflict.space)
        truths = [conflict.space.where(statement.prefer) for statement in aim.preference.statements]
        for state in range(conflict.n_states):
            found = criteria.deciding(state, np.arange(conflict.n_states))
            for other in range(conflict.n_states):
                differing = [place for place, truth in enumerate(truths) if truth[state] != truth[other]]
                assert found[other] == (differing[0] if differing else UNDECIDED)
                if differing:  # it decides for the better of the two
                    better = aim.level[state] > aim.level[other]
                    assert truths[differing[0]][state] == better


def two_options():
    from offramp.conflict.coalesce import state_space

    return state_space(("x.a", "x.b"), np.arange(4, dtype=np.uint32))


def test_with_weights_the_largest_share_of_the_difference_decides() -> None:
    a, b = Variable("x.a"), Variable("x.b")
    space = two_options()
    preference = Weights(((Statement(a, "a"), 1.0), (Statement(b, "b"), 3.0), (Statement(Not(a), "not a"), 0.5)))
    criteria = Criteria.of(AimType(None, 1.0, preference, levels(preference, space)), space)
    # From NN to YN: a brings 1, "not a" is lost (0.5): a decides. From NN to YY: b. From YN to YN: nothing.
    assert criteria.deciding(0, np.array([1, 3])).tolist() == [0, 1]
    assert criteria.deciding(1, np.array([1])).tolist() == [UNDECIDED]


def test_a_ranking_has_no_statement_that_decides() -> None:
    space = two_options()
    preference = Ranking(((3,), (0, 1, 2)))
    criteria = Criteria.of(AimType(None, 1.0, preference, levels(preference, space)), space)
    assert criteria.deciding(0, np.array([1, 3])).tolist() == [UNDECIDED, UNDECIDED]
