"""The full table of equilibria, in rows that a person can read."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from offramp.brief.endings import Case
from offramp.brief.grouping import Block, block_pattern, blocks
from offramp.brief.phrases import block_name, pattern_by_owner, state_name
from offramp.conflict.model import Conflict
from offramp.stability.concepts import Concept

MOST_LISTED = 4000
"""Equilibria of one case up to which all are listed; beyond it the first are, and the brief says so."""


@dataclass(frozen=True, slots=True)
class EquilibriumRow:
    """States of one ending that are equilibria under the same concepts, with one pattern.

    Attributes
    ----------
    pattern, name
        What the states share; ``-`` in the pattern: either way.
    n_states
        How many there are.
    concepts
        Under which they are equilibria.
    reach
        Whether the status quo leads to one of them: ``improvements``, ``moves`` or ``no``; empty without one.
    """

    pattern: str
    name: str
    ending: str
    n_states: int
    concepts: tuple[Concept, ...]
    reach: str


@dataclass(frozen=True, slots=True)
class EquilibriaView:
    """The equilibria of one combination of types.

    Attributes
    ----------
    counts
        Exact number under each concept.
    rows
        By ending, then firmest first.
    n_listed, n_all
        How many states the rows hold, of how many equilibria under any concept.
    """

    counts: tuple[tuple[Concept, int], ...]
    rows: tuple[EquilibriumRow, ...]
    n_listed: int
    n_all: int


def equilibria_view(case: Case) -> EquilibriaView:
    """Return every equilibrium of a case under every concept."""
    solution = case.solution
    conflict = solution.conflict
    counts = tuple((concept, len(solution.equilibria(concept))) for concept in solution.concepts)
    found = np.flatnonzero(np.logical_or.reduce([solution.equilibrium(concept) for concept in solution.concepts]))
    listed = found[:MOST_LISTED].tolist()
    alike: dict[tuple[int, tuple[Concept, ...]], list[int]] = defaultdict(list)
    for state in listed:
        alike[int(conflict.scenario_of[state]), solution.concepts_holding(state)].append(state)
    order = sorted(alike, key=lambda key: (key[0], -len(key[1]), [concept.bit for concept in key[1]]))
    rows = tuple(
        _row(case, block, ending, concepts)
        for ending, concepts in order
        for block in blocks(conflict, alike[ending, concepts])
    )
    return EquilibriaView(counts, rows, len(listed), len(found))


def _row(case: Case, block: Block, ending: int, concepts: tuple[Concept, ...]) -> EquilibriumRow:
    conflict = case.solution.conflict
    return EquilibriumRow(
        _pattern(conflict, block),
        block_name(conflict, block) if not conflict.space.graph_form else state_name(conflict, block.states[0]),
        conflict.scenarios[ending].title if ending >= 0 else "",
        len(block.states),
        concepts,
        _reach(case, block),
    )


def _pattern(conflict: Conflict, block: Block) -> str:
    if conflict.space.graph_form or block.states[0] in conflict.space.names:
        return pattern_by_owner(conflict, conflict.space.pattern(block.states[0]) if conflict.options else "")
    return pattern_by_owner(conflict, block_pattern(block, conflict.space.n_options))


def _reach(case: Case, block: Block) -> str:
    if case.by_moves is None or case.by_improvements is None:
        return ""
    states = list(block.states)
    if case.by_improvements.reached[states].any():
        return "improvements"
    return "moves" if case.by_moves.reached[states].any() else "no"
