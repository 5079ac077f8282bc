"""The same conflict with one thing changed: what a guarantee, a ban or another aim would make of it.

Every function returns a new conflict and leaves the old one as it is. Moves are not rebuilt from the rules that made
them: a *mark* on the states takes further moves away from the cells (:mod:`offramp.conflict.moves`), so whatever
restricted them before still does.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.moves import Moves
from offramp.conflict.option_moves import MoveBan, composes
from offramp.conflict.preferences import (
    Preference,
    Prioritized,
    Ranking,
    Statement,
    Weights,
    levels,
    smallest_unsigned,
    tiers,
)
from offramp.conflict.states import Codes
from offramp.logic.expression import Expression


def with_irreversible(conflict: Conflict, option: int, change: Irreversible) -> Conflict:
    """Return the conflict with an option that cannot be taken back any more.

    Parameters
    ----------
    conflict
        In option form.
    option
        Index of the option.
    change
        ``TAKING``: once at Y it stays there; ``DROPPING``: once at N it stays there. The option's own mark can tell
        one direction only: where it has one already it keeps it, and the moves obey both.

    Raises
    ------
    ValueError
        In graph form, where there are no options.
    """
    taken = conflict.space.column(conflict.options[option].id, _codes(conflict))
    forbids = np.zeros((2, 2), dtype=np.bool_)
    if change is not Irreversible.NO:
        forbids[(1, 0) if change is Irreversible.TAKING else (0, 1)] = True
    mark = taken.astype(np.uint8)
    options = tuple(
        replace(own, irreversible=change) if k == option and own.irreversible is Irreversible.NO else own
        for k, own in enumerate(conflict.options)
    )
    return replace(_restricted(conflict, owner(conflict, option), mark, forbids), options=options)


def with_ban(conflict: Conflict, ban: MoveBan) -> Conflict:
    """Return the conflict without the moves that a ban forbids.

    Raises
    ------
    ValueError
        In graph form, where there are no options to say from where to where.
    """
    codes = _codes(conflict)
    source, target = conflict.space.where(ban.source, codes), conflict.space.where(ban.target, codes)
    forbids = np.zeros((2, 2, 2, 2), dtype=np.bool_)  # source, target before; source, target after
    forbids[1, :, :, 1] = True
    return _restricted(conflict, ban.by, 2 * source.astype(np.uint8) + target, forbids.reshape(4, 4))


def with_statement(conflict: Conflict, dm: int, prefer: Expression, text: str, *, on_top: bool = True) -> Conflict:
    """Return the conflict with one more thing that a decision maker wants, under each of its types.

    Parameters
    ----------
    conflict
        In option form.
    dm
        Index of the decision maker.
    prefer, text
        What it would rather see true, and in words.
    on_top
        Whether it comes before all else; otherwise it decides only between states that were equally liked.
        Preferences that are not statements become a ranking that says the same.
    """
    truth = conflict.space.where(prefer, _codes(conflict, members=False))
    types = tuple(_extended(aim, Statement(prefer, text), truth, conflict, on_top) for aim in conflict.types[dm])
    return replace(conflict, types=tuple(types if k == dm else own for k, own in enumerate(conflict.types)))


def owner(conflict: Conflict, option: int) -> int:
    """Return the index of the decision maker who controls an option."""
    return next(k for k, dm in enumerate(conflict.decision_makers) if option in dm.options)


def restricted(moves: Moves, mark: NDArray[np.unsignedinteger], forbids: NDArray[np.bool_]) -> Moves:
    """Return the moves that a mark lets through.

    Parameters
    ----------
    moves
        Of one decision maker.
    mark
        Of each entry, in ``0 … n_marks - 1``, shape ``(n_entries,)``.
    forbids
        Shape ``(n_marks, n_marks)``: ``forbids[a, b]``: no move from an entry marked a to one marked b.
    """
    joint = moves.entry_kinds().astype(np.int64) * len(forbids) + mark
    values, kind = np.unique(joint, return_inverse=True)
    before, marks = values // len(forbids), values % len(forbids)
    allowed = moves.allowed[before[:, None], before] & ~forbids[marks[:, None], marks]
    return replace(
        moves,
        kind=kind.astype(np.uint8 if len(values) <= 256 else np.uint32),
        allowed=allowed,
        transitive=moves.transitive and composes(allowed),
    )


def _restricted(conflict: Conflict, dm: int, mark: NDArray[np.unsignedinteger], forbids: NDArray[np.bool_]) -> Conflict:
    fewer = restricted(conflict.moves[dm], mark, forbids)
    return replace(conflict, moves=tuple(fewer if k == dm else own for k, own in enumerate(conflict.moves)))


def _codes(conflict: Conflict, *, members: bool = True) -> Codes:
    """Return the codes that the entries of moves stand for: all ``members`` of coalesced states, or the lowest."""
    space = conflict.space
    if space.graph_form:
        raise ValueError("a conflict in graph form has no options to change")
    return space.merging.codes if members and space.merging is not None else space.codes


def _extended(
    aim: AimType, statement: Statement, truth: NDArray[np.bool_], conflict: Conflict, on_top: bool
) -> AimType:
    preference: Preference
    match aim.preference:
        case Prioritized(statements):
            preference = Prioritized((statement, *statements) if on_top else (*statements, statement))
        case Weights(terms) if on_top:
            total = sum(abs(weight) for _, weight in terms)
            preference = Weights(((statement, 2 * total or 1.0), *terms))
        case _:
            return _as_ranking(aim, truth, on_top)
    return replace(aim, preference=preference, level=levels(preference, conflict.space))


def _as_ranking(aim: AimType, truth: NDArray[np.bool_], on_top: bool) -> AimType:
    level = aim.level.astype(np.int64)
    key = truth * (int(level.max()) + 1) + level if on_top else 2 * level + truth
    values, dense = np.unique(key, return_inverse=True)
    refined = dense.astype(smallest_unsigned(len(values) - 1))
    return replace(aim, preference=Ranking(tiers(refined)), level=refined)
