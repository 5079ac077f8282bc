"""Changes of a conflict against conflicts that are described with the change from the outset."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.added_option import with_option
from offramp.conflict.changes import owner, with_ban, with_irreversible, with_statement
from offramp.conflict.decision_makers import Irreversible, Option
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.option_moves import MoveBan
from offramp.conflict.package import Package
from offramp.conflict.preferences import Prioritized, Ranking, Statement, Weights, levels, tiers
from offramp.logic.expression import Constant, Variable
from random_conflicts import Features, GraphForm, OptionForm, build, expressions, option_forms

CONFLICTS = option_forms(Features(merging=True, max_options=5))
OFTEN = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
CHANGE = st.sampled_from([Irreversible.TAKING, Irreversible.DROPPING])


def assert_same_moves(found: Conflict, expected: Conflict) -> None:
    assert found.n_states == expected.n_states
    assert [found.space.pattern(s) for s in range(found.n_states)] == [
        expected.space.pattern(s) for s in range(found.n_states)
    ]
    for dm in range(expected.n_dms):
        for state in range(expected.n_states):
            assert found.targets(dm, state).tolist() == expected.targets(dm, state).tolist()
        assert found.moves[dm].transitive <= transitive(found, dm)


def transitive(conflict: Conflict, dm: int) -> bool:
    targets = [set(conflict.targets(dm, state).tolist()) for state in range(conflict.n_states)]
    return all(targets[q] <= targets[s] | {s} for s in range(conflict.n_states) for q in targets[s])


def assert_same_order(found: Conflict, expected: Conflict) -> None:
    for ours, theirs in zip(found.types, expected.types, strict=True):
        assert [aim.level.tolist() for aim in ours] == [aim.level.tolist() for aim in theirs]


@OFTEN
@given(CONFLICTS, CHANGE, st.data())
def test_irreversible_from_now_on(description: OptionForm, change: Irreversible, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    option = data.draw(st.sampled_from([k for k, own in enumerate(description.irreversible) if own == "no"] or [None]))
    if option is None:
        return
    marks = tuple(change if k == option else own for k, own in enumerate(description.irreversible))
    expected = build(replace(description, irreversible=marks))
    assert expected is not None
    found = with_irreversible(conflict, option, change)
    assert_same_moves(found, expected)
    assert found.options == expected.options


@OFTEN
@given(CONFLICTS, st.data())
def test_banned_from_now_on(description: OptionForm, data: st.DataObject) -> None:
    conflict = build(description)
    if conflict is None:
        return
    some = expressions(description.names)
    ban = (data.draw(st.integers(0, description.n_dms - 1)), data.draw(some), data.draw(some))
    expected = build(replace(description, bans=(*description.bans, ban)))
    assert expected is not None
    assert_same_moves(with_ban(conflict, MoveBan(*ban)), expected)


@OFTEN
@given(CONFLICTS, st.booleans(), st.sampled_from(["prioritized", "weights", "ranking"]), st.data())
def test_one_more_wish(description: OptionForm, on_top: bool, form: str, data: st.DataObject) -> None:
    description = replace(description, merge=None)
    conflict = build(description)
    if conflict is None:
        return
    dm, wish = data.draw(st.integers(0, description.n_dms - 1)), data.draw(expressions(description.names))
    own = description.statements[dm]
    statements = list(description.statements)
    statements[dm] = (wish, *own) if on_top else (*own, wish)
    expected = build(replace(description, statements=tuple(statements)))
    assert expected is not None
    found = with_statement(as_other_form(conflict, form), dm, wish, "wish", on_top=on_top)
    assert_same_order(found, expected)
    for aim in found.types[dm]:
        assert levels(aim.preference, found.space).tolist() == aim.level.tolist()


def as_other_form(conflict: Conflict, form: str) -> Conflict:
    """The same orders, declared in another way."""

    def declared(aim: AimType) -> AimType:
        assert isinstance(aim.preference, Prioritized)
        if form == "prioritized":
            return aim
        if form == "ranking":
            return replace(aim, preference=Ranking(tiers(aim.level)))
        weights = [(s, 2.0**-k) for k, s in enumerate(aim.preference.statements)]
        return replace(aim, preference=Weights(tuple(weights)))

    return replace(conflict, types=tuple(tuple(map(declared, aims)) for aims in conflict.types))


@OFTEN
@given(CONFLICTS, CHANGE | st.just(Irreversible.NO), st.booleans(), st.data())
def test_one_more_option(description: OptionForm, kind: Irreversible, bound: bool, data: st.DataObject) -> None:
    """Against the same conflict described with the option, in its owner's last place."""
    dm = data.draw(st.integers(0, description.n_dms - 1))
    at = sum(own <= dm for own in description.owners)
    new = Option(f"dm{dm}.new", "new", kind, data.draw(expressions(description.names)) if bound else None)
    conflict = build(description)
    if conflict is None:
        return
    merges = description.merge is not None and conflict.space.merging is not None
    widened = with_option(conflict, dm, new)
    names = {name: name for name in description.names}

    def inserted(values: tuple, value: object) -> tuple:
        return (*values[:at], value, *values[at:])

    wide = Wide(
        inserted(description.owners, dm), inserted(description.irreversible, kind),
        inserted(description.when_taken, new.when_taken), description.rules, description.bans, None,
        description.statements, inserted(tuple(names), new.id),
    )  # fmt: skip
    if merges:
        assert_pairs(conflict, widened.conflict, widened.without, widened.with_it)
        return
    expected = build(wide)
    assert expected is not None
    assert_same_moves(widened.conflict, expected)
    assert_same_order(widened.conflict, expected)
    assert [own.id for own in widened.conflict.options] == [own.id for own in expected.options]
    assert [own.options for own in widened.conflict.decision_makers] == [
        own.options for own in expected.decision_makers
    ]
    assert_pairs(conflict, widened.conflict, widened.without, widened.with_it)


class Wide(OptionForm):
    """A description whose options keep the names that they had before one more came in."""

    def __init__(self, *fields: object) -> None:
        super().__init__(*fields[:-1])  # type: ignore[arg-type]
        object.__setattr__(self, "given", fields[-1])

    @property
    def names(self) -> tuple[str, ...]:
        return self.given  # type: ignore[attr-defined, no-any-return]


def assert_pairs(old: Conflict, new: Conflict, without: np.ndarray, with_it: np.ndarray) -> None:
    """Others' moves, and everybody's levels, are the same on both sides."""
    assert sorted([*without.tolist(), *with_it.tolist()]) == list(range(2 * old.n_states))
    for side in (without, with_it):
        for dm in range(old.n_dms):
            assert new.types[dm][0].level[side].tolist() == old.types[dm][0].level.tolist()
            for state in range(old.n_states):
                inside = set(side.tolist()) & set(new.targets(dm, int(side[state])).tolist())
                assert inside == {int(side[q]) for q in old.targets(dm, state)}


def test_a_package_keeps_its_meaning() -> None:
    description = OptionForm((0, 0, 1), (Irreversible.NO,) * 3, (None,) * 3, (), (), None, ((), ()))
    conflict = build(description)
    assert conflict is not None
    package = Package((0, 2), (0, 1), Variable("dm1.o2"), {1: True}, ())
    widened = with_option(conflict, 0, Option("dm0.new", "new"))
    moved = widened.package(package)
    assert widened.option == 2
    assert [widened.conflict.options[k].id for k in moved.terms] == ["dm0.o0", "dm1.o2"]
    assert {widened.conflict.options[k].id: on for k, on in moved.fixed.items()} == {"dm0.o1": True}


def test_the_owner_of_an_option() -> None:
    conflict = build(OptionForm((0, 1, 1), (Irreversible.NO,) * 3, (None,) * 3, (), (), None, ((), ())))
    assert conflict is not None
    assert [owner(conflict, option) for option in range(3)] == [0, 1, 1]


def test_graph_form_has_no_options_to_change() -> None:
    conflict = build(GraphForm(2, (((0, 1),), ((1, 0),)), ((0, 1), (1, 0))))
    assert conflict is not None
    with pytest.raises(ValueError, match="graph form"):
        with_ban(conflict, MoveBan(0, Constant(True), Constant(True)))
    with pytest.raises(ValueError, match="graph form"):
        with_statement(conflict, 0, Constant(True), "all")
    with pytest.raises(ValueError, match="graph form"):
        with_option(conflict, 0, Option("dm0.new", "new"))


def test_an_option_comes_once() -> None:
    conflict = build(OptionForm((0, 1), (Irreversible.NO,) * 2, (None,) * 2, (), (), None, ((), ())))
    assert conflict is not None
    with pytest.raises(ValueError, match=r"dm0\.o0 already"):
        with_option(conflict, 0, Option("dm0.o0", "again"))


def test_statement_objects_are_kept() -> None:
    conflict = build(OptionForm((0, 1), (Irreversible.NO,) * 2, (None,) * 2, (), (), None, ((), ())))
    assert conflict is not None
    (aim,) = with_statement(conflict, 1, Variable("dm0.o0"), "what dm0 does").types[1]
    assert aim.preference == Prioritized((Statement(Variable("dm0.o0"), "what dm0 does"),))
