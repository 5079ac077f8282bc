"""Offers set against today, and all bundles, on the river."""

import numpy as np

from offramp.brief.content import BriefContent
from offramp.brief.endings import Hold, solve_case
from offramp.brief.offers import bundles, package_case, settled_states

FIXED = {"upstream.release": True, "downstream.attack": False}


def test_settled_states_are_today_but_for_what_is_settled(river) -> None:
    conflict = river.conflict
    states = settled_states(conflict, FIXED, ["downstream.talks"])
    assert [conflict.space.pattern(state) for state in states] == ["YNNNN", "YNNNY"]


def test_an_infeasible_settlement_has_no_state(river) -> None:
    assert settled_states(river.conflict, {"upstream.release": True, "upstream.dam": True}) == ()


def test_verdicts_compare_with_today_by_level(river) -> None:
    conflict = river.conflict
    states = settled_states(conflict, FIXED, ["downstream.talks"])
    for combination in conflict.combinations():
        case = solve_case(conflict, combination)
        package = package_case(case, states, conflict.status_quo)
        for verdict in package.verdicts:
            level = conflict.level(verdict.dm, combination).astype(int)
            gain = level[list(states)] - level[conflict.status_quo]
            assert (verdict.better, verdict.equal, verdict.worse) == (
                np.sum(gain > 0), np.sum(gain == 0), np.sum(gain < 0),
            )  # fmt: skip
        assert package.hold == max(Hold(int(case.hold[state])) for state in states)


def test_bundles_count_no_loss_and_one_gain(river) -> None:
    conflict = river.conflict
    case = solve_case(conflict, conflict.likeliest())
    everything = tuple(range(conflict.n_states))
    found = bundles(case, everything, (0, 1), conflict.status_quo)
    levels = [conflict.level(dm, case.combination).astype(int) for dm in (0, 1)]
    gains = np.array([level - level[conflict.status_quo] for level in levels])
    good = (gains >= 0).all(axis=0) & (gains > 0).any(axis=0)
    assert found.all_gain == tuple(np.flatnonzero(good).tolist())
    assert found.gains == {0: int((gains[0] > 0).sum()), 1: int((gains[1] > 0).sum())}
    assert set(found.all_gain_and_hold) == {state for state in found.all_gain if case.hold[state] >= Hold.DETERRED}


def test_the_offer_is_worse_than_today_for_its_own_maker_and_the_brief_says_so(river_brief: BriefContent) -> None:
    (analysis,) = river_brief.offers
    assert analysis.unwanted_by == ("Upstream ministry",)
    ministry = analysis.cases[0].verdicts[0]
    assert ministry.gain == "worse"
    assert ministry.because is not None
    assert ministry.because.text == "not release"
    assert ministry.because.bare == "assumed and cites no evidence"
    assert [case.verdicts[1].gain for case in analysis.cases] == ["better", "same"]


def test_what_became_of_each_term_and_of_the_whole(river_brief: BriefContent) -> None:
    (analysis,) = river_brief.offers
    assert [(term.words, term.owner, term.reply) for term in analysis.offer.terms] == [
        ("Release water", "Upstream ministry", "no answer to this term on record"),
        ("Not “Attack”", "Downstream army", "refused"),
    ]
    assert analysis.offer.outcome == (
        "The army declines (after: The ministry offers water for calm)",
        "the deadline of 2025-11-28: lapsed",
    )
