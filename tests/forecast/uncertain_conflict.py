"""A small conflict of which much is uncertain, and draws of it."""

from dataclasses import replace

from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Prioritized, Statement, levels
from offramp.forecast.draws import Draws, Range, Uncertainty, draw
from offramp.logic.expression import Not
from offramp.settlement.values import state_values
from small_conflict import small

SOME = Uncertainty((Range(0.05, 0.5), Range(0.1, 0.1)), (Range(1, 8), Range(0, 4)), (Range(0, 2), Range(1, 1)))


def uncertain() -> Conflict:
    """The small conflict with two types of the first decision maker and loose orders of both."""
    conflict = small()
    first, second = (own[0].preference for own in conflict.types)
    assert isinstance(first, Prioritized)
    assert isinstance(second, Prioritized)
    loose = [Prioritized(tuple(replace(each, firm=False) for each in own.statements)) for own in (first, second)]
    other = Prioritized(tuple(Statement(Not(each.prefer), "the reverse") for each in first.statements))
    level = {id(own): levels(own, conflict.space) for own in (*loose, other)}
    types = (
        (AimType("kind", 0.25, loose[0], level[id(loose[0])]), AimType("hard", 0.75, other, level[id(other)])),
        (AimType(None, 1.0, loose[1], level[id(loose[1])]),),
    )
    return replace(conflict, types=types)


def draws_of(n_draws: int, seed: int = 3) -> tuple[Conflict, Draws]:
    conflict = uncertain()
    values = [[state_values(conflict.space, aim).all() for aim in own] for own in conflict.types]
    return conflict, draw(conflict, values, SOME, n_draws, seed)
