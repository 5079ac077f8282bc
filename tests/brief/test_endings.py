"""Holding, reaching and refusing, on the made-up river whose verdicts follow by hand, and by definition at random.

With the army after water, in {water released, no attack} the ministry would rather keep the water; but then the army
would attack, to its own gain, which the ministry likes least. So that settlement holds by deterrence. An army that
wants war attacks whatever happens.
"""

import numpy as np
from hypothesis import given, settings

from offramp.brief.content import BriefContent
from offramp.brief.endings import Hold, ending_case, holds, nearest, solve_case
from offramp.brief.verdicts import EndingCaseView
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from random_conflicts import Features, OptionForm, build, option_forms


def cases(brief: BriefContent, ending: str) -> tuple[EndingCaseView, ...]:
    return next(view.cases for view in brief.endings if view.id == ending)


def refusing(case: EndingCaseView) -> dict[str, tuple[bool, bool]]:
    return {refusal.who: (refusal.leaves, refusal.prefers_today) for refusal in case.refusals}


def test_the_settlement_holds_by_deterrence_if_the_army_is_after_water(river_brief: BriefContent) -> None:
    water, war = cases(river_brief, "deal")
    assert water.hold is Hold.DETERRED
    assert war.hold is Hold.NOT


def test_war_holds_outright_whatever_the_aim(river_brief: BriefContent) -> None:
    assert [case.hold for case in cases(river_brief, "war")] == [Hold.OUTRIGHT, Hold.OUTRIGHT]


def test_what_holds_is_kept_apart_from_what_is_reached(river_brief: BriefContent) -> None:
    """The settlement holds, yet nobody would begin to go there: releasing water is a loss in itself."""
    water, _ = cases(river_brief, "deal")
    assert (water.by_improvements, water.by_moves) == ("no way by improvements", "in 1 move")
    assert water.path is not None
    assert [(step.who, step.gain) for step in water.path.steps] == [("Upstream ministry", "worse")]
    assert cases(river_brief, "war")[0].by_improvements == "in 1 improvement"
    assert cases(river_brief, "stalemate")[0].by_improvements == "today is in it"


def test_refusals_give_the_two_reasons_apart(river_brief: BriefContent) -> None:
    assert refusing(cases(river_brief, "deal")[0]) == {"Upstream ministry": (False, True)}
    assert refusing(cases(river_brief, "deal")[1])["Downstream army"] == (True, False)
    assert refusing(cases(river_brief, "stalemate")[0]) == {"Downstream army": (True, False)}


def test_the_witness_names_the_deterring_reply_and_the_priority_behind_it(river_brief: BriefContent) -> None:
    witness = cases(river_brief, "deal")[0].witness
    assert witness is not None
    ministry = witness.reasons[0]
    assert "Downstream army replies by “Attack”" in ministry.words
    assert [statement.text for statement, _ in ministry.deciding] == ["calm"]


@given(option_forms(Features(dms=(2, 3))))
@settings(max_examples=60, deadline=None)
def test_holds_are_the_firmest_of_the_concepts(description: OptionForm) -> None:
    conflict = build(description)
    if conflict is None:
        return
    solution = solve(conflict)
    grade = holds(solution)
    for state in range(conflict.n_states):
        concepts = solution.concepts_holding(state)
        expected = (
            Hold.OUTRIGHT
            if Concept.NASH in concepts
            else Hold.DETERRED
            if Concept.SEQ in concepts
            else Hold.BLUFF
            if concepts
            else Hold.NOT
        )
        assert grade[state] == expected


def test_the_nearest_state_is_nearest_by_improvements_first(river) -> None:
    conflict = river.conflict
    case = solve_case(conflict, conflict.likeliest())
    assert case.by_improvements is not None
    assert case.by_moves is not None
    everything = np.arange(conflict.n_states)
    assert nearest(case, everything) == conflict.status_quo
    for scenario in range(len(conflict.scenarios)):
        ending = ending_case(case, scenario)
        near = case.by_improvements.distance[ending.states]
        if (near >= 0).any():
            assert case.by_improvements.distance[ending.nearest] == near[near >= 0].min()
