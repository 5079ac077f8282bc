"""Arguments and options that several commands share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.ending import fail

if TYPE_CHECKING:
    from offramp.api.analysis import Analysis
    from offramp.stability.concepts import Concept


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Dossier = Annotated[str, typer.Argument(metavar="FILE", help="The dossier, a YAML file.", show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
ConceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--concept",
        metavar="NAME",
        help="nash, gmr, smr, seq or sseq; several, or separated by commas.",
        show_default="all",
    ),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type", metavar="DM=TYPE", help="Fix the type of a decision maker.", show_default="every combination"
    ),
]
VariantOption = Annotated[
    str | None, typer.Option("--variant", metavar="NAME", help="Use a variant of the dossier.", show_default=False)
]


def load(file: str, variant: str | None) -> "Analysis":
    """Load a dossier, or one of its variants."""
    from offramp.api.analysis import load_analysis

    try:
        return load_analysis(file, variant)
    except KeyError:
        raise fail(f'the dossier has no variant "{variant}"') from None


def concepts(names: list[str] | None) -> "list[Concept]":
    """Return the concepts that were named; all of them when none was."""
    from offramp.dossier.problems import did_you_mean
    from offramp.stability.concepts import Concept

    found = []
    for name in (part.strip() for group in names or [] for part in group.split(",")):
        if name.lower() not in list(Concept):
            known = [concept.value for concept in Concept]
            hint = did_you_mean(name, known) or f"known are {', '.join(known)}"
            raise fail(f'unknown concept "{name}": {hint}')
        found.append(Concept(name.lower()))
    return [concept for concept in Concept if concept in found] if found else list(Concept)


def types(given: list[str] | None, analysis: "Analysis") -> dict[str, str]:
    """Return the types that were fixed, by decision maker."""
    found: dict[str, str] = {}
    for text in given or []:
        dm, equals, name = text.partition("=")
        known = {each.id: each for each in analysis.conflict.decision_makers}
        if not equals or dm not in known:
            raise fail(f'--type wants DM=TYPE with one of {", ".join(known)}; found "{text}"')
        ids = [aim.id for aim in analysis.conflict.types[analysis.conflict.dm_index(dm)] if aim.id]
        if name not in ids:
            raise fail(f'"{dm}" has no type "{name}"' + (f": {', '.join(ids)}" if ids else ""))
        found[dm] = name
    return found
