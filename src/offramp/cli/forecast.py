"""``offramp forecast``: how likely each ending is, by when, and what the moves so far say of hidden aims."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption, VariantOption, load
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import on_terminal, print_result, say
from offramp.cli.output import progress as progress_of

if TYPE_CHECKING:
    from offramp.api.driven import Driven
    from offramp.api.forecasted import Forecasted


def forecast(
    file: Dossier,
    horizon: Annotated[
        str | None,
        typer.Option(
            "--horizon", metavar="DAYS|DATE", help="How far to look ahead.", show_default="the dossier's, or 180 days"
        ),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", help="Draws of what is uncertain.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same answer.")] = 0,
    foresight: Annotated[
        int | None,
        typer.Option("--foresight", metavar="N", help="Replies that everybody reckons with.", show_default="0 to 2"),
    ] = None,
    last_movers: Annotated[
        bool, typer.Option("--last-movers", help="Nobody may move twice in a row (takes longer).")
    ] = False,
    prior: Annotated[
        bool, typer.Option("--prior", help="Do not update beliefs about aims by what has happened.")
    ] = False,
    words: Annotated[
        float, typer.Option("--words", metavar="W", help="How much words weigh against acts, 0 to 1.")
    ] = 0.3,
    silence: Annotated[bool, typer.Option("--silence", help="Days without an act count as evidence.")] = False,
    doubt: Annotated[
        float, typer.Option("--doubt", metavar="D", help="Weight of knowing nothing but the endings' names, 0 to 1.")
    ] = 0.25,
    drivers: Annotated[
        bool,
        typer.Option("--drivers", help="Also what drives it, what to watch, and if X happens next (takes longer)."),
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Keep the forecast beside the dossier, in NAME.forecasts.sqlite.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Threads.", show_default="one for each core")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Of a Dask cluster that does the work, such as tcp://10.0.0.1:8786.",
            show_default="this machine",
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
    variant: VariantOption = None,
) -> None:
    """Show the probability of each ending over time with its spread, and what the moves say of hidden aims."""
    if workers is not None and scheduler is not None:
        raise fail("--workers counts threads of this machine, --scheduler names another's: give one of them")
    with bad_input():
        analysis = load(file, variant)
        with _bar(draws) as progress:
            made = analysis.forecast(
                _horizon(horizon),
                draws=draws,
                seed=seed,
                foresight=foresight,
                last_movers=last_movers,
                update=not prior,
                words=words,
                silence=silence,
                doubt=doubt,
                threads=workers,
                scheduler=scheduler,
                progress=progress,
                tell=say,
            )
        if log:
            _keep(made, file)
        found: Forecasted | Driven = made
        if drivers:
            with progress_of("what drives it"):
                found = made.drivers()
        print_result(found, form)


def _keep(made: "Forecasted", file: str) -> None:
    from offramp.api.forecast_log import append_forecast, log_path

    number = append_forecast(log_path(file), made.record())
    say(f"forecast {number} kept in {log_path(file)}")


def _horizon(text: str | None) -> int | date | None:
    if text is None:
        return None
    if text.lstrip("-").isdigit():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f'--horizon wants a number of days or a date such as 2026-06-01; found "{text}"') from None


@contextmanager
def _bar(draws: int) -> Iterator[Callable[[int], None] | None]:
    """Show on a terminal how many draws are done; nothing elsewhere."""
    if not on_terminal():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("following draws", total=draws)
        yield lambda done: shown.advance(task, done)
