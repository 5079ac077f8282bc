"""What a conflict solved shows: counts first, then the equilibria by ending, those that are alike in one row."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.solved import Solved, types_json
from offramp.brief.grouping import Block, block_pattern, blocks
from offramp.brief.phrases import block_name, pattern_by_owner
from offramp.conflict.model import Conflict
from offramp.figures.words import counted
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

ROWS = 30  # rows of equilibria shown for a combination of types
MOST_GROUPED = 20_000  # equilibria of one ending and the same concepts that are grouped into rows


@dataclass(frozen=True, slots=True)
class _Alike:
    """Equilibria of one ending that hold under the same concepts.

    Attributes
    ----------
    ending
        Index of the ending, -1 where there is none.
    concepts
        The concepts.
    block
        States that differ only in options that may be either way; ``None``: too many to group.
    n_states
        How many states.
    """

    ending: int
    concepts: tuple[Concept, ...]
    block: Block | None
    n_states: int


def solved_parts(solved: Solved, *, everything: bool = False) -> list[Part]:
    """Return what to show of a conflict solved.

    Parameters
    ----------
    solved
        The verdicts.
    everything
        Show every row of equilibria, however many.
    """
    conflict = solved.conflict
    size = [counted(conflict.n_states, "state"), counted(conflict.n_dms, "decision maker")]
    size += [] if conflict.space.graph_form else [counted(len(conflict.options), "option")]
    parts: list[Part] = [Heading(conflict.title), Line(", ".join(size))]
    if conflict.status_quo is not None:
        parts.append(Line(_status_quo(solved.solution, conflict.status_quo)))
    for solution in solved.solutions:
        parts += _counts(solved, solution)
    for solution in solved.solutions:
        parts += _equilibria(solved, solution, everything)
    return parts


def _status_quo(solution: Solution, state: int) -> str:
    holding = _names(solution.concepts_holding(state))
    label = solution.conflict.space.label(state)
    return f"status quo: state {state + 1}, {label}; holds under {holding or 'no concept'}"


def _names(concepts: tuple[Concept, ...]) -> str:
    return ", ".join(concept.value.upper() for concept in concepts)


def _case(solved: Solved, solution: Solution) -> str:
    told = ", ".join(f"{dm} = {name}" for dm, name in types_json(solved.conflict, solution.combination).items())
    return f" if {told} (weight {solution.combination.weight:.0%})" if told else ""


def _counts(solved: Solved, solution: Solution) -> Iterator[Part]:
    case, names = _case(solved, solution), tuple(concept.value.upper() for concept in solved.concepts)
    endings = tuple((title, *_numbers(row)) for title, row in by_ending(solution, solved.concepts))
    yield Table(f"Equilibria by ending{case}", ("ending", *names), endings, names)
    quo = solved.conflict.status_quo
    rows = tuple(
        (dm.name, *_stable_counts(solution, solved.concepts, index, quo))
        for index, dm in enumerate(solved.conflict.decision_makers)
    )
    starred = any(cell.endswith("*") for row in rows for cell in row[1:])
    note = "* the status quo is one of them" if starred else ""
    yield Table(f"States that are stable for each decision maker{case}", ("stable for", *names), rows, names, note)


def _numbers(counts: list[int]) -> tuple[str, ...]:
    return tuple(f"{number:,}" for number in counts)


def _stable_counts(solution: Solution, concepts: tuple[Concept, ...], dm: int, quo: int | None) -> Iterator[str]:
    for concept in concepts:
        stable = solution.stable(concept, dm)
        mark = "" if quo is None else "*" if stable[quo] else " "
        yield f"{np.count_nonzero(stable):,}{mark}"


def by_ending(solution: Solution, concepts: tuple[Concept, ...]) -> list[tuple[str, list[int]]]:
    """Return for each ending its title and its number of equilibria under each concept; last, all together."""
    conflict = solution.conflict
    masks = [solution.equilibrium(concept) for concept in concepts]
    rows = [
        (scenario.title, [int(np.count_nonzero(mask & (conflict.scenario_of == index))) for mask in masks])
        for index, scenario in enumerate(conflict.scenarios)
    ]
    return [*rows, ("all endings" if rows else "all states", [int(np.count_nonzero(mask)) for mask in masks])]


def _equilibria(solved: Solved, solution: Solution, everything: bool) -> Iterator[Part]:
    conflict, found = solved.conflict, _alike(solution)
    yield Heading(f"Equilibria{_case(solved, solution)}")
    if not found:
        yield Line("none", indent=2)
    if any(row.block is not None and row.block.free for row in found):
        yield Line(
            "States that differ only where the pattern shows - are one row: either way, the same holds.", indent=2
        )
    ending: int | None = None
    shown = found if everything else found[:ROWS]
    for row in shown:
        if row.ending != ending:
            ending = row.ending
            if conflict.scenarios:
                yield Heading(f" {conflict.scenarios[ending].title if ending >= 0 else 'no ending'}")
        yield from _row(conflict, row)
    if len(shown) < len(found):
        yield Line(f"… and {counted(len(found) - len(shown), 'more row')} (--all shows them)", indent=2)


def _row(conflict: Conflict, row: _Alike) -> Iterator[Part]:
    if row.block is None:
        yield Line(
            f"{counted(row.n_states, 'state')}, too many to tell one by one (--format csv lists them): "
            f"{_names(row.concepts)}",
            indent=2,
        )
        return
    first = row.block.states[0]
    label = conflict.space.label(first)
    if row.block.free:
        label = block_pattern(row.block, conflict.space.n_options)
    more = f" and {row.n_states - 1:,} like it" if row.n_states > 1 else ""
    label = label if first in conflict.space.names else pattern_by_owner(conflict, label)
    yield Line(f"state {first + 1}{more}, {label}: {_names(row.concepts)}", indent=2)
    yield Line(block_name(conflict, row.block), indent=6)


def _alike(solution: Solution) -> list[_Alike]:
    """Group the equilibria; within an ending, what holds under most concepts first."""
    conflict = solution.conflict
    joint = np.bitwise_and.reduce(solution.verdicts, axis=0)
    rows: list[_Alike] = []
    for held in np.unique(joint[joint > 0]).tolist():
        concepts = tuple(concept for concept in solution.concepts if held & concept.bit)
        for ending in np.unique(conflict.scenario_of[joint == held]).tolist():
            states = np.flatnonzero((joint == held) & (conflict.scenario_of == ending))
            if len(states) > MOST_GROUPED:
                rows.append(_Alike(ending, concepts, None, len(states)))
            else:
                grouped = blocks(conflict, states.tolist())
                rows += [_Alike(ending, concepts, block, len(block.states)) for block in grouped]
    order = {index: index for index in range(len(conflict.scenarios))} | {-1: len(conflict.scenarios)}
    return sorted(rows, key=lambda row: (order[row.ending], -len(row.concepts), _first(row)))


def _first(row: _Alike) -> int:
    return -1 if row.block is None else row.block.states[0]
