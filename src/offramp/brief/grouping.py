"""States shown as one: those that differ in nothing that anybody cares about, and those with one verdict.

An option is *idle* when nobody cares about it: turning it over, in any state, leads to a feasible state that is in the
same ending and that every decision maker likes exactly as well, whatever its aim. States that differ only in idle
options are one row of a table. Beyond that, rows of one verdict are merged where their patterns differ in one option
only, so that hundreds of equilibria are a page and not a wall; a letter ``-`` in a pattern then means: either way.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.conflict.model import Conflict


@dataclass(frozen=True, slots=True)
class Block:
    """States that agree on some options and take every combination of the others.

    Attributes
    ----------
    code
        The lowest code.
    free
        The options (a bit mask) that may be either way.
    states
        The states, increasing.
    """

    code: int
    free: int
    states: tuple[int, ...]


def idle_options(conflict: Conflict) -> tuple[int, ...]:
    """Return the options that nobody cares about, as indices; none in graph form or when states are coalesced."""
    if conflict.space.graph_form or conflict.space.merging is not None:
        return ()
    return tuple(option for option in range(len(conflict.options)) if _is_idle(conflict, option))


def _is_idle(conflict: Conflict, option: int) -> bool:
    codes = conflict.space.codes
    at = conflict.space.find_each(codes ^ codes.dtype.type(1 << option))
    if (at < 0).any():
        return False
    levels = (aim.level for aims in conflict.types for aim in aims)
    same_ending = np.array_equal(conflict.scenario_of[at], conflict.scenario_of)
    return same_ending and all(np.array_equal(level[at], level) for level in levels)


def blocks(conflict: Conflict, states: Iterable[int]) -> tuple[Block, ...]:
    """Return disjoint blocks that make up a set of states, the largest first, then by state.

    Two blocks that differ in one option are joined, in the option where most can be, until none can be joined
    (Quine 1952 and McCluskey 1956 without overlap: each state is in exactly one block). Named states stay alone.
    """
    space = conflict.space
    named = [Block(int(space.codes[state]), 0, (state,)) for state in states if state in space.names]
    parts = [Block(int(space.codes[state]), 0, (int(state),)) for state in states if state not in space.names]
    while joined := _join_once(parts, space.n_options):
        parts = joined
    return tuple(sorted([*named, *parts], key=lambda block: (-len(block.states), block.states)))


def _join_once(parts: Sequence[Block], n_options: int) -> list[Block] | None:
    """Join every pair that differs in the option where most pairs do; ``None`` when there is no pair."""
    by_place = {(part.code, part.free): part for part in parts}
    pairs = Counter(
        option
        for part in parts
        for option in range(n_options)
        if not part.code >> option & 1 and (part.code | 1 << option, part.free) in by_place
    )
    if not pairs:
        return None
    bit = 1 << max(pairs, key=lambda option: (pairs[option], -option))
    joined = []
    for part in parts:
        partner = by_place.get((part.code ^ bit, part.free)) if not part.free & bit else None
        if partner is None:
            joined.append(part)
        elif not part.code & bit:
            joined.append(Block(part.code, part.free | bit, tuple(sorted(part.states + partner.states))))
    return joined


def block_pattern(block: Block, n_options: int) -> str:
    """Return one letter per option, ``-`` where it may be either way.

    >>> block_pattern(Block(0b001, 0b100, (1, 5)), 3)
    'YN-'
    """
    return "".join("-" if block.free >> k & 1 else "Y" if block.code >> k & 1 else "N" for k in range(n_options))
