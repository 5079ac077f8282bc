"""``offramp solve``: which states are stable, for whom, under which concept; the equilibria and their endings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from offramp.cli.arguments import (
    ConceptOption,
    Dossier,
    Format,
    FormatOption,
    TypeOption,
    VariantOption,
    concepts,
    load,
    types,
)
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import console, print_csv, print_json, progress, say, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from offramp.api.solved import Solved
    from offramp.brief.grouping import Block
    from offramp.stability.solution import Solution

ROWS = 30  # rows of equilibria shown for a combination of types
MOST_GROUPED = 20_000  # equilibria of one kind that are grouped into rows


def solve(
    file: Dossier,
    form: FormatOption = Format.TABLE,
    concepts_given: ConceptOption = None,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Give every list whole, however long.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE.parquet", help="Write every verdict to a file.", show_default=False),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say how it was computed, and how long it took.")] = False,
) -> None:
    """Find which states are stable, for whom, under which concept, and the equilibria by ending."""
    with bad_input():
        if output is not None and not output.endswith(".parquet"):
            raise fail(f"--output writes a .parquet file; found {output}")
        with progress("solving"):
            analysis = load(file, variant)
            solved = analysis.solve(concepts(concepts_given), types(types_given, analysis))
        if verbose:
            _tell_method(solved)
        if output is not None:
            with progress("writing"):
                _write(solved, output)
        if form is Format.JSON:
            print_json(solved.to_json(everything=everything))
        elif form is Format.CSV:
            print_csv(*_rows(solved, everything))
        else:
            _print(solved, everything)


def _tell_method(solved: "Solved") -> None:
    ways = {"arcs": "on lists of moves, with NumPy", "cells": "on cells, with compiled sweeps"}
    for solution in solved.solutions:
        say(f"{solved.conflict.n_states:,} states solved {ways[solution.method]}")
        for note in solution.notes:
            say(f"  {note}")


def _write(solved: "Solved", output: str) -> None:
    try:
        from offramp.api.parquet import write_parquet
    except ImportError:
        raise fail("--output needs the package pyarrow: pip install 'offramp[frames]'") from None
    write_parquet(solved, output)
    say(f"{output} written: {solved.conflict.n_states:,} rows")


def _rows(solved: "Solved", everything: bool) -> "tuple[list[str], Iterator[list[Any]]]":
    from offramp.api.solved import LISTED_FIRST, LISTED_WHOLE, scenario_id

    conflict, solution = solved.conflict, solved.solution
    header = ["state", "label", "scenario"]
    header += [f"{concept}_{dm.id}" for concept in solved.concepts for dm in conflict.decision_makers]
    header += [concept.value for concept in solved.concepts]
    n_rows = conflict.n_states
    if not everything and n_rows > LISTED_WHOLE:
        n_rows = LISTED_FIRST
        say(f"the first {n_rows:,} of {conflict.n_states:,} states; --all gives every state")

    def rows() -> "Iterator[list[Any]]":
        for state in range(n_rows):
            verdicts = solution.verdicts[:, state].tolist()
            own = [int(bool(verdict & concept.bit)) for concept in solved.concepts for verdict in verdicts]
            joint = [int(all(verdict & concept.bit for verdict in verdicts)) for concept in solved.concepts]
            yield [state + 1, conflict.space.label(state), scenario_id(conflict, state) or "", *own, *joint]

    return header, rows()


def _print(solved: "Solved", everything: bool) -> None:
    conflict, out = solved.conflict, console()
    out.print(
        f"{conflict.title}\n{conflict.n_states:,} states, {conflict.n_dms} decision makers, "
        f"{len(conflict.options) or 'no'} options"
    )
    if conflict.status_quo is not None:
        holding = solved.solution.concepts_holding(conflict.status_quo)
        held = f"holds under {', '.join(c.value.upper() for c in holding)}" if holding else "holds under no concept"
        out.print(f"status quo: state {conflict.status_quo + 1}, {conflict.space.label(conflict.status_quo)}; {held}")
    for solution in solved.solutions:
        _print_counts(solved, solution)
    for solution in solved.solutions:
        _print_equilibria(solved, solution, everything)


def _case(solved: "Solved", solution: "Solution") -> str:
    from offramp.api.solved import types_json

    named = types_json(solved.conflict, solution.combination)
    told = ", ".join(f"{dm} = {name}" for dm, name in named.items())
    return f" if {told} (weight {solution.combination.weight:.0%})" if told else ""


def _print_counts(solved: "Solved", solution: "Solution") -> None:
    from offramp.api.solved import by_ending

    names = [concept.value.upper() for concept in solved.concepts]
    counts = table("ending", *names, title=f"Equilibria by ending{_case(solved, solution)}", numbers=names)
    for title, row in by_ending(solution, solved.concepts):
        counts.add_row(title, *(f"{number:,}" for number in row))
    console().print(counts)


def _print_equilibria(solved: "Solved", solution: "Solution", everything: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from offramp.brief.phrases import block_name, pattern_by_owner

    conflict, out = solved.conflict, console()
    found = _equilibrium_blocks(solution)
    out.print(Text(f"Equilibria{_case(solved, solution)}", style="bold"))
    if not found:
        out.print("  none")
    ending = None
    for row in found if everything else found[:ROWS]:
        if row.ending != ending:
            ending = row.ending
            out.print(Text(f"\n {conflict.scenarios[ending].title if ending >= 0 else 'no ending'}", style="bold"))
        names = ", ".join(concept.value.upper() for concept in solved.concepts if row.held & concept.bit)
        more = f" and {len(row.block.states) - 1} like it" if len(row.block.states) > 1 else ""
        label = pattern_by_owner(conflict, conflict.space.label(row.block.states[0]))
        out.print(f"  state {row.block.states[0] + 1}{more}, {label}: {names}")
        out.print(Padding(block_name(conflict, row.block), (0, 0, 0, 6)))
    if len(found) > ROWS and not everything:
        out.print(f"  … and {len(found) - ROWS:,} more rows (--all shows them)")
    out.print()


@dataclass(frozen=True, slots=True)
class _Row:
    """Equilibria of one ending that hold under the same concepts and differ in nothing that anybody minds."""

    ending: int
    held: int
    block: "Block"


def _equilibrium_blocks(solution: "Solution") -> list[_Row]:
    """Group the equilibria; within an ending, what holds under most concepts first."""
    import numpy as np

    from offramp.brief.grouping import blocks

    conflict = solution.conflict
    joint = np.bitwise_and.reduce(solution.verdicts, axis=0)
    rows: list[_Row] = []
    for held in np.unique(joint[joint > 0]).tolist():
        for ending in np.unique(conflict.scenario_of[joint == held]).tolist():
            states = np.flatnonzero((joint == held) & (conflict.scenario_of == ending))
            if len(states) <= MOST_GROUPED:  # more than that are counted, not told one by one
                rows += [_Row(ending, held, block) for block in blocks(conflict, states.tolist())]
    return sorted(rows, key=lambda row: (row.ending, -row.held.bit_count(), row.block.states))
