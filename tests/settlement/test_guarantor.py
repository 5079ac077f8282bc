"""Would the guarantor act: his cost against his stake, stage by stage."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.settlement.commitment import commitment
from offramp.settlement.guarantor import guarantor, unguaranteed
from offramp.settlement.staged_deal import CommitmentError, StagedDeal, staged_deal


def deal(**changes: object) -> StagedDeal:
    """Stage 1 holds by itself; stage 2 needs q K >= 3: 4 + 6 against 10 + 3."""
    given: dict[str, object] = {"punishment": [3], "discount": 0.5, "chance": 0.5, "penalty": 6} | changes
    return staged_deal([[4, 4, 6]], [[5, 10, -inf]], **given)  # type: ignore[arg-type]


def test_a_stake_that_covers_the_cost() -> None:
    found = guarantor(deal(), cost=4, stake=5)
    assert found.needed.tolist() == [False, True, False]
    assert found.acts.all()
    assert found.gain.tolist() == [1, 1, 1]
    assert found.hollow == ()
    assert found.promised.stands
    assert found.credible.stands


def test_a_guarantee_that_he_would_not_honour() -> None:
    found = guarantor(deal(), cost=[4, 6, 4], stake=5)
    assert found.hollow == (1,)
    assert found.promised.stands
    assert not found.credible.stands
    assert found.credible.first_break is not None
    assert (found.credible.first_break.stage, found.credible.first_break.gain) == (1, 3)


def test_not_acting_where_he_is_not_needed_harms_nothing() -> None:
    found = guarantor(deal(), cost=[9, 5, 9], stake=5)
    assert found.acts.tolist() == [False, True, False]
    assert found.hollow == ()
    assert found.credible.stands


COSTS = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@given(COSTS, COSTS, st.integers(0, 8))
def test_the_credible_test_counts_him_only_where_he_acts(cost: list[int], stake: list[int], penalty: int) -> None:
    promised = deal(penalty=penalty)
    found = guarantor(promised, cost, stake)
    acts = np.array([b >= a for a, b in zip(cost, stake, strict=True)])
    assert found.acts.tolist() == acts.tolist()
    with_him, without = commitment(promised), commitment(replace(promised, penalty=np.zeros((1, 3))))
    assert found.credible.slack.tolist() == np.where(acts, with_him.slack, without.slack).tolist()
    assert found.needed.tolist() == (~without.holds).any(axis=0).tolist()
    assert unguaranteed(promised).slack.tolist() == without.slack.tolist()


def test_every_problem_at_once() -> None:
    with pytest.raises(CommitmentError) as raised:
        guarantor(deal(), cost=[1, 2], stake=-1)
    assert raised.value.problems == (
        "cost: expected one number, or 3, one for each stage; the shape is (2,)",
        "stake must be 0 or more, and finite; it is -1.0",
    )
