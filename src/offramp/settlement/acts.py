"""Can a decision maker do something from where things stand, what changes with it, and what is in the way.

An *act* sets some of a decision maker's options. Often it can be done alone. Sometimes other options of the same
decision maker must change with it (a constraint lets neither stand without the other). Where no unilateral move does
it, the reason is one of four: an irreversible option, a ``when_taken`` condition, a constraint or a ban on moves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.conflict.states import Codes


class Obstacle(StrEnum):
    """What keeps a decision maker from doing something by a move of its own."""

    NOT_OWN = "not own"  # the option is somebody else's, or nobody's
    IRREVERSIBLE = "irreversible"  # the option cannot go back
    WHEN_TAKEN = "when_taken"  # the option may be taken elsewhere, not here
    CONSTRAINT = "constraint"  # no feasible state has it while the others' options stay as they are
    BAN = "ban"  # a feasible state has it, and a ban on moves (no_move, a guarantee) shuts the way


@dataclass(frozen=True, slots=True)
class Hurdle:
    """One thing in the way.

    Attributes
    ----------
    obstacle
        What it is.
    options
        The options (indices) that it concerns, increasing. Where other options would have to change with the act and
        these are what is stuck, it is these.
    """

    obstacle: Obstacle
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A move that does it.

    Attributes
    ----------
    to
        Index of the state that it leads to.
    along
        What else the same move sets, by option index; empty when the act is done alone.
    """

    to: int
    along: Mapping[int, bool]


@dataclass(frozen=True, eq=False)
class Doing:
    """Whether and how something can be done.

    Attributes
    ----------
    in_place
        Whether it is so already. A coalesced state: for some member.
    ways
        The moves that do it with as few other changes as can be, by the state that they lead to. Empty where it is in
        place or cannot be done.
    targets
        Every state that a move which does it leads to, whatever else the move changes; increasing.
    hurdles
        What is in the way; empty where it is in place or can be done.
    """

    in_place: bool
    ways: tuple[Way, ...]
    targets: NDArray[np.int64]
    hurdles: tuple[Hurdle, ...]

    @property
    def possible(self) -> bool:
        """Whether it is so already or a move brings it about."""
        return self.in_place or bool(self.ways)


def doing(conflict: Conflict, dm: int, state: int, act: Mapping[int, bool]) -> Doing:
    """Return whether a decision maker can do something by one unilateral move, how, and if not, why not.

    Parameters
    ----------
    conflict
        In option form.
    dm
        Index of the decision maker.
    state
        Index of the state that it moves from.
    act
        What it sets, by option index.

    Raises
    ------
    ValueError
        In graph form, where there are no options; when the act is empty or names an option that there is not.
    """
    _check(conflict, act)
    view = _View(conflict, dm, state, act)
    nothing = np.empty(0, dtype=np.int64)
    if view.in_place:
        return Doing(in_place=True, ways=(), targets=nothing, hurdles=())
    strange = tuple(sorted(set(act) - set(conflict.decision_makers[dm].options)))
    if strange:
        return Doing(in_place=False, ways=(), targets=nothing, hurdles=(Hurdle(Obstacle.NOT_OWN, strange),))
    source, target = view.pairs()
    legal = view.allowed(source, target)
    if not legal.any():
        return Doing(in_place=False, ways=(), targets=nothing, hurdles=view.hurdles(source, target))
    source, target = source[legal], target[legal]
    least = view.fewest_changes(source, target)
    ways = {view.states[b]: view.way(a, b) for a, b in zip(source[least], target[least], strict=True)}
    return Doing(
        in_place=False,
        ways=tuple(ways[to] for to in sorted(ways)),
        targets=np.unique(view.states[target]).astype(np.int64),
        hurdles=(),
    )


def holds_act(conflict: Conflict, act: Mapping[int, bool], states: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return in which of some states an act is in place, shape as ``states``; coalesced states: for some member."""
    mask, want = _bits(act, conflict.space.codes)
    if conflict.space.merging is None:
        plain: NDArray[np.bool_] = (conflict.space.codes[states] & mask) == want
        return plain
    some = np.zeros(conflict.n_states, dtype=np.bool_)
    some[conflict.space.merging.state[(conflict.space.merging.codes & mask) == want]] = True
    return some[states]


class _View:
    """One decision maker's cell around a state, member by member: entries of its moves are feasible codes."""

    def __init__(self, conflict: Conflict, dm: int, state: int, act: Mapping[int, bool]) -> None:
        space = conflict.space
        self._conflict, self._moves, self._state = conflict, conflict.moves[dm], state
        self._codes = space.codes if space.merging is None else space.merging.codes
        self._mask, self._want = _bits(act, self._codes)
        self.states = self._moves.entry_states()
        self._here = np.flatnonzero(self.states == state)

    @property
    def in_place(self) -> bool:
        return bool(((self._codes[self._here] & self._mask) == self._want).any())

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the entries here, each with the entries of its cell that have the act and are another state."""
        cells, wanted = self._moves.cell, (self._codes & self._mask) == self._want
        wanted &= self.states != self._state
        found = [np.flatnonzero(wanted & (cells == cells[a])) for a in self._here]
        return np.repeat(self._here, [len(each) for each in found]), np.concatenate(found)

    def allowed(self, source: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.bool_]:
        kinds = self._moves.entry_kinds()
        mask: NDArray[np.bool_] = self._moves.allowed[kinds[source], kinds[target]]
        return mask

    def fewest_changes(self, source: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which pairs change the fewest options besides the act."""
        count = np.bitwise_count((self._codes[source] ^ self._codes[target]) & ~self._mask)
        mask: NDArray[np.bool_] = count == count.min()
        return mask

    def way(self, a: int, b: int) -> Way:
        after = int(self._codes[b])
        return Way(int(self.states[b]), {k: bool(after >> k & 1) for k in self._changed(a, b, act_too=False)})

    def hurdles(self, source: NDArray[np.int64], target: NDArray[np.int64]) -> tuple[Hurdle, ...]:
        """Say why no pair is allowed, from what the options themselves say; what is left is a ban."""
        wanted = [(int(self._codes[a]) & ~int(self._mask)) | int(self._want) for a in self._here]
        due = _set_bits(int(self._codes[self._here[0]]) ^ wanted[0])
        stuck = [
            self._stuck(int(a), after, _set_bits(int(self._codes[a]) ^ after))
            for a, after in zip(self._here, wanted, strict=True)
        ]
        if all(stuck):
            return stuck[0]
        if not len(target):
            return (Hurdle(Obstacle.CONSTRAINT, due),)
        barred = [
            self._stuck(int(a), int(self._codes[b]), self._changed(int(a), int(b)))
            for a, b in zip(source, target, strict=True)
        ]
        if not all(barred):
            return (Hurdle(Obstacle.BAN, due),)
        return barred[int(np.argmax(self.fewest_changes(source, target)))]

    def _changed(self, a: int, b: int, *, act_too: bool = True) -> tuple[int, ...]:
        changed = int(self._codes[a]) ^ int(self._codes[b])
        return _set_bits(changed if act_too else changed & ~int(self._mask))

    def _stuck(self, a: int, after: int, changed: Iterable[int]) -> tuple[Hurdle, ...]:
        """Return which of the changes from an entry the options' own rules forbid."""
        options, before = self._conflict.options, self._codes[a : a + 1]
        final, early = [], []
        for k in changed:
            if options[k].irreversible is (Irreversible.DROPPING if after >> k & 1 else Irreversible.TAKING):
                final.append(k)
            condition = options[k].when_taken
            if after >> k & 1 and condition is not None and not self._conflict.space.where(condition, before)[0]:
                early.append(k)
        found = ((Obstacle.IRREVERSIBLE, final), (Obstacle.WHEN_TAKEN, early))
        return tuple(Hurdle(obstacle, tuple(stuck)) for obstacle, stuck in found if stuck)


def _bits(act: Mapping[int, bool], codes: Codes) -> tuple[np.unsignedinteger, np.unsignedinteger]:
    word = codes.dtype.type
    return word(sum(1 << k for k in act)), word(sum(1 << k for k, taken in act.items() if taken))


def _set_bits(code: int) -> tuple[int, ...]:
    return tuple(k for k in range(code.bit_length()) if code >> k & 1)


def _check(conflict: Conflict, act: Mapping[int, bool]) -> None:
    if conflict.space.graph_form:
        raise ValueError("a conflict in graph form has no options, so nobody can be said to set one")
    if not act:
        raise ValueError("the act is empty: name at least one option and what it is set to")
    unknown = sorted(k for k in act if not 0 <= k < len(conflict.options))
    if unknown:
        raise ValueError(f"there is no option with index {unknown[0]}; the last is {len(conflict.options) - 1}")
