from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from offramp.conflict.package import Package
from offramp.logic.expression import Constant
from offramp.settlement.deal_breakers import DealBreakers, Demand, Opening, deal_breakers, term_demand
from offramp.settlement.package_set import PackageError, PackageSet, plain_packages
from offramp.settlement.packages import packages_of
from small_conflict import small

EIGHTHS = st.integers(0, 8).map(lambda number: number / 8)


@st.composite
def questions(draw: st.DrawFn) -> tuple[PackageSet, list[Demand]]:
    n_packages, n_parties = draw(st.integers(0, 8)), draw(st.integers(1, 3))
    values = draw(hnp.arrays(np.float64, (n_packages, n_parties), elements=EIGHTHS))
    packages = plain_packages("abc"[:n_parties], values, draw(hnp.arrays(np.float64, n_parties, elements=EIGHTHS)))
    met = hnp.arrays(np.bool_, n_packages)
    demands = st.builds(Demand, st.just("demand"), st.integers(0, n_parties - 1), met)
    return packages, draw(st.lists(demands, max_size=5))


def zone(packages: PackageSet, demands: list[Demand], open_ones: tuple[int, ...]) -> list[int]:
    return [
        k
        for k in range(len(packages))
        if all(packages.values[k, p] >= packages.reservation[p] for p in range(packages.n_parties))
        and all(demand.met[k] for number, demand in enumerate(demands) if number not in open_ones)
    ]


def subsets(members: range | list[int]) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(members, size) for size in range(len(members) + 1)))


@given(questions())
def test_the_zone_for_each_subset_of_open_demands(question: tuple[PackageSet, list[Demand]]) -> None:
    packages, demands = question
    result = deal_breakers(packages, demands)
    zones = {subset: zone(packages, demands, subset) for subset in subsets(range(len(demands)))}
    assert result.openings == tuple(
        Opening(subset, len(found), found[0] if found else None) for subset, found in zones.items()
    )
    least = [s for s, found in zones.items() if found and not any(zones[t] for t in subsets(list(s)) if t != s)]
    assert [opening.demands for opening in result.least] == least
    assert all(opening in result.openings for opening in result.least)


@given(questions())
def test_what_each_side_can_do_alone(question: tuple[PackageSet, list[Demand]]) -> None:
    packages, demands = question
    result = deal_breakers(packages, demands)
    held = [k for k in range(len(packages)) if all(demand.met[k] for demand in demands)]
    for party, concession in enumerate(result.concessions):
        own = [number for number, demand in enumerate(demands) if demand.party == party]
        opening = [s for s in subsets(own) if zone(packages, demands, s)]
        assert concession.demands == (opening[0] if opening and opening[0] else None)
        others = [p for p in range(packages.n_parties) if p != party]
        lacking = {
            k: max(0.0, packages.reservation[party] - packages.values[k, party])
            for k in held
            if all(packages.values[k, p] >= packages.reservation[p] for p in others)
        }
        assert concession.reservation == (min(lacking.values()) if lacking else None)
        if lacking:
            assert concession.package in lacking
            assert lacking[concession.package] == concession.reservation


@given(questions())
def test_what_all_would_have_to_give_alike(question: tuple[PackageSet, list[Demand]]) -> None:
    packages, demands = question
    shared = deal_breakers(packages, demands).shared
    if not len(packages):
        assert shared is None
        return
    assert shared is not None

    def opens(less: float) -> bool:
        return bool((packages.values >= packages.reservation - less).all(axis=1).any())

    assert opens(shared)
    assert shared == 0.0 or not opens(shared - 1 / 16)  # values lie in eighths


def asked(*names: str) -> DealBreakers:
    """The union asks for pay and hours, the company for overtime; pay with overtime, or hours alone, can be settled."""
    values = np.array([[0.6, 0.6], [0.5, 0.5], [0.9, 0.1]])
    packages = plain_packages(("union", "company"), values, np.array([0.4, 0.4]), ("pay", "hours", "both"))
    demands = {
        "pay": Demand("pay", 0, np.array([True, False, True])),
        "hours": Demand("hours", 0, np.array([False, True, True])),
        "overtime": Demand("overtime", 1, np.array([True, False, False])),
    }
    return deal_breakers(packages, [demands[name] for name in names])


def test_either_demand_of_the_union_breaks_the_deal() -> None:
    result = asked("pay", "hours")
    assert [opening.demands for opening in result.least] == [(0,), (1,)]
    assert [opening.n_packages for opening in result.openings] == [0, 1, 1, 2]
    assert result.concessions[0].demands == (0,)
    assert result.concessions[1].demands is None
    assert result.concessions[1].reservation == pytest.approx(0.3)
    assert result.concessions[1].package == 2
    assert result.shared == 0.0


def test_overtime_leaves_pay_alone() -> None:
    result = asked("pay", "hours", "overtime")
    assert [opening.demands for opening in result.least] == [(1,), (0, 2)]
    assert result.concessions[0].reservation is None


def test_many_demands_are_not_combined_all_ways() -> None:
    packages = plain_packages("a", np.ones((1, 1)), np.zeros(1))
    never = Demand("never", 0, np.array([False]))
    result = deal_breakers(packages, [never] * 30)
    assert result.openings == result.least == (Opening(tuple(range(30)), 1, 0),)
    with pytest.raises(PackageError, match="64 demands are too many to combine; at most 63"):
        deal_breakers(packages, [never] * 64)


def test_the_demand_that_an_option_stands_so() -> None:
    packages = packages_of(small(), Package(terms=(0, 1), parties=(0, 1), settled_when=Constant(True)))
    demand = term_demand(packages, "dm1", "dm0.o1")
    assert (demand.name, demand.party, demand.met.tolist()) == ("dm0.o1 at Y", 1, [False, False, True, True])
    refused = term_demand(packages, "dm0", "dm0.o1", wanted=False)
    assert (refused.name, refused.met.tolist()) == ("dm0.o1 at N", [True, True, False, False])
    with pytest.raises(PackageError) as caught:
        term_demand(packages, "dm7", "dm7.o1")
    assert caught.value.problems == ("dm7 is not a party to the package", "dm7.o1 is not an option of the conflict")
