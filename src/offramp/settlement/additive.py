"""Packages whose values add up over blocks of terms, from rules and preferences, without listing any state.

A conflict of a hundred options has more states than can be listed; its packages can still be bargained over when the
preferences are statements or weights, each about a few terms: the value is then a sum over the blocks of terms that
hang together (:mod:`offramp.settlement.blocks`). Values and reservation values mean what they mean in
:mod:`offramp.settlement.packages`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from offramp.conflict.feasibility import Rule
from offramp.conflict.package import Package
from offramp.conflict.preferences import Preference, Ranking
from offramp.logic.expression import Constant, Expression
from offramp.logic.reduce import conjuncts, reduced
from offramp.settlement.additive_values import Valuation, extremes, valuation
from offramp.settlement.blocks import Clause, blocks, bundles_of
from offramp.settlement.issues import AdditivePackages, Issue, TooManyPackagesError
from offramp.settlement.package_set import PackageError


@dataclass(frozen=True, eq=False)
class Table:
    """What is on the table in a conflict whose states are not listed.

    Attributes
    ----------
    option_ids
        ``dm.option`` in file order.
    rules
        What holds in every feasible state.
    package
        The terms; its option indices count in ``option_ids``, its parties are in the order of ``preferences``.
    status_quo
        Ids of the options at Y.
    preferences
        Of each party, by id: statements or weights.
    reservation
        Numbers by party id that win over those of the package, and these over the value of the status quo.
    """

    option_ids: tuple[str, ...]
    rules: tuple[Rule, ...]
    package: Package
    status_quo: Collection[str]
    preferences: Mapping[str, Preference]
    reservation: Mapping[str, float] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, bool]:
        """How the options stand that are neither terms nor open."""
        free, fixed = {*self.package.terms, *self.package.open}, self.package.fixed
        return {
            option: fixed.get(k, option in self.status_quo) for k, option in enumerate(self.option_ids) if k not in free
        }

    @property
    def given(self) -> dict[str, float]:
        """The reservation values that are given, by party id."""
        ids = dict(zip(self.package.parties, self.preferences, strict=False))
        by_id = {ids.get(dm, f"decision maker {dm}"): value for dm, value in self.package.reservation.items()}
        return {**by_id, **self.reservation}


def additive_packages_of(table: Table) -> AdditivePackages:
    """Return the packages as issues, one for each block of terms.

    Raises
    ------
    PackageError
        When there are no terms, a party has a ranking (which does not add up) or a reservation value is out of range.
    TooManyPackagesError
        When too many terms hang together.
    """
    problems = list(_problems(table))
    if problems:
        raise PackageError(problems)
    known = table.known
    valued = [valuation(each) for each in table.preferences.values() if not isinstance(each, Ranking)]
    open_values = [each.reduced(known) for each in valued]
    issues = _issues(table, known, open_values)
    base = np.array([each.base() for each in open_values])
    notes = [_inexact(party) for party, each in zip(table.preferences, valued, strict=True) if not each.exact]
    ends = []
    for column, (party, each) in enumerate(zip(table.preferences, valued, strict=True)):
        try:
            ends.append(extremes(table.option_ids, table.rules, each))
        except TooManyPackagesError as error:
            ends.append(_ends_of(issues, column, float(base[column])))
            notes.append(
                f"{party}: values run from the worst package (0) to the best (1), not over all states: {error}"
            )
    worst, best = np.array(ends).T
    worst = np.where(best > worst, worst, best - 1.0)  # who is indifferent has value 1 everywhere
    today = (np.array([each.at(table.status_quo) for each in valued]) - worst) / (best - worst)
    given = table.given
    return AdditivePackages(
        parties=tuple(table.preferences),
        issues=issues,
        reservation=np.array([given.get(party, today[k]) for k, party in enumerate(table.preferences)]),
        base=base,
        worst=worst,
        spread=best - worst,
        notes=tuple(notes),
    )


def _problems(table: Table) -> Iterator[str]:
    if not table.package.terms:
        yield "the package is empty: name at least one option among its terms"
    if not table.preferences:
        yield "the package has no parties: name those whose consent it needs"
    if len(table.preferences) != len(table.package.parties):
        yield f"expected the preferences of {len(table.package.parties)} parties; there are {len(table.preferences)}"
    for party, preference in table.preferences.items():
        if isinstance(preference, Ranking):
            yield f"{party}: a ranking of states does not add up over terms; give statements or weights"
    for party, value in table.given.items():
        if party not in table.preferences:
            yield f"reservation: {party} is not a party to the package"
        elif not 0.0 <= value <= 1.0:
            yield f"reservation: {value!r} for {party} is out of range; it lies between 0 (worst state) and 1 (best)"


def _issues(table: Table, known: Mapping[str, bool], valued: Sequence[Valuation]) -> tuple[Issue, ...]:
    """Return an issue for each block; one without levels where no bundle can be settled."""
    conditions = list(_conditions(table, known))
    if any(condition.expression == Constant(False) for condition in conditions):
        return (Issue("no bundle can be settled", np.empty((0, len(valued)))),)
    joining = [condition for condition in conditions if condition.expression != Constant(True)]
    free = [option for option in table.option_ids if option not in known]
    clauses = [*joining, *(clause for each in valued for clause in each.clauses())]
    expressions = [condition.expression for condition in joining]
    issues = []
    for block in blocks(free, clauses):
        codes = bundles_of(block, expressions)
        values = np.stack([each.over(block, codes) for each in valued], axis=1)
        issues.append(Issue(" + ".join(block.options), values, options=block.options, codes=codes))
    return tuple(issues)


def _conditions(table: Table, known: Mapping[str, bool]) -> Iterator[Clause]:
    """Yield what must hold in every package, split as far as "and" goes."""
    every: list[tuple[Expression, str]] = [(rule.holds, rule.text) for rule in table.rules]
    for holds, text in (*every, (table.package.settled_when, "settled_when")):
        for part in conjuncts(reduced(holds, known)):
            yield Clause(part, text)


def _ends_of(issues: Sequence[Issue], party: int, base: float) -> tuple[float, float]:
    """Return the values of the worst and the best package."""
    if any(not len(issue) for issue in issues):
        return base, base
    worst = base + sum(float(issue.values[:, party].min()) for issue in issues)
    return worst, base + sum(float(issue.values[:, party].max()) for issue in issues)


def _inexact(party: str) -> str:
    return (
        f"{party}: sums of these weights are rounded, so that differences below the 53rd binary digit are lost; fewer "
        "statements, or weights in decimals, are exact"
    )
