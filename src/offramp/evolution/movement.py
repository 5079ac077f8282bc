"""Which moves a path may be made of: any, improvements only, or more for some decision makers than for others.

Status quo analysis marks each arc as improving, equal or worsening for its mover (Li, Kilgour & Hipel 2005). Paths by
improvements alone are the default picture of how a conflict evolves; to let a decision maker make moves that gain it
nothing, or that cost it something, is to ask what its patience or a concession would open.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Allowance(StrEnum):
    """Which of its moves a decision maker may make, each judged from the state that it leaves."""

    NONE = "none"
    IMPROVING = "improving"
    NOT_WORSENING = "not worsening"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Movement:
    """What each decision maker may do.

    Attributes
    ----------
    allowances
        Of each decision maker, shape ``(n_dms,)``.
    """

    allowances: tuple[Allowance, ...]

    @classmethod
    def any_moves(cls, n_dms: int) -> "Movement":
        """Every decision maker may make every move."""
        return cls((Allowance.ANY,) * n_dms)

    @classmethod
    def improvements(cls, n_dms: int) -> "Movement":
        """Every decision maker may only improve on the state that it leaves."""
        return cls((Allowance.IMPROVING,) * n_dms)

    def with_allowance(self, allowance: Allowance, *dms: int) -> "Movement":
        """Return the same with another allowance for the decision makers named (indices).

        >>> Movement.improvements(3).with_allowance(Allowance.ANY, 1).allowances[1]
        <Allowance.ANY: 'any'>
        """
        named = tuple(allowance if dm in dms else own for dm, own in enumerate(self.allowances))
        return replace(self, allowances=named)

    def only(self, *dms: int) -> "Movement":
        """Return the same with no move for anybody but the decision makers named (indices).

        >>> [own.value for own in Movement.any_moves(3).only(0, 2).allowances]
        ['any', 'none', 'any']
        """
        others = [dm for dm in range(len(self.allowances)) if dm not in dms]
        return self.with_allowance(Allowance.NONE, *others)

    @property
    def improving(self) -> bool:
        """Whether everybody may only improve."""
        return all(own is Allowance.IMPROVING for own in self.allowances)


def permitted(
    allowance: Allowance,
    level: NDArray[np.unsignedinteger],
    source: NDArray[np.int64],
    target: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which moves an allowance permits.

    Parameters
    ----------
    allowance
        Of the mover.
    level
        The mover's level of each state, higher is better; shape ``(n_states,)``.
    source, target
        The moves, shape ``(n_moves,)`` each.
    """
    mask: NDArray[np.bool_]
    match allowance:
        case Allowance.NONE:
            mask = np.zeros(len(source), dtype=np.bool_)
        case Allowance.IMPROVING:
            mask = level[target] > level[source]
        case Allowance.NOT_WORSENING:
            mask = level[target] >= level[source]
        case Allowance.ANY:
            mask = np.ones(len(source), dtype=np.bool_)
    return mask
