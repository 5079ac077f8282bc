"""``offramp states``: the feasible states, what each constraint removes, each decision maker's ranking and moves."""

from typing import Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption, TypeOption, VariantOption, load, types
from offramp.cli.ending import bad_input
from offramp.cli.output import print_csv, print_json, print_parts, progress, say_first


def states(
    file: Dossier,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every state and every tier.")] = False,
) -> None:
    """List the feasible states, rankings, and what constraints remove."""
    with bad_input():
        from offramp.api.solved import n_listed

        with progress("listing states"):
            analysis = load(file, variant)
            listing = analysis.states(types(types_given, analysis))
        if form is Format.JSON:
            print_json(listing.to_json(everything=everything))
        elif form is Format.CSV:
            say_first(n_listed(listing.conflict, everything), listing.conflict.n_states)
            print_csv(*listing.rows(everything=everything))
        else:
            print_parts(listing.parts(everything=everything))
