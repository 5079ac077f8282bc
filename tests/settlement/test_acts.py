"""What a decision maker can do at once, and what is in the way, against the definitions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.settlement.acts import Hurdle, Obstacle, doing, holds_act
from oracle import Oracle, taken, truth
from random_conflicts import Features, OptionForm, build, graph_forms, option_forms
from settlement.spoken import at, spoken

FEATURES = Features(max_options=5, dms=(2, 3), merging=True)
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def questions(draw: st.DrawFn, features: Features = FEATURES):  # type: ignore[no-untyped-def]
    """A random conflict with a decision maker, a state and an act over some of its options."""
    description = draw(option_forms(features))
    conflict = build(description)
    if conflict is None:
        return None
    dm = draw(st.integers(0, description.n_dms - 1))
    own = [k for k, owner in enumerate(description.owners) if owner == dm]
    act = draw(st.dictionaries(st.sampled_from(own), st.booleans(), min_size=1))
    return description, conflict, dm, draw(st.integers(0, conflict.n_states - 1)), act


def has(code: int, act: dict[int, bool]) -> bool:
    return all(bool(code >> k & 1) == wanted for k, wanted in act.items())


def others_same(description: OptionForm, dm: int, a: int, b: int) -> bool:
    return all(owner == dm or (a ^ b) >> k & 1 == 0 for k, owner in enumerate(description.owners))


@OFTEN
@given(questions())
def test_ways_equal_the_definition(question) -> None:  # type: ignore[no-untyped-def]
    if question is None:
        return
    description, conflict, dm, state, act = question
    members = [tuple(map(int, conflict.space.members(s))) for s in range(conflict.n_states)]
    found = doing(conflict, dm, state, act)
    assert found.in_place == any(has(code, act) for code in members[state])
    assert holds_act(conflict, act, np.arange(conflict.n_states)).tolist() == [
        any(has(code, act) for code in codes) for codes in members
    ]
    if found.in_place:
        return
    pairs = [
        (a, b, q)
        for q, codes in enumerate(members)
        for a in members[state]
        for b in codes
        if q != state and has(b, act) and Oracle._arc(description, dm, a, b)
    ]
    assert set(found.targets.tolist()) == {q for *_, q in pairs}
    assert found.possible == bool(pairs) == (not found.hurdles)
    mask = sum(1 << k for k in act)
    least = min((((a ^ b) & ~mask).bit_count() for a, b, _ in pairs), default=0)
    shortest = {(q, (a ^ b) & ~mask, b) for a, b, q in pairs if ((a ^ b) & ~mask).bit_count() == least}
    assert {way.to for way in found.ways} == {q for q, *_ in shortest}
    for way in found.ways:
        assert any(
            q == way.to and dict(way.along) == {k: bool(b >> k & 1) for k in range(5) if along >> k & 1}
            for q, along, b in shortest
        )


@OFTEN
@given(questions(replace(FEATURES, merging=False)))
def test_hurdles_equal_the_definition(question) -> None:  # type: ignore[no-untyped-def]
    if question is None:
        return
    description, conflict, dm, state, act = question
    found = doing(conflict, dm, state, act)
    if found.possible:
        return
    here = int(conflict.space.codes[state])

    def stuck(b: int) -> set[tuple[Obstacle, int]]:
        """Which options' own rules forbid the change from here to a code."""
        result = set()
        for k, kind in enumerate(description.irreversible):
            before, after = bool(here >> k & 1), bool(b >> k & 1)
            if before != after and kind is (Irreversible.DROPPING if after else Irreversible.TAKING):
                result.add((Obstacle.IRREVERSIBLE, k))
            condition = description.when_taken[k]
            if after and not before and condition is not None and not truth(condition, taken(description, here)):
                result.add((Obstacle.WHEN_TAKEN, k))
        return result

    mask = sum(1 << k for k in act)
    alone = (here & ~mask) | sum(1 << k for k, wanted in act.items() if wanted)
    feasible = [int(b) for b in conflict.space.codes if has(int(b), act) and others_same(description, dm, here, int(b))]
    changed = tuple(k for k in sorted(act) if (here ^ alone) >> k & 1)
    told = {(hurdle.obstacle, k) for hurdle in found.hurdles for k in hurdle.options}
    if stuck(alone):
        assert told == stuck(alone)
    elif not feasible:
        assert found.hurdles == (Hurdle(Obstacle.CONSTRAINT, changed),)
    elif any(not stuck(b) for b in feasible):
        assert found.hurdles == (Hurdle(Obstacle.BAN, changed),)
    else:
        assert told in [stuck(b) for b in feasible]


def quarrel() -> Conflict:
    return spoken({"a": (["+sign", "smile"], ["a.smile"]), "b": (["pay"], ["not b.pay"])})


def test_what_is_somebody_elses_cannot_be_done() -> None:
    found = doing(quarrel(), 0, 0, {0: True, 2: True})
    assert found.hurdles == (Hurdle(Obstacle.NOT_OWN, (2,)),)


def test_what_is_final_is_not_taken_back() -> None:
    conflict = quarrel()
    assert doing(conflict, 0, at(conflict, "YNN"), {0: False}).hurdles == (Hurdle(Obstacle.IRREVERSIBLE, (0,)),)


@given(graph_forms())
def test_graph_form_has_no_acts(description) -> None:  # type: ignore[no-untyped-def]
    conflict = build(description)
    assert conflict is not None
    with pytest.raises(ValueError, match="graph form has no options"):
        doing(conflict, 0, 0, {0: True})


@pytest.mark.parametrize(("act", "message"), [({}, "empty"), ({9: True}, "no option with index 9; the last is 2")])
def test_an_act_must_make_sense(act: dict[int, bool], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        doing(quarrel(), 0, 0, act)
