"""A package set assessed as a whole: which packages an offer comes to, and what is worth a closer look."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from offramp.settlement.assessment import Assessment, assess, best_breaks
from offramp.settlement.package_set import PackageError
from random_conflicts import Features
from settlement.packages_at_random import Case, cases
from settlement.spoken import at, package, spoken


def assessed(case: Case | None) -> Assessment:
    assume(case is not None)
    from dataclasses import replace

    conflict = replace(case.conflict, status_quo=0)
    found = assess(conflict, case.package)
    assume(len(found.packages))
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(Features(max_options=5, dms=(2, 3))), st.data())
def test_an_offer_comes_to_the_packages_with_its_terms_and_the_fewest_others(
    case: Case | None, data: st.DataObject
) -> None:
    found = assessed(case)
    terms = case.package.terms
    chosen = data.draw(st.sets(st.sampled_from(terms)))
    offered = {term: data.draw(st.booleans()) for term in sorted(chosen)}
    codes = [int(code) for code in found.bundles.codes]

    def further(code: int) -> int:
        return sum(code >> term & 1 for term in terms if term not in offered)

    fitting = [k for k, code in enumerate(codes) if all(bool(code >> t & 1) == taken for t, taken in offered.items())]
    fewest = min((further(codes[k]) for k in fitting), default=0)
    assert sorted(found.matching(offered)) == [k for k in fitting if further(codes[k]) == fewest]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(Features(max_options=5, dms=(2, 3))))
def test_the_best_break_of_each_is_one_that_nothing_deters_where_there_is_one(case: Case | None) -> None:
    found = assessed(case)
    for index in range(len(found.packages)):
        held = found.holding(index)
        told = best_breaks(held)
        assert [held.breaks[place].by for place, _ in told] == list(held.breakers)
        for place, number in told:
            own = [each for each in held.breaks if each.by == held.breaks[place].by]
            assert number == len(own)
            least = min(len(each.deterred_under) for each in own)
            assert len(held.breaks[place].deterred_under) == least
            best = max(each.levels_gained for each in own if len(each.deterred_under) == least)
            assert held.breaks[place].levels_gained == best


def exchange() -> Assessment:
    conflict = spoken(
        {"seller": (["ship"], ["buyer.pay", "not seller.ship"]), "buyer": (["pay"], ["seller.ship", "not buyer.pay"])}
    )
    return assess(conflict, package(conflict, ["seller.ship", "buyer.pay"], "seller.ship and buyer.pay"))


def test_a_closer_look_has_everything() -> None:
    found = exchange()
    closer = found.closer(0)
    assert found.bundles.states.tolist() == [at(found.conflict, "YY")]
    assert closer.no_order is None
    assert [step.by for step in closer.order or ()] == [step.by for step in closer.plan.steps or ()]
    # by hand: 2/3 for ever against 1 once, then 1/3 for ever
    assert [each.least for each in closer.commitment.patience] == pytest.approx([0.5, 0.5])
    # the buyer pays first, or does not; then the seller can keep both, the buyer take its money back; in the end each
    # can take its own part back
    nn, yn, ny = (at(found.conflict, pattern) for pattern in ("NN", "YN", "NY"))
    assert closer.commitment.deal.grab_to.tolist() == [[yn, ny, ny], [nn, nn, yn]]
    assert [part.owner for part in closer.delivery.parts] == [0, 1]


def test_notable_packages_begin_with_those_named_and_are_at_most_so_many() -> None:
    found = exchange()
    assert found.notable([0]) == (0,)
    assert found.notable([], most=0) == ()


def test_values_order_states_as_their_owner_does() -> None:
    found = exchange()
    for dm, values in enumerate(found.values):
        level = found.conflict.level(dm, found.combination).astype(int)
        assert np.array_equal(np.argsort(values, kind="stable"), np.argsort(level, kind="stable"))


def test_a_question_that_makes_no_sense_is_refused() -> None:
    from dataclasses import replace

    found = exchange()
    with pytest.raises(PackageError, match="starts from the status quo, and the conflict has none"):
        assess(replace(found.conflict, status_quo=None), found.bundles.package)
