"""``offramp explain``: why is this state stable or not, in words, with witnesses."""

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
from offramp.cli.output import print_result, progress

if TYPE_CHECKING:
    from offramp.conflict.model import Conflict


def explain(
    file: Dossier,
    state: Annotated[
        str, typer.Argument(metavar="STATE", help="A number, a pattern, id:NAME or sq.", show_default=False)
    ],
    dm: Annotated[
        str | None, typer.Option("--dm", metavar="DM", help="For this decision maker.", show_default="all")
    ] = None,
    concepts_given: ConceptOption = None,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Tell every improvement.")] = False,
) -> None:
    """Explain in words why a state is stable or not, with witnesses."""
    with bad_input():
        with progress("explaining"):
            analysis = load(file, variant)
            _known(analysis.conflict, dm)
            wanted = concepts(concepts_given)
            named = wanted[0] if concepts_given is not None and len(wanted) == 1 else wanted
            explained = analysis.explain(state, dm, named, types(types_given, analysis))
        print_result(explained, form, everything=everything)


def _known(conflict: "Conflict", dm: str | None) -> None:
    from offramp.dossier.problems import did_you_mean

    ids = [each.id for each in conflict.decision_makers]
    if dm is not None and dm not in ids:
        hint = did_you_mean(dm, ids) or f"known are {', '.join(ids)}"
        raise fail(f'unknown decision maker "{dm}": {hint}')
