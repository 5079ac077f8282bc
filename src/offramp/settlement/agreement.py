"""What has been agreed, and which moves break it.

A package is settled in a state. A move out of it is a *breach* in one of two ways: it leads where ``settled_when`` no
longer holds, or it leads where that still holds but a term of the package is no longer as agreed and some other party
is worse off by it. Anything else that a decision maker may go on to do is harmless: it leaves the package settled.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.package import Package
from offramp.logic.expression import And, Expression, Not, Variable


class Breach(StrEnum):
    """How a move breaks a package."""

    UNSETTLES = "unsettles"  # settled_when no longer holds
    DEPARTS = "departs"  # it does, but a term is no longer as agreed, to another party's cost


SETTLED = frozenset({Breach.UNSETTLES})
"""What breaks a settlement: that somebody leaves what counts as settled."""
TO_THE_LETTER = frozenset(Breach)
"""What breaks a package: that, or that somebody departs from a term at another's cost."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """A package that has been settled.

    Attributes
    ----------
    conflict, package, state
        The conflict, the terms that it could be about, and the state that it is settled in.
    terms
        How each term stands, by option index.
    settled
        Where ``settled_when`` holds, shape ``(n_states,)``; a coalesced state where it does for some member.
    as_agreed
        Where every term stands as agreed, shape ``(n_states,)``; a coalesced state where they do in some member.
    """

    conflict: Conflict
    package: Package
    state: int
    terms: dict[int, bool]
    settled: NDArray[np.bool_]
    as_agreed: NDArray[np.bool_]

    def breaches(self, dm: int, to: NDArray[np.int64], combination: Combination) -> dict[Breach, NDArray[np.bool_]]:
        """Return which of a decision maker's moves break the package, and how.

        Parameters
        ----------
        dm
            Index of the mover.
        to
            The states that it would move to, shape ``(n_moves,)``.
        combination
            One type for each decision maker: who is worse off than in the settled state depends on it.
        """
        worse = np.zeros(len(to), dtype=np.bool_)
        for party in self.package.parties:
            if party != dm:
                level = self.conflict.level(party, combination)
                worse |= level[to] < level[self.state]
        unsettles = ~self.settled[to]
        return {Breach.UNSETTLES: unsettles, Breach.DEPARTS: ~unsettles & ~self.as_agreed[to] & worse}

    def inside(self, counted: frozenset[Breach]) -> NDArray[np.bool_]:
        """Return where it is settled (and, if that counts, its terms as agreed), shape ``(n_states,)``."""
        return self.settled & self.as_agreed if Breach.DEPARTS in counted else self.settled

    def condition(self, counted: frozenset[Breach]) -> Expression:
        """Return the same as an expression over option ids."""
        if Breach.DEPARTS not in counted:
            return self.package.settled_when
        options = self.conflict.options
        kept = (Variable(options[k].id) if taken else Not(Variable(options[k].id)) for k, taken in self.terms.items())
        return And((self.package.settled_when, *kept))


def agreement(conflict: Conflict, package: Package, state: int, code: int | None = None) -> Agreement:
    """Return a settled package.

    Parameters
    ----------
    conflict, package
        In option form, and the terms that could be agreed on.
    state
        The state that it is settled in.
    code
        Which member of a coalesced state it is; the lowest when left out.

    Raises
    ------
    ValueError
        When ``settled_when`` does not hold in the state.
    """
    space = conflict.space
    code = int(space.codes[state]) if code is None else code
    codes = space.codes if space.merging is None else space.merging.codes
    among = sum(1 << term for term in package.terms)
    word = codes.dtype.type
    settled = _somewhere(conflict, space.where(package.settled_when, codes))
    if not settled[state]:
        raise ValueError(f"{space.label(state)} is not settled: settled_when does not hold there")
    return Agreement(
        conflict=conflict,
        package=package,
        state=state,
        terms={term: bool(code >> term & 1) for term in package.terms},
        settled=settled,
        as_agreed=_somewhere(conflict, (codes & word(among)) == word(code & among)),
    )


def _somewhere(conflict: Conflict, truth: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where a truth over codes holds for some member of a state."""
    if conflict.space.merging is None:
        return truth
    some = np.zeros(conflict.n_states, dtype=np.bool_)
    np.logical_or.at(some, conflict.space.merging.state, truth)
    return some
