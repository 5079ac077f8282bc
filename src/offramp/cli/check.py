"""``offramp check``: is the dossier sound? Every problem at once, by line."""

from typing import TYPE_CHECKING, Any

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption
from offramp.cli.ending import FOUND_ERRORS, bad_input
from offramp.cli.output import print_csv, print_json, print_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from offramp.api.display import Part
    from offramp.dossier.check import CheckReport

_MARKS = {"error": "bold red", "warning": "yellow", "note": "dim"}


def check(file: Dossier, form: FormatOption = Format.TABLE) -> None:
    """Check a dossier: every problem by line, each ranking in words."""
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
                "middle": order.middle,
                "worst": order.worst,
                "levels": order.levels,
            }
            for order in report.orders
        ],
    }


def _print(report: "CheckReport") -> None:
    from rich.console import Console
    from rich.text import Text

    print_parts(list(_orders(report)))
    out = Console(highlight=False, markup=False, emoji=False)
    for problem in report.problems:
        out.print(Text(problem.render(report.file), style=_MARKS[problem.severity.value]), soft_wrap=True)
    out.print(_verdict(report), soft_wrap=True)


def _orders(report: "CheckReport") -> "Iterator[Part]":
    from offramp.api.display import Heading, Line
    from offramp.figures.words import counted

    for order in report.orders:
        name = f"{order.dm}, type {order.aim}" if order.aim else order.dm
        yield Heading(f"What {name} wants ({counted(order.levels, 'level')})")
        for sentence in order.statements:
            lead, _, words = sentence.partition(": ") if ": " in sentence else ("", "", sentence)
            yield Line(words, lead=f"{lead}:" if lead else "", indent=2)
        yield Line(order.best, lead="best: ", indent=2)
        if order.middle:
            yield Line(order.middle, lead="half way:", indent=2)
        yield Line(order.worst, lead="worst:", indent=2)
    if report.orders:
        yield Line("")


def _verdict(report: "CheckReport") -> str:
    counts = {severity: sum(problem.severity == severity for problem in report.problems) for severity in _MARKS}
    told = ", ".join(f"{n} {severity}{'s' if n != 1 else ''}" for severity, n in counts.items() if n)
    if report.built is not None:
        from offramp.figures.words import counted

        conflict = report.built.conflict
        size = [counted(conflict.n_states, "state"), counted(conflict.n_dms, "decision maker")]
        size += [] if conflict.space.graph_form else [counted(len(conflict.options), "option")]
        return f"sound: {', '.join(size)}{f' ({told})' if told else ''}"
    return f"not sound: {told}"
