"""The same conflict with one more option of a decision maker: each state comes twice, without it and with it.

Nobody's preferences mention the new option, so everybody likes the two states of a pair equally; what it means to them
is said by :func:`offramp.conflict.changes.with_statement`.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.changes import restricted
from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.feasibility import LARGEST_CODE
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.moves import Moves
from offramp.conflict.option_moves import composes
from offramp.conflict.package import Package
from offramp.conflict.preferences import Ranking, tiers
from offramp.conflict.states import Codes, Merging, StateSpace


@dataclass(frozen=True, eq=False)
class Widened:
    """A conflict with one more option.

    Attributes
    ----------
    conflict
        The conflict.
    option
        Index of the new option, the last of its owner's.
    without, with_it
        For each state of the conflict as it was, the state in which nothing else differs and the new option is at N,
        or at Y; shape ``(n_states,)``.
    """

    conflict: Conflict
    option: int
    without: NDArray[np.int64]
    with_it: NDArray[np.int64]

    def index(self, option: int) -> int:
        """Return the index that an option of the conflict as it was has now."""
        return option + (option >= self.option)

    def package(self, package: Package) -> Package:
        """Return a package of the conflict as it was; the new option stays at N in it."""
        return replace(
            package,
            terms=tuple(map(self.index, package.terms)),
            fixed={self.index(option): taken for option, taken in package.fixed.items()},
            open=tuple(map(self.index, package.open)),
        )


def with_option(conflict: Conflict, dm: int, option: Option) -> Widened:
    """Return the conflict with one more option.

    Parameters
    ----------
    conflict
        In option form.
    dm
        Index of the decision maker who gets it.
    option
        The option; its ``when_taken`` and ``irreversible`` are obeyed.

    Raises
    ------
    ValueError
        In graph form, when the id is taken, or when there would be more options than a code holds.
    """
    _check(conflict, option)
    at = sum(len(own.options) for own in conflict.decision_makers[: dm + 1])
    space, order, pair = _widened_space(conflict.space, at, option)
    old = np.concatenate((np.arange(conflict.n_states), np.arange(conflict.n_states)))[pair.argsort()]
    widened = Conflict(
        title=conflict.title,
        decision_makers=tuple(_shifted(own, at, k == dm) for k, own in enumerate(conflict.decision_makers)),
        options=(*conflict.options[:at], option, *conflict.options[at:]),
        space=space,
        moves=tuple(_widened_moves(moves, space, order, by_owner=k == dm) for k, moves in enumerate(conflict.moves)),
        types=tuple(tuple(_widened_aim(aim, old) for aim in aims) for aims in conflict.types),
        status_quo=None if conflict.status_quo is None else int(pair[conflict.status_quo]),
        scenarios=conflict.scenarios,
        scenario_of=conflict.scenario_of[old],
    )
    moves = list(widened.moves)
    moves[dm] = _obeying(moves[dm], space, option)
    n_states = conflict.n_states
    return Widened(replace(widened, moves=tuple(moves)), at, pair[:n_states], pair[n_states:])


def _check(conflict: Conflict, option: Option) -> None:
    if conflict.space.graph_form:
        raise ValueError("a conflict in graph form has no options to add to")
    if option.id in conflict.space.option_ids:
        raise ValueError(f"there is an option {option.id} already")
    if conflict.space.n_options >= LARGEST_CODE:
        raise ValueError(f"there are {conflict.space.n_options} options already; at most {LARGEST_CODE} can be held")


def _shifted(dm: DecisionMaker, at: int, owner: bool) -> DecisionMaker:
    own = tuple(option + (option >= at) for option in dm.options)
    return replace(dm, options=(*own, at) if owner else own)


def _widened_space(
    space: StateSpace, at: int, option: Option
) -> tuple[StateSpace, NDArray[np.int64], NDArray[np.int64]]:
    """Return the states, the order in which twice the old codes become the new ones, and each pair's numbers."""
    members = space.codes if space.merging is None else space.merging.codes
    codes, order = _sorted(_twice(members, at, space.n_options + 1))
    if space.merging is None:
        leaders, pair = codes, order.argsort()
        merging = None
    else:
        leaders, by_leader = _sorted(_twice(space.codes, at, space.n_options + 1))
        pair = by_leader.argsort()
        state = np.concatenate((space.merging.state, space.merging.state + len(space)))[order]
        merging = Merging(codes, pair[state])
    ids = (*space.option_ids[:at], option.id, *space.option_ids[at:])
    names = _named(space.names, pair, len(space), f"_{option.short_id}")
    titles = _named(space.titles, pair, len(space), f" ({option.title})")
    return StateSpace(leaders, ids, names, titles, merging), order, pair


def _twice(codes: Codes, at: int, n_options: int) -> Codes:
    """Return the codes with a new bit at N, then with it at Y."""
    wide: Codes = codes.astype(np.uint32 if n_options <= 32 else np.uint64)
    word = wide.dtype.type
    low = word((1 << at) - 1)
    without = (wide & low) | ((wide & ~low) << word(1))
    return np.concatenate((without, without | word(1 << at)))


def _sorted(codes: Codes) -> tuple[Codes, NDArray[np.int64]]:
    order = np.argsort(codes, kind="stable").astype(np.int64)
    return codes[order], order


def _named(names: dict[int, str], pair: NDArray[np.int64], n_states: int, suffix: str) -> dict[int, str]:
    without = {int(pair[state]): name for state, name in names.items()}
    return without | {int(pair[n_states + state]): name + suffix for state, name in names.items()}


def _widened_moves(moves: Moves, space: StateSpace, order: NDArray[np.int64], *, by_owner: bool) -> Moves:
    """Return a decision maker's moves over the states with the new option, which only its owner may change."""
    cells = (moves.cell, moves.cell) if by_owner else (moves.cell, moves.cell + moves.n_cells)
    kind = None if moves.kind is None else np.concatenate((moves.kind, moves.kind))[order]
    return replace(
        moves,
        n_states=len(space),
        n_cells=moves.n_cells * (1 if by_owner else 2),
        cell=np.concatenate(cells)[order],
        state=None if space.merging is None else space.merging.state,
        kind=kind,
        transitive=moves.transitive and composes(moves.allowed),
    )


def _obeying(moves: Moves, space: StateSpace, option: Option) -> Moves:
    """Take away the owner's moves that the new option's own rules forbid."""
    codes = space.codes if space.merging is None else space.merging.codes
    taken = space.column(option.id, codes)
    met = np.ones(len(codes), dtype=np.bool_)
    if option.when_taken is not None:
        met = space.where(option.when_taken, codes)
    forbids = np.zeros((2, 2, 2, 2), dtype=np.bool_)  # met, taken before; met, taken after
    forbids[0, 0, :, 1] = True
    if option.irreversible is Irreversible.TAKING:
        forbids[:, 1, :, 0] = True
    elif option.irreversible is Irreversible.DROPPING:
        forbids[:, 0, :, 1] = True
    return restricted(moves, 2 * met.astype(np.uint8) + taken, forbids.reshape(4, 4))


def _widened_aim(aim: AimType, old: NDArray[np.int64]) -> AimType:
    level = aim.level[old]
    if isinstance(aim.preference, Ranking):
        return replace(aim, preference=Ranking(tiers(level)), level=level)
    return replace(aim, level=level)
