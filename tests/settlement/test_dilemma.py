"""A decision maker's choices side by side, against the definitions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.settlement.dilemma import Pays, dilemma
from offramp.settlement.outlook import Rest
from offramp.stability.concepts import Concept
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms
from settlement.ahead import Ahead
from settlement.spoken import at, spoken

OFTEN = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
FORMS = st.one_of(option_forms(Features(max_options=5, dms=(2, 3), merging=True)), graph_forms())


def check_rest(ahead: Ahead, rest: Rest, start: int, after: int, ends: set[int]) -> None:
    assert set(rest.ends.tolist()) == ends
    assert rest.settles == bool(ends)
    if ends:
        assert rest.span.worst == min(ahead.level[r] for r in ends)
        assert rest.span.best == max(ahead.level[r] for r in ends)
    for path, level in ((rest.to_worst, rest.span.worst), (rest.to_best, rest.span.best)):
        here, last = start, after
        for step in path:
            assert step.by != last
            assert ahead.states[step.to] in ahead.oracle.improvements(step.by, ahead.states[here])
            here, last = step.to, step.by
        assert ahead.level[here] == level


@OFTEN
@given(FORMS, st.data())
def test_choices_equal_the_definition(description: OptionForm | GraphForm, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    dm = data.draw(st.integers(0, conflict.n_dms - 1))
    state = data.draw(st.integers(0, conflict.n_states - 1))
    concept = data.draw(st.sampled_from(list(Concept)))
    ahead = Ahead(description, conflict, dm, concept)
    found, now = dilemma(conflict, dm, state, concept=concept), ahead.level[state]
    assert {choice.to for choice in found.choices} == ahead.choices(state)
    assert found.n_choices == len(found.choices)
    assert [c.level for c in found.choices] == sorted((c.level for c in found.choices), reverse=True)
    for choice in found.choices:
        assert (choice.stays, choice.level) == (choice.to == state, ahead.level[choice.to])
        assert choice.levels_gained == choice.level - now
        for span, credible in ((choice.any_replies, False), (choice.credible_replies, True)):
            assert (span.worst, span.best) == ahead.by_replies(choice.to, credible=credible)
        assert choice.rest.stands == all(ahead.stable(j, choice.to) for j in ahead.others)
        check_rest(ahead, choice.rest, choice.to, dm, ahead.ends(choice.to))
    hopes = {
        q
        for q in ahead.choices(state)
        if ahead.level[q] < now and any(ahead.level[r] > now for r in ahead.ends(q, idle=True))
    }
    assert {gamble.choice.to for gamble in found.gambles} == hopes
    for gamble in found.gambles:
        q = gamble.choice.to
        check_rest(ahead, gamble.rest, q, dm, ahead.ends(q, idle=True))
        answers = {(j, ahead.number(r)) for j in ahead.others for r in ahead.oracle.improvements(j, ahead.states[q])}
        assert {(answer.step.by, answer.step.to) for answer in gamble.answers} == answers
        assert gamble.n_answers == len(answers) == len(gamble.answers)
        assert set(gamble.rest.ends.tolist()) == set().union(*(a.rest.ends.tolist() for a in gamble.answers))
        for answer in gamble.answers:
            ends = ahead.ends_after(answer.step.by, answer.step.to)
            check_rest(ahead, answer.rest, answer.step.to, answer.step.by, ends)
            better = [ahead.level[r] > now for r in ends]
            expected = Pays.NEVER if not any(better) else Pays.ALWAYS if all(better) else Pays.SOMETIMES
            assert answer.pays is expected


def exit_for_money() -> Conflict:
    """To leave hurts the one who leaves; the payer would then rather pay, the rival rather grab the seat."""
    return spoken(
        {
            "ruler": (["+leave"], ["payer.pay", "not rival.grab", "not ruler.leave"]),
            "payer": (["pay"], ["payer.pay iff ruler.leave"]),
            "rival": (["grab"], ["not rival.grab if payer.pay", "rival.grab iff ruler.leave"]),
        }
    )


def test_a_gamble_is_decided_by_who_answers() -> None:
    conflict = exit_for_money()
    found = dilemma(conflict, 0, concept=Concept.NASH, values=np.linspace(0, 1, 8))
    assert found.staying.levels_gained == 0
    (gamble,) = found.gambles
    assert gamble.choice.to == at(conflict, "YNN")
    assert gamble.choice.levels_gained == -1
    assert gamble.choice.gain == pytest.approx(1 / 7)  # as the values passed in have it
    assert at(conflict, "YYN") in gamble.rest.ends
    paid, grabbed = gamble.answers
    assert (paid.step.by, paid.pays) == (1, Pays.ALWAYS)
    assert grabbed.step.by == 2


def test_a_list_that_is_cut_says_so_and_keeps_staying() -> None:
    conflict = spoken({"a": (["x", "y", "z"], ["a.x", "a.y", "a.z"]), "b": (["w"], [])})
    found = dilemma(conflict, 0, most_choices=2)
    assert [choice.to for choice in found.choices] == [at(conflict, "YYYN"), 0]
    assert found.n_choices == 8
    assert found.staying.to == 0


def test_without_a_status_quo_a_state_must_be_given() -> None:
    conflict = replace(spoken({"a": (["x"], [])}), status_quo=None)
    with pytest.raises(ValueError, match="say which state it is about"):
        dilemma(conflict, 0)
