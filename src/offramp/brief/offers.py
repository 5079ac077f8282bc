"""Packages that can be put on the table, set against today: who gains, who loses, and by which of its priorities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from offramp.brief.deciding import UNDECIDED, Criteria
from offramp.brief.endings import CREDIBLE, Case, Hold
from offramp.conflict.model import Conflict
from offramp.conflict.states import code_with


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one decision maker makes of a package.

    Attributes
    ----------
    better, equal, worse
        In how many of the package's states it is better off than today, as well off, and worse off.
    deciding
        Its most important statement that tells the package from today, in the first of its states that it does not
        like exactly as well; -1 where none does.
    leaves
        In how many of the states it has an improvement that no credible reply deters: it would break the package.
    """

    dm: int
    better: int
    equal: int
    worse: int
    deciding: int
    leaves: int

    @property
    def accepts(self) -> bool:
        """Whether it likes some state of the package at least as well as today."""
        return self.better + self.equal > 0


@dataclass(frozen=True, slots=True)
class PackageCase:
    """A package under one combination of types.

    Attributes
    ----------
    states
        Where it is settled: the first as today in all that it leaves open.
    verdicts
        One for each decision maker.
    hold
        How firmly the firmest of its states holds.
    """

    states: tuple[int, ...]
    verdicts: tuple[Verdict, ...]
    hold: Hold


@dataclass(frozen=True, slots=True)
class Bundles:
    """All bundles of the terms under one combination of types, set against today.

    Attributes
    ----------
    settled
        Number of settled states.
    gains
        For each party (index): in how many of them it is better off than today.
    all_gain
        Those in which every party is at least as well off and one is better off.
    all_gain_and_hold
        Those of them that hold outright or by deterrence.
    """

    settled: int
    gains: Mapping[int, int]
    all_gain: tuple[int, ...]
    all_gain_and_hold: tuple[int, ...]


def settled_states(
    conflict: Conflict, fixed: Mapping[str, bool], either: Sequence[str] = ()
) -> tuple[int, ...]:  # fmt: skip
    """Return the feasible states that are as the status quo but for some options.

    Parameters
    ----------
    conflict
        A conflict in option form with a status quo.
    fixed
        ``dm.option`` and its value.
    either
        Options that are tried both ways, as today first.
    """
    if conflict.status_quo is None:
        return ()
    today = int(conflict.space.codes[conflict.status_quo])
    places = {option: k for k, option in enumerate(conflict.space.option_ids)}
    code = code_with(today, {places[option]: value for option, value in fixed.items()})
    free = [places[option] for option in either if option not in fixed]
    found = []
    for choice in product(*(((today >> k & 1) == 1, (today >> k & 1) == 0) for k in free)):
        state = conflict.space.find(code_with(code, dict(zip(free, choice, strict=True))))
        if state is not None and state not in found:
            found.append(state)
    return tuple(found)


def package_case(case: Case, states: Sequence[int], today: int) -> PackageCase:
    """Set a package against today; ``states`` are where it is settled, at least one."""
    conflict = case.solution.conflict
    chosen = np.array(states, dtype=np.int64)
    verdicts = tuple(_verdict(case, dm, chosen, today) for dm in range(conflict.n_dms))
    return PackageCase(tuple(states), verdicts, Hold(int(case.hold[chosen].max())))


def _verdict(case: Case, dm: int, states: NDArray[np.int64], today: int) -> Verdict:
    conflict = case.solution.conflict
    level = conflict.level(dm, case.combination)
    criteria = Criteria.of(conflict.types[dm][case.combination.types[dm]], conflict.space)
    telling = states[level[states] != level[today]][:1]
    return Verdict(
        dm,
        better=int(np.count_nonzero(level[states] > level[today])),
        equal=int(np.count_nonzero(level[states] == level[today])),
        worse=int(np.count_nonzero(level[states] < level[today])),
        deciding=int(criteria.deciding(today, telling)[0]) if len(telling) else UNDECIDED,
        leaves=int(np.count_nonzero(~case.solution.stable(CREDIBLE, dm)[states])),
    )


def bundles(case: Case, settled: Sequence[int], parties: Sequence[int], today: int) -> Bundles:
    """Set every settled state against today; ``parties`` are those whose consent a package needs."""
    conflict = case.solution.conflict
    states = np.array(settled, dtype=np.int64)
    levels = [conflict.level(dm, case.combination) for dm in parties]
    no_loss = np.logical_and.reduce([level[states] >= level[today] for level in levels])
    gain = np.array([level[states] > level[today] for level in levels])
    both = no_loss & gain.any(axis=0)
    firm = both & (case.hold[states] >= Hold.DETERRED)
    return Bundles(
        len(states),
        {dm: int(np.count_nonzero(row)) for dm, row in zip(parties, gain, strict=True)},
        tuple(states[both].tolist()),
        tuple(states[firm].tolist()),
    )
