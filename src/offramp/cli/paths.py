"""``offramp paths``: how the status quo can evolve, to which endings, by whose moves."""

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
from offramp.cli.output import print_csv, print_json, print_parts, progress, write_figure

if TYPE_CHECKING:
    from offramp.api.evolved import Evolved


def paths(
    file: Dossier,
    start: Annotated[
        str, typer.Option("--from", metavar="STATE", help="Where to start: a number, a pattern, id:NAME or sq.")
    ] = "sq",
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="WHERE", help="List the shortest paths to a STATE or an ending (its id)."),
    ] = None,
    longest: Annotated[
        int | None, typer.Option("--longest", metavar="N", help="With --to: list every path of up to N moves.")
    ] = None,
    at_most: Annotated[int, typer.Option("--at-most", metavar="N", help="With --to: list no more than N paths.")] = 100,
    revisit: Annotated[
        bool, typer.Option("--revisit", help="With --longest: also paths that visit a state twice.")
    ] = False,
    holding: Annotated[bool, typer.Option("--holding", help="With --to: only to states that hold.")] = False,
    allowed: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            metavar="DM=equal|any",
            help="Let a decision maker (or all) also make moves that leave it equal, or any move; may be repeated.",
            show_default="the rest only improve",
        ),
    ] = None,
    coalitions: Annotated[
        bool, typer.Option("--coalitions", help="What coalitions reach together and single improvements do not.")
    ] = False,
    figure: Annotated[
        str | None, typer.Option("--figure", metavar="FILE.svg", help="Draw the paths listed as a tree.")
    ] = None,
    concepts_given: ConceptOption = None,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Give every list whole, however long.")] = False,
) -> None:
    """Show which endings can be reached, by moves and by improvements, and the ways there."""
    with bad_input():
        wanted = concepts(concepts_given or ["seq"])
        if len(wanted) > 1:
            raise fail("paths takes one concept: what counts as holding")
        if figure is not None and not figure.lower().endswith(".svg"):
            raise fail(f"--figure writes a .svg file; found {figure}")
        with progress("searching"):
            analysis = load(file, variant)
            found = analysis.paths(
                start, wanted[0], types(types_given, analysis), allow=_allow(allowed), to=to, longest=longest,
                at_most=at_most, revisit=revisit, holding=holding, coalitions=coalitions,
            )  # fmt: skip
        if figure is not None:
            _write(found, figure, everything=everything)
        if form is Format.JSON:
            print_json(found.to_json(everything=everything))
        elif form is Format.CSV:
            print_csv(*found.rows())
        else:
            print_parts(found.parts(everything=everything))


def _allow(given: list[str] | None) -> dict[str, str] | None:
    """Return what was allowed to whom; each is checked where the decision makers are known."""
    return {name: word for name, _, word in (text.partition("=") for text in given)} if given else None


def _write(found: "Evolved", figure: str, *, everything: bool) -> None:
    write_figure(found.figure(most=max(1, len(found.paths())) if everything else None), figure)
