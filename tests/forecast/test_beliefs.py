"""Whoever reckons with replies goes by what it takes the others for, not by what they are."""

from dataclasses import replace

import numpy as np
import pytest

from offramp.forecast.chain import crisis_chain
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.forecast.menus import Menus, menus_of
from settlement.spoken import spoken

RATES, SHARP = Range(0.5, 0.5), Range(3.0, 3.0)


def crisis(foresight: int, beliefs: dict | None = None) -> tuple[Draws, Menus, list[list[np.ndarray]]]:
    """A threat may be answered; whether the answer is wanted hangs on the second party's aim."""
    conflict = spoken({"a": (["threaten"], ["not b.fight", "a.threaten"]), "b": (["fight"], ["b.fight"])})
    (aim,) = conflict.types[1]
    meek = replace(aim, id="meek", weight=0.5, level=(aim.level.max() - aim.level).astype(aim.level.dtype))
    conflict = replace(conflict, types=(conflict.types[0], (replace(aim, id="hard", weight=0.5), meek)))
    fight = conflict.space.column("b.fight").astype(float)
    threaten = conflict.space.column("a.threaten").astype(float)
    values = [[(2 * (1 - fight) + threaten) / 3], [fight, 1 - fight]]
    uncertainty = Uncertainty((RATES,) * 2, (SHARP,) * 2, (Range(foresight, foresight),) * 2, places=0)
    return draw(conflict, values, uncertainty, 40, 0, beliefs), menus_of(conflict), values


@pytest.mark.parametrize("taken_for", [0, 1])
def test_replies_are_reckoned_with_at_the_type_believed(taken_for: int) -> None:
    sure = {0: {1: [1.0, 0.0] if taken_for == 0 else [0.0, 1.0]}}
    draws, menus, values = crisis(2, sure)
    for k in range(len(draws)):
        true = int(draws.types[k, 1])
        found = draws.chain(k, menus, None, alternating=False)
        seen = crisis_chain(menus, np.stack([values[0][0], values[1][taken_for]]), 0.5, 3.0, 2)
        own = crisis_chain(menus, np.stack([values[0][0], values[1][true]]), 0.5, 3.0, 2)
        assert found.expected[0] == pytest.approx(seen.expected[0])
        assert found.expected[1] == pytest.approx(own.expected[1])


def test_without_foresight_beliefs_say_nothing() -> None:
    wrong = {0: {1: [0.0, 1.0]}}
    draws, menus, values = crisis(0, wrong)
    for k in range(len(draws)):
        found = draws.chain(k, menus, None, alternating=False)
        assert found.expected == pytest.approx(np.stack([values[0][0], values[1][int(draws.types[k, 1])]]))


def test_nobody_is_told_anothers_aim_where_no_beliefs_are_declared() -> None:
    draws, _, _ = crisis(1)
    taken, true = draws.believed[:, 0, 1], draws.types[:, 1]
    assert 0 < (taken == true).mean() < 1
    assert abs((taken == 0).mean() - 0.5) < 0.3
