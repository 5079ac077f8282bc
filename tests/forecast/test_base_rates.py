"""Base rates: what ships agrees with what was published, and a mapping gives the forecast by its definition."""

import pytest

from offramp.forecast.base_rates import CodedOutcome, ReferenceClass, base_rate_forecast
from offramp.forecast.reference_classes import CRISIS_DAYS, RECURRENCE, REFERENCE_CLASSES, reference_class

ICB_INTERVALS = {
    "icb": ((28, 37), (27, 35), (16, 23), (11, 17), (3, 7)),
    "icb_nonviolent": ((30, 43), (31, 43), (8, 17), (6, 14), (3, 10)),
}
"""As published, in per cent: agreement, unilateral act, war, faded, imposed."""


def test_ids_are_unique_and_everything_is_named() -> None:
    ids = [each.id for each in REFERENCE_CLASSES]
    assert len(set(ids)) == len(ids)
    for each in REFERENCE_CLASSES:
        assert each.name
        assert each.source
        assert each.mapping
        assert len({outcome.id for outcome in each.outcomes}) == len(each.outcomes) > 1


@pytest.mark.parametrize("reference", REFERENCE_CLASSES, ids=lambda each: each.id)
def test_shares_and_counts_agree(reference: ReferenceClass) -> None:
    if reference.counted:
        assert sum(outcome.count or 0 for outcome in reference.outcomes) == reference.n
        assert all(outcome.share == (outcome.count or 0) / reference.n for outcome in reference.outcomes)
        assert reference.unlisted == 0
    else:
        rounding = 0.005 * len(reference.outcomes)
        total = sum(outcome.share for outcome in reference.outcomes)
        assert total <= 1 + rounding
        assert total + reference.unlisted >= 1 - 1e-9


def test_the_counts_give_the_published_shares() -> None:
    shares = [round(100 * outcome.share) for outcome in reference_class("icb").outcomes]
    assert shares == [32, 31, 19, 13, 5]
    assert [round(100 * each.share) for each in reference_class("sanctions_threats").outcomes] == [23, 55, 22]


@pytest.mark.parametrize("class_id", ICB_INTERVALS)
def test_intervals_are_those_published(class_id: str) -> None:
    reference = reference_class(class_id)
    for outcome, (low, high) in zip(reference.outcomes, ICB_INTERVALS[class_id], strict=True):
        found = reference.interval(outcome.id)
        assert (100 * found[0], 100 * found[1]) == pytest.approx((low, high), abs=0.5 if reference.counted else 1)


def test_recurrence_counts_the_same_crises() -> None:
    icb = {outcome.id: outcome.count for outcome in reference_class("icb").outcomes}
    assert all(icb[each.id] == each.n for each in RECURRENCE if each.id in icb)
    assert list(CRISIS_DAYS) == sorted(CRISIS_DAYS)


TOY = ReferenceClass(
    "toy", "Toys", "made up", "as made up", 100,
    (CodedOutcome("a", "A", 0.5, 50), CodedOutcome("b", "B", 0.3, 30), CodedOutcome("c", "C", 0.2, 20)),
)  # fmt: skip


def test_a_mapping_gives_the_shares() -> None:
    found = base_rate_forecast(TOY, ["deal", "war"], {"deal": ["a", "b"], "war": "c"})
    assert dict(found.probability) == pytest.approx({"deal": 0.8, "war": 0.2})
    assert (found.low["war"], found.high["war"]) == pytest.approx(TOY.interval("c"))
    assert (found.left_out, found.shared) == (0, ())


def test_what_no_ending_stands_for_is_left_out_and_said() -> None:
    found = base_rate_forecast(TOY, ["deal", "war"], {"deal": "a", "war": "c"})
    assert dict(found.probability) == pytest.approx({"deal": 5 / 7, "war": 2 / 7})
    assert found.left_out == pytest.approx(0.3)


def test_endings_that_share_an_outcome_split_it() -> None:
    found = base_rate_forecast(TOY, ["deal", "raid", "war"], {"deal": ["a", "b"], "raid": "c", "war": "c"})
    assert dict(found.probability) == pytest.approx({"deal": 0.8, "raid": 0.1, "war": 0.1})
    assert found.shared == ("c",)


@pytest.mark.parametrize("reference", REFERENCE_CLASSES, ids=lambda each: each.id)
def test_every_class_gives_a_forecast(reference: ReferenceClass) -> None:
    ids = [outcome.id for outcome in reference.outcomes]
    found = base_rate_forecast(reference, ids, {each: each for each in ids})
    assert sum(found.probability.values()) == pytest.approx(1)
    assert found.left_out == pytest.approx(reference.unlisted)
    assert all(found.low[each] <= found.probability[each] <= found.high[each] for each in ids)


def test_all_faults_of_a_mapping_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="stands for no outcome") as told:
        base_rate_forecast(TOY, ["deal", "war"], {"deal": "z", "peace": "a"})
    assert len(str(told.value).splitlines()) == 3
    assert 'no outcome "z": a, b, c' in str(told.value)
    assert '"peace" is not an ending' in str(told.value)
    empty = ReferenceClass(
        "none", "None", "-", "-", 3, (CodedOutcome("a", "A", 1.0, 3), CodedOutcome("b", "B", 0.0, 0))
    )
    with pytest.raises(ValueError, match="no case of none"):
        base_rate_forecast(empty, ["war"], {"war": "b"})
    with pytest.raises(ValueError, match="one ending at least"):
        base_rate_forecast(TOY, [], {})
    with pytest.raises(KeyError):
        reference_class("no such class")
