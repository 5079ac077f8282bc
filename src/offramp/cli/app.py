"""The commands together.

Nothing heavy is imported here: each command loads what it needs when it runs.
"""

from typing import Annotated

import typer

from offramp._version import __version__
from offramp.cli import (
    check,
    competing,
    concepts,
    deals,
    explain,
    forecast,
    ledger,
    new,
    paths,
    read,
    report,
    review,
    score,
    solve,
    states,
)

app = typer.Typer(
    name="offramp",
    help="Find the ways out of a standoff: from a dossier, which endings hold, and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"offramp {__version__}")
        raise typer.Exit


@app.callback()
def offramp(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find the ways out of a standoff: from a dossier, which endings hold, and why."""


app.command("new")(new.new)
app.command("read")(read.read)
app.command("review")(review.review)
app.command("check")(check.check)
app.command("states")(states.states)
app.command("solve")(solve.solve)
app.command("explain")(explain.explain)
app.command("paths")(paths.paths)
app.command("deals")(deals.deals)
app.command("forecast")(forecast.forecast)
app.command("score")(score.score)
app.command("ledger")(ledger.ledger)
app.command("competing")(competing.competing)
app.command("report")(report.report)
app.command("concepts")(concepts.concepts)
