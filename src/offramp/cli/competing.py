"""``offramp competing``: the claims of the ledger against the endings."""

from typing import Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption, VariantOption, load
from offramp.cli.ending import bad_input
from offramp.cli.output import print_result


def competing(
    file: Dossier,
    variant: VariantOption = None,
    form: FormatOption = Format.TABLE,
    everything: Annotated[bool, typer.Option("--all", help="Show every claim that bears on an ending.")] = False,
) -> None:
    """Set the claims against the endings: what speaks against each, and which claims tell them apart."""
    with bad_input():
        found = load(file, variant).competing()
        print_result(found, form, everything=everything)
