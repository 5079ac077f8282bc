"""Packages over blocks of terms, held equal to listing every state wherever that can be done."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from offramp.conflict.feasibility import Rule
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.package import Package
from offramp.conflict.preferences import Preference, Prioritized, Ranking, Statement, Weights, levels
from offramp.logic.expression import And, Constant, Not, Or, Variable
from offramp.settlement.additive import Table, additive_packages_of
from offramp.settlement.issues import TooManyPackagesError, additive_frontier
from offramp.settlement.package_set import PackageError
from offramp.settlement.packages import packages_of
from offramp.settlement.pareto import efficient
from random_conflicts import Features, build, expressions, option_forms

ROUNDING = 1e-12
ALWAYS = Constant(True)


@st.composite
def preferences(draw: st.DrawFn, names: tuple[str, ...]) -> Preference:
    some = [Statement(each, "text") for each in draw(st.lists(expressions(names), min_size=1, max_size=5))]
    if draw(st.booleans()):
        return Prioritized(tuple(some))
    return Weights(tuple((each, draw(st.integers(-9, 9)) / 10) for each in some))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Conflict, Table]:
    plain = Features(irreversible=False, conditions=False, bans=False, dms=(2, 3))
    description = draw(option_forms(plain))
    conflict = build(description)
    assume(conflict is not None)
    assert conflict is not None
    names = description.names
    wanted = [draw(preferences(names)) for _ in range(description.n_dms)]
    types = tuple((AimType(None, 1.0, each, levels(each, conflict.space)),) for each in wanted)
    options = draw(st.permutations(range(len(names))))
    n_terms = draw(st.integers(1, len(options)))
    fixed = {option: draw(st.booleans()) for option in options[n_terms:] if draw(st.booleans())}
    settled = draw(st.one_of(st.just(ALWAYS), expressions(names)))
    reservation = draw(st.dictionaries(st.integers(0, description.n_dms - 1), st.sampled_from([0.0, 0.25, 0.5])))
    package = Package(tuple(options[:n_terms]), tuple(range(description.n_dms)), settled, fixed, (), reservation)
    status_quo = draw(st.integers(0, conflict.n_states - 1))
    today = [name for k, name in enumerate(names) if int(conflict.space.codes[status_quo]) >> k & 1]
    rules = tuple(Rule(rule, "rule") for rule in description.rules)
    parties = {f"dm{k}": each for k, each in enumerate(wanted)}
    return replace(conflict, types=types, status_quo=status_quo), Table(names, rules, package, today, parties)


@settings(deadline=None, max_examples=300)
@given(questions())
def test_equals_listing_every_state(question: tuple[Conflict, Table]) -> None:
    conflict, table = question
    listed = packages_of(conflict, table.package)
    packages = additive_packages_of(table)
    frontier = additive_frontier(packages)
    assert packages.n_packages == len(listed)
    assert not packages.notes
    assert packages.reservation == pytest.approx(listed.reservation, abs=ROUNDING)
    expected = np.unique(listed.values[efficient(listed.values)], axis=0)
    assert frontier.values.shape == expected.shape
    assert frontier.values == pytest.approx(expected, abs=ROUNDING)
    accepted = (expected >= listed.reservation).all(axis=1)
    assert frontier.acceptable.tolist() == accepted.tolist()
    terms = [listed.terms_of(index) for index in range(len(listed))]
    for index in range(len(frontier.values)):
        at = terms.index(frontier.setting(index))
        assert listed.values[at] == pytest.approx(frontier.values[index], abs=ROUNDING)


def a_hundred_terms() -> Table:
    """Two hundred options in all: 33 issues of three levels each, then single terms; statements of the two sides."""
    names = tuple(f"{side}.o{k}" for side in "ab" for k in range(100))
    rng = np.random.default_rng(2)
    groups = [names[start : start + 3] for start in range(0, 99, 3)]
    rules = tuple(
        Rule(
            And((*(Not(And((Variable(x), Variable(y)))) for x, y in combinations(g, 2)), Or(tuple(map(Variable, g))))),
            "",
        )
        for g in groups
    )
    terms = tuple(range(150))
    some = [
        Weights(
            tuple((Statement(Variable(name), name), round(float(w), 2)) for name, w in zip(names, weights, strict=True))
        )
        for weights in rng.random((2, 200)) * [[1], [-1]]
    ]
    package = Package(terms, (0, 1), ALWAYS)
    today = [group[0] for group in groups]
    return Table(names, rules, package, today, {"a": some[0], "b": some[1]})


def test_more_than_ten_to_the_thirtieth_packages_of_terms() -> None:
    packages = additive_packages_of(a_hundred_terms())
    frontier = additive_frontier(packages)
    assert packages.n_packages == 3**33 * 2**51 > 10**30
    assert len(packages.issues) == 84
    assert len(frontier.values) > 1
    assert frontier.values.min() >= 0.0
    assert frontier.values.max() <= 1.0


def one_statement(*names: str) -> Prioritized:
    return Prioritized((Statement(Or(tuple(Variable(name) for name in names)), "one of many"),))


def test_sixty_terms_that_interact_are_refused() -> None:
    names = tuple(f"a.o{k}" for k in range(60))
    package = Package(tuple(range(60)), (0,), ALWAYS)
    table = Table(names, (), package, (), {"a": one_statement(*names)})
    with pytest.raises(TooManyPackagesError) as caught:
        additive_packages_of(table)
    assert str(caught.value) == (
        "60 terms hang together (a.o0, a.o1, a.o2, a.o3 and 56 more) and have up to 2^60 bundles, of which at most "
        "1,048,576 can be listed. They are joined by: one of many. It would help to split statements so that fewer "
        "terms stand in one, to add constraints (levels of one issue as an exactly_one group), or to settle some of "
        "the terms beforehand (with)"
    )
    settled = replace(package, terms=tuple(range(12)), fixed=dict.fromkeys(range(12, 60), False))
    assert additive_packages_of(replace(table, package=settled)).n_packages == 2**12


def test_values_scaled_over_packages_where_states_cannot_be() -> None:
    """Sixty options hang together, but all except three are fixed: the packages can be valued, the states cannot."""
    names = tuple(f"a.o{k}" for k in range(60))
    fixed = dict.fromkeys(range(3, 60), False)
    table = Table(names, (), Package((0, 1, 2), (0,), ALWAYS, fixed), (), {"a": one_statement(*names)})
    packages = additive_packages_of(table)
    assert additive_frontier(packages).values.tolist() == [[1.0]]
    assert packages.reservation.tolist() == [0.0]
    (note,) = packages.notes
    assert note.startswith(
        "a: values run from the worst package (0) to the best (1), not over all states: 60 terms hang"
    )


def test_rounded_sums_are_said() -> None:
    order = Prioritized(tuple(Statement(Variable("a.x"), "x") for _ in range(60)))
    (note,) = additive_packages_of(Table(("a.x",), (), Package((0,), (0,), ALWAYS), (), {"a": order})).notes
    assert note.startswith("a: sums of these weights are rounded")


def test_nothing_can_be_settled() -> None:
    table = Table(("a.x", "a.y"), (), Package((0,), (0,), Variable("a.y")), (), {"a": one_statement("a.x")})
    packages = additive_packages_of(table)
    assert packages.n_packages == 0
    assert additive_frontier(packages).values.shape == (0, 1)


def test_every_problem_at_once() -> None:
    package = Package((), (0, 1, 2), ALWAYS, reservation={1: 2.0, 9: 0.5})
    table = Table(("a.x",), (), package, (), {"a": Ranking(((0, 1),)), "b": one_statement("a.x")}, {"c": 0.5})
    with pytest.raises(PackageError) as caught:
        additive_packages_of(table)
    assert caught.value.problems == (
        "the package is empty: name at least one option among its terms",
        "expected the preferences of 3 parties; there are 2",
        "a: a ranking of states does not add up over terms; give statements or weights",
        "reservation: 2.0 for b is out of range; it lies between 0 (worst state) and 1 (best)",
        "reservation: decision maker 9 is not a party to the package",
        "reservation: c is not a party to the package",
    )
