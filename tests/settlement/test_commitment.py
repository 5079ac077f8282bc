"""The comply-or-grab test against payoffs played out period by period, and against closed forms."""

from dataclasses import replace
from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.settlement.commitment import FINISHED, Commitment, commitment, commitment_of
from offramp.settlement.patience import Patience
from offramp.settlement.staged_deal import CommitmentError, StagedDeal, staged_deal

HORIZON = 800  # 0.95 ** 800 is below 1e-17
NEAR = 1e-6


def payoffs(deal: StagedDeal, party: int, stage: int, *, grabs: bool) -> list[float]:
    """Play the deal period by period from a stage, with one grab there or none."""
    last, path, played, punished = len(deal.stages) - 1, deal.punishment[party, stage].tolist(), [], 0
    if grabs:
        played.append(deal.grab[party, stage] - deal.chance[party, stage] * deal.penalty[party, stage])
    while len(played) < HORIZON:
        if grabs and (punished < len(path) or not deal.resumes):
            played.append(path[min(punished, len(path) - 1)])
            punished += 1
        else:
            played.append(deal.comply[party, stage])
            stage = min(stage + 1, last)
    return played


def slack_by_hand(deal: StagedDeal, party: int, stage: int) -> float:
    factors = deal.discount[party] ** np.arange(HORIZON)
    comply, grab = (np.array(payoffs(deal, party, stage, grabs=grabs)) @ factors for grabs in (False, True))
    return float(comply - grab)


@st.composite
def deals(draw: st.DrawFn) -> StagedDeal:
    """One to three parties, one to four stages, every kind of punishment, small whole payoffs."""
    n_parties, n_stages = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    payoff, n_periods = st.integers(-3, 9), draw(st.integers(1, 4))
    shape = draw(st.sampled_from([(n_parties,), (n_parties, n_periods), (n_parties, n_stages, n_periods)]))

    def table(shape: tuple[int, ...], values: st.SearchStrategy[float]) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(values, min_size=size, max_size=size)), dtype=float).reshape(shape)

    return staged_deal(
        table((n_parties, n_stages), payoff),
        table((n_parties, n_stages), st.one_of(payoff, payoff, payoff, st.just(-inf))),
        punishment=table(shape, payoff),
        discount=table((n_parties,), st.integers(0, 19)) / 20,
        periods=draw(st.none() | st.integers(n_periods, 5)),
        chance=table((n_stages,), st.integers(0, 4)) / 4,
        penalty=table((n_parties, n_stages), st.integers(0, 6)),
    )


def all_with(deal: StagedDeal, discount: float) -> Commitment:
    return commitment(replace(deal, discount=np.full(len(deal.parties), discount)))


@settings(max_examples=150, deadline=None)
@given(deals())
def test_slack_is_what_playing_it_out_gives(deal: StagedDeal) -> None:
    found = commitment(deal)
    for party, stage in np.ndindex(deal.comply.shape):
        if deal.grab[party, stage] == -inf:
            assert found.slack[party, stage] == inf
            assert found.holds[party, stage]
            continue
        slack = slack_by_hand(deal, party, stage)
        assert found.slack[party, stage] == pytest.approx(slack, abs=1e-9)
        assert found.holds[party, stage] == (slack > -1e-9)
    assert found.stands == found.holds.all()
    breaks = {(each.stage, each.party) for each in found.breaks}
    assert breaks == {(int(k), int(i)) for i, k in np.argwhere(~found.holds)}
    if found.first_break is not None:
        assert found.first_break.stage == min(stage for stage, _ in breaks)
        rivals = found.slack[:, found.first_break.stage]
        assert found.first_break.gain == -rivals.min() == -rivals[found.first_break.party]


@settings(max_examples=150, deadline=None)
@given(deals())
def test_patience_is_where_each_party_complies_throughout(deal: StagedDeal) -> None:
    patience = commitment(deal).patience
    for discount in np.arange(0, 0.99, 0.037).tolist():
        found = all_with(deal, discount)
        close = (np.abs(found.slack) < 1e-7).any(axis=1)
        expected = [p.covers(discount) for p in patience]
        assert (close | (found.holds.all(axis=1) == expected)).all()
        if not close.any():
            assert found.stands == found.common_patience.covers(discount)


@settings(max_examples=150, deadline=None)
@given(deals())
def test_it_holds_at_the_least_patience_and_not_just_below(deal: StagedDeal) -> None:
    for party, patience in enumerate(commitment(deal).patience):
        least = patience.least
        if least is None:
            assert not all_with(deal, 0.5).holds[party].all()
            continue
        assert all_with(deal, least).holds[party].all()
        if least > 2 * NEAR:
            below = all_with(deal, least - NEAR)
            touches = np.abs(below.slack[party]).min() < 1e-9  # the slack leaves 0 with slope 0
            assert touches or not below.holds[party].all()


@settings(max_examples=150, deadline=None)
@given(deals())
def test_the_smallest_guarantee_is_tight(deal: StagedDeal) -> None:
    needed = commitment(deal).guarantee_needed
    just = replace(deal, chance=np.ones_like(needed), penalty=needed)
    assert commitment(just).stands
    less = replace(just, penalty=np.maximum(needed - NEAR, 0))
    assert np.array_equal(~commitment(less).holds, needed > 2 * NEAR)
    found = commitment(deal)
    same = np.full_like(needed, found.least_guarantee)
    assert commitment(replace(just, penalty=same)).stands
    if found.least_guarantee > 2 * NEAR:
        assert not commitment(replace(just, penalty=same - NEAR)).stands


@settings(max_examples=150, deadline=None)
@given(deals())
def test_the_penalty_and_the_chance_that_hold_it(deal: StagedDeal) -> None:
    found = commitment(deal)
    penalty, chance = found.penalty_needed, found.chance_needed
    able = np.isfinite(penalty)
    assert commitment(replace(deal, penalty=np.where(able, penalty, deal.penalty))).holds[able].all()
    assert np.array_equal(~able, (found.guarantee_needed > 0) & (deal.chance == 0))
    able = np.isfinite(chance)
    assert (chance[able] <= 1).all()
    assert commitment(replace(deal, chance=np.where(able, chance, deal.chance))).holds[able].all()
    certain = commitment(replace(deal, chance=np.ones_like(deal.chance)))
    assert np.array_equal(able, certain.holds)


def grim(reward: float, temptation: float, punishment: float, discount: float) -> Commitment:
    """Friedman (1971): one stage for ever, the stage game's equilibrium after a grab."""
    return commitment(staged_deal([[reward]], [[temptation]], punishment=[punishment], discount=discount))


@given(st.integers(1, 50), st.integers(1, 50), st.integers(-50, 50))
def test_grim_trigger_closed_form(more: int, worse: int, reward: int) -> None:
    temptation, punishment = reward + more, reward - worse
    least = grim(reward, temptation, punishment, 0.5).patience[0].least
    assert least == pytest.approx((temptation - reward) / (temptation - punishment), abs=1e-12)


@pytest.mark.parametrize(("discount", "stands"), [(0.0, False), (0.05, False), (0.15, True), (0.20, True), (0.6, True)])
def test_prisoners_dilemma(discount: float, stands: bool) -> None:
    """9 each if both keep to it, 10 and then 3 for ever for a grab: 1/7. Another library crashes from .05 to .20."""
    found = grim(9, 10, 3, discount)
    assert found.stands == stands
    assert found.patience[0].intervals == (pytest.approx((1 / 7, 1)),)
    assert found.slack[0, 0] == pytest.approx((9 - 10 * (1 - discount) - 3 * discount) / (1 - discount))


def test_nothing_makes_up_for_a_punishment_that_is_none() -> None:
    found = grim(9, 10, 9.5, 0.9)
    assert found.patience[0] == Patience(())
    assert found.common_patience.least is None


@pytest.mark.parametrize(("periods", "least"), [(1, 1 / 6), (2, (sqrt(1 + 4 / 6) - 1) / 2)])
def test_limited_punishment_closed_form(periods: int, least: float) -> None:
    """The dilemma with 3 for T periods and then the deal again: ``(d + ... + d^T) (9 - 3) >= 10 - 9``."""
    deal = staged_deal([[9]], [[10]], punishment=[3], periods=periods, discount=0.5)
    assert commitment(deal).patience[0].intervals == (pytest.approx((least, 1)),)


def test_a_long_limited_punishment_is_nearly_for_ever() -> None:
    deal = staged_deal([[9]], [[10]], punishment=[3], periods=1000, discount=0.5)
    assert commitment(deal).patience[0].least == pytest.approx(1 / 7, abs=1e-12)


def test_a_limited_punishment_too_light_for_any_patience() -> None:
    """One period of 3 costs 6, the grab brings 7: no discount factor below 1 makes up for it."""
    deal = staged_deal([[9]], [[16]], punishment=[3], periods=1, discount=0.99)
    assert commitment(deal).patience[0].least is None


def test_one_stage_before_the_finished_deal_closed_form() -> None:
    """``2 + d 6/(1-d) >= 5 + d 1/(1-d)``: d* = 3 / (3 + 5)."""
    deal = staged_deal([[2, 6]], [[5, -inf]], punishment=[1], discount=0.5)
    assert commitment(deal).patience[0].least == pytest.approx(3 / 8, abs=1e-12)


def test_more_patience_may_break_it() -> None:
    """After a grab first harsh, then better than the deal: ``-16 (d - 1/4)(d - 3/4) >= 0``."""
    found = commitment(staged_deal([[0]], [[3]], punishment=[[-13, 3]], discount=0.5))
    assert found.patience[0].intervals == (pytest.approx((0.25, 0.75)),)
    assert not found.patience[0].monotone
    assert found.stands


def test_each_party_has_its_own_patience() -> None:
    deal = staged_deal([[9], [9]], [[10], [10]], punishment=[3, 3], discount=[0.1, 0.2])
    assert commitment(deal).holds.tolist() == [[False], [True]]


def test_the_guarantee_of_a_stage_moves_that_stage_alone() -> None:
    given = {"comply": [[0, 0, 4]], "grab": [[3, 3, 3]], "punishment": [0], "discount": 0.25}
    bare = commitment(staged_deal(**given)).slack
    held = commitment(staged_deal(**given, chance=[0, 0.5, 0], penalty=4)).slack
    assert (held - bare).tolist() == [[0, pytest.approx(2), 0]]


def test_a_huge_penalty_at_one_stage_hides_nothing_at_another() -> None:
    deal = staged_deal([[1, 1]], [[1.5, 1.5]], punishment=[1], discount=0.5, chance=[1, 0], penalty=1e15)
    assert commitment(deal).holds.tolist() == [[True, False]]


def plan(**changes: object) -> Commitment:
    """Two parties, two steps: state 0 (worth 1 and 1), then 4 and 2, then 6 and 8."""
    given: dict[str, object] = {
        "values": [[1, 4, 6], [1, 2, 8]],
        "grab": [[2, 9, -inf], [-inf, 1, 8.5]],
        "grab_to": [[5, 7, -1], [-1, 4, 9]],
        "punishment": [1, 0],
        "discount": 0.5,
        "parties": ["a", "b"],
        "steps": ["disarm", "share"],
    } | changes
    return commitment_of(**given)  # type: ignore[arg-type]


def test_along_a_step_plan() -> None:
    """At state k the next step's state is had by complying; the last goes on: V_a = 4 + 6, 12, 12; V_b = 10, 16, 16."""
    found = plan()
    assert found.deal.stages == ("disarm", "share", FINISHED)
    assert found.comply_value.tolist() == [[10, 12, 12], [10, 16, 16]]
    assert found.grab_value.tolist() == [[3, 10, -inf], [-inf, 1, 8.5]]
    assert found.stands
    assert found.first_break is None


def test_where_a_step_plan_breaks() -> None:
    found = plan(grab=[[2, 13, -inf], [-inf, 16.5, 18]])
    assert [(each.stage, each.party, each.gain, each.to) for each in found.breaks] == [
        (1, 0, 2.0, 7),
        (1, 1, 0.5, 4),
        (2, 1, 2.0, 9),
    ]
    assert found.first_break == found.breaks[0]
    assert found.guarantee_needed.tolist() == [[0, 2, 0], [0, 0.5, 2]]
    assert plan(grab=[[2, 13, -inf], [-inf, 16.5, 18]], chance=0.5, penalty=[0, 4, 4]).stands


def test_a_plan_without_a_step_is_the_finished_deal() -> None:
    found = commitment_of([[9]], [[10]], punishment=[3], discount=0.15)
    assert found.stands
    assert found.deal.grab_to is None


def test_every_problem_at_once() -> None:
    with pytest.raises(CommitmentError) as raised:
        staged_deal(
            [[1, 2], [1, np.nan]],
            [[1, inf]],
            punishment=[[[1.0]]],
            discount=1,
            periods=0,
            chance=[0.5, 1.5],
            penalty=[-1, 0, 0],
            parties=["a"],
            stages=["x"],
            grab_to=[1],
        )
    problems = raised.value.problems
    for said in (
        "grab: expected the shape of comply, (2, 2); it is (1, 2)",
        "punishment: expected (2,), (2, periods) or (2, 2, periods); the shape is (1, 1, 1)",
        "penalty: expected one number, 2, one for each stage, or (2, 2); it is (3,)",
        "comply and punishment must be finite",
        "grab must be finite numbers, or -inf",
        "discount must be at least 0 and below 1; it is 1.0",
        "chance is a probability, between 0 and 1; it is [0.5, 1.5]",
        "penalty is what a grab costs, 0 or more",
        "periods: a punishment lasts 1 period or more; here 0",
        "parties: there are 1 names for 2",
        "stages: there are 1 names for 2",
        "grab_to: expected a state for each grab, (2, 2); the shape is (1,)",
    ):
        assert any(problem.startswith(said) for problem in problems), said
    assert len(problems) == 12
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"comply": np.empty((1, 0)), "grab": np.empty((1, 0))}, "no stages"),
        ({"comply": np.empty((0, 1)), "grab": np.empty((0, 1)), "punishment": []}, "no parties"),
        ({"comply": [1, 2]}, "expected a row for each party"),
        ({"comply": [[1], [1, 2]]}, "comply: expected numbers in rows of one length"),
        ({"discount": "much"}, "discount: expected numbers"),
        ({"discount": -0.1}, "discount must be at least 0"),
        ({"discount": float("nan")}, "discount must be at least 0"),
        ({"discount": [0.1, 0.2]}, "discount: expected one number, or 1"),
        ({"punishment": 3}, "punishment: expected"),
        ({"punishment": np.empty((1, 0))}, "a path needs one period or more"),
        ({"punishment": [[1, 2, 3]], "periods": 2}, "3 payoffs for 2 periods"),
        ({"periods": 1001}, "up to 1000 periods"),
        ({"penalty": inf}, "penalty"),
    ],
)
def test_each_problem_is_said(changes: dict[str, object], said: str) -> None:
    given = {"comply": [[9]], "grab": [[10]], "punishment": [3], "discount": 0.5} | changes
    with pytest.raises(CommitmentError, match=said):
        staged_deal(**given)  # type: ignore[arg-type]
