"""What deters: the least that the others' replies can leave a decision maker with, from each state.

A move to a state is deterred, for a decision maker who would otherwise have a state of some level, exactly when the
least reply from there is not above that level. Under Nash stability nobody thinks of replies, so nothing deters.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.stability.arcs import least_replies_by_arcs
from offramp.stability.concepts import Concept
from offramp.stability.solve import count_arcs

_SMALL = 1 << 14  # arcs up to which NumPy answers before compiled code would be loaded


@dataclass(frozen=True, eq=False)
class Replies:
    """The least replies of one conflict; each is worked out when first asked for.

    Attributes
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    """

    conflict: Conflict
    combination: Combination
    _known: dict[tuple[int, Concept], NDArray[np.integer]] = field(default_factory=dict, repr=False)

    def least(self, dm: int, concept: Concept) -> NDArray[np.integer]:
        """Return the least level that replies under a concept (not Nash) can leave a decision maker with.

        Shape ``(n_states,)``. A state's own level may be among them, so this is meant for states that are better for
        the decision maker than what it is to be deterred from leaving.
        """
        if (dm, concept) not in self._known:
            self._known[dm, concept] = self._work_out(dm, concept)
        return self._known[dm, concept]

    def deterred(self, dm: int, concept: Concept, bar: int, to: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Return which moves are deterred.

        Parameters
        ----------
        dm
            Index of the decision maker who would move.
        concept
            The solution concept.
        bar
            The level that it has, or expects, otherwise.
        to
            The states that it would move to, all of a higher level, shape ``(n_moves,)``.
        """
        if concept is Concept.NASH:
            return np.zeros(len(to), dtype=np.bool_)
        mask: NDArray[np.bool_] = self.least(dm, concept)[to] <= bar
        return mask

    def _work_out(self, dm: int, concept: Concept) -> NDArray[np.integer]:
        if count_arcs(self.conflict) <= _SMALL:
            return least_replies_by_arcs(self.conflict, self.combination, dm, concept)
        from offramp.stability.cells import least_replies  # loads compiled code: only where it pays

        return least_replies(self.conflict, self.combination, dm, concept)
