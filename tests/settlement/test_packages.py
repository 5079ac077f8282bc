from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offramp.conflict.model import AimType, Conflict
from offramp.conflict.package import Package
from offramp.conflict.preferences import Prioritized, Statement, Weights, levels
from offramp.logic.expression import Constant, Expression, Not, Variable
from offramp.settlement.package_set import PackageError, plain_packages
from offramp.settlement.packages import packages_of
from offramp.settlement.reservation import NoDeal, Origin
from offramp.settlement.values import values_of
from random_conflicts import Features, GraphForm, build, expressions, option_forms
from small_conflict import small

ALWAYS = Constant(True)
OUT_OF_RANGE = "is out of range; a reservation value lies between 0 (the worst feasible state) and 1 (the best)"


def truth(expression: Expression, conflict: Conflict, code: int) -> bool:
    return bool(conflict.space.where(expression, np.array([code], dtype=conflict.space.codes.dtype))[0])


@st.composite
def questions(draw: st.DrawFn) -> tuple[Conflict, Package]:
    description = draw(option_forms(Features(merging=True)))
    conflict = build(description)
    assume(conflict is not None)
    assert conflict is not None
    options = draw(st.permutations(range(len(description.names))))
    n_terms = draw(st.integers(1, len(options)))
    n_open = draw(st.integers(0, len(options) - n_terms))
    fixed = {option: draw(st.booleans()) for option in options[n_terms + n_open :] if draw(st.booleans())}
    package = Package(
        terms=tuple(sorted(options[:n_terms])),
        parties=tuple(range(conflict.n_dms)),
        settled_when=draw(st.one_of(st.just(ALWAYS), expressions(description.names))),
        fixed=fixed,
        open=tuple(sorted(options[n_terms : n_terms + n_open])),
    )
    return replace(conflict, status_quo=draw(st.integers(0, conflict.n_states - 1))), package


@given(questions())
def test_packages_are_the_feasible_settled_bundles(question: tuple[Conflict, Package]) -> None:
    conflict, package = question
    assert conflict.status_quo is not None
    base = int(conflict.space.codes[conflict.status_quo])
    codes, n_feasible = [], 0
    for choice in product([False, True], repeat=len(package.terms) + len(package.open)):
        settings = {**package.fixed, **dict(zip((*package.terms, *package.open), choice, strict=True))}
        code = base
        for option, taken in settings.items():
            code = (code & ~(1 << option)) | (taken << option)
        if conflict.space.find(code) is not None:
            n_feasible += 1
            codes += [code] if truth(package.settled_when, conflict, code) else []
    packages = packages_of(conflict, package)
    assert packages.bundles is not None
    assert packages.bundles.codes.tolist() == sorted(codes)
    assert packages.bundles.states.tolist() == [conflict.space.find(code) for code in sorted(codes)]
    assert packages.bundles.n_feasible == n_feasible
    combination = conflict.likeliest()
    for column, dm in enumerate(package.parties):
        values = values_of(conflict, dm, combination)
        assert packages.values[:, column].tolist() == [values.of(s) for s in packages.bundles.states]
        assert packages.reservation[column] == values.of(conflict.status_quo)
    assert (packages.bundles.why_none() is None) == (len(codes) > 0)


def test_terms_open_and_fixed_by_hand() -> None:
    package = Package(terms=(0,), parties=(1, 0), settled_when=Variable("dm0.o0"), fixed={1: True}, open=(3,))
    packages = packages_of(small(), package)
    assert packages.parties == ("dm1", "dm0")
    assert [packages.label(k) for k in range(len(packages))] == ["YYNN", "YYNY"]
    assert packages.terms_of(1) == {"dm0.o0": True}
    assert packages.open_of(1) == {"dm1.o3": True}
    # dm1: o1 and not o2 hold, the best there is; dm0: o0 holds and not o1 does not: 1/2 of 3/4
    assert packages.values.tolist() == [[1.0, 2 / 3], [1.0, 2 / 3]]
    assert packages.reservation.tolist() == [pytest.approx(1 / 3), pytest.approx(1 / 3)]


def test_where_reservation_values_come_from() -> None:
    conflict = small()
    package = Package(terms=(0,), parties=(0, 1), settled_when=ALWAYS, reservation={1: 0.25})
    packages = packages_of(conflict, package)
    assert [source.origin for source in packages.sources] == [Origin.STATUS_QUO, Origin.GIVEN]
    assert packages.reservation.tolist() == [pytest.approx(1 / 3), 0.25]
    assert not packages.acceptance_by_order
    packages = packages_of(conflict, package, no_deal=NoDeal("the equilibrium NYNN", state=2))
    assert packages.reservation.tolist() == [0.0, 1.0]
    assert packages.sources[1].name == "the equilibrium NYNN"
    assert packages.acceptance_by_order
    packages = packages_of(conflict, package, no_deal=NoDeal("the forecast", state=2, numbers={0: 0.5}))
    assert packages.reservation.tolist() == [0.5, 1.0]
    assert [source.origin for source in packages.sources] == [Origin.NUMBER, Origin.STATE]


def test_explicit_weights_are_cardinal() -> None:
    conflict = small()
    weights = Weights(((Statement(Variable("dm0.o0"), "text"), 3.0),))
    aim = AimType(None, 1.0, weights, levels(weights, conflict.space))
    conflict = replace(conflict, types=((aim,), conflict.types[1]))
    packages = packages_of(conflict, Package(terms=(0,), parties=(0, 1), settled_when=ALWAYS, reservation={0: 0.5}))
    assert packages.order_only == (False, True)
    assert packages.acceptance_by_order


def test_values_under_each_type() -> None:
    conflict = small()
    hard = Prioritized((Statement(Variable("dm1.o3"), "text"),))
    soft = conflict.types[1][0].preference
    types = tuple(
        AimType(key, weight, preference, levels(preference, conflict.space))
        for key, weight, preference in [("soft", 0.4, soft), ("hard", 0.6, hard)]
    )
    conflict = replace(conflict, types=(conflict.types[0], types))
    packages = packages_of(conflict, Package(terms=(1, 3), parties=(0, 1), settled_when=ALWAYS))
    assert packages.types == (0, 1)
    assert packages.values[:, 1].tolist() == [0.0, 0.0, 1.0, 1.0]
    assert [(c.types, c.weight) for c in packages.combinations()] == [((0, 0), 0.4), ((0, 1), 0.6)]
    other = packages.under((0, 0))
    assert other.values[:, 1].tolist() == pytest.approx([1 / 3, 1.0, 1 / 3, 1.0])
    assert other.reservation.tolist() == pytest.approx([1 / 3, 1 / 3])
    assert other.under((0, 1)).values.tolist() == packages.values.tolist()


def test_terms_that_nobody_at_the_table_can_grant() -> None:
    packages = packages_of(small(), Package(terms=(0, 2), parties=(0,), settled_when=ALWAYS))
    assert packages.bundles is not None
    assert packages.bundles.away_from_table() == (2,)


def test_no_package_says_why() -> None:
    never = packages_of(small(), Package(terms=(0, 1), parties=(0, 1), settled_when=Variable("dm1.o3")))
    assert never.bundles is not None
    assert never.bundles.why_none() == (
        "no package: of 4 bundles of the terms 4 are feasible, and settled_when holds in none of them; "
        "add the terms that it asks for, fix them (with), or change settled_when"
    )
    impossible = small(rules=(Not(Variable("dm1.o3")),))
    none = packages_of(impossible, Package(terms=(0, 1), parties=(0, 1), settled_when=ALWAYS, fixed={3: True}))
    assert none.bundles is not None
    assert none.values.shape == (0, 2)
    assert none.bundles.why_none() == (
        "no package: none of the 4 bundles of the terms is a feasible state; change the terms or what is fixed with "
        "them, or loosen a constraint"
    )


def problems(conflict: Conflict, package: Package, no_deal: NoDeal | None = None) -> tuple[str, ...]:
    with pytest.raises(PackageError) as caught:
        packages_of(conflict, package, no_deal=no_deal)
    return caught.value.problems


def test_every_problem_at_once() -> None:
    conflict = small(status_quo=None)
    orphan = replace(conflict.decision_makers[1], options=(2,))
    conflict = replace(conflict, decision_makers=(conflict.decision_makers[0], orphan))
    package = Package(
        terms=(3, 9), parties=(0, 5), settled_when=ALWAYS, fixed={3: True}, reservation={0: 1.5, 1: 0.2, 5: 2.0}
    )
    assert problems(conflict, package, NoDeal("the forecast", 99, {0: float("nan")})) == (
        "a package starts from the status quo, and the conflict has none: add status_quo",
        "parties: there is no decision maker with index 5; the last is 1",
        "dm1.o3: no decision maker owns this option, so nobody can grant it; give it an owner, or leave it out",
        "there is no option with index 9; the last is 3",
        "the forecast: there is no state with index 99; the last is 15",
        f"reservation of the package: 1.5 for dm0 {OUT_OF_RANGE}",
        "reservation of the package: dm1 is not a party to the package; name it among its parties, or leave its value "
        "out",
        f"reservation of the package: 2.0 for decision maker 5 {OUT_OF_RANGE}",
        f"the forecast: nan for dm0 {OUT_OF_RANGE}",
    )


def test_an_empty_package() -> None:
    assert problems(small(), Package(terms=(), parties=(), settled_when=ALWAYS)) == (
        "the package is empty: name at least one option among its terms",
        "the package has no parties: name those whose consent it needs",
    )


def test_a_term_that_is_open_too() -> None:
    assert problems(small(), Package(terms=(0,), parties=(0,), settled_when=ALWAYS, open=(0,))) == (
        "dm0.o0: an option is a term, fixed or open, and only one of these, once",
    )


def test_graph_form_has_no_terms() -> None:
    conflict = build(GraphForm(2, (((0, 1),), ((1, 0),)), ((0, 1), (1, 0))))
    assert conflict is not None
    assert problems(replace(conflict, status_quo=0), Package((0,), (0,), ALWAYS)) == (
        "a package needs options: this conflict is in graph form, where states are named; describe it by options, or "
        "give what each outcome is worth in a value table",
    )


def test_plain_values_that_do_not_fit() -> None:
    with pytest.raises(PackageError) as caught:
        plain_packages(("a", "b"), np.array([[1.0, np.inf, 3.0]]), np.array([0.0]), ("x", "y"))
    assert caught.value.problems == (
        "values: expected a row for each package with 2 values; the shape is (1, 3)",
        "reservation: expected 2 values, one for each party; the shape is (1,)",
        "names: there are 2 for 1 packages",
        "values and reservation values must be finite numbers",
    )
