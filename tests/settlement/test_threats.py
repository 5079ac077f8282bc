"""Would a threat or promise be carried out, against the definitions."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.conflict.preferences import Prioritized
from offramp.logic.parse import parse
from offramp.settlement.commitments import Commitment, Kind, Standing
from offramp.settlement.threats import keeps_word
from offramp.stability.concepts import Concept
from oracle import Oracle
from random_conflicts import Features, OptionForm
from settlement.several_aims import WEIGHTS, two_aims, with_types
from settlement.spoken import at, spoken

FEATURES = Features(max_options=5, dms=(2, 3))
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def questions(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    """A random conflict in which the maker has two types, and an announcement of its."""
    case = draw(two_aims(FEATURES))
    if case is None:
        return None
    own = [k for k, owner in enumerate(case.descriptions[0].owners) if owner == case.dm]
    act = draw(st.dictionaries(st.sampled_from(own), st.booleans(), min_size=1))
    states = st.integers(0, case.conflict.n_states - 1)
    return case.descriptions, case.conflict, Commitment(Kind.THREAT, case.dm, act, draw(states), draw(states))


class Definition:
    """Keeping one's word under one type, by sets and loops."""

    def __init__(self, description: OptionForm, conflict: Conflict, word: Commitment) -> None:
        self.oracle, self.maker, self.act = Oracle(description), word.by, word.act
        self.states = [(int(code),) for code in conflict.space.codes]

    def has_act(self, s: tuple[int, ...]) -> bool:
        return all(bool(s[0] >> k & 1) == wanted for k, wanted in self.act.items())

    def level(self, s: tuple[int, ...]) -> int:
        value = self.oracle._value[self.maker]
        return sorted(set(value.values())).index(value[s])

    def deterred(self, concept: Concept, s: tuple[int, ...], s1: tuple[int, ...]) -> bool:
        if concept is Concept.NASH:
            return False
        others = [j for j in range(self.oracle.n_dms) if j != self.maker]
        return any(
            not self.oracle.better(self.maker, s2, s)
            and not (
                concept.escape_proof
                and any(self.oracle.better(self.maker, s3, s) for s3 in self.oracle.moves(self.maker, s2))
            )
            for s2 in self.oracle.reachable(others, s1, improving=concept.credible)
        )

    def ways(self, s: tuple[int, ...]) -> set[tuple[int, ...]]:
        """The moves that do it with the fewest other changes."""
        doing = {q for q in self.oracle.moves(self.maker, s) if self.has_act(q)}
        mask = sum(1 << k for k in self.act)
        fewest = min((((q[0] ^ s[0]) & ~mask).bit_count() for q in doing), default=0)
        return {q for q in doing if ((q[0] ^ s[0]) & ~mask).bit_count() == fewest}

    def standing(self, concept: Concept, number: int) -> Standing:
        s, oracle, maker = self.states[number], self.oracle, self.maker
        if self.has_act(s):
            tempting = [q for q in oracle.improvements(maker, s) if not self.has_act(q)]
            return Standing.KEPT if all(self.deterred(concept, s, q) for q in tempting) else Standing.BLUFF
        ways = self.ways(s)
        if not ways:
            return Standing.CANNOT
        highest = max(self.level(q) for q in ways)
        way = min(q for q in ways if self.level(q) == highest)
        if oracle.better(maker, s, way):
            return Standing.BLUFF
        if not oracle.better(maker, way, s):
            return Standing.INDIFFERENT
        return Standing.DETERRED if self.deterred(concept, s, way) else Standing.KEPT


@OFTEN
@given(questions())
def test_standing_equals_the_definition(question) -> None:  # type: ignore[no-untyped-def]
    if question is None:
        return
    descriptions, conflict, commitment = question
    found = keeps_word(conflict, commitment)
    for k, description in enumerate(descriptions):
        definition = Definition(description, conflict, commitment)
        for words, state in ((found.due, commitment.state), (found.anyway, commitment.otherwise)):
            word, s = words[k], definition.states[state]
            assert dict(word.standing) == {c: definition.standing(c, state) for c in Concept}
            assert word.weight == WEIGHTS[k]
            kept_at = s if word.in_place else None if word.way is None else definition.states[word.way.to]
            assert (kept_at is None) == (word.levels is None)
            if kept_at is None:
                continue
            without = [q for q in definition.oracle.moves(commitment.by, s) if not definition.has_act(q)]
            aside = max(map(definition.level, without), default=0)
            compared = aside if word.in_place and aside > definition.level(s) else definition.level(s)
            assert word.levels == definition.level(kept_at) - compared
            best_without = max([aside, *([] if word.in_place else [definition.level(s)])])
            assert (word.instead is None) == (best_without <= definition.level(kept_at))
            if word.instead is not None:
                assert definition.level(definition.states[word.instead]) == best_without
            better = [
                q for q in without if definition.level(q) > definition.level(max(kept_at, s, key=definition.level))
            ]
            outdone = [c for c in Concept if not all(definition.deterred(c, s, q) for q in better)]
            assert list(word.outdone_under) == outdone
            assert [c for c in Concept if word.first_choice(c)] == [
                c for c in Concept if word.standing[c] is Standing.KEPT and c not in outdone
            ]
    for c in Concept:
        kept = [k for k, word in enumerate(found.due) if word.standing[c] is Standing.KEPT]
        assert found.probability(c) == pytest.approx(sum(WEIGHTS[k] for k in kept))
        assert found.aim_decides(c) == (len(kept) == 1)
        assert set(found.unconditional(c)) == {k for k in kept if found.anyway[k].standing[c] is Standing.KEPT}


def border() -> Conflict:
    """A neighbour that may raid, a guard that may fire back; firing is dear unless the guard is angry."""
    return spoken(
        {
            "guard": (["fire", "call_in_help"], ["not guard.fire", "not guard.call_in_help"]),
            "neighbour": (["raid"], ["neighbour.raid and not guard.fire", "not guard.fire"]),
        }
    )


def angry(conflict: Conflict) -> Conflict:
    calm = conflict.types[0][0].preference
    assert isinstance(calm, Prioritized)
    revenge = (parse("guard.fire if neighbour.raid"), parse("not guard.fire"), parse("not guard.call_in_help"))
    return with_types(conflict, 0, [tuple(s.prefer for s in calm.statements), revenge], [0.6, 0.4])


def test_a_threat_that_costs_its_maker_is_a_bluff_and_the_aim_decides() -> None:
    conflict = angry(border())
    threat = Commitment(Kind.THREAT, 0, {0: True}, at(conflict, "NNY"), at(conflict, "NNN"))
    found = keeps_word(conflict, threat, values=[np.linspace(0, 1, 8)] * 2)
    calm, revenge = found.due
    assert calm.standing[Concept.NASH] is Standing.BLUFF
    assert calm.instead == threat.state
    assert not calm.best
    assert revenge.kept(Concept.NASH)
    assert revenge.best
    assert found.aim_decides(Concept.NASH)
    assert found.probability(Concept.NASH) == pytest.approx(0.4)
    assert found.unconditional(Concept.NASH) == ()
    assert [word.standing[Concept.NASH] for word in found.anyway] == [Standing.BLUFF, Standing.BLUFF]


def test_what_is_done_either_way_is_a_plan() -> None:
    conflict = spoken({"a": (["march"], ["a.march"]), "b": (["yield"], [])})
    found = keeps_word(conflict, Commitment(Kind.THREAT, 0, {0: True}, at(conflict, "NN"), at(conflict, "NY")))
    assert found.unconditional(Concept.SEQ) == (0,)


def test_a_promise_to_leave_something_undone_is_kept_by_staying() -> None:
    conflict = spoken({"a": (["strike"], ["a.strike"]), "b": (["disarm"], ["not a.strike"])})
    promise = Commitment(Kind.PROMISE, 0, {0: False}, at(conflict, "NY"))
    (word,) = keeps_word(conflict, promise).due
    assert word.in_place
    assert word.levels == -1
    assert word.instead == at(conflict, "YY")
    assert word.standing[Concept.NASH] is Standing.BLUFF


def test_a_gain_that_replies_take_away_is_deterred() -> None:
    conflict = spoken({"a": (["grab"], ["not b.hit", "a.grab"]), "b": (["hit"], ["b.hit iff a.grab"])})
    (word,) = keeps_word(conflict, Commitment(Kind.THREAT, 0, {0: True}, 0)).due
    assert word.standing[Concept.NASH] is Standing.KEPT
    assert word.standing[Concept.SEQ] is Standing.DETERRED
    assert word.deterred_under == (Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SSEQ)


def test_a_threat_that_pays_may_still_be_outdone() -> None:
    """Blows from afar would do; troops come only with them, and pay only for the blows."""
    conflict = spoken({"a": (["strike", "invade"], ["a.strike", "not a.invade"]), "b": (["yield"], [])})
    both = Commitment(Kind.THREAT, 0, {0: True, 1: True}, at(conflict, "NNN"))
    (word,) = keeps_word(conflict, both).due
    assert word.kept(Concept.NASH)
    assert not word.first_choice(Concept.NASH)
    assert not word.best
    assert word.instead == at(conflict, "YNN")


def test_values_are_one_array_for_each_type() -> None:
    with pytest.raises(ValueError, match="1 arrays for 2 types; give one for each"):
        keeps_word(angry(border()), Commitment(Kind.THREAT, 0, {0: True}, 0), values=[np.zeros(8)])
