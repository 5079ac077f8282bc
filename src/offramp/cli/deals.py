"""``offramp deals``: packages, who accepts and who breaks them, guarantees that repair, orders of steps."""

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
from offramp.cli.output import print_csv, print_json, print_parts, progress

if TYPE_CHECKING:
    from offramp.api.deals import Deals
    from offramp.api.table_deals import TableDeals


def deals(
    file: Dossier,
    concepts_given: ConceptOption = None,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    reservation: Annotated[
        list[str] | None,
        typer.Option(
            "--reservation",
            metavar="WHAT",
            help="What happens without a deal: a STATE, forecast, or DM=NUMBER in [0, 1]; may be repeated.",
            show_default="the status quo",
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--closely", metavar="N", min=0, help="Packages to look at closely: repairs and step plans.")
    ] = 12,
    everything: Annotated[bool, typer.Option("--all", help="Show every package.")] = False,
) -> None:
    """Show which packages all would accept, which hold, what repairs those that break, and in what order to act.

    FILE may also be a CSV table of values: package, then one column for each party, with a row "reservation".
    """
    with bad_input():
        wanted = concepts(concepts_given or ["seq"])
        if len(wanted) > 1:
            raise fail("deals takes one concept: under which a package is to hold")
        with progress("looking for packages"):
            if file.lower().endswith(".csv"):
                found: Deals | TableDeals = _of_table(file)
            else:
                analysis = load(file, variant)
                found = analysis.deals(wanted[0], types(types_given, analysis), reservation, most=most)
        if form is Format.JSON:
            print_json(found.to_json(everything=everything))
        elif form is Format.CSV:
            print_csv(*found.rows())
        else:
            print_parts(found.parts(everything=everything))


def _of_table(file: str) -> "TableDeals":
    from offramp.api.table_deals import deals_of_table

    return deals_of_table(file)
