"""Logrolling: which terms trade against which.

Two parties *logroll* when each gives way on a term that matters less to it and gets its way on one that matters more
(Froman & Cohen 1970; Raiffa 1982, chapter 10). Between packages: a trade leads from one package to another that differs
in two terms and nothing else, and makes both parties better off; it is a logroll when each of the two changes alone
would hurt one of them, not both the same one.

Who is better off is a matter of order; the size of an effect or of a gain depends on the values declared.

References
----------
L. A. Froman & M. D. Cohen (1970). Compromise and logroll: comparing the efficiency of two bargaining processes.
Behavioral Science 15:180-183. H. Raiffa (1982). The Art and Science of Negotiation.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.states import Codes, places_of
from offramp.settlement.package_set import Bundles, PackageSet
from offramp.settlement.values import Values


@dataclass(frozen=True, slots=True)
class Effect:
    """What one term changes for one party: the value with it at Y less the value with it at N, all else equal.

    Attributes
    ----------
    term, party
        Option index of the term, position of the party.
    n_pairs
        Number of pairs of packages that differ only in the term; what follows is 0 when there is none.
    n_better, n_worse
        In how many of them the party is better, worse off with the term.
    mean, least, greatest
        Of the differences.
    """

    term: int
    party: int
    n_pairs: int
    n_better: int
    n_worse: int
    mean: float
    least: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Trade:
    """How two terms trade between two parties.

    Attributes
    ----------
    terms, parties
        Option indices, positions of the parties.
    n_trades
        Number of moves between packages, by a change of both terms and nothing else, that make both parties better off.
    n_logrolls
        How many of these are logrolls: each change alone leads to a package that one of the two likes less, the first
        change one of them, the second the other.
    n_without_harm
        How many leave no other party worse off.
    best
        The move (from, to: package indices) with the largest smaller gain of the two; logrolls before others.
    gains
        Of the two parties by it.
    """

    terms: tuple[int, int]
    parties: tuple[int, int]
    n_trades: int
    n_logrolls: int
    n_without_harm: int
    best: tuple[int, int]
    gains: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Logrolling:
    """Effects of the terms, and the trades that they allow.

    Attributes
    ----------
    packages
        What was asked of.
    effects
        For each term and each party.
    trades
        For each pair of terms and of parties between which there is a trade.
    """

    packages: PackageSet
    effects: tuple[Effect, ...]
    trades: tuple[Trade, ...]

    def effect(self, term: int, party: int) -> Effect:
        """Return what a term (option index) changes for a party (position)."""
        return next(each for each in self.effects if (each.term, each.party) == (term, party))


def logrolling(packages: PackageSet) -> Logrolling:
    """Return which terms trade against which; nothing for a plain value table, whose packages have no terms."""
    if packages.bundles is None:
        return Logrolling(packages, (), ())
    bundles, parties = packages.bundles, range(packages.n_parties)
    terms = bundles.package.terms
    effects = tuple(_effect(packages, bundles, term, party) for term in terms for party in parties)
    trades = [
        trade
        for pair in combinations(terms, 2)
        for between in combinations(parties, 2)
        if (trade := _trade(packages, bundles, pair, between)) is not None
    ]
    return Logrolling(packages, effects, tuple(trades))


def _partner(codes: Codes, flipped: int) -> NDArray[np.int64]:
    """Return for each package the one that differs in some options, -1 where there is none."""
    return places_of(codes ^ codes.dtype.type(flipped), codes)


def _effect(packages: PackageSet, bundles: Bundles, term: int, party: int) -> Effect:
    partner = _partner(bundles.codes, 1 << term)
    with_term = np.flatnonzero(bundles.taken(term) & (partner >= 0))
    difference = packages.values[with_term, party] - packages.values[partner[with_term], party]
    if not len(difference):
        return Effect(term, party, 0, 0, 0, 0.0, 0.0, 0.0)
    return Effect(
        term,
        party,
        n_pairs=len(difference),
        n_better=int((difference > 0).sum()),
        n_worse=int((difference < 0).sum()),
        mean=float(difference.mean()),
        least=float(difference.min()),
        greatest=float(difference.max()),
    )


def _trade(packages: PackageSet, bundles: Bundles, terms: tuple[int, int], parties: tuple[int, int]) -> Trade | None:
    codes, values = bundles.codes, packages.values
    partner = _partner(codes, 1 << terms[0] | 1 << terms[1])
    start = np.flatnonzero(partner >= 0)
    change = values[partner[start]] - values[start]
    better = (change[:, parties] > 0).all(axis=1)
    start, change = start[better], change[better]
    if not len(start):
        return None
    rolls = _are_logrolls(codes, values[:, parties], start, terms)
    smaller = change[:, parties].min(axis=1)
    first = int(np.lexsort((-smaller, ~rolls))[0])
    return Trade(
        terms,
        parties,
        n_trades=len(start),
        n_logrolls=int(rolls.sum()),
        n_without_harm=int((change >= 0).all(axis=1).sum()),
        best=(int(start[first]), int(partner[start[first]])),
        gains=(float(change[first, parties[0]]), float(change[first, parties[1]])),
    )


def _are_logrolls(codes: Codes, values: Values, start: NDArray[np.int64], terms: tuple[int, int]) -> NDArray[np.bool_]:
    """Return where each of the two changes alone hurts one of two parties, the one the first, the other the other.

    Parameters
    ----------
    values
        Of the two parties, shape ``(n_packages, 2)``.
    start
        The packages that trades start from.
    """
    single = [_partner(codes, 1 << term)[start] for term in terms]
    exist = (single[0] >= 0) & (single[1] >= 0)
    hurt = [values[each] < values[start] for each in single]
    crossed: NDArray[np.bool_] = (hurt[0][:, 0] & hurt[1][:, 1]) | (hurt[0][:, 1] & hurt[1][:, 0])
    return crossed & exist
