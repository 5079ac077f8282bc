"""``offramp check``: is the dossier sound? Every problem at once, by line."""

from typing import TYPE_CHECKING, Any

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption
from offramp.cli.ending import FOUND_ERRORS, bad_input
from offramp.cli.output import console, print_csv, print_json

if TYPE_CHECKING:
    from offramp.dossier.check import CheckReport

_MARKS = {"error": "bold red", "warning": "yellow", "note": "dim"}


def check(file: Dossier, form: FormatOption = Format.TABLE) -> None:
    """Check a dossier: every problem with its line, and the order that each preference gives, in words."""
    with bad_input():
        from offramp.dossier.check import check as check_dossier

        report = check_dossier(file)
        if form is Format.JSON:
            print_json(_json(report))
        elif form is Format.CSV:
            found = [problem.to_json() for problem in report.problems]
            header = ["line", "column", "severity", "code", "message", "hint"]
            print_csv(header, [[problem[key] for key in header] for problem in found])
        else:
            _print(report)
    if not report.ok:
        raise typer.Exit(FOUND_ERRORS)


def _json(report: "CheckReport") -> dict[str, Any]:
    return {
        "ok": report.ok,
        "problems": [problem.to_json() for problem in report.problems],
        "orders": [
            {
                "dm": order.dm,
                "type": order.aim,
                "statements": list(order.statements),
                "best": order.best,
                "worst": order.worst,
                "levels": order.levels,
            }
            for order in report.orders
        ],
    }


def _print(report: "CheckReport") -> None:
    from rich.text import Text

    out = console()
    for order in report.orders:
        name = f"{order.dm}, type {order.aim}" if order.aim else order.dm
        out.print(Text(f"What {name} wants ({order.levels:,} levels)", style="bold"))
        for sentence in order.statements:
            out.print(f"  {sentence}")
        out.print(f"  best:  {order.best}")
        out.print(f"  worst: {order.worst}\n")
    for problem in report.problems:
        out.print(Text(problem.render(report.file), style=_MARKS[problem.severity.value]), soft_wrap=True)
    out.print(_verdict(report))


def _verdict(report: "CheckReport") -> str:
    counts = {severity: sum(problem.severity == severity for problem in report.problems) for severity in _MARKS}
    told = ", ".join(f"{n} {severity}{'s' if n != 1 else ''}" for severity, n in counts.items() if n)
    if report.built is not None:
        conflict = report.built.conflict
        size = f"{conflict.n_states:,} states, {conflict.n_dms} decision makers, {len(conflict.options)} options"
        return f"sound: {size}{f' ({told})' if told else ''}"
    return f"not sound: {told}"
