"""``offramp paths``: how the status quo can evolve, to which endings, by whose moves."""

from typing import Annotated

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
from offramp.cli.output import print_csv, print_json, print_parts, progress


def paths(
    file: Dossier,
    start: Annotated[
        str, typer.Option("--from", metavar="STATE", help="Where to start: a number, a pattern, id:NAME or sq.")
    ] = "sq",
    concepts_given: ConceptOption = None,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Give every list whole, however long.")] = False,
) -> None:
    """Show which endings can be reached, by moves and by improvements, and the shortest ways there."""
    with bad_input():
        wanted = concepts(concepts_given or ["seq"])
        if len(wanted) > 1:
            raise fail("paths takes one concept: what counts as holding")
        with progress("searching"):
            analysis = load(file, variant)
            found = analysis.paths(start, wanted[0], types(types_given, analysis))
        if form is Format.JSON:
            print_json(found.to_json(everything=everything))
        elif form is Format.CSV:
            print_csv(*found.rows())
        else:
            print_parts(found.parts(everything=everything))
