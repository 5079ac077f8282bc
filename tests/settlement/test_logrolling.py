from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offramp.conflict.decision_makers import DecisionMaker, Option
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.package import Package
from offramp.conflict.preferences import Statement, Weights, levels
from offramp.conflict.scenarios import Scenario
from offramp.logic.expression import Constant, Variable
from offramp.settlement.logrolling import Effect, Logrolling, Trade, logrolling
from offramp.settlement.package_set import PackageSet, plain_packages
from offramp.settlement.packages import packages_of
from random_conflicts import Features, build, expressions, option_forms

CLOSE = 1e-12


@st.composite
def package_sets(draw: st.DrawFn) -> PackageSet:
    description = draw(option_forms(Features(max_options=5, irreversible=False, conditions=False, bans=False)))
    conflict = build(description)
    assume(conflict is not None)
    assert conflict is not None
    settled = draw(st.one_of(st.just(Constant(True)), expressions(description.names)))
    options = tuple(range(len(description.names)))
    n_terms = draw(st.integers(1, len(options)))
    package = Package(options[:n_terms], tuple(range(conflict.n_dms)), settled, open=options[n_terms:][:1])
    return packages_of(replace(conflict, status_quo=0), package)


def by_hand(packages: PackageSet) -> tuple[dict[tuple[int, int], list[float]], dict[tuple, list[tuple[int, int]]]]:
    """Differences by term and party, and trades by terms and parties, over all pairs of packages."""
    assert packages.bundles is not None
    codes, values = packages.bundles.codes.tolist(), packages.values.tolist()
    effects: dict[tuple[int, int], list[float]] = {}
    trades: dict[tuple, list[tuple[int, int]]] = {}
    for p, q in ((p, q) for p in range(len(codes)) for q in range(len(codes))):
        changed = [term for term in packages.bundles.package.terms if (codes[p] ^ codes[q]) >> term & 1]
        if sum(1 << term for term in changed) != codes[p] ^ codes[q]:
            continue  # the open option changes too
        if len(changed) == 1 and codes[q] > codes[p]:
            for party in range(packages.n_parties):
                effects.setdefault((changed[0], party), []).append(values[q][party] - values[p][party])
        if len(changed) == 2:
            for a, b in combinations(range(packages.n_parties), 2):
                if values[q][a] > values[p][a] and values[q][b] > values[p][b]:
                    trades.setdefault((tuple(changed), (a, b)), []).append((p, q))
    return effects, trades


def is_logroll(packages: PackageSet, terms: tuple[int, int], parties: tuple[int, int], p: int) -> bool:
    assert packages.bundles is not None
    codes = packages.bundles.codes.tolist()
    hurt = []
    for term in terms:
        if codes[p] ^ (1 << term) not in codes:
            return False
        alone = codes.index(codes[p] ^ (1 << term))
        hurt.append({party for party in parties if packages.values[alone, party] < packages.values[p, party]})
    return any(a != b for a in hurt[0] for b in hurt[1])


@given(package_sets())
def test_equals_search_over_all_pairs(packages: PackageSet) -> None:
    result = logrolling(packages)
    effects, trades = by_hand(packages)
    assert packages.bundles is not None
    assert len(result.effects) == len(packages.bundles.package.terms) * packages.n_parties
    for effect in result.effects:
        differences = effects.get((effect.term, effect.party), [])
        assert effect.n_pairs == len(differences)
        assert effect.n_better == sum(d > 0 for d in differences)
        assert effect.n_worse == sum(d < 0 for d in differences)
        if differences:
            assert effect.mean == pytest.approx(sum(differences) / len(differences), abs=CLOSE)
            assert (effect.least, effect.greatest) == (min(differences), max(differences))
    assert {(trade.terms, trade.parties) for trade in result.trades} == set(trades)
    for trade in result.trades:
        check_trade(packages, trade, trades[trade.terms, trade.parties])


def check_trade(packages: PackageSet, trade: Trade, moves: list[tuple[int, int]]) -> None:
    values = packages.values
    rolls = [is_logroll(packages, trade.terms, trade.parties, p) for p, _ in moves]
    assert trade.n_trades == len(moves)
    assert trade.n_logrolls == sum(rolls)
    assert trade.n_without_harm == sum(bool((values[q] >= values[p]).all()) for p, q in moves)
    smaller = [min(values[q, party] - values[p, party] for party in trade.parties) for p, q in moves]
    assert trade.best in moves
    best = moves.index(trade.best)
    assert rolls[best] == any(rolls)
    assert smaller[best] == max(s for s, roll in zip(smaller, rolls, strict=True) if roll == rolls[best])
    p, q = trade.best
    assert trade.gains == tuple(values[q, party] - values[p, party] for party in trade.parties)


def union_and_company() -> Conflict:
    """The union cares most about hours, the company most about pay; both terms are the company's to grant."""
    conflict = build_two(("company.pay", "company.hours", "union.sign"))
    weights = [{"company.pay": -3.0, "company.hours": -1.0}, {"company.pay": 1.0, "company.hours": 3.0}]
    preferences = [
        Weights(tuple((Statement(Variable(name), name), weight) for name, weight in each.items())) for each in weights
    ]
    types = tuple((AimType(None, 1.0, each, levels(each, conflict.space)),) for each in preferences)
    return replace(conflict, types=types, status_quo=1)


def build_two(names: tuple[str, str, str]) -> Conflict:
    from offramp.conflict.coalesce import state_space
    from offramp.conflict.option_moves import option_moves

    space = state_space(names, np.arange(8, dtype=np.uint32))
    options = tuple(Option(name, name) for name in names)
    dms = (DecisionMaker("company", "Company", (0, 1)), DecisionMaker("union", "Union", (2,)))
    moves = tuple(option_moves(space, options, i, dm, []) for i, dm in enumerate(dms))
    ending = (Scenario("all", "All"),)
    return Conflict("Pay and hours", dms, options, space, moves, (), None, ending, np.zeros(8, dtype=np.int16))


def test_hours_for_pay() -> None:
    """From pay without hours to hours without pay: the company's three for one, the union's one for three."""
    package = Package(terms=(0, 1), parties=(0, 1), settled_when=Constant(True))
    result = logrolling(packages_of(union_and_company(), package))
    assert result.effect(0, 0) == Effect(0, 0, 2, 0, 2, -0.75, -0.75, -0.75)
    assert result.effect(1, 1) == Effect(1, 1, 2, 2, 0, 0.75, 0.75, 0.75)
    (trade,) = result.trades
    assert (trade.n_trades, trade.n_logrolls, trade.n_without_harm) == (1, 1, 1)
    assert [result.packages.label(index) for index in trade.best] == ["YNN", "NYN"]
    assert trade.gains == (0.5, 0.5)


def test_a_plain_table_has_no_terms() -> None:
    packages = plain_packages("ab", np.ones((2, 2)), np.zeros(2))
    assert logrolling(packages) == Logrolling(packages, (), ())
