"""The burden of assumptions in words: which endings cease to hold when bare statements are struck out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.brief.assumptions import StatementKey, holding_endings, strike
from offramp.brief.endings import CREDIBLE, Case
from offramp.brief.parties import PartyView, StatementView
from offramp.conflict.model import Conflict

LARGEST_STRUCK = 100_000
"""States up to which every bare statement is struck out in turn; each strike solves the conflict again."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What striking statements out does in one case: titles of the endings that stop and that begin to hold."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.gained)


@dataclass(frozen=True, slots=True)
class StrikeView:
    """A bare statement and what striking it out does, case by case (``None``: it has no part in that case)."""

    statement: StatementView
    effects: tuple[Effect | None, ...]


@dataclass(frozen=True, slots=True)
class Burden:
    """The burden of assumptions.

    Attributes
    ----------
    n_statements, n_bare, n_unfirm
        How many statements there are, how many are bare, and how many have no certain place.
    tested
        Whether statements were struck out; not where the conflict is too large (``LARGEST_STRUCK``).
    decisive
        Bare statements whose loss changes which endings hold in some case.
    harmless
        Bare statements whose loss changes nothing.
    together
        What striking out all bare statements at once does, case by case.
    """

    n_statements: int
    n_bare: int
    n_unfirm: int
    tested: bool
    decisive: tuple[StrikeView, ...]
    harmless: tuple[StatementView, ...]
    together: tuple[Effect, ...]


def burden(
    conflict: Conflict,
    cases: Sequence[Case],
    people: Sequence[PartyView],
) -> Burden:
    """Return which conclusions rest on what nothing supports, for combinations of types that were solved."""
    statements = {each.key: each for party in people for aim in party.aims for each in aim.statements}
    bare = [key for key, statement in statements.items() if statement.bare]
    tested = conflict.n_states <= LARGEST_STRUCK
    before = [holding_endings(conflict, case.combination, CREDIBLE) for case in cases]

    def effects(keys: Sequence[StatementKey]) -> tuple[Effect | None, ...]:
        return tuple(_effect(conflict, case, keys, held) for case, held in zip(cases, before, strict=True))

    alone = [StrikeView(statements[key], effects([key])) for key in bare] if tested else []
    return Burden(
        len(statements),
        len(bare),
        sum(not statement.firm for statement in statements.values()),
        tested,
        tuple(view for view in alone if any(view.effects)),
        tuple(view.statement for view in alone if not any(view.effects)),
        tuple(effect or Effect((), ()) for effect in effects(bare)) if tested else (),
    )


def _effect(conflict: Conflict, case: Case, keys: Sequence[StatementKey], before: NDArray[np.bool_]) -> Effect | None:
    """Strike out those of the statements that have a part in a case; ``None`` when none has."""
    part = [key for key in keys if case.combination.types[key.dm] == key.type]
    if not part:
        return None
    result = strike(conflict, case.combination, part, before)
    lost, gained = (
        tuple(conflict.scenarios[number].title for number in numbers) for numbers in (result.lost, result.gained)
    )
    return Effect(lost, gained)
