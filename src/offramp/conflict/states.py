"""The states of a conflict, as integers in arrays.

In option form a state is a set of options at "Y", coded as the sum of ``2**k`` over those options, the first
option least significant (Fang, Hipel & Kilgour 1993). States are kept in increasing order of their code and shown
to people from 1. A coalesced state stands for several codes and takes its lowest member's place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.logic.evaluate import Truth, evaluate
from offramp.logic.expression import Expression
from offramp.workers import blockwise

Codes = NDArray[np.unsignedinteger]
OneOrMore = TypeVar("OneOrMore", int, Codes)


@dataclass(frozen=True, eq=False)
class Merging:
    """How coalesced states lie over the feasible codes.

    Attributes
    ----------
    codes
        Every feasible code in increasing order, shape ``(n_codes,)``.
    state
        The state that each code belongs to, shape ``(n_codes,)``.
    """

    codes: Codes
    state: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class StateSpace:
    """The feasible states.

    Attributes
    ----------
    codes
        Shape ``(n_states,)``, increasing; the lowest member of a coalesced state. In graph form 0, 1, 2, ….
    option_ids
        ``dm.option`` in file order; empty in graph form.
    names
        Ids of named states by index: all of them in graph form, the coalesced ones otherwise.
    titles
        Titles of named states, for people.
    merging
        Present when states are coalesced.
    """

    codes: Codes
    option_ids: tuple[str, ...]
    names: dict[int, str]
    titles: dict[int, str]
    merging: Merging | None = None

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def n_options(self) -> int:
        """Number of options; 0 in graph form."""
        return len(self.option_ids)

    @property
    def graph_form(self) -> bool:
        """Whether states are named rather than made of options."""
        return not self.option_ids

    @property
    def product(self) -> bool:
        """Whether every combination of options is a state of its own."""
        return bool(self.option_ids) and self.merging is None and len(self.codes) == 1 << self.n_options

    def column(self, option_id: str, codes: Codes | None = None) -> Truth:
        """Return whether the option is at Y, shape ``(n_states,)`` (or as ``codes``, if given)."""
        codes = self.codes if codes is None else codes
        bit = codes.dtype.type(1 << self.option_ids.index(option_id))
        taken: Truth = (codes & bit) != 0
        return taken

    def where(self, expression: Expression, codes: Codes | None = None) -> Truth:
        """Return where an expression over option ids holds, shape ``(n_states,)``.

        For a coalesced state this is the value at its lowest member: callers that need agreement of all members
        ask :func:`offramp.conflict.coalesce.disagreeing` first.
        """
        codes = self.codes if codes is None else codes
        return evaluate(expression, self.columns(codes), len(codes))

    def share_where(self, expression: Expression, codes: Codes | None = None) -> float:
        """Return in which share of the states (or of ``codes``) an expression holds, in [0, 1]."""
        codes = self.codes if codes is None else codes
        counts: list[int] = []

        def count(block: tuple[int, int]) -> None:
            counts.append(int(np.count_nonzero(self.where(expression, codes[slice(*block)]))))

        blockwise(count, len(codes))
        return sum(counts) / max(len(codes), 1)

    def columns(self, codes: Codes) -> Callable[[str], Truth]:
        """Return a function that gives the column of an option over ``codes`` and remembers what it gave."""
        return cache(lambda option_id: self.column(option_id, codes))

    def members(self, state: int) -> Codes:
        """Return the codes that a state stands for, increasing."""
        if self.merging is None:
            return self.codes[state : state + 1]
        members: Codes = self.merging.codes[self.merging.state == state]
        return members

    def pattern(self, state: int) -> str:
        """Return one letter per option: Y, N, or ``-`` where members of a coalesced state differ."""
        if self.merging is None or state not in self.names:
            return code_pattern(int(self.codes[state]), self.n_options)
        members = self.members(state)
        every = int(np.bitwise_and.reduce(members))
        some = int(np.bitwise_or.reduce(members))
        letters = zip(code_pattern(every, self.n_options), code_pattern(some, self.n_options), strict=True)
        return "".join(a if a == b else "-" for a, b in letters)

    def label(self, state: int) -> str:
        """Return the id of a named state, the pattern of any other."""
        return self.names.get(state) or self.pattern(state)

    def find(self, code: int) -> int | None:
        """Return the index of the state with this code (or that a coalesced code belongs to), if feasible."""
        table = self.codes if self.merging is None else self.merging.codes
        at = int(np.searchsorted(table, table.dtype.type(code)))
        if at == len(table) or int(table[at]) != code:
            return None
        return at if self.merging is None else int(self.merging.state[at])

    def find_each(self, codes: Codes) -> NDArray[np.int64]:
        """Return :meth:`find` of each code, shape as ``codes``; -1 where it is not feasible."""
        if self.merging is None:
            return places_of(codes, self.codes)
        at = places_of(codes, self.merging.codes)
        return np.where(at >= 0, self.merging.state[at], -1)


def places_of(codes: Codes, table: Codes) -> NDArray[np.int64]:
    """Return where each code stands in an increasing table, shape as ``codes``; -1 where it does not."""
    if not len(table):
        return np.full(codes.shape, -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(table, codes), len(table) - 1)
    return np.where(table[at] == codes, at, -1).astype(np.int64)


def code_with(code: OneOrMore, settings: Mapping[int, bool]) -> OneOrMore:
    """Return a code, or each of several, with some options set (by index), the others as they are.

    >>> code_with(0b0110, {0: True, 1: False})
    5
    """
    on: Any = sum(1 << option for option, taken in settings.items() if taken)
    off: Any = sum(1 << option for option, taken in settings.items() if not taken)
    changed: OneOrMore = (code | on | off) ^ off
    return changed


def code_pattern(code: int, n_options: int) -> str:
    """Return a code as one letter per option, first option first.

    >>> code_pattern(5, 4)
    'YNYN'
    """
    return "".join("Y" if code >> k & 1 else "N" for k in range(n_options))


def pattern_code(pattern: str) -> int:
    """Return the code of a pattern of ``Y`` and ``N``.

    >>> pattern_code("YNYN")
    5
    """
    return sum(1 << k for k, letter in enumerate(pattern) if letter == "Y")
