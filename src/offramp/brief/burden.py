"""The burden of assumptions in words: what falls when bare statements are struck out, and what decides each ending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.brief.assumptions import StatementKey, deciding_statements, holding_endings, strike
from offramp.brief.endings import CREDIBLE, Case
from offramp.brief.parties import PartyView, StatementView
from offramp.brief.verdicts import EndingView
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
class DecidedView:
    """What decides one ending in one case: for each decision maker the statements, with how often each decides."""

    ending: str
    case: int
    parties: tuple[tuple[str, tuple[tuple[StatementView, int], ...]], ...]

    @property
    def n_decided(self) -> int:
        """How many statements decide, counted once for each decision maker."""
        return sum(len(decided) for _, decided in self.parties)

    @property
    def bare(self) -> tuple[StatementView, ...]:
        """The bare statements among them."""
        return tuple(statement for _, decided in self.parties for statement, _ in decided if statement.bare)


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
    decided
        What decides each ending that holds, in each case.
    """

    n_statements: int
    n_bare: int
    n_unfirm: int
    tested: bool
    decisive: tuple[StrikeView, ...]
    harmless: tuple[StatementView, ...]
    together: tuple[Effect, ...]
    decided: tuple[DecidedView, ...]


def burden(
    conflict: Conflict,
    cases: Sequence[Case],
    people: Sequence[PartyView],
    endings: Sequence[EndingView],
    witnesses: Mapping[tuple[str, int], int],
) -> Burden:
    """Return which conclusions rest on what nothing supports.

    Parameters
    ----------
    conflict, cases, people, endings
        The conflict, its combinations of types solved, and what the brief says of them.
    witnesses
        The state that is explained for each ending (id) and case (place).
    """
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
        tuple(
            _decided(conflict, case, place, ending, witnesses[ending.id, place], statements)
            for ending in endings
            for place, case in enumerate(cases)
            if (ending.id, place) in witnesses
        ),
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


def _decided(
    conflict: Conflict,
    case: Case,
    place: int,
    ending: EndingView,
    state: int,
    statements: Mapping[StatementKey, StatementView],
) -> DecidedView:
    parties = []
    for dm, maker in enumerate(conflict.decision_makers):
        decided = deciding_statements(conflict, case.combination, state, dm)
        parties.append((maker.name, tuple((statements[each.statement], each.times) for each in decided)))
    return DecidedView(ending.title, place, tuple(parties))
