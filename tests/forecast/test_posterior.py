"""Beliefs about hidden aims, against closed forms and Bayes' rule by hand."""

from dataclasses import replace
from math import exp, log2

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.conflict.model import Conflict
from offramp.conflict.observation import Observation
from offramp.forecast.posterior import logit, menu_of, posterior, quiet, telling_acts, updated
from random_conflicts import Features, build, option_forms
from settlement.spoken import at, spoken


def one_switch(prior: tuple[float, float] = (0.5, 0.5)) -> tuple[Conflict, list[list[np.ndarray]]]:
    """One option: the first aim values it at 1, the second not at all."""
    conflict = spoken({"a": (["act"], ["a.act"]), "b": (["wait"], [])})
    (aim,) = conflict.types[0]
    types = tuple(replace(aim, id=name, weight=weight) for name, weight in zip(("yes", "no"), prior, strict=True))
    conflict = replace(conflict, types=(types, conflict.types[1]))
    taken = conflict.space.column("a.act").astype(float)
    return conflict, [[taken, 1.0 - taken], [np.zeros(conflict.n_states)]]


def test_an_act_tells_by_the_logistic_odds() -> None:
    """With values 0 and 1 the odds of the aims after the act are e^b times the odds before."""
    conflict, values = one_switch((0.25, 0.75))
    nn, yn = at(conflict, "NN"), at(conflict, "YN")
    act = Observation("x", "x", 0, nn, yn, words=False)
    for sharpness in (0.0, 1.0, 3.0):
        found = posterior(conflict, [act], values, [sharpness, 1.0])
        odds = found.final[0][0] / found.final[0][1]
        assert odds == pytest.approx(exp(sharpness) * 0.25 / 0.75)
        assert found.final[1].tolist() == [1.0]


def test_words_weigh_as_declared() -> None:
    """A power w of the likelihood takes the odds e^b to the power w."""
    conflict, values = one_switch()
    nn, yn = at(conflict, "NN"), at(conflict, "YN")
    for weight in (0.0, 0.3, 1.0):
        said = Observation("x", "x", 0, nn, yn, words=True, weight=weight)
        found = posterior(conflict, [said], values, [2.0, 1.0])
        assert found.final[0][0] / found.final[0][1] == pytest.approx(exp(2.0 * weight))
    refused = Observation("x", "x", 0, yn, nn, words=True)
    assert posterior(conflict, [refused], values, [2.0, 1.0]).final[0][0] < 0.5


def test_words_are_judged_between_two_states_only() -> None:
    conflict, values = one_switch()
    nn, ny = at(conflict, "NN"), at(conflict, "NY")  # b's option: no move of a's, but a can speak of it
    said = Observation("x", "x", 0, nn, ny, words=True)
    assert posterior(conflict, [said], values, [2.0, 1.0]).final[0] == pytest.approx([0.5, 0.5])


def test_an_act_that_is_no_move_is_refused() -> None:
    conflict, values = one_switch()
    act = Observation("x", "x", 0, at(conflict, "NN"), at(conflict, "NY"), words=False)
    with pytest.raises(ValueError, match="x: a has no move from NN to NY; an act must be one of its moves"):
        posterior(conflict, [act], values, [2.0, 1.0])


def test_silence_counts_only_if_it_is_to() -> None:
    """Staying has probability 1/(1+e^b) under the first aim: n occasions without the act, e^(-n(1-p))."""
    conflict, values = one_switch()
    nn = at(conflict, "NN")
    quiet_acts = [Observation(str(k), "", 0, nn, nn, words=False, day=float(k)) for k in (0, 30)]
    loud = posterior(conflict, quiet_acts, values, [2.0, 1.0])
    still = posterior(conflict, quiet_acts, values, [2.0, 1.0], rates=[0.1, 0.1], silence=True)
    stay = np.array([1 / (1 + exp(2.0)), exp(2.0) / (1 + exp(2.0))])
    assert loud.final[0] == pytest.approx(stay**2 / (stay**2).sum())
    expected = stay**2 * np.exp(-3.0 * (1 - stay))
    assert still.final[0] == pytest.approx(expected / expected.sum())
    assert quiet(conflict, 0, nn, values[0], 2.0, 3.0) == pytest.approx(np.exp(-3.0 * (1 - stay)))
    with pytest.raises(ValueError, match="give rates"):
        posterior(conflict, quiet_acts, values, [2.0, 1.0], silence=True)


def test_what_no_type_could_do_changes_nothing() -> None:
    assert updated(np.array([0.5, 0.5]), np.zeros(2)).tolist() == [0.5, 0.5]


def test_somebody_elses_beliefs_update_the_same_way() -> None:
    conflict, values = one_switch()
    act = Observation("x", "x", 0, at(conflict, "NN"), at(conflict, "YN"), words=False)
    found = posterior(conflict, [act, act], values, [1.0, 1.0])
    assert found.from_prior(0, np.array([0.5, 0.5])) == pytest.approx(found.final[0])
    sceptic = found.from_prior(0, np.array([0.1, 0.9]))
    assert sceptic[0] / sceptic[1] == pytest.approx(exp(2.0) / 9)


def test_the_information_of_a_next_act_is_the_mutual_information() -> None:
    conflict, values = one_switch()
    acts, information = telling_acts(conflict, 0, at(conflict, "NN"), np.array([0.5, 0.5]), values[0], 2.0)
    p = exp(2.0) / (1 + exp(2.0))
    entropy = -(p * log2(p) + (1 - p) * log2(1 - p))
    assert information == pytest.approx(1 - entropy)
    assert [act.shift for act in acts] == pytest.approx([p - 0.5, p - 0.5])
    assert sum(act.chance for act in acts) == pytest.approx(1.0)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(option_forms(Features(max_options=5)), st.floats(0, 10), st.data())
def test_bayes_rule_by_hand(description, sharpness: float, data: st.DataObject) -> None:
    conflict = build(description)
    assume(conflict is not None)
    dm = data.draw(st.integers(0, conflict.n_dms - 1))
    (aim,) = conflict.types[dm]
    n_types = data.draw(st.integers(1, 3))
    prior = np.array([data.draw(st.integers(1, 5)) for _ in range(n_types)], dtype=float)
    prior /= prior.sum()
    types = tuple(replace(aim, id=str(k), weight=float(w)) for k, w in enumerate(prior))
    conflict = replace(conflict, types=tuple(types if k == dm else own for k, own in enumerate(conflict.types)))
    number = st.floats(0, 1)
    values = [[np.array([data.draw(number) for _ in range(conflict.n_states)]) for _ in own] for own in conflict.types]
    state = data.draw(st.integers(0, conflict.n_states - 1))
    menu = menu_of(conflict, dm, state)
    chosen = int(data.draw(st.sampled_from(menu.tolist())))
    found = posterior(
        conflict, [Observation("x", "x", dm, state, chosen, words=False)], values, [sharpness] * conflict.n_dms
    )
    joint = []
    for weight, value in zip(prior, values[dm], strict=True):
        raised = [exp(sharpness * value[q]) for q in menu]
        joint.append(weight * exp(sharpness * value[chosen]) / sum(raised))
    assert found.final[dm] == pytest.approx(np.array(joint) / sum(joint))
    assert found.final[dm].sum() == pytest.approx(1.0)
    acts, information = telling_acts(conflict, dm, state, prior, values[dm], sharpness)
    assert 0 <= information <= log2(n_types) + 1e-9
    # the beliefs to be expected are those of today
    mean = sum(act.chance * act.after for act in acts)
    assert mean == pytest.approx(prior)


def test_the_logit_is_shifted_before_it_is_raised() -> None:
    assert logit(np.array([1000.0, 1001.0]), 5.0) == pytest.approx(logit(np.array([0.0, 1.0]), 5.0))
