"""``offramp score``: how good the forecasts were, beside forecasts that anyone can make."""

from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Format, FormatOption
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import print_result, progress, write_figure

if TYPE_CHECKING:
    from offramp.api.scored_forecast import Case
    from offramp.forecast.base_rates import ReferenceClass


def score(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Dossiers, YAML files.", show_default=False)],
    forecasts: Annotated[
        str | None,
        typer.Option(
            "--forecasts",
            metavar="JSON",
            help="Score the forecasts of a JSON file, not those of the log; with one FILE.",
            show_default=False,
        ),
    ] = None,
    ordered: Annotated[
        bool, typer.Option("--ordered", help="The endings run from one extreme to the other: rank them too.")
    ] = False,
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="ID",
            help="Past crises to compare with, such as icb.",
            show_default="how the other conflicts ended",
        ),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="ENDING=OUTCOME",
            help="Which outcome of --reference an ending stands for; several with commas; NAME.ENDING for one file.",
            show_default=False,
        ),
    ] = None,
    figure: Annotated[
        str | None, typer.Option("--figure", metavar="SVG", help="Write the reliability diagram.", show_default=False)
    ] = None,
    form: FormatOption = Format.TABLE,
    everything: Annotated[bool, typer.Option("--all", help="Show every forecast.")] = False,
) -> None:
    """Score logged forecasts against what happened, beside uniform and climatology."""
    with bad_input():
        from offramp.api.scored import score_cases

        if figure is not None and not figure.lower().endswith(".svg"):
            raise fail(f"--figure writes a .svg file; found {figure}")
        mapping = _mapping(mapped, reference)
        known = _reference(reference)
        with progress("scoring"):
            found = score_cases(_cases(files, forecasts), ordered=ordered, reference=known, mapping=mapping)
        if figure is not None:
            if not found.scored:
                raise fail("there is nothing to draw: no forecast could be scored")
            write_figure(found.figure(), figure)
        print_result(found, form, everything=everything)


def _cases(files: list[str], forecasts: str | None) -> "list[Case]":
    from offramp.api.forecast_record import read_forecast_file
    from offramp.api.scored import case_of

    files = list(dict.fromkeys(files))
    if forecasts is None:
        return [case_of(file) for file in files]
    if len(files) > 1:
        raise fail("--forecasts are those of one conflict: give one FILE")
    return [case_of(files[0], read_forecast_file(forecasts))]


def _reference(name: str | None) -> "ReferenceClass | None":
    from offramp.dossier.problems import did_you_mean
    from offramp.forecast.reference_classes import REFERENCE_CLASSES, reference_class

    ids = [each.id for each in REFERENCE_CLASSES]
    if name is None or name in ids:
        return reference_class(name) if name else None
    raise fail(f'unknown reference class "{name}": {did_you_mean(name, ids) or "known are " + ", ".join(ids)}')


def _mapping(given: list[str] | None, reference: str | None) -> dict[str, tuple[str, ...]]:
    if given and reference is None:
        raise fail("--map says what an ending is among the outcomes of --reference: give that too")
    found: dict[str, tuple[str, ...]] = {}
    for text in given or []:
        ending, equals, outcomes = text.partition("=")
        if not (ending and equals and outcomes):
            raise fail(f'--map wants ENDING=OUTCOME; found "{text}"')
        if ending in found:
            raise fail(f'--map maps "{ending}" twice; several outcomes are separated by commas')
        found[ending] = tuple(outcomes.split(","))
    return found
