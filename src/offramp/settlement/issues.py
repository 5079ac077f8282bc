"""Packages as issues whose values add up, and their Pareto frontier without listing the packages.

Where a package is worth to each party the sum of what its issues are worth, a choice of levels on the first issues that
another such choice dominates stays dominated whatever follows. So after each issue only the choices that nothing
dominates are kept. That reaches the frontier of 10^30 packages in moments, and it is exact: rounded addition keeps the
order, too. Which packages are acceptable is asked of the frontier afterwards: what dominates an acceptable package is
acceptable itself.

Issues that interact do not add up; :mod:`offramp.settlement.blocks` joins the terms that do into one issue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.states import Codes
from offramp.settlement.package_set import PackageSet, plain_packages
from offramp.settlement.pareto import efficient
from offramp.settlement.values import Values

LARGEST_FRONTIER = 1 << 23
"""Choices on the first issues that can be compared at once."""


class TooManyPackagesError(Exception):
    """The packages cannot be compared: too many interact, or too many are on the frontier."""


@dataclass(frozen=True, eq=False)
class Issue:
    """What is settled by one choice among levels.

    Attributes
    ----------
    name
        For people.
    values
        What each level adds to the value for each party, shape ``(n_levels, n_parties)``.
    level_names
        Of the levels, if they are named.
    options, codes
        If the levels are bundles of terms: the ids of the options, and for each level the sum of ``2**k`` over those
        at Y.
    """

    name: str
    values: Values
    level_names: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    codes: Codes = field(default_factory=lambda: np.empty(0, dtype=np.uint32))

    def __len__(self) -> int:
        return len(self.values)

    def setting(self, level: int) -> dict[str, bool]:
        """Return how the options stand at a level; empty if it is not a bundle of terms."""
        return {option: bool(int(self.codes[level]) >> k & 1) for k, option in enumerate(self.options)}

    def label(self, level: int) -> str:
        """Return the name of a level: its own, the options at Y (``none`` if there are none), or its number from 1."""
        if self.level_names:
            return self.level_names[level]
        if self.options:
            return " + ".join(option for option, taken in self.setting(level).items() if taken) or "none"
        return str(level + 1)


@dataclass(frozen=True, eq=False)
class AdditivePackages:
    """Packages, one for each choice of a level on every issue.

    The value of a package to a party is ``(base + sum of its levels' values - worst) / spread``.

    Attributes
    ----------
    parties
        Ids, shape ``(n_parties,)``.
    issues
        In order.
    reservation
        The least value that each party accepts, shape ``(n_parties,)``.
    base
        What is added whatever is chosen, shape ``(n_parties,)``.
    worst, spread
        The scale of the values, shape ``(n_parties,)`` each.
    notes
        What makes the values less than exact, for people; empty when nothing does.
    """

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    reservation: Values
    base: Values
    worst: Values
    spread: Values
    notes: tuple[str, ...] = ()

    @property
    def n_packages(self) -> int:
        """Number of packages, exact however large."""
        return prod(len(issue) for issue in self.issues)

    def scaled(self, sums: Values) -> Values:
        """Return values of sums over issues, shape as given."""
        values: Values = (sums - self.worst) / self.spread
        return values

    def values(self, choices: NDArray[np.integer]) -> Values:
        """Return what packages are worth, shape ``(n, n_parties)``.

        Parameters
        ----------
        choices
            The level on each issue, shape ``(n, n_issues)``.
        """
        sums = np.tile(self.base, (len(choices), 1))
        for issue, levels in zip(self.issues, choices.T, strict=True):
            sums = sums + issue.values[levels]
        return self.scaled(sums)


def additive_packages(
    parties: Sequence[str], issues: Sequence[Issue], reservation: Mapping[str, float]
) -> AdditivePackages:
    """Return packages from a table of issues, on the scale of its values.

    Examples
    --------
    >>> pay = Issue("pay", np.array([[3.0, 0.0], [0.0, 4.0]]))
    >>> hours = Issue("hours", np.array([[1.0, 0.0], [0.0, 4.0]]))
    >>> packages = additive_packages(["union", "company"], [pay, hours], {"union": 1, "company": 1})
    >>> packages.n_packages, additive_frontier(packages).values.tolist()
    (4, [[0.0, 8.0], [3.0, 4.0], [4.0, 0.0]])
    """
    zeros = np.zeros(len(parties))
    least = np.array([float(reservation[party]) for party in parties])
    return AdditivePackages(tuple(parties), tuple(issues), least, zeros, zeros, np.ones(len(parties)))


@dataclass(frozen=True, eq=False)
class AdditiveFrontier:
    """The Pareto frontier of packages whose values add up.

    Attributes
    ----------
    packages
        What was asked of.
    values
        The values on the frontier, each once, in increasing order of the first party's; shape ``(n, n_parties)``.
    choices
        For each the level on every issue of one package with these values, shape ``(n, n_issues)``.
    """

    packages: AdditivePackages
    values: Values
    choices: NDArray[np.int64]

    @property
    def acceptable(self) -> NDArray[np.bool_]:
        """Which are worth at least its reservation value to each party, shape ``(n,)``."""
        acceptable: NDArray[np.bool_] = np.all(self.values >= self.packages.reservation, axis=1)
        return acceptable

    def label(self, index: int) -> str:
        """Return a package in words: its level on every issue."""
        chosen = zip(self.packages.issues, self.choices[index], strict=True)
        return ", ".join(f"{issue.name}: {issue.label(int(level))}" for issue, level in chosen)

    def setting(self, index: int) -> dict[str, bool]:
        """Return how the terms stand in a package; empty where levels are not bundles of terms."""
        chosen = zip(self.packages.issues, self.choices[index], strict=True)
        return {option: taken for issue, level in chosen for option, taken in issue.setting(int(level)).items()}

    def as_packages(self) -> PackageSet:
        """Return the frontier as packages to bargain over.

        Nothing is lost by that: each bargaining solution has an optimum on the frontier, and so has each party's best
        acceptable package.
        """
        names = tuple(self.label(index) for index in range(len(self.values)))
        return plain_packages(self.packages.parties, self.values, self.packages.reservation, names)


def additive_frontier(packages: AdditivePackages) -> AdditiveFrontier:
    """Return the Pareto frontier.

    Raises
    ------
    TooManyPackagesError
        When more choices on the first issues have to be kept than can be compared.
    """
    sums = packages.base[None].astype(np.float64)
    steps: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for number, issue in enumerate(packages.issues):
        levels = _frontier_once(issue.values)
        if len(sums) * len(levels) > LARGEST_FRONTIER:
            raise TooManyPackagesError(_too_many(packages, number, len(sums), len(levels)))
        together = (sums[:, None] + issue.values[None, levels]).reshape(-1, len(packages.parties))
        kept = _frontier_once(together)
        sums = together[kept]
        steps.append((kept // max(len(levels), 1), levels[kept % max(len(levels), 1)]))
    return AdditiveFrontier(packages, packages.scaled(sums), _choices(steps, len(sums)))


def _frontier_once(values: Values) -> NDArray[np.int64]:
    """Return the positions of the values on the frontier, one for each, in the values' order."""
    frontier = np.flatnonzero(efficient(values))
    _, first = np.unique(values[frontier], axis=0, return_index=True)
    once: NDArray[np.int64] = frontier[first]
    return once


def _choices(steps: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], n_kept: int) -> NDArray[np.int64]:
    """Go back through what each kept choice came from."""
    choices = np.empty((n_kept, len(steps)), dtype=np.int64)
    position = np.arange(n_kept)
    for number in range(len(steps) - 1, -1, -1):
        came_from, level = steps[number]
        choices[:, number] = level[position]
        position = came_from[position]
    return choices


def _too_many(packages: AdditivePackages, number: int, n_kept: int, n_levels: int) -> str:
    issue = packages.issues[number]
    return (
        f"after {number} of {len(packages.issues)} issues {n_kept:,} choices are on the frontier, and with the "
        f"{n_levels:,} levels of {issue.name} there are more than the {LARGEST_FRONTIER:,} that can be compared: "
        "give values in coarser steps, so that more of them are equal, or bargain between fewer parties at once"
    )
