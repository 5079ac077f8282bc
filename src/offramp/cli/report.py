"""``offramp report``: the brief, one self-contained file."""

from typing import Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption, VariantOption, load
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import print_written, progress


def report(
    file: Dossier,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="BRIEF", help="The file to write: .html or .md.")
    ] = "brief.html",
    variant: VariantOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Write the brief: one self-contained HTML or Markdown file."""
    with bad_input():
        from offramp.brief.write import BriefError

        try:
            with progress("writing the brief"):
                analysis = load(file, variant)
                chosen = f" --variant {variant}" if variant else ""
                written = analysis.report(output, f"offramp report {file}{chosen} -o {output}")
        except BriefError as error:
            raise fail(str(error)) from None
        print_written(written, form)
