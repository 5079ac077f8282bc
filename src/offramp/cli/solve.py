"""``offramp solve``: which states are stable, for whom, under which concept; the equilibria and their endings."""

from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

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
from offramp.cli.output import print_csv, print_json, print_parts, progress, say, say_first

if TYPE_CHECKING:
    from offramp.api.solved import Solved


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
    """Find the stable states, for whom, and the equilibria by ending."""
    with bad_input():
        from offramp.api.solved import n_listed

        if output is not None and not output.endswith(".parquet"):
            raise fail(f"--output writes a .parquet file; found {output}")
        if output is not None and find_spec("pyarrow") is None:
            raise fail("--output needs the package pyarrow: pip install 'offramp[frames]'")
        started = perf_counter()
        with progress("solving"):
            analysis = load(file, variant)
            loaded = perf_counter()
            solved = analysis.solve(concepts(concepts_given), types(types_given, analysis))
        if verbose:
            _tell_method(solved)
            say(f"loaded in {loaded - started:.2f} s, solved in {perf_counter() - loaded:.2f} s")
        if output is not None:
            with progress("writing"):
                _write(solved, output)
        if form is Format.JSON:
            print_json(solved.to_json(everything=everything))
        elif form is Format.CSV:
            say_first(n_listed(solved.conflict, everything), solved.conflict.n_states)
            print_csv(*solved.rows(everything=everything))
        else:
            print_parts(solved.parts(everything=everything))


def _tell_method(solved: "Solved") -> None:
    ways = {"arcs": "on lists of moves, with NumPy", "cells": "on cells, with compiled sweeps"}
    for solution in solved.solutions:
        say(f"{solved.conflict.n_states:,} states solved {ways[solution.method]}")
        for note in solution.notes:
            say(f"  {note}")


def _write(solved: "Solved", output: str) -> None:
    from offramp.api.parquet import write_parquet

    write_parquet(solved, output)
    say(f"{output} written: {solved.conflict.n_states:,} rows")
